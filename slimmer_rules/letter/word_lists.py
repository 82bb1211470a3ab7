"""How the lists of a letter are numbered in its Word file, beside those that the network's own file has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

DEEPEST = 8
"""How deep, from zero, lists stand in each other in Word at most."""

INDENT, _HANGING = 720, 360
"""How much further than its surroundings a list stands, and its signs before its text, in twentieths of a point."""

_BULLETS = "•–▪"


@dataclass
class Lists:
    """The lists of one Word file."""

    document: Document
    _forms: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbering = _numbering(self.document)
        ids = self._numbering.xpath("w:num/@w:numId | w:abstractNum/@w:abstractNumId")
        self._last = max(map(int, ids), default=0)

    def add(self, depth: int, sign: str = "", start: int = 1) -> int:
        """One list more, at this depth; `sign` ends its numbers, which begin at `start`. Gives its number in Word."""
        if sign not in self._forms:
            self._forms[sign] = self._next()
            pictures = len(self._numbering.xpath("w:numPicBullet"))
            self._numbering.insert(pictures, _form(self._forms[sign], sign))
        id = self._next()
        begins = f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>' if sign else ""
        used = f'<w:num w:numId="{id}"><w:abstractNumId w:val="{self._forms[sign]}"/>{begins}</w:num>'
        self._numbering.append(parsed("w:numbering", used)[0])
        return id

    def _next(self) -> int:
        self._last += 1
        return self._last


def parsed(name: str, content: str) -> Any:
    """An element of a Word file with this content. Raises lxml's error for what is no XML."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    return parse_xml(f"<{name} {nsdecls('w', 'r')}>{content}</{name}>")


def _numbering(document: Document) -> Any:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart

    try:
        part: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        where, empty = PackURI("/word/numbering.xml"), parsed("w:numbering", "")
        part = XmlPart(where, CONTENT_TYPE.WML_NUMBERING, empty, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element


def _form(id: int, sign: str) -> Any:
    """What stands before the items of a list, at each depth."""
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{"decimal" if sign else "bullet"}"/>'
        f'<w:lvlText w:val="{f"%{depth + 1}{sign}" if sign else _BULLETS[depth % len(_BULLETS)]}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{INDENT * (depth + 1)}" w:hanging="{_HANGING}"/></w:pPr></w:lvl>'
        for depth in range(DEEPEST + 1)
    )
    kind = f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    return parsed("w:numbering", kind)[0]
