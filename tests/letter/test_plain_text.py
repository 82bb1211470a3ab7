"""The letter as plain text: readable in any program, with lines that fit a mail."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.plain_text import WIDTH, to_plain_text
from slimmer_rules.letter.rendered import compose
from tests.letter.making import OUTCOMES, letter, shipped

CELL = st.text("abc ", max_size=60)
LONG = "Dit is een zin van twaalf korte woorden die samen niet op een regel passen."


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Kop\n\n## Twee *x*\n\n### Drie\n", "Kop\n===\n\nTwee x\n------\n\nDrie\n"),
        ("een\ntwee\\\ndrie", "een twee\ndrie\n"),
        (LONG, "Dit is een zin van twaalf korte woorden die samen niet op een regel\npassen.\n"),
        ("> een\n>\n> - twee", "  een\n\n  - twee\n"),
        ("- een\n- twee\n  - drie", "- een\n- twee\n  - drie\n"),
        ("- een\n\n- twee\n\n  en meer", "- een\n\n- twee\n\n  en meer\n"),
        ("9. een\n10. twee\n    1) drie", "9.  een\n10. twee\n    1) drie\n"),
        ("-\n- twee", "-\n- twee\n"),
        ("    code  **x**\n\n***", f"    code  **x**\n\n{'-' * WIDTH}\n"),
        ("[tekst](https://a.nl) ![plaat](x.svg) `c` &amp; \\*", "tekst plaat c & *\n"),
        ("", "\n"),
    ],
)
def test_each_kind_of_block(markdown: str, text: str) -> None:
    assert to_plain_text(markdown) == text


def test_lines_of_a_sender_stand_beneath_each_other() -> None:
    assert to_plain_text("::: {.afzender}\nEen\n\nTwee\n:::\n\nDrie") == "Een\nTwee\n\nDrie\n"


def test_other_blocks_keep_their_empty_lines() -> None:
    assert to_plain_text("::: {.a}\n# Een\n\nTwee\n:::\n") == "Een\n===\n\nTwee\n"
    assert to_plain_text("::: kader\nLet op.\n\nBel ons.\n:::\n") == "Let op.\n\nBel ons.\n"


def test_a_table_that_fits_is_as_wide_as_its_cells() -> None:
    table = "| Punt | Stand |\n|---|---|\n| Nut | helpt |\n| Tijd van allen | |\n"
    assert to_plain_text(table) == (
        "Punt            Stand\n--------------  -----\nNut             helpt\nTijd van allen\n"
    )


def test_a_table_that_does_not_fit_breaks_its_cells_between_words() -> None:
    made = to_plain_text(f"| Punt | Zin |\n|---|---|\n| Nut | {LONG} |\n| Tijd | kort |\n")
    assert made == (
        "Punt  Zin\n"
        "----  ------------------------------------------------------------------\n"
        "Nut   Dit is een zin van twaalf korte woorden die samen niet op een\n"
        "      regel passen.\n\n"
        "Tijd  kort\n"
    )


def test_a_column_may_stand_to_the_right() -> None:
    assert to_plain_text("| a | bedrag |\n|--|--:|\n| x | 5 |\n| | 10 |\n") == (
        "a  bedrag\n-  ------\nx       5\n       10\n"
    )


def test_a_table_with_room_to_write_in_keeps_its_columns() -> None:
    assert to_plain_text("| | |\n|--|--|\n| Naam | |\n") == "----  -\nNaam\n"


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 40).flatmap(lambda many: st.lists(st.lists(CELL, min_size=many, max_size=many), min_size=1)))
def test_a_table_keeps_all_its_words_within_the_width(rows: list[list[str]]) -> None:
    head, *body = (f"| {' | '.join(row)} |\n" for row in rows)
    made = to_plain_text(f"{head}|{'---|' * len(rows[0])}\n{''.join(body)}")
    words = [word for row in rows for cell in row for word in cell.split()]
    assert sorted(made.replace("-", " ").split()) == sorted(words)
    if (max(map(len, words), default=1) + 2) * len(rows[0]) <= WIDTH:
        assert max(map(len, made.splitlines())) <= WIDTH


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_line_of_a_letter_is_longer_than_a_mail_takes(outcome: str) -> None:
    made = FORMATS[".txt"](compose(letter(OUTCOMES[outcome]), shipped())).decode()
    assert [line for line in made.splitlines() if len(line) > WIDTH] == []
