"""YAML with places: bytes in, a tree of texts, lists and mappings out, each with the place where it stands.

Only the plain part of YAML is read. Every scalar is text: `nee` is `nee`, `010` is `010`. Anchors, tags, double keys,
several documents and control characters are refused, and size and depth are bounded while the events come in, before
anything is built; nothing here is recursive. (A composed tree of 50,000 nested brackets would end the process.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import yaml

from slimmer_rules.rulebook.diagnostics import Diagnostic
from slimmer_rules.rulebook.model import Place
from slimmer_rules.rulebook.odd_signs import odd_structure_help, quotes_help

MAX_BYTES = 1 << 20
"""One file may have this many bytes; the largest of a real rulebook has a tenth of it."""

MAX_DEPTH = 30
"""Lists and mappings may stand this deep in each other."""

LINES_BACK = 20
"""So many lines above a fault may hold its cause: a quote that was not meant as one."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # fourteen times as fast where PyYAML has its C parser
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what YAML 1.1 holds to be the end of a line
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
_CARRIAGE_RETURN = re.compile("\r\n?")
_COMMENT = re.compile("[ \t]*(#[^\r\n\x85\u2028\u2029]*)")
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text may hold, however it is written: characters that a terminal or a Word file cannot have."""


GAP_FIRST = "begint een zin met {{, zet hem dan helemaal tussen aanhalingstekens"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `raw` is how it is written in the file, quotes included; `place` covers its first line.

    `comment` is where a comment follows on the same line, if the text has no quotes: perhaps it was meant as text.
    """

    text: str
    place: Place
    raw: str
    comment: Place | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `place` is what it has on its first line."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys, each once, with what stands under them, in written order; `place` is what it has on its first line."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Sequence | Mapping


class Source:
    """The text of one file, to find lines and places in."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._lines = _LINE_END.split(text)

    def line(self, number: int) -> str:
        """The line with this number, counted from 1; empty past the end."""
        return self._lines[number - 1] if number <= len(self._lines) else ""

    def before(self, place: Place) -> str:
        """The character before a place, on the same line; empty at its beginning."""
        return self.line(place.line)[: place.column - 1][-1:]

    def place(self, line: int, column: int, end: int) -> Place:
        """The place from a line and column, counted from 0, up to the offset `end`, or to the end of that line."""
        rest = len(self._lines[line]) - column if line < len(self._lines) else 0
        start = self._starts[line] + column if line < len(self._starts) else len(self.text)
        return Place(self.file, line + 1, column + 1, max(1, min(end - start, rest)))

    def at(self, offset: int, length: int = 1) -> Place:
        """The place of a stretch of text by its offset."""
        line = bisect_right(self._starts, offset) - 1
        return self.place(line, offset - self._starts[line], offset + length)

    def comment_after(self, offset: int) -> Place | None:
        """Where a comment stands that follows at this offset, with nothing before it on the line."""
        match = _COMMENT.match(self.text, offset)
        return self.at(match.start(1), len(match[1])) if match else None

    def within(self, scalar: Scalar, offset: int, length: int) -> Place:
        """The place of a stretch of `scalar.raw`."""
        line, column = scalar.place.line - 1, scalar.place.column - 1
        before = _LINE_END.split(scalar.raw[:offset])
        line, column = line + len(before) - 1, len(before[-1]) + (column if len(before) == 1 else 0)
        return self.place(line, column, self._starts[line] + column + length)

    def diagnostic(self, code: str, message: str, place: Place, help: str | None = None) -> Diagnostic:
        """A mistake in this file, with its line."""
        return Diagnostic(code, message, place, self.line(place.line), help)


class UnreadableError(Exception):  # carries a diagnostic within the reader; users see RulebookError
    """The file cannot be read any further."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


def decode(data: bytes, file: str, most: int = MAX_BYTES, too_large: str = "verdeel het over meer bestanden") -> Source:
    """The text of a file. Raises UnreadableError when it is too large, no UTF-8, or has signs that may not be there.

    It may have `most` bytes; `too_large` is the help where it has more.
    """
    if len(data) > most:
        message = f"dit bestand is groter dan {most // 1024} KiB"
        raise UnreadableError(Diagnostic("R003", message, Place(file, 1, 1), help=too_large))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        source = Source(file, data.decode("utf-8-sig", "replace"))
        place = source.at(len(before))
        _stop(source, "R002", "dit bestand is geen UTF-8", place, "sla het bestand op als UTF-8")
    source = Source(file, text)
    wrong = _FORBIDDEN.search(text)
    if wrong:
        message = f"het teken U+{ord(wrong[0]):04X} mag niet in een bestand staan"
        _stop(source, "R005", message, source.at(wrong.start()), "haal dit onzichtbare teken weg")
    return source


def parse(source: Source) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The tree of a file, and the keys that stand there twice (the first of them counts).

    Raises UnreadableError when the file is no YAML, or uses what is not read.
    """
    builder = Builder(source)
    events = iter(yaml.parse(source.text, Loader=LOADER))
    while True:
        try:
            event = next(events, None)
        except yaml.YAMLError as error:
            _refuse_syntax(source, error)
        if event is None:
            break
        _take(builder, event)
    return builder.result()


def _take(builder: Builder, event: Any) -> None:
    """Give one event of the YAML parser to the builder."""
    start, end, source = event.start_mark, event.end_mark, builder.source
    if isinstance(event, yaml.ScalarEvent):
        place = source.place(start.line, start.column, end.index)
        _refuse_extras(source, event, place)
        raw = source.text[start.index : end.index]
        builder.scalar(Scalar(event.value, place, raw, None if event.style else source.comment_after(end.index)))
    elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
        place = source.place(start.line, start.column, end.index if event.flow_style else len(source.text))
        _refuse_extras(source, event, place)
        builder.open(isinstance(event, yaml.MappingStartEvent), place)
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.close(end.index if end.index > start.index else None)
    elif isinstance(event, yaml.AliasEvent):
        place = source.place(start.line, start.column, end.index)
        _stop(source, "R006", f"de verwijzing `*{event.anchor}` kan hier niet", place, "schrijf de inhoud zelf uit")
    elif isinstance(event, yaml.DocumentStartEvent):
        builder.document(source.place(start.line, start.column, max(end.index, start.index + 3)))


class Builder:
    """Makes a tree out of a stream of events; holds the collections that are still open on a stack of its own."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._open: list[tuple[bool, Place, list[Node]]] = []
        self._root: Node | None = None
        self._documents = 0
        self._noted: list[Diagnostic] = []

    def document(self, place: Place) -> None:
        """A document begins."""
        self._documents += 1
        if self._documents > 1:
            _stop(self.source, "R009", "hier begint een tweede document", place, "zet het in een eigen bestand")

    def note(self, code: str, message: str, place: Place, help: str) -> None:
        """Note a mistake after which the rest can still be read."""
        self._noted.append(self.source.diagnostic(code, message, place, help))

    def scalar(self, scalar: Scalar) -> None:
        """A text comes; whichever way its line ends are escaped, they are line ends."""
        scalar = replace(scalar, text=_CARRIAGE_RETURN.sub("\n", scalar.text)) if "\r" in scalar.text else scalar
        wrong = UNFIT.search(scalar.text)
        if wrong:
            kind = "stuurteken" if wrong[0] < "\xa0" else "teken"
            message = f"deze tekst heeft het {kind} U+{ord(wrong[0]):04X}"
            _stop(self.source, "R005", message, scalar.place, "haal dat teken weg")
        self._add(scalar)

    def open(self, is_mapping: bool, place: Place) -> None:
        """A list or mapping begins."""
        if len(self._open) >= MAX_DEPTH:
            message = f"hier staan meer dan {MAX_DEPTH} lijsten of groepen in elkaar"
            _stop(self.source, "R004", message, place, "schrijf dit vlakker op")
        self._open.append((is_mapping, place, []))

    def close(self, end: int | None) -> None:
        """The innermost list or mapping ends, if in brackets at the offset `end`."""
        is_mapping, place, parts = self._open.pop()
        if end is not None:
            place = self.source.place(place.line - 1, place.column - 1, end)
        self._add(self._mapping(parts, place) if is_mapping else Sequence(tuple(parts), place))

    def result(self) -> tuple[Node, tuple[Diagnostic, ...]]:
        """The tree, and what was found on the way."""
        root = self._root
        if root is None or (isinstance(root, Scalar) and not root.text):
            place, help = Place(self.source.file, 1, 1), "zet er iets in, of haal het bestand weg"
            _stop(self.source, "R009", "dit bestand is leeg", place, help)
        return root, tuple(self._noted)

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1][2].append(node)
        else:
            self._root = node

    def _mapping(self, parts: list[Node], place: Place) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(parts[::2], parts[1::2], strict=True):
            if not isinstance(key, Scalar):
                help = GAP_FIRST if self.source.before(key.place) == "{" else None
                _stop(self.source, "R015", "een sleutel moet tekst zijn", key.place, help)
            if key.text in entries:
                first = entries[key.text][0].place.line
                message = f"de sleutel `{key.text}` staat hier voor de tweede keer"
                self.note("R008", message, key.place, f"de eerste staat op regel {first}; haal een van de twee weg")
            elif isinstance(value, Scalar) and not value.raw:  # nothing there to point at, so point at its key
                entries[key.text] = (key, replace(value, place=key.place))
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), place)


def _refuse_extras(source: Source, event: Any, place: Place) -> None:
    if event.anchor is not None:
        place = replace(place, length=len(event.anchor) + 1)
        _stop(source, "R006", f"het anker `&{event.anchor}` kan hier niet", place, "schrijf de inhoud zelf uit")
    if event.tag is not None:
        _stop(source, "R007", "een tag (een woord met `!`) kan hier niet", place, "haal de tag weg; alles is tekst")


_SYNTAX = (
    ("", "\t", "R005", "een tab kan hier niet", "spring in met spaties"),
    ("tag", None, "R007", "een tag (een woord met `!`) kan hier niet", "zet tekst met een `!` tussen aanhalingstekens"),
    ("anchor", None, "R006", "een anker of verwijzing (`&` of `*`) kan hier niet",
     "zet tekst die met `&` of `*` begint tussen aanhalingstekens"),
    ("alias", None, "R006", "een anker of verwijzing (`&` of `*`) kan hier niet",
     "zet tekst die met `&` of `*` begint tussen aanhalingstekens"),
    ("cannot start any token", None, "R005", "tekst kan niet met dit teken beginnen",
     "zet de tekst tussen aanhalingstekens"),
    ("mapping values are not allowed", None, "R005", "hier kan geen dubbele punt staan",
     "zet tekst met een dubbele punt tussen aanhalingstekens, en kijk of de regel goed inspringt"),
    ("could not find expected ':'", None, "R005", "op of vóór deze regel mist een dubbele punt",
     "na een sleutel komt een dubbele punt en een spatie"),
    ("unexpected end of stream", None, "R005", "een aanhalingsteken wordt nergens gesloten", "sluit de tekst"),
    ("escape", None, "R005", "na een `\\` staat hier een teken dat niets betekent",
     "gebruik enkele aanhalingstekens, of schrijf `\\\\`"),
    ("',' or", None, "R005", "hier mist een komma of een sluithaak", "kijk of elke haak gesloten is"),
    ("expected node content", None, "R005", "hier mist iets, of een haak is niet gesloten",
     "kijk of elke haak gesloten is"),
    ("expected", None, "R005", "deze regel past niet bij de regels erboven",
     "kijk of de regel even ver inspringt als de regels waar hij bij hoort"),
)  # fmt: skip
"""What the parser reports (a part of its words, and where it matters the character there), and how we tell it."""


LOST_END = "; of is het eind van het bestand weg?"


def _refuse_syntax(source: Source, error: yaml.YAMLError) -> NoReturn:
    problem = " ".join(str(part) for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "unexpected end" in problem and getattr(error, "context_mark", None):
        line, column = error.context_mark.line, error.context_mark.column  # type: ignore[attr-defined]  # just seen
    at_end = mark is not None and not source.text[mark.index :].strip()
    place = source.place(line, column, 0)
    while place.line > 1 and place.column > len(source.line(place.line)) and not source.line(place.line):
        above = source.line(place.line - 1)
        place = Place(place.file, place.line - 1, max(1, len(above.rstrip())))
    _refuse_odd_signs(source, place)
    character = source.line(place.line)[place.column - 1 : place.column]
    for words, at, code, message, help in _SYNTAX:
        if words in problem and at in (None, character):
            _stop(source, code, message, place, f"{help}{LOST_END if at_end else ''}")
    _stop(source, "R005", "dit is geen geldige YAML", place, "kijk naar haken, aanhalingstekens en inspringing")


def _refuse_odd_signs(source: Source, place: Place) -> None:
    """Stop if a sign that seems plain and is not explains the fault: on its line, or above it where a text goes on."""
    before = source.line(place.line)[: place.column - 1]
    above = range(place.line - 1, max(0, place.line - LINES_BACK), -1) if "'" in before else ()
    for number in (place.line, *above):
        line = source.line(number)
        if quotes := quotes_help(line, len(before) if number == place.line else 0):
            start, message, help = quotes
            _stop(source, "R005", message, Place(place.file, number, start + 1, len(line.rstrip()) - start), help)
    for number in (place.line, place.line - 1) if place.line > 1 else (place.line,):
        line = source.line(number)
        if line and (odd := odd_structure_help(line)):
            _stop(source, "R005", "deze regel is niet te lezen", Place(place.file, number, 1, len(line)), odd)


def _stop(source: Source, code: str, message: str, place: Place, help: str | None) -> NoReturn:
    raise UnreadableError(source.diagnostic(code, message, place, help))
