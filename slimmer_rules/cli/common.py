"""What the commands share: the options for a network's own rules, and reading rulebooks and cases."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Sequence
from datetime import date as Date  # noqa: N812  # it is a type
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Conversation, Rulebook

NO_ADVICE = "Voorbeeld uit een bron, geen eigen gesprek: geen uitkomst."
"""What a case that was read in a source has in place of an advice: nobody decided on it, and nor do we."""

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class FolderOption(click.Option):
    """A folder, perhaps named by an environment variable; what is wrong with it is told of what named it."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The option, or the variable where the value came from there."""
        source = ctx.get_parameter_source(self.name) if ctx and self.name else None
        return f"'{self.envvar}'" if source is ParameterSource.ENVIRONMENT else super().get_error_hint(ctx)


knowledge_option: Decorator = click.option(
    "--knowledge",
    cls=FolderOption,
    metavar="MAP",
    type=FOLDER,
    envvar="SLIMMER_KNOWLEDGE",
    help="Map met uw eigen regels. Zonder deze optie gelden de meegeleverde regels.",
)

templates_option: Decorator = click.option(
    "--templates",
    cls=FolderOption,
    metavar="MAP",
    type=FOLDER,
    envvar="SLIMMER_TEMPLATES",
    help="Map met uw eigen brieven. Zonder deze optie gelden de meegeleverde brieven.",
)


seconds_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    metavar="TIJD",
    help="Stop na zoveel seconden; wat dan niet klaar is, heet “niet bewezen”.",
)


def load_rulebook(knowledge: Path | None) -> Rulebook:
    """The rulebook in a folder, or the shipped one. Raises RulebookError, which the group prints."""
    from slimmer_rules.rulebook.files import read_folder

    return read_folder(knowledge_folder(knowledge))


def load_conversation(name: str | None, knowledge: Path | None) -> Conversation:
    """One conversation of a rulebook, by its name; without one the first. Raises RulebookError, for the group."""
    rulebook = load_rulebook(knowledge)
    return named_conversation(name or next(iter(rulebook.conversations)), rulebook)


def named_conversation(name: str, rulebook: Rulebook) -> Conversation:
    """The conversation of this name; stops with what was meant, or which there are."""
    from slimmer_rules.cli.naming import hint

    conversations = rulebook.conversations
    if name not in conversations:
        known = {talk.id: (talk.title,) for talk in conversations.values()}
        fail(f"Gesprek `{name}` bestaat niet. {hint(name, known, 'gesprekken')}")
    return conversations[name]


def knowledge_folder(knowledge: Path | None) -> Path | Traversable:
    """The folder with rules: the one asked for, or what ships. Stops where it is the folder around it."""
    if knowledge is not None:
        refuse_around(knowledge, "knowledge", "kennisbank.yaml")
    return knowledge or files("slimmer_rules.knowledge")


def templates_folder(templates: Path | None) -> Path | Traversable:
    """The folder with letter templates: the one asked for, or what ships. Stops where it is the folder around it."""
    if templates is not None:
        refuse_around(templates, "templates", "brief")
    return templates or files("slimmer_rules.templates")


def refuse_around(folder: Path, inside: str, holds: str) -> None:
    """Stop with what was meant where a folder holds nothing itself, but one within it does: so `slimmer init` makes it.

    `holds` is what the folder that is meant has in it.
    """
    if not (folder / holds).exists() and (folder / inside / holds).exists():
        fail(f"In “{folder}” zit een map {inside}. Bedoelde u “{folder / inside}”?")


def load_case(path: Path, rulebook: Rulebook) -> Case:
    """The case in a file, `-` for standard input. Raises RulebookError or OSError, which the group prints."""
    from slimmer_rules.rulebook.bounded import read_file, read_stream
    from slimmer_rules.rulebook.cases import read_case

    if str(path) == "-":
        return read_case(read_stream(sys.stdin.buffer), "standaardinvoer", rulebook)
    return read_case(read_file(path), str(path), rulebook)


def today() -> Date:
    """The day of today; stops where the clock of the computer is so wrong that there is none."""
    try:
        return Date.today()
    except (OverflowError, OSError, ValueError):
        fail("De klok van deze computer geeft geen bruikbare datum. Zet haar goed.")


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file that exists."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def save_cases(folder: Path, cases: Sequence[tuple[str, Case]]) -> None:
    """Write cases as files. Raises OSError; a file that is there already is left alone and refused."""
    from slimmer_rules.atomic_write import write_folder
    from slimmer_rules.rulebook.cases import dump_case

    files = {f"{name}.yaml": dump_case(case).encode("utf-8") for name, case in cases}
    there = next((folder / name for name in files if (folder / name).exists()), None)
    if there is not None:
        raise FileExistsError(errno.EEXIST, "", str(there))
    write_folder(folder, files)


class BadInput(click.ClickException):
    """Wrong use or bad input, told in one clear sentence."""

    exit_code = 2


class Found(click.ClickException):
    """A check found something, or the outcome asked for does not hold."""

    exit_code = 1


def fail(message: str, code: int = 2) -> NoReturn:
    """Stop with one clear sentence: code 2 for wrong use or bad input, 1 where a check found something."""
    raise (Found if code == 1 else BadInput)(message)
