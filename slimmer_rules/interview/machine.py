"""The interview as a state machine: a state and a line of input give the next state and what is said.

No input, no output, no clock: the caller reads lines, shows messages, keeps `state.case` and makes the letter.

    state, said = start(rulebook, case, derive)
    while not state.over:
        show(said, prompt(state)); state, said = respond(state, read())
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from slimmer_rules.interview import commands, texts
from slimmer_rules.interview.answering import take
from slimmer_rules.interview.matching import Option, Refused, match_answer, match_option, shown
from slimmer_rules.interview.messages import Messages, error, heading, hint, item, notice, plain
from slimmer_rules.interview.notes import add_note, remove_note
from slimmer_rules.interview.outcome import outcome
from slimmer_rules.interview.overview import find_question, overview
from slimmer_rules.interview.prompting import (
    contradiction_choices,
    letter_choices,
    optional_choices,
    own_view_choices,
    prompt,
)
from slimmer_rules.interview.state import Derive, Interview, Menu, MenuKind, Phase, Turn
from slimmer_rules.interview.walk import at_phase, at_question, back, forward, open_questions, to_open
from slimmer_rules.interview.why import explain, why
from slimmer_rules.interview.words import answer_text
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.model import Question, Rulebook

__all__ = ["letter_failed", "letter_made", "prompt", "respond", "start"]

LINE_LIMIT = 2000
"""Characters in one line of free text."""

_PHASE_OF = {phase.value: phase for phase in Phase if phase is not Phase.QUESTIONS}


# --- beginning and resuming ------------------------------------------------------------------------------------------


def start(rulebook: Rulebook, case: Case, derive: Derive) -> Turn:
    """An interview on this case: from the beginning, or where it was left. KeyError if its conversation is unknown."""
    talk = rulebook.conversations[case.conversation]
    state = Interview(rulebook, talk, case, derive)
    at = case.progress.at if case.progress else None
    if at is None and not case.answers:
        intro = (plain(talk.intro),) if talk.intro else ()
        return state, (heading(talk.title), *intro, *(plain(text) for text in texts.WELCOME))
    state = _resumed(state, at)
    shown_again = outcome(state) if state.phase is Phase.LETTER else ()
    return state, (heading(talk.title), *_where(state, at), *shown_again)


def _resumed(state: Interview, at: str | None) -> Interview:
    if at in state.situation.askable:
        return at_question(state, at)
    phase = _PHASE_OF.get(at or "")
    if phase is Phase.DONE:
        return replace(at_phase(state, Phase.OVERVIEW), seen=True)
    if phase is None or (phase is Phase.OPTIONAL and not open_questions(state, optional=True)):
        return to_open(state)
    return replace(at_phase(state, phase), seen=phase is Phase.LETTER)


def _where(state: Interview, at: str | None) -> Messages:
    if at == Phase.DONE.value:
        return (notice(texts.RESUME_DONE),)
    count = len(state.case.answers)
    given = "één vraag" if count == 1 else f"{count} vragen"
    where = notice(texts.RESUME.format(where=_place(state)))
    return (where, notice(texts.RESUME_COUNT.format(given=given))) if count else (where,)


def _place(state: Interview) -> str:
    places = {
        Phase.OPTIONAL: texts.RESUME_OPTIONAL,
        Phase.OVERVIEW: texts.RESUME_OVERVIEW,
        Phase.OWN_VIEW: texts.RESUME_OWN_VIEW,
        Phase.LETTER: texts.RESUME_OUTCOME,
    }
    question = state.question
    return (
        texts.RESUME_QUESTION.format(short=question.short) if question else places.get(state.phase, texts.RESUME_START)
    )


# --- a line of input -------------------------------------------------------------------------------------------------


def respond(state: Interview, line: str) -> Turn:
    """What a line leads to. The new state's case knows where the interview stands, so it can be kept as it is."""
    typed = _clean(line)
    if len(typed) > LINE_LIMIT:
        said: Messages = (error(texts.TOO_LONG.format(length=len(typed), limit=LINE_LIMIT)),)
        return replace(state, quiet=True), said
    after, said = _handler(state, typed)(replace(state, quiet=False), typed)
    return after.marked(), said


def _clean(line: str) -> str:
    """The line without control characters and marks that turn text round; a tab counts as a blank."""
    kept = (" " if c.isspace() else c for c in line if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return "".join(kept).strip()


def _handler(state: Interview, line: str) -> Callable[[Interview, str], Turn]:
    if line.startswith(":"):
        return _command
    if line == "?":
        return _explain
    if state.menu is not None:
        return _MENUS[state.menu.kind]
    return _PHASES[state.phase]


def _again(state: Interview, reason: str) -> Turn:
    """The same state: what is asked stands on the screen, so only the reason is told."""
    return replace(state, quiet=True), (error(reason),)


# --- the phases ------------------------------------------------------------------------------------------------------


def _title(state: Interview, line: str) -> Turn:
    case = replace(state.case, title=line) if line else state.case
    return at_phase(replace(state, case=case), Phase.COACH), ()


def _coach(state: Interview, line: str) -> Turn:
    case = replace(state.case, coach=line) if line else state.case
    return to_open(at_phase(replace(state, case=case), Phase.COACH)), ()


def _question(state: Interview, line: str) -> Turn:
    asked = state.question
    if asked is None:
        return to_open(state), ()
    if not line:
        if asked.id in state.case.answers:
            return forward(state), ()
        return _again(state, texts.EMPTY_NUMBER if asked.is_number else texts.EMPTY)
    value = match_answer(asked, line)
    if isinstance(value, Refused):
        return _again(state, _with_command(line, value.reason))
    after, said = take(state, asked.id, value)
    return after, (*_noted(state, asked, value, line), *said)


def _noted(state: Interview, asked: Question, value: str | int, line: str) -> Messages:
    """A confirmation where the coach typed letters, unless the change is told anyway."""
    if asked.is_number or line[:1].isdigit() or state.case.answers.get(asked.id) not in (None, value):
        return ()
    return (notice(texts.NOTED.format(answer=answer_text(asked, value))),)


def _with_command(line: str, reason: str) -> str:
    name = commands.looks_like(line)
    return texts.IS_A_COMMAND.format(name=name) if name else reason


def _optional(state: Interview, line: str) -> Turn:
    left = open_questions(state, optional=True)
    match match_option(optional_choices(len(left) == 1), line):
        case Option(id="ja"):
            return at_question(state, left[0]), ()
        case Option():
            return _pass_optional(state)
        case Refused(reason):
            return _again(state, reason)
        case None:
            return _again(state, _with_command(line, texts.NOT_AN_OPTION.format(line=shown(line), last=2)))


def _pass_optional(state: Interview) -> Turn:
    after = state.skipping(*open_questions(state, optional=True))
    return to_open(after), (notice(texts.OPTIONAL_PASSED),)


def _overview(state: Interview, line: str) -> Turn:
    if not line:
        return _past_overview(state)
    return _go_from_list(replace(state, reviewed=True), line)


def _past_overview(state: Interview) -> Turn:
    if state.talk.goal is not None and not state.case.own_view and not state.seen:
        return at_phase(state, Phase.OWN_VIEW), ()
    return _to_outcome(state)


def _go_from_list(state: Interview, line: str) -> Turn:
    found = find_question(state, line)
    if isinstance(found, Refused):
        return _again(state, _with_command(line, found.reason))
    return at_question(state, found), ()


def _own_view(state: Interview, line: str) -> Turn:
    if not line:
        return _to_outcome(state)
    choices = own_view_choices(state)
    match match_option(choices, line):
        case Option(id=view):
            return _to_outcome(replace(state, case=replace(state.case, own_view=view)))
        case Refused(reason):
            return _again(state, reason)
        case None:
            return _again(state, _with_command(line, texts.NOT_AN_OPTION.format(line=shown(line), last=len(choices))))


def _to_outcome(state: Interview) -> Turn:
    phase = Phase.DONE if state.talk.goal is None else Phase.LETTER
    after = replace(at_phase(state, phase), seen=True)
    ending = (notice(texts.DONE),) if phase is Phase.DONE else ()
    return after, (*outcome(after), *ending)


def _letter(state: Interview, line: str) -> Turn:
    match match_option(letter_choices(), line):
        case Option(id="ja"):
            return replace(state, letter="", quiet=True), ()
        case Option():
            return at_phase(state, Phase.DONE), (notice(texts.LETTER_LATER), notice(texts.DONE))
        case _ if "." in line.strip("."):
            return replace(state, letter=line, quiet=True), ()
        case _:
            return _again(state, _with_command(line, texts.LETTER_NOT.format(line=shown(line))))


def letter_made(state: Interview, path: str) -> Turn:
    """The interview after the caller made the letter that `state.letter` asked for."""
    after = at_phase(replace(state, letter=None), Phase.DONE)
    return after.marked(), (notice(texts.LETTER_MADE.format(path=path)), notice(texts.DONE))


def letter_failed(state: Interview, reason: str) -> Turn:
    """The interview after the letter could not be made; the coach may try another name."""
    return replace(state, letter=None, quiet=False), (error(texts.LETTER_FAILED.format(reason=reason)),)


def _done(state: Interview, _: str) -> Turn:
    return state, ()


_PHASES: dict[Phase, Callable[[Interview, str], Turn]] = {
    Phase.TITLE: _title,
    Phase.COACH: _coach,
    Phase.QUESTIONS: _question,
    Phase.OPTIONAL: _optional,
    Phase.OVERVIEW: _overview,
    Phase.OWN_VIEW: _own_view,
    Phase.LETTER: _letter,
    Phase.DONE: _done,
}


# --- choices in between ----------------------------------------------------------------------------------------------


def _contradiction(state: Interview, line: str) -> Turn:
    choices = contradiction_choices(state)
    found = match_option(choices, line) if line else choices[-1]
    match found:
        case Option(id=""):
            return replace(state, menu=None), (notice(texts.CONTRADICTION_KEPT),)
        case Option(id=name):
            return at_question(state, name), ()
        case Refused(reason):
            return _again(state, reason)
        case None:
            return _again(state, texts.NOT_AN_OPTION.format(line=shown(line), last=len(choices) - 1))


def _pick(state: Interview, line: str) -> Turn:
    if not line:
        return replace(state, menu=None), ()
    return _go_from_list(state, line)


_MENUS: dict[MenuKind, Callable[[Interview, str], Turn]] = {
    MenuKind.CONTRADICTION: _contradiction,
    MenuKind.PICK: _pick,
}


# --- commands --------------------------------------------------------------------------------------------------------


def _command(state: Interview, line: str) -> Turn:
    command = commands.parse(line)
    if isinstance(command, Refused):
        return _again(state, command.reason)
    return _COMMANDS[command.name](state, command.rest)


def _back(state: Interview, _: str) -> Turn:
    if state.menu is not None:
        return replace(state, menu=None), ()
    before = back(state)
    return _again(state, texts.AT_START) if before is None else (before, ())


def _why(state: Interview, _: str) -> Turn:
    if state.question is None:
        return _again(state, texts.WHY_ANSWER_NOW)
    return state, why(state.question, state.talk)


def _explain(state: Interview, _: str) -> Turn:
    if state.question is None:
        return _help(state, "")
    return state, explain(state.question)


def _skip(state: Interview, rest: str) -> Turn:
    asked = state.question
    if state.menu is not None:
        return _MENUS[state.menu.kind](state, "")
    if asked is None:
        return _skip_phase(state)
    if asked.optional and rest.casefold().startswith("al"):
        return _pass_optional(replace(state, cursor=None))
    if asked.id in state.case.answers:
        kept = texts.KEPT_WHEN_SKIPPED.format(answer=answer_text(asked, state.case.answers[asked.id]))
        return forward(state), (notice(kept),)
    return forward(state.skipping(asked.id)), (notice(texts.SKIPPED),)


def _skip_phase(state: Interview) -> Turn:
    if state.phase is Phase.OPTIONAL:
        return _pass_optional(state)
    if state.phase is Phase.LETTER:
        return _letter(state, "2")
    return _PHASES[state.phase](state, "")


def _list(state: Interview, _: str) -> Turn:
    if state.phase is Phase.OVERVIEW:
        return replace(state, reviewed=True), overview(state)
    return replace(state, menu=Menu(MenuKind.PICK, ())), overview(state)


def _go(state: Interview, rest: str) -> Turn:
    return _go_from_list(state, rest)


def _note(state: Interview, rest: str) -> Turn:
    after, said = add_note(state, rest, in_letter=False)
    return replace(after, quiet=True), said


def _note_for_letter(state: Interview, rest: str) -> Turn:
    after, said = add_note(state, rest, in_letter=True)
    return replace(after, quiet=True), said


def _note_away(state: Interview, _: str) -> Turn:
    after, said = remove_note(state)
    return replace(after, quiet=True), said


def _stop(state: Interview, _: str) -> Turn:
    return replace(state, stopped=True, menu=None), ()


def _help(state: Interview, _: str) -> Turn:
    lines = (item(meaning, typed) for typed, meaning in texts.HELP)
    return state, (plain(texts.HELP_INTRO), *lines, hint(texts.HELP_SHORT), hint(texts.HELP_SAVED))


_COMMANDS: dict[str, Callable[[Interview, str], Turn]] = {
    commands.BACK: _back,
    commands.WHY: _why,
    commands.SKIP: _skip,
    commands.OVERVIEW: _list,
    commands.GO: _go,
    commands.NOTE: _note,
    commands.NOTE_FOR_LETTER: _note_for_letter,
    commands.NOTE_AWAY: _note_away,
    commands.STOP: _stop,
    commands.HELP: _help,
}
