"""Notes at a question: for the coach alone, or marked for the letter; the two are never mixed."""

from __future__ import annotations

from dataclasses import replace

from slimmer_rules.interview import texts
from slimmer_rules.interview.messages import Messages, error, notice
from slimmer_rules.interview.state import Interview, Turn
from slimmer_rules.rulebook.cases import Note

NOTES_LIMIT = 8000
"""Characters of notes at one question; together they stay far within what a case file may hold."""


def add_note(state: Interview, text: str, *, in_letter: bool) -> Turn:
    """The note added to what stands at the question already; without a text, what stands there is told."""
    question = state.asked
    if question is None:
        return state, (error(texts.NO_QUESTION_HERE),)
    old = state.case.notes.get(question.id)
    if not text:
        return state, _told(old)
    if old is not None and old.in_letter != in_letter:
        kind = texts.NOTE_KIND_LETTER if old.in_letter else texts.NOTE_KIND_OWN
        return state, (error(texts.NOTE_OTHER_KIND.format(kind=kind)),)
    together = f"{old.text}\n{text}" if old else text
    if len(together) > NOTES_LIMIT:
        return state, (error(texts.NOTE_TOO_MUCH.format(limit=NOTES_LIMIT)),)
    notes = {**state.case.notes, question.id: Note(together, in_letter)}
    said = texts.NOTE_ADDED_LETTER if in_letter else texts.NOTE_ADDED
    return replace(state, case=replace(state.case, notes=notes)), (notice(said),)


def remove_note(state: Interview) -> Turn:
    """The question without its note."""
    question = state.asked
    if question is None:
        return state, (error(texts.NO_QUESTION_HERE),)
    if question.id not in state.case.notes:
        return state, (notice(texts.NOTE_NONE),)
    notes = {name: note for name, note in state.case.notes.items() if name != question.id}
    return replace(state, case=replace(state.case, notes=notes)), (notice(texts.NOTE_GONE),)


def _told(note: Note | None) -> Messages:
    if note is None:
        return (notice(texts.NOTE_NONE),)
    return (notice((texts.NOTE_IS_LETTER if note.in_letter else texts.NOTE_IS).format(text=note.text)),)
