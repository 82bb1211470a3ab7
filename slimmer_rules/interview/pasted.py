"""A pasted text of more lines is never an answer: it is kept until the coach says what it is."""

from __future__ import annotations

from dataclasses import replace

from slimmer_rules.interview import commands, texts
from slimmer_rules.interview.fields import FIELDS, IN_PHASE, LINE_LIMIT, TITLE, Field
from slimmer_rules.interview.matching import Option, Refused, match_option, not_an_option, shown
from slimmer_rules.interview.messages import Messages, error, hint, item, notice, question
from slimmer_rules.interview.notes import NOTES_LIMIT, note_at
from slimmer_rules.interview.overview import find_question
from slimmer_rules.interview.state import Interview, MenuKind, Phase, Turn

OWN_NOTE, LETTER_NOTE, ONE_LINE, ISSUE, DROP = "eigen", "brief", "regel", "vraagstuk", "weg"
_NOTES = (commands.NOTE, commands.NOTE_FOR_LETTER)


def takes_lines(state: Interview, text: str) -> bool:
    """Whether a text of more lines may stand here as it is: in an address, in a reason, and as a note."""
    if text.startswith(":"):
        command = commands.parse(text)
        return state.asked is not None and not isinstance(command, Refused) and command.name in _NOTES
    field = _field(state)
    return field.lines if field else state.menu is None and state.phase is Phase.REASON


def offer(state: Interview, text: str) -> Turn:
    """The text held, with what came before it and was not decided on; the coach is asked what it is."""
    held = "\n".join(filter(None, (state.pasted, text)))
    if len(held) > NOTES_LIMIT:
        return replace(state, quiet=True), (error(texts.TOO_LONG.format(length=len(held), limit=NOTES_LIMIT)),)
    lines = held.split("\n")
    told = texts.PASTED.format(count=len(lines), first=shown(lines[0]).removesuffix("."))
    return replace(state, pasted=held, fresh=False), (notice(told),)


def put(state: Interview) -> Messages:
    """What the coach may do with the text."""
    if _nowhere(state):
        return (question(texts.PASTED_WHERE), hint(texts.PASTED_WHERE_HOW))
    return (question(texts.PASTED_ASK), *(item(option.text, option.mark) for option in _choices(state)))


def choose(state: Interview, line: str) -> Turn:
    """What the coach wants with the text; another pasted text is added to it."""
    if "\n" in line:
        return offer(state, line)
    choices = _choices(state)
    found = match_option(choices, line)
    if found is None and line and _nowhere(state):
        place = find_question(state, line)
        return _again(state, place.reason) if isinstance(place, Refused) else _noted(state, place, in_letter=False)
    match found:
        case Option(id=wanted):
            return _done(state, wanted)
        case Refused(reason):
            return _again(state, reason)
        case None:
            return _again(state, not_an_option(choices, line))


def left(state: Interview) -> Turn:
    """The interview as the coach leaves it: a text that was not decided on becomes a note at its question.

    Where no question is asked it becomes one at the last that was answered; where there is none, or it does not fit,
    it is shown, as it is kept nowhere.
    """
    if not state.pasted:
        return state, ()
    answered = [question for question in state.talk.questions.values() if question.id in state.case.answers]
    place = state.question or next(reversed(answered), None)
    after, said = _noted(state, place.id, in_letter=False) if place else (state, ())
    if after.pasted:
        said = (*said, error(texts.PASTED_LOST.format(text=state.pasted)))
    elif place and place is not state.question:
        said = (notice(texts.PASTED_AT.format(short=place.short)),)
    return replace(after, pasted=""), said


def _done(state: Interview, wanted: str) -> Turn:
    text, case = state.pasted, state.case
    after = replace(state, pasted="")
    if wanted == DROP:
        return after, (notice(texts.PASTED_GONE),)
    if wanted == ISSUE:
        issue = "\n\n".join(filter(None, (case.issue, text)))
        return replace(after, case=replace(case, issue=issue)), (notice(texts.PASTED_IS_ISSUE),)
    field = _field(state)
    if wanted == ONE_LINE and field is not None:
        line = " ".join(text.split())
        if len(line) > LINE_LIMIT:
            return _again(state, texts.TOO_LONG.format(length=len(line), limit=LINE_LIMIT))
        filled = field.filled(case, line)
        if isinstance(filled, Refused):
            return _again(state, filled.reason)
        return replace(after, case=filled), (
            notice(texts.NOTED.format(answer=str(field.shown(filled)).removesuffix("."))),
        )
    asked = state.question
    return _noted(state, asked.id, in_letter=wanted == LETTER_NOTE) if asked else (after, ())


def _noted(state: Interview, name: str, *, in_letter: bool) -> Turn:
    """The text as a note; it stays held where it does not fit."""
    after, said = note_at(state, name, state.pasted, in_letter=in_letter)
    return (replace(state, quiet=True) if after is state else replace(after, pasted="")), said


def _again(state: Interview, reason: str) -> Turn:
    return replace(state, quiet=True), (error(reason),)


def _choices(state: Interview) -> tuple[Option, ...]:
    field = _field(state)
    offered: list[tuple[str, str]] = []
    if field is not None:
        offered.append((ONE_LINE, texts.PASTED_ONE_LINE))
        if field is TITLE:
            offered.append((ISSUE, texts.PASTED_ISSUE))
    elif state.question is not None:
        offered += [(OWN_NOTE, texts.PASTED_NOTE), (LETTER_NOTE, texts.PASTED_LETTER_NOTE)]
    numbered = (Option(str(n), id, text) for n, (id, text) in enumerate(offered, start=1))
    return (*numbered, Option(texts.UNKNOWN_MARK, DROP, texts.PASTED_DROP, texts.PASTED_ZERO))


def _nowhere(state: Interview) -> bool:
    """Whether neither a question nor a text is asked, so that the coach says where a note belongs."""
    return _field(state) is None and state.question is None


def _field(state: Interview) -> Field | None:
    """The text beside the answers that is asked now."""
    if state.menu is not None:
        return FIELDS[state.menu.names[0]] if state.menu.kind is MenuKind.TEXT else None
    return IN_PHASE.get(state.phase)
