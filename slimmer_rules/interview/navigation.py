"""The way through the questions: first those that everyone is asked, then, if the coach wants, the optional ones."""

from __future__ import annotations

from dataclasses import replace

from slimmer_rules.interview.foresight import next_that_matters
from slimmer_rules.interview.state import Interview, Phase


def in_turn(state: Interview) -> tuple[str, ...]:
    """The questions that apply, in the order in which they are put."""
    order = [name for section in state.talk.sections for name in section.questions]
    askable = set(state.situation.askable)
    applying = [name for name in order if name in askable]
    optional = state.talk.questions
    first = tuple(name for name in applying if not optional[name].optional)
    after = tuple(name for name in applying if optional[name].optional)
    return first + after


def put(state: Interview) -> tuple[str, ...]:
    """The questions that `:terug` and the way back up pass: those in turn, in the short form only what was put."""
    row = in_turn(state)
    if not state.short:
        return row
    seen = {*state.case.answers, *state.skipped, state.cursor}
    return tuple(name for name in row if name in seen)


def open_questions(state: Interview, *, optional: bool) -> tuple[str, ...]:
    """The questions of one kind that apply and were neither answered nor passed over."""
    questions, done = state.talk.questions, {*state.case.answers, *state.skipped}
    return tuple(name for name in in_turn(state) if questions[name].optional is optional and name not in done)


def unanswered(state: Interview) -> tuple[str, ...]:
    """The questions that apply, are put to everyone and have no answer, passed over or not."""
    questions, answers = state.talk.questions, state.case.answers
    return tuple(name for name in in_turn(state) if not questions[name].optional and name not in answers)


def optional_begun(state: Interview) -> bool:
    """Whether the coach chose to discuss the optional questions."""
    here = state.question
    questions = state.talk.questions
    return (here is not None and here.optional) or any(questions[name].optional for name in state.case.answers)


def at_question(state: Interview, name: str, *, until: str | None = None) -> Interview:
    """The interview at a question; a heading is due where that is in another section."""
    before = section_of(state, state.cursor) if state.question and state.cursor else None
    fresh = before != section_of(state, name)
    asking = replace(state, menu=None, pending=None, explained=False, whys=0, quiet=False)
    return replace(asking, phase=Phase.QUESTIONS, cursor=name, until=until, fresh=fresh)


def at_phase(state: Interview, phase: Phase) -> Interview:
    """The interview at a phase without questions of the rulebook."""
    return replace(state, phase=phase, cursor=None, until=None, fresh=True, quiet=False, menu=None, pending=None)


def section_of(state: Interview, name: str) -> tuple[str, bool]:
    """The section of a question, its optional part told apart."""
    section = next(section for section in state.talk.sections if name in section.questions)
    return section.id, state.talk.questions[name].optional


def forward(state: Interview) -> Interview:
    """On from the question at the cursor: on the way back up, the next in turn; otherwise to what is still open."""
    row = put(state)
    if state.until in row and state.cursor in row and row.index(state.cursor) < row.index(state.until):
        return at_question(state, row[row.index(state.cursor) + 1], until=state.until)
    return to_open(state)


def to_open(state: Interview) -> Interview:
    """To the first question without answer, else to the offer of the optional ones, else to the overview.

    In the short form to the next question that matters, else to the overview.
    """
    if state.ended:
        return at_phase(state, Phase.OVERVIEW)
    if state.short:
        name = next_that_matters(state)
        return at_phase(state, Phase.OVERVIEW) if name is None else at_question(state, name)
    for name in open_questions(state, optional=False):
        return at_question(state, name)
    left = open_questions(state, optional=True)
    if not left:
        return at_phase(state, Phase.OVERVIEW)
    return at_question(state, left[0]) if optional_begun(state) else at_phase(state, Phase.OPTIONAL)


def back_in_turn(state: Interview) -> Interview:
    """To the question before the one at the cursor; before the first one to the coach's name."""
    row = put(state)
    if state.cursor in row and row.index(state.cursor) > 0:
        return at_question(state, row[row.index(state.cursor) - 1], until=state.until or state.cursor)
    return at_phase(state, Phase.COACH)


def to_last(state: Interview) -> Interview:
    """To the last question that was put: an optional one only if it was answered."""
    questions, answers = state.talk.questions, state.case.answers
    asked = [name for name in put(state) if name in answers or (name in state.skipped and not questions[name].optional)]
    return at_question(state, asked[-1]) if asked else at_phase(state, Phase.COACH)
