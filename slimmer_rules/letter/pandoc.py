"""Pandoc, run as a program of its own: one Markdown letter in, another format out."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from slimmer_rules.letter.errors import LetterError, MissingProgramError

READER = "commonmark+pipe_tables+attributes+fenced_divs"
"""CommonMark has one meaning for every text, and a backslash before any mark keeps it as typed."""

SECONDS = 60


def convert(markdown: str, to: str, *options: str, reader: str = READER) -> bytes:
    """Markdown in another format, read and written without access to files (`--sandbox`).

    Raises LetterError when pandoc is not installed or refuses.
    """
    return run(["--from", reader, "--to", to, "--sandbox", *options], markdown.encode("utf-8"))


def run(arguments: Sequence[str], stdin: bytes) -> bytes:
    """One run of pandoc.

    Raises MissingProgramError when it is not installed, LetterError when it takes too long or refuses.
    """
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
        raise MissingProgramError(
            "Voor Word en PDF is pandoc nodig. Installeer het met: pip install 'slimmer-rules[brief]'. "
            "Een brief die op .html, .txt of .md eindigt kan zonder."
        ) from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise MissingProgramError(
            "Pandoc ontbreekt op deze computer. Installeer het met: pip install pypandoc_binary"
        ) from None
