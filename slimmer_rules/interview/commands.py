"""The commands that begin with a colon: which one is meant, also when it is shortened or mistyped."""

from __future__ import annotations

from dataclasses import dataclass

from slimmer_rules.interview import texts
from slimmer_rules.interview.matching import Refused, shown
from slimmer_rules.rulebook.diagnostics import suggest

BACK = "terug"
WHY = "waarom"
SKIP = "overslaan"
OVERVIEW = "overzicht"
GO = "ga"
NOTE = "notitie"
NOTE_FOR_LETTER = "notitie!"
NOTE_AWAY = "notitie-weg"
OPINION = "oordeel"
BESIDE = "bij"
STOP = "stop"
HELP = "help"

COMMANDS = (BACK, WHY, SKIP, OVERVIEW, GO, NOTE, NOTE_FOR_LETTER, NOTE_AWAY, OPINION, BESIDE, STOP, HELP)
PREFERRED = {"n": NOTE, "n!": NOTE_FOR_LETTER, "?": HELP}
"""Short forms that mean one command though others begin the same."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command with the text behind it."""

    name: str
    rest: str


def parse(line: str) -> Command | Refused:
    """The command in a line that begins with a colon."""
    word, rest = (*line[1:].split(maxsplit=1), "", "")[:2]
    typed = word.casefold()
    if typed in COMMANDS:
        return Command(typed, rest.strip())
    if typed in PREFERRED:
        return Command(PREFERRED[typed], rest.strip())
    close = [name for name in COMMANDS if typed and name.startswith(typed)]
    if all(name.startswith(NOTE) for name in close) and NOTE in close:
        close = [NOTE]
    if len(close) == 1:
        return Command(close[0], rest.strip())
    return Refused(_refusal(typed, close))


def looks_like(line: str) -> str | None:
    """The command that was probably meant by a line without a colon."""
    first = line.casefold().split(maxsplit=1)[:1]
    return first[0] if first and first[0] in COMMANDS else None


def _refusal(typed: str, close: list[str]) -> str:
    if close and typed:
        return texts.COMMAND_MORE_THAN_ONE.format(name=shown(typed), options=", ".join(f":{name}" for name in close))
    near = suggest(typed, COMMANDS)
    if near:
        return texts.UNKNOWN_COMMAND_MEANT.format(name=shown(typed), meant=near)
    return texts.UNKNOWN_COMMAND.format(name=shown(typed))
