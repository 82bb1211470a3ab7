"""The derivation: the one record of a reasoning, which everything a person reads about an advice is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from slimmer_rules.reasoning.situation import Answers, Situation
from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Facts,
    FactValue,
    Literal,
    Not,
    holds,
    literal_holds,
)
from slimmer_rules.rulebook.model import Conversation


@dataclass(frozen=True, slots=True)
class Ground:
    """A leaf of a condition with its sign: it holds, or it does not and that is why."""

    literal: Literal
    holds: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One value of one conclusion, with the rule that gave it (None: it came by `anders`) and what that rests on.

    The grounds of an `anders` value are the leaves that kept every rule for another value from firing.
    """

    rule: str | None
    conclusion: str
    value: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """All that follows from `answers`. `steps` are in firing order; `values` holds every conclusion.

    A set's value is a frozenset of members. `facts` joins the answers in force and the conclusions.
    """

    conversation: Conversation
    answers: Answers
    situation: Situation
    steps: tuple[Step, ...]
    values: Mapping[str, str | frozenset[str]]

    @property
    def facts(self) -> Mapping[str, FactValue]:
        """The answers in force and the conclusions, by name."""
        return {**self.situation.known, **self.values}

    def steps_for(self, conclusion: str, value: str | None = None) -> tuple[Step, ...]:
        """The steps that gave this conclusion (this value or member of it)."""
        return tuple(s for s in self.steps if s.conclusion == conclusion and value in (None, s.value))

    @property
    def fired(self) -> tuple[str, ...]:
        """The ids of the rules that fired, in firing order, each once."""
        return tuple(dict.fromkeys(step.rule for step in self.steps if step.rule is not None))


def grounds(condition: Condition, facts: Facts) -> tuple[Ground, ...]:
    """The leaves that make `condition` hold in `facts`, or, where it does not hold, those that keep it from holding.

    Every branch that contributes is named: all true branches of an *or*, all failing branches of an *and*. Each ground
    is given once, in written order.
    """
    return tuple(dict.fromkeys(_grounds(condition, facts)))


def _grounds(condition: Condition, facts: Facts) -> list[Ground]:
    match condition:
        case Not(part):
            return _grounds(part, facts)
        case All(parts) | AnyOf(parts) | AtLeast(_, parts):
            truth = holds(condition, facts)
            return [ground for part in parts if holds(part, facts) is truth for ground in _grounds(part, facts)]
        case _:
            return [Ground(condition, literal_holds(condition, facts))]
