"""What an audit reads: the rules with their cases, promises, acceptances, glossary and templates."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from slimmer_rules.rulebook.bounded import read_stream

if TYPE_CHECKING:
    from slimmer_rules.audit.acceptance import Acceptance
    from slimmer_rules.audit.auditing import Material
    from slimmer_rules.audit.differences import Version
    from slimmer_rules.audit.properties import Property
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.diagnostics import Diagnostic
    from slimmer_rules.rulebook.model import Rulebook

T = TypeVar("T")

CASES = "gevallen"
SUFFIXES = (".yaml", ".yml", ".json")
TEMPLATE_FOLDERS = ("", "brief")

Folder = Path | Traversable

Faults = dict[str, tuple["Diagnostic", ...]]
"""The mistakes in what stands beside the rules, and in the rules (`rulebook`), by the name of the part."""


@dataclass(frozen=True)
class Gathered:
    """The material of an audit, and what goes with it."""

    material: Material
    acceptances: Sequence[Acceptance]
    glossary: Mapping[str, str]


def gather(knowledge: Folder, templates: Folder) -> Gathered:
    """Everything under the folder with rules. Raises RulebookError with the mistakes of all parts together."""
    from slimmer_rules.audit.auditing import Material

    version = read_sound(knowledge)
    material = Material(
        rulebook=version.rulebook,
        cases=version.cases or (),
        properties=version.promises or (),
        templates=dict(_templates(templates)),
        glossary=frozenset(version.glossary or ()),
    )
    return Gathered(material, version.acceptances or (), version.glossary or {})


def read_sound(folder: Folder) -> Version:
    """All that stands in a folder of rules. Raises RulebookError with the mistakes of all parts together."""
    from slimmer_rules.rulebook.diagnostics import RulebookError

    version, faults = read_version(folder)
    if version is None or faults:
        raise RulebookError(diagnostic for part in faults.values() for diagnostic in part)
    return version


def cut_off_files(folder: Folder) -> list[Diagnostic]:
    """The files anywhere in a folder of rules that seem to have lost their end."""
    from slimmer_rules.rulebook.files import placed_in
    from slimmer_rules.rulebook.unfinished import cut_off

    files = [(name.lstrip("/"), file) for name, file in case_files(folder, "") if name.endswith(".yaml")]
    return [placed_in(folder, found) for name, file in files if (found := cut_off(_taken(file), name))]


def read_version(folder: Folder) -> tuple[Version | None, Faults]:
    """All that can be read in a folder of rules, and the mistakes in the rest; None where the rules have mistakes."""
    from slimmer_rules.audit.differences import Version
    from slimmer_rules.audit.reading import ACCEPTED, GLOSSARY, read_acceptances, read_glossary
    from slimmer_rules.letter.sender import FILE as SENDER
    from slimmer_rules.letter.sender import parse_sender, sender_fields
    from slimmer_rules.rulebook.diagnostics import RulebookError
    from slimmer_rules.rulebook.files import placed_in, read_folder

    faults: Faults = {}

    def part(name: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except RulebookError as error:
            faults[name] = error.diagnostics
            return None

    def beside(name: str, file: str, read: Callable[[bytes], T], without: T) -> T | None:
        data = _bytes(folder, file)
        return without if data is None else part(name, lambda: read(data))

    rulebook = part("rulebook", lambda: read_folder(folder))
    no_acceptances: tuple[Acceptance, ...] = ()
    no_words: dict[str, str] = {}
    no_sender: dict[str, str | list[str]] = {}
    acceptances = beside("acceptances", ACCEPTED, lambda data: read_acceptances(data, ACCEPTED), no_acceptances)
    glossary = beside("glossary", GLOSSARY, lambda data: read_glossary(data, GLOSSARY), no_words)
    sender = beside("sender", SENDER, lambda data: sender_fields(parse_sender(data, SENDER)), no_sender)
    version = None
    if rulebook is not None:
        files = list(case_files(folder / CASES, CASES))
        version = Version(
            rulebook=rulebook,
            promises=part("promises", lambda: read_promises(folder, rulebook)),
            acceptances=acceptances,
            glossary=glossary,
            cases=part("cases", lambda: read_cases(files, rulebook)),
            sender=sender,
        )
    placed = {
        name: found if name == "rulebook" else tuple(placed_in(folder, each) for each in found)
        for name, found in faults.items()
    }
    return version, placed


def read_promises(folder: Folder, rulebook: Rulebook) -> tuple[Property, ...]:
    """The properties that stand beside the rules; none if there is no such file. Raises RulebookError."""
    from slimmer_rules.audit.reading import PROPERTIES, read_properties

    promises = _bytes(folder, PROPERTIES)
    return read_properties(promises, PROPERTIES, rulebook) if promises is not None else ()


def case_files(root: Folder, name: str, seen: set[str] | None = None) -> Iterator[tuple[str, Folder]]:
    """The case files at or under a place, each with its name, in order; each folder once, also where links go round."""
    if not root.is_dir():
        if root.is_file():
            yield name, root
        return
    seen = set() if seen is None else seen
    real = os.path.realpath(str(root))
    if real in seen:
        return
    seen.add(real)
    for entry in sorted(root.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() or entry.name.endswith(SUFFIXES):
            yield from case_files(entry, f"{name}/{entry.name}", seen)


def read_cases(files: Sequence[tuple[str, Folder]], rulebook: Rulebook) -> list[tuple[str, Case]]:
    """All cases. Raises RulebookError with the mistakes of all files together."""
    from slimmer_rules.rulebook.cases import read_case
    from slimmer_rules.rulebook.diagnostics import RulebookError

    cases = []
    faults: list[Diagnostic] = []
    for name, file in files:
        try:
            cases.append((name, read_case(_taken(file), name, rulebook)))
        except RulebookError as error:
            faults += error.diagnostics
    if faults:
        raise RulebookError(faults)
    return cases


def _bytes(folder: Folder, name: str) -> bytes | None:
    file = folder / name
    return _taken(file) if file.is_file() else None


def _taken(file: Folder) -> bytes:
    with file.open("rb") as stream:
        return read_stream(stream)


def _templates(folder: Folder) -> Iterator[tuple[str, str]]:
    """The letter's templates, by path; one that is no UTF-8 is the letter's to refuse."""
    for sub in TEMPLATE_FOLDERS:
        inside = folder / sub if sub else folder
        for entry in sorted(inside.iterdir(), key=lambda entry: entry.name) if inside.is_dir() else ():
            if entry.name.endswith(".j2") and entry.is_file():
                yield f"{sub}/{entry.name}" if sub else entry.name, _taken(entry).decode("utf-8", "replace")
