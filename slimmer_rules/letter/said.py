"""What a letter says: each piece of text with the id of what it rests on.

A template may print nothing but `Said` values; everything else in a letter is the template's own literal text. While a
letter is rendered each `Said` stands between marks (control characters, which are taken out of every text first), so
that afterwards it can be told apart from the template's words: `segments` cuts a rendered letter at those marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from slimmer_rules.rulebook.free_text import clean_text

_OPEN, _FIELD, _LINE, _TEXT, _CLOSE = "\x02", "\x1e", "\x1d", "\x1f", "\x03"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_TEXT}{_CLOSE}]*){_TEXT}([^{_OPEN}{_CLOSE}]*){_CLOSE}")

_GROUND, _GROUND_TEXT, _GROUND_END = "\ufdd0", "\ufdd1", "\ufdd2"
GROUNDED = re.compile(f"{_GROUND}([0-9]+){_GROUND_TEXT}([^{_GROUND}{_GROUND_END}]*){_GROUND_END}")
"""A claim in what was made from `with_grounds`: its number among the pieces, and its text."""

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_LINE_MARKS = re.compile(r"(?:[ >*+-]|\d{1,9}[.)] )*")
"""What may stand before a text that begins a line: nothing, or the marks of a quote or a list."""

_LINE_BREAK = "\\\n"
_LINE_START = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a piece of text rests on: its kind, the id of it, its value, and the rule that gave it (empty if none)."""

    kind: str
    id: str
    value: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its ground. `literal` marks the template's own Markdown, bound to a value; it is not escaped."""

    text: str
    ground: Ground
    literal: bool = False

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __str__(self) -> str:
        """Never: as a mere text it would lose its ground. Raises TypeError."""
        raise TypeError("een tekst met een grond is niet aan andere tekst te plakken")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a rendered letter in Markdown: the template's own text (no ground) or a claim."""

    text: str
    ground: Ground | None


def escaped(text: str, ground: Ground | None = None) -> str:
    """Free text as Markdown that reads exactly as typed: on one line, or with the lines of a ground that keeps these.

    Cleaned before the escaping: some signs become a mark of Markdown by it, such as U+1FEF.
    """
    text = clean_text(text).strip()
    lines = text.split("\n") if ground and keeps_lines(ground) else [text]
    first, *others = (_PUNCTUATION.sub(r"\\\1", " ".join(line.split())) for line in lines)
    return _LINE_BREAK.join((first, *map(guarded, others)))


def keeps_lines(ground: Ground) -> bool:
    """Whether a text has the lines that a person gave it; of other texts a line end is a blank."""
    return ground.kind == "notitie" or (ground.kind == "gegeven" and ground.id in ("vraagstuk", "reden"))


def on_one_line(text: str) -> str:
    """Escaped text for a heading or a cell, which have no lines."""
    return text.replace(_LINE_BREAK, " ")


def guarded(line: str) -> str:
    """Escaped text for the start of a line, where `1.` or `-` would begin a list."""
    return _LINE_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", line)


def plain(markdown: str) -> str:
    """A template's own Markdown as one line of words, without emphasis and escapes."""
    return " ".join(re.sub(r"\*+|\b_+|_+\b|\\(?=\W)", "", markdown).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a free text: what stands between empty lines."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(part.strip() for part in parts if part.strip())


def marked(said: Said) -> str:
    """One piece as Markdown between marks; nothing for an empty text."""
    if not said:
        return ""
    ground = said.ground
    head = _FIELD.join((ground.kind, ground.id, ground.value, ground.rule))
    text = said.text.strip() if said.literal else escaped(said.text, ground).replace(_LINE_BREAK, _LINE)
    return f"{_OPEN}{head}{_TEXT}{text}{_CLOSE}"


def has_marks(text: str) -> bool:
    """Whether a text holds marks (or could forge them)."""
    return any(mark in text for mark in (_OPEN, _FIELD, _LINE, _TEXT, _CLOSE))


def segments(rendered: str) -> tuple[Segment, ...]:
    """A rendered letter cut at its marks."""
    found: list[Segment] = []
    start = 0
    for match in _MARKED.finditer(rendered):
        found.append(Segment(rendered[start : match.start()], None))
        kind, id, value, rule = match.group(1).split(_FIELD)
        text = match.group(2).replace(_LINE, " " if _in_one_line(rendered, match.start()) else _LINE_BREAK)
        text = guarded(text) if _begins_line(rendered, start, match.start()) else text
        found.append(Segment(text, Ground(kind, id, value, rule)))
        start = match.end()
    found.append(Segment(rendered[start:], None))
    return tuple(segment for segment in found if segment.text)


def _begins_line(rendered: str, start: int, end: int) -> bool:
    """Whether what comes at `end` begins a line: after `start`, where another text ended, there are marks at most."""
    line = rendered.rfind("\n", start, end) + 1
    return (line > 0 or start == 0) and _LINE_MARKS.fullmatch(rendered, line, end) is not None


def _in_one_line(rendered: str, end: int) -> bool:
    """Whether what comes at `end` stands in a heading or a row of a table."""
    line = rendered[rendered.rfind("\n", 0, end) + 1 : end]
    return line.lstrip(" >*+-").startswith(("#", "|"))


def undrawn(pieces: Iterable[Segment]) -> str:
    """The letter as Markdown without its drawings: a table says the same."""
    return "".join(piece.text for piece in pieces if piece.ground is None or piece.ground.kind != "figuur")


def clean(pieces: Iterable[Segment]) -> str:
    """The letter as Markdown for people: no marks, no drawings, no fences of styled blocks."""
    lines = (line for line in undrawn(pieces).split("\n") if not line.startswith(":::"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip() + "\n"


def with_grounds(pieces: Iterable[Segment]) -> str:
    """The letter as Markdown in which each claim stands between noncharacters, with its number among the pieces.

    One in the address of a link has no marks. Pandoc takes these as they are; its own spans with attributes would make
    it read, and so take, twice as much.
    """
    text = ""
    in_address = False
    for number, piece in enumerate(pieces):
        marks = _is_claim(piece) and not in_address
        text += f"{_GROUND}{number}{_GROUND_TEXT}{piece.text}{_GROUND_END}" if marks else piece.text
        in_address = _ends_in_address(piece, in_address)
    return text


def _ends_in_address(piece: Segment, in_address: bool) -> bool:
    """Whether the address of a link goes on after a piece: a mark within would break it."""
    _, opens, after = piece.text.rpartition("](")
    goes_on = (bool(opens) and piece.ground is None) or (in_address and not opens)
    return goes_on and not re.search(r"[()\s]", after)


def _is_claim(piece: Segment) -> bool:
    return piece.ground is not None and piece.ground.kind != "figuur"
