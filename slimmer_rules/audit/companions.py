"""Companions: where else to look when the condition of a rule changes: what may have to change with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slimmer_rules.rulebook.conditions import Between, Condition, Is, Unknown, children
from slimmer_rules.rulebook.model import Conversation, Rule, Slot


@dataclass(frozen=True, slots=True)
class Companions:
    """What may have to change with a rule, as far as both versions have it the same.

    own: which of its own texts (`titel`, `omdat`, `uitleg_herkomst`). norms: the conclusions that it gives and that
    have a norm. sentences: the (conclusion, value) pairs that it gives and that have a sentence for the letter. rules:
    those that give the same conclusion (of a set: the same member), first the ones that share a part of the old
    condition. tellers: the rules whose reason tells what the conclusion came to.
    """

    rule: str
    own: tuple[str, ...]
    norms: tuple[str, ...]
    sentences: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    tellers: tuple[str, ...]


def companions(old: Conversation, new: Conversation) -> Iterator[Companions]:
    """For each rule of which the condition changed, in the order of the new version, where else to look."""
    for rule in new.rules.values():
        before = old.rules.get(rule.id)
        if before is not None and before.condition != rule.condition:
            yield _of(before, rule, old, new)


def _of(before: Rule, rule: Rule, old: Conversation, new: Conversation) -> Companions:
    given = [(name, value) for name, value in rule.concludes if name in old.conclusions]
    texts = (("titel", "title"), ("omdat", "reason"), ("uitleg_herkomst", "origin_note"))
    others = [r for r in new.rules.values() if r.id != rule.id and _same(old.rules.get(r.id), r)]
    near = [other for other in others if any(_gives(other, name, value, new) for name, value in given)]
    shared = {other.id for other in near if _parts(before.condition) & _parts(other.condition)}
    return Companions(
        rule=rule.id,
        own=tuple(key for key, name in texts if getattr(rule, name) and getattr(rule, name) == getattr(before, name)),
        norms=tuple(n for n in dict(given) if new.conclusions[n].norm and _norm(n, old) == _norm(n, new)),
        sentences=tuple(pair for pair in given if _sentence(*pair, old) == _sentence(*pair, new) is not None),
        rules=tuple(other.id for other in sorted(near, key=lambda other: other.id not in shared)),
        tellers=tuple(other.id for other in others if any(_tells(other, name) for name, _ in given)),
    )


def _same(old: Rule | None, new: Rule) -> bool:
    return old is not None and old.condition == new.condition


def _gives(rule: Rule, conclusion: str, value: str, talk: Conversation) -> bool:
    is_set = talk.conclusions[conclusion].is_set
    return any(name == conclusion and (not is_set or member == value) for name, member in rule.concludes)


def _parts(condition: Condition) -> frozenset[Condition]:
    """The condition and everything in it that is more than one leaf."""
    below = frozenset(part for child in children(condition) for part in _parts(child))
    return below if isinstance(condition, Is | Between | Unknown) else below | {condition}


def _norm(conclusion: str, talk: Conversation) -> str | None:
    return talk.conclusions[conclusion].norm


def _sentence(conclusion: str, value: str, talk: Conversation) -> str | None:
    return next((each.in_letter for each in talk.conclusions[conclusion].values if each.id == value), None)


def _tells(rule: Rule, conclusion: str) -> bool:
    return any(isinstance(part, Slot) and part.kind == "waarde" and part.name == conclusion for part in rule.reason)
