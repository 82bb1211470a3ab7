"""Writing a letter: the format by the file's ending; written beside, then renamed, so that no half letter is left."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.templates import Templates


def compose(letter: Letter, templates: Templates) -> Rendered:
    """The letter's text. Raises RulebookError for a fault in a template."""
    return Rendered(letter, templates, render(letter, templates))


def write_letter(letter: Letter, templates: Templates, target: Path) -> None:
    """Write the letter to `target`, in the format of its ending.

    Raises LetterError with one Dutch sentence (unknown ending, folder that is not there, may not be written, a program
    that is missing), RulebookError for a fault in a template. What stood at `target` stays until the letter is whole.
    """
    make = FORMATS.get(target.suffix.lower())
    if make is None:
        known = ", ".join(FORMATS)
        raise LetterError(f"«{target.name}» heeft geen bekende soort; laat de naam eindigen op een van: {known}.")
    replace(target, make(compose(letter, templates)))


def replace(target: Path, content: bytes) -> None:
    """Put `content` at `target` as a whole or not at all. Raises LetterError where that cannot be done."""
    if target.is_dir():
        raise LetterError(f"«{target}» is een map; geef de naam van een bestand.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".deel", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(_mode_of(target))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise LetterError(f"«{target}» is niet te schrijven: {_reason(error)}.") from None


def _mode_of(target: Path) -> int:
    """The rights of the file that is replaced, else readable by its owner only: a letter is about a person."""
    return target.stat().st_mode & 0o777 if target.exists() else 0o600


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "de map bestaat niet"
        case PermissionError():
            return "u heeft daar geen schrijfrechten"
        case NotADirectoryError():
            return "een deel van het pad is geen map"
        case _:
            return error.strerror or "de computer weigert het"
