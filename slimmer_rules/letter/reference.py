"""The Word file whose styles the letter has (`huisstijl.docx`), made sound: whole, and with nothing from outside it.

What it refers to elsewhere (a picture on a server, a template on a disk) would be fetched by Word when someone opens a
letter, and would show what no check has seen.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from posixpath import basename, dirname
from typing import Any

from slimmer_rules.letter.errors import LetterError

REFERENCE = "huisstijl.docx"
MAX_BYTES = 64 * 1024 * 1024
"""So much a Word file may hold, unpacked."""

DOCUMENT, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LOOSE = (f"{_WORD}hyperlink", "{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
"""What may stay when it leads nowhere: the words of a link, and the place of a picture."""

_FETCHES = re.compile(r"(?<!\w)(?:INCLUDE|LINK|DDE|IMPORT|DATABASE|RD\b|HYPERLINK|MACROBUTTON)", re.IGNORECASE)
"""The fields of Word that take something from elsewhere, or lead there."""


def sound_reference(content: bytes) -> bytes:
    """The file without what it refers to outside. Raises LetterError, with the part that is missing or damaged."""
    if broken := broken_part(content):
        raise _broken(broken)
    with zipfile.ZipFile(BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist() if not name.endswith("/")}
    trees = {name: _tree(name, part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    changed = set(_without_outside(trees))
    if not changed:
        return content
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            whole = _as_bytes(trees[name]) if name in changed else part
            new.writestr(zipfile.ZipInfo(name), whole, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def broken_part(content: bytes) -> str | None:
    """What is missing, damaged or too large in a Word file; None for a whole one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            if sum(part.file_size for part in file.infolist()) > MAX_BYTES:
                return "te groot"
            missing = (name for name in (TYPES, DOCUMENT, STYLES) if name not in file.namelist())
            return file.testzip() or next(missing, None)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):  # all that zipfile may raise
        return "geen zip"


def _broken(part: str) -> LetterError:
    return LetterError(f"“{REFERENCE}” is geen heel Word-bestand ({part}); zet het terug met “slimmer init”.")


def _tree(name: str, part: bytes) -> Any:
    from lxml import etree  # type: ignore[import-untyped]  # it ships no types

    try:
        tree = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        raise _broken(name) from None
    if tree.getroottree().docinfo.doctype:
        raise _broken(name)
    return tree


def _as_bytes(tree: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _without_outside(trees: Mapping[str, Any]) -> Iterator[str]:
    """Take what leads outside from each part; the names of the parts that changed."""
    for name, tree in trees.items():
        if name.endswith(".rels"):
            gone = [each for each in tree if each.get("TargetMode", "").lower() == "external"]
            for each in gone:
                tree.remove(each)
            owner = f"{dirname(dirname(name))}/{basename(name).removesuffix('.rels')}".lstrip("/")
            if gone:
                yield name
            if owner in trees and _detached(trees[owner], {each.get("Id") for each in gone}):
                yield owner
        elif _without_fields(tree):
            yield name


def _detached(tree: Any, gone: set[str | None]) -> bool:
    """Take from a part what its relations no longer hold."""
    found = [
        (element, key)
        for element in tree.iter()
        for key in element.attrib
        if str(key).startswith(_RELATION) and element.get(key) in gone
    ]
    for element, key in found:
        if element.tag in _LOOSE:
            del element.attrib[key]
        elif element.getparent() is not None:
            element.getparent().remove(element)
    return bool(found)


def _without_fields(tree: Any) -> bool:
    """Take the fields from a part that would fetch something."""
    simple = [each for each in tree.iter(f"{_WORD}fldSimple") if _FETCHES.search(each.get(f"{_WORD}instr", ""))]
    for field in simple:
        field.getparent().remove(field)
    fetching = [orders for orders in _orders(tree) if _FETCHES.search("".join(each.text or "" for each in orders))]
    for order in chain.from_iterable(fetching):
        order.text = ""
    return bool(simple or fetching)


def _orders(tree: Any) -> Iterator[list[Any]]:
    """The pieces of what each field orders, of one within another apart; also of a field that is not closed."""
    opened: list[list[Any]] = [[]]
    for each in tree.iter(f"{_WORD}fldChar", f"{_WORD}instrText"):
        match each.get(f"{_WORD}fldCharType"):
            case "begin":
                opened.append([])
            case "end" if len(opened) > 1:
                yield opened.pop()
            case None:
                opened[-1].append(each)
    yield from opened
