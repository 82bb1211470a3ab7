"""Notes at a question: one for the coach alone and one for the letter; the two are never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from slimmer_rules.interview import texts
from slimmer_rules.interview.matching import shown
from slimmer_rules.interview.messages import Messages, error, notice
from slimmer_rules.interview.state import Interview, Turn
from slimmer_rules.rulebook.cases import Case

NOTES_LIMIT = 8000
"""Characters of one kind of notes at one question; together they stay far within what a case file may hold."""

OWN, LETTER = ("uzelf", "eigen"), ("brief", "!")
"""What may stand behind `:notitie-weg` to say which of two notes."""


def add_note(state: Interview, text: str, *, in_letter: bool) -> Turn:
    """The note added to what stands at the question already; without a text, what stands there is told."""
    question = state.asked
    if question is None:
        return state, (error(texts.NO_QUESTION_HERE),)
    if not text:
        return state, _told(state.case, question.id)
    return note_at(state, question.id, text, in_letter=in_letter)


def note_at(state: Interview, question: str, text: str, *, in_letter: bool) -> Turn:
    """The note added to what stands at this question already; told where it does not fit."""
    notes = state.case.letter_notes if in_letter else state.case.notes
    together = "\n".join(filter(None, (notes.get(question), text)))
    if len(together) > NOTES_LIMIT:
        return state, (error(texts.NOTE_TOO_MUCH.format(limit=NOTES_LIMIT)),)
    case = _with(state.case, {**notes, question: together}, in_letter=in_letter)
    said = texts.NOTE_ADDED_LETTER if in_letter else texts.NOTE_ADDED
    return replace(state, case=case), (notice(said),)


def remove_note(state: Interview, which: str) -> Turn:
    """The question without its note; `which` says which one where it has two."""
    question, case = state.asked, state.case
    if question is None:
        return state, (error(texts.NO_QUESTION_HERE),)
    there = {kind: question.id in notes for kind, notes in ((False, case.notes), (True, case.letter_notes))}
    chosen = {**dict.fromkeys(OWN, False), **dict.fromkeys(LETTER, True)}.get(which.casefold())
    if which and chosen is None:
        return state, (error(texts.NOTE_WHICH_NOT.format(rest=shown(which))),)
    if not any(there.values()) or (chosen is not None and not there[chosen]):
        return state, (notice(texts.NOTE_NONE),)
    if chosen is None and all(there.values()):
        return state, (error(texts.NOTE_WHICH),)
    in_letter = there[True] if chosen is None else chosen
    notes = case.letter_notes if in_letter else case.notes
    left = {name: text for name, text in notes.items() if name != question.id}
    return replace(state, case=_with(case, left, in_letter=in_letter)), (notice(texts.NOTE_GONE),)


def _with(case: Case, notes: Mapping[str, str], *, in_letter: bool) -> Case:
    return replace(case, letter_notes=notes) if in_letter else replace(case, notes=notes)


def _told(case: Case, question: str) -> Messages:
    kinds = ((texts.NOTE_IS, case.notes), (texts.NOTE_IS_LETTER, case.letter_notes))
    told = tuple(notice(form.format(text=notes[question])) for form, notes in kinds if question in notes)
    return told or (notice(texts.NOTE_NONE),)
