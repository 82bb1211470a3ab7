"""A Word file as a package: its parts, and what leads from one to another."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_USUAL = frozenset(
    (
        "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles",
        "numbering", "fontTable", "settings", "webSettings", "theme", "customXml", "customXmlProps", "image",
        "footnotes", "endnotes", "comments", "header", "footer", "hyperlink", "stylesWithEffects", "people",
        "commentsExtended", "commentsIds", "commentsExtensible", "docMetadata", "classificationlabels",
    )
)  # fmt: skip
"""What may lead from one part to another in any letter that a program saved."""


def name_of(element: Element) -> str:
    """An element's name, of another vocabulary than Word's with a colon before it."""
    space, _, name = element.tag.removeprefix("{").rpartition("}")
    return name if space in _WORD else f":{name}"


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without vocabulary; empty where it is not there."""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")


def value(element: Element | None) -> str:
    """The attribute `val`."""
    return "" if element is None else attribute(element, "val")


def find(parent: Element | None, name: str) -> Element | None:
    """The first child with this name."""
    return next((each for each in parent if name_of(each) == name), None) if parent is not None else None


class Package:
    """The parts of one file. Raises ValueError, KeyError or zipfile.BadZipFile where it is broken."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as file:
            names = file.namelist()
            if len({name.lower() for name in names}) < len(names):
                raise ValueError("een deel staat er twee keer")  # one program would show the one, another the other
            self._data = {name: file.read(name) for name in names}
        self._relations = {
            name: [(attribute(each, "Id"), each) for each in self.root(name)]
            for name in names
            if name.endswith(".rels")
        }
        (self.main,) = self.related("", "officeDocument")

    def root(self, path: str) -> Element:
        """A part as a tree."""
        data = self._data[path]
        if b"<!DOCTYPE" in data or b"\x00" in data:  # entities, or UTF-16, in which these could hide
            raise ValueError(path)
        try:
            return fromstring(data)  # noqa: S314 - no document type, so no entities
        except ParseError as error:
            raise ValueError(path) from error

    def related(self, path: str, kind: str) -> list[str]:
        """The parts to which a part leads by this kind of relation."""
        return [self._target(path, each) for _, each in self._from(path) if _kind(each) == kind]

    def by_id(self, path: str, id: str) -> list[str]:
        """The part to which a part leads by this id."""
        found = (self._target(path, each) for name, each in self._from(path) if name == id and not _outside(each))
        return [target for target in found if target in self._data]

    def data_by_id(self, path: str, id: str) -> list[bytes]:
        """The content of that part."""
        return [self._data[target] for target in self.by_id(path, id)]

    def address(self, path: str, id: str) -> str:
        """Where a part leads to outside the file by this id."""
        return next((attribute(each, "Target") for name, each in self._from(path) if name == id), "")

    def addresses(self) -> list[str]:
        """All that the file leads to outside itself."""
        every = (each for relations in self._relations.values() for _, each in relations if _outside(each))
        return sorted({attribute(each, "Target") for each in every})

    def unusual_relations(self) -> list[str]:
        """What leads to parts that a letter does not have: another document, a program, a font."""
        every = (_kind(each) for relations in self._relations.values() for _, each in relations)
        return sorted(kind for kind in every if kind not in _USUAL)

    def title(self) -> str:
        """The title among the properties of the file."""
        parts = [each for path in self.related("", "core-properties") for each in self.root(path)]
        return next((each.text or "" for each in parts if name_of(each) == ":title"), "")

    def _from(self, path: str) -> list[tuple[str, Element]]:
        folder, name = posixpath.split(path)
        return self._relations.get(posixpath.join(folder, "_rels", f"{name}.rels"), [])

    @staticmethod
    def _target(path: str, relation: Element) -> str:
        target = attribute(relation, "Target")
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), target) if target[:1] != "/" else target[1:])


def _kind(relation: Element) -> str:
    return attribute(relation, "Type").rpartition("/")[2]


def _outside(relation: Element) -> bool:
    return attribute(relation, "TargetMode") == "External"
