"""What a conclusion rests on, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence

from slimmer_rules.reasoning.rests_on import RestsOn
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.wording_analysis.parts import (
    OUT_OF_TIME,
    Lines,
    heading,
    item,
    say,
    shown_value,
    told_value,
)
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import (
    capital,
)


def rests_on_text(found: RestsOn, answers: Answers, talk: Conversation) -> Lines:
    """What a conclusion rests on, in both forms, and what made no difference."""
    lines = say(
        f"Bij {heading(found.conclusion, talk)} is de conclusie {shown_value(found.conclusion, found.value, talk)}."
    )
    lines.append("")
    if "forcing" in found.unknown:
        lines += say(f"Wat deze conclusie vastlegt, is niet bekend. {OUT_OF_TIME}")
    elif not found.forcing:
        lines += say("Zij staat nog niet vast: andere antwoorden op de open vragen kunnen haar veranderen.")
    else:
        opening = "Dit is genoeg, wat u ook op alle andere vragen antwoordt:"
        lines += _carried(opening, found.forcing, "forcing" in found.more, answers, talk)
    if "giving" in found.unknown:
        lines += say(f"Wat deze conclusie geeft, is niet bekend. {OUT_OF_TIME}")
    elif found.giving != found.forcing:
        opening = "Dit is genoeg als al het andere open blijft:"
        lines += ["", *_carried(opening, found.giving, "giving" in found.more, answers, talk)]
    if "idle" in found.unknown:
        lines += say(f"Welke antwoorden er niet toe deden, is niet bekend. {OUT_OF_TIME}")
    elif found.idle:
        lines += ["", "Met of zonder deze antwoorden was de conclusie hetzelfde:"]
        lines += [line for name in found.idle for line in _given(name, answers, talk)]
    return lines


def _carried(opening: str, sets: Sequence[Sequence[str]], more: bool, answers: Answers, talk: Conversation) -> Lines:
    if not sets[0]:
        return say("Er is geen enkel antwoord voor nodig.")
    lines = say(opening)
    for number, names in enumerate(sets):
        if number:
            lines.append("Of:")
        lines += [line for name in names for line in _given(name, answers, talk)]
    return lines + (say("Er zijn meer even kleine groepen antwoorden.") if more else [])


def _given(question: str, answers: Answers, talk: Conversation) -> Lines:
    return item(f"{capital(talk.questions[question].short)}: {told_value(question, answers[question], talk)}")
