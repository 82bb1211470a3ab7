"""The Word file: what readers, their aids and Word itself need, in the network's own styles."""

from __future__ import annotations

import base64
import re
import time
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.word import as_docx
from slimmer_rules.letter.word_text import SHORT
from tests.letter.making import DATE, OUTCOMES, SENDER, letter, shipped

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FIGURES = {"bestuur": "MO_PB_mogelijk", "burger": "ZB_mogelijk", "det_steun": "neutraal"}


def made(outcome: str = "aannemen_onder_voorwaarden", templates: Templates | None = None, **fields: Any) -> bytes:
    return as_docx(compose(letter({**OUTCOMES[outcome], **FIGURES}, **fields), templates or shipped()))


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return file.read(name).decode()


def styled(old: bytes, new: bytes) -> Templates:
    """The shipped templates with other bytes in the reference document, as Word may save it."""
    reference = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(shipped().bytes("huisstijl.docx"))) as file,
        zipfile.ZipFile(reference, "w") as changed,
    ):
        for name in file.namelist():
            changed.writestr(name, file.read(name).replace(old, new))
    return Templates({**shipped().files, "huisstijl.docx": reference.getvalue()})


def test_it_has_title_author_date_and_language() -> None:
    content = made(title="A & B <c>")
    properties = opened(content).core_properties
    assert properties.title == "Advies over uw vraagstuk: A & B <c>"
    assert properties.author == SENDER.name
    assert properties.created is not None
    assert properties.created.date() == DATE == date(2026, 3, 5)
    assert properties.language == "nl-NL"
    assert 'w:val="nl-NL"' in part(content, "word/styles.xml")


def test_headings_are_real_and_the_appendix_begins_a_page() -> None:
    document = opened(made())
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert {"Heading 1", "Heading 2", "Heading 3", "Afzender", "Datum", "Groet", "Slot", "Opsomming"} <= set(names)
    chapters = [each for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert [each.paragraph_format.page_break_before for each in chapters] == [None, True]


def test_each_drawing_has_an_alternative_text_and_no_address() -> None:
    document = part(made(), "word/document.xml")
    drawings = re.findall(r"<wp:docPr ([^>]*)/>", document)
    assert len(drawings) == 2
    assert all('descr="Tekening van' in drawing for drawing in drawings)
    assert len({re.findall(r'\bid="(\d+)"', drawing)[0] for drawing in drawings}) == 2
    assert "data:image" not in document


def test_tables_have_a_head_over_the_full_width_and_whole_rows() -> None:
    tables = opened(made()).tables
    assert tables
    for table in tables:
        first, *others = table.rows
        assert first._tr.trPr is not None
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)
        widths = [int(column.width or 0) for column in table.columns]
        assert len(set(widths)) > 1 or len(widths) == 2
        assert all(widths)


def test_a_short_table_stays_with_what_leads_to_it() -> None:
    document = opened(made())
    before: Paragraph | Table | None = None
    short = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            assert isinstance(before, Paragraph)
            assert keeps(before)
            short += len(block.rows) <= SHORT
            kept = [all(keeps(each) for cell in row.cells for each in cell.paragraphs) for row in block.rows]
            assert kept[0]
            assert all(kept[:-1]) == (len(block.rows) <= SHORT)
            assert not kept[-1]
        before = block
    assert short


def keeps(paragraph: Paragraph) -> bool:
    own = paragraph.paragraph_format.keep_with_next
    return bool(own)


def test_a_table_may_be_written_in_any_way_that_markdown_knows() -> None:
    rows = (
        shipped()
        .text("brief/_antwoorden.md.j2")
        .replace(
            "| Onderwerp | Antwoord |\n|:------------------------|:------------------------------|",
            "Onderwerp | Antwoord\n--- | ---",
        )
    )
    templates = Templates({**shipped().files, "brief/_antwoorden.md.j2": rows.encode()})
    for table in opened(made(templates=templates)).tables:
        assert len(table.columns) == len(table.rows[0].cells)


def test_it_is_styled_by_the_networks_own_reference_document() -> None:
    assert 'w:val="12506B"' in part(made(), "word/styles.xml")
    assert 'w:val="AA0000"' in part(made(templates=styled(b"12506B", b"AA0000")), "word/styles.xml")


def test_a_reference_document_that_a_dutch_word_saved_does_as_well() -> None:
    """There a style has another id; its name stays."""
    document = opened(made(templates=styled(b"Heading1", b"Kop1")))
    chapters = [each for each in document.paragraphs if each.style and each.style.style_id == "Kop1"]
    assert [each.paragraph_format.page_break_before for each in chapters] == [None, True]


def test_of_the_reference_document_only_the_looks_go_along() -> None:
    reference = opened(shipped().bytes("huisstijl.docx"))
    reference.core_properties.last_modified_by = reference.core_properties.keywords = "Geheim"
    reference.add_paragraph().add_run().add_picture(BytesIO(PIXEL))
    reference.add_comment(reference.paragraphs[0].runs, text="Geheim", author="Geheim")
    saved = BytesIO()
    reference.save(saved)
    content = made(templates=Templates({**shipped().files, "huisstijl.docx": saved.getvalue()}))
    with zipfile.ZipFile(BytesIO(content)) as file:
        assert not [name for name in file.namelist() if b"Geheim" in file.read(name)]
        assert len([name for name in file.namelist() if "media" in name]) == 2
        assert "word/footer1.xml" in file.namelist()


def test_the_signature_never_stands_alone_on_a_page() -> None:
    document = opened(made(coach="A. Jansen"))
    for name in ("Slot", "Groet"):
        assert document.styles[name].paragraph_format.keep_with_next


def test_the_font_stands_in_one_place() -> None:
    styles = part(shipped().bytes("huisstijl.docx"), "word/styles.xml")
    assert styles.count('w:ascii="Arial"') == 1


def test_an_enclosed_receipt_is_a_part_that_word_keeps() -> None:
    from dataclasses import replace

    rendered = replace(compose(letter(OUTCOMES["afwijzen"]), shipped()), enclosed=b'{"a": "<&>"}')
    content = as_docx(rendered)
    with zipfile.ZipFile(BytesIO(content)) as file:
        assert {"customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"} <= set(
            file.namelist()
        )
    assert "customXmlProperties" in part(content, "[Content_Types].xml")
    assert "&lt;&amp;&gt;" in part(content, "customXml/item1.xml")


@pytest.mark.parametrize("broken", [b"", b"geen zip", b"PK\x03\x04rommel"])
def test_a_broken_reference_document_is_told_in_one_sentence(broken: bytes) -> None:
    templates = Templates({**shipped().files, "huisstijl.docx": broken})
    with pytest.raises(LetterError, match="geen heel Word-bestand"):
        made(templates=templates)


@pytest.mark.parametrize("year", [1970, 2150])
def test_a_clock_that_is_wrong_makes_the_same_file(year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made()
    wrong = time.struct_time((year, 1, 1, 0, 0, 0, 3, 1, 0))
    monkeypatch.setattr(time, "localtime", lambda seconds=None: wrong)
    assert made() == expected
