"""From a case to its letter model: refused in one sentence where there is nothing to write about."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.prepare import prepare
from slimmer_rules.letter.receipt import as_bytes, made_again, read_receipt, receipt
from slimmer_rules.letter.rendered import compose
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.conditions import Is
from slimmer_rules.rulebook.model import Rulebook
from tests.building import conclusion, conversation, question, rule, rulebook
from tests.letter.making import OUTCOMES, letter, shipped

DAY = date(2026, 3, 5)


def with_gap(goal: str | None = "besluit") -> Rulebook:
    """A goal that has a value for one of the two answers only."""
    rules = [rule("B1", Is("a", ("ja",)), ("besluit", "starten"))]
    return rulebook(conversation([question("a")], [conclusion("besluit", "starten", "wachten")], rules, goal=goal))


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    (tmp_path / "afzender.yaml").write_text("naam: Proef\n", encoding="utf-8")
    return tmp_path


def test_without_advice_there_is_no_letter(knowledge: Path) -> None:
    with pytest.raises(LetterError, match="Uit deze antwoorden volgt geen advies"):
        prepare(Case("proef", {"a": "nee"}), with_gap(), knowledge, today=DAY)
    assert prepare(Case("proef", {"a": "ja"}), with_gap(), knowledge, today=DAY).advice == "starten"


def test_a_conversation_without_a_goal_has_a_letter_without_advice(knowledge: Path) -> None:
    made = prepare(Case("proef", {"a": "nee"}), with_gap(goal=None), knowledge, today=DAY)
    assert (made.goal, made.advice, made.outcome) == (None, "", "")


def test_a_receipt_of_what_gives_no_letter_is_refused_alike() -> None:
    made = json.loads(as_bytes(receipt(compose(letter(OUTCOMES["afwijzen"]), shipped()))))
    made["geval"] = {"gesprek": "proef", "antwoorden": {"a": "nee"}}
    book = with_gap()
    read = read_receipt(json.dumps(made).encode(), "bewijs.json", replace(book, sha256="0" * 64))
    with pytest.raises(LetterError, match="volgt geen advies"):
        made_again(read, book, shipped())
