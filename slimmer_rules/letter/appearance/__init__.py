"""What a reader sees of a letter's file, and what may hide something from one: to hold two files against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from slimmer_rules.letter.appearance.page import in_page
from slimmer_rules.letter.appearance.pdf import in_pdf
from slimmer_rules.letter.appearance.word_file import in_word_file

Appearance = Mapping[str, Sequence[str]]
"""Tokens in order (words, addresses, digests of pictures) by the part of the file that shows them, named in Dutch."""

TEXT = "de tekst"


def in_plain_text(content: bytes) -> Appearance:
    """The words of a text file. Raises UnicodeDecodeError where it is none."""
    return {TEXT: content.decode("utf-8-sig").split()}


APPEARANCES: Mapping[str, Callable[[bytes], Appearance]] = {
    ".md": in_plain_text,
    ".txt": in_plain_text,
    ".html": in_page,
    ".docx": in_word_file,
    ".pdf": in_pdf,
}
"""By the ending of a file's name. Each raises ValueError or KeyError for a file that is broken."""
