"""The letter as a Word file: its tree in the styles of the network's `huisstijl.docx`, which has all but the text."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812  # it is a type
from html import escape
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from slimmer_rules.letter.errors import LetterError, MissingProgramError
from slimmer_rules.letter.pdf import as_pngs
from slimmer_rules.letter.reference import REFERENCE, sound_reference
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.word_text import with_text

if TYPE_CHECKING:
    from docx.document import Document

ENCLOSURE = "customXml/item1.xml"
ENCLOSED_AS = "{5B1E2C64-8D0F-4B7A-9C53-0A6D1F3E7B92}"
"""The name by which Word knows the part that holds the receipt; any will do, as long as it stays."""

PROPERTY = 255
"""So many characters a property of a Word file may hold."""

KEPT = ("styles", "settings", "webSettings", "fontTable", "theme", "numbering")
"""What a letter takes from the network's file, beside what is above and below its text."""


def as_docx(letter: Rendered) -> bytes:
    """The Word file. Raises LetterError when a program is missing or the reference document is broken."""
    if find_spec("docx") is None:
        raise MissingProgramError(
            "Voor een Word-bestand is python-docx nodig. Installeer het met: pip install 'slimmer-rules[brief]'."
        )
    import docx
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # it ships no types

    tree, pictures = letter.tree, as_pngs(letter.figures)
    reference = sound_reference(letter.templates.bytes(REFERENCE))
    try:
        document = with_text(docx.Document(BytesIO(reference)), tree, pictures)
        _set_properties(document, letter)
        _forget(document)
        if letter.enclosed:
            _enclose(document, letter.enclosed)
        return _saved(document, letter.letter.date)
    except (LxmlError, LookupError, ValueError, TypeError, AttributeError) as error:  # all that python-docx may raise
        raise LetterError(
            f"“{REFERENCE}” is geen gewoon Word-bestand; zet het terug met “slimmer init”. (python-docx meldt: {error})"
        ) from error


def _forget(document: Document) -> None:
    """Let go of what belongs to the text that stood in the network's file: its notes, its comments, its pictures."""
    used = set(document.element.xpath(".//@r:id | .//@r:embed | .//@r:link"))
    for id, relation in list(document.part.rels.items()):
        if id not in used and relation.reltype.rpartition("/")[2] not in KEPT:
            del document.part.rels[id]
    for notes in document.settings.element.xpath("w:footnotePr | w:endnotePr"):
        notes.getparent().remove(notes)


def _set_properties(document: Document, letter: Rendered) -> None:
    properties, date = document.core_properties, letter.letter.date
    for old in list(properties._element):  # who last changed the network's file, and when
        properties._element.remove(old)
    properties.language = "nl-NL"
    properties.title, properties.author = map(_property, (letter.title, letter.letter.sender.name))
    properties.created = properties.modified = datetime(date.year, date.month, date.day, tzinfo=UTC)


def _property(text: str) -> str:
    """As much of a text as a property of a Word file may hold."""
    return text if len(text) <= PROPERTY else f"{text[: PROPERTY - 1]}…"


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
