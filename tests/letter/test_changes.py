"""What would have to change: few, true by the rules, and worded as what could be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from slimmer_rules.letter.changes import MOST, fewest_changes
from slimmer_rules.letter.check import check
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import clean
from slimmer_rules.reasoning.changes import ChangesTo
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import HumanDecision
from slimmer_rules.rulebook.model import Outcome
from tests.building import conclusion, conversation, given, question, rule
from tests.letter.making import ACCEPTED, CONDITIONAL, HELD, REFUSED, letter, shipped, talk

NEARLY = {**ACCEPTED, "tijd": "onbekend"}


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


def test_for_what_is_not_known_the_best_answer_is_named() -> None:
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
