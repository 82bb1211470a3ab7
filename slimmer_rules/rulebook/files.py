"""Files: getting a rulebook's files from a folder, or from what ships, without trusting what is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.located_yaml import MAX_BYTES
from slimmer_rules.rulebook.model import Rulebook
from slimmer_rules.rulebook.os_errors import trouble
from slimmer_rules.rulebook.reading import CASES, counts, read

MAX_FILES = 1000
MAX_FOLDERS_DEEP = 4

Folder = Path | Traversable


def shipped() -> Traversable:
    """The folder of rules that ships with the program."""
    return resources("slimmer_rules.knowledge")


def read_folder(folder: Folder) -> Rulebook:
    """The rulebook in a folder. Raises RulebookError with all mistakes, their places told from `folder` on."""
    files, unreadable = _load(folder)
    try:
        return read(files, unreadable)
    except RulebookError as error:
        raise RulebookError(placed_in(folder, diagnostic) for diagnostic in error.diagnostics) from None


def rule_files(folder: Folder) -> dict[str, bytes]:
    """The files that say what the rules mean, by their path in the folder. Raises RulebookError."""
    files, _ = _load(folder)
    return {path: content for path, content in files.items() if counts(path)}


def _load(folder: Folder) -> tuple[dict[str, bytes], dict[str, Diagnostic]]:
    """The rule files of a folder, by their path relative to it, with `/`, and those that could not be read, and why.

    Cases and hidden files are left out. Raises RulebookError where even that is not to be told.
    """
    files: dict[str, bytes] = {}
    unreadable: dict[str, Diagnostic] = {}
    for path, file in _walk(folder, "", ()):
        content = _content(file)
        if isinstance(content, Diagnostic):
            unreadable[f"{path.rpartition('.')[0]}.yaml"] = content
        else:
            files[path] = content
        if len(files) + len(unreadable) > MAX_FILES:
            raise RulebookError([_fault(folder, f"heeft meer dan {MAX_FILES} bestanden met regels", "R003")])
    return files, unreadable


def _walk(folder: Folder, before: str, above: tuple[str, ...]) -> Iterator[tuple[str, Folder]]:
    """Every YAML file below a folder, by relative path, in order; `above` are the folders that it lies in.

    Raises RulebookError for a folder it may not see.
    """
    real = os.path.realpath(str(folder))
    if real in above:  # links that go round
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        folders = {entry.name for entry in entries if entry.is_dir()}
    except OSError as error:
        raise RulebookError([_fault(folder, f"is niet te lezen: {_told(error)}")]) from None
    for entry in entries:
        path = before + entry.name
        if entry.name.startswith((".", "__")) or path == CASES:
            continue
        if entry.name.endswith((".yaml", ".yml")):
            yield path, entry
        elif entry.name in folders and len(above) < MAX_FOLDERS_DEEP:
            yield from _walk(entry, f"{path}/", (*above, real))


def _content(file: Folder) -> bytes | Diagnostic:
    """The content of a file, never more than a rule file may have, or why there is none to be had."""
    if file.name.endswith(".yml"):
        return _fault(file, "eindigt op .yml", help=f"noem het {file.name.removesuffix('.yml')}.yaml")
    try:
        if not file.is_file():
            return _fault(file, "is geen gewoon bestand", help="haal het weg, of zet er een gewoon bestand neer")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return _fault(file, f"is niet te lezen: {_told(error)}")
    if len(data) > MAX_BYTES:
        return _fault(file, f"is groter dan {MAX_BYTES // 1024} KiB", "R003", "verdeel het over meer bestanden")
    return data


def _fault(thing: Folder, message: str, code: str = "R001", help: str | None = None) -> Diagnostic:
    return Diagnostic(code, f"`{thing}` {message}", None, None, help)


def _told(error: OSError) -> str:
    return "u mag het niet lezen" if isinstance(error, PermissionError) else f"het {trouble(error)}"


def placed_in(folder: Folder, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its place told from the folder on."""
    place = diagnostic.place
    return replace(diagnostic, place=replace(place, file=str(folder.joinpath(place.file)))) if place else diagnostic
