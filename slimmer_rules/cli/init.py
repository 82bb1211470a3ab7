"""`slimmer init`: rules and letters of one's own, to change: a copy, or the beginning of new ones."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click
from click.core import ParameterSource

from slimmer_rules.atomic_write import goes_round, real, write_folder
from slimmer_rules.cli.common import fail, knowledge_folder, knowledge_option, templates_folder, templates_option
from slimmer_rules.cli.lines import tell, whole


@click.command(help="Zet een eigen kopie van de regels en de brieven in een map, om aan te passen.")
@click.argument("map", type=click.Path(path_type=Path, file_okay=False))
@click.option("--leeg", "empty", is_flag=True, help="Begin met één klein gesprek in plaats van met de regels.")
@knowledge_option
@templates_option
def command(map: Path, empty: bool, knowledge: Path | None, templates: Path | None) -> None:
    """Copy both folders; refuse where something stands already, and within a folder with rules."""
    from slimmer_rules.rulebook.reading import BOOK

    if empty and click.get_current_context().get_parameter_source("knowledge") is ParameterSource.COMMANDLINE:
        fail("Met --leeg begint u zonder regels van een ander. Laat --leeg of --knowledge weg.")
    rules = files("slimmer_rules.cli") / "leeg" if empty else knowledge_folder(knowledge)
    parts = {"knowledge": rules, "templates": templates_folder(templates)}
    there = [str(map / part) for part in parts if (map / part).exists()]
    if there:
        fail(f"Er staat al iets in {' en '.join(there)}; kies een andere map. Er is niets gewijzigd.")
    if goes_round(map):
        fail(f"“{map}” verwijst naar zichzelf; kies een andere map. Er is niets gewijzigd.")
    place = real(map)
    around = next((near for near in (place, *place.parents) if (near / BOOK).exists()), None)
    if around is not None:
        fail(f"{around} is een map met regels, en een kopie daarbinnen hoort daar niet; kies een andere map.")
    copied = {path: content for part, source in parts.items() for path, content in _files(source, part, source)}
    write_folder(map, _for_any_conversation(copied) if empty else copied)
    tell(f"De regels staan in {whole(map / 'knowledge')} en de brieven in {whole(map / 'templates')}.")
    # to copy, so on one line
    click.echo(f"Gebruik ze zo: slimmer interview --knowledge {map / 'knowledge'} --templates {map / 'templates'}")
    tell("Vul eerst knowledge/afzender.yaml in, en verander daarna gerust een zin in templates/brief.")


def _for_any_conversation(copied: dict[str, bytes]) -> dict[str, bytes]:
    """What was copied, without the letters that are of one conversation, and the parts that only these include."""
    from jinja2 import Environment
    from jinja2.meta import find_referenced_templates

    from slimmer_rules.letter.render import ANY_CONVERSATION
    from slimmer_rules.rulebook.strata import reached

    letters = {name: content.decode() for name, content in copied.items() if name.endswith(".md.j2")}
    parse = Environment(autoescape=True).parse  # nothing is run
    uses = {
        name: {f"templates/{part}" for part in find_referenced_templates(parse(text)) if part}
        for name, text in letters.items()
    }
    wanted = reached((f"templates/{ANY_CONVERSATION}",), uses)
    return {name: content for name, content in copied.items() if name not in letters or name in wanted}


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
