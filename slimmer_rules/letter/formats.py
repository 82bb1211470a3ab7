"""The formats of a letter: from one rendered letter to the bytes of each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec

from slimmer_rules.letter.page import as_html
from slimmer_rules.letter.pdf import as_pdf
from slimmer_rules.letter.plain_text import to_plain_text
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.said import undrawn
from slimmer_rules.letter.word import as_docx


def as_markdown(letter: Rendered) -> bytes:
    """The letter as Markdown for people."""
    return letter.markdown.encode("utf-8")


def as_text(letter: Rendered) -> bytes:
    """The letter as plain text."""
    return to_plain_text(undrawn(letter.segments)).encode("utf-8")


def usual_ending() -> str:
    """The ending that suits a coach: Word, or a page where the programs for Word are not installed."""
    return ".docx" if all(find_spec(name) for name in ("typst", "docx")) else ".html"


FORMATS: Mapping[str, Callable[[Rendered], bytes]] = {
    ".md": as_markdown,
    ".txt": as_text,
    ".html": as_html,
    ".docx": as_docx,
    ".pdf": as_pdf,
}
"""By the ending of a file's name."""
