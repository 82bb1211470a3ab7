"""Pandoc in two halves gives what pandoc gives in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.letter.pandoc import READER, convert, convert_in_halves, halves

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.md"))
TEXT = "Een zin.\n\n"


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_two_halves_make_the_same_as_the_whole(path: Path) -> None:
    letter = path.read_text(encoding="utf-8")
    assert len(halves(letter)) == 2
    assert b"".join(convert_in_halves(letter, "html5", "--wrap=none")) == convert(letter, "html5", "--wrap=none")
    assert b"\n".join(convert_in_halves(letter, "plain", "--columns=72")) == convert(letter, "plain", "--columns=72")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_letter_that_needs_no_more_is_read_the_same_by_less(path: Path) -> None:
    letter = path.read_text(encoding="utf-8")
    assert convert(letter, "html5") == convert(letter, "html5", reader=READER)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# Kop {.x}", 'class="x"'),
        ("[woord]{.x}", 'class="x"'),
        ("::: {.x}\ntekst\n:::", 'class="x"'),
        ("::: x\ntekst\n:::", 'class="x"'),
        ("\\{.x}", "{.x}"),
    ],
)
def test_what_needs_more_is_read_by_more(text: str, made: str) -> None:
    assert made in convert(text, "html5").decode()


def test_the_cut_comes_before_a_heading_near_the_middle() -> None:
    first, second = f"# A\n\n{TEXT}## B\n\n{TEXT}", f"## C\n\n{TEXT}# D\n\n{TEXT}"
    assert halves(first + second) == (first, second)


def test_a_division_is_not_cut_through() -> None:
    first, second = f"# A\n\n{TEXT}", f":::: {{.x}}\n# B\n\n{TEXT}::: y\n{TEXT}:::\n\n# C\n\n{TEXT}::::\n"
    assert halves(first + second) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT,
        f"{TEXT}# alleen na een lege regel\nverder\n".replace("\n\n", "\n"),
        f"# A\n\n[a]\n\n# B\n\n{TEXT}[a]: #elders\n",
        f"# A\n\n```\n\n# geen kop\n\n{TEXT}```\n",
        f"# A\n\n<pre>\n\n# geen kop\n\n{TEXT}</pre>\n",
    ],
    ids=["leeg", "geen kop", "midden in een alinea", "adres van een link", "code", "HTML"],
)
def test_a_text_without_a_safe_place_stays_whole(text: str) -> None:
    assert halves(text) == (text,)
