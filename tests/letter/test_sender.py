"""The sender: read from `afzender.yaml`, every fault told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.receipt import as_bytes
from slimmer_rules.letter.sender import Sender, parse_sender, read_sender, sender_fields
from slimmer_rules.rulebook.diagnostics import RulebookError
from tests.letter.making import SENDER

SHIPPED = Path(__file__).parents[2] / "knowledge"


def codes(text: str) -> list[str]:
    with pytest.raises(RulebookError) as caught:
        parse_sender(text.encode(), "afzender.yaml")
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


def test_the_shipped_sender_is_whole() -> None:
    sender = read_sender(SHIPPED)
    assert sender.name == "Slimmernetwerk"
    assert sender.form == "u"
    assert sender.address
    assert sender.decision_making


def test_only_the_name_is_needed() -> None:
    assert parse_sender(b"naam: Ons netwerk\n", "afzender.yaml") == Sender("Ons netwerk")


@pytest.mark.parametrize(
    "sender", [SENDER, Sender("A & B: <c>", ("één", "twee"), form="je", contact='Bel "ons".', decision_making="Wij.")]
)
def test_a_sender_reads_back_as_the_same(sender: Sender) -> None:
    assert parse_sender(as_bytes(sender_fields(sender)), "bewijs.json") == sender


def test_all_faults_are_told() -> None:
    assert codes("naamm: x\nadres: []\naanspreekvorm: jij\ntelefoon: ''\n") == ["R010", "R016", "R023", "R016"]


@pytest.mark.parametrize(("text", "code"), [("adres: [a]", "R011"), ("naam: &a x", "R006"), ("\tnaam: x", "R005")])
def test_a_fault_has_its_code(text: str, code: str) -> None:
    assert code in codes(text)


def test_a_folder_without_sender_is_told(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match=r"ontbreekt afzender\.yaml"):
        read_sender(tmp_path)
