"""Experta says what the slow and obvious evaluator says, whatever the rulebook, the answers and their order."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import Contradiction, Reasoner
from slimmer_rules.rulebook.model import Conversation
from tests import slow_evaluator
from tests.rulebooks import CLASHING, Answers, cases, shuffled


def derive(talk: Conversation, answers: Answers) -> Derivation | slow_evaluator.Clash:
    return attempt(Reasoner(talk), answers)


def attempt(reasoner: Reasoner, answers: Answers) -> Derivation | slow_evaluator.Clash:
    """The derivation, or the contradiction as a value, so that the two can be compared alike."""
    try:
        return reasoner.derive(answers)
    except Contradiction as found:
        return slow_evaluator.Clash(found.conclusion, found.first, found.second)


def content(found: Derivation | slow_evaluator.Clash) -> object:
    """What a derivation says, apart from the order in which the rulebook was written."""
    if isinstance(found, slow_evaluator.Clash):
        return found
    return found.steps, dict(found.values), dict(found.situation.known), set(found.situation.parked)


def assert_equal_to_slow(talk: Conversation, answers: Answers, found: Derivation | slow_evaluator.Clash) -> None:
    expected = slow_evaluator.evaluate(talk, answers)
    if isinstance(expected, slow_evaluator.Clash) or isinstance(found, slow_evaluator.Clash):
        assert found == expected
        return
    assert found.values == expected.values
    assert found.situation.known == slow_evaluator.known_answers(talk, answers)
    assert [
        slow_evaluator.SlowStep(s.rule, s.conclusion, s.value, tuple((g.literal, g.holds) for g in s.grounds))
        for s in found.steps
    ] == expected.steps


@given(cases())
def test_equals_the_slow_evaluator(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    assert_equal_to_slow(talk, answers, derive(talk, answers))


@given(cases(CLASHING))
def test_equals_the_slow_evaluator_on_rules_that_may_contradict(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    assert_equal_to_slow(talk, answers, derive(talk, answers))


@given(cases(CLASHING), st.randoms(use_true_random=False))
def test_order_never_matters(case: tuple[Conversation, Answers], rng: Random) -> None:
    talk, answers = case
    reordered = {name: answers[name] for name in rng.sample(list(answers), k=len(answers))}
    assert content(derive(shuffled(rng, talk), reordered)) == content(derive(talk, answers))
