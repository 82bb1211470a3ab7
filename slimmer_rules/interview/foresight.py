"""Looking ahead: what is still to come, what no longer matters, and what a change would lead to.

All of it needs `Interview.analysis`; without it, or without a goal, nothing is said and nothing is left out. Before the
coach gave a view of their own, nothing here tells what the outcome is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from slimmer_rules.interview import texts
from slimmer_rules.interview.matching import Option
from slimmer_rules.interview.messages import Message, Messages, hint, notice
from slimmer_rules.interview.state import Interview, Menu, MenuKind, Phase, Turn
from slimmer_rules.interview.words import answer_text
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.rulebook.model import Question
from slimmer_rules.rulebook.wording import capital

PATIENCE = 2.0
"""Seconds that looking ahead may take; after that the interview goes on as if it had not looked."""


def next_that_matters(state: Interview) -> str | None:
    """In the short form: what to ask now, or None if nothing that matters can be asked any more."""
    from slimmer_rules.reasoning.progress import ahead

    assert state.analysis is not None  # noqa: S101  # the short form has one
    begun = state.cursor and next(s.id for s in state.talk.sections if state.cursor in s.questions)
    found = ahead(
        state.analysis,
        state.case.answers,
        short=True,
        section=begun or None,
        passed=state.skipped,
        seconds=PATIENCE,
    )
    return found.next


def settled(state: Interview) -> bool:
    """Whether the questions that are left cannot change the goal any more."""
    if state.analysis is None or state.talk.goal is None:
        return False
    from slimmer_rules.reasoning.outcomes import open_outcomes

    return open_outcomes(state.analysis, state.case.answers, state.talk.goal, PATIENCE).settled


def offered(state: Interview) -> Turn | None:
    """The offer to stop, where the goal is settled and questions are left; None where there is nothing to offer."""
    if state.short or state.ended or state.phase is not Phase.QUESTIONS or MenuKind.SETTLED.value in state.skipped:
        return None
    if state.question is None or state.question.optional or not settled(state):
        return None  # the optional questions are offered apart, and may be left at any of them
    return replace(state, menu=Menu(MenuKind.SETTLED), quiet=False), (notice(texts.SETTLED),)


def settled_choices() -> tuple[Option, ...]:
    """To go on or to stop asking."""
    return (Option("1", "door", texts.SETTLED_GO_ON), Option("2", "stop", texts.SETTLED_STOP))


def before_changing(state: Interview, name: str, value: AnswerValue) -> Turn | None:
    """The consequences of another answer, and whether the coach wants them; None where it has none."""
    if state.analysis is None or state.case.answers.get(name) in (None, value):
        return None
    from slimmer_rules.reasoning.what_if import what_if
    from slimmer_rules.reasoning.wording_analysis import consequences

    try:
        found = what_if(state.derive, state.case.answers, {name: value})
    except ContradictionError:  # the rules themselves clash; that is told at the outcome
        return None
    told = consequences(found, reveal=bool(state.seen or state.case.own_view))
    if not told:
        return None
    asked = replace(state, pending=(name, value), menu=Menu(MenuKind.CHANGE), fresh=False)
    return asked, (notice(texts.CHANGE_MEANS.format(told=capital(told))),)


def change_choices(state: Interview) -> tuple[Option, ...]:
    """To change the answer or to keep it."""
    if state.pending is None:
        return ()
    name, value = state.pending
    question = state.talk.questions[name]
    new, old = answer_text(question, value), answer_text(question, state.case.answers[name])
    return (
        Option("1", "ja", texts.CHANGE_YES.format(new=new)),
        Option("2", "nee", texts.CHANGE_NO.format(old=old)),
    )


def range_ahead(state: Interview) -> Messages:
    """Between how many and how many questions are still to come."""
    if state.analysis is None or state.talk.goal is None:
        return ()
    from slimmer_rules.reasoning.progress import ahead
    from slimmer_rules.reasoning.wording_analysis import range_text

    found = ahead(state.analysis, state.case.answers, short=state.short, seconds=PATIENCE)
    return (hint(texts.AHEAD.format(told=capital(range_text(found.least, found.most)))),) if found.most else ()


def optional_matter_not(state: Interview, left: tuple[str, ...]) -> Messages:
    """That none of the optional questions can change the goal, where that is so: said before the coach chooses."""
    if state.analysis is None or state.talk.goal is None:
        return ()
    from slimmer_rules.reasoning.outcomes import live_questions

    found = live_questions(state.analysis, state.case.answers, state.talk.goal, PATIENCE)
    return (hint(texts.OPTIONAL_MATTER_NOT),) if found.complete and not set(left) & set(found.matter) else ()


def no_longer_matters(state: Interview, asked: Question) -> Iterator[Message]:
    """Marks a question, or the rest of a section as it begins, that cannot change the goal any more."""
    if state.analysis is None or state.talk.goal is None or state.short or asked.id in state.case.answers:
        return
    from slimmer_rules.reasoning.outcomes import live_questions

    found = live_questions(state.analysis, state.case.answers, state.talk.goal, PATIENCE)
    if not found.complete or asked.id in found.matter:
        return
    section = next(section for section in state.talk.sections if asked.id in section.questions)
    if any(name in found.matter for name in section.questions):
        yield hint(texts.MATTERS_NOT)
    elif state.fresh and not asked.optional:
        yield hint(texts.SECTION_MATTERS_NOT)
