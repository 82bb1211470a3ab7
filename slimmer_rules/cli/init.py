"""`slimmer init`: a network's own copy of the rules and the letters, to change."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from slimmer_rules.atomic_write import goes_round, real, write_folder
from slimmer_rules.cli.common import fail, knowledge_folder, knowledge_option, templates_folder, templates_option
from slimmer_rules.cli.lines import tell, whole


@click.command(help="Zet een eigen kopie van de regels en de brieven in een map, om aan te passen.")
@click.argument("map", type=click.Path(path_type=Path, file_okay=False))
@knowledge_option
@templates_option
def command(map: Path, knowledge: Path | None, templates: Path | None) -> None:
    """Copy both folders; refuse where something stands already, and within a folder with rules."""
    from slimmer_rules.rulebook.reading import BOOK

    parts = {"knowledge": knowledge_folder(knowledge), "templates": templates_folder(templates)}
    there = [str(map / part) for part in parts if (map / part).exists()]
    if there:
        fail(f"Er staat al iets in {' en '.join(there)}; kies een andere map. Er is niets gewijzigd.")
    if goes_round(map):
        fail(f"“{map}” verwijst naar zichzelf; kies een andere map. Er is niets gewijzigd.")
    place = real(map)
    around = next((near for near in (place, *place.parents) if (near / BOOK).exists()), None)
    if around is not None:
        fail(f"{around} is een map met regels, en een kopie daarbinnen hoort daar niet; kies een andere map.")
    write_folder(
        map, {path: content for part, source in parts.items() for path, content in _files(source, part, source)}
    )
    tell(f"De regels staan in {whole(map / 'knowledge')} en de brieven in {whole(map / 'templates')}.")
    # to copy, so on one line
    click.echo(f"Gebruik ze zo: slimmer interview --knowledge {map / 'knowledge'} --templates {map / 'templates'}")
    tell("Vul eerst knowledge/afzender.yaml in, en verander daarna gerust een zin in templates/brief.")


def _files(source: Traversable, name: str, root: Traversable) -> Iterator[tuple[str, bytes]]:
    """Every file to copy, by its path. Stops at a link that leads out of `root`."""
    from slimmer_rules.letter.templates import leads_out

    for entry in source.iterdir():
        if leads_out(entry, root):
            fail(f"{name}/{entry.name} is een koppeling naar iets buiten de map. Er is niets gewijzigd.")
        if entry.is_dir():
            if not entry.name.startswith(("_", ".")):
                yield from _files(entry, f"{name}/{entry.name}", root)
        elif not entry.name.endswith((".py", ".pyc")) and not entry.name.startswith("."):
            yield f"{name}/{entry.name}", entry.read_bytes()
