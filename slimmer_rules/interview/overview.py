"""The overview: every question that has an answer or still wants one, each under a number that never changes."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.interview import texts
from slimmer_rules.interview.answering import contradiction_lines, contradictions
from slimmer_rules.interview.fields import COACH, FIELDS, SALUTATION, TITLE, Field
from slimmer_rules.interview.matching import NUMBER, Refused, shown, simplified
from slimmer_rules.interview.messages import Message, Messages, heading, item, notice, plain
from slimmer_rules.interview.navigation import unanswered
from slimmer_rules.interview.state import Interview
from slimmer_rules.interview.words import numbers_text, own_view_text, told_text
from slimmer_rules.reasoning.situation import Situation
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.diagnostics import suggest
from slimmer_rules.rulebook.model import Conversation, Section
from slimmer_rules.rulebook.wording import capital, listed

ARTICLES = ("de", "het", "een", "uw")
"""Left out where a coach names a subject."""


def numbered(talk: Conversation) -> dict[str, int]:
    """The number of each question, in the order in which the rulebook puts them."""
    order = [name for section in talk.sections for name in section.questions]
    return {name: number for number, name in enumerate(order, start=1)}


def overview(state: Interview) -> Messages:
    """All answers by section, parked ones too; then what contradicts, how much is still open, and the decision."""
    lines = [heading(texts.OVERVIEW), *_texts(state)]
    for section in state.talk.sections:
        lines += _section(state, section)
    found = contradictions(state)
    if found:
        lines += [notice(texts.OVERVIEW_CONTRADICTIONS), *contradiction_lines(state, found)]
    return (*lines, *_without_answer(state), *_decision(state))


def _texts(state: Interview) -> Iterator[Message]:
    """The texts beside the answers, under the word to go to each with; those of the letter once they were asked."""
    yield plain(texts.OVERVIEW_TEXTS)
    for word, field in FIELDS.items():
        told = field.shown(state.case)
        if told or field in (TITLE, COACH) or (state.seen and field is not SALUTATION):
            yield item(told or texts.OVERVIEW_EMPTY, word)


def _without_answer(state: Interview) -> Iterator[Message]:
    numbers = numbered(state.talk)
    left = [numbers[name] for name in unanswered(state)]
    if left:
        form = texts.OVERVIEW_OPEN_ONE if len(left) == 1 else texts.OVERVIEW_OPEN
        yield notice(form.format(count=len(left), numbers=numbers_text(left)))


def _decision(state: Interview) -> Iterator[Message]:
    decided = state.case.decision
    if decided is not None:
        form = texts.DECISION_TOLD_REASON if decided.reason else texts.DECISION_TOLD
        yield notice(form.format(label=own_view_text(state.talk, decided.decision), reason=decided.reason))


def _section(state: Interview, section: Section) -> Iterator[Message]:
    numbers, situation = numbered(state.talk), state.situation
    answers, questions = state.case.answers, state.talk.questions
    here = [name for name in section.questions if name in answers or name in situation.askable]
    left = [n for n in here if questions[n].optional and n not in answers and n != state.cursor]
    if here:
        yield plain(section.title)
    rest = _untouched(state, here)
    if rest:
        yield item(texts.OVERVIEW_SECTION_NOT_ASKED.format(numbers=numbers_text([numbers[n] for n in rest])))
    for name in here:
        if name not in left and name not in rest:
            yield item(_line(state, situation, name), str(numbers[name]))
    if left:
        form = texts.OVERVIEW_OPTIONAL_LEFT_ONE if len(left) == 1 else texts.OVERVIEW_OPTIONAL_LEFT
        yield item(form.format(count=len(left), numbers=numbers_text([numbers[n] for n in left])))


def _untouched(state: Interview, names: list[str]) -> list[str]:
    """The questions that everyone is asked, where none in the section was put yet: told in one line."""
    touched = any(name in state.case.answers or name in state.skipped or name == state.cursor for name in names)
    first = [name for name in names if not state.talk.questions[name].optional]
    return first if len(first) > 2 and not touched else []


def _line(state: Interview, situation: Situation, name: str) -> str:
    question, answers = state.talk.questions[name], state.case.answers
    if name in answers:
        told = told_text(question, answers[name])
        if name in situation.parked:
            told = texts.OVERVIEW_PARKED.format(answer=told)
    else:
        told = texts.OVERVIEW_SKIPPED if name in state.skipped else texts.OVERVIEW_NOT_ASKED
    line = texts.OVERVIEW_LINE.format(subject=capital(question.short), answer=told)
    if name in state.case.notes:
        line = texts.OVERVIEW_NOTE.format(line=line)
    if name in state.case.letter_notes:
        line = texts.OVERVIEW_NOTE_LETTER.format(line=line)
    return texts.OVERVIEW_HERE.format(line=line) if state.question is question else line


# --- which question is meant -----------------------------------------------------------------------------------------


def find_question(state: Interview, text: str) -> str | Refused:
    """The question with this number, id or subject, or these first letters; it must apply now."""
    numbers = numbered(state.talk)
    typed = simplified(text)
    if not typed:
        example = next(iter(numbers))
        return Refused(texts.GO_WHERE.format(example=example))
    found = _named(state, typed, numbers)
    if len(found) > 1:
        meant = listed([f"{numbers[name]} ({state.talk.questions[name].short})" for name in found], "of")
        return Refused(texts.QUESTION_MORE_THAN_ONE.format(text=shown(text), options=meant))
    if not found:
        return Refused(_no_such(state, text, typed, numbers))
    return found[0] if found[0] in state.situation.askable else Refused(_not_askable(state, found[0]))


def find_field(state: Interview, text: str) -> Field | None:
    """The text beside the answers that is called so; None where there is none, or a question is called so."""
    typed = simplified(text)
    taken = any(typed in _names(state, name) for name in state.talk.questions)
    return None if taken else FIELDS.get(typed)


def _named(state: Interview, typed: str, numbers: dict[str, int]) -> list[str]:
    if NUMBER.fullmatch(typed):
        return [name for name, number in numbers.items() if number == int(typed)]
    known = {name: _names(state, name) for name in numbers}
    exact = [name for name, names in known.items() if typed in names]
    begins = [name for name, names in known.items() if any(n.startswith(typed) for n in names)]
    within = [name for name, names in known.items() if any(f" {typed}" in n for n in names)]
    return exact or begins or within


def _no_such(state: Interview, text: str, typed: str, numbers: dict[str, int]) -> str:
    known = {alias: name for name in numbers for alias in _names(state, name)}
    near = suggest(typed, known)
    if near is None:
        return texts.NO_SUCH_QUESTION.format(text=shown(text))
    name = known[near]
    short = state.talk.questions[name].short
    return texts.NO_SUCH_QUESTION_MEANT.format(text=shown(text), number=numbers[name], short=short)


def _not_askable(state: Interview, name: str) -> str:
    question = state.talk.questions[name]
    controlling = sorted(reads(question.applies_if)) if question.applies_if else []
    numbers = numbered(state.talk)
    told = listed([f"{state.talk.questions[other].short} (nummer {numbers[other]})" for other in controlling])
    return texts.NOT_ASKABLE.format(short=question.short, controlling=told)


def _names(state: Interview, name: str) -> tuple[str, ...]:
    short = simplified(state.talk.questions[name].short)
    first, _, rest = short.partition(" ")
    return (simplified(name), short, rest) if first in ARTICLES and rest else (simplified(name), short)
