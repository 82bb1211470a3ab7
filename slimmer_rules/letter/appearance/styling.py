"""How a word in a Word file comes out: what its styles and its own settings do that may hide or deny it.

Exact to what Word does where that is cheap; elsewhere a word is rather marked than passed over, for two files are held
against each other, and a letter as it was made has the same marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from slimmer_rules.letter.appearance.package import Package, attribute, find, name_of, value

Properties = Mapping[str, Element]

_TOGGLES = {
    "vanish": "verborgen", "webHidden": "verborgen", "specVanish": "verborgen",
    "strike": "doorgehaald", "dstrike": "doorgehaald", "rtl": "omgekeerd",
}  # fmt: skip
_SYMBOLS = ("symbol", "webdings", "wingdings", "wingdings 2", "wingdings 3", "marlett")
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_THEME = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "dark1": "dk1", "light1": "lt1",
          "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}  # fmt: skip
TINY, NARROW, LOW = 10, 50, 100
"""Half points of a letter, percents of its width, twentieths of a point of a line: less cannot be read."""
PALE = 1.6
"""The contrast below which text counts as hidden; readable text has 4.5 or more."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text comes out at some place: what is set for it so far, what is behind it, and what was done to it."""

    style: Properties = field(default_factory=dict)
    levels: tuple[Properties, ...] = ()
    behind: str = "FFFFFF"
    marks: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()


PLAIN = Look()


class Styling:
    """The styles, numbering and colours of one file."""

    def __init__(self, package: Package, main: str) -> None:
        def root(kind: str) -> Element:
            return next((package.root(path) for path in package.related(main, kind)), Element("none"))

        styles = root("styles")
        self._styles = {attribute(each, "styleId"): each for each in styles if name_of(each) == "style"}
        self._usual = next(
            (id for id, each in self._styles.items() if attribute(each, "type") == "paragraph" and _is_default(each)),
            "",
        )
        defaults = find(find(styles, "docDefaults"), "rPrDefault")
        self._defaults = _properties(find(defaults, "rPr"))
        schemes = (each for each in root("theme").iter() if name_of(each) == ":clrScheme")
        self._theme = {name_of(each)[1:]: _of_theme(each) for scheme in schemes for each in scheme}
        mapped = find(root("settings"), "clrSchemeMapping")
        self._mapped = {} if mapped is None else {k.rpartition("}")[2]: v for k, v in mapped.attrib.items()}
        self._numbering = root("numbering")
        self._labels = dict(self._read_labels())
        self._known: dict[tuple[str, str], Properties] = {}

    # -- where text stands

    def in_table(self, properties: Element | None, look: Look) -> Look:
        """Within a table; `levels` then begin with its style."""
        marks = set(look.marks)
        if find(properties, "tblpPr") is not None or abs(_number(find(properties, "tblInd"), "w")) > 4000:
            marks.add("verschoven")
        if _on(find(properties, "bidiVisual")):
            marks.add("omgekeerd")
        style = value(find(properties, "tblStyle"))
        return replace(
            look, levels=(self._of_style(style, "rPr"),), style={"table": _named(style)}, marks=frozenset(marks)
        )

    def in_row(self, properties: Element | None, look: Look) -> Look:
        """Within a row."""
        height = find(properties, "trHeight")
        squeezed = height is not None and attribute(height, "hRule") == "exact" and _number(height, "val") < LOW
        hidden = {"verborgen"} if squeezed or _on(find(properties, "hidden")) else set()
        return replace(look, marks=look.marks | hidden)

    def in_cell(self, properties: Element | None, look: Look, parts: Iterable[str]) -> Look:
        """Within a cell; `parts` are those of the table's style that it is in."""
        style = value(look.style.get("table"))
        levels, behind = list(look.levels), look.behind
        for name, each in self._conditional(style):
            if name in parts:
                levels.append(_properties(find(each, "rPr")))
                behind = self._shade(find(find(each, "tcPr"), "shd"), behind)
        merged = [find(properties, name) for name in ("vMerge", "hMerge")]
        gone = any(each is not None and value(each) in ("", "continue") for each in merged)
        marks = look.marks | ({"verborgen"} if gone else set())
        behind = self._shade(find(properties, "shd"), behind)
        return replace(look, levels=tuple(levels), behind=behind, marks=marks)

    def in_paragraph(self, properties: Element | None, look: Look) -> Look:
        """Within a paragraph; `flags` are those of a run that says nothing of itself."""
        style = value(find(properties, "pStyle")) or self._usual
        own = {**self._of_style(style, "pPr"), **_properties(properties)}
        marks = set(look.marks)
        spacing, place = own.get("spacing"), own.get("ind")
        if spacing is not None and attribute(spacing, "lineRule") == "exact" and _number(spacing, "line") < LOW:
            marks.add("piepklein")
        if "framePr" in own or (
            place is not None and any(not -2000 < _int(each) < 7000 for each in place.attrib.values())
        ):
            marks.add("verschoven")
        behind = self._shade(own.get("shd"), look.behind)
        within = replace(
            look, levels=(*look.levels, self._of_style(style, "rPr")), behind=behind, marks=frozenset(marks)
        )
        return self.in_run(None, within)

    def in_run(self, properties: Element | None, look: Look) -> Look:
        """Within a run: what it is all worth."""
        own = _properties(properties)
        styles = [*look.levels, self._of_style(value(own.get("rStyle")), "rPr")]
        all_of = dict(self._defaults)
        for level in (*styles, own):
            all_of.update(level)
        flags = set(look.marks)
        for name, flag in _TOGGLES.items():
            at = [own] if name in own else styles
            if any(_on(level.get(name)) for level in at):
                flags.add(flag)
        flags.update(self._faint(all_of, look.behind))
        return replace(look, flags=frozenset(flags))

    def _faint(self, of: Properties, behind: str) -> Iterator[str]:
        size, width = _number(of.get("sz"), "val", 20), _number(of.get("w"), "val", 100)
        if size < TINY or width < NARROW or _number(of.get("spacing"), "val") < -3 * size:
            yield "piepklein"
        if abs(_number(of.get("position"), "val")) > 2 * max(size, 20):
            yield "verschoven"
        fonts = of.get("rFonts")
        if fonts is not None and any(attribute(fonts, each).lower() in _SYMBOLS for each in ("ascii", "hAnsi")):
            yield "in tekens"
        if any(each in of for each in (":textFill", ":textOutline")) or self._contrast(of, behind) < PALE:
            yield "bleek"

    def _contrast(self, of: Properties, behind: str) -> float:
        behind = self._shade(of.get("shd"), behind)
        behind = _HIGHLIGHTS.get(value(of.get("highlight")), behind)
        colour = of.get("color")
        ink = "000000" if colour is None else self._colour(colour, "themeColor", "val", "theme")
        if ink.lower() == "auto":
            return 21.0  # a program takes black or white, whichever can be read
        light, dark = sorted((_luminance(ink), _luminance(behind)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def _shade(self, shade: Element | None, behind: str) -> str:
        if shade is None:
            return behind
        if value(shade) == "solid":
            colour = self._colour(shade, "themeColor", "color", "theme")
        else:
            colour = self._colour(shade, "themeFill", "fill", "themeFill")
        return behind if colour.lower() in ("auto", "") else colour

    def _colour(self, element: Element, theme: str, plain: str, prefix: str) -> str:
        """A colour as six digits: that of the theme where one is named."""
        name = attribute(element, theme)
        slot = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}.get(name, name)
        found = self._theme.get(_THEME.get(self._mapped.get(slot, name), self._mapped.get(slot, name)))
        if not found:
            return attribute(element, plain)
        tint, shade = (attribute(element, f"{prefix}{each}") for each in ("Tint", "Shade"))
        share = int(tint or shade or "ff", 16) / 255
        parts = [int(found[at : at + 2], 16) for at in (0, 2, 4)]
        return "".join(f"{round(part * share + (255 * (1 - share) if tint else 0)):02x}" for part in parts)

    # -- styles

    def _of_style(self, id: str, kind: str) -> Properties:
        """What a style sets, with what it is based on."""
        if (id, kind) not in self._known:
            chain, merged = [], dict[str, Element]()
            at: str = id
            while at in self._styles and at not in chain:
                chain.append(at)
                at = value(find(self._styles[at], "basedOn"))
            for each in reversed(chain):
                merged.update(_properties(find(self._styles[each], kind)))
            self._known[id, kind] = merged
        return self._known[id, kind]

    def _conditional(self, id: str) -> Iterator[tuple[str, Element]]:
        seen: list[str] = []
        while id in self._styles and id not in seen:
            seen.append(id)
            for each in self._styles[id]:
                if name_of(each) == "tblStylePr":
                    yield attribute(each, "type"), each
            id = value(find(self._styles[id], "basedOn"))

    # -- numbering

    def label(self, properties: Element | None) -> str:
        """What stands before an item of a list, with a sign for the number; empty for no item."""
        style = value(find(properties, "pStyle")) or self._usual
        given = find(properties, "numPr")
        if given is None:
            given = self._of_style(style, "pPr").get("numPr")
        return (
            ""
            if given is None
            else self._labels.get((value(find(given, "numId")), value(find(given, "ilvl")) or "0"), "")
        )

    def _read_labels(self) -> Iterator[tuple[tuple[str, str], str]]:
        kinds = {attribute(each, "abstractNumId"): each for each in self._numbering if name_of(each) == "abstractNum"}
        for each in self._numbering:
            if name_of(each) == "num":
                kind = kinds.get(value(find(each, "abstractNumId")))
                own = (find(part, "lvl") for part in each if name_of(part) == "lvlOverride")
                for level in [*(kind if kind is not None else ()), *(part for part in own if part is not None)]:
                    if name_of(level) == "lvl":
                        yield (attribute(each, "numId"), attribute(level, "ilvl")), _label(level)

    @staticmethod
    def leaves_no_room(section: Element) -> bool:
        """Whether the margins of a page leave less than seven centimetres in a direction."""
        size, margins = find(section, "pgSz"), find(section, "pgMar")
        across = _number(size, "w", 11906) - _number(margins, "left") - _number(margins, "right")
        down = _number(size, "h", 16838) - abs(_number(margins, "top")) - abs(_number(margins, "bottom"))
        return min(across, down) < 4000


def table_parts(properties: Element | None, row: tuple[int, int], column: tuple[int, int]) -> tuple[str, ...]:
    """The parts of a table's style that a cell is in, by its row and column and how many of these there are."""
    look = find(properties, "tblLook")
    given = int(value(look) or "0", 16) if look is not None else 0

    def says(name: str, bit: int) -> bool:
        named = attribute(look, name) if look is not None else ""
        return named in ("1", "true", "on") if named else bool(given & bit)

    first, last = row[0] == 0 and says("firstRow", 0x20), row[0] == row[1] - 1 and says("lastRow", 0x40)
    left, right = column[0] == 0 and says("firstColumn", 0x80), column[0] == column[1] - 1 and says("lastColumn", 0x100)
    told = {
        "wholeTable": True,
        "band1Horz": not says("noHBand", 0x200) and not first and (row[0] - says("firstRow", 0x20)) % 2 == 0,
        "band2Horz": not says("noHBand", 0x200) and not first and (row[0] - says("firstRow", 0x20)) % 2 == 1,
        "firstCol": left, "lastCol": right, "firstRow": first, "lastRow": last,
        "nwCell": first and left, "neCell": first and right, "swCell": last and left, "seCell": last and right,
    }  # fmt: skip
    return tuple(name for name, holds in told.items() if holds)


def _properties(element: Element | None) -> Properties:
    return {name_of(each): each for each in element} if element is not None else {}


def _named(style: str) -> Element:
    return Element("style", {"val": style})


def _is_default(style: Element) -> bool:
    return attribute(style, "default") in ("1", "true", "on")


def _of_theme(slot: Element) -> str:
    return next((attribute(each, "lastClr") or attribute(each, "val") for each in slot), "")


_SAME_SIGN = {"\uf0b7": "•", "\u00b7": "•", "o": "–", "\uf02d": "–", "\uf0a7": "▪"}
"""What programs write for the signs before the items of a list, often in a font of signs."""


def _label(level: Element) -> str:
    text = value(find(level, "lvlText"))
    return _SAME_SIGN.get(text) or " ".join(text.split())


def _on(element: Element | None) -> bool:
    return element is not None and value(element) not in ("0", "false", "off")


def _number(element: Element | None, name: str, otherwise: int = 0) -> int:
    return _int(attribute(element, name), otherwise) if element is not None else otherwise


def _int(text: str, otherwise: int = 0) -> int:
    try:
        return int(float(text))
    except ValueError:
        return otherwise


def _luminance(colour: str) -> float:
    """How light a colour of six digits is, from 0 to 1; of what is no colour, black."""
    try:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        return 0.0
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
