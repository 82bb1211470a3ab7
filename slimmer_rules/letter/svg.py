"""Whether a drawing is one that can be drawn: a whole and plain SVG of a size that fits a page.

What turns a drawing into a picture is a program of others. A drawing without end, or as large as a field, would end
that program and ours with it, so that nothing could be told any more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn
from xml.parsers import expat

MAX_SIDE = 2000
"""So many points a drawing may be wide and high; a page is 600 wide."""

MAX_ELEMENTS = 5000
MAX_DEPTH = 30

SPACE = "http://www.w3.org/2000/svg"
SHAPES = (
    *("svg", "g", "defs", "title", "desc", "text", "tspan", "rect", "line", "circle", "ellipse", "path", "polyline"),
    *("polygon", "pattern", "linearGradient", "radialGradient", "stop"),
)
"""What a drawing may hold. The rest of SVG can repeat itself without end, or read other files."""

_LENGTH = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_BOX = re.compile(r"[ ,]+")


class UnsoundDrawingError(Exception):
    """What is wrong with a drawing, in Dutch, and what helps."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help


def check_svg(svg: str) -> None:
    """Raises UnsoundDrawingError for what is no SVG, or none that can be drawn safely."""
    reader = _Reader()
    try:
        reader.parser.Parse(svg.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise UnsoundDrawingError(
            f"de tekening is geen goede SVG (regel {error.lineno} van de tekening)",
            "een tekening begint met <svg …> en eindigt met </svg>; sluit elk deel, en schrijf & als &amp;",
        ) from None


class _Reader:
    """Goes through a drawing, element by element."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._open: list[str] = []
        self._seen = 0

    def _doctype(self, *_: Any) -> NoReturn:
        raise UnsoundDrawingError("een tekening mag geen <!DOCTYPE …> hebben", "haal die regel weg")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, shape = name.rpartition(" ")
        self._seen += 1
        if not self._open:
            _check_root(space, shape, attributes)
        if space != SPACE or shape not in SHAPES:
            raise UnsoundDrawingError(f"<{shape[:30]}> kan niet in een tekening", f"wel kan: {', '.join(SHAPES)}")
        if "pattern" in self._open and any("url(" in value for value in attributes.values()):
            raise UnsoundDrawingError("een patroon verwijst naar iets anders", "geef het patroon een gewone kleur")
        self._open.append(shape)
        if self._seen > MAX_ELEMENTS or len(self._open) > MAX_DEPTH:
            raise UnsoundDrawingError(
                "de tekening is te ingewikkeld", f"een tekening heeft hooguit {MAX_ELEMENTS} delen, {MAX_DEPTH} diep"
            )

    def _end(self, _: str) -> None:
        self._open.pop()


def _check_root(space: str, shape: str, attributes: Mapping[str, str]) -> None:
    if (space, shape) != (SPACE, "svg"):
        raise UnsoundDrawingError("de tekening is geen SVG", f'begin met <svg xmlns="{SPACE}" …>')
    box = _BOX.split(attributes.get("viewBox", "0 0 1 1").strip())
    sides = [attributes.get("width", ""), attributes.get("height", ""), *box[2:]]
    if len(box) != 4 or not all(_LENGTH.fullmatch(side) and 0 < float(side) <= MAX_SIDE for side in sides):
        raise UnsoundDrawingError(
            "de tekening heeft geen goede maat, of is te groot",
            f'geef <svg> een width en height van hooguit {MAX_SIDE}, en een viewBox zoals "0 0 560 336"',
        )
