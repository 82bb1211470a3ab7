"""Why a conclusion does not have a value: per rule that would have given it, what it lacked, the nearest rule first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Facts,
    Is,
    Literal,
    Not,
    literal_holds,
)
from slimmer_rules.rulebook.wording import Standing, standing


@dataclass(frozen=True, slots=True)
class Point:
    """A leaf of a condition. `wanted`: whether the rule needs it to hold; `met`: whether it came out as wanted.

    `standing` is what is the case: it is so, it is known not to be so, it does not follow, or it is not known.
    """

    literal: Literal
    wanted: bool
    met: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Points:
    """Parts of a condition, of which at least `needed` must be met for the whole to be met."""

    needed: int
    parts: tuple[Point | Points, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class NearRule:
    """A rule that would have given the value. `distance`: how many leaves at least must come out otherwise.

    The distance is infinite for a rule whose condition can hold in no way at all.
    """

    rule: str
    distance: float
    condition: Point | Points


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why `conclusion` is not `value` (for a set: does not contain it).

    so: it is so after all. actual: what it is instead (for a set: its members). instead: the rules that gave that.
    rules: those that would have given `value`, nearest first. by_default: `value` comes by `anders`, so it would be had
    if no rule gave another.
    """

    conclusion: str
    value: str
    so: bool
    actual: str | frozenset[str] | None
    instead: tuple[str, ...]
    rules: tuple[NearRule, ...]
    by_default: bool


def why_not(derivation: Derivation, conclusion: str, value: str) -> tuple[WhyNot, ...]:
    """Why the conclusion does not have the value, and then why not for each conclusion that its rules lacked in turn.

    KeyError if there is no such conclusion or value.
    """
    derivation.conversation.conclusions[conclusion].value(value)
    asked = {(conclusion, value): _ask(derivation, conclusion, value)}
    todo = [(conclusion, value)]
    while todo:
        for wanted in _lacking(derivation, asked[todo.pop(0)]):
            if wanted not in asked:
                asked[wanted] = _ask(derivation, *wanted)
                todo.append(wanted)
    return tuple(asked.values())


def _ask(derivation: Derivation, conclusion: str, value: str) -> WhyNot:
    actual = derivation.values.get(conclusion)
    is_set = isinstance(actual, frozenset)
    steps = () if is_set else derivation.steps_for(conclusion)
    rules = [rule for rule in derivation.conversation.rules.values() if (conclusion, value) in rule.concludes]
    near = [
        NearRule(rule.id, distance(rule.condition, derivation.facts), _tree(rule.condition, derivation))
        for rule in rules
    ]
    return WhyNot(
        conclusion,
        value,
        so=value in actual if isinstance(actual, frozenset) else actual == value,
        actual=actual,
        instead=tuple(dict.fromkeys(step.rule for step in steps if step.rule is not None)),
        rules=tuple(sorted(near, key=lambda rule: rule.distance)),
        by_default=derivation.conversation.conclusions[conclusion].default == value,
    )


def _lacking(derivation: Derivation, answer: WhyNot) -> Iterator[tuple[str, str]]:
    """The conclusions and values that the rules lacked."""
    for rule in answer.rules:
        for point in points(rule.condition):
            if not point.met and point.wanted and isinstance(point.literal, Is):
                name = point.literal.subject
                if name in derivation.conversation.conclusions:
                    yield from ((name, value) for value in point.literal.values)


def points(tree: Point | Points) -> Iterator[Point]:
    """The leaves of a condition, in written order."""
    if isinstance(tree, Point):
        yield tree
    else:
        for part in tree.parts:
            yield from points(part)


def _tree(condition: Condition, derivation: Derivation, wanted: bool = True) -> Point | Points:
    match condition:
        case Not(part):
            return _tree(part, derivation, not wanted)
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            below = tuple(_tree(part, derivation, wanted) for part in parts)
            needed = _needed(condition, wanted)
            return Points(needed, below, met=sum(part.met for part in below) >= needed)
        case _:
            facts = derivation.facts
            met = literal_holds(condition, facts) is wanted
            return Point(condition, wanted, met, standing(condition, derivation.conversation, facts))


def _needed(condition: All | AnyOf | AtLeast, wanted: bool) -> int:
    """How many parts must come out as wanted: for *not at least k of n* that is n-k+1 parts that do not hold."""
    count = {All: len(condition.parts), AnyOf: 1}.get(type(condition))
    if isinstance(condition, AtLeast):
        count = condition.count
    assert count is not None  # noqa: S101  # one of three kinds
    return count if wanted else len(condition.parts) - count + 1


def distance(condition: Condition, facts: Facts, wanted: bool = True) -> float:
    """How many leaves at least must come out otherwise for the condition to hold (or not to hold)."""
    match condition:
        case Not(part):
            return distance(part, facts, not wanted)
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            needed = _needed(condition, wanted)
            each = sorted(distance(part, facts, wanted) for part in parts)
            return sum(each[: max(0, needed)]) if needed <= len(each) else math.inf
        case _:
            return int(literal_holds(condition, facts) is not wanted)
