"""What would have to change: few, true by the rules, and worded as what could be."""

from __future__ import annotations

from typing import Any

import pytest

from slimmer_rules.letter.changes import MOST
from slimmer_rules.letter.check import check
from slimmer_rules.letter.model import POSITIVE
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import clean
from slimmer_rules.reasoning.forward import Reasoner
from tests.letter.making import ACCEPTED, CONDITIONAL, HELD, REFUSED, letter, shipped, talk

NEARLY = {**ACCEPTED, "tijd": "onbekend"}


@pytest.mark.parametrize("answers", [REFUSED, {**REFUSED, "tijd": "nee"}, NEARLY])
def test_the_changes_give_a_yes(answers: dict[str, Any]) -> None:
    changes = letter(answers).changes
    assert 1 <= len(changes) <= MOST
    after = {**answers, **{change.question: change.new for change in changes}}
    assert Reasoner(talk()).derive(after).values["besluit"] in POSITIVE


@pytest.mark.parametrize("answers", [ACCEPTED, CONDITIONAL])
def test_a_yes_needs_no_change(answers: dict[str, Any]) -> None:
    assert letter(answers).changes == ()


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
