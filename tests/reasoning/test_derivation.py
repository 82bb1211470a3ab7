"""The grounds of a step: the leaves that made a condition come out as it did, with their sign."""

from __future__ import annotations

import pytest
from hypothesis import given

from slimmer_rules.reasoning.derivation import Derivation, Ground, Step, grounds
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.situation import situate
from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Facts,
    Is,
    Not,
    Unknown,
    holds,
    literal_holds,
)
from slimmer_rules.rulebook.model import Conversation
from tests.building import conclusion, conversation, members, question, rule
from tests.rulebooks import Answers, cases

A, B, C = Is("a", ("ja",)), Is("b", ("ja",)), Is("c", ("ja",))
YES_A = {"a": "ja", "b": "nee"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (A, [(A, True)]),
        (B, [(B, False)]),
        (Not(B), [(B, False)]),
        (All((A, Not(B))), [(A, True), (B, False)]),
        (All((A, B, C)), [(B, False), (C, False)]),
        (AnyOf((A, B)), [(A, True)]),
        (AnyOf((B, C)), [(B, False), (C, False)]),
        (AtLeast(2, (A, B, Not(C))), [(A, True), (C, False)]),
        (AtLeast(2, (A, B, C)), [(B, False), (C, False)]),
        (Not(AnyOf((B, All((A, C))))), [(B, False), (C, False)]),
        (AnyOf((A, All((A, Not(B))))), [(A, True), (B, False)]),
        (Unknown(("c",)), [(Unknown(("c",)), True)]),
    ],
)
def test_grounds_are_the_leaves_that_contribute_each_once(
    condition: Condition, expected: list[tuple[Is | Between | Unknown, bool]]
) -> None:
    assert grounds(condition, YES_A) == tuple(Ground(literal, sign) for literal, sign in expected)


@given(cases())
def test_grounds_alone_decide_the_condition(case: tuple[Conversation, Answers]) -> None:
    """Whatever else changes, a condition keeps its truth while its grounds do: they are enough."""
    talk, answers = case
    derivation = Reasoner(talk).derive(answers)
    for one in talk.rules.values():
        found = grounds(one.condition, derivation.facts)
        assert all(literal_holds(ground.literal, derivation.facts) is ground.holds for ground in found)
        for default in (True, False):
            signs = {ground.literal: ground.holds for ground in found}
            assert _truth(one.condition, signs, default) is holds(one.condition, derivation.facts)


def _truth(condition: Condition, signs: dict[Is | Between | Unknown, bool], default: bool) -> bool:
    """The condition's truth if the leaves have these signs, and the others `default`."""
    match condition:
        case All(parts):
            return all(_truth(part, signs, default) for part in parts)
        case AnyOf(parts):
            return any(_truth(part, signs, default) for part in parts)
        case AtLeast(count, parts):
            return sum(_truth(part, signs, default) for part in parts) >= count
        case Not(part):
            return not _truth(part, signs, default)
        case _:
            return signs.get(condition, default)


def test_facts_join_the_answers_in_force_and_the_conclusions() -> None:
    talk = conversation(
        [question("a"), question("p", applies_if=A)], [conclusion("k", "x")], [rule("R", A, ("k", "x"))]
    )
    facts: Facts = Reasoner(talk).derive({"a": "ja", "p": "onbekend"}).facts
    assert facts == {"a": "ja", "k": "x"}
    assert Reasoner(talk).derive({"a": "nee", "p": "ja"}).facts == {"a": "nee"}


def test_steps_for_and_fired_read_the_steps() -> None:
    talk = conversation([question("a")], [members("s", "m", "n")], [])
    steps = (Step("R1", "s", "m", ()), Step("R1", "s", "n", ()), Step("R2", "s", "m", ()), Step(None, "k", "x", ()))
    derivation = Derivation(talk, {}, situate(talk, {}), steps, {})
    assert derivation.fired == ("R1", "R2")
    assert [s.rule for s in derivation.steps_for("s", "m")] == ["R1", "R2"]
    assert len(derivation.steps_for("s")) == 3
