"""What the audit's commands read: the rules with their cases, promises, acceptances, glossary and templates."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slimmer_rules.atomic_write import write_folder
from slimmer_rules.cli.common import knowledge_folder, load_rulebook, templates_folder
from slimmer_rules.cli.lines import USUAL, columns
from slimmer_rules.cli.putting import taken_from

if TYPE_CHECKING:
    from slimmer_rules.audit.acceptance import Acceptance
    from slimmer_rules.audit.auditing import Material, Progress
    from slimmer_rules.audit.properties import Property
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

CASES = "gevallen"
SUFFIXES = (".yaml", ".yml", ".json")
TEMPLATE_FOLDERS = ("", "brief")

Folder = Path | Traversable

seconds_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    metavar="TIJD",
    help="Stop na zoveel seconden; wat dan niet klaar is, heet “niet bewezen”.",
)


@dataclass(frozen=True)
class Gathered:
    """The material of an audit, and what goes with it."""

    material: Material
    acceptances: tuple[Acceptance, ...]
    glossary: dict[str, str]


def gather(knowledge: Path | None, templates: Path | None) -> Gathered:
    """Everything under the folder with rules. Raises RulebookError with the mistakes of the first part that has any."""
    from slimmer_rules.audit.auditing import Material
    from slimmer_rules.audit.reading import ACCEPTED, GLOSSARY, read_acceptances, read_glossary

    rulebook, folder = load_rulebook(knowledge), knowledge_folder(knowledge)
    accepted, words = (_bytes(folder, name) for name in (ACCEPTED, GLOSSARY))
    glossary = read_glossary(words, GLOSSARY) if words is not None else {}
    material = Material(
        rulebook=rulebook,
        cases=read_cases(list(case_files(folder / CASES, CASES)), rulebook),
        properties=read_promises(folder, rulebook),
        templates=dict(_templates(templates_folder(templates))),
        glossary=frozenset(glossary),
    )
    return Gathered(material, read_acceptances(accepted, ACCEPTED) if accepted is not None else (), glossary)


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
    from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError

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
        return taken_from(stream)


def _templates(folder: Folder) -> Iterator[tuple[str, str]]:
    """The letter's templates, by path; one that is no UTF-8 is the letter's to refuse."""
    for sub in TEMPLATE_FOLDERS:
        inside = folder / sub if sub else folder
        for entry in sorted(inside.iterdir(), key=lambda entry: entry.name) if inside.is_dir() else ():
            if entry.name.endswith(".j2") and entry.is_file():
                yield f"{sub}/{entry.name}" if sub else entry.name, _taken(entry).decode("utf-8", "replace")


def meter() -> Progress:
    """A progress line on a terminal that can redraw one, nothing elsewhere."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return lambda done, total, label: None

    def show(done: int, total: int, label: str) -> None:
        line = f"  {done} van {total}  {label}" if done < total else ""
        room = min(columns(sys.stderr) or USUAL, USUAL) - 2
        click.echo(f"\r\x1b[2K{line[:room]}", nl=False, err=True)

    return show


def save_cases(folder: Path, cases: Sequence[tuple[str, Case]]) -> None:
    """Write cases as files. Raises OSError; a file that is there already is left alone and refused."""
    from slimmer_rules.rulebook.cases import dump_case

    files = {f"{name}.yaml": dump_case(case).encode("utf-8") for name, case in cases}
    there = next((folder / name for name in files if (folder / name).exists()), None)
    if there is not None:
        raise FileExistsError(errno.EEXIST, "", str(there))
    write_folder(folder, files)
