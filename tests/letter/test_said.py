"""Free text comes out as typed, and every claim keeps its ground."""

from __future__ import annotations

import html
import re
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slimmer_rules.letter.markdown import to_html
from slimmer_rules.letter.said import (
    GROUNDED,
    Ground,
    Piece,
    Said,
    Segment,
    clean,
    escaped,
    guarded,
    joined,
    markdown,
    paragraphs,
    segments,
    with_grounds,
)
from slimmer_rules.pieces import Literal
from slimmer_rules.rulebook.free_text import clean_text

HARD = "A & B <c> *d* #e $f$ @g"
MARKS = st.text(alphabet="ab 1.)-+=:#*_`~^|\\[](){}<>&!\"'$@/\n\t", max_size=30)


def typed(text: str) -> Literal:
    """A text that stands in a template."""
    return Literal(text, "brief/intake.md.j2", 1)


def cut(*pieces: Piece) -> tuple[Segment, ...]:
    return segments(joined(pieces), pieces)


def shown(text: str) -> list[str]:
    """What a reader sees in the page: the text of each paragraph."""
    return [html.unescape(part) for part in re.findall(r"<p>(.*?)</p>", to_html(text), flags=re.S)]


@pytest.mark.parametrize(
    "text",
    [HARD, "- geen lijst", "1. geen lijst", "12) ook niet", "# geen kop", "> geen citaat", "::: geen blok",
     "::: blok", ":::", ":::blok", "---", "+ geen lijst",
     "\u1fef\u1fef niet \u1fef", "a\u0301 \uf900 \u037e",
     "&amp;", "a|b", "![x](y)", "`code`", "\\", "<!-- weg -->", "www.voorbeeld.example", "[a](b){.c}", "~~x~~"],
)  # fmt: skip
def test_free_text_reads_as_typed(text: str) -> None:
    assert shown(f"{guarded(escaped(text))}\n") == [normalize("NFC", text)]


@pytest.mark.parametrize("before", ["1. ", "12) ", "+ ", "- ", "> ", "> 3. "])
def test_a_text_at_the_start_of_an_item_begins_no_list(before: str) -> None:
    (_, piece) = cut(typed(f"\n{before}"), Said("- 2. dit", Ground("gegeven", "titel")))
    assert piece.text == "\\- 2. dit"


@settings(max_examples=20, deadline=None)
@given(st.lists(MARKS | st.text(max_size=30), min_size=1, max_size=40))
@example(["\uf900", "\u1fef"])
@example(["\ufdd0een\ufdefwoord", "\ufdd5"])
def test_any_free_text_reads_as_typed(texts: list[str]) -> None:
    lines = [" ".join(clean_text(text).split()) for text in texts]
    wanted = [line for line in lines if line]
    assert shown("\n\n".join(guarded(escaped(text)) for text in texts)) == wanted


LINES = "Wat willen wij?\n\u2022 Zelf melden\n- 2. dit\n\n1. Eerst\n# dan\n::: nee"


@pytest.mark.parametrize(("before", "shown_before"), [("", ""), ("Zo: ", "Zo: "), ("> ", ""), ("- ", ""), ("> - ", "")])
@pytest.mark.parametrize("ground", [Ground("notitie", "tijd"), Ground("gegeven", "reden")])
def test_the_lines_of_a_text_stay_lines(before: str, shown_before: str, ground: Ground) -> None:
    written = clean(cut(typed(f"Hier.\n\n{before}"), Said(LINES, ground)))
    page = to_html(written).replace("\n", "").replace("<br", "\n<br")
    assert html.unescape(re.sub(r"<[^>]*>", "", page)) == f"Hier.{shown_before}{LINES}"


@pytest.mark.parametrize("before", ["# ", "| ", "> ## "])
def test_in_a_heading_or_a_cell_lines_follow_each_other(before: str) -> None:
    (*_, piece) = cut(typed(f"\n{before}"), Said(LINES, Ground("notitie", "tijd")))
    assert piece.text == "Wat willen wij? \u2022 Zelf melden \\- 2. dit  1\\. Eerst \\# dan \\::: nee"


def test_a_line_end_in_another_text_is_a_blank() -> None:
    assert escaped("Een zin\nvan de regels.", Ground("omdat", "kans")) == "Een zin van de regels."


@pytest.mark.parametrize(
    "text",
    [
        "\x02stelt\x1ekans\x1egunstig\x1e\x1fDe kans is goed.\x03",
        "\ufdd00\ufdd1De kans is goed.\ufdd2",
        "\ufdd2\ufdd00\ufdd1De kans is goed.",
        "een\ufdd4twee",
    ],
)
def test_a_text_cannot_forge_a_claim(text: str) -> None:
    (piece, claim) = cut(Said(text, Ground("gegeven", "titel")), Said("K1", Ground("regel", "K1")))
    assert piece.ground == Ground("gegeven", "titel")
    assert claim.ground == Ground("regel", "K1")


def test_a_rendered_letter_is_cut_at_its_claims() -> None:
    claim = Said("De kans is gunstig.", Ground("omdat", "kans", "gunstig", "K1"))
    pieces = cut(typed("Wij "), typed("zien: "), claim, typed(" Dank u."))
    assert [piece.ground for piece in pieces] == [None, claim.ground, None]
    assert clean(pieces) == "Wij zien: De kans is gunstig. Dank u.\n"
    assert len(GROUNDED.findall(with_grounds(pieces))) == 1


def test_an_empty_claim_leaves_nothing() -> None:
    assert markdown(Said(" ", Ground("norm", "kans"))) == ""


def test_a_claim_has_no_text_of_its_own_to_lose_its_ground_by() -> None:
    with pytest.raises(TypeError):
        str(Said("De kans is gunstig.", Ground("stelt", "kans")))


def test_styled_blocks_leave_no_fence_in_the_markdown() -> None:
    assert clean(cut(typed("::: {.datum}\nVandaag\n:::\n"))) == "Vandaag\n"


def test_paragraphs_stand_between_empty_lines() -> None:
    assert paragraphs("een\nmet twee regels\r\n\r\n \n twee ") == ("een\nmet twee regels", "twee")
