"""Free text as people type or paste it, cleaned in one way, so that the same text always comes out the same."""

from __future__ import annotations

import re
from unicodedata import normalize

_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_BLANK = re.compile(r"[^\S\n]|\u2800")  # the last is the empty pattern of Braille
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
"""Control characters, noncharacters, and signs that show nothing: soft hyphens, marks of direction, tags."""
_SCRIPT = "[^\x00-\u036f\u200c\u200d]"
_JOINER = re.compile(f"(?<!{_SCRIPT})[\u200c\u200d]|[\u200c\u200d](?!{_SCRIPT})")
"""A joiner says something between signs of other scripts and within an emoji, and nothing in Latin."""
_HALF = re.compile("[\ud800-\udfff]")


def unseen(text: str) -> re.Match[str] | None:
    """The first sign that shows nothing, is half a character, or ends a line in another way than `\\n`."""
    return next((found for each in (_INVISIBLE, _LINE_END, _HALF) if (found := each.search(text))), None)


def clean_text(text: str) -> str:
    """The text with `\\n` for every line end and a space for every other blank, without signs that show nothing.

    Each sign is in its shortest form (NFC); half a character becomes U+FFFD. Cleaning twice changes nothing more.
    """
    text = _INVISIBLE.sub("", normalize("NFC", text))
    text = _BLANK.sub(" ", _LINE_END.sub("\n", _HALF.sub("\N{REPLACEMENT CHARACTER}", text)))
    return normalize("NFC", _JOINER.sub("", text))
