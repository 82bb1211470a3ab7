"""What another answer would lead to, in Dutch."""

from __future__ import annotations

from slimmer_rules.reasoning.what_if import Differing, WhatIf
from slimmer_rules.reasoning.wording_analysis.parts import (
    Lines,
    counted,
    item,
    say,
    shown_value,
)
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import (
    fact_text,
    headed,
    stopped,
    wrapped,
)


def what_if_text(found: WhatIf) -> Lines:
    """Old and new conclusions side by side, and the rules that make the difference."""
    talk = found.old.conversation
    lines = [line for each in found.conclusions for line in _differing(each, talk)]
    if not lines:
        lines = say("Geen enkele conclusie verandert.")
    for names, told in (
        (found.parked, "Dit antwoord telt dan niet meer, want de vraag is niet van toepassing"),
        (found.revived, "Dit antwoord telt dan weer"),
        (found.asked, "Deze vraag komt er dan bij"),
        (found.dropped, "Deze vraag vervalt dan"),
    ):
        lines += [line for name in names for line in say(f"{told}: {talk.questions[name].short}.")]
    return lines


def _differing(each: Differing, talk: Conversation) -> Lines:
    title = talk.conclusions[each.conclusion].title
    mark = "" if title.endswith("?") else ":"
    if isinstance(each.old, frozenset) or isinstance(each.new, frozenset):
        old, new = (value if isinstance(value, frozenset) else frozenset[str]() for value in (each.old, each.new))
        parts = [f"erbij {shown_value(each.conclusion, new - old, talk)}"] if new - old else []
        parts += [f"eraf {shown_value(each.conclusion, old - new, talk)}"] if old - new else []
        lines = item(f"{title}{mark} {'; '.join(parts)}.")
    else:
        old_text, new_text = shown_value(each.conclusion, each.old, talk), shown_value(each.conclusion, each.new, talk)
        lines = item(f"{title}{mark} was {old_text}, wordt {new_text}.")
    for rules, told in ((each.gained, "Nu wel"), (each.lost, "Nu niet meer")):
        lines += [line for rule in rules for line in wrapped(_rule(told, rule, talk), "  ", "    ")]
    return lines


def _rule(told: str, rule: str, talk: Conversation) -> str:
    return stopped(f"{told}: regel {rule}, {talk.rules[rule].title}")


def consequences(found: WhatIf, *, reveal: bool = True) -> str:
    """In one line what a change leads to: 'Besluit: aanhouden → aannemen; 2 antwoorden tellen niet meer mee'.

    Without `reveal` it says that the goal changes, not from what to what. Empty if nothing of this kind changes.
    """
    talk = found.old.conversation
    parts = [_goal_change(each, talk, reveal) for each in found.conclusions if each.conclusion == talk.goal]
    for names, one, more in (
        (found.parked, "antwoord telt niet meer mee", "antwoorden tellen niet meer mee"),
        (found.revived, "antwoord telt weer mee", "antwoorden tellen weer mee"),
        (found.asked, "nieuwe vraag", "nieuwe vragen"),
        (found.dropped, "vraag vervalt", "vragen vervallen"),
    ):
        if names:
            parts.append(counted(len(names), one, more))
    return "; ".join(parts)


def _goal_change(each: Differing, talk: Conversation, reveal: bool) -> str:
    if not reveal:
        return "de uitkomst verandert"
    old, new = (
        "geen conclusie" if value is None else fact_text(each.conclusion, value, talk) for value in (each.old, each.new)
    )
    return headed(talk.conclusions[each.conclusion].title, f"{old} → {new}")
