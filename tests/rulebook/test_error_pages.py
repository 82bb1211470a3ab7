"""Every error code has a page whose wrong example gives that code, and whose right example gives none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from slimmer_rules.rulebook.diagnostics import CODES, RulebookError
from slimmer_rules.rulebook.reading import read
from slimmer_rules.rulebook.unfinished import cut_off
from tests.rulebook.bad_knowledge import sound

PAGES = Path(__file__).parent.parent.parent / "docs" / "fouten"
HEADINGS = ["Wat is er mis", "Fout", "Goed", "Waarom"]
NOT_IN_A_PAGE = {"R002", "R003"}
"""Codes whose mistake cannot be shown as text: the wrong bytes, and too many of them."""

_EXAMPLE = re.compile(r"^```(\w+) ?(.*)\n([\s\S]*?)^```$", re.MULTILINE)


def sections(code: str) -> dict[str, str]:
    """The text under each heading of a page."""
    title, *parts = re.split(r"^## ", (PAGES / f"{code}.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert title == f"# {code}: {CODES[code]}\n\n"
    return {heading: text for heading, _, text in (part.partition("\n") for part in parts)}


def codes(example: str) -> set[str]:
    """The codes that an example gives, laid over the sound rulebook."""
    ((_, path, text),) = _EXAMPLE.findall(example)
    end = cut_off(text.encode(), path)
    try:
        read(sound() | {path or "intake/2-proef.yaml": text.encode()})
    except RulebookError as error:
        return {found.code for found in error.diagnostics}
    return {end.code} if end else set()


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_is_wrong_and_why(code: str) -> None:
    found = sections(code)
    assert list(found) == HEADINGS
    assert all(text.strip() for text in found.values())


@pytest.mark.parametrize("code", sorted(CODES.keys() - NOT_IN_A_PAGE))
def test_the_examples_are_wrong_and_right(code: str) -> None:
    assert codes(sections(code)["Fout"]) == {code}
    assert codes(sections(code)["Goed"]) == set()


def test_the_list_of_pages_is_the_list_of_codes() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[(\w+)\]\((\w+)\.md\) \| (.*) \|$", index, re.MULTILINE) == [
        (code, code, meaning) for code, meaning in CODES.items()
    ]
    assert {path.stem for path in PAGES.glob("R[0-9]*.md")} == set(CODES)
