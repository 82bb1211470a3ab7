"""How thoroughly the cases test the rules: `slimmer test --coverage` and `slimmer test --mutate`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.audit_input import read_promises
from slimmer_rules.cli.common import knowledge_folder, save_cases
from slimmer_rules.cli.lines import meter, tell

if TYPE_CHECKING:
    from slimmer_rules.audit.cases import CaseResult
    from slimmer_rules.audit.mutation import MutationReport, Proposal
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook


def told_coverage(rulebook: Rulebook, results: Sequence[CaseResult]) -> bool:
    """Tell how far rules, values and conditions are tested; True where something is not."""
    from slimmer_rules.audit.coverage import tallies

    found = tallies(rulebook, results)
    for tally in found:
        tell(f"{tally.percentage}% van de {tally.name} ({tally.count} van {tally.total}).")
        for name in tally.missing:
            tell(f"- {name}")
    return any(tally.missing for tally in found)


def told_mutation(
    rulebook: Rulebook,
    cases: Sequence[tuple[str, Case]],
    knowledge: Path | None,
    seconds: float | None,
    save: Path | None,
) -> bool:
    """Tell which small changes go unnoticed, and keep the cases that would notice; True where there are any."""
    from slimmer_rules.audit.auditing import Material
    from slimmer_rules.audit.mutation import mutate

    promises = read_promises(knowledge_folder(knowledge), rulebook)
    report = mutate(Material(rulebook, cases, promises), seconds, meter())
    _tell_mutation(report)
    if save is not None:
        save_cases(save, [(proposal.name, _case(proposal)) for proposal in report.proposals])
    error = next((fate.error for fate in report.fates if fate.error), None)
    if error is not None:
        raise error
    return report.percentage < 100


def _tell_mutation(report: MutationReport) -> None:
    """What goes unnoticed, the cases that would notice it (as files, so unchanged), and how much is caught."""
    for line in _unnoticed(report):
        tell(line)
    for proposal in report.proposals:
        click.echo("\n" + "\n".join(_proposal(proposal)))
    tell("\n" + "\n".join(_caught(report)))


def _unnoticed(report: MutationReport) -> Iterator[str]:
    from slimmer_rules.audit.mutation import Verdict

    for fate in report.fates:
        if fate.verdict is Verdict.SURVIVED:
            yield f"{fate.mutant.subject}: {fate.mutant.change}. Niemand merkt dit; dit geval wel: {fate.by}"
        elif fate.verdict is Verdict.CONFLICTING:
            yield f"{fate.mutant.subject}: {fate.mutant.change}. Dit scheelt alleen waar de regels elkaar tegenspreken."
        elif fate.verdict is Verdict.FAILED:
            yield f"{fate.mutant.subject}: {fate.mutant.change}. Mislukt door een fout in het programma."
        elif fate.verdict is Verdict.UNPROVED:
            yield f"{fate.mutant.subject}: {fate.mutant.change}. Niet bewezen: de tijd was om."


def _caught(report: MutationReport) -> Iterator[str]:
    from slimmer_rules.audit.mutation import Verdict

    yield f"{report.percentage}% van {len(report.fates)} kleine veranderingen is gevangen of verandert bewezen niets:"
    yield from (f"- {verdict.value}: {report.count(verdict)}" for verdict in Verdict if report.count(verdict))


def _proposal(proposal: Proposal) -> Iterator[str]:
    """A case that is missing, ready to save."""
    from slimmer_rules.rulebook.cases import dump_case

    yield f"# gevallen/{proposal.name}.yaml"
    yield dump_case(_case(proposal)).rstrip()


def _case(proposal: Proposal) -> Case:
    from slimmer_rules.rulebook.cases import Case

    return Case(proposal.conversation, proposal.answers, expected=proposal.expected)
