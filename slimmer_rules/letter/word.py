"""The letter as a Word file: Markdown through pandoc, in the styles of the network's own `huisstijl.docx`.

Pandoc writes the text in that file's styles; what it leaves out is set here, with styles found by their name, so that
it does not matter in which language Word saved them.
"""

from __future__ import annotations

import base64
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812  # it is a type
from html import escape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slimmer_rules.letter.errors import LetterError, MissingProgramError
from slimmer_rules.letter.pandoc import convert
from slimmer_rules.letter.pdf import as_pngs
from slimmer_rules.letter.reference import REFERENCE, sound_reference
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.said import Segment
from slimmer_rules.letter.tables import column_shares

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

ENCLOSURE = "customXml/item1.xml"
ENCLOSED_AS = "{5B1E2C64-8D0F-4B7A-9C53-0A6D1F3E7B92}"
"""The name by which Word knows the part that holds the receipt; any will do, as long as it stays."""

PROPERTY = 255
"""So many characters a property of a Word file may hold."""

WIDTH = "15.2cm"
TEXT_WIDTH = 8844
"""The width of the text in twentieths of a point."""

SHORT = 10
"""A table with no more rows than this stays on one page."""

ITEM, CHAPTER, TEXT = "Opsomming", "Heading 1", ("Body Text", "First Paragraph")


def as_docx(letter: Rendered) -> bytes:
    """The Word file. Raises LetterError when a program is missing or the reference document is broken."""
    if find_spec("docx") is None:
        raise MissingProgramError(
            "Voor een Word-bestand is python-docx nodig. Installeer het met: pip install 'slimmer-rules[brief]'."
        )
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # it ships no types

    pictures = as_pngs(letter.figures)
    markdown = "".join(_piece(piece, pictures) for piece in letter.segments)
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / REFERENCE
        reference.write_bytes(sound_reference(letter.templates.bytes(REFERENCE)))
        made = convert(markdown, "docx", "--metadata=lang:nl-NL", f"--reference-doc={reference}", "--output=-")
    try:
        return _finished(made, letter)
    except (LxmlError, LookupError, ValueError, TypeError, AttributeError) as error:  # all that python-docx may raise
        raise LetterError(
            f"“{REFERENCE}” is geen gewoon Word-bestand; zet het terug met “slimmer init”. (python-docx meldt: {error})"
        ) from error


def _piece(piece: Segment, pictures: Mapping[str, bytes]) -> str:
    """A drawing goes in as PNG, for Word takes no SVG; its text is the alternative text."""
    if piece.ground is None or piece.ground.kind != "figuur":
        return piece.text
    alt = piece.text.removeprefix("![").rsplit("](", 1)[0]
    picture = base64.b64encode(pictures[piece.ground.id]).decode("ascii")
    return f"![{alt}](data:image/png;base64,{picture}){{width={WIDTH}}}"


def _finished(made: bytes, letter: Rendered) -> bytes:
    """The file with what pandoc leaves out, the same bytes for the same letter."""
    import docx

    document = docx.Document(BytesIO(made))
    _set_properties(document, letter)
    _set_paragraphs(document)
    _set_tables(document, letter.markdown)
    for picture in document.element.xpath(".//pic:cNvPr"):
        picture.attrib.pop("descr", None)  # pandoc puts the address here; the alternative text is in wp:docPr
    if letter.enclosed:
        _enclose(document, letter.enclosed)
    return _saved(document, letter.letter.date)


def _set_properties(document: Document, letter: Rendered) -> None:
    properties, date = document.core_properties, letter.letter.date
    properties.title, properties.author = map(_property, (letter.title, letter.letter.sender.name))
    properties.created = properties.modified = datetime(date.year, date.month, date.day, tzinfo=UTC)


def _property(text: str) -> str:
    """As much of a text as a property of a Word file may hold."""
    return text if len(text) <= PROPERTY else f"{text[: PROPERTY - 1]}…"


def _set_paragraphs(document: Document) -> None:
    """List items in their own style, and each chief heading but the first on a new page: there an appendix begins."""
    items = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    ]
    if ITEM in document.styles:
        for item in items:
            item.style = document.styles[ITEM]
    chapters = [paragraph for paragraph in document.paragraphs if _styled(paragraph, CHAPTER)]
    for chapter in chapters[1:]:
        chapter.paragraph_format.page_break_before = True


def _styled(paragraph: Paragraph, *names: str) -> bool:
    return paragraph.style is not None and paragraph.style.name in names


def _set_tables(document: Document, markdown: str) -> None:
    """Tables over the full width, with what leads to them; short ones whole, rows of long ones whole."""
    shares = column_shares(markdown)
    known = len(shares) == len(document.tables)
    for number, table in enumerate(document.tables):
        _set_rows(table)
        if known and len(shares[number]) == len(table.columns):
            _set_widths(table, shares[number])
    previous = None
    for block in document.iter_inner_content():
        _set_around(previous, block)
        previous = block


def _set_around(before: Paragraph | Table | None, block: Paragraph | Table) -> None:
    """What stands right before a table stays with it; what comes after it gets some room."""
    from docx.shared import Pt
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    if isinstance(block, Table) and isinstance(before, Paragraph):
        before.paragraph_format.keep_with_next = True
    if isinstance(before, Table) and isinstance(block, Paragraph) and _styled(block, *TEXT):
        block.paragraph_format.space_before = Pt(8)


def _set_rows(table: Table) -> None:
    from docx.oxml import OxmlElement

    whole = len(table.rows) <= SHORT
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if number == 0 or (whole and number < last):
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True


def _set_widths(table: Table, shares: tuple[int, ...]) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Twips

    for width in table._tbl.tblPr.findall(qn("w:tblW")):
        width.set(qn("w:type"), "pct")
        width.set(qn("w:w"), "5000")
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Twips(TEXT_WIDTH * share // sum(shares))


def _enclose(document: Document, receipt: bytes) -> None:
    """The receipt as a custom XML part, which Word keeps and does not show."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    text = escape(receipt.decode("utf-8"), quote=False)
    data = f'<?xml version="1.0" encoding="UTF-8"?><bewijs xmlns="urn:slimmer-rules:bewijs">{text}</bewijs>'
    properties = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        f'<ds:datastoreItem ds:itemID="{ENCLOSED_AS}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        '<ds:schemaRef ds:uri="urn:slimmer-rules:bewijs"/></ds:schemaRefs></ds:datastoreItem>'
    )
    item = Part(PackURI(f"/{ENCLOSURE}"), CONTENT_TYPE.XML, data.encode("utf-8"), package)
    about = Part(
        PackURI("/customXml/itemProps1.xml"),
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        properties.encode("utf-8"),
        package,
    )
    item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


@dataclass(frozen=True, slots=True)
class _DatedParts:
    """Where python-docx writes the parts of a file; its own writer takes the computer's clock, which may be wrong."""

    file: zipfile.ZipFile
    stamp: tuple[int, int, int, int, int, int]

    def write(self, name: Any, content: bytes) -> None:
        self.file.writestr(zipfile.ZipInfo(name.membername, self.stamp), content, zipfile.ZIP_DEFLATED)


def _saved(document: Any, date: Date) -> bytes:
    """The file, with the date of the letter on each of its parts: from the same letter comes the same file."""
    from docx.opc.pkgwriter import PackageWriter

    package, result = document.part.package, BytesIO()
    parts = list(package.parts)
    for part in parts:
        part.before_marshal()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as file:
        pack: Any = PackageWriter  # its parts have no types
        writer = _DatedParts(file, (min(max(1980, date.year), 2107), date.month, date.day, 0, 0, 0))
        pack._write_content_types_stream(writer, parts)  # all that `PackageWriter.write` does
        pack._write_pkg_rels(writer, package.rels)
        pack._write_parts(writer, parts)
    return result.getvalue()
