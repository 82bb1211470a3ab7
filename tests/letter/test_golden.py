"""Golden letters: the ten Doetanks of table 2 and the four outcomes, word for word.

They fail when a rule, a template or a text changes. Read the difference; if it is meant, write them anew with
SLIMMER_GOLDEN=1 pytest tests/letter/test_golden.py
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from slimmer_rules.letter.changes import fewest_changes
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.sender import Sender
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import HumanDecision, read_case
from slimmer_rules.rulebook.model import Rulebook
from tests.letter.making import shipped

CASES = Path(__file__).parents[2] / "knowledge" / "gevallen"
GOLDEN = Path(__file__).parent / "golden"
SENDER = Sender("Slimmernetwerk", ("Postbus 1", "1000 AA Voorbeeldstad"), contact="Bel of mail ons gerust.")
OUTCOMES = {
    "aannemen": "besluit-aannemen-alles-goed",
    "aannemen_onder_voorwaarden": "besluit-voorwaarden-kandidaat",
    "aanhouden": "besluit-aanhouden-relevantie-onbekend",
    "afwijzen": "besluit-afwijzen-geen-overnemer",
}
DOETANKS = sorted(path.stem for path in CASES.glob("doetank-*.yaml"))


def letter(name: str, rulebook: Rulebook, decision: HumanDecision | None = None) -> Letter:
    """The letter on a case, with nothing in it that changes with every change of the rules."""
    case = read_case((CASES / f"{name}.yaml").read_bytes(), name, rulebook)
    derivation = Reasoner(rulebook.conversations[case.conversation]).derive(case.answers)
    fixed = replace(rulebook, version="0", sha256="0" * 64)
    case = replace(case, addressee="Mevrouw S. de Wit", salutation="Beste mevrouw De Wit", reference="2026-014")
    case = replace(case, coach="A. Jansen", decision=decision)
    return Letter(case, derivation, fixed, SENDER, date(2026, 3, 5), fewest_changes(derivation))


def compare(name: str, model: Letter) -> None:
    written = compose(model, shipped()).markdown
    file = GOLDEN / f"{name}.md"
    if os.environ.get("SLIMMER_GOLDEN") == "1":
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOETANKS)
def test_the_letters_on_table_2(name: str, rulebook: Rulebook) -> None:
    compare(name, letter(name, rulebook))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_letter_for_each_outcome(outcome: str, rulebook: Rulebook) -> None:
    model = letter(OUTCOMES[outcome], rulebook)
    assert model.advice == outcome
    compare(outcome, model)


def test_the_letter_with_a_decision_that_departs(rulebook: Rulebook) -> None:
    decision = HumanDecision("aannemen_onder_voorwaarden", "De directie zoekt zelf een overnemer.")
    compare("besloten", letter(OUTCOMES["afwijzen"], rulebook, decision))


def test_all_ten_are_here() -> None:
    assert len(DOETANKS) == 10
