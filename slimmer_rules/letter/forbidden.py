"""What a template's own words may not be: markup that not every format knows, or that could hide words from a reader.

Looked for in what those words are where they stand in the letter, not in the source of the template: there a mark can
be written in more ways than one, or put together from several pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NoReturn

from slimmer_rules.letter.markdown import addresses
from slimmer_rules.letter.said import Piece, Said, markdown
from slimmer_rules.letter.templates import FOLDER, Templates
from slimmer_rules.pieces import Literal
from slimmer_rules.rulebook.free_text import unseen
from slimmer_rules.rulebook.model import Place
from slimmer_rules.templating import SHOWN, stop

DRAWING = "figuur"
CLAIM = "\ufdd3"
"""What stands for a claim: of that no sign is a mark of Markdown."""

_FORBIDDEN = (
    (
        "B010",
        rf"(?P<mark><)(?!https?://[^\s<>]*>)(?=[A-Za-z/!?{CLAIM}]|\Z)",
        "hier staat HTML, of opmaak die tekst kan verbergen",
        "schrijf Markdown; een `<` dat u zo wilt laten zien wordt `\\<`",
    ),
    (
        "B010",
        r"\{[^{}\n]*(?<![\w-])(?P<mark>hidden|style)\b[^{}\n]*\}",
        "hier staat HTML, of opmaak die tekst kan verbergen",
        "haal dit woord weg; de opmaak van een blok staat in huisstijl.docx, brief.typ en brief.css",
    ),
    (
        "B012",
        r"(?P<mark>!\[)",
        "een beeld kan hier niet",
        "een tekening zet u neer met {{ figuur(…) }}; een logo hoort in huisstijl.docx, brief.typ of brief.html.j2",
    ),
    (
        "B012",
        r"(?m:^)[ >*+-]+(?P<mark>:::)",
        "een blok met ::: kan alleen aan het begin van een regel staan",
        "zet de drie dubbele punten vooraan, of schrijf `\\:::`",
    ),
    (
        "B012",
        rf"(?m:^)(?P<mark>:::)[^{CLAIM}\n]*{CLAIM}",
        "achter ::: staat alleen de naam van een blok; wat daar wordt afgedrukt ziet geen lezer",
        "druk het af op een eigen regel",
    ),
    (
        "B012",
        r"(?m:^)(?!:::)(?:[^{\\\n]|\\.)*(?P<mark>\{)",
        "opmaak tussen accolades kan alleen bij een blok dat met ::: begint",
        "een accolade die u zo wilt laten zien wordt `\\{`",
    ),
)
"""Code, pattern with its `mark`, what is wrong and what helps."""

_IN_ALTERNATIVE = re.compile(r"[\[\]{}<>\\\n]")
_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|#)", re.IGNORECASE)


def refuse_typed(literal: Literal, templates: Templates) -> None:
    """Raise RulebookError for the first of these in one text of a template, also where it is not printed now."""
    if found := unseen(literal):
        message = f"hier staat een onzichtbaar of half teken (U+{ord(found[0][0]):04X})"
        _refuse("B005", message, "haal het weg", templates, literal, found.start())
    _refuse_markup((literal,), templates)


def refuse_printed(pieces: Sequence[Piece], templates: Templates) -> None:
    """Raise RulebookError for the first of these in what a template printed, with its place in the template."""
    _refuse_markup(pieces, templates)
    for piece in pieces:
        if isinstance(piece, Said) and piece.ground.kind == DRAWING:
            _refuse_alternative(piece, templates)
    literals = [text for piece in pieces if (text := _own_text(piece)) is not None]
    if any("[" in literal or "<" in literal for literal in literals):  # without these there is no link
        _refuse_links(pieces, literals, templates)


def _refuse_alternative(drawing: Said, templates: Templates) -> None:
    alternative = drawing.text.removeprefix("![").rsplit("](", 1)[0]
    if isinstance(drawing.text, Literal) and (found := _IN_ALTERNATIVE.search(alternative)):
        message = f"`{found[0]}` kan niet in de omschrijving van een tekening"
        _refuse("B012", message, "schrijf gewone woorden", templates, drawing.text, 0, found[0])


def _refuse_markup(pieces: Sequence[Piece], templates: Templates) -> None:
    printed = _Printed(pieces)
    for code, pattern, message, help in _FORBIDDEN:
        for found in re.finditer(rf"{pattern}|\\[\s\S]", printed.text):
            if found["mark"]:  # what follows a backslash is no mark
                _refuse(code, message, help, templates, *printed.at(found.start("mark")), found["mark"])


def _refuse_links(pieces: Sequence[Piece], literals: Sequence[Literal], templates: Templates) -> None:
    for address in addresses("".join(map(markdown, pieces))):
        if not _ADDRESS.match(address):
            start = address[:SHOWN]
            literal = next((each for each in literals if start in each), None) or next(
                each for each in literals if "[" in each or "<" in each
            )
            message = f"een koppeling naar “{start}” kan niet"
            help = "een koppeling begint met https://, http://, mailto:, tel: of #"
            _refuse("B013", message, help, templates, literal, max(literal.find(start), 0), start)


class _Printed:
    """A letter with one sign for each claim, in which a place leads back to the template."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.text = ""
        self._starts: list[int] = []
        self._literals: list[Literal] = []
        for piece in pieces:
            literal = _own_text(piece)
            if literal is not None:
                self._starts.append(len(self.text))
                self._literals.append(literal)
            self.text += markdown(piece) if literal is not None else CLAIM if piece else ""

    def at(self, place: int) -> tuple[Literal, int]:
        """The text of the template that stands here, and how far in it."""
        number = bisect_right(self._starts, place) - 1
        return self._literals[number], place - self._starts[number]


def _own_text(piece: Piece) -> Literal | None:
    """What the template's author typed in a piece; a drawing is none of it."""
    if isinstance(piece, Literal):
        return piece
    return piece.text if isinstance(piece.text, Literal) and piece.ground.kind != DRAWING else None


def _refuse(
    code: str, message: str, help: str, templates: Templates, literal: Literal, start: int, mark: str = ""
) -> NoReturn:
    """Stop with a place: the line of the template where a text holds a mark, or where it begins."""
    lines = templates.text(literal.template).split("\n")
    number = literal.line + literal[:start].count("\n")
    if number > len(lines) or mark not in lines[number - 1]:
        number = literal.line  # the mark was written in another way
    line = lines[number - 1]
    column = line.find(mark) if mark and mark in line else len(line) - len(line.lstrip())
    stop(code, message, Place(f"{FOLDER}/{literal.template}", number, column + 1, max(1, len(mark))), line, help)
