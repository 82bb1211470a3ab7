"""A letter that lies there as a file, read back: the receipt inside it, and whether it still has the words it had."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TypeVar

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.word import ENCLOSURE, broken_part
from slimmer_rules.letter.words import differing, opened_pdf

MAX_BYTES = 64 * 1024 * 1024
"""No letter is larger than this."""

SHOWN = 12
"""So many differing words are told."""

Read = TypeVar("Read")
_IN_PAGE = re.compile(rb'<script type="application/json" id="bewijs">(.*?)</script>', re.DOTALL)


def enclosed(content: bytes, ending: str, name: str) -> bytes | None:
    """The receipt inside a letter; None where there is none. Raises LetterError for a file that is broken."""
    take = _ENCLOSED.get(ending)
    return _whole(take, content, name) if take else None


def changed_words(letter: Rendered, content: bytes, ending: str, name: str) -> str | None:
    """The first words that a file has more or fewer of than the letter, or in another place; None if all is the same.

    Raises LetterError for a file that is broken.
    """
    words = _whole(lambda data: differing(letter, ending, data), content, name)
    told = " ".join(words[:SHOWN])
    return (f"{told} …" if len(words) > SHOWN else told) or None


def _whole(read: Callable[[bytes], Read], content: bytes, name: str) -> Read:
    """What is read from a file that others may have changed or broken."""
    if len(content) > MAX_BYTES:
        raise LetterError(f"“{name}” is te groot voor een brief.")
    if name.lower().endswith(".docx") and broken_part(content):
        raise LetterError(f"“{name}” is geen heel Word-bestand.")
    try:
        return read(content)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, RecursionError):
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
