"""Small changes of a conversation, and what a change can touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.strata import reached, read_by_rules

Rebuild = Callable[[Condition | None], Condition | None]
"""Gives the whole condition with a node replaced, or (None) left out; None where the whole falls away."""


def without_rule(conversation: Conversation, rule: str) -> Conversation:
    """The conversation without one rule. Its strata stay: they are still in order."""
    return replace(conversation, rules={id: r for id, r in conversation.rules.items() if id != rule})


def with_condition(conversation: Conversation, rule: str, condition: Condition) -> Conversation:
    """The conversation in which one rule has another condition. What that reads lies below it, so its strata stay."""
    changed = replace(conversation.rules[rule], condition=condition)
    return replace(conversation, rules={**conversation.rules, rule: changed})


class Dependence:
    """Which conclusions of a conversation rest on which."""

    def __init__(self, conversation: Conversation) -> None:
        self._ordered = sorted(conversation.conclusions, key=lambda name: (conversation.strata[name], name))
        self._reading = read_by_rules(conversation)

    def downstream(self, changed: Iterable[str]) -> tuple[str, ...]:
        """The `changed` conclusions and all that rest on them, directly or through others; lowest first."""
        found = set(changed)
        for name in self._ordered:
            if self._reading[name] & found:
                found.add(name)
        return tuple(name for name in self._ordered if name in found)

    def upstream(self, conclusion: str) -> frozenset[str]:
        """The questions and conclusions on which a conclusion rests, directly or through others, and itself."""
        return reached([conclusion], self._reading)


def nodes(condition: Condition) -> Iterator[tuple[Condition, Rebuild]]:
    """Every node of a condition, the outer before the inner, with the way to put another in its place."""
    yield condition, _itself
    for part, rebuild in _inner(condition):
        for node, within in nodes(part):
            yield node, partial(_nested, rebuild, within)


def _inner(condition: Condition) -> Iterator[tuple[Condition, Rebuild]]:
    match condition:
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            for index, part in enumerate(parts):
                yield part, partial(_with_part, condition, index)
        case Not(part):
            yield part, _negated


def _itself(new: Condition | None) -> Condition | None:
    return new


def _nested(outer: Rebuild, inner: Rebuild, new: Condition | None) -> Condition | None:
    return outer(inner(new))


def _negated(new: Condition | None) -> Condition | None:
    return None if new is None else Not(new)


def _with_part(condition: All | AnyOf | AtLeast, index: int, new: Condition | None) -> Condition | None:
    kept = () if new is None else (new,)
    parts = (*condition.parts[:index], *kept, *condition.parts[index + 1 :])
    if not parts:
        return None
    match condition:
        case All():
            return All(parts)
        case AnyOf():
            return AnyOf(parts)
        case AtLeast(count):
            return AtLeast(min(count, len(parts)), parts)


def smaller(node: Condition) -> Iterator[tuple[str, Condition]]:
    """A leaf with one of its values or questions left out, and which one."""
    match node:
        case Is(subject, values) if len(values) > 1:
            for value in values:
                yield value, Is(subject, tuple(v for v in values if v != value))
        case Unknown(questions) if len(questions) > 1:
            for question in questions:
                yield question, Unknown(tuple(q for q in questions if q != question))
