"""Which conversation `slimmer interview` holds: the one in a file, one that is still open, or a new one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812  # a type, beside fields named `date`
from pathlib import Path
from typing import TYPE_CHECKING

from slimmer_rules.atomic_write import goes_round
from slimmer_rules.cli.case_store import CaseFile, Unfinished, own_folder, reason, unfinished
from slimmer_rules.cli.common import fail, today
from slimmer_rules.cli.program_name import called
from slimmer_rules.rulebook.bounded import read_file

if TYPE_CHECKING:
    from slimmer_rules.cli.screen import Screen
    from slimmer_rules.interview import Messages
    from slimmer_rules.interview.matching import Option
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

NO_FOLDER = "De map voor uw gesprekken is niet te maken: {reason}. Noem zelf een bestand: {program} interview naam.yaml"
ROUND = "“{path}” verwijst naar zichzelf; kies een andere plek voor het gesprek."

OTHER = (
    "In “{path}” staat een gesprek “{there}”, geen “{asked}”. "
    "Laat --gesprek weg om daarmee verder te gaan, of noem voor een nieuw gesprek een ander bestand."
)

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
WHICH_ASK = "Welk gesprek wilt u voeren?"
WHICH_HELP = "Typ het nummer van het gesprek dat u wilt voeren. Met :stop stopt u."
PASTED = "Kies eerst een gesprek. Plak uw tekst daarna bij de vraag waar hij bij hoort."
NO_TITLE = "Zonder titel"

Opened = tuple[CaseFile | None, "Case"]
"""A conversation, and its file if it has one."""


def new(conversation: str) -> Case:
    """A case that nothing was answered in yet."""
    from slimmer_rules.rulebook.cases import Case

    return Case(conversation=conversation, answers={}, date=today().isoformat())


def given(path: Path, rulebook: Rulebook, conversation: str | None) -> Opened:
    """The case in the file that was named, or a new one for it: of the first conversation, unless another was named."""
    from slimmer_rules.rulebook.cases import read_case

    if not path.parent.is_dir():
        fail(f"De map “{path.parent}” bestaat niet.")
    if not os.access(path.parent, os.W_OK):
        fail(f"In de map “{path.parent}” mag u niet schrijven; kies een andere plek voor het gesprek.")
    if goes_round(path):
        fail(ROUND.format(path=path))
    if not path.exists():
        return CaseFile(path, rulebook), new(conversation or next(iter(rulebook.conversations)))
    if not path.is_file():
        fail(f"“{path}” is geen gewoon bestand; kies een andere plek voor het gesprek.")
    if not os.access(path, os.W_OK):
        fail(f"“{path}” mag u niet wijzigen; maak een kopie of geef uzelf schrijfrechten.")
    content = read_file(path)
    case = read_case(content, str(path), rulebook, set_aside=True)
    if conversation not in (None, case.conversation):
        fail(OTHER.format(path=path, there=case.conversation, asked=conversation))
    return CaseFile(path, rulebook, content), case


def own(rulebook: Rulebook, conversation: str | None, screen: Screen) -> Opened:
    """An open conversation of the user's own folder if the coach wants one, else a new one.

    Where the rulebook has several and none was named, the coach is asked which. Raises EOFError at a stop, and
    KeyboardInterrupt at Ctrl-C.
    """
    try:
        folder = own_folder()
    except OSError as error:
        fail(NO_FOLDER.format(reason=reason(error), program=called()))
    found = unfinished(folder, rulebook)
    chosen = _chosen(screen, found, rulebook, folder) if found else None
    if chosen is not None:
        return CaseFile(chosen.path, rulebook, chosen.content), chosen.case
    return None, new(conversation or _which(screen, rulebook))


def _chosen(screen: Screen, found: Sequence[Unfinished], rulebook: Rulebook, folder: Path) -> Unfinished | None:
    """The conversation that the coach wants to go on with, None for a new one."""
    offered = found[:SHOWN]
    said, choices, help = _offer_one(found[0], rulebook) if len(found) == 1 else _offer(found, rulebook, folder)
    number = int(_choose(screen, said, choices, help).mark)
    return offered[number - 1] if number <= len(offered) else None


def _which(screen: Screen, rulebook: Rulebook) -> str:
    """The conversation to begin: the only one, or the one that the coach wants, in the order of the rulebook."""
    from slimmer_rules.interview.matching import Option
    from slimmer_rules.interview.messages import item, question

    talks = rulebook.conversations
    if len(talks) == 1:
        return next(iter(talks))
    choices = tuple(Option(str(n), talk.id, talk.title) for n, talk in enumerate(talks.values(), start=1))
    said = (question(WHICH_ASK), *(item(option.text, option.mark) for option in choices))
    return _choose(screen, said, choices, WHICH_HELP).id


def _choose(screen: Screen, said: Messages, choices: tuple[Option, ...], help: str) -> Option:
    """The one of these that the coach chooses; asked until it is one of them."""
    from slimmer_rules.interview.matching import Option, Refused, match_option, not_an_option
    from slimmer_rules.interview.messages import error
    from slimmer_rules.interview.phases import with_command

    screen.show(said)
    while True:
        line = screen.read().strip()
        match _told(line, help) or match_option(choices, line):
            case str(told):
                screen.show((error(told),))
            case Option() as chosen:
                return chosen
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


def _offer_one(found: Unfinished, rulebook: Rulebook) -> tuple[Messages, tuple[Option, ...], str]:
    from slimmer_rules.interview.matching import Option
    from slimmer_rules.interview.messages import item, plain, question

    choices = (Option("1", "ja", ONE_YES), Option("2", "nee", ONE_NO))
    said = (plain(ONE.format(label=_label(found.case, rulebook))), question(ONE_ASK))
    return (*said, *(item(option.text, option.mark) for option in choices)), choices, ONE_HELP


def _offer(found: Sequence[Unfinished], rulebook: Rulebook, folder: Path) -> tuple[Messages, tuple[Option, ...], str]:
    from slimmer_rules.interview.matching import Option
    from slimmer_rules.interview.messages import hint, item, question

    offered = found[:SHOWN]
    last = str(len(offered) + 1)
    listed = (Option(str(n), each.path.stem, _label(each.case, rulebook)) for n, each in enumerate(offered, start=1))
    choices = (*listed, Option(last, "nieuw", MORE_NEW))
    said = (question(MORE_ASK.format(count=len(found))), *(item(option.text, option.mark) for option in choices))
    if len(found) > len(offered):
        said += (hint(MORE_LEFT.format(shown=len(offered), program=called(), folder=folder)),)
    return said, choices, MORE_HELP.format(new=last)


def _label(case: Case, rulebook: Rulebook) -> str:
    """What tells one open conversation from another: title, which it is where there are several, date, answers."""
    from slimmer_rules.letter.texts import date_text

    number = len(case.answers)
    count = "1 antwoord" if number == 1 else f"{number} antwoorden"
    date = (date_text(Date.fromisoformat(str(case.date))),) if case.date else ()
    talks = rulebook.conversations
    which = (talks[case.conversation].title,) if len(talks) > 1 else ()
    return ", ".join((f"“{case.title}”" if case.title else NO_TITLE, *which, *date, count))
