"""`slimmer audit`: what is wrong with the rules, or could be better, over all possible answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slimmer_rules.audit_input import gather
from slimmer_rules.cli.common import (
    knowledge_folder,
    knowledge_option,
    save_cases,
    seconds_option,
    templates_folder,
    templates_option,
)
from slimmer_rules.cli.lines import echo_json, meter, tell

if TYPE_CHECKING:
    from slimmer_rules.audit.auditing import Material
    from slimmer_rules.audit.findings import Finding, Report, Witness
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON.")
@click.option(
    "--save", metavar="MAP", type=click.Path(file_okay=False, path_type=Path), help="Bewaar de verzonnen gevallen hier."
)
@seconds_option
@knowledge_option
@templates_option
def command(
    as_json: bool, save: Path | None, seconds: float | None, knowledge: Path | None, templates: Path | None
) -> None:
    """Controleer de regels over alle mogelijke antwoorden.

    Elke bevinding toont een verzonnen geval dat u zelf kunt naspelen. Wat bewust zo is, staat met reden in
    aanvaard.yaml.
    """
    from slimmer_rules.audit.auditing import audit
    from slimmer_rules.audit.checks import CHECKS

    gathered = gather(knowledge_folder(knowledge), templates_folder(templates))
    report = audit(gathered.material, CHECKS, gathered.acceptances, seconds, meter())
    if save is not None:
        save_cases(save, list(_cases(report, gathered.material.rulebook)))
    if as_json:
        echo_json(_record(report, gathered.material))
    else:
        tell("\n".join(_text(report, gathered.material)))
    if report.failures:
        raise report.failures[0].error
    if not report.clean:
        click.get_current_context().exit(1)


def _text(report: Report, material: Material) -> Iterator[str]:
    for finding in report.findings:
        yield from _finding(finding, material.rulebook)
        yield ""
    for failure in report.failures:
        yield f"{failure.code} mislukt ({_title(failure.code)}, {failure.subject}): een fout in het programma."
    for unproved in report.unproved:
        yield f"{unproved.code} niet bewezen ({_title(unproved.code)}, {unproved.subject}): de tijd was om."
    if report.accepted:
        count = len(report.accepted)
        yield f"{count} {'bevinding is' if count == 1 else 'bevindingen zijn'} aanvaard, met reden:"
        yield from (f"- {finding.code} {finding.subject}: {reason}" for finding, reason in report.accepted)
    yield _summary(report, material)


def _finding(finding: Finding, rulebook: Rulebook) -> Iterator[str]:
    from slimmer_rules.audit.words import witness_lines

    where = f"{finding.place.file}:{finding.place.line}: " if finding.place else ""
    yield f"{where}{finding.code} {finding.severity.value}: {finding.message}"
    if finding.help:
        yield f"  = {finding.help}"
    for witness in finding.witnesses:
        yield from (f"  {line}" for line in witness_lines(rulebook.conversations[witness.conversation], witness))
    if finding.consequences:
        yield "  Wat hieruit volgt:"
        yield from (f"  - {consequence}" for consequence in finding.consequences)


def _title(code: str) -> str:
    from slimmer_rules.audit.checks import CHECKS

    return next(check.title for check in CHECKS if check.code == code)


def _summary(report: Report, material: Material) -> str:
    found = len(report.findings)
    told = "Geen bevindingen" if not found else "1 bevinding" if found == 1 else f"{found} bevindingen"
    proved = len(material.properties) - sum(
        f.code == "A12" for f in (*report.findings, *(f for f, _ in report.accepted))
    )
    promised = f"; {proved} van de {len(material.properties)} eigenschappen bewezen" if material.properties else ""
    if "A12" in report.unsettled:
        promised = "; de eigenschappen zijn niet allemaal nagerekend"
    open_ = f", {len(report.unproved)} onderdelen niet bewezen" if report.unproved else ""
    open_ += f", {len(report.failures)} mislukt" if report.failures else ""
    return f"{told}{open_}. {len(report.checked)} controles gedaan{promised}."


def _record(report: Report, material: Material) -> dict[str, Any]:
    return {
        "bevindingen": [_finding_record(finding) for finding in report.findings],
        "aanvaard": [{**_finding_record(finding), "reden": reason} for finding, reason in report.accepted],
        "niet_bewezen": [{"code": u.code, "over": u.subject} for u in report.unproved],
        "mislukt": [{"code": f.code, "over": f.subject, "fout": str(f.error)} for f in report.failures],
        "controles": list(report.checked),
        "eigenschappen": [promise.id for promise in material.properties],
        "kennisbank": {
            "naam": material.rulebook.name,
            "versie": material.rulebook.version,
            "sha256": material.rulebook.sha256,
        },
    }


def _finding_record(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "ernst": finding.severity.value,
        "over": finding.subject,
        "melding": finding.message,
        "plaats": {"bestand": place.file, "regel": place.line, "kolom": place.column} if place else None,
        "raad": finding.help,
        "gevolgen": list(finding.consequences),
        "gevallen": [_witness_record(witness) for witness in finding.witnesses],
    }


def _witness_record(witness: Witness) -> dict[str, Any]:
    values = {n: sorted(v) if isinstance(v, frozenset) else v for n, v in witness.values.items()}
    return {
        "gesprek": witness.conversation,
        "antwoorden": dict(witness.answers),
        "toont": witness.shows,
        "conclusies": values,
    }


def _cases(report: Report, rulebook: Rulebook) -> Iterator[tuple[str, Case]]:
    """The witnesses as case files, named by their finding."""
    from slimmer_rules.rulebook.cases import Case

    for finding in report.findings:
        for number, witness in enumerate(finding.witnesses, 1):
            told = re.sub(r"[^a-z0-9]+", "-", finding.subject.lower()).strip("-")[:50]
            name = f"{finding.code.lower()}-{told}-{number}"
            expected = {n: v for n, v in witness.values.items() if v is not None}
            title = f"{finding.code} {finding.subject}: {witness.shows}"
            yield name, Case(witness.conversation, witness.answers, title=title, expected=expected)
