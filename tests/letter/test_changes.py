"""What would have to change: few, true by the rules, and worded as what could be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from slimmer_rules.letter.changes import MOST, fewest_changes
from slimmer_rules.letter.check import check
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.model import Improvement
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import clean
from slimmer_rules.letter.support import allowed
from slimmer_rules.reasoning.changes import ChangesTo
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import HumanDecision
from slimmer_rules.rulebook.model import Outcome
from tests.building import conclusion, conversation, given, question, rule
from tests.letter.making import ACCEPTED, CONDITIONAL, HELD, REFUSED, letter, shipped, talk

NEARLY = {**ACCEPTED, "tijd": "onbekend"}
SEVERAL = {**REFUSED, "tijd": "nee"}


@pytest.mark.parametrize("answers", [REFUSED, {**REFUSED, "tijd": "nee"}, NEARLY])
def test_the_changes_give_a_yes(answers: dict[str, Any]) -> None:
    changes = letter(answers).changes
    assert 1 <= len(changes) <= MOST
    after = {**answers, **{change.question: change.new for change in changes}}
    assert Reasoner(talk()).derive(after).values["besluit"] in talk().positive()


@pytest.mark.parametrize("answers", [ACCEPTED, CONDITIONAL])
def test_a_yes_needs_no_change(answers: dict[str, Any]) -> None:
    assert letter(answers).changes == ()


@pytest.mark.parametrize("number", range(1, MOST + 2))
def test_a_letter_names_three_changes_at_most(number: int) -> None:
    names = [f"vraag_{at}" for at in range(number)]
    goal = conclusion("besluit", "aannemen", "afwijzen", default="afwijzen")
    rules = [rule("R", given(**dict.fromkeys(names, "ja")), ("besluit", "aannemen"))]
    made = conversation([question(name) for name in names], [goal], rules, goal="besluit")
    asked = replace(made, outcomes={"aannemen": Outcome(positive=True)})
    found = fewest_changes(Reasoner(asked).derive(dict.fromkeys(names, "nee")))
    assert len(found.changes) == (number if number <= 3 else 0)
    assert found.outcome == ("aannemen" if number <= 3 else "")
    assert found.too_many == (number > 3)


def test_a_search_that_takes_too_long_makes_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a slow machine would make another letter than a fast one, and no receipt of it would hold."""

    def late(*given: Any, **_: Any) -> ChangesTo:
        return ChangesTo(given[2], given[3], complete=given[3] != talk().positive()[0])

    monkeypatch.setattr("slimmer_rules.reasoning.changes.changes_to", late)
    with pytest.raises(LetterError, match="duurde te lang; de brief is niet gemaakt"):
        letter(REFUSED)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (NEARLY, "aannemen"),
        ({**REFUSED, "det_nut": "belemmerend"}, "aannemen_onder_voorwaarden"),
        (ACCEPTED, ""),
        (CONDITIONAL, ""),
    ],
)
def test_the_letter_tells_of_conditions_only_where_the_changes_bring_them(
    answers: dict[str, Any], outcome: str
) -> None:
    model = letter(answers)
    assert model.would_give == outcome
    told = "Daar horen dan nog voorwaarden bij." in clean(render(model, shipped()))
    assert told == (outcome == "aannemen_onder_voorwaarden")


def test_what_people_decided_needs_no_change() -> None:
    decided = letter(REFUSED, decision=HumanDecision("aannemen", "Wij durven het aan."))
    assert (decided.would_help, decided.would_give) == ((), "")


def test_of_many_changes_none_is_named() -> None:
    """With almost nothing known the open points say it all."""
    assert len(letter({"adopter": "geen"}).changes) <= MOST


def test_the_smallest_step_is_named_and_not_the_best_answer() -> None:
    """A letter that names more than the rules ask makes a yes look farther away than it is."""
    assert [(change.question, change.new) for change in letter(REFUSED).changes] == [("adopter", "in_beeld")]


@pytest.mark.parametrize(
    ("answers", "told"),
    [(REFUSED, "bijvoorbeeld positief als dit zo is:"), (SEVERAL, "bijvoorbeeld positief als dit allemaal zo is:")],
)
def test_the_changes_are_one_way_to_a_yes(answers: dict[str, Any], told: str) -> None:
    model = letter(answers)
    assert (len(model.changes) > 1) == ("allemaal" in told)
    assert f"Ons advies wordt {told}" in clean(render(model, shipped()))


def test_what_would_help_is_told_as_the_rules_wish_it() -> None:
    adopter = talk().questions["adopter"]
    wished = [replace(each, in_letter=f"Nu {each.id}.", wish=f"Straks {each.id}.") for each in adopter.answers]
    model = letter(REFUSED)
    questions = {**talk().questions, "adopter": replace(adopter, answers=tuple(wished))}
    told = replace(model, derivation=replace(model.derivation, conversation=replace(talk(), questions=questions)))
    (said,) = told.would_help
    assert said.text == "Straks in_beeld."
    assert allowed(told, said.ground) == ("Straks in_beeld.",)
    assert told.answer("adopter").text == "Nu geen."


TOO_MANY = "Voor een positief advies moet er meer veranderen dan wij hier kunnen noemen."


def test_of_too_many_changes_the_letter_says_just_that_and_the_check_asks_for_it() -> None:
    """Silence would read as if nothing could be done."""
    model = replace(letter(REFUSED), improvement=Improvement(too_many=True))
    pieces = render(model, shipped())
    assert f"## Wat ons advies positief maakt\n\n{TOO_MANY}" in clean(pieces)
    assert check(model, shipped(), pieces) == ()
    without = tuple(piece for piece in pieces if not piece.text.startswith(TOO_MANY))
    assert [finding.kind for finding in check(model, shipped(), without)] == ["ontbreekt"]


@pytest.mark.parametrize("answers", [REFUSED, HELD, ACCEPTED])
def test_of_few_changes_and_of_none_the_letter_does_not_say_that_they_are_too_many(answers: dict[str, Any]) -> None:
    assert not letter(answers).flags["meer_nodig"]
    assert TOO_MANY not in clean(render(letter(answers), shipped()))


def test_what_people_decided_asks_no_more_changes() -> None:
    decided = letter(REFUSED, decision=HumanDecision("aannemen", "Wij durven het aan."))
    assert not replace(decided, improvement=Improvement(too_many=True)).flags["meer_nodig"]


def test_where_no_person_can_change_what_is_in_the_way_the_changes_are_not_too_many() -> None:
    made = replace(talk(), questions={n: replace(q, changeable=False) for n, q in talk().questions.items()})
    assert fewest_changes(Reasoner(made).derive(REFUSED)) == Improvement()


def test_for_what_is_not_known_an_answer_is_named_that_gives_a_yes() -> None:
    (change,) = letter(NEARLY).changes
    assert (change.question, change.new) == ("tijd", "ja")


@pytest.mark.parametrize("answers", [REFUSED, NEARLY, HELD])
def test_the_letter_names_them_and_the_check_asks_for_them(answers: dict[str, Any]) -> None:
    model = letter(answers)
    pieces = render(model, shipped())
    assert check(model, shipped(), pieces) == ()
    for said in model.would_help:
        assert said.text in clean(pieces).replace("\\", "")
        assert check(model, shipped(), tuple(piece for piece in pieces if piece.ground != said.ground)) != ()
