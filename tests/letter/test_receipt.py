"""The receipt: enough to make the letter again, nothing that the letter may not hold, and every change is seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.reading_back import enclosed
from slimmer_rules.letter.receipt import as_bytes, differences, made_again, read_receipt, receipt
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.writing import write_letter
from slimmer_rules.rulebook.cases import HumanDecision, Note
from slimmer_rules.rulebook.diagnostics import RulebookError
from tests.letter.making import CONDITIONAL, OUTCOMES, REFUSED, book, letter, shipped

NOTES = {"tijd": Note("Vrijdag kan.", True), "adopter": Note("Vertrouwelijk.", False)}
FIELDS: dict[str, Any] = {
    "title": "A & B <c> *d* #e $f$ @g",
    "issue": "Eerst dit: \"zo\".\n\nDan dat — 😀.",
    "addressee": "Mevrouw A.\nGemeente B",
    "reference": "2026/3",
    "notes": NOTES,
    "own_view": "afwijzen",
    "decision": HumanDecision("aannemen", "Wij durven het aan."),
}  # fmt: skip


def made(answers: dict[str, Any], **fields: Any) -> Rendered:
    return compose(letter(answers, **fields), shipped())


def first_difference(data: bytes, templates: Templates | None = None) -> str | None:
    read = read_receipt(data, "bewijs.json", book())
    return next(differences(read, made_again(read, book(), templates or shipped())), None)


@pytest.mark.parametrize("answers", [*OUTCOMES.values(), {}, {**CONDITIONAL, "leden": 4, "bereid": "onbekend"}])
def test_a_receipt_gives_the_same_decision_and_letter(answers: dict[str, Any]) -> None:
    assert first_difference(as_bytes(receipt(made(answers)))) is None
    assert first_difference(as_bytes(receipt(made(answers, **FIELDS)))) is None


@pytest.mark.parametrize("reason", [None, "", "Wij durven het aan."])
def test_a_decision_that_follows_the_advice_needs_no_reason(reason: str | None) -> None:
    assert first_difference(as_bytes(receipt(made(REFUSED, decision=HumanDecision("afwijzen", reason))))) is None


def test_a_receipt_holds_no_internal_notes_and_no_view_of_the_coach() -> None:
    told = as_bytes(receipt(made(REFUSED, **FIELDS))).decode()
    assert "Vrijdag kan." in told
    assert "Vertrouwelijk" not in told
    assert "eigen_oordeel" not in told


def test_the_receipt_stands_beside_the_letter(tmp_path: Path) -> None:
    beside = write_letter(letter(REFUSED, **FIELDS), shipped(), tmp_path / "brief.md")
    assert beside == tmp_path / "brief.md.bewijs.json"
    assert first_difference(beside.read_bytes()) is None


Change = Callable[[dict[str, Any]], None]


def _swap_answer(made: dict[str, Any]) -> None:
    made["geval"]["antwoorden"]["tijd"] = "nee"


def _swap_conclusion(made: dict[str, Any]) -> None:
    made["beoordeling"]["conclusies"]["kans"] = "gunstig"


def _drop_step(made: dict[str, Any]) -> None:
    del made["beoordeling"]["afleiding"][0]


def _change_letter(made: dict[str, Any]) -> None:
    made["brief"] = made["brief"].replace("geen Doetank", "een Doetank")


def _change_rules(made: dict[str, Any]) -> None:
    made["beoordeling"]["kennisbank"]["sha256"] = "f" * 64


def _change_sender(made: dict[str, Any]) -> None:
    made["afzender"]["naam"] = "Een ander"


def _change_date(made: dict[str, Any]) -> None:
    made["datum"] = "2020-01-01"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_swap_answer, 'conclusie “initiatiefnemer” is in het bewijs "sterk", en nu "onvoldoende"'),
        (_swap_conclusion, 'conclusie “kans” is in het bewijs "gunstig", en nu "ongunstig"'),
        (_drop_step, "stap 1 van de afleiding is in het bewijs"),
        (_change_letter, "van de brief is in het bewijs"),
        (_change_rules, "gegeven “kennisbank” is in het bewijs"),
        (_change_sender, "regel 1 van de brief"),
        (_change_date, 'is in het bewijs "Datum: 5 maart 2026", en nu "Datum: 1 januari 2020"'),
    ],
)
def test_a_change_is_told(change: Change, told: str) -> None:
    changed = json.loads(as_bytes(receipt(made(REFUSED))))
    change(changed)
    assert told in str(first_difference(as_bytes(changed)))


def test_other_templates_are_told() -> None:
    files = {**shipped().files, "brief/_verder.md.j2": shipped().files["brief/_verder.md.j2"] + b"\nTot ziens.\n"}
    assert "van de brief" in str(first_difference(as_bytes(receipt(made(REFUSED))), Templates(files)))


@pytest.mark.parametrize(
    "data",
    [b"", b"geen json", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"soort": "slimmer-bewijs"}',
     b'{"soort": "slimmer-bewijs", "vorm": 1}', b'{"soort": "slimmer-bewijs", "vorm": 99}'],
)  # fmt: skip
def test_what_is_no_receipt_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(LetterError, match=r"“bewijs\.json”"):
        read_receipt(data, "bewijs.json", book())


@pytest.mark.parametrize("part", ["geval", "brief", "afzender"])
def test_half_a_character_is_refused(part: str) -> None:
    made = receipt(compose(letter(REFUSED), shipped()))
    made[part] = "\ud800" if part == "brief" else {**made[part], "titel": "\ud800"}
    with pytest.raises(LetterError, match="geen leesbare JSON"):
        read_receipt(json.dumps(made).encode(), "b.json", book())


@pytest.mark.parametrize("key", ["geval", "afzender", "beoordeling", "brief", "datum", "sjablonen"])
@pytest.mark.parametrize("value", [None, 3, "x", [], {}])
def test_a_receipt_of_another_shape_is_refused(key: str, value: object) -> None:
    changed = {**receipt(made(REFUSED)), key: value}
    assert outcome_of(as_bytes(changed))


def outcome_of(data: bytes) -> str | None:
    """The first difference, or the refusal."""
    try:
        return first_difference(data)
    except (LetterError, RulebookError) as error:
        return str(error)


def test_an_answer_that_the_rules_do_not_know_is_refused() -> None:
    changed = json.loads(as_bytes(receipt(made(REFUSED))))
    changed["geval"]["antwoorden"]["tijdd"] = "ja"
    with pytest.raises(RulebookError, match="tijd"):
        read_receipt(as_bytes(changed), "bewijs.json", book())


# -- inside the letter


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html"])
def test_an_embedded_receipt_is_the_receipt(ending: str) -> None:
    rendered = made(REFUSED, **{**FIELDS, "issue": "</script><b>& \\u003c ]]>"})
    made_receipt = as_bytes(receipt(rendered))
    content = FORMATS[ending](replace(rendered, enclosed=made_receipt))
    inside = enclosed(content, ending, f"brief{ending}")
    assert inside is not None
    assert json.loads(inside) == json.loads(made_receipt)
    assert "bewijs" not in FORMATS[ending](rendered).decode("latin-1")
    assert enclosed(FORMATS[ending](rendered), ending, f"brief{ending}") is None
