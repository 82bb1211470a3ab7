"""The option `--bij`: a case of an earlier conversation, read and shown beside this one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.cli.common import Decorator, fail, load_case

if TYPE_CHECKING:
    from slimmer_rules.reasoning.earlier import Earlier
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

MISSING = "“{path}” bestaat niet. Geef bij --bij het bestand van een eerder gesprek."
SAME = "“{path}” is ook een gesprek “{name}”. Geef bij --bij een geval van een ander gesprek: {others}."
ONLY = "Deze regels hebben maar één gesprek. Daarom is --bij hier niet mogelijk."
EXAMPLE = "“{path}” is een voorbeeld uit een bron. Geef bij --bij een gesprek dat u zelf voerde."
OTHER = (
    "“{path}” hoort niet bij dit gesprek. Daar is {what} “{there}”, hier “{here}”. "
    "Geef een geval dat hierbij hoort, of verbeter {what} in een van de twee."
)

beside_option: Decorator = click.option(
    "--bij",
    metavar="EERDER",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Een geval van een eerder gesprek. Wat daar uitkwam, ziet u erbij.",
)


def read_earlier(path: Path, case: Case, rulebook: Rulebook) -> Earlier:
    """What the case in a file came to; stops where it cannot stand beside `case`, with what can.

    Raises RulebookError, or ContradictionError, which the group prints.
    """
    from slimmer_rules.reasoning.earlier import earlier
    from slimmer_rules.reasoning.forward import Reasoner
    from slimmer_rules.rulebook.cases import is_example
    from slimmer_rules.rulebook.wording import listed

    if not path.exists():
        fail(MISSING.format(path=path))
    found = load_case(path, rulebook)
    others = [name for name in rulebook.conversations if name != case.conversation]
    if not others:
        fail(ONLY)
    if found.conversation == case.conversation:
        fail(SAME.format(path=path, name=case.conversation, others=listed(others, "of")))
    if is_example(found, rulebook):
        fail(EXAMPLE.format(path=path))
    _refuse_other(path, found, case)
    return earlier(found, Reasoner(rulebook.conversations[found.conversation]).derive(found.answers))


def with_earlier(case: Case, found: Earlier) -> Case:
    """A new case with the title and the addressee of the earlier one, and how a letter greets them."""
    before = found.case
    return replace(case, title=before.title, addressee=before.addressee, salutation=before.salutation)


def _refuse_other(path: Path, found: Case, case: Case) -> None:
    """Stop where the two are for different people, by their names; where one names none, about different subjects."""
    for what, there, here in (
        ("de geadresseerde", found.addressee, case.addressee),
        ("de titel", found.title, case.title),
    ):
        if there and here:
            first, second = there.splitlines()[0], here.splitlines()[0]
            if _plain(first) != _plain(second):
                fail(OTHER.format(path=path, what=what, there=first, here=second))
            return


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(".,;")
