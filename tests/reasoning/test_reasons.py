"""What decided a conclusion and what is open, told once for screen and letter alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.reasons import OpenPoints, Reason, answers_under, criteria, open_points, reasons
from slimmer_rules.rulebook.conditions import AnyOf, Is
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Section
from tests.building import conclusion, conversation, members, question, rule
from tests.rulebooks import Answers, cases

YES = ("ja",)


def talk() -> Conversation:
    """Two criteria and a set under one goal, which is `nee` by `anders`."""
    return conversation(
        [question("a"), question("b"), question("c"), replace(question("d"), optional=True)],
        [
            conclusion("past", "ja", "nee", default="nee"),
            conclusion("kans", "ja", "nee", default="nee"),
            members("lijst", "x"),
            conclusion("besluit", "ja", "nee", default="nee"),
        ],
        [
            rule("P1", Is("a", YES), ("past", "ja"), reason=("Het past. Dat is zo.",)),
            rule("P2", AnyOf((Is("a", YES), Is("b", YES))), ("past", "ja"), reason=("Het past. Ook b helpt.",)),
            rule("P3", Is("a", YES), ("past", "ja"), reason=("Dat is zo.",)),
            rule("K1", Is("c", YES), ("kans", "ja")),
            rule("L1", Is("d", YES), ("lijst", "x")),
            rule("B1", AnyOf((Is("past", YES), Is("lijst", ("x",)))), ("besluit", "ja")),
            rule("B2", AnyOf((Is("past", YES), Is("kans", YES))), ("besluit", "ja")),
        ],
        goal="besluit",
    )


def test_reasons_are_those_of_the_rules_that_fired_without_what_was_told() -> None:
    derivation = Reasoner(talk()).derive({"a": "ja"})
    assert reasons(derivation, "past") == (Reason("P1", "Het past. Dat is zo."), Reason("P2", "Ook b helpt."))


def test_what_no_rule_gave_has_no_reasons() -> None:
    assert reasons(Reasoner(talk()).derive({"a": "nee"}), "past") == ()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a": "ja", "c": "ja"}, {"past": True, "kans": True}),
        ({"a": "ja", "c": "nee"}, {"past": True, "kans": False}),
        ({"a": "nee", "c": "ja"}, {"past": False, "kans": True}),
        ({"a": "nee", "c": "nee"}, {"past": True, "kans": True}),
    ],
)
def test_what_stands_in_a_true_leaf_decided_and_everything_where_no_rule_fired(
    answers: Answers, expected: dict[str, bool]
) -> None:
    assert dict(criteria(Reasoner(talk()).derive(answers), "besluit")) == expected


def test_a_value_rests_on_the_known_answers_in_its_grounds() -> None:
    derivation = Reasoner(talk()).derive({"a": "ja", "b": "ja", "c": "ja"})
    assert answers_under(derivation, "past") == ("a", "b")
    assert answers_under(derivation, "besluit") == ()


def test_what_applies_and_is_not_known_is_open_by_section() -> None:
    sections = (Section("1", "Een", ("a", "b")), Section("2", "Twee", ("c", "d")))
    derivation = Reasoner(replace(talk(), sections=sections)).derive({"a": "ja", "b": UNKNOWN})
    assert open_points(derivation) == (OpenPoints(sections[0], ("b",), True), OpenPoints(sections[1], ("c",), False))


def test_what_may_be_passed_over_is_open_only_where_it_was_said_to_be_unknown() -> None:
    known = {"a": "ja", "b": "ja", "c": "ja"}
    assert open_points(Reasoner(talk()).derive(known)) == ()
    assert [each.questions for each in open_points(Reasoner(talk()).derive({**known, "d": UNKNOWN}))] == [("d",)]


@given(cases())
def test_no_sentence_is_told_twice_and_every_reason_is_of_a_rule_that_fired(case: tuple[Conversation, Answers]) -> None:
    derivation = Reasoner(case[0]).derive(case[1])
    for name in case[0].conclusions:
        told = reasons(derivation, name)
        assert {each.rule for each in told} <= set(derivation.fired)
        assert len({each.text for each in told}) == len(told)
