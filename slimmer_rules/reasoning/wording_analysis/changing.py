"""What would have to change for another outcome, in Dutch."""

from __future__ import annotations

from slimmer_rules.reasoning.changes import Change, ChangeSet, ChangesTo
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.wording_analysis.parts import (
    OUT_OF_TIME,
    Lines,
    heading,
    item,
    say,
    shown_value,
    told_value,
    wished_value,
)
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from slimmer_rules.rulebook.wording import (
    capital,
)


def changes_text(found: ChangesTo, answers: Answers, talk: Conversation) -> Lines:
    """The smallest changes that give an outcome, or why there are none."""
    wanted = shown_value(found.conclusion, found.value, talk)
    title = heading(found.conclusion, talk)
    if found.already:
        return say(f"Bij {title} is de conclusie al {wanted}. Er hoeft niets te veranderen.")
    if not found.complete:
        return say(f"Wat er moet veranderen voor {wanted}, is niet bekend. {OUT_OF_TIME}")
    if not found.sets:
        return _unreachable(found, answers, talk)
    shown = _least_effort(found)
    count = len(found.sets[0].changes)
    told = "dit ene antwoord" if count == 1 else f"deze {count} antwoorden"
    lines = say(f"Bij {title} wordt de conclusie {wanted} met {told}:")
    for number, each in enumerate(shown):
        lines += ["Of:"] if number else []
        lines += [line for change in each.changes for line in item(change_text(change, talk))]
    lines += say("Met minder lukt het niet.") if count > 1 else []
    if found.more or len(shown) < len(found.sets):
        lines += say("Er zijn meer mogelijkheden met evenveel antwoorden. Met --json ziet u er meer.")
    return lines


def _least_effort(found: ChangesTo) -> list[ChangeSet]:
    """Of the sets that change the same answers only the one of least effort, and three at most."""
    first: dict[tuple[str, ...], ChangeSet] = {}
    for each in found.sets:
        first.setdefault(tuple(change.question for change in each.changes), each)
    return list(first.values())[:3]


def change_text(change: Change, talk: Conversation) -> str:
    """One change: which answer, from what to what."""
    subject = capital(talk.questions[change.question].short)
    new = wished_value(change.question, change.new, talk)
    if change.band and change.band[0] != change.band[1]:
        new = f"{change.band[0]} tot en met {change.band[1]}"
    if change.old is None:
        return f"{subject}: nog geen antwoord, wordt {new}."
    return f"{subject}: nu {told_value(change.question, change.old, talk)}, wordt {new}."


def _unreachable(found: ChangesTo, answers: Answers, talk: Conversation) -> Lines:
    wanted = shown_value(found.conclusion, found.value, talk)
    if not found.blockers:
        return say(f"{capital(wanted)} is niet te bereiken: geen enkele verandering van antwoorden geeft dit.")
    lines = say(f"{capital(wanted)} is niet te bereiken met antwoorden die iemand kan veranderen. Dit houdt het tegen:")
    for number, each in enumerate(found.blockers):
        if number:
            lines.append("Of:")
        lines += [line for name in each for line in item(_blocker(name, answers, talk))]
    return lines


def _blocker(question: str, answers: Answers, talk: Conversation) -> str:
    short = talk.questions[question].short
    if answers.get(question, UNKNOWN) == UNKNOWN:
        return f"Over {short} is nog niets bekend. Beantwoord eerst die vraag ({question})."
    given = told_value(question, answers[question], talk)
    return f"{capital(short)} is {given}; dat kan niemand veranderen ({question})."
