"""`slimmer verify`: whether a letter and its receipt still belong together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.cli.common import fail, knowledge_option, load_rulebook, templates_folder, templates_option
from slimmer_rules.cli.lines import tell
from slimmer_rules.rulebook.bounded import read_file

if TYPE_CHECKING:
    from slimmer_rules.letter.receipt import Receipt
    from slimmer_rules.letter.rendered import Rendered
    from slimmer_rules.letter.templates import Templates
    from slimmer_rules.rulebook.model import Rulebook


@click.command(
    help="Ga na of bij een bewijs hetzelfde advies en dezelfde brief horen. "
    "Geef het bewijs, of de brief zelf; dan kijkt de opdracht ook of iemand iets aan die brief heeft veranderd."
)
@click.argument("bestand", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@knowledge_option
@templates_option
def command(bestand: Path, knowledge: Path | None, templates: Path | None) -> None:
    """Make the letter again and compare; exit 1 at the first difference."""
    from slimmer_rules.letter import LetterError, read_templates
    from slimmer_rules.letter.formats import FORMATS
    from slimmer_rules.letter.receipt import differences, made_again, read_receipt, remarks

    rulebook = load_rulebook(knowledge)
    files = read_templates(templates_folder(templates))
    is_letter = bestand.suffix.lower() in FORMATS
    try:
        receipt = read_receipt(*_receipt_of(bestand, is_letter), rulebook)
        for remark in remarks(receipt):
            tell(f"Let op: {remark}.", err=True)
        again = made_again(receipt, rulebook, files)
        found = next(differences(receipt, again), None)
        if found:
            _differs(found, receipt, rulebook, files)
        if is_letter:
            _same_letter(bestand, again)
        else:
            tell("Hetzelfde: dit bewijs geeft hetzelfde advies en dezelfde brief.")
    except LetterError as error:
        fail(str(error))


def _receipt_of(file: Path, is_letter: bool) -> tuple[bytes, str]:
    """The receipt that a file is, holds, or has beside it; and what to call it."""
    from slimmer_rules.letter.reading_back import MAX_BYTES as MOST
    from slimmer_rules.letter.reading_back import enclosed
    from slimmer_rules.letter.receipt import MAX_BYTES, beside

    if not is_letter:
        return read_file(file, MAX_BYTES), file.name
    inside = enclosed(read_file(file, MOST), file.suffix.lower(), file.name)
    if inside is not None:
        return inside, file.name
    near = beside(file)
    if not near.is_file():
        fail(f"In “{file.name}” zit geen bewijs, en “{near.name}” staat er niet naast.")
    return read_file(near, MAX_BYTES), near.name


def _same_letter(file: Path, again: Rendered) -> None:
    """Tell how the file compares with the letter made again; stop where it differs."""
    from slimmer_rules.letter.appearance.pdf import CONSTRUCTION
    from slimmer_rules.letter.reading_back import MAX_BYTES, compared

    comparison = compared(again, read_file(file, MAX_BYTES), file.suffix.lower(), file.name)
    if comparison.exact:
        tell("Hetzelfde: dit is precies de brief van zijn bewijs, teken voor teken, en dat geeft hetzelfde advies.")
    elif comparison.other_maker is not None:
        tell("Hetzelfde: deze brief heeft de tekst van zijn bewijs, en dat geeft hetzelfde advies.")
        tell(
            f"De PDF is gemaakt met “{comparison.other_maker}” en niet met wat hier staat. "
            "Hoe hij eruitziet, is daarom niet na te gaan."
        )
    elif not comparison.differences:
        tell(
            "Hetzelfde: dit bestand is opnieuw bewaard, maar alles wat een lezer ziet is hetzelfde als in de brief van "
            "zijn bewijs, en dat geeft hetzelfde advies."
        )
    else:
        parts = ", ".join(dict.fromkeys(difference.part for difference in comparison.differences))
        tell(f"Anders: “{file.name}” is niet de brief van zijn bewijs. Let op: {parts}.")
        for each in comparison.differences:
            if each.part == CONSTRUCTION:
                tell(
                    "De woorden zijn dezelfde, maar de PDF is anders opgebouwd: misschien is er iets verborgen. "
                    "Een programma dat de PDF opnieuw bewaart, doet dat soms ook. Vergelijk hem met een nieuwe brief."
                )
                continue
            tell(f"{each.part}:\n    in dit bestand:     {each.found}\n    volgens het bewijs: {each.made}")
        raise SystemExit(1)


def _differs(found: str, receipt: Receipt, rulebook: Rulebook, files: Templates) -> None:
    """Tell the first difference, and where it may come from; stop."""
    from slimmer_rules.letter.receipt import same_rules, same_templates

    tell(f"Anders: {found}.")
    if not same_rules(receipt, rulebook):
        tell("De regels zijn andere dan toen. Geef de regels van toen met --knowledge.")
    if not same_templates(receipt, files):
        tell("De sjablonen zijn andere dan toen. Geef de sjablonen van toen met --templates.")
    raise SystemExit(1)
