"""The letter as a Word file: Markdown through pandoc, in the styles of the network's own `huisstijl.docx`."""

from __future__ import annotations

import base64
import re
import tempfile
import zipfile
import zlib
from html import escape
from io import BytesIO
from pathlib import Path

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.pandoc import convert
from slimmer_rules.letter.pdf import as_png
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.said import Segment

REFERENCE = "huisstijl.docx"
MAX_BYTES = 64 * 1024 * 1024
"""So much a reference document may hold, unpacked."""

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
ENCLOSURE = "customXml/item1.xml"
_RELATION = (
    b'<Relationship Id="rIdBewijs" Target="../customXml/item1.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"/>'
)
WIDTH = "15.2cm"
TEXT_WIDTH = 8844
"""The width of the text in twentieths of a point."""

_RULER = re.compile(r"^\|[-:| ]+\|$", re.MULTILINE)


def as_docx(letter: Rendered) -> bytes:
    """The Word file. Raises LetterError when pandoc or Typst is missing or the reference document is broken."""
    markdown = "".join(_piece(piece, letter) for piece in letter.segments)
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / REFERENCE
        reference.write_bytes(_checked(letter.templates.bytes(REFERENCE)))
        made = convert(markdown, "docx", "--metadata=lang:nl-NL", f"--reference-doc={reference}", "--output=-")
    return _finished(made, letter)


def _piece(piece: Segment, letter: Rendered) -> str:
    """A drawing goes in as PNG, for Word takes no SVG; its text is the alternative text."""
    if piece.ground is None or piece.ground.kind != "figuur":
        return piece.text
    alt = piece.text.removeprefix("![").rsplit("](", 1)[0]
    picture = base64.b64encode(as_png(letter.figures[piece.ground.id])).decode("ascii")
    return f"![{alt}](data:image/png;base64,{picture}){{width={WIDTH}}}"


def _checked(reference: bytes) -> bytes:
    if broken := broken_part(reference):
        raise LetterError(f"“{REFERENCE}” is geen heel Word-bestand ({broken}); zet het terug met “slimmer init”.")
    return reference


def broken_part(content: bytes) -> str | None:
    """What is missing, damaged or too large in a Word file; None for a whole one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            if sum(part.file_size for part in file.infolist()) > MAX_BYTES:
                return "te groot"
            missing = (name for name in (DOCUMENT, STYLES) if name not in file.namelist())
            return file.testzip() or next(missing, None)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):  # all that zipfile may raise
        return "geen zip"


def _finished(made: bytes, letter: Rendered) -> bytes:
    """The file with what pandoc leaves out: title, date, tables over the full width, each appendix on a new page."""
    result = BytesIO()
    date = letter.letter.date
    stamp = (min(max(1980, date.year), 2107), date.month, date.day, 0, 0, 0)
    with zipfile.ZipFile(BytesIO(made)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _properties(content.decode("utf-8"), letter).encode("utf-8")
            elif name == DOCUMENT:
                content = _document(content.decode("utf-8"), letter.markdown).encode("utf-8")
            elif name == "word/_rels/document.xml.rels" and letter.enclosed:
                content = content.replace(b"</Relationships>", _RELATION + b"</Relationships>")
            new.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
        if letter.enclosed:
            new.writestr(zipfile.ZipInfo(ENCLOSURE, stamp), _enclosure(letter.enclosed), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _enclosure(receipt: bytes) -> str:
    """The receipt as a custom XML part, which Word keeps and does not show."""
    text = escape(receipt.decode("utf-8"), quote=False)
    return f'<?xml version="1.0" encoding="UTF-8"?><bewijs xmlns="urn:slimmer-rules:bewijs">{text}</bewijs>'


def _properties(xml: str, letter: Rendered) -> str:
    date = f"{letter.letter.date.isoformat()}T00:00:00Z"
    xml = re.sub(r"(<dcterms:(created|modified)[^>]*>)[^<]*", rf"\g<1>{date}", xml)
    xml = re.sub(
        r"<dc:creator></dc:creator>", lambda _: f"<dc:creator>{escape(letter.letter.sender.name)}</dc:creator>", xml
    )
    return re.sub(r"<dc:title></dc:title>", lambda _: f"<dc:title>{escape(letter.title)}</dc:title>", xml)


def _document(xml: str, markdown: str) -> str:
    """The text of the file, its lists, tables and headings in the styles and widths that a letter needs."""
    xml = re.sub(r'(<pic:cNvPr[^>]*?) descr="data:[^"]*"', r"\1", xml)
    item = '<w:pPr><w:pStyle w:val="Opsomming" /><w:numPr>'
    xml = re.sub(r'<w:pPr>(?:<w:pStyle w:val="Compact" />)?<w:numPr>', item, xml)
    return _headings(_tables(xml, markdown))


def _tables(xml: str, markdown: str) -> str:
    """Tables over the full width, columns as wide as the dashes under their heads say, rows on one page."""
    xml = xml.replace('<w:tblW w:type="auto" w:w="0" />', '<w:tblW w:type="pct" w:w="5000" />')
    xml = xml.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>")
    after = r'(</w:tbl>\s*<w:p><w:pPr><w:pStyle w:val="(?:BodyText|FirstParagraph)" />)'
    xml = re.sub(after, r'\1<w:spacing w:before="160" />', xml)
    widths = iter([_widths(line) for line in _RULER.findall(markdown)])
    return re.sub(r"<w:tblGrid>.*?</w:tblGrid>", lambda found: next(widths, found.group()), xml, flags=re.DOTALL)


def _widths(ruler: str) -> str:
    dashes = [len(cell.strip()) for cell in ruler.strip("|").split("|")]
    columns = "".join(f'<w:gridCol w:w="{TEXT_WIDTH * count // sum(dashes)}" />' for count in dashes)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _headings(xml: str) -> str:
    """Each chief heading but the first on a new page: there an appendix begins."""
    heading = '<w:pPr><w:pStyle w:val="Heading1" />'
    first, *others = xml.split(heading)
    if not others:
        return xml
    return heading.join([first, others[0]]) + "".join(f"{heading}<w:pageBreakBefore />{other}" for other in others[1:])
