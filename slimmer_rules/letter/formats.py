"""The formats of a letter: from one rendered letter to the bytes of each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec

from slimmer_rules.letter.page import as_html
from slimmer_rules.letter.pandoc import convert_in_halves
from slimmer_rules.letter.pdf import as_pdf
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.word import as_docx


def as_markdown(letter: Rendered) -> bytes:
    """The letter as Markdown for people."""
    return letter.markdown.encode("utf-8")


def as_text(letter: Rendered) -> bytes:
    """The letter as plain text, lines of at most 72 characters where words allow."""
    return b"\n".join(convert_in_halves(letter.markdown, "plain", "--columns=72"))


def usual_ending() -> str:
    """The ending that suits a coach: Word, or Markdown where the programs for Word are not installed."""
    return ".docx" if all(find_spec(name) for name in ("pypandoc", "typst", "docx")) else ".md"


FORMATS: Mapping[str, Callable[[Rendered], bytes]] = {
    ".md": as_markdown,
    ".txt": as_text,
    ".html": as_html,
    ".docx": as_docx,
    ".pdf": as_pdf,
}
"""By the ending of a file's name."""
