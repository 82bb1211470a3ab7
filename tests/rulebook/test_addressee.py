"""Lines of an address, typed or copied from a mail program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.addressee import address_lines, is_mail_line


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mevrouw S. de Wit\n\nGemeente A, afdeling B", ["Mevrouw S. de Wit", "Gemeente A, afdeling B"]),
        ("Aan: Sanne de Wit <s.dewit@voorbeeld.nl>", ["Sanne de Wit"]),
        ('To: "Sanne de Wit" <s.dewit@voorbeeld.nl>;', ["Sanne de Wit"]),
        ("Sanne de Wit (gemeente Voorbeeldstad) <s@voorbeeld.nl>", ["Sanne de Wit", "gemeente Voorbeeldstad"]),
        ("Wit, S. de <s@voorbeeld.nl>", ["S. de Wit"]),
        ("Wit, S. de (Sanne) <s@voorbeeld.nl>", ["Sanne de Wit"]),
        ("aan: Wit, S. de (Gemeente Voorbeeldstad)", ["S. de Wit", "Gemeente Voorbeeldstad"]),
        ("Jan Jansen (j@voorbeeld.nl)", ["Jan Jansen"]),
        ("Aan: Jan Jansen <j@voorbeeld.nl>; Sanne de Wit <s@voorbeeld.nl>", ["Jan Jansen", "Sanne de Wit"]),
        ("<s@voorbeeld.nl>", ["s@voorbeeld.nl"]),
        ("Wit, S. de", ["Wit, S. de"]),
        ("Aan de directie", ["Aan de directie"]),
        ("De heer Jansen (voorzitter)", ["De heer Jansen (voorzitter)"]),
        ("A & B <c>", ["A & B <c>"]),
    ],
)
def test_an_address_shows_what_a_letter_needs(text: str, wanted: list[str]) -> None:
    assert list(address_lines(text)) == wanted


@given(st.text(alphabet="ab.,()<>@: ;\n", max_size=40))
def test_lines_that_were_not_copied_stay_as_they_are(text: str) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any(is_mail_line(line) for line in lines):
        assert list(address_lines(text)) == lines
    assert all(line == line.strip() and line for line in address_lines(text))
