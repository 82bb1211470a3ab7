"""What answers mean before any rule runs: known, unknown, not asked, not applicable, parked."""

from __future__ import annotations

from hypothesis import given

from slimmer_rules.reasoning.situation import situate
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Condition, Is, Not
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from tests import slow_evaluator
from tests.building import conversation, question
from tests.rulebooks import Answers, cases

CHAIN = conversation(
    [
        question("adopter", "concreet", "in_beeld", "geen"),
        question("bereid", applies_if=Is("adopter", ("concreet", "in_beeld"))),
        question("wanneer", "nu", "straks", applies_if=Is("bereid", ("ja",))),
    ],
    [],
    [],
)


def test_an_answer_is_known_unless_it_is_onbekend() -> None:
    found = situate(CHAIN, {"adopter": UNKNOWN})
    assert found.known == {}
    assert found.unknown == ("adopter",)
    assert not found.not_applicable


def test_a_known_answer_that_excludes_a_question_parks_its_answer() -> None:
    found = situate(CHAIN, {"adopter": "geen", "bereid": "ja"})
    assert found.known == {"adopter": "geen"}
    assert found.parked == ("bereid",)
    assert "bereid" in found.not_applicable


def test_onbekend_is_parked_too_and_is_then_no_open_point() -> None:
    found = situate(CHAIN, {"adopter": "geen", "bereid": UNKNOWN})
    assert (found.parked, found.unknown) == (("bereid",), ())


def test_a_parked_answer_is_back_in_force_when_its_question_applies_again() -> None:
    assert situate(CHAIN, {"bereid": "ja", "adopter": "in_beeld"}).known == {"adopter": "in_beeld", "bereid": "ja"}


def test_while_the_controlling_answer_is_not_known_an_answer_counts_but_is_not_asked_for() -> None:
    for answers in ({"bereid": "ja"}, {"bereid": "ja", "adopter": UNKNOWN}):
        found = situate(CHAIN, answers)
        assert found.known == {"bereid": "ja"}
        assert "bereid" not in found.askable


def test_a_question_is_asked_once_its_controlling_answer_is_known_and_fits() -> None:
    assert situate(CHAIN, {}).askable == ("adopter",)
    assert situate(CHAIN, {"adopter": "concreet"}).askable == ("adopter", "bereid")
    assert situate(CHAIN, {"adopter": "concreet", "bereid": "nee"}).askable == ("adopter", "bereid")


def test_what_hangs_on_a_parked_question_is_parked_with_it() -> None:
    for bereid in ("ja", "nee", UNKNOWN):
        found = situate(CHAIN, {"adopter": "geen", "bereid": bereid, "wanneer": "nu"})
        assert found.known == {"adopter": "geen"}
        assert found.parked == ("bereid", "wanneer")
    assert situate(CHAIN, {"adopter": "geen", "wanneer": "nu"}).not_applicable == {"bereid", "wanneer"}


def test_a_question_that_does_not_apply_is_known_not_to_have_the_answer() -> None:
    a, b = Is("a", ("ja",)), Is("b", ("ja",))
    for condition, applies in ((Not(b), True), (AnyOf((a, b)), False), (AtLeast(1, (Not(a), b)), True)):
        talk = conversation([question("a"), question("b", applies_if=a), question("c", applies_if=condition)], [], [])
        assert ("c" in situate(talk, {"a": "nee"}).askable) is applies
        assert ("c" in situate(talk, {"a": "nee"}).not_applicable) is not applies


def test_a_controlling_question_may_stand_after_the_one_it_controls() -> None:
    talk = conversation([question("later", applies_if=Is("eerst", ("ja",))), question("eerst")], [], [])
    assert situate(talk, {"later": "ja", "eerst": "nee"}).parked == ("later",)


def test_a_question_is_excluded_as_soon_as_the_known_answers_exclude_it() -> None:
    a, b = Is("a", ("ja",)), Is("b", ("ja",))
    excluded: list[tuple[Condition, Answers]] = [
        (All((a, b)), {"a": "nee"}),
        (AnyOf((a, b)), {"a": "nee", "b": "nee"}),
        (AtLeast(2, (a, b)), {"b": "nee"}),
        (Not(a), {"a": "ja"}),
    ]
    for condition, answers in excluded:
        talk = conversation([question("a"), question("b"), question("c", applies_if=condition)], [], [])
        assert situate(talk, {**answers, "c": "ja"}).parked == ("c",)
        for name in answers:
            fewer = {key: value for key, value in answers.items() if key != name}
            assert situate(talk, {**fewer, "c": "ja"}).parked == ()


@given(cases())
def test_every_question_stands_in_one_way_only(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    found = situate(talk, answers)
    assert found.known == slow_evaluator.known_answers(talk, answers)
    assert found.not_applicable == {name for name in talk.questions if slow_evaluator.excluded(talk, answers, name)}
    assert set(answers) == {*found.known, *found.unknown, *found.parked}
    assert len(answers) == len(found.known) + len(found.unknown) + len(found.parked)
    assert found.not_applicable.isdisjoint(found.askable)
