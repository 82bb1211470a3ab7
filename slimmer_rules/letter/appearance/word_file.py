"""What a Word file shows: the words of each of its parts in order, and at each word what may hide or deny it.

Programs that save a Word file again write other XML for the same letter, so what counts is how a word comes out: its
styles are followed to whether it is hidden, struck out, tiny, or as pale as what is behind it (`styling.py`). An
element that is not known here counts as an object of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from xml.etree.ElementTree import Element

from slimmer_rules.letter.appearance.package import Package, attribute, find, name_of
from slimmer_rules.letter.appearance.styling import PLAIN, Look, Styling, table_parts

TEXT, MARGINS, NOTES = "de tekst", "de kop- en voetteksten", "de voetnoten en opmerkingen"
OBJECTS, PICTURES, ALTERNATIVES = "de voorwerpen en velden", "de beelden", "de teksten bij beelden"
LINKS, TITLE = "de koppelingen", "de titel"

_SILENT = frozenset(
    (
        "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "softHyphen", "rPr", "pPr", "tblPr",
        "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "commentRangeStart",
        "commentRangeEnd", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator",
        "continuationSeparator", "permStart", "permEnd", "tblPrEx", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd",
    )
)  # fmt: skip
"""What shows nothing, or is read where it belongs."""
_THROUGH = ("smartTag", "customXml", "sdtContent")
_CHANGES = {"ins": "toegevoegd", "moveTo": "toegevoegd", "del": "geschrapt", "moveFrom": "geschrapt"}
_BLANKS = ("tab", "ptab", "br", "cr")
_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
"""Fields of which a program works out the text itself."""


def in_word_file(content: bytes) -> Mapping[str, Sequence[str]]:
    """The appearance of a Word file. Raises as `package.Package` does."""
    package = Package(content)
    main = package.main
    reader = _Reader(package, main, Styling(package, main))
    reader.within(main, TEXT)
    for kind in ("footnotes", "endnotes", "comments"):
        for path in package.related(main, kind):
            reader.within(path, NOTES)
    reader.parts[LINKS] += package.addresses()
    reader.parts[OBJECTS] += package.unusual_relations()
    reader.parts[TITLE] += package.title().split()
    return reader.parts


@dataclass
class _Field:
    """A field that is being read: its instruction, and whether its result has begun."""

    locked: bool
    instruction: str = ""
    shows: bool = False


@dataclass
class _Reader:
    """Walks through the parts of one file."""

    package: Package
    path: str
    styling: Styling
    parts: dict[str, list[str]] = field(
        default_factory=lambda: {
            part: [] for part in (TEXT, MARGINS, NOTES, OBJECTS, PICTURES, ALTERNATIVES, LINKS, TITLE)
        }
    )
    _word: str = ""
    _flags: frozenset[str] = frozenset()
    _part: str = TEXT
    _fields: list[_Field] = field(default_factory=list)

    # -- words

    def text(self, text: str, look: Look) -> None:
        """Some text, which may begin or end within a word."""
        if self._fields and not self._fields[-1].shows:
            return
        if any(each.shows and _counted(each) for each in self._fields) and (not text.strip() or text.strip().isdigit()):
            return
        pieces = text.split()
        if not pieces or text[:1].isspace():
            self.end_word()
        for number, piece in enumerate(pieces):
            if number:
                self.end_word()
            self._word += piece
            self._flags |= look.flags
        if pieces and text[-1:].isspace():
            self.end_word()

    def end_word(self) -> None:
        """A word ends here."""
        if self._word:
            flags = f" ({', '.join(sorted(self._flags))})" if self._flags else ""
            self.parts[self._part].append(self._word + flags)
        self._word, self._flags = "", frozenset()

    # -- blocks

    def within(self, path: str, part: str) -> None:
        """All that stands in another part of the file."""
        outer = self.path, self._part, self._fields
        self.end_word()
        self.path, self._fields = path, []
        self.blocks(self.package.root(path), part, PLAIN)
        self.end_word()
        self.parts[OBJECTS] += ["een veld zonder einde"] * len(self._fields)
        self.path, self._part, self._fields = outer

    def blocks(self, parent: Element, part: str, look: Look) -> None:
        """What stands in a document, a cell, a note."""
        self._part = part
        stack = [iter(parent)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            name = name_of(element)
            if name == "p":
                self._paragraph(element, look)
            elif name == "tbl":
                self._table(element, part, look)
            elif name == "sectPr":
                self._section(element, part)
            elif name in ("body", "footnote", "endnote", "comment", *_THROUGH):
                stack.append(iter(element))
            elif name == "sdt":
                self._bound(element)
                stack.append(iter(element))
            elif name in _CHANGES:
                self.parts[OBJECTS].append(name)
                stack.append(iter(element))
            elif name not in _SILENT:
                self._unknown(element, look)

    def _section(self, section: Element, part: str) -> None:
        for each in section:
            name = name_of(each)
            if name in ("headerReference", "footerReference"):
                for path in self.package.by_id(self.path, attribute(each, "id")):
                    self.within(path, MARGINS)
            elif name == "titlePg":
                self.parts[MARGINS].append("(eerste bladzijde anders)")
        self._part = part
        if self.styling.leaves_no_room(section):
            self.parts[OBJECTS].append("een bladzijde zonder ruimte")

    def _table(self, table: Element, part: str, look: Look) -> None:
        properties = find(table, "tblPr")
        look = self.styling.in_table(properties, look)
        rows = [each for each in table if name_of(each) == "tr"]
        self._others(table, ("tr",), look)
        for number, row in enumerate(rows):
            row_look = self.styling.in_row(find(row, "trPr"), look)
            cells = list(_cells(row))
            self._others(row, ("tc", "sdt"), row_look)
            for column, cell in enumerate(cells):
                parts = table_parts(properties, (number, len(rows)), (column, len(cells)))
                self.blocks(cell, part, self.styling.in_cell(find(cell, "tcPr"), row_look, parts))
                self.end_word()
                self.parts[part].append("|")

    def _others(self, parent: Element, known: Sequence[str], look: Look) -> None:
        for each in parent:
            if name_of(each) not in (*known, *_SILENT):
                self._unknown(each, look)

    def _paragraph(self, paragraph: Element, look: Look) -> None:
        self.end_word()
        properties = find(paragraph, "pPr")
        look = self.styling.in_paragraph(properties, look)
        if label := self.styling.label(properties):
            self.text(f" {label} ", look)
        before = len(self.parts[self._part])
        self._inline(paragraph, look)
        self.end_word()
        if len(self.parts[self._part]) > before:
            self.parts[self._part].append("¶")
        section = find(properties, "sectPr") if properties is not None else None
        if section is not None:
            self._section(section, self._part)

    # -- within a paragraph

    def _inline(self, parent: Element, look: Look, deep: int = 0) -> None:
        if deep > 100:
            raise ValueError("te diep")
        for each in parent:
            name = name_of(each)
            if name == "r":
                self._run(each, self.styling.in_run(find(each, "rPr"), look))
            elif name == "hyperlink":
                self.end_word()
                start = len(self.parts[self._part])
                self._inline(each, look, deep + 1)
                self.end_word()
                words = " ".join(self.parts[self._part][start:])
                target = self.package.address(self.path, attribute(each, "id"))
                self.parts[LINKS].append(f"{words} → {target}#{attribute(each, 'anchor')}")
            elif name == "fldSimple":
                self._fields.append(_Field(bool(attribute(each, "fldLock")), attribute(each, "instr")))
                self._show_field()
                self._inline(each, look, deep + 1)
                self._end_field()
            elif name in _THROUGH:
                self._inline(each, look, deep + 1)
            elif name == "sdt":
                self._bound(each)
                self._inline(each, look, deep + 1)
            elif name in _CHANGES:
                self._inline(each, replace(look, marks=look.marks | {_CHANGES[name]}), deep + 1)
            elif name not in _SILENT:
                self._unknown(each, look)

    def _run(self, run: Element, look: Look) -> None:
        for each in run:
            name = name_of(each)
            if name in ("t", "delText"):
                self.text(each.text or "", look)
            elif name in _BLANKS:
                self.text(" ", look)
            elif name == "noBreakHyphen":
                self.text("\u2011", look)
            elif name == "sym":
                self.text(f" ({attribute(each, 'font')} {attribute(each, 'char')}) ", look)
            elif name in ("footnoteReference", "endnoteReference"):
                self.text(" (noot) ", look)
            elif name in ("instrText", "delInstrText"):
                if self._fields:
                    self._fields[-1].instruction += each.text or ""
            elif name == "fldChar":
                self._field_sign(each)
            elif name == "drawing":
                self._drawing(each, look)
            elif name not in _SILENT:
                self._unknown(each, look)

    def _field_sign(self, sign: Element) -> None:
        match attribute(sign, "fldCharType"):
            case "begin":
                self._fields.append(_Field(bool(attribute(sign, "fldLock"))))
            case "separate" if self._fields:
                self._show_field()
            case "end" if self._fields:
                if not self._fields[-1].shows:
                    self._show_field()
                self._end_field()

    def _show_field(self) -> None:
        """The result of the innermost field begins; its instruction is told once."""
        current = self._fields[-1]
        words = [word for word in current.instruction.split() if word.upper() not in ("\\*", "MERGEFORMAT", "ARABIC")]
        current.instruction = " ".join(words)
        self.end_word()
        if self._fields[:-1] and not self._fields[-2].shows:
            self.parts[OBJECTS].append("een veld in een veld")
        self.parts[self._part].append(f"({current.instruction})")
        current.shows = True

    def _end_field(self) -> None:
        self.end_word()
        self._fields.pop()

    def _bound(self, control: Element) -> None:
        """A content control of which the text comes from elsewhere in the file, or which is a control to click on."""
        for each in find(control, "sdtPr") or ():
            if name_of(each) in ("dataBinding", "picture", "checkbox", "comboBox", "dropDownList", "date"):
                self.parts[OBJECTS].append(name_of(each))

    def _unknown(self, element: Element, look: Look) -> None:
        """Something else: that it is there, and what it holds."""
        self.end_word()
        self.parts[OBJECTS].append(name_of(element))
        self._drawing(element, look)

    def _drawing(self, drawing: Element, look: Look) -> None:
        """Pictures and what is told of them; whatever else a drawing holds is an object, with its text."""
        self.text(" ", look)
        for each in drawing.iter():
            name = name_of(each).removeprefix(":")
            for reference in (attribute(each, key) for key in ("embed", "link") if attribute(each, key)):
                digests = [sha256(data).hexdigest() for data in self.package.data_by_id(self.path, reference)]
                self.parts[PICTURES] += digests or [f"van elders {self.package.address(self.path, reference)}"]
            if name == "docPr":
                self.parts[ALTERNATIVES] += f"{attribute(each, 'descr')} {attribute(each, 'title')}".split()
                self.parts[PICTURES] += ["verborgen"] if attribute(each, "hidden") in ("1", "true") else []
            elif name == "blip":
                self.parts[PICTURES] += [
                    f"bewerkt: {name_of(part)}" for part in each if not name_of(part).endswith("extLst")
                ]
            elif name == "srcRect" and any(side.strip("0") for side in each.attrib.values()):
                self.parts[PICTURES].append("bijgesneden")
            elif name == "ext" and 0 <= _number(attribute(each, "cx"), 1 << 30) < SMALLEST:
                self.parts[PICTURES].append("piepklein")
            elif name == "hlinkClick":
                self.parts[LINKS].append(f"een beeld → {self.package.address(self.path, attribute(each, 'id'))}")
            elif name in ("anchor", "wsp", "wgp", "txbx", "txbxContent", "chart", "relIds", "OLEObject"):
                self.parts[OBJECTS].append(name)
            elif name in ("t", "delText", "instrText"):
                self.text(f" {each.text or ''} ", look)


SMALLEST = 180_000
"""A picture narrower than half a centimetre (in units of Word) shows nothing."""


def _counted(current: _Field) -> bool:
    return not current.locked and current.instruction.upper() in _COUNTED


def _cells(row: Element) -> Iterator[Element]:
    for each in row:
        if name_of(each) == "tc":
            yield each
        elif name_of(each) == "sdt":
            yield from (cell for cell in each.iter() if name_of(cell) == "tc")


def _number(text: str, otherwise: int) -> int:
    try:
        return int(text)
    except ValueError:
        return otherwise
