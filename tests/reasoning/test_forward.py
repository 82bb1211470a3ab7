"""Experta says what the slow and obvious evaluator says, whatever the rulebook, the answers and their order."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.reasoning.derivation import Derivation, Ground
from slimmer_rules.reasoning.forward import ContradictionError, Reasoner
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conversation
from tests import slow_evaluator
from tests.building import conclusion, conversation, members, question, rule
from tests.rulebooks import CLASHING, Answers, cases, shuffled


def derive(talk: Conversation, answers: Answers) -> Derivation | slow_evaluator.ClashError:
    return attempt(Reasoner(talk), answers)


def attempt(reasoner: Reasoner, answers: Answers) -> Derivation | slow_evaluator.ClashError:
    """The derivation, or the contradiction as a value, so that the two can be compared alike."""
    try:
        return reasoner.derive(answers)
    except ContradictionError as found:
        return slow_evaluator.ClashError(found.conclusion, found.first, found.second)


def content(found: Derivation | slow_evaluator.ClashError) -> object:
    """What a derivation says, apart from the order in which the rulebook was written."""
    if isinstance(found, slow_evaluator.ClashError):
        return found
    return found.steps, dict(found.values), dict(found.situation.known), set(found.situation.parked)


def assert_equal_to_slow(talk: Conversation, answers: Answers, found: Derivation | slow_evaluator.ClashError) -> None:
    expected = slow_evaluator.evaluate(talk, answers)
    if isinstance(expected, slow_evaluator.ClashError) or isinstance(found, slow_evaluator.ClashError):
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


BOTH = conversation(
    [question("a"), question("b"), question("n", between=(0, 9))],
    [conclusion("k", "x", "y", "onbekend", default="onbekend"), members("s", "m1", "m2"), conclusion("z", "p", "q")],
    [
        rule("K2", Is("b", ("ja",)), ("k", "y")),
        rule("K1", Is("a", ("ja",)), ("k", "x"), ("s", "m1")),
        rule("S1", Between("n", 3, 5), ("s", "m1"), ("s", "m2")),
        rule("Z1", All((Is("k", ("x",)), Not(Is("s", ("m2",))))), ("z", "p")),
    ],
)


def test_every_conclusion_has_its_value() -> None:
    assert Reasoner(BOTH).derive({"a": "ja"}).values == {"k": "x", "s": {"m1"}, "z": "p"}


def test_a_conclusion_without_rule_and_default_has_no_value() -> None:
    assert Reasoner(BOTH).derive({}).values == {"k": "onbekend", "s": frozenset()}


def test_steps_come_by_stratum_and_rule_and_then_the_defaults() -> None:
    steps = Reasoner(BOTH).derive({"n": 4}).steps
    assert [(s.rule, s.conclusion, s.value) for s in steps] == [
        ("S1", "s", "m1"),
        ("S1", "s", "m2"),
        (None, "k", "onbekend"),
    ]


def test_each_rule_that_gives_a_member_is_named() -> None:
    steps = Reasoner(BOTH).derive({"a": "ja", "n": 3}).steps_for("s", "m1")
    assert [step.rule for step in steps] == ["K1", "S1"]


def test_a_default_rests_on_what_kept_every_other_rule_from_firing() -> None:
    (step,) = Reasoner(BOTH).derive({"a": "nee"}).steps_for("k")
    assert step.rule is None
    assert step.grounds == (Ground(Is("a", ("ja",)), holds=False), Ground(Is("b", ("ja",)), holds=False))


def test_a_rule_for_the_default_value_is_the_one_that_gives_it() -> None:
    talk = conversation(
        [question("a"), question("b")],
        [conclusion("k", "x", "onbekend", default="onbekend")],
        [rule("R1", Is("a", ("ja",)), ("k", "onbekend")), rule("R2", Is("b", ("ja",)), ("k", "x"))],
    )
    assert [s.rule for s in Reasoner(talk).derive({"a": "ja"}).steps] == ["R1"]
    (by_default,) = Reasoner(talk).derive({"a": "nee"}).steps
    assert by_default.grounds == (Ground(Is("b", ("ja",)), holds=False),)


def test_a_contradiction_names_conclusion_values_and_rules() -> None:
    with pytest.raises(ContradictionError, match="regel K1 zegt `x`, regel K2 zegt `y`") as found:
        Reasoner(BOTH).derive({"a": "ja", "b": "ja"})
    assert (found.value.conclusion, found.value.first, found.value.second) == ("k", ("x", "K1"), ("y", "K2"))


@pytest.mark.parametrize(("answers", "value"), [({}, "nee"), ({"a": "ja"}, "ja"), ({"a": "onbekend"}, "nee")])
def test_an_unknown_answer_gives_no_value(answers: Answers, value: str) -> None:
    talk = conversation(
        [question("a")], [conclusion("k", "ja", "nee", default="nee")], [rule("R", Is("a", ("ja",)), ("k", "ja"))]
    )
    assert Reasoner(talk).derive(answers).values == {"k": value}


@pytest.mark.parametrize(("count", "yes", "holds"), [(1, "", False), (1, "a", True), (2, "ab", True), (3, "ac", False)])
def test_at_least_counts_the_parts_that_hold(count: int, yes: str, holds: bool) -> None:
    condition = AtLeast(count, tuple(Is(name, ("ja",)) for name in "abc"))
    talk = conversation(
        [question(name) for name in "abc"],
        [members("s", "enough", "not_enough")],
        [rule("R", condition, ("s", "enough")), rule("N", Not(condition), ("s", "not_enough"))],
    )
    assert Reasoner(talk).derive(dict.fromkeys(yes, "ja")).values["s"] == frozenset(
        ["enough" if holds else "not_enough"]
    )


@pytest.mark.parametrize(("condition", "holds"), [(All(()), True), (AnyOf(()), False), (Not(AnyOf(())), True)])
def test_and_of_nothing_holds_and_or_of_nothing_does_not(condition: Condition, holds: bool) -> None:
    talk = conversation([], [members("s", "m")], [rule("R", condition, ("s", "m"))])
    assert Reasoner(talk).derive({}).values == {"s": frozenset("m" if holds else "")}


def test_onbekend_holds_only_if_each_question_has_no_value() -> None:
    talk = conversation(
        [question("a"), question("b", applies_if=Is("a", ("ja",)))],
        [members("s", "m")],
        [rule("R", Unknown(("a", "b")), ("s", "m"))],
    )
    reasoner = Reasoner(talk)
    outcomes = [bool(reasoner.derive(answers).values["s"]) for answers in ({}, {"a": "onbekend"}, {"b": "ja"})]
    assert outcomes == [True, True, False]
