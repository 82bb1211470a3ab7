"""The intake that ships, on random answers of every outcome: experta says what the slow evaluator says."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.reasoning.forward import Reasoner
from tests.intakes import OUTCOMES, intakes, random_intake, shipped_intake
from tests.reasoning.test_forward import assert_equal_to_slow, content
from tests.rulebooks import Answers, random_answers, shuffled


@pytest.fixture(scope="module")
def reasoner() -> Reasoner:
    return Reasoner(shipped_intake())


@given(intakes())
def test_equals_the_slow_evaluator(reasoner: Reasoner, case: tuple[str, Answers]) -> None:
    outcome, answers = case
    derivation = reasoner.derive(answers)
    assert derivation.values["besluit"] == outcome
    assert_equal_to_slow(shipped_intake(), answers, derivation)


@given(st.randoms(use_true_random=False))
def test_equals_the_slow_evaluator_on_answers_drawn_evenly(reasoner: Reasoner, rng: Random) -> None:
    answers = random_answers(rng, shipped_intake())
    assert_equal_to_slow(shipped_intake(), answers, reasoner.derive(answers))


@given(intakes())
def test_every_conclusion_has_a_value(reasoner: Reasoner, case: tuple[str, Answers]) -> None:
    assert set(reasoner.derive(case[1]).values) == set(shipped_intake().conclusions)


def test_without_answers_every_conclusion_has_a_value_too(reasoner: Reasoner) -> None:
    assert set(reasoner.derive({}).values) == set(shipped_intake().conclusions)


def test_order_of_rules_never_matters(reasoner: Reasoner) -> None:
    rng = Random(1)  # noqa: S311  # a draw that can be repeated, no secret
    other = Reasoner(shuffled(rng, shipped_intake()))
    for outcome in OUTCOMES * 5:
        answers = random_intake(rng, outcome)
        assert content(other.derive(answers)) == content(reasoner.derive(answers))


def test_random_intakes_have_parked_unknown_and_missing_answers(reasoner: Reasoner) -> None:
    rng = Random(2)  # noqa: S311  # a draw that can be repeated, no secret
    situations = [reasoner.derive(random_intake(rng, outcome)).situation for outcome in OUTCOMES * 10]
    assert sum(bool(found.parked) for found in situations) > 5
    assert sum(bool(found.unknown) for found in situations) > 5
    assert sum(len(found.known) < len(shipped_intake().questions) / 2 for found in situations) > 5
