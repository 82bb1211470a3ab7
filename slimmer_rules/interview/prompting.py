"""What stands on the screen before a line is read: the question that is put, or the choice that is to be made."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.interview import texts
from slimmer_rules.interview.fields import FIELDS, IN_PHASE, SALUTATION, Field
from slimmer_rules.interview.foresight import (
    change_choices,
    no_longer_matters,
    optional_matter_not,
    range_ahead,
    settled_choices,
)
from slimmer_rules.interview.matching import Option, options
from slimmer_rules.interview.messages import Message, heading, hint, item, plain, question
from slimmer_rules.interview.navigation import open_questions, unanswered
from slimmer_rules.interview.overview import overview
from slimmer_rules.interview.state import Interview, MenuKind
from slimmer_rules.interview.words import answer_text, own_view_text, with_sign, within
from slimmer_rules.rulebook.model import Question
from slimmer_rules.rulebook.wording import capital, listed

# --- texts beside the answers ----------------------------------------------------------------------------------------


def ask_text(state: Interview) -> Iterator[Message]:
    """A text beside the answers."""
    yield from _field(state, IN_PHASE[state.phase])


def _field(state: Interview, field: Field) -> Iterator[Message]:
    given = field.shown(state.case)
    if given is None and field is SALUTATION and state.greet is not None:
        given = state.greet(state.case)
    yield question(field.ask)
    if field.how:
        yield plain(field.how)
    yield hint(texts.ENTER_KEEPS_TEXT.format(text=given) if given else texts.ENTER_SKIPS)


# --- questions -------------------------------------------------------------------------------------------------------


def ask_question(state: Interview) -> Iterator[Message]:
    """A question, with its choices; first the heading of its section where that is due."""
    asked = state.question
    if asked is None:
        return
    if state.fresh:
        yield from _section(state, asked)
        yield from range_ahead(state)
    yield from no_longer_matters(state, asked)
    yield question(texts.FOR_COACH.format(text=within(asked.text)) if asked.assessor else asked.text)
    if asked.assessor and asked.note:
        yield plain(asked.note)
    if asked.is_number:
        yield hint(texts.NUMBER_RANGE.format(low=asked.low, high=asked.high))
    else:
        yield from (item(_choice(state, asked, option), option.mark) for option in options(asked))
    given = state.case.answers.get(asked.id)
    if given is not None:
        yield hint(texts.ENTER_KEEPS.format(answer=answer_text(asked, given)))


def _choice(state: Interview, asked: Question, option: Option) -> str:
    """The choice; with what may be seen or heard where the coach judges, or asked what is meant."""
    if option.mark == texts.UNKNOWN_MARK or not (asked.assessor or state.explained):
        return option.text
    return with_sign(asked.answer(option.id))


def _section(state: Interview, asked: Question) -> Iterator[Message]:
    sections = [section for section in state.talk.sections if section.questions]
    number, section = next((n, s) for n, s in enumerate(sections, start=1) if asked.id in s.questions)
    form = texts.SHORT_SECTION if state.short else texts.OPTIONAL_SECTION if asked.optional else texts.SECTION
    yield heading(form.format(number=number, total=len(sections), title=section.title))
    if asked.optional:
        yield plain(texts.OPTIONAL_LEAVE)
    elif section.intro and not any(name in state.case.answers for name in section.questions):
        yield plain(section.intro)


def ask_optional(state: Interview) -> Iterator[Message]:
    """Whether to discuss the optional questions."""
    left = open_questions(state, optional=True)
    one = len(left) == 1
    sections = [s.title for s in state.talk.sections if any(name in left for name in s.questions)]
    form = texts.OPTIONAL_OFFER_ONE if one else texts.OPTIONAL_OFFER
    yield plain(form.format(count=len(left), subject=listed([within(title) for title in sections])))
    yield from optional_matter_not(state, left)
    yield question(texts.OPTIONAL_ASK_ONE if one else texts.OPTIONAL_ASK)
    yield from (item(option.text, option.mark) for option in optional_choices(one))


def optional_choices(one: bool = False) -> tuple[Option, ...]:
    """To discuss the optional questions or to pass them over."""
    no = texts.OPTIONAL_NO_ONE if one else texts.OPTIONAL_NO
    return (Option("1", "ja", texts.OPTIONAL_YES), Option("2", "nee", no))


# --- after the questions ---------------------------------------------------------------------------------------------


def ask_overview(state: Interview) -> Iterator[Message]:
    """The answers, and whether they are right."""
    if state.reviewed:
        yield question(texts.OVERVIEW_ASK_AGAIN)
        return
    if not unanswered(state) and not state.ended:
        yield plain(texts.OVERVIEW_END)
    yield from overview(state)
    yield question(texts.OVERVIEW_ASK)


def ask_own_view(state: Interview) -> Iterator[Message]:
    """What the coach thinks, before the outcome."""
    yield heading(texts.OWN_VIEW_HEADING)
    yield plain(texts.OWN_VIEW_WHY)
    yield question(texts.OWN_VIEW_ASK)
    yield from (item(option.text, option.mark) for option in own_view_choices(state))
    given = state.case.own_view
    if given:
        yield hint(texts.ENTER_KEEPS_TEXT.format(text=own_view_text(state.talk, given)))
    else:
        yield hint(texts.ENTER_SKIPS)


def own_view_choices(state: Interview) -> tuple[Option, ...]:
    """The values of the goal."""
    values = state.talk.conclusions[state.talk.goal].values if state.talk.goal else ()
    return tuple(Option(str(n), value.id, capital(value.label)) for n, value in enumerate(values, start=1))


def ask_letter(state: Interview) -> Iterator[Message]:
    """Whether to make the letter."""
    yield question(texts.LETTER_ASK)
    yield from (item(option.text, option.mark) for option in letter_choices(state))
    yield hint(texts.LETTER_NAME)


def letter_choices(state: Interview) -> tuple[Option, ...]:
    """To make the letter, not to, or, where there is a goal, first to write down what a person decided."""
    two = (Option("1", "ja", texts.LETTER_YES), Option("2", "nee", texts.LETTER_NO))
    if state.talk.goal is None:
        return two
    label = decided_label(state)
    third = texts.LETTER_DECISION_AGAIN.format(label=label) if label else texts.LETTER_DECISION
    return (*two, Option("3", "besluit", third))


def decided_label(state: Interview) -> str | None:
    """What a person decided, in words; None where nobody has."""
    decided = state.case.decision
    return own_view_text(state.talk, decided.decision) if decided else None


def ask_decision(state: Interview) -> Iterator[Message]:
    """What a person decided."""
    yield heading(texts.DECISION)
    yield plain(texts.DECISION_WHY)
    yield question(texts.DECISION_ASK)
    yield from (item(option.text, option.mark) for option in decision_choices(state))
    label = decided_label(state)
    yield hint(texts.ENTER_KEEPS_TEXT.format(text=label) if label else texts.ENTER_SKIPS)


def decision_choices(state: Interview) -> tuple[Option, ...]:
    """The values of the goal, and that there is no decision yet."""
    return (*own_view_choices(state), Option(texts.UNKNOWN_MARK, "", texts.DECISION_NONE, texts.DECISION_ZERO))


def ask_reason(state: Interview) -> Iterator[Message]:
    """Why a person decided so."""
    yield question(texts.REASON_ASK_DEPARTS if state.departs else texts.REASON_ASK)
    yield plain(texts.REASON_HOW)
    given = state.case.decision.reason if state.case.decision else None
    if given:
        yield hint(texts.REASON_NOW.format(reason=given))
    elif not state.departs:
        yield hint(texts.ENTER_SKIPS)


# --- choices in between ----------------------------------------------------------------------------------------------


def ask_menu(state: Interview) -> Iterator[Message]:
    """What comes in between."""
    if state.menu is None or state.menu.kind is MenuKind.PICK:
        yield question(texts.OVERVIEW_PICK)
        return
    if state.menu.kind is MenuKind.TEXT:
        yield from _field(state, FIELDS[state.menu.names[0]])
        return
    asked, choices = {
        MenuKind.CONTRADICTION: (texts.CONTRADICTION_ASK, contradiction_choices),
        MenuKind.CHANGE: (texts.CHANGE_ASK, change_choices),
        MenuKind.SETTLED: (texts.SETTLED_ASK, lambda _: settled_choices()),
    }[state.menu.kind]
    yield question(asked)
    yield from (item(option.text, option.mark) for option in choices(state))


def contradiction_choices(state: Interview) -> tuple[Option, ...]:
    """The answers of which one may be wrong, and to leave it so."""
    names = state.menu.names if state.menu else ()
    questions, answers = state.talk.questions, state.case.answers
    choices = [
        Option(str(n), name, f"{capital(questions[name].short)}: {answer_text(questions[name], answers[name])}")
        for n, name in enumerate(names, start=1)
        if name in answers
    ]
    return (*choices, Option(texts.UNKNOWN_MARK, "", texts.CONTRADICTION_KEEP, texts.CONTRADICTION_ZERO))
