"""A letter that lies there as a file, read back: the receipt inside it, and whether it is still the letter it was."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TypeVar

from slimmer_rules.letter.appearance import APPEARANCES
from slimmer_rules.letter.appearance.difference import Difference, differences
from slimmer_rules.letter.appearance.pdf import CONSTRUCTION, made_with, opened_pdf
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.reference import broken_part
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.word import ENCLOSURE
from slimmer_rules.rulebook.free_text import clean_text

MAX_BYTES = 64 * 1024 * 1024
"""No letter is larger than this."""

Read = TypeVar("Read")
_IN_PAGE = re.compile(rb'<script type="application/json" id="bewijs">(.*?)</script>', re.DOTALL)


def enclosed(content: bytes, ending: str, name: str) -> bytes | None:
    """The receipt inside a letter; None where there is none. Raises LetterError for a file that is broken."""
    take = _ENCLOSED.get(ending)
    return _whole(take, content, name) if take else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a file compares with the letter that its receipt makes.

    `exact`: it is that letter, byte for byte. Otherwise it was saved again or changed, and `differences` are those that
    a reader can see, or that may hide something from one. `other_maker`: a PDF with the same text, set by this other
    program, so that the rest of it cannot be compared.
    """

    exact: bool
    differences: tuple[Difference, ...] = ()
    other_maker: str | None = None


def compared(letter: Rendered, content: bytes, ending: str, name: str) -> Comparison:
    """The file with this content beside the letter, made in the same format, with the receipt that the file holds.

    Raises LetterError for a file that is broken, or where the letter cannot be made in this format here.
    """
    made = FORMATS[ending](replace(letter, enclosed=enclosed(content, ending, name)))
    if made == content:
        return Comparison(exact=True)
    found = tuple(differences(_whole(APPEARANCES[ending], content, name), APPEARANCES[ending](made)))
    if ending == ".pdf" and found and all(each.part == CONSTRUCTION for each in found):
        maker = _whole(made_with, content, name)
        same = maker == made_with(made)
        return Comparison(False, found[:1] if same else (), None if same else clean_text(maker)[:60])
    return Comparison(False, tuple(each for each in found if each.part != CONSTRUCTION))


def _whole(read: Callable[[bytes], Read], content: bytes, name: str) -> Read:
    """What is read from a file that others may have changed or broken."""
    if len(content) > MAX_BYTES:
        raise LetterError(f"“{name}” is te groot voor een brief.")
    if name.lower().endswith(".docx") and broken_part(content):
        raise LetterError(f"“{name}” is geen heel Word-bestand.")
    try:
        return read(content)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, RecursionError, EOFError):
        raise LetterError(f"“{name}” is niet te lezen; het bestand is stuk, of het is iets anders.") from None


def _in_html(content: bytes) -> bytes | None:
    found = _IN_PAGE.search(content)
    return found.group(1) if found else None


def _in_docx(content: bytes) -> bytes | None:
    with zipfile.ZipFile(BytesIO(content)) as file:
        if ENCLOSURE not in file.namelist():
            return None
        part = file.read(ENCLOSURE).decode("utf-8")
    return html.unescape(re.sub(r"<[^>]*>", "", part)).encode("utf-8")


def _in_pdf(content: bytes) -> bytes | None:
    with opened_pdf(content) as reader:
        return next(iter(reader.attachments.get("bewijs.json", [])), None)


_ENCLOSED: Mapping[str, Callable[[bytes], bytes | None]] = {".html": _in_html, ".docx": _in_docx, ".pdf": _in_pdf}
HOLDING = tuple(_ENCLOSED)
"""The endings of letters that can hold their receipt."""
