"""`slimmer verify`: whether a letter's receipt still gives the same decision and the same letter."""

from __future__ import annotations

from pathlib import Path

import click

from slimmer_rules.cli.common import fail, knowledge_option, load_rulebook, templates_folder, templates_option
from slimmer_rules.cli.putting import taken


@click.command(help="Ga na of bij een bewijs hetzelfde besluit en dezelfde brief horen.")
@click.argument("bewijs", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@knowledge_option
@templates_option
def command(bewijs: Path, knowledge: Path | None, templates: Path | None) -> None:
    """Make the letter again and compare; exit 1 at the first difference."""
    from slimmer_rules.letter import LetterError, read_templates
    from slimmer_rules.letter.receipt import (
        MAX_BYTES,
        differences,
        made_again,
        read_receipt,
        same_rules,
        same_templates,
    )

    rulebook = load_rulebook(knowledge)
    files = read_templates(templates_folder(templates))
    try:
        receipt = read_receipt(taken(bewijs, MAX_BYTES), bewijs.name, rulebook)
        found = next(differences(receipt, made_again(receipt, rulebook, files)), None)
    except LetterError as error:
        fail(str(error))
    if found is None:
        click.echo("Hetzelfde: dit bewijs geeft hetzelfde besluit en dezelfde brief.")
        return
    click.echo(f"Anders: {found}.")
    if not same_rules(receipt, rulebook):
        click.echo("De regels zijn andere dan toen. Geef de regels van toen met --knowledge.")
    if not same_templates(receipt, files):
        click.echo("De sjablonen zijn andere dan toen. Geef de sjablonen van toen met --templates.")
    raise SystemExit(1)
