"""The order in which a conversation's rules fire, as data: what the engine needs to know and no more.

The work is cut into phases that follow each other. For each stratum: the parts of every *at least* that can be settled
there, then their counts (an inner *at least* before the one around it), then the rules, then the values by `anders`.
All that a phase reads was settled in earlier phases. Conditions are brought into negation normal form first: `Not`
stands on literals only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Is,
    Not,
    Unknown,
    children,
    reads,
)
from slimmer_rules.rulebook.model import Conversation, Rule


@dataclass(frozen=True, slots=True)
class Conclude:
    """Give each (conclusion, value); `rule` is None for a value by `anders`."""

    rule: str | None
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NotePart:
    """Note that part number `part` of the *at least* with this number holds."""

    gate: int
    part: int


@dataclass(frozen=True, slots=True)
class Count:
    """Settle the *at least* with this number: it holds if `needed` of its parts were noted."""

    gate: int
    needed: int


Action = Conclude | NotePart | Count


@dataclass(frozen=True, slots=True)
class Production:
    """One rule of the engine: if `condition` (in negation normal form) holds, do `action`. Names are unique."""

    name: str
    condition: Condition
    action: Action


@dataclass(frozen=True, slots=True)
class Plan:
    """All productions, phase by phase and in firing order within each; `gates` numbers every *at least*."""

    phases: tuple[tuple[Production, ...], ...]
    gates: dict[AtLeast, int]


def plan(conversation: Conversation) -> Plan:
    """The productions of a conversation whose strata are known."""
    conditions = {rule.id: normal(rule.condition) for rule in conversation.rules.values()}
    gates: dict[AtLeast, int] = {}
    for _, condition in sorted(conditions.items()):
        for gate in _at_leasts(condition):
            gates.setdefault(gate, len(gates))
    phases: list[tuple[Production, ...]] = []
    for stratum in range(1, max(conversation.strata.values(), default=0) + 1):
        phases += _gate_phases(conversation, gates, stratum)
        phases.append(tuple(_rules(conversation, conditions, stratum)))
        phases.append(tuple(_defaults(conversation, stratum)))
    return Plan(tuple(phase for phase in phases if phase), gates)


def stratum_of(rule: Rule, conversation: Conversation) -> int:
    """The stratum in which a rule fires: 1 if it reads answers only, else one more than the highest that it reads."""
    return _stratum(rule.condition, conversation)


def normal(condition: Condition) -> Condition:
    """The same condition in negation normal form, where `Not` stands on literals only.

    Not at least k of n is at least n-k+1 of the negated parts; not (each of these unknown) is (one of these known).
    """
    match condition:
        case All(parts):
            return All(tuple(normal(part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(normal(part) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(normal(part) for part in parts))
        case Not(part):
            return _negated(part)
        case _:
            return condition


def _negated(condition: Condition) -> Condition:
    match condition:
        case All(parts):
            return AnyOf(tuple(_negated(part) for part in parts))
        case AnyOf(parts):
            return All(tuple(_negated(part) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(len(parts) - count + 1, tuple(_negated(part) for part in parts))
        case Not(part):
            return normal(part)
        case Unknown(questions):
            return AnyOf(tuple(Not(Unknown((question,))) for question in questions))
        case _:
            return Not(condition)


def _stratum(condition: Condition, conversation: Conversation) -> int:
    return 1 + max((conversation.strata[n] for n in reads(condition) if n in conversation.conclusions), default=0)


def _at_leasts(condition: Condition) -> Iterator[AtLeast]:
    for part in children(condition):
        yield from _at_leasts(part)
    if isinstance(condition, AtLeast):
        yield condition


def _gate_phases(
    conversation: Conversation, gates: dict[AtLeast, int], stratum: int
) -> Iterator[tuple[Production, ...]]:
    """The counting phases of one stratum; `gates` holds an inner *at least* before the one around it."""
    left = [gate for gate in gates if _stratum(gate, conversation) == stratum]
    while left:
        waiting = set(left)
        ready = [
            gate for gate in left if not waiting.intersection(inner for p in gate.parts for inner in _at_leasts(p))
        ]
        yield tuple(
            Production(f"deel {gates[gate]}.{index}", part, NotePart(gates[gate], index))
            for gate in ready
            for index, part in enumerate(gate.parts)
        )
        yield tuple(Production(f"telling {gates[gate]}", All(()), Count(gates[gate], gate.count)) for gate in ready)
        left = [gate for gate in left if gate not in ready]


def _rules(conversation: Conversation, conditions: Mapping[str, Condition], stratum: int) -> Iterator[Production]:
    for _, rule in sorted(conversation.rules.items()):
        if stratum_of(rule, conversation) == stratum:
            yield Production(f"regel {rule.id}", conditions[rule.id], Conclude(rule.id, rule.concludes))


def _defaults(conversation: Conversation, stratum: int) -> Iterator[Production]:
    for name in sorted(conversation.conclusions):
        conclusion = conversation.conclusions[name]
        if conclusion.default is not None and conversation.strata[name] == stratum:
            given = Is(name, tuple(value.id for value in conclusion.values))
            yield Production(f"anders {name}", Not(given), Conclude(None, ((name, conclusion.default),)))
