"""`slimmer test`: whether the rules still conclude what the cases expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.audit_input import CASES, case_files, read_cases
from slimmer_rules.cli.common import fail, knowledge_folder, knowledge_option, load_rulebook, seconds_option
from slimmer_rules.cli.lines import tell
from slimmer_rules.cli.thoroughness import told_coverage, told_mutation

if TYPE_CHECKING:
    from slimmer_rules.audit.cases import CaseResult, Coverage
    from slimmer_rules.rulebook.model import Rulebook


@click.command()
@click.argument("paths", metavar="[BESTAND OF MAP]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--coverage", "wide", is_flag=True, help="Toon ook welke waarden en voorwaarden getoetst zijn.")
@click.option("--mutate", is_flag=True, help="Verander de regels stukje voor stukje, en kijk of een geval het merkt.")
@click.option(
    "--save",
    metavar="MAP",
    type=click.Path(file_okay=False, path_type=Path),
    help="Bewaar bij --mutate hier de gevallen die nog ontbreken.",
)
@seconds_option
@knowledge_option
def command(
    paths: tuple[Path, ...], wide: bool, mutate: bool, save: Path | None, seconds: float | None, knowledge: Path | None
) -> None:
    """Toets de regels aan de voorbeeldgevallen.

    Zonder bestanden of mappen gelden de gevallen die bij de regels horen (de map gevallen). Dan moet ook elke regel in
    minstens één geval gelden. Noemt u zelf gevallen, dan ziet u de dekking alleen met --coverage.
    """
    from slimmer_rules.audit.cases import coverage, run_cases

    rulebook = load_rulebook(knowledge)
    roots: Sequence[Path | Traversable] = paths or [knowledge_folder(knowledge) / CASES]
    files = [file for root in roots for file in case_files(root, str(root) if paths else CASES)]
    if not files:
        fail("Er zijn geen gevallen gevonden (bestanden die eindigen op .yaml, .yml of .json).")
    cases = read_cases(files, rulebook)
    results = run_cases(cases, rulebook)
    failed = [result for result in results if not result.passed]
    for result in failed:
        tell("\n".join(_failure(result, rulebook)) + "\n")
    covered = coverage(results, rulebook)
    tell("\n".join(_told(results)))
    if wide or not paths:
        tell("\n".join(_covered(covered, rulebook, "geen van deze gevallen" if paths else "geen enkel geval")))
    lacking = covered.percentage < 100 and not paths
    if wide:
        lacking |= told_coverage(rulebook, results) and not paths
    if mutate:
        lacking |= told_mutation(rulebook, cases, knowledge, seconds, save)
    if failed or lacking:
        click.get_current_context().exit(1)


def _failure(result: CaseResult, rulebook: Rulebook) -> Iterator[str]:
    """The first difference of a failing case, with the derivation of what came out."""
    from slimmer_rules.reasoning.explanation import proof_text
    from slimmer_rules.reasoning.forward import Reasoner

    yield f"{result.name}: {result.case.title}" if result.case.title else result.name
    if result.contradiction is not None:
        yield f"  {result.contradiction}"
        return
    first = result.differences[0]
    derivation = Reasoner(rulebook.conversations[result.case.conversation]).derive(result.case.answers)
    yield f"  {first.conclusion}: verwacht {_shown(first.expected)}, gekregen {_shown(first.actual)}"
    yield from (f"  {line}" for line in proof_text(derivation, first.conclusion, rulebook).split("\n"))
    if len(result.differences) > 1:
        others = ", ".join(difference.conclusion for difference in result.differences[1:])
        yield f"  Ook anders dan verwacht: {others}"


def _shown(value: str | frozenset[str] | None) -> str:
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    return value if value is not None else "geen waarde"


def _told(results: Sequence[CaseResult]) -> Iterator[str]:
    failed = sum(not result.passed for result in results)
    cases = f"{len(results)} {'geval' if len(results) == 1 else 'gevallen'} getoetst"
    yield f"{cases}: {'alle kloppen' if not failed else f'{len(results) - failed} kloppen, {failed} niet'}."
    untold = sum(not result.case.expected for result in results)
    if untold:
        yield f"{untold} daarvan zegt niet wat het verwacht, en telt niet mee voor de dekking."


def _covered(covered: Coverage, rulebook: Rulebook, nowhere: str) -> Iterator[str]:
    """How many rules hold in a case, and which in none."""
    part = f"{covered.count} van de {covered.total} regels"
    yield f"Dekking: {covered.percentage}%; {part} gelden in minstens één geval."
    for conversation, silent in covered.silent.items():
        for rule in silent:
            yield f"- {rule} ({rulebook.conversations[conversation].rules[rule].title}) geldt in {nowhere}"
