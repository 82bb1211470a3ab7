"""Files: getting a rulebook's files from a folder, or from what ships, without trusting what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.located_yaml import MAX_BYTES
from slimmer_rules.rulebook.model import Rulebook
from slimmer_rules.rulebook.reading import CASES, read

MAX_FILES = 1000
MAX_FOLDERS_DEEP = 4

Folder = Path | Traversable

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "het bestaat niet",
    PermissionError: "u mag het niet lezen",
    NotADirectoryError: "het is geen map",
    IsADirectoryError: "het is een map",
}


def shipped() -> Traversable:
    """The folder of rules that ships with the program."""
    return resources("slimmer_rules.knowledge")


def read_folder(folder: Folder) -> Rulebook:
    """The rulebook in a folder. Raises RulebookError with all mistakes, their places told from `folder` on."""
    files = load(folder)
    try:
        return read(files)
    except RulebookError as error:
        raise RulebookError(_from(folder, diagnostic) for diagnostic in error.diagnostics) from None


def load(folder: Folder) -> dict[str, bytes]:
    """The rule files of a folder: path relative to it, with `/`, to content; cases and hidden files are left out.

    Raises RulebookError with everything in it that cannot be read, is too large, or is no file.
    """
    faults: list[Diagnostic] = []
    found: dict[str, bytes] = {}
    for path, file in _walk(folder, "", 0, faults):
        data = _content(file, faults)
        if data is not None:
            found[path] = data
        if len(found) > MAX_FILES:
            faults.append(_fault(folder, f"heeft meer dan {MAX_FILES} bestanden met regels", "R003"))
            break
    if faults:
        raise RulebookError(faults)
    return found


def _walk(folder: Folder, before: str, depth: int, faults: list[Diagnostic]) -> Iterator[tuple[str, Folder]]:
    """Every YAML file below a folder, by relative path, in order."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        faults.append(_fault(folder, f"is niet te lezen: {_told(error)}"))
        return
    for entry in entries:
        path = before + entry.name
        if entry.name.startswith((".", "__")) or path == CASES:
            continue
        if entry.name.endswith((".yaml", ".yml")):
            yield path, entry
        elif depth < MAX_FOLDERS_DEEP and _is_folder(entry, faults):
            yield from _walk(entry, f"{path}/", depth + 1, faults)


def _is_folder(entry: Folder, faults: list[Diagnostic]) -> bool:
    try:
        return entry.is_dir()
    except OSError as error:
        faults.append(_fault(entry, f"is niet te lezen: {_told(error)}"))
        return False


def _content(file: Folder, faults: list[Diagnostic]) -> bytes | None:
    """The content of a file, never more than a rule file may have; None, with a fault, if there is none to read."""
    if file.name.endswith(".yml"):
        faults.append(_fault(file, "eindigt op .yml", help=f"noem het {file.name.removesuffix('.yml')}.yaml"))
        return None
    try:
        if not file.is_file():
            help = "haal het weg, of zet er een gewoon bestand neer"
            faults.append(_fault(file, "is geen gewoon bestand", help=help))
            return None
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        faults.append(_fault(file, f"is niet te lezen: {_told(error)}"))
        return None
    if len(data) > MAX_BYTES:
        help = "verdeel het over meer bestanden"
        faults.append(_fault(file, f"is groter dan {MAX_BYTES // 1024} KiB", "R003", help))
    return data


def _fault(thing: Folder, message: str, code: str = "R001", help: str | None = None) -> Diagnostic:
    return Diagnostic(code, f"`{thing}` {message}", None, None, help)


def _told(error: OSError) -> str:
    return _REASONS.get(type(error)) or error.strerror or "de computer zegt niet waarom"


def _from(folder: Folder, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its place told from the folder on."""
    place = diagnostic.place
    return replace(diagnostic, place=replace(place, file=str(folder.joinpath(place.file)))) if place else diagnostic
