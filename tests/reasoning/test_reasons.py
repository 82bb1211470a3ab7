"""What decided a conclusion and what is open, told once for screen and letter alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.reasons import (
    OpenPoints,
    Reason,
    answers_under,
    awaited,
    criteria,
    open_points,
    reasons,
    rules_behind,
)
from slimmer_rules.rulebook.conditions import All, AnyOf, Is
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Section
from tests.building import conclusion, conversation, members, question, rule
from tests.rulebooks import Answers, cases

YES, NO = ("ja",), ("nee",)


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


def waiting() -> Conversation:
    """A goal that waits (`wacht`) while a criterion is `onbekend`; `c` bears on it through a part, `d` by control."""
    single = [conclusion(name, "ja", "nee", UNKNOWN, default=UNKNOWN) for name in ("past", "deel", "kans")]
    return conversation(
        [question("a"), replace(question("b"), applies_if=Is("d", YES)), question("c"), question("d"), question("e")],
        [*single, conclusion("besluit", "ja", "nee", "wacht", default="ja")],
        [
            rule("P1", Is("a", YES), ("past", "ja")),
            rule("D1", Is("c", YES), ("deel", "ja")),
            rule("K1", All((Is("deel", YES), Is("b", YES))), ("kans", "ja")),
            rule("K2", Is("e", NO), ("kans", "nee")),
            rule("B1", Is("kans", (UNKNOWN,)), ("besluit", "wacht")),
            rule("B2", Is("past", (UNKNOWN,)), ("besluit", "wacht")),
            rule("B3", All((Is("past", NO), Is("kans", NO))), ("besluit", "nee")),
        ],
        goal="besluit",
    )


def test_a_conclusion_waits_for_what_is_open_under_what_decided_it_and_is_not_known() -> None:
    reasoner = Reasoner(waiting())
    assert awaited(reasoner.derive({"a": "ja"}), "besluit") == {"c", "d", "e"}
    assert awaited(reasoner.derive({"a": "ja", "d": "ja"}), "besluit") == {"b", "c", "e"}
    assert awaited(reasoner.derive({"a": "ja", "b": UNKNOWN, "c": "ja", "d": "ja", "e": "ja"}), "besluit") == {"b"}
    assert awaited(reasoner.derive({}), "besluit") == {"a", "c", "d", "e"}


@pytest.mark.parametrize("answers", [{"a": "ja", "e": "nee"}, {"a": "ja", "b": "ja", "c": "ja", "d": "ja"}])
def test_a_conclusion_waits_for_nothing_where_all_that_decided_it_is_known(answers: Answers) -> None:
    assert awaited(Reasoner(waiting()).derive(answers), "besluit") == frozenset()


def test_what_may_be_passed_over_is_not_waited_for_unless_it_was_said_to_be_unknown() -> None:
    talk = waiting()
    asked = Reasoner(replace(talk, questions={**talk.questions, "e": replace(talk.questions["e"], optional=True)}))
    assert "e" not in awaited(asked.derive({"a": "ja"}), "besluit")
    assert "e" in awaited(asked.derive({"a": "ja", "e": UNKNOWN}), "besluit")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"a": "ja"}, {"B1"}),
        ({"c": "ja"}, {"B1", "B2"}),
        ({"a": "ja", "c": "ja", "b": "ja", "d": "ja"}, {"P1", "D1", "K1"}),
    ],
)
def test_a_value_rests_on_rules_through_other_conclusions_and_on_what_kept_rules_from_firing(
    answers: Answers, expected: set[str]
) -> None:
    assert rules_behind(Reasoner(waiting()).derive(answers), "besluit") == expected


def test_what_bears_on_nothing_in_the_value_is_not_behind_it() -> None:
    derivation = Reasoner(talk()).derive({"a": "ja", "c": "ja", "d": "ja"})
    assert rules_behind(derivation, "past") == {"P1", "P2", "P3"}
    assert rules_behind(derivation, "kans") == {"K1"}
    assert rules_behind(derivation, "besluit") == set(derivation.fired)


@given(cases())
def test_what_is_waited_for_is_open_and_what_is_behind_a_value_has_fired(case: tuple[Conversation, Answers]) -> None:
    derivation = Reasoner(case[0]).derive(case[1])
    unasked = {name for points in open_points(derivation) for name in points.questions}
    for name in case[0].conclusions:
        assert awaited(derivation, name) <= unasked
        given_by = {step.rule for step in derivation.steps_for(name)} - {None}
        assert given_by <= rules_behind(derivation, name) <= set(derivation.fired)


@given(cases())
def test_no_sentence_is_told_twice_and_every_reason_is_of_a_rule_that_fired(case: tuple[Conversation, Answers]) -> None:
    derivation = Reasoner(case[0]).derive(case[1])
    for name in case[0].conclusions:
        told = reasons(derivation, name)
        assert {each.rule for each in told} <= set(derivation.fired)
        assert len({each.text for each in told}) == len(told)
