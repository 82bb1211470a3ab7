"""Writing a letter: the format by the file's ending; written beside, then renamed, so that no half letter is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from slimmer_rules.atomic_write import real, write_files
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.receipt import as_bytes, beside, receipt
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.rulebook.os_errors import trouble


def write_letter(letter: Letter, templates: Templates, target: Path, *, embed: bool = False) -> Path:
    """Write the letter to `target`, in the format of its ending, with its receipt beside it; give the receipt's path.

    With `embed` the receipt is inside the letter too, where its kind can hold one. Raises LetterError with one Dutch
    sentence (unknown ending, folder that is not there, may not be written, a program that is missing), RulebookError
    for a fault in a template. What stood at `target` stays until the letter is whole.
    """
    make = FORMATS.get(target.suffix.lower())
    if make is None:
        known = ", ".join(FORMATS)
        raise LetterError(f"“{target}” heeft geen bekende soort; laat de naam eindigen op een van: {known}.")
    rendered = compose(letter, templates)
    made = as_bytes(receipt(rendered))
    put({beside(target): made, target: make(replace(rendered, enclosed=made) if embed else rendered)})
    return beside(target)


def put(files: Mapping[Path, bytes]) -> None:
    """Write the files, all or none. Raises LetterError."""
    for target in files:
        if target.is_dir():
            raise LetterError(f"“{target}” is een map; geef de naam van een bestand.")
    try:
        write_files(files)
    except OSError as error:
        names = {str(real(target)): target for target in files}
        where = names.get(error.filename, error.filename)
        raise LetterError(f"“{where}” is niet te schrijven: {_reason(error)}.") from None


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "de map bestaat niet"
        case PermissionError():
            return "u heeft daar geen schrijfrechten"
        case NotADirectoryError():
            return "een deel van het pad is geen map"
        case _:
            return f"het {trouble(error)}"
