"""The text of a Word file: each block of the letter in its style, as Word itself would write it."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from slimmer_rules.letter.markdown import tree
from slimmer_rules.letter.reference import REFERENCE
from slimmer_rules.letter.word_text import with_text
from tests.letter.making import shipped


def written(markdown: str, styles: bytes | None = None) -> Document:
    """A Word file with this text, saved and opened again."""
    document = docx.Document(BytesIO(styles or shipped().bytes(REFERENCE)))
    saved = BytesIO()
    with_text(document, tree(markdown), {}).save(saved)
    return docx.Document(saved)


def styled(document: Document) -> list[tuple[str, str]]:
    return [(str(each.style.name if each.style else ""), each.text) for each in document.paragraphs]


def without(name: str) -> bytes:
    """The network's file without one style."""
    document = docx.Document(BytesIO(shipped().bytes(REFERENCE)))
    document.styles[name].delete()
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_nothing_of_the_networks_own_text_is_left() -> None:
    assert styled(written("Dag.")) == [("First Paragraph", "Dag.")]


def test_each_block_has_its_style() -> None:
    text = "# A\n\nb\n\nc\n\n> d\n\ne\n\n::: {.x custom-style='Y'}\nf\n:::\n\n### G\n\n- h\n".replace("'", '"')
    document = written(text.replace('"Y"', '"Groet"'))
    assert styled(document) == [
        ("Heading 1", "A"), ("First Paragraph", "b"), ("Body Text", "c"), ("Block Text", "d"),
        ("First Paragraph", "e"), ("Groet", "f"), ("Heading 3", "G"), ("Opsomming", "h"),
    ]  # fmt: skip


def test_a_style_that_the_networks_file_lacks_leaves_the_text() -> None:
    assert styled(written("> citaat", without("Block Text"))) == [("Normal", "citaat")]
    assert styled(written('::: {custom-style="Bestaat niet"}\ntekst\n:::')) == [("Normal", "tekst")]


def test_words_have_their_emphasis_and_lines_their_ends() -> None:
    (paragraph,) = written("een *twee **drie*** `vier`\\\nvijf\nzes").paragraphs
    assert paragraph.text == "een twee drie vier\nvijf zes"
    assert [(run.text, bool(run.italic), bool(run.bold)) for run in paragraph.runs[:4]] == [
        ("een ", False, False), ("twee ", True, False), ("drie", True, True), (" ", False, False),
    ]  # fmt: skip
    style = paragraph.runs[4].style
    assert style is not None
    assert style.name == "Verbatim Char"


def test_a_link_leads_where_it_says_and_one_within_the_letter_is_text() -> None:
    (paragraph,) = written("[**woord**](https://a.nl/?b=c&d) en [boven](#a)").paragraphs
    assert [(link.text, link.address) for link in paragraph.hyperlinks] == [("woord", "https://a.nl/?b=c&d")]
    assert paragraph.text == "woord en boven"


SIGNS = "1. een\n2. twee\n   - drie\n     1. vier\n\n       onder vier\n\nTussen.\n\n7) zeven\n8) acht\n"


def label(document: Document, paragraph: Paragraph) -> tuple[str, int, int | None] | None:
    """The sign of an item, how deep it is, and at which number its list begins."""
    ids, depths = (paragraph._p.xpath(f"w:pPr/w:numPr/w:{name}/@w:val") for name in ("numId", "ilvl"))
    if not ids:
        return None
    numbering = document.part.numbering_part.element
    used, level = f'w:num[@w:numId="{ids[0]}"]', f'[@w:ilvl="{depths[0]}"]'
    (form,) = numbering.xpath(f"{used}/w:abstractNumId/@w:val")
    (sign,) = numbering.xpath(f'w:abstractNum[@w:abstractNumId="{form}"]/w:lvl{level}/w:lvlText/@w:val')
    starts = numbering.xpath(f"{used}/w:lvlOverride{level}/w:startOverride/@w:val")
    return sign, int(depths[0]), int(starts[0]) if starts else None


def test_items_have_the_sign_of_their_list_and_its_first_number() -> None:
    document = written(SIGNS)
    assert [(each.text, label(document, each)) for each in document.paragraphs] == [
        ("een", ("%1.", 0, 1)), ("twee", ("%1.", 0, 1)), ("drie", ("–", 1, None)), ("vier", ("%3.", 2, 1)),
        ("onder vier", None), ("Tussen.", None), ("zeven", ("%1)", 0, 7)), ("acht", ("%1)", 0, 7)),
    ]  # fmt: skip
    assert document.paragraphs[4].paragraph_format.left_indent


def test_each_numbered_list_begins_anew() -> None:
    numbers = written("1. a\n\nb\n\n1. c\n").element.xpath(".//w:numId/@w:val")
    assert len(set(numbers)) == 2


def test_a_file_without_lists_of_its_own_gets_them() -> None:
    document = docx.Document(BytesIO(shipped().bytes(REFERENCE)))
    (id,) = [id for id, each in document.part.rels.items() if each.reltype.endswith("/numbering")]
    del document.part.rels[id]
    saved = BytesIO()
    document.save(saved)
    opened = written("- een", saved.getvalue())
    assert label(opened, opened.paragraphs[0]) == ("•", 0, None)


def test_deep_lists_stay_within_what_word_can() -> None:
    document = written("".join(f"{'  ' * level}- punt{level}\n" for level in range(30)))
    found = [label(document, each) for each in document.paragraphs]
    assert [depth for _, depth, _ in filter(None, found)] == [min(level, 8) for level in range(30)]


@pytest.mark.parametrize("item", ["", "> citaat", "```\n  code\n  ```", "- binnen"])
def test_an_item_that_begins_with_no_paragraph_has_its_sign(item: str) -> None:
    document = written(f"- {item}\n- twee\n")
    assert label(document, document.paragraphs[0]) == ("•", 0, None)


def test_cells_stand_as_their_table_says() -> None:
    (table,) = written("| a | b | c |\n|---|:--:|---------:|\n| d **e** | | f |\n").tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b", "c"], ["d e", "", "f"]]
    widths = [int(column.width or 0) for column in table.columns]
    assert widths[2] == pytest.approx(3 * widths[0], rel=0.01)
    assert [str(cell.paragraphs[0].alignment) for cell in table.rows[1].cells] == ["None", "CENTER (1)", "RIGHT (2)"]


def test_two_tables_stay_two() -> None:
    blocks = written("| a |\n|---|\n\n| b |\n|---|\n").element.body
    assert re.findall(r"}(\w+)'", str([each.tag for each in blocks])) == ["tbl", "p", "tbl", "sectPr"]


def test_thirty_thousand_lines_are_written_in_a_breath() -> None:
    assert written("regel\\\n" * 30_000 + "slot").paragraphs[0].text.count("\n") == 30_000
