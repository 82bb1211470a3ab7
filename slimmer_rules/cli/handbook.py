"""`slimmer handbook`: the rules as a website for auditors, that works without a server."""

from __future__ import annotations

from pathlib import Path

import click

from slimmer_rules.atomic_write import write_folder
from slimmer_rules.audit_input import gather
from slimmer_rules.cli.common import (
    fail,
    knowledge_folder,
    knowledge_option,
    seconds_option,
    templates_folder,
    templates_option,
)
from slimmer_rules.cli.lines import meter, tell, whole

FOLDER = "handboek"


@click.command()
@click.argument("folder", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Schrijf ook in een map die al bestanden heeft.")
@seconds_option
@knowledge_option
@templates_option
def command(folder: Path, force: bool, seconds: float | None, knowledge: Path | None, templates: Path | None) -> None:
    """Maak in MAP het handboek van de regels. Open daarna index.html in een browser.

    De controle wordt meteen gedaan, en haar uitkomst staat op elke bladzijde.
    """
    from slimmer_rules.audit.auditing import audit
    from slimmer_rules.audit.checks import CHECKS
    from slimmer_rules.audit.handbook.site import build

    if not force and folder.is_dir() and any(folder.iterdir()):
        fail(f"De map “{folder}” is niet leeg. Kies een andere map, of gebruik --force.")
    gathered = gather(knowledge_folder(knowledge), templates_folder(templates))
    report = audit(gathered.material, CHECKS, gathered.acceptances, seconds, meter())
    texts = _texts(templates)
    site = build(gathered.material, report, texts, gathered.glossary)
    write_folder(folder, {path: content.encode("utf-8") for path, content in site.items()})
    tell(f"Het handboek staat in {whole(folder)}. Open {whole(folder / 'index.html')} in een browser.")
    if report.failures:
        raise report.failures[0].error


def _texts(templates: Path | None) -> dict[str, str]:
    """The handbook's templates: a network's own, or those that ship where it has none."""
    from slimmer_rules.letter.templates import leads_out

    own = templates_folder(templates)
    root = own if (own / FOLDER).is_dir() else templates_folder(None)
    inside = root / FOLDER
    files = [entry for entry in inside.iterdir() if entry.name.endswith(".j2") and entry.is_file()]
    for entry in files:
        if leads_out(entry, root):
            fail(f"{FOLDER}/{entry.name} is een koppeling naar iets buiten de map met sjablonen; zet er een kopie.")
    try:
        return {entry.name: entry.read_bytes().decode("utf-8").replace("\r\n", "\n") for entry in files}
    except UnicodeDecodeError:
        fail(f"Een sjabloon in “{inside}” is geen UTF-8; bewaar het opnieuw als UTF-8.")
