"""What a letter says: each piece of text with the id of what it rests on.

A template may print nothing but `Said` values; everything else in a letter is what the template's author typed (a
`Literal`). Both are values until the whole letter has been rendered. Then, once, `joined` makes one text of them in
which each claim stands between marks, with its number; no piece can hold such a mark, and `segments` cuts there again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from slimmer_rules.pieces import Literal
from slimmer_rules.rulebook.free_text import clean_text

_GROUND, _GROUND_TEXT, _GROUND_END = "\ufdd0", "\ufdd1", "\ufdd2"
GROUNDED = re.compile(f"{_GROUND}([0-9]+){_GROUND_TEXT}([^{_GROUND}{_GROUND_END}]*){_GROUND_END}")
"""A claim in what `joined` or `with_grounds` made: its number among the pieces, and its text."""

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_LINE_MARKS = re.compile(r"(?:[ >*+-]|\d{1,9}[.)] )*")
"""What may stand before a text that begins a line: nothing, or the marks of a quote or a list."""

_LINE_BREAK, _LINE = "\\\n", "\ufdd4"
"""The end of a line that someone typed, in Markdown, and what stands for it while a letter is read by lines."""
_LINE_START = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a piece of text rests on: its kind, the id of it, its value, and the rule that gave it (empty if none)."""

    kind: str
    id: str
    value: str = ""
    rule: str = ""


class UngroundedError(Exception):
    """A template printed, or bound to a value, a text that its author did not type and that rests on nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its ground; a `Literal` is the template's own Markdown, bound to a value, and is not escaped."""

    text: str
    ground: Ground

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __len__(self) -> int:
        return len(self.text)

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


Piece = Literal | Said
"""What a template prints: a text that its author typed, or a claim."""


def markdown(piece: Piece) -> str:
    """A piece as it stands in the letter; nothing for an empty claim."""
    if isinstance(piece, Literal):
        return normalize("NFC", piece)
    if isinstance(piece.text, Literal):
        return normalize("NFC", piece.text.strip())
    return escaped(piece.text, piece.ground)


def joined(pieces: Sequence[Piece]) -> str:
    """A letter as one text, each claim on one line, between marks with its number."""
    texts = map(markdown, pieces)
    return "".join(
        _between_marks(number, text.replace(_LINE_BREAK, _LINE)) if text and isinstance(piece, Said) else text
        for number, (piece, text) in enumerate(zip(pieces, texts, strict=True))
    )


def claims_in(text: str) -> Iterator[int]:
    """The numbers of the claims that begin in a part of what `joined` or `with_grounds` made."""
    return (int(found[1]) for found in re.finditer(f"{_GROUND}([0-9]+){_GROUND_TEXT}", text))


def _between_marks(number: int, text: str) -> str:
    return f"{_GROUND}{number}{_GROUND_TEXT}{text}{_GROUND_END}"


def segments(rendered: str, pieces: Sequence[Piece]) -> tuple[Segment, ...]:
    """A letter that `joined` made of pieces, cut at its marks."""
    found: list[Segment] = []
    start = 0
    for match in GROUNDED.finditer(rendered):
        found.append(Segment(rendered[start : match.start()], None))
        claim = pieces[int(match[1])]
        text = match[2].replace(_LINE, " " if _in_one_line(rendered, match.start()) else _LINE_BREAK)
        text = guarded(text) if _begins_line(rendered, start, match.start()) else text
        found.append(Segment(text, claim.ground if isinstance(claim, Said) else None))
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

    One in the address of a link has no marks.
    """
    text = ""
    in_address = False
    for number, piece in enumerate(pieces):
        marks = is_claim(piece) and not in_address
        text += _between_marks(number, piece.text) if marks else piece.text
        in_address = _ends_in_address(piece, in_address)
    return text


def _ends_in_address(piece: Segment, in_address: bool) -> bool:
    """Whether the address of a link goes on after a piece: a mark within would break it."""
    _, opens, after = piece.text.rpartition("](")
    goes_on = (bool(opens) and piece.ground is None) or (in_address and not opens)
    return goes_on and not re.search(r"[()\s]", after)


def is_claim(piece: Segment) -> bool:
    """Whether a piece says something that rests on something; a drawing has a table that does."""
    return piece.ground is not None and piece.ground.kind != "figuur"
