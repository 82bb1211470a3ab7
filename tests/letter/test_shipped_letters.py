"""The letters that ship, on the rules that ship: on every case each claim is supported and the language is plain."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.letter.changes import fewest_changes
from slimmer_rules.letter.check import check, check_language
from slimmer_rules.letter.language import measure, prose
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.receipt import as_bytes, differences, made_again, read_receipt, receipt
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import Case, HumanDecision, for_others, read_case
from slimmer_rules.rulebook.files import read_folder
from slimmer_rules.rulebook.files import shipped as shipped_rules
from slimmer_rules.rulebook.language import LETTER
from slimmer_rules.rulebook.model import Conversation, Rulebook
from tests.letter.making import DATE, SENDER, shipped
from tests.rulebooks import random_answers

CASES = sorted((Path(__file__).parents[2] / "knowledge" / "gevallen").glob("*.yaml"))
AVERAGE = 10.0


@cache
def book() -> Rulebook:
    return read_folder(shipped_rules())


@cache
def reasoner() -> Reasoner:
    return Reasoner(intake())


@cache
def analysis() -> Analysis:
    return Analysis(intake())


def intake() -> Conversation:
    return book().conversations["intake"]


def made(case: Case) -> Rendered:
    derivation = reasoner().derive(case.answers)
    return compose(Letter(case, derivation, book(), SENDER, DATE, fewest_changes(derivation, analysis())), shipped())


def faults(rendered: Rendered) -> list[object]:
    return [*check(rendered.letter, shipped(), rendered.segments), *check_language(rendered)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_letter_on_every_case_is_right_and_plain(path: Path) -> None:
    case = read_case(path.read_bytes(), path.name, book())
    if case.conversation == "intake":
        rendered = made(replace(case, coach="A. Jansen"))
        longest, average = measure(prose(rendered.segments))
        assert faults(rendered) == []
        assert read_receipt(as_bytes(receipt(rendered)), "bewijs.json", book()).case == for_others(
            rendered.letter.case, book()
        )
        assert longest <= LETTER
        assert average <= AVERAGE


@pytest.mark.parametrize(
    "path", [path for path in CASES if path.stem.startswith("doetank-")], ids=lambda path: path.stem
)
def test_the_receipt_of_an_example_from_a_source_gives_the_same_letter(path: Path) -> None:
    rendered = made(read_case(path.read_bytes(), path.name, book()))
    read = read_receipt(as_bytes(receipt(rendered)), "bewijs.json", book())
    assert rendered.letter.is_example
    assert list(differences(read, made_again(read, book(), shipped()))) == []


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_the_letter_on_any_answers_is_right_and_plain(rng: object) -> None:
    case = Case("intake", random_answers(rng, intake()))  # type: ignore[arg-type]  # Hypothesis types its Random loosely
    assert faults(made(case)) == []


@pytest.mark.parametrize("decision", ["aannemen", "aannemen_onder_voorwaarden", "aanhouden", "afwijzen"])
def test_a_persons_decision_fits_any_advice(decision: str) -> None:
    for path in CASES:
        if path.stem.startswith("besluit-a"):
            case = read_case(path.read_bytes(), path.name, book())
            rendered = made(replace(case, decision=HumanDecision(decision, "Wij zien hier een kans.")))
            assert faults(rendered) == [], path.name


def test_next_to_nothing_known_gives_a_short_letter() -> None:
    body = made(Case("intake", {})).markdown.split("# Bijlage")[0]
    assert len(body.split()) < 510
    assert "afwijzen" not in body
