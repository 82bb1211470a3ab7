"""The PDF: PDF/UA-1 as its readers' aids need it, in the network's own layout."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pypdf
import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.pdf import as_pdf
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.templates import Templates
from tests.letter.making import OUTCOMES, SENDER, letter, shipped

FIGURES = {"bestuur": "MO_PB_mogelijk", "burger": "ZB_mogelijk"}


def made(outcome: str, templates: Templates | None = None, **fields: Any) -> bytes:
    return as_pdf(compose(letter({**OUTCOMES[outcome], **FIGURES}, **fields), templates or shipped()))


def changed(name: str, old: str, new: str) -> Templates:
    text = shipped().text(name)
    assert old in text
    return Templates({**shipped().files, name: text.replace(old, new).encode()})


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_it_declares_ua_and_has_tags_language_title_and_alternative_texts(outcome: str) -> None:
    reader = pypdf.PdfReader(BytesIO(made(outcome, title="A & B <c> *d*")))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]) == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "Advies over uw vraagstuk: A & B <c> *d*"
    assert reader.metadata.author == SENDER.name
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(=\"1\"|>1<)", xmp)
    figures = [each for each in structure(root["/StructTreeRoot"]) if each.get("/S") == "/Figure"]
    assert figures
    assert all(str(figure["/Alt"]).startswith("Tekening van") for figure in figures)
    kinds = {str(each.get("/S")) for each in structure(root["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH"} <= kinds


def structure(node: object) -> list[pypdf.generic.DictionaryObject]:
    """Every element of the structure tree."""
    node = node.get_object() if isinstance(node, pypdf.generic.PdfObject) else node
    if isinstance(node, pypdf.generic.ArrayObject):
        return [each for child in node for each in structure(child)]
    if not isinstance(node, pypdf.generic.DictionaryObject):
        return []
    return [node, *structure(node.get("/K"))]


def test_a_very_long_word_stays_on_the_page() -> None:
    lines = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made("afwijzen", issue="a" * 400))).pages)
    assert max(len(run) for run in re.findall("a+", lines)) <= 100


@pytest.mark.parametrize("opening", ["::: {.groet}", "::: groet", '::: {custom-style="Groet"}', "::: {.groet lang=nl}"])
def test_a_styled_block_may_be_written_in_any_way_that_markdown_knows(opening: str) -> None:
    templates = changed("brief/_slot.md.j2", '::: {.groet custom-style="Groet"}', opening)
    assert made("afwijzen", templates).startswith(b"%PDF")


@pytest.mark.parametrize("name", ['"@preview/cetz:0.2.2"', '"@pre" + "view/cetz:0.2.2"', '"@local/eigen:0.1.0"'])
def test_a_layout_may_not_fetch_a_package(name: str) -> None:
    with pytest.raises(LetterError, match=r"templates/brief\.typ haalt een pakket van het internet"):
        made("afwijzen", changed("brief.typ", "#let kleur", f"#import {name}\n#let kleur"))


def test_a_fault_in_the_layout_is_told_in_one_sentence() -> None:
    with pytest.raises(LetterError, match=r"De PDF lukt niet; Typst meldt: unknown variable: weg"):
        made("afwijzen", changed("brief.typ", 'rgb("#12506b")', "weg"))
