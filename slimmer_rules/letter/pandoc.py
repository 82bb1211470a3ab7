"""Pandoc, run as a program of its own: one Markdown letter in, another format out."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from slimmer_rules.letter.errors import LetterError

PLAIN = "commonmark+pipe_tables"
READER = f"{PLAIN}+attributes+bracketed_spans+fenced_divs"
"""CommonMark has one meaning for every text, and a backslash before any mark keeps it as typed."""
_NEEDS_MORE = re.compile(r"(?<!\\)\{|^ *:::", re.MULTILINE)
"""What `PLAIN` would not know: attributes of any kind, and divisions."""

SECONDS = 60

_REACHES_FURTHER = re.compile(r"^ {0,3}(?:```|~~~|<|\[[^\]]+\]:)", re.MULTILINE)
"""What may give meaning to lines far away: a block of code, raw HTML, the address of a link."""
_DIV_OPENS = re.compile(r":{3,}[ \t]*\S")
_DIV_CLOSES = re.compile(r":{3,}\s*$")


def convert(markdown: str, to: str, *options: str, reader: str | None = None) -> bytes:
    """Markdown in another format, read and written without access to files (`--sandbox`).

    Without `reader` a text is read as `READER` does; where it needs no more, as `PLAIN`, in two thirds of the time.
    Raises LetterError when pandoc is not installed or refuses.
    """
    known = reader or (READER if _NEEDS_MORE.search(markdown) else PLAIN)
    return run(["--from", known, "--to", to, "--sandbox", *options], markdown.encode("utf-8"))


def convert_in_halves(
    markdown: str, to: str, *options: str, prepared: Callable[[str], str] = lambda piece: piece
) -> tuple[bytes, ...]:
    """As `convert`, of two halves side by side: in about half the time, as pandoc's time grows with the text.

    One piece, where the text has no place to cut; each `prepared` after it was cut. Raises LetterError as `convert`
    does.
    """
    pieces = halves(markdown)
    with ThreadPoolExecutor(len(pieces)) as at_once:
        return tuple(at_once.map(lambda piece: convert(prepared(piece), to, *options), pieces))


def halves(markdown: str) -> tuple[str, ...]:
    """The text cut before the heading or division nearest its middle, where no other block is open."""
    middle, cut, at, depth, blank = len(markdown) / 2, 0, 0, 0, True
    for line in markdown.splitlines(keepends=True):
        opens = bool(_DIV_OPENS.match(line))
        if blank and depth == 0 and (opens or line.startswith("#")) and abs(at - middle) < abs(cut - middle):
            cut = at
        depth += opens - bool(_DIV_CLOSES.match(line))
        blank, at = not line.strip(), at + len(line)
    whole = cut == 0 or _REACHES_FURTHER.search(markdown)
    return (markdown,) if whole else (markdown[:cut], markdown[cut:])


def run(arguments: Sequence[str], stdin: bytes) -> bytes:
    """One run of pandoc. Raises LetterError when it is not installed, takes too long or refuses."""
    command = [_program(), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own arguments, no shell
    except subprocess.TimeoutExpired:
        raise LetterError(
            f"Het omzetten van de brief duurde langer dan {SECONDS} seconden; de brief is niet gemaakt."
        ) from None
    except OSError as error:
        raise LetterError(f"Pandoc is niet te starten ({error.strerror}); de brief is niet gemaakt.") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise LetterError(f"Pandoc kon de brief niet omzetten: {told[-1] if told else 'zonder melding'}")
    return done.stdout


def _program() -> str:
    try:
        import pypandoc  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        raise LetterError(
            "Voor deze soort brief is pandoc nodig. Installeer het met: pip install 'slimmer-rules[brief]'. "
            "Een brief die op .md eindigt kan zonder."
        ) from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise LetterError(
            "Pandoc ontbreekt op deze computer. Installeer het met: pip install pypandoc_binary"
        ) from None
