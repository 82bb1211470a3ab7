"""The beginning of an interview: a new one, or one that goes on where it was left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slimmer_rules.interview import texts
from slimmer_rules.interview.answering import contradictions, raised
from slimmer_rules.interview.beside import beside
from slimmer_rules.interview.fields import to_letter
from slimmer_rules.interview.foresight import offered
from slimmer_rules.interview.messages import Messages, heading, notice, plain
from slimmer_rules.interview.navigation import at_phase, at_question, open_questions, to_open
from slimmer_rules.interview.outcome import outcome
from slimmer_rules.interview.phases import STAGES
from slimmer_rules.interview.state import SHOW_RULE, Derive, Greet, Interview, MenuKind, Phase, Turn
from slimmer_rules.reasoning.earlier import Earlier
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.model import Rulebook

if TYPE_CHECKING:
    from slimmer_rules.reasoning.analysis import Analysis  # clingo takes its time to import

_PHASE_OF = {phase.value: phase for phase in Phase if phase is not Phase.QUESTIONS}


def start(
    rulebook: Rulebook,
    case: Case,
    derive: Derive,
    analysis: Analysis | None = None,
    *,
    short: bool = False,
    show_rule: str = SHOW_RULE,
    greet: Greet | None = None,
    earlier: Earlier | None = None,
) -> Turn:
    """An interview on this case: from the beginning, or where it was left. KeyError if its conversation is unknown.

    With an `analysis` it looks ahead; `short` then asks only what can still change the goal. What an `earlier`
    conversation came to is shown beside it.
    """
    talk = rulebook.conversations[case.conversation]
    short = short and analysis is not None
    state = Interview(
        rulebook,
        talk,
        case,
        derive,
        analysis=analysis,
        short=short,
        show_rule=show_rule,
        greet=greet,
        earlier=earlier,
    )
    at = case.progress.at if case.progress else None
    if at is None and not case.answers and not case.aside:
        intro = (plain(talk.intro),) if talk.intro else ()
        return state, (heading(talk.title), *intro, *beside(earlier), plain(texts.WELCOME))
    state = _resumed(state, at)
    shown_again = outcome(state) if STAGES[state.phase].after_outcome else ()
    greeting = (heading(talk.title), *_where(state, at), *(shown_again or beside(earlier)))
    put = _unsettled(state) or offered(state)
    return (state, greeting) if put is None else (put[0], (*greeting, *put[1]))


def seen_outcome(case: Case) -> bool:
    """Whether the coach saw the outcome before."""
    phase = _PHASE_OF.get(case.progress.at or "") if case.progress else None
    return phase is not None and STAGES[phase].after_outcome


def _unsettled(state: Interview) -> Turn | None:
    """The contradictions among the answers, where the coach neither mended them nor chose to leave them so."""
    if state.phase not in (Phase.QUESTIONS, Phase.OPTIONAL) or MenuKind.CONTRADICTION.value in state.skipped:
        return None  # the overview and the outcome tell them themselves
    found = contradictions(state)
    return raised(state, found) if found else None


def _resumed(state: Interview, at: str | None) -> Interview:
    if at in state.situation.askable:
        return at_question(state, at)
    phase = _PHASE_OF.get(at or "")
    if phase is Phase.DONE:
        return replace(at_phase(state, Phase.OVERVIEW), seen=True)
    if phase is None or (phase is Phase.OPTIONAL and not open_questions(state, optional=True)):
        return to_open(state)
    if phase is Phase.LETTER:
        return replace(to_letter(state), seen=True)
    return replace(at_phase(state, phase), seen=STAGES[phase].after_outcome)


def _where(state: Interview, at: str | None) -> Messages:
    if at == Phase.DONE.value:
        return (notice(texts.RESUME_DONE),)
    count = len(state.case.answers)
    given = "één vraag" if count == 1 else f"{count} vragen"
    where = notice(texts.RESUME.format(where=_place(state)))
    return (where, notice(texts.RESUME_COUNT.format(given=given))) if count else (where,)


def _place(state: Interview) -> str:
    question = state.question
    return STAGES[state.phase].resumed.format(short=question.short if question else "")
