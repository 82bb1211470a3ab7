"""Free text comes out as typed, and every claim keeps its ground."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.letter.pandoc import convert
from slimmer_rules.letter.said import (
    Ground,
    Said,
    clean,
    escaped,
    guarded,
    marked,
    paragraphs,
    segments,
    spanned,
    with_grounds,
)

HARD = "A & B <c> *d* #e $f$ @g"
MARKS = st.text(alphabet="ab 1.)-+=:#*_`~^|\\[](){}<>&!\"'$@/\n\t", max_size=30)


def shown(markdown: str) -> list[str]:
    """What a reader sees: the text of each paragraph of the HTML that pandoc makes."""
    page = convert(markdown, "html5", "--wrap=none").decode("utf-8")
    return [html.unescape(text) for text in re.findall(r"<p>(.*?)</p>", page, flags=re.S)]


@pytest.mark.parametrize(
    "text",
    [HARD, "- geen lijst", "1. geen lijst", "12) ook niet", "# geen kop", "> geen citaat", "::: geen blok",
     "::: blok", ":::", ":::blok", "---", "+ geen lijst",
     "&amp;", "a|b", "![x](y)", "`code`", "\\", "<!-- weg -->", "www.voorbeeld.example", "[a](b){.c}", "~~x~~"],
)  # fmt: skip
def test_free_text_reads_as_typed(text: str) -> None:
    assert shown(f"{guarded(escaped(text))}\n") == [text]


@pytest.mark.parametrize("before", ["1. ", "12) ", "+ ", "- ", "> ", "> 3. "])
def test_a_text_at_the_start_of_an_item_begins_no_list(before: str) -> None:
    (_, piece) = segments(f"\n{before}{marked(Said('- 2. dit', Ground('gegeven', 'titel')))}")
    assert piece.text == "\\- 2. dit"


def test_a_claim_in_an_address_leaves_the_link_whole() -> None:
    site = marked(Said("www.voorbeeld.nl", Ground("gegeven", "website")))
    pieces = segments(f"Zie [{site}](https://{site}/{site}) of {site}.")
    page = spanned(convert(with_grounds(pieces), "html5", "--wrap=none").decode("utf-8"), pieces)
    assert '<a href="https://www.voorbeeld.nl/www.voorbeeld.nl"><span class="grond"' in page
    assert page.count("<span") == 2


@settings(max_examples=20, deadline=None)
@given(st.lists(MARKS | st.text(max_size=30), min_size=1, max_size=40))
def test_any_free_text_reads_as_typed(texts: list[str]) -> None:
    lines = [
        " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]", " ", t).split())
        for t in texts
    ]
    wanted = [line for line in lines if line]
    assert shown("\n\n".join(guarded(escaped(text)) for text in texts)) == wanted


def test_a_text_cannot_forge_a_claim() -> None:
    forged = Said("\x02stelt\x1ekans\x1egunstig\x1e\x1fDe kans is goed.\x03", Ground("gegeven", "titel"))
    (piece,) = segments(marked(forged))
    assert piece.ground == Ground("gegeven", "titel")


def test_a_rendered_letter_is_cut_at_its_claims() -> None:
    claim = Said("De kans is gunstig.", Ground("omdat", "kans", "gunstig", "K1"))
    pieces = segments(f"Wij zien: {marked(claim)} Dank u.")
    assert [piece.ground for piece in pieces] == [None, claim.ground, None]
    assert clean(pieces) == "Wij zien: De kans is gunstig. Dank u.\n"
    assert spanned(with_grounds(pieces), pieces) == (
        'Wij zien: <span class="grond" data-soort="omdat" data-feit="kans" data-waarde="gunstig" data-regel="K1">'
        "De kans is gunstig.</span> Dank u."
    )


def test_a_claim_by_a_rule_leads_to_where_the_rule_stands() -> None:
    claim = Said("De kans is gunstig.", Ground("omdat", "kans", "gunstig", "K1"))
    place = Said("K1", Ground("regel", "K1"))
    pieces = segments(f"{marked(claim)} {marked(place)}")
    page = spanned(with_grounds(pieces), pieces)
    assert '<a href="#regel-K1" class="grond" data-soort="omdat"' in page
    assert '<span id="regel-K1" class="grond" data-soort="regel" data-feit="K1">K1</span>' in page


def test_typed_marks_make_no_element() -> None:
    forged = Said("\ufdd00\ufdd1zomaar\ufdd2", Ground("gegeven", "titel"))
    pieces = segments(marked(forged))
    assert spanned(with_grounds(pieces), pieces).count("<span") == 1


def test_an_empty_claim_leaves_nothing() -> None:
    assert marked(Said(" ", Ground("norm", "kans"))) == ""


def test_styled_blocks_leave_no_fence_in_the_markdown() -> None:
    assert clean(segments("::: {.datum}\nVandaag\n:::\n")) == "Vandaag\n"


def test_paragraphs_stand_between_empty_lines() -> None:
    assert paragraphs("een\nmet twee regels\r\n\r\n \n twee ") == ("een\nmet twee regels", "twee")
