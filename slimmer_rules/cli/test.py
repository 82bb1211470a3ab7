"""`slimmer test`: whether the rules still conclude what the cases expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.cli.common import fail, knowledge_folder, knowledge_option, load_rulebook

if TYPE_CHECKING:
    from slimmer_rules.audit.cases import CaseResult, Coverage
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

SUFFIXES = (".yaml", ".yml", ".json")
FOLDER = "gevallen"


@click.command()
@click.argument("paths", metavar="[BESTAND OF MAP]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@knowledge_option
def command(paths: tuple[Path, ...], knowledge: Path | None) -> None:
    """Toets de regels aan de voorbeeldgevallen.

    Zonder bestanden of mappen gelden de gevallen die bij de regels horen (de map gevallen). Dan moet ook elke regel in
    minstens één geval gelden.
    """
    from slimmer_rules.audit.cases import coverage, run_cases

    rulebook = load_rulebook(knowledge)
    roots: Sequence[Path | Traversable] = paths or [knowledge_folder(knowledge) / FOLDER]
    files = [file for root in roots for file in _files(root, str(root) if paths else FOLDER)]
    if not files:
        fail("Er zijn geen gevallen gevonden (bestanden die eindigen op .yaml, .yml of .json).")
    results = run_cases(_read(files, rulebook), rulebook)
    failed = [result for result in results if not result.passed]
    for result in failed:
        click.echo("\n".join(_failure(result, rulebook)) + "\n")
    covered = coverage(results, rulebook)
    click.echo("\n".join(_told(results, covered, rulebook)))
    if failed or (covered.percentage < 100 and not paths):
        click.get_current_context().exit(1)


def _files(root: Path | Traversable, name: str) -> Iterator[tuple[str, Path | Traversable]]:
    """The case files at or under a place, by name."""
    if not root.is_dir():
        if isinstance(root, Path) and root.exists():
            yield name, root
        return
    for entry in sorted(root.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() or entry.name.endswith(SUFFIXES):
            yield from _files(entry, f"{name}/{entry.name}")


def _read(files: Sequence[tuple[str, Path | Traversable]], rulebook: Rulebook) -> list[tuple[str, Case]]:
    """All cases. Raises RulebookError with the errors of all files together."""
    from slimmer_rules.rulebook.cases import read_case
    from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError

    cases = []
    faults: list[Diagnostic] = []
    for name, file in files:
        try:
            cases.append((name, read_case(file.read_bytes(), name, rulebook)))
        except RulebookError as error:
            faults += error.diagnostics
    if faults:
        raise RulebookError(faults)
    return cases


def _failure(result: CaseResult, rulebook: Rulebook) -> Iterator[str]:
    """The first difference of a failing case, with the derivation of what came out."""
    from slimmer_rules.reasoning.explanation import proof_text

    yield f"{result.name}: {result.case.title}" if result.case.title else result.name
    if result.derivation is None:
        yield f"  {result.contradiction}"
        return
    first = result.differences[0]
    yield f"  {first.conclusion}: verwacht {_shown(first.expected)}, gekregen {_shown(first.actual)}"
    yield from (f"  {line}" for line in proof_text(result.derivation, first.conclusion, rulebook).split("\n"))
    if len(result.differences) > 1:
        others = ", ".join(difference.conclusion for difference in result.differences[1:])
        yield f"  Ook anders dan verwacht: {others}"


def _shown(value: str | frozenset[str] | None) -> str:
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    return value if value is not None else "geen waarde"


def _told(results: Sequence[CaseResult], covered: Coverage, rulebook: Rulebook) -> Iterator[str]:
    failed = sum(not result.passed for result in results)
    cases = f"{len(results)} {'geval' if len(results) == 1 else 'gevallen'} getoetst"
    yield f"{cases}: {'alle kloppen' if not failed else f'{len(results) - failed} kloppen, {failed} niet'}."
    untold = sum(not result.case.expected for result in results)
    if untold:
        yield f"{untold} daarvan zegt niet wat het verwacht, en telt niet mee voor de dekking."
    part = f"{covered.count} van de {covered.total} regels"
    yield f"Dekking: {covered.percentage}%; {part} gelden in minstens één geval."
    for conversation, silent in covered.silent.items():
        for rule in silent:
            yield f"- {rule} ({rulebook.conversations[conversation].rules[rule].title}) geldt in geen enkel geval"
