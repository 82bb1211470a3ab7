"""What is told when a conversation goes on with other rules than it was last held with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from slimmer_rules.cli.rules_store import kept_rules

if TYPE_CHECKING:
    from slimmer_rules.audit.comparing import Change
    from slimmer_rules.interview import Messages
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Conversation, Rulebook

CHANGED = "De regels zijn gewijzigd sinds u dit gesprek voerde."
CHANGED_VERSION = "De regels zijn gewijzigd sinds u dit gesprek voerde: toen versie {old}, nu versie {new}."
ASK_AGAIN = "Uw antwoord over {short} past niet meer: “{answer}”. U krijgt die vraag opnieuw."
QUESTION_GONE = "De vraag over {short} is er niet meer. Uw antwoord was: “{answer}”."
NOTE_ASIDE = "De vraag over {short} is er niet meer. Uw notitie daarbij blijft bewaard."
VIEW_ASIDE = "Uw eigen oordeel past niet meer: “{text}”. U kunt het opnieuw geven."
DECISION_ASIDE = "Het besluit past niet meer: “{text}”. U kunt het opnieuw vastleggen."
KEPT_ASIDE = "Wat niet meer past, blijft in het bestand staan, bij `terzijde`."
OUTCOME_CHANGES = "De uitkomst bij uw antwoorden tot nu toe verandert."
CONCLUSION_CHANGES = "{title}: was “{before}”, is nu “{after}”{rules}."
RULES = ", door {rules}"
NO_CONCLUSION = "geen conclusie"
OTHERS_CHANGE = "Ook wat de regels er verder uit afleiden, verandert: {count}."
CONTRADICTED = {
    "nieuw": "Er komt bij uw antwoorden geen uitkomst meer, want de regels {rules} spreken elkaar nu tegen.",
    "oud": "Er komt bij uw antwoorden nu wel een uitkomst; eerst spraken de regels {rules} elkaar tegen.",
}
ASKED_NOW = "Er komt bij: de vraag over {shorts}."
ASKED_NO_MORE = "Er vervalt: de vraag over {shorts}."
NOTHING_CHANGES = "Voor dit gesprek verandert daardoor verder niets."
NOT_KNOWN = "De oude regels staan niet op deze computer. Daarom is niet te zeggen of de uitkomst verandert."


def rules_changed(case: Case, rulebook: Rulebook) -> Messages:
    """That the rules changed since, and what that does to this case; nothing where they are the same or not known.

    Before the coach gave a view of their own or saw the outcome, it does not tell what the advice is.
    """
    from slimmer_rules.interview.messages import item, notice

    held = case.progress.rules if case.progress else None
    if case.progress is None or (held is None and not case.aside) or (held and held.sha256 == rulebook.sha256):
        return ()
    old = kept_rules(held.sha256) if held else None
    before = old.conversations.get(case.conversation) if old else None
    now = rulebook.conversations[case.conversation]
    versions = held is not None and held.version != rulebook.version
    first = CHANGED_VERSION.format(old=held.version, new=rulebook.version) if held and versions else CHANGED
    told = [*_aside(case, before, now), *(_effects(case, before, now) if before else (NOT_KNOWN,))]
    return (notice(first), *map(item, told or [NOTHING_CHANGES]))


def _aside(case: Case, before: Conversation | None, now: Conversation) -> Iterator[str]:
    """What no longer fits."""
    for name, answer in _mapping(case.aside.get("antwoorden")).items():
        form = ASK_AGAIN if name in now.questions else QUESTION_GONE
        yield form.format(short=_short(name, now, before), answer=_choice(name, str(answer), before))
    for name in _mapping(case.aside.get("notities")):
        yield NOTE_ASIDE.format(short=_short(name, now, before))
    if (view := case.aside.get("eigen_oordeel")) and case.own_view is None:
        yield VIEW_ASIDE.format(text=_value(str(view), before))
    if (decision := _mapping(case.aside.get("besluit_mens")).get("besluit")) and case.decision is None:
        yield DECISION_ASIDE.format(text=_value(str(decision), before))
    if case.aside:
        yield KEPT_ASIDE


def _effects(case: Case, old: Conversation, now: Conversation) -> Iterator[str]:
    """What else follows, and is asked, with the same answers."""
    from slimmer_rules.audit.comparing import Replays
    from slimmer_rules.interview.resume import seen_outcome
    from slimmer_rules.reasoning.situation import situate
    from slimmer_rules.rulebook.wording import listed

    known = {name: answer for name, answer in case.answers.items() if _fits(old, name, answer)}
    found = Replays(old, now).case("", known)
    changes = dict(found.changes) if found else {}
    clash = next((change for change in changes.values() if change.clash_in), None)
    if clash is not None:  # then every conclusion changes, and for one reason
        yield CONTRADICTED[clash.clash_in or "nieuw"].format(rules=listed(clash.rules))
        changes = {}
    reveal = bool(case.own_view) or seen_outcome(case)
    goal = changes.pop(now.goal or "", None)
    if goal is not None:
        yield _change(now.goal or "", goal, old, now) if reveal else OUTCOME_CHANGES
    if changes and reveal:
        yield from (_change(name, change, old, now) for name, change in changes.items())
    elif changes:
        count = "één conclusie" if len(changes) == 1 else f"{len(changes)} conclusies"
        yield OTHERS_CHANGE.format(count=count)
    asked, before = situate(now, case.answers).askable, situate(old, known).askable
    for form, names, others in ((ASKED_NOW, asked, before), (ASKED_NO_MORE, before, asked)):
        if shorts := [_short(name, now, old) for name in names if name not in others and name not in case.answers]:
            yield form.format(shorts=listed(shorts))


def _change(name: str, change: Change, old: Conversation, now: Conversation) -> str:
    from slimmer_rules.rulebook.wording import fact_text, listed

    before, after = (
        NO_CONCLUSION if value is None else fact_text(name, value, talk)
        for value, talk in ((change.before, old), (change.after, now))
    )
    rules = f"regel {change.rules[0]}" if len(change.rules) == 1 else f"de regels {listed(change.rules)}"
    told = RULES.format(rules=rules) if change.rules else ""
    return CONCLUSION_CHANGES.format(
        title=now.conclusions[name].title.rstrip("?"), before=before, after=after, rules=told
    )


def _fits(talk: Conversation, name: str, answer: str | int) -> bool:
    return name in talk.questions and talk.questions[name].accepts(answer)


def _short(name: str, *talks: Conversation | None) -> str:
    """What a question is about, in the first version that has it."""
    return next((talk.questions[name].short for talk in talks if talk and name in talk.questions), f"`{name}`")


def _choice(name: str, answer: str, old: Conversation | None) -> str:
    """An answer as it was put, where the old rules are known."""
    from slimmer_rules.interview.words import answer_text

    if old is None or name not in old.questions:
        return answer
    value = old.questions[name].parse(answer)
    return answer if value is None else answer_text(old.questions[name], value)


def _value(value: str, old: Conversation | None) -> str:
    from slimmer_rules.interview.words import own_view_text

    return own_view_text(old, value) if old else value


def _mapping(value: Any) -> dict[str, Any]:
    """What a person may have changed in the file is not trusted to be what we wrote."""
    return value if isinstance(value, dict) else {}
