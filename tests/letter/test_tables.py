"""Tables of a letter: set apart, so that every format ends them at the same place, and the width of their columns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.letter.markdown import to_html
from slimmer_rules.letter.pandoc import convert
from slimmer_rules.letter.tables import column_shares, set_apart

TABLE = "| a | b |\n|:--|----:|\n| c | d |"


@pytest.mark.parametrize(
    ("markdown", "apart"),
    [
        (TABLE, TABLE),
        (f"voor\n\n{TABLE}\n\nna\n", f"voor\n\n{TABLE}\n\nna\n"),
        (f"voor\n{TABLE}\nna\n", f"voor\n\n{TABLE}\n\nna\n"),
        (f"{TABLE}\nhet teken \\| hoort bij de tekst", f"{TABLE}\n\nhet teken \\| hoort bij de tekst"),
        ("a | b\n--|--\nc | d\nna", "a | b\n--|--\nc | d\n\nna"),
        ("> voor\n> | a |\n> |---|\n> na", "> voor\n>\n> | a |\n> |---|\n>\n> na"),
        ("| a |\n\n|---|\ngeen tabel", "| a |\n\n|---|\ngeen tabel"),
        ("Kop\n---\ntekst", "Kop\n---\ntekst"),
    ],
)
def test_a_table_has_an_empty_line_on_both_sides(markdown: str, apart: str) -> None:
    assert set_apart(markdown) == apart
    assert set_apart(apart) == apart


def test_columns_are_as_wide_as_their_dashes() -> None:
    assert column_shares(f"{TABLE}\n\n> | x |\n> |---|\n") == ((2, 4), (3,))


def test_a_row_of_dashes_is_no_second_table() -> None:
    assert column_shares("| a | b |\n|--|---|\n| - | - |\n| - | - |\n") == ((2, 3),)


def test_a_long_line_takes_no_long_time() -> None:
    assert column_shares(" " * 1_000_000 + "\n" + "|" + " " * 1_000_000) == ()


LINES = st.lists(
    st.sampled_from(["| a | b |", "|---|---|", "| c | d |", "tekst", "", "- punt", "> citaat", "## Kop", "a \\| b"]),
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=8))
def test_after_that_the_page_has_the_tables_that_pandoc_makes(texts: list[list[str]]) -> None:
    """All in one run of pandoc, apart by a rule."""
    markdown = set_apart("\n\n***\n\n".join("\n".join(lines) for lines in texts))
    page, other = to_html(markdown), convert(markdown, "html5", "--wrap=none").decode()
    assert shape(page) == shape(other)


def shape(page: str) -> list[str]:
    return re.findall(r"<(?:table|tr|td|th|p|h2|li|blockquote|hr)\b|\b(?:[abcd]|tekst|punt|citaat|Kop)\b", page)
