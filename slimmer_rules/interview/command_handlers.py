"""What each command does."""

from __future__ import annotations

from dataclasses import replace

from slimmer_rules.interview import commands, texts
from slimmer_rules.interview.beside import beside
from slimmer_rules.interview.matching import Refused, shown
from slimmer_rules.interview.messages import hint, item, notice, plain
from slimmer_rules.interview.navigation import forward
from slimmer_rules.interview.notes import add_note, remove_note
from slimmer_rules.interview.outcome import own_view
from slimmer_rules.interview.overview import overview
from slimmer_rules.interview.phases import MENUS, STAGES, Handler, again, go_to, pass_optional
from slimmer_rules.interview.state import Interview, Menu, MenuKind, Phase, Turn
from slimmer_rules.interview.why import explain, higher, why
from slimmer_rules.interview.words import answer_text

ALL = ("al", "alle", "alles", "allemaal")
"""What may stand behind `:overslaan` at the optional questions."""


def obey(state: Interview, line: str) -> Turn:
    """Do what a line that begins with a colon asks."""
    command = commands.parse(line)
    if isinstance(command, Refused):
        return again(state, command.reason)
    if state.pasted and command.name not in (commands.STOP, commands.OVERVIEW):
        return again(state, texts.PASTED_FIRST)
    return HANDLERS[command.name](state, command.rest)


def _back(state: Interview, _: str) -> Turn:
    if state.menu is not None and state.menu.kind is MenuKind.CHANGE:
        return replace(state, menu=None, pending=None), ()
    if state.menu is not None:
        return MENUS[state.menu.kind](state, "")
    before = STAGES[state.phase].back(state)
    return again(state, texts.AT_START) if before is None else (before, ())


def _why(state: Interview, _: str) -> Turn:
    asked_now = state.asked
    if asked_now is None:
        return again(state, texts.WHY_ANSWER_NOW)
    depth = min(state.whys + 1, 3)
    asked = replace(state, fresh=False, whys=depth)
    if depth > 1:
        return asked, higher(state, asked_now, depth)
    return asked, why(state, asked_now)


def explain_question(state: Interview, _: str) -> Turn:
    """What the question means; where there is none, what can be typed."""
    if state.asked is None:
        return _help(state, "")
    return replace(state, fresh=False, explained=True), explain(state.asked)


def _skip(state: Interview, rest: str) -> Turn:
    asked = state.question
    refused = _not_behind_skip(state, rest)
    if refused is not None:
        return again(state, refused)
    if state.menu is not None:
        return MENUS[state.menu.kind](state, "")
    if asked is None:
        return _skip_phase(state)
    if asked.optional and rest:
        return pass_optional(replace(state, cursor=None))
    if asked.id in state.case.answers:
        kept = texts.KEPT_WHEN_SKIPPED.format(answer=answer_text(asked, state.case.answers[asked.id]))
        return forward(state), (notice(kept),)
    return forward(state.skipping(asked.id)), (notice(texts.SKIPPED),)


def _not_behind_skip(state: Interview, rest: str) -> str | None:
    """Why what stands behind `:overslaan` cannot stand there: it is silently ignored nowhere."""
    if not rest:
        return None
    optional = state.phase is Phase.OPTIONAL or (state.asked is not None and state.asked.optional)
    if rest.casefold() in ALL:
        return None if optional else texts.OPTIONAL_ALL_NOT_HERE
    return (texts.OPTIONAL_ALL_MEANT if optional else texts.SKIP_ALONE).format(rest=shown(rest))


def _skip_phase(state: Interview) -> Turn:
    if state.phase is Phase.OPTIONAL:
        return pass_optional(state)
    if state.phase is Phase.LETTER:
        return STAGES[Phase.LETTER].respond(state, "2")
    return STAGES[state.phase].respond(state, "")


def _list(state: Interview, _: str) -> Turn:
    if state.pasted:
        return state, overview(state)
    if state.phase is Phase.OVERVIEW:
        return replace(state, reviewed=True), overview(state)
    return replace(state, menu=Menu(MenuKind.PICK)), overview(state)


def _go(state: Interview, rest: str) -> Turn:
    return go_to(state, rest)


def _note(state: Interview, rest: str) -> Turn:
    after, said = add_note(state, rest, in_letter=False)
    return replace(after, quiet=True), said


def _note_for_letter(state: Interview, rest: str) -> Turn:
    after, said = add_note(state, rest, in_letter=True)
    return replace(after, quiet=True), said


def _note_away(state: Interview, rest: str) -> Turn:
    after, said = remove_note(state, rest)
    return replace(after, quiet=True), said


def _opinion(state: Interview, _: str) -> Turn:
    return replace(state, quiet=True), own_view(state)


def _beside(state: Interview, _: str) -> Turn:
    return replace(state, quiet=True), beside(state.earlier) or (notice(texts.BESIDE_NONE),)


def _stop(state: Interview, _: str) -> Turn:
    return replace(state, stopped=True, menu=None), ()


def _help(state: Interview, _: str) -> Turn:
    """All that can be typed at a question; elsewhere what works there. What is asked follows again."""
    if state.asked is None:
        works = (item(meaning, typed) for typed, meaning in texts.HELP_HERE if typed not in _idle(state))
        return replace(state, fresh=False), (plain(texts.HELP_HERE_INTRO), *works)
    unused = () if state.earlier else (f":{commands.BESIDE}",)
    lines = (item(meaning, typed) for typed, meaning in texts.HELP if typed not in unused)
    said = (plain(texts.HELP_INTRO), *lines, hint(texts.HELP_SHORT), hint(texts.HELP_SAVED))
    return replace(state, fresh=False), said


def _idle(state: Interview) -> tuple[str, ...]:
    """What leads nowhere here: nothing is before the beginning, some reasons must be given, no view was given yet."""
    idle = [] if state.case.own_view else [commands.OPINION]
    if state.earlier is None:
        idle.append(commands.BESIDE)
    if state.menu is None and state.phase is Phase.TITLE:
        idle.append(commands.BACK)
    if state.menu is None and state.phase is Phase.REASON and state.departs:
        idle.append(commands.SKIP)
    return tuple(f":{name}" for name in idle)


HANDLERS: dict[str, Handler] = {
    commands.BACK: _back,
    commands.WHY: _why,
    commands.SKIP: _skip,
    commands.OVERVIEW: _list,
    commands.GO: _go,
    commands.NOTE: _note,
    commands.NOTE_FOR_LETTER: _note_for_letter,
    commands.NOTE_AWAY: _note_away,
    commands.OPINION: _opinion,
    commands.BESIDE: _beside,
    commands.STOP: _stop,
    commands.HELP: _help,
}
