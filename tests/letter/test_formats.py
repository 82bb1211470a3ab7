"""The formats: the same text in each, as typed, and each file as readers and their aids need it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdf
import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.pdf import as_pdf
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.word import as_docx
from slimmer_rules.letter.words import READERS, differing, words
from slimmer_rules.rulebook.cases import Note
from tests.letter.making import OUTCOMES, letter, shipped

HARD = "A & B <c> *d* #e $f$ @g"
FIGURES = {"bestuur": "MO_PB_mogelijk", "burger": "ZB_mogelijk"}
NOTES = {"tijd": Note("Vrijdag kan.", True)}


def made(outcome: str, **fields: Any) -> Rendered:
    given: dict[str, Any] = {"title": HARD, "issue": f"{HARD}\n\nEn verder: - 1. `niets`", "notes": NOTES, **fields}
    return compose(letter({**OUTCOMES[outcome], **FIGURES}, **given), shipped())


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("ending", [".txt", ".html", ".docx", ".pdf"])
def test_all_formats_hold_the_same_text(outcome: str, ending: str) -> None:
    rendered = made(outcome)
    content = FORMATS[ending](rendered)
    assert differing(rendered, ending, content) == []
    if ending in (".html", ".docx"):
        assert READERS[ending](content) == words(rendered.markdown, ".md")


def test_a_word_more_or_less_is_seen() -> None:
    rendered = made("afwijzen")
    page = FORMATS[".html"](rendered)
    assert differing(rendered, ".html", page.replace(b"Ons advies is om", b"Ons advies is om niet")) == ["niet"]
    assert differing(rendered, ".html", page.replace(b"geen Doetank te", b"Doetank te")) == ["geen"]


def test_a_mark_more_or_less_is_seen_where_the_order_is_kept() -> None:
    rendered = made("afwijzen")
    page = FORMATS[".html"](rendered)
    assert differing(rendered, ".html", page.replace(b"In de bijlage ziet u", b"In de bijlage, ziet u")) == [","]


@pytest.mark.parametrize("ending", FORMATS)
def test_the_numbers_of_a_list_are_no_difference(ending: str) -> None:
    """They are text in a .txt and a .pdf, and in the other formats they are not."""
    numbered = b"\n\n1. Eerst.\n2. Dan:\n   - dit\n   - dat\n\nOf:\n\n7) Zeven.\n8) Acht.\n"
    name = "brief/intake.md.j2"
    templates = Templates({**shipped().files, name: shipped().bytes(name) + numbered})
    rendered = compose(letter(OUTCOMES["afwijzen"]), templates)
    content = FORMATS[ending](rendered)
    assert differing(rendered, ending, content) == []
    other = compose(letter(OUTCOMES["aannemen"]), templates)
    assert differing(other, ending, content)


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx", ".pdf"])
def test_a_hard_title_comes_out_as_typed(ending: str) -> None:
    content = FORMATS[ending](made("afwijzen"))
    assert HARD in " ".join(shown(ending, content).split())


def shown(ending: str, content: bytes) -> str:
    import html

    if ending == ".txt":
        return content.decode()
    if ending == ".html":
        return html.unescape(re.sub(r"<[^>]+>", "", content.decode()))
    if ending == ".docx":
        return html.unescape(re.sub(r"<[^>]+>", "", part(content, "word/document.xml")))
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def part(docx: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(docx)) as file:
        return file.read(name).decode()


# -- Word


def test_word_has_title_language_heading_styles_header_rows_and_alternative_texts() -> None:
    docx = as_docx(made("aanhouden"))
    document = part(docx, "word/document.xml")
    assert "<dc:title>Advies over uw vraagstuk</dc:title>" in part(docx, "docProps/core.xml")
    assert "<dc:language>nl-NL</dc:language>" in part(docx, "docProps/core.xml")
    assert 'w:val="nl-NL"' in part(docx, "word/styles.xml")
    assert {f'<w:pStyle w:val="Heading{level}" />' in document for level in (1, 2, 3)} == {True}
    assert document.count("<w:tblHeader") == document.count("<w:tbl>") > 0
    drawings = re.findall(r"<wp:docPr ([^>]*)/>", document)
    assert len(drawings) == 1
    assert 'descr="Tekening van de plaats van uw vraagstuk.' in drawings[0]
    assert "data:image" not in document


def test_word_is_styled_by_the_networks_own_reference_document() -> None:
    assert 'w:val="12506B"' in part(as_docx(made("aanhouden")), "word/styles.xml")
    reference = BytesIO()
    with zipfile.ZipFile(BytesIO(shipped().bytes("huisstijl.docx"))) as old, zipfile.ZipFile(reference, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"12506B", b"AA0000"))
    templates = Templates({**shipped().files, "huisstijl.docx": reference.getvalue()})
    styled = as_docx(compose(letter(OUTCOMES["afwijzen"]), templates))
    assert 'w:val="AA0000"' in part(styled, "word/styles.xml")


@pytest.mark.parametrize("broken", [b"", b"geen zip", b"PK\x03\x04rommel"])
def test_a_broken_reference_document_is_told_in_one_sentence(broken: bytes) -> None:
    templates = Templates({**shipped().files, "huisstijl.docx": broken})
    with pytest.raises(LetterError, match="geen heel Word-bestand"):
        as_docx(compose(letter(OUTCOMES["afwijzen"]), templates))


# -- PDF


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_pdf_declares_ua_and_has_tags_language_title_and_alternative_texts(outcome: str) -> None:
    reader = pypdf.PdfReader(BytesIO(as_pdf(made(outcome))))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]) == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "Advies over uw vraagstuk"
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


def test_the_same_letter_gives_the_same_bytes() -> None:
    for ending, make in FORMATS.items():
        assert make(made("afwijzen")) == make(made("afwijzen")), ending


def test_a_fault_in_the_layout_is_told_in_one_sentence() -> None:
    templates = Templates(
        {**shipped().files, "brief.typ": shipped().bytes("brief.typ").replace(b'rgb("#12506b")', b"weg")}
    )
    with pytest.raises(LetterError, match=r"De PDF lukt niet; Typst meldt: unknown variable: weg"):
        as_pdf(compose(letter(OUTCOMES["afwijzen"]), templates))


# -- HTML


def test_each_reason_in_the_html_leads_to_its_rule() -> None:
    page = FORMATS[".html"](made("afwijzen")).decode()
    assert 'data-soort="omdat"' in page
    for rule in re.findall(r'data-regel="([^"]+)"', page):
        assert f'href="#regel-{rule}"' in page
        assert f'id="regel-{rule}"' in page
    assert "<script" not in page
    assert "http" not in re.sub(r'xmlns="[^"]*"|http-equiv', "", page)


# -- texts that are hard to set


@pytest.mark.parametrize(
    "text",
    ["\x07bel\x00 en meer\x1b[31m", "\u202eomgekeerd", "a\u0301bc", "\ud800los", "\t\n", "Ω и 3 ≤ 4"],
)
def test_free_text_of_any_kind_gives_every_format(text: str) -> None:
    rendered = made("afwijzen", issue=text)
    for ending, make in FORMATS.items():
        assert make(rendered), ending


@pytest.mark.parametrize("text", ["שלום עולם", "مرحبا", "😀 hoera 👩‍👩‍👧", "﷽", "漢字"])
def test_free_text_that_needs_other_fonts_is_right_or_clearly_refused(text: str) -> None:
    rendered = made("afwijzen", issue=text)
    refused = {ending: told for ending, make in FORMATS.items() if (told := refusal(make, rendered))}
    assert set(refused) <= {".pdf"}
    assert all("Geen lettertype op deze computer heeft het teken" in told for told in refused.values())


def refusal(make: Callable[[Rendered], bytes], rendered: Rendered) -> str | None:
    try:
        make(rendered)
    except LetterError as error:
        return str(error)
    return None


def test_a_very_long_text_gives_every_format() -> None:
    rendered = made("afwijzen", issue="een lang verhaal over A & B " * 3600)
    for ending, make in FORMATS.items():
        assert len(make(rendered)) > 10_000, ending
