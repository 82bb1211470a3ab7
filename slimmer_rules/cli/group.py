"""The group of all commands: finds them lazily, speaks Dutch, and turns every error into a clear sentence."""

from __future__ import annotations

import gettext
import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import IO, Any, NoReturn

import click

from slimmer_rules import __version__
from slimmer_rules.cli.code_page import adapt_streams, changed_signs
from slimmer_rules.cli.lines import WIDEST, columns, tell

COMMANDS = {
    "interview": "Voer een gesprek, vraag voor vraag.",
    "assess": "Geef de conclusies bij een geval.",
    "explain": "Leg uit hoe een conclusie tot stand komt.",
    "letter": "Maak de brief bij een geval.",
    "verify": "Reken na of een brief klopt met het bewijs erbij.",
    "batch": "Beoordeel veel gevallen achter elkaar.",
    "test": "Toets de regels aan de voorbeeldgevallen.",
    "rules": "Bekijk en controleer de regels.",
    "audit": "Reken de regels na over alle mogelijke antwoorden.",
    "compare": "Vergelijk twee versies van de regels.",
    "handbook": "Maak het handboek van de regels, als website.",
    "init": "Maak een map met eigen regels en brieven.",
}
"""Every command with its line in the overview, so that the overview needs none of their imports."""

UNUSED = {
    "--knowledge": "Mag erbij, maar maakt bij deze opdracht geen verschil.",
    "--templates": "Mag erbij, maar maakt bij deze opdracht geen verschil.",
}
"""The folders that every command takes, with the help where a command has no use for one."""

EXIT_INTERNAL = 70
"""EX_SOFTWARE of sysexits.h: the fault is ours, not the user's."""

# click takes its own texts from gettext's default domain, some already when a command is defined: so before that.
os.environ["LANGUAGE"] = "nl"
gettext.bindtextdomain("messages", str(files("slimmer_rules.cli") / "locale"))

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": WIDEST}


class HelpFormatter(click.HelpFormatter):
    """Help that leaves room for what an option does, also on a narrow screen."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """As click does, with names in at most a third of the line; the text of a longer name starts below it."""
        super().write_dl(rows, min(col_max, self.width // 3), col_spacing)


class Context(click.Context):
    """As click's, with our help."""

    formatter_class = HelpFormatter


class Told(click.ClickException):
    """Another error, told in lines that fit the screen."""

    def __init__(self, error: click.ClickException) -> None:
        super().__init__(error.message)
        self.__dict__["exit_code"] = error.exit_code  # click declares it for a whole class
        self._error = error

    def show(self, file: IO[Any] | None = None) -> None:
        """Print what the error itself would print."""
        shown = StringIO()
        self._error.show(shown)
        tell(shown.getvalue().removesuffix("\n"), err=True)


@contextmanager
def _told_errors() -> Iterator[None]:
    """Let errors be told in lines that fit."""
    try:
        yield
    except click.ClickException as error:
        raise Told(error) from error


def _laid_out_later() -> AbstractContextManager[None]:
    """Leave texts in whole lines where `tell` will lay them out: on a screen."""
    from slimmer_rules.rulebook.wording import whole_lines

    return whole_lines() if columns(sys.stdout) else nullcontext()


class LazyGroup(click.Group):
    """A group whose commands live in `slimmer_rules.cli.<name>` as `command`."""

    context_class = Context

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        """As click does, for the screen that is there: click's own help is never narrower than 50."""
        width = columns(sys.stdout)
        with _told_errors():
            return super().make_context(
                info_name, args, *rest, terminal_width=width and min(width, WIDEST) - 2, **extra
            )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which a new user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None if the name is unknown."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"slimmer_rules.cli.{cmd_name}").command
        return _in_dutch(_with_folders(command))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but with a suggestion from the names that are not imported yet."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from slimmer_rules.rulebook.diagnostics import suggest

            meant = suggest(args[0], COMMANDS)
            ctx.fail(f"De opdracht '{args[0]}' bestaat niet." + (f" Bedoelde u '{meant}'?" if meant else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, without importing a single command."""
        with formatter.section("Opdrachten"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever goes wrong is told in Dutch, without a traceback."""
        with _told_errors(), _laid_out_later():
            return self._run(ctx)

    def _run(self, ctx: click.Context) -> Any:
        from slimmer_rules.cli.common import BadInput
        from slimmer_rules.reasoning.forward import ContradictionError
        from slimmer_rules.rulebook.diagnostics import MOST_SHOWN, RulebookError, render

        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except RulebookError as error:
            for diagnostic in error.diagnostics[:MOST_SHOWN]:
                tell(render(diagnostic), err=True)
            if more := len(error.diagnostics[MOST_SHOWN:]):
                tell(f"… en nog {more} {'fout' if more == 1 else 'fouten'}.", err=True)
            tell(_count(len(error.diagnostics)), err=True)
            ctx.exit(2)
        except ContradictionError as contradiction:
            told = str(contradiction)
            raise BadInput(told[0].upper() + told[1:]) from contradiction
        except OSError as error:
            raise BadInput(_told(error)) from error
        except Exception as error:
            _internal(error)


def _with_folders(command: click.Command) -> click.Command:
    """Let a command that needs no rules or no letters take their folder all the same: every command takes both."""
    from slimmer_rules.cli.common import FOLDER

    if isinstance(command, click.Group):
        for child in command.commands.values():
            _with_folders(child)
        return command
    taken = {name for parameter in command.params for name in parameter.opts}
    for name, help in UNUSED.items():
        if name not in taken:
            command.params.append(click.Option([name], metavar="MAP", type=FOLDER, expose_value=False, help=help))
    return command


def _in_dutch(command: click.Command) -> click.Command:
    """Replace the placeholders that click prints in English, and let its help fit the screen."""
    command.context_class = Context
    command.options_metavar = "[OPTIES]"
    command.context_settings = {**CONTEXT, **command.context_settings}
    if isinstance(command, click.Group):
        command.subcommand_metavar = "OPDRACHT [OPTIES]"
        for child in command.commands.values():
            _in_dutch(child)
            child.short_help = child.get_short_help_str(limit=WIDEST)  # never cut off
    return command


def _count(number: int) -> str:
    return (
        "1 fout gevonden. Er is niets gewijzigd."
        if number == 1
        else f"{number} fouten gevonden. Er is niets gewijzigd."
    )


def _told(error: OSError) -> str:
    from slimmer_rules.rulebook.os_errors import trouble

    name = f"“{error.filename}”" if error.filename else "Een bestand"
    return f"{name} {trouble(error)}."


def _internal(error: Exception) -> NoReturn:
    """Own up to a fault of ours; the traceback only for who asks for it."""
    if os.environ.get("SLIMMER_DEBUG"):
        raise error
    tell(
        "Er ging iets mis in Slimmer Rules zelf. Dat ligt niet aan u.\n"
        f"  {type(error).__name__}: {error}\n"
        "Zet SLIMMER_DEBUG=1 voor de opdracht om de volledige melding te zien en door te geven.",
        err=True,
    )
    sys.exit(EXIT_INTERNAL)


@click.group(
    cls=LazyGroup,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    context_settings=CONTEXT,
    epilog="Begin met “slimmer interview”. Hulp bij een opdracht: “slimmer OPDRACHT --help”.",
)
@click.version_option(__version__, prog_name="slimmer", message="%(prog)s %(version)s", help="Toon de versie.")
def slimmer() -> None:
    """Slimmer Rules: gesprekken volgens vaste regels, met een uitkomst die zegt waarom."""


def main() -> None:
    """Entry point of the console script."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # whoever started us closed it; then there is nothing to read, or to tell
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  # it stays open as long as we run
            setattr(sys, name, stream)
    adapt_streams()
    try:
        slimmer(prog_name="slimmer")
    except OSError as error:  # while help was printed, before any command ran
        from slimmer_rules.cli.common import BadInput

        told = Told(BadInput(_told(error)))
        told.show()
        sys.exit(told.exit_code)
    finally:
        with suppress(OSError, ValueError):  # nobody listens any more
            if changed := changed_signs():
                tell(changed, err=True)
