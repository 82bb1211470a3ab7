"""The interview as a state machine: a state and a line of input give the next state and what is said.

No input, no output, no clock: the caller reads lines, shows messages, keeps `state.case` and makes the letter.

    state, said = start(rulebook, case, derive)
    while not state.over:
        show(said, prompt(state)); state, said = respond(state, read())
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from slimmer_rules.interview import texts
from slimmer_rules.interview.command_handlers import explain_question, obey
from slimmer_rules.interview.fields import LINE_LIMIT
from slimmer_rules.interview.messages import Messages, error, notice
from slimmer_rules.interview.navigation import at_phase
from slimmer_rules.interview.notes import NOTES_LIMIT
from slimmer_rules.interview.pasted import choose, left, offer, put, takes_lines
from slimmer_rules.interview.phases import MENUS, STAGES
from slimmer_rules.interview.prompting import ask_menu
from slimmer_rules.interview.resume import start
from slimmer_rules.interview.state import Interview, Phase, Turn
from slimmer_rules.rulebook.free_text import clean_text

__all__ = ["left", "letter_failed", "letter_made", "prompt", "respond", "start"]


def prompt(state: Interview) -> Messages:
    """What to show before the next line; nothing if it stands there already."""
    if state.quiet or state.over:
        return ()
    if state.pasted:
        return put(state)
    return tuple(ask_menu(state) if state.menu is not None else STAGES[state.phase].ask(state))


def respond(state: Interview, text: str) -> Turn:
    """What a line leads to, or a text of more lines that came at once.

    The new state's case knows where the interview stands, so it can be kept as it is.
    """
    typed = _clean(text)
    limit = NOTES_LIMIT if "\n" in typed else LINE_LIMIT
    if len(typed) > limit:
        said: Messages = (error(texts.TOO_LONG.format(length=len(typed), limit=limit)),)
        return replace(state, quiet=True), said
    after, said = _handler(state, typed)(replace(state, quiet=False), typed)
    return after.marked(), said


def _clean(text: str) -> str:
    """The text as a case file would hold it, without blanks around its lines or empty lines around it."""
    return "\n".join(line.strip() for line in clean_text(text).split("\n")).strip()


def _handler(state: Interview, line: str) -> Callable[[Interview, str], Turn]:
    if state.pasted and ("\n" in line or not line.startswith(":")):
        return choose
    if "\n" in line and not takes_lines(state, line):
        return offer
    if line.startswith(":"):
        return obey
    if line == "?":
        return explain_question
    if state.menu is not None:
        return MENUS[state.menu.kind]
    return STAGES[state.phase].respond


def letter_made(state: Interview, path: str) -> Turn:
    """The interview after the caller made the letter that `state.letter` asked for."""
    after = at_phase(replace(state, letter=None), Phase.DONE)
    return after.marked(), (notice(texts.LETTER_MADE.format(path=path)), notice(texts.DONE))


def letter_failed(state: Interview, reason: str) -> Turn:
    """The interview after the letter could not be made; the coach may try another name."""
    return replace(state, letter=None, quiet=False), (error(texts.LETTER_FAILED.format(reason=reason)),)
