"""`slimmer letter`: the advice letter for one case."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812  # a type, beside a value named `date`
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.cli.common import (
    fail,
    knowledge_folder,
    knowledge_option,
    load_case,
    load_rulebook,
    same_file,
    templates_folder,
    templates_option,
    today,
)
from slimmer_rules.cli.lines import tell, whole

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

if TYPE_CHECKING:
    from slimmer_rules.letter.rendered import Rendered


@click.command(help="Maak de brief bij een geval. Zonder -o verschijnt de tekst op het scherm.")
@click.argument("geval", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Waar de brief komt. De naam eindigt op .md, .txt, .html, .docx of .pdf.",
)
@click.option("--check", is_flag=True, help="Ga na of elke zin van de brief ergens op rust; maak geen brief.")
@click.option("--embed", is_flag=True, help="Zet het bewijs ook in de brief zelf (PDF, Word en HTML).")
@click.option(
    "--date", metavar="DATUM", help="De datum van de brief, zoals 2026-03-05. Anders die van het geval, of vandaag."
)
@knowledge_option
@templates_option
def command(
    geval: Path,
    output: Path | None,
    check: bool,
    embed: bool,
    date: str | None,
    knowledge: Path | None,
    templates: Path | None,
) -> None:
    """Render the letter, and write it, print it as Markdown, or check it."""
    from slimmer_rules.letter import LetterError, compose, prepare, read_templates, reminders, write_letter

    _refuse_wrong_use(geval, output, check=check, embed=embed)
    rulebook = load_rulebook(knowledge)
    case = load_case(geval, rulebook)
    try:
        letter = prepare(case, rulebook, knowledge_folder(knowledge), today=today(), date=_given(date))
        files = read_templates(templates_folder(templates))
        if check:
            _check(compose(letter, files))
            return
        if output is None:
            click.echo(compose(letter, files).markdown, nl=False)
        else:
            beside = write_letter(letter, files, output, embed=embed)
            tell(f"De brief staat in {whole(output)}, het bewijs in {whole(beside)}.")
        for reminder in reminders(letter):
            tell(f"Let op: {reminder}.", err=True)
    except LetterError as error:
        fail(str(error))


def _refuse_wrong_use(case: Path, output: Path | None, *, check: bool, embed: bool) -> None:
    """Stop where options do not go together, or where the letter or its receipt would take the place of the case."""
    from slimmer_rules.letter.formats import FORMATS
    from slimmer_rules.letter.reading_back import HOLDING
    from slimmer_rules.letter.receipt import beside

    if check and output is not None:
        fail("--check maakt geen brief. Laat -o weg, of laat --check weg.")
    if embed and output is None:
        fail("--embed zet het bewijs in een bestand. Geef met -o de naam van dat bestand.")
    if output is None:
        return
    ending = output.suffix.lower()
    if embed and ending in FORMATS and ending not in HOLDING:
        fail(f"In een bestand met {ending} past geen bewijs. Laat --embed weg, of kies een van: {', '.join(HOLDING)}.")
    if same_file(case, output):
        fail(f"“{output}” is het geval zelf. Kies een andere naam voor de brief; er is niets gewijzigd.")
    if ending in FORMATS and same_file(case, beside(output)):
        fail(
            f"Het bewijs bij “{output}” zou over het geval heen komen. "
            "Kies een andere naam voor de brief; er is niets gewijzigd."
        )


def _given(date: str | None) -> Date | None:
    """The day that was given, written as the help says. Stops at anything else, also at nothing between quotes."""
    if date is None:
        return None
    try:
        if not DAY.fullmatch(date):  # Python takes 20260305 and 2026-W10-4 too
            raise ValueError(date)
        return Date.fromisoformat(date)
    except ValueError:
        fail(f"“{date}” is geen datum; schrijf jaar, maand en dag, zoals 2026-03-05.")


def _check(rendered: Rendered) -> None:
    """Print what is wrong with a letter; exit 1 if anything is."""
    from slimmer_rules.letter.check import check_all

    report = check_all(rendered)
    for finding in report.findings:
        tell(f"{finding.kind}: “{finding.text}”\n    {finding.told}")
    if report.left_out:
        tell(f"Niet vergeleken: {', '.join(report.left_out)}. Daarvoor is nodig: pip install 'slimmer-rules[brief]'.")
    for ending, reason in report.unshown:
        tell(f"Niet vergeleken: {ending}. {reason}")
    if count := len(report.findings):
        tell(f"De brief klopt niet: {count} {'punt' if count == 1 else 'punten'}.")
        raise SystemExit(1)
    every = "elke soort brief die hier te maken is" if report.left_out or report.unshown else "elke soort brief"
    tell(f"De brief klopt: elke zin rust ergens op, en {every} heeft dezelfde tekst.")
