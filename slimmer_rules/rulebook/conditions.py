"""Conditions: the small language in which a rule says when it holds.

A condition is a tree of frozen values. Its leaves (`Literal`) speak of one question or conclusion (or, for
`Unknown`, of a few questions); its branches are *and*, *or*, *not* and *at least*. There is nothing else: no
expressions, no code, no priorities.

`Facts` maps a name to its value: a question to its known answer (absent when it has none), a single-valued conclusion
to its value, a set conclusion to the members it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

FactValue = str | int | frozenset[str]
Facts = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class Is:
    """The subject has one of `values`: a known answer, a conclusion's value, or a member that the set contains."""

    subject: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The whole-number question has a known answer from `low` to `high`, both inclusive; None is no bound."""

    subject: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Each of `questions` has no value: not asked, answered `onbekend`, not applicable or parked."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no parts it always holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; with no parts it never holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold, also when that is for want of knowledge."""

    part: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple[Condition, ...]


Literal = Is | Between | Unknown
Condition = Is | Between | Unknown | All | AnyOf | Not | AtLeast


def children(condition: Condition) -> tuple[Condition, ...]:
    """The direct parts of a condition; none for a literal."""
    match condition:
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()


def literals(condition: Condition) -> Iterator[Literal]:
    """The leaves of a condition, in written order."""
    if isinstance(condition, Is | Between | Unknown):
        yield condition
    for part in children(condition):
        yield from literals(part)


def names(literal: Literal) -> tuple[str, ...]:
    """The questions or conclusions that a leaf speaks of."""
    return literal.questions if isinstance(literal, Unknown) else (literal.subject,)


def reads(condition: Condition) -> frozenset[str]:
    """Every question and conclusion that a condition speaks of."""
    return frozenset(name for literal in literals(condition) for name in names(literal))


def literal_holds(literal: Literal, facts: Facts) -> bool:
    """Whether one leaf holds in `facts`."""
    match literal:
        case Is(subject, values):
            value = facts.get(subject)
            return not value.isdisjoint(values) if isinstance(value, frozenset) else value in values
        case Between(subject, low, high):
            value = facts.get(subject)
            return isinstance(value, int) and (low is None or low <= value) and (high is None or value <= high)
        case Unknown(questions):
            return not any(question in facts for question in questions)


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether a condition holds in `facts`, where what has no value simply does not hold."""
    match condition:
        case All(parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(parts):
            return any(holds(part, facts) for part in parts)
        case Not(part):
            return not holds(part, facts)
        case AtLeast(count, parts):
            return sum(holds(part, facts) for part in parts) >= count
        case _:
            return literal_holds(condition, facts)


def truth(condition: Condition, facts: Facts, not_applicable: Collection[str] = ()) -> bool | None:
    """Kleene's strong three-valued truth of a condition on answers: None while a question without value decides it.

    Used for whether a question applies: a *known* answer can exclude it, and so can a question that is itself
    `not_applicable`, which is known not to have any answer (Kleene 1952, section 64).
    """
    match condition:
        case All(parts):
            return _least([truth(part, facts, not_applicable) for part in parts])
        case AnyOf(parts):
            return _opposite(_least([_opposite(truth(part, facts, not_applicable)) for part in parts]))
        case Not(part):
            return _opposite(truth(part, facts, not_applicable))
        case AtLeast(count, parts):
            values = [truth(part, facts, not_applicable) for part in parts]
            if values.count(True) >= count:
                return True
            return None if values.count(True) + values.count(None) >= count else False
        case Unknown():
            return holds(condition, facts)
        case Is(subject) | Between(subject):
            settled = subject in facts or subject in not_applicable
            return literal_holds(condition, facts) if settled else None


def _least(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value
