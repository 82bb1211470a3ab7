"""`slimmer letter`: the advice letter for one case."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  # a type, beside a value named `date`
from pathlib import Path

import click

from slimmer_rules.cli.common import (
    fail,
    knowledge_folder,
    knowledge_option,
    load_case,
    load_rulebook,
    templates_folder,
    templates_option,
)


@click.command(help="Maak de adviesbrief bij een geval.")
@click.argument("geval", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", metavar="BESTAND", type=click.Path(path_type=Path), help="Waar de brief komt.")
@knowledge_option
@templates_option
def command(geval: Path, output: Path | None, knowledge: Path | None, templates: Path | None) -> None:
    """Render the letter and write it, or print it as Markdown."""
    from slimmer_rules.letter import LetterError, compose, prepare, read_templates, write_letter

    rulebook = load_rulebook(knowledge)
    case = load_case(geval, rulebook)
    try:
        letter = prepare(case, rulebook, knowledge_folder(knowledge), today=Date.today())
        files = read_templates(templates_folder(templates))
        if output is None:
            click.echo(compose(letter, files).markdown, nl=False)
        else:
            write_letter(letter, files, output)
            click.echo(f"De brief staat in {output}.")
    except LetterError as error:
        fail(str(error))
