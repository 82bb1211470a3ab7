"""A conversation without a template of its own gets a letter that is plain and right, and proved by the same check."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import pytest

from slimmer_rules.letter.check import check
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.prepare import prepare
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import Segment
from slimmer_rules.letter.templates import read_templates
from slimmer_rules.rulebook.cases import Case, HumanDecision
from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.model import UNKNOWN, Rulebook
from tests.phases_by_hand import QUESTIONS
from tests.rulebooks import random_answer

DATE = date(2026, 3, 5)
TEMPLATES = read_templates(files("slimmer_rules.templates"))
REVIEW: dict[str, Any] = {"terugblik_met_coach": "ja", "lessen_vastgelegd": "nee", "diffusie_beoordeeld": "ja"}


@cache
def rulebook() -> Rulebook:
    return read_folder(shipped())


def letter(conversation: str, answers: dict[str, Any], **fields: Any) -> Letter:
    return prepare(Case(conversation, answers, **fields), rulebook(), shipped(), today=DATE)


def faults(model: Letter, pieces: tuple[Segment, ...]) -> set[str]:
    return {finding.kind for finding in check(model, TEMPLATES, pieces)}


def text(model: Letter) -> str:
    return "".join(piece.text for piece in render(model, TEMPLATES))


@pytest.mark.parametrize("conversation", QUESTIONS)
def test_any_letter_is_sound(conversation: str) -> None:
    questions = rulebook().conversations[conversation].questions
    rng = Random(conversation)  # noqa: S311  # chance for tests, not for secrets
    for share in (0.0, 0.3, 0.8, 1.0, 1.0, 1.0):
        asked = [name for name in questions if rng.random() < share]
        answers = {name: UNKNOWN if rng.random() < 0.1 else random_answer(rng, questions[name]) for name in asked}
        model = letter(conversation, answers, title="Wijk & straat", addressee="Mevrouw A.", issue="Eén.\n\nTwee.")
        assert check(model, TEMPLATES, render(model, TEMPLATES)) == (), answers


@pytest.mark.parametrize("conversation", QUESTIONS)
def test_no_claim_can_be_left_out_or_changed(conversation: str) -> None:
    questions = rulebook().conversations[conversation].questions
    worst = {name: q.order[0] if q.order else random_answer(Random(1), q) for name, q in questions.items()}  # noqa: S311  # as above
    model = letter(conversation, worst)
    pieces = render(model, TEMPLATES)
    telling = ("stelt", "omdat", "lid", "antwoord", "keuze", "stand", "regel")
    claims = [n for n, piece in enumerate(pieces) if piece.ground and piece.ground.kind in telling]
    assert len(claims) > 10
    for number in claims:
        assert faults(model, (*pieces[:number], *pieces[number + 1 :])), pieces[number]
        changed = Segment(f"{pieces[number].text} niet", pieces[number].ground)
        assert "zonder steun" in faults(model, (*pieces[:number], changed, *pieces[number + 1 :])), pieces[number]


def test_the_letter_begins_as_the_case_says() -> None:
    model = letter("reflectie", REVIEW, addressee="Gemeente", salutation="Geachte raad")
    assert "\nGeachte raad,\n" in text(model)
    assert "Beste" not in text(model)
    assert "\nBeste mevrouw S. de Wit,\n" in text(letter("reflectie", REVIEW, addressee="Mevrouw S. de Wit"))


def test_the_outcome_stands_first_and_then_what_is_to_be_done() -> None:
    told = text(letter("reflectie", REVIEW))
    order = ["De reflectie is nog niet klaar.", "Wat nog moet gebeuren", "Schrijf met de leden op", "Wat al goed gaat"]
    assert [told.find(part) for part in order] == sorted(told.find(part) for part in order)
    assert all(part in told for part in order)


def test_a_number_is_told_as_a_number() -> None:
    told = text(letter("ontdekken", {"aantal_leden": 11}))
    assert "Het aantal leden is 11. Een Doetank heeft er hoogstens tien." in told
    assert "| Het aantal leden | 11 |" in told


def test_a_decision_of_a_person_is_told_in_the_words_of_the_rulebook() -> None:
    decided = HumanDecision("afgerond", "De lessen staan in de film.")
    model = letter("reflectie", REVIEW, decision=decided)
    told = text(model)
    assert "Ons besluit is: klaar." in told
    assert "De lessen staan in de film." in told
    assert "De reflectie is nog niet klaar." in told
    assert check(model, TEMPLATES, render(model, TEMPLATES)) == ()


def test_without_a_goal_there_is_a_profile_and_advice_and_nothing_to_decide() -> None:
    told = text(letter("verdieping", {"midi_kennis": "belemmerend", "midi_tijd": "bevorderend"}))
    assert "Hieronder leest u wat uit ons gesprek volgt." in told
    assert "Geef een korte uitleg op de werkplek, en herhaal die na een maand." in told
    assert "profiel.svg" in told
    assert "besluit" not in told
    assert "ster" not in told.split("Wij tellen niets op")[0].split("# Bijlage")[1]
