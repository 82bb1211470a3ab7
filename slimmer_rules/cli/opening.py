"""Which conversation `slimmer interview` holds: the one in a file, one that is still open, or a new one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812  # a type, beside fields named `date`
from pathlib import Path
from typing import TYPE_CHECKING

from slimmer_rules.atomic_write import goes_round
from slimmer_rules.cli.called import called
from slimmer_rules.cli.case_store import CaseFile, Unfinished, own_folder, reason, unfinished
from slimmer_rules.cli.common import fail, today
from slimmer_rules.rulebook.bounded import read_file

if TYPE_CHECKING:
    from slimmer_rules.cli.screen import Screen
    from slimmer_rules.interview import Messages
    from slimmer_rules.interview.matching import Option
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

NO_FOLDER = "De map voor uw gesprekken is niet te maken: {reason}. Noem zelf een bestand: {program} interview naam.yaml"
ROUND = "“{path}” verwijst naar zichzelf; kies een andere plek voor het gesprek."

SHOWN = 9
"""How many open conversations are listed."""
ONE = "Er staat nog een gesprek open: {label}."
ONE_ASK = "Wilt u daarmee verder?"
ONE_YES = "Ja, verder waar ik was"
ONE_NO = "Nee, een nieuw gesprek"
ONE_HELP = "Typ 1 als u met dit gesprek verder wilt, of 2 voor een nieuw gesprek. Met :stop stopt u."
MORE_ASK = "Er staan nog {count} gesprekken open. Met welk wilt u verder?"
MORE_NEW = "Een nieuw gesprek"
MORE_HELP = "Typ het nummer van het gesprek waarmee u verder wilt, of {new} voor een nieuw gesprek. Met :stop stopt u."
MORE_LEFT = (
    "Hier ziet u er {shown}. Een ander gesprek opent u met zijn bestand: {program} interview BESTAND. "
    "De bestanden staan in {folder}."
)
PASTED = "Kies eerst een gesprek. Plak uw tekst daarna bij de vraag waar hij bij hoort."
NO_TITLE = "Zonder titel"

Opened = tuple[CaseFile | None, "Case"]
"""A conversation, and its file if it has one."""


def new(conversation: str) -> Case:
    """A case that nothing was answered in yet."""
    from slimmer_rules.rulebook.cases import Case

    return Case(conversation=conversation, answers={}, date=today().isoformat())


def given(path: Path, rulebook: Rulebook, conversation: str) -> Opened:
    """The case in the file that was named, or a new one for it."""
    from slimmer_rules.rulebook.cases import read_case

    if not path.parent.is_dir():
        fail(f"De map “{path.parent}” bestaat niet.")
    if not os.access(path.parent, os.W_OK):
        fail(f"In de map “{path.parent}” mag u niet schrijven; kies een andere plek voor het gesprek.")
    if goes_round(path):
        fail(ROUND.format(path=path))
    if not path.exists():
        return CaseFile(path, rulebook), new(conversation)
    if not path.is_file():
        fail(f"“{path}” is geen gewoon bestand; kies een andere plek voor het gesprek.")
    if not os.access(path, os.W_OK):
        fail(f"“{path}” mag u niet wijzigen; maak een kopie of geef uzelf schrijfrechten.")
    content = read_file(path)
    return CaseFile(path, rulebook, content), read_case(content, str(path), rulebook, set_aside=True)


def own(rulebook: Rulebook, conversation: str, screen: Screen) -> Opened:
    """An open conversation of the user's own folder if the coach wants one, else a new one. Raises EOFError at a stop.

    Raises KeyboardInterrupt at Ctrl-C.
    """
    try:
        folder = own_folder()
    except OSError as error:
        fail(NO_FOLDER.format(reason=reason(error), program=called()))
    found = unfinished(folder, rulebook)
    chosen = _chosen(screen, found, folder) if found else None
    return (
        (None, new(conversation)) if chosen is None else (CaseFile(chosen.path, rulebook, chosen.content), chosen.case)
    )


def _chosen(screen: Screen, found: Sequence[Unfinished], folder: Path) -> Unfinished | None:
    """The conversation that the coach wants to go on with, None for a new one."""
    from slimmer_rules.interview.matching import Option, Refused, match_option, not_an_option
    from slimmer_rules.interview.messages import error
    from slimmer_rules.interview.phases import with_command

    offered = found[:SHOWN]
    said, choices, help = _offer_one(found[0]) if len(found) == 1 else _offer(found, folder)
    screen.show(said)
    while True:
        line = screen.read().strip()
        match _told(line, help) or match_option(choices, line):
            case str(told):
                screen.show((error(told),))
            case Option(mark=mark):
                return offered[int(mark) - 1] if int(mark) <= len(offered) else None
            case Refused(refusal):
                screen.show((error(refusal),))
            case None:
                screen.show((error(with_command(line, not_an_option(choices, line))),))


def _told(line: str, help: str) -> str | None:
    """What is told to a pasted text, a command or a question mark: only `:stop` works here, and raises EOFError."""
    from slimmer_rules.interview.commands import STOP, Command, parse

    if "\n" in line:
        return PASTED
    if line != "?" and not line.startswith(":"):
        return None
    match parse(line if line.startswith(":") else f":{line}"):
        case Command(name=name) if name == STOP:
            raise EOFError
        case _:
            return help


def _offer_one(found: Unfinished) -> tuple[Messages, tuple[Option, ...], str]:
    from slimmer_rules.interview.matching import Option
    from slimmer_rules.interview.messages import item, plain, question

    choices = (Option("1", "ja", ONE_YES), Option("2", "nee", ONE_NO))
    said = (plain(ONE.format(label=_label(found.case))), question(ONE_ASK))
    return (*said, *(item(option.text, option.mark) for option in choices)), choices, ONE_HELP


def _offer(found: Sequence[Unfinished], folder: Path) -> tuple[Messages, tuple[Option, ...], str]:
    from slimmer_rules.interview.matching import Option
    from slimmer_rules.interview.messages import hint, item, question

    offered = found[:SHOWN]
    last = str(len(offered) + 1)
    listed = (Option(str(n), each.path.stem, _label(each.case)) for n, each in enumerate(offered, start=1))
    choices = (*listed, Option(last, "nieuw", MORE_NEW))
    said = (question(MORE_ASK.format(count=len(found))), *(item(option.text, option.mark) for option in choices))
    if len(found) > len(offered):
        said += (hint(MORE_LEFT.format(shown=len(offered), program=called(), folder=folder)),)
    return said, choices, MORE_HELP.format(new=last)


def _label(case: Case) -> str:
    """What tells one open conversation from another: title, date, number of answers."""
    from slimmer_rules.letter.texts import date_text

    number = len(case.answers)
    count = "1 antwoord" if number == 1 else f"{number} antwoorden"
    date = (date_text(Date.fromisoformat(str(case.date))),) if case.date else ()
    return ", ".join((f"“{case.title}”" if case.title else NO_TITLE, *date, count))
