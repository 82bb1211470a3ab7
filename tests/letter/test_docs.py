"""What docs/brief.md tells is what a template can use: nothing is left out, nothing is made up."""

from __future__ import annotations

import re
from pathlib import Path

from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.receipt import KEYS
from slimmer_rules.letter.vocabulary import vocabulary
from tests.letter.making import HELD, letter

PAGE = (Path(__file__).parents[2] / "docs" / "brief.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_]+)(?:\([^`]*\))?`", PAGE))


def test_every_name_that_a_template_can_use_is_told() -> None:
    assert set(vocabulary(letter(HELD))) <= NAMED


def test_every_given_is_told() -> None:
    assert set(letter(HELD).given) <= NAMED


def test_every_format_key_and_code_is_told() -> None:
    assert all(f"`{ending}`" in PAGE or ending in PAGE for ending in FORMATS)
    assert set(KEYS) <= NAMED
    sources = (Path(__file__).parents[2] / "slimmer_rules").glob("**/*.py")
    used = {code for path in sources for code in re.findall(r'"(B\d{3})"', path.read_text(encoding="utf-8"))}
    assert used <= set(re.findall(r"B\d{3}", PAGE))


def test_every_picture_is_there() -> None:
    for picture in re.findall(r"\]\((beelden/[^)]+)\)", PAGE):
        assert (Path(__file__).parents[2] / "docs" / picture).is_file()
