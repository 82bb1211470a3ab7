"""What a plain line means in each phase, and in each choice that comes in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from slimmer_rules.interview import commands, texts
from slimmer_rules.interview.answering import take
from slimmer_rules.interview.fields import ADDRESSEE, FIELDS, IN_PHASE, SALUTATION, TITLE, Field, to_letter
from slimmer_rules.interview.foresight import before_changing, change_choices, settled_choices
from slimmer_rules.interview.matching import Option, Refused, match_answer, match_option, not_an_option, shown, to_type
from slimmer_rules.interview.messages import Message, Messages, error, hint, notice
from slimmer_rules.interview.navigation import (
    at_phase,
    at_question,
    back_in_turn,
    forward,
    open_questions,
    to_last,
    to_open,
)
from slimmer_rules.interview.outcome import outcome
from slimmer_rules.interview.overview import find_field, find_question
from slimmer_rules.interview.prompting import (
    ask_decision,
    ask_letter,
    ask_optional,
    ask_overview,
    ask_own_view,
    ask_question,
    ask_reason,
    ask_text,
    contradiction_choices,
    decision_choices,
    letter_choices,
    optional_choices,
    own_view_choices,
)
from slimmer_rules.interview.state import Interview, Menu, MenuKind, Phase, Turn
from slimmer_rules.interview.words import answer_text, own_view_text
from slimmer_rules.rulebook.cases import HumanDecision
from slimmer_rules.rulebook.model import Question

Handler = Callable[[Interview, str], Turn]

YES, NO = ("", "ja"), "nee"
"""What may be said to "Klopt dit?" beside a number."""

REASON_WORDS = 3
"""Fewer make no sentence, and the letter prints it."""


def again(state: Interview, reason: str) -> Turn:
    """The same state: what is asked stands on the screen, so only the reason is told."""
    return replace(state, quiet=True), (error(reason),)


def _text(state: Interview, line: str) -> Turn:
    """A text beside the answers, kept or passed over; then on."""
    field = IN_PHASE[state.phase]
    case = field.filled(state.case, line)
    if isinstance(case, Refused):
        return again(state, case.reason)
    after = replace(state, case=case)
    if state.phase is Phase.TITLE:
        return at_phase(after, Phase.COACH), ()
    if state.phase is Phase.COACH:
        return to_open(after), ()
    return to_letter(after if field.get(case) else after.skipping(state.phase.value)), _greeting(after, field, line)


def _greeting(state: Interview, field: Field, line: str) -> Messages:
    """How the letter will begin, where it was typed whom it is for, or how it begins."""
    if field not in (ADDRESSEE, SALUTATION) or not line or state.greet is None:
        return ()
    greeting = state.greet(state.case)
    return (notice(texts.ADDRESSEE_GREETED.format(greeting=greeting)), hint(texts.ADDRESSEE_MEND))


def _question(state: Interview, line: str) -> Turn:
    asked = state.question
    if asked is None:
        return to_open(state), ()
    if not line:
        if asked.id in state.case.answers:
            return forward(state), ()
        return again(state, texts.EMPTY_NUMBER if asked.is_number else texts.EMPTY)
    value = match_answer(asked, line)
    if isinstance(value, Refused):
        return again(state, with_command(line, value.reason))
    first = before_changing(state, asked.id, value)
    if first is not None:
        return first
    after, said = take(state, asked.id, value)
    return after, (*_noted(state, asked, value, line), *said)


def _noted(state: Interview, asked: Question, value: str | int, line: str) -> Messages:
    """A confirmation where the coach typed letters, unless the change is told anyway."""
    if asked.is_number or line[:1].isdigit() or state.case.answers.get(asked.id) not in (None, value):
        return ()
    return (notice(texts.NOTED.format(answer=answer_text(asked, value))),)


def with_command(line: str, reason: str) -> str:
    """Why a line cannot be used; if it reads like a command without its colon, that."""
    name = commands.looks_like(line)
    return texts.IS_A_COMMAND.format(name=name) if name else reason


def _choose(state: Interview, line: str, choices: Sequence[Option], chosen: Callable[[str], Turn]) -> Turn:
    """What the choice that a line means leads to, by its id; else why the line is none of the choices."""
    found = match_option(choices, line)
    if isinstance(found, Option):
        return chosen(found.id)
    return again(state, found.reason if found else with_command(line, not_an_option(choices, line)))


def _optional(state: Interview, line: str) -> Turn:
    left = open_questions(state, optional=True)

    def chosen(id: str) -> Turn:
        return (at_question(state, left[0]), ()) if id == "ja" else pass_optional(state)

    return _choose(state, line, optional_choices(len(left) == 1), chosen)


def pass_optional(state: Interview) -> Turn:
    """Past the optional questions that are left, all at once."""
    after = state.skipping(*open_questions(state, optional=True))
    return to_open(after), (notice(texts.OPTIONAL_PASSED),)


def _overview(state: Interview, line: str) -> Turn:
    if line.casefold() in YES:
        return _past_overview(state)
    if line.casefold() == NO:
        return again(state, texts.OVERVIEW_WHICH)
    return go_to(replace(state, reviewed=True), line)


def _past_overview(state: Interview) -> Turn:
    if state.talk.goal is not None and not state.case.own_view and not state.seen:
        return at_phase(state, Phase.OWN_VIEW), ()
    return _to_outcome(state)


def go_to(state: Interview, line: str) -> Turn:
    """To the question with this number or name, if it applies, or to the title, the name and what the letter shows."""
    field = find_field(state, line)
    if field is not None:
        return replace(state, menu=Menu(MenuKind.TEXT, (field.word,))), ()
    found = find_question(state, line)
    if isinstance(found, Refused):
        return again(state, with_command(line, found.reason))
    return at_question(state, found), ()


def _own_view(state: Interview, line: str) -> Turn:
    if not line:
        return _to_outcome(state)

    def chosen(view: str) -> Turn:
        return _to_outcome(replace(state, case=replace(state.case, own_view=view)))

    return _choose(state, line, own_view_choices(state), chosen)


def _to_outcome(state: Interview) -> Turn:
    after = replace(to_letter(state), seen=True)
    return after, outcome(after)


def _letter(state: Interview, line: str) -> Turn:
    choices = letter_choices(state)
    match match_option(choices, line):
        case Option(id="ja"):
            return _make(state, "")
        case Option(id="besluit"):
            return at_phase(state, Phase.DECISION), ()
        case Option():
            return at_phase(state, Phase.DONE), (notice(texts.LETTER_LATER), notice(texts.DONE))
        case _ if "." in line.strip("."):
            return _make(state, line)
        case _:
            form = texts.LETTER_NOT if line else texts.LETTER_EMPTY
            return again(state, with_command(line, form.format(line=shown(line), typed=to_type(choices))))


def _make(state: Interview, name: str) -> Turn:
    """Ask the caller for the letter; first for a reason, where a changed answer made the decision depart."""
    decided = state.case.decision
    if decided is None or decided.reason or not state.departs:
        return replace(state, letter=name, quiet=True), ()
    label = own_view_text(state.talk, decided.decision)
    return at_phase(state, Phase.REASON), (notice(texts.DECISION_DEPARTS.format(label=label)),)


def _decision(state: Interview, line: str) -> Turn:
    """What a person decided, kept at once; then why. The reason stays when the decision does."""
    if not line:
        return at_phase(state, Phase.LETTER), ()

    def chosen(id: str) -> Turn:
        if not id:
            return _decided(state, None, Phase.LETTER), (notice(texts.DECISION_GONE),)
        before = state.case.decision
        reason = before.reason if before and before.decision == id else None
        kept = notice(texts.DECISION_KEPT.format(label=own_view_text(state.talk, id)))
        return _decided(state, HumanDecision(id, reason), Phase.REASON), (kept,)

    return _choose(state, line, decision_choices(state), chosen)


def _reason(state: Interview, line: str) -> Turn:
    """Why a person decided so: it must be told where the decision departs from the advice."""
    decided = state.case.decision
    if decided is None or (not line and (decided.reason or not state.departs)):
        return at_phase(state, Phase.LETTER), ()
    if not line:
        return again(state, texts.REASON_NEEDED)
    if sum(any(character.isalpha() for character in word) for word in line.split()) < REASON_WORDS:
        return again(state, with_command(line, texts.REASON_TOO_SHORT.format(line=shown(line))))
    after = _decided(state, replace(decided, reason=line), Phase.LETTER)
    return after, (notice(texts.REASON_KEPT),)


def _decided(state: Interview, decision: HumanDecision | None, phase: Phase) -> Interview:
    return at_phase(replace(state, case=replace(state.case, decision=decision)), phase)


def _done(state: Interview, _: str) -> Turn:
    return state, ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the interview: what it asks, what a line leads to, and where `:terug` leads (None: nowhere).

    resumed: what is told of where the interview was, when it goes on here. after_outcome: the outcome was shown before.
    """

    ask: Callable[[Interview], Iterable[Message]]
    respond: Handler
    back: Callable[[Interview], Interview | None]
    resumed: str
    after_outcome: bool = False


def _to(phase: Phase) -> Callable[[Interview], Interview]:
    return lambda state: at_phase(state, phase)


def _before_addressee(state: Interview) -> Interview:
    return at_phase(state, Phase.NAME if Phase.NAME.value in state.skipped else Phase.OVERVIEW)


STAGES: dict[Phase, Stage] = {
    Phase.TITLE: Stage(ask_text, _text, lambda _: None, texts.RESUME_START),
    Phase.COACH: Stage(ask_text, _text, _to(Phase.TITLE), texts.RESUME_START),
    Phase.QUESTIONS: Stage(ask_question, _question, back_in_turn, texts.RESUME_QUESTION),
    Phase.OPTIONAL: Stage(ask_optional, _optional, to_last, texts.RESUME_OPTIONAL),
    Phase.OVERVIEW: Stage(ask_overview, _overview, to_last, texts.RESUME_OVERVIEW),
    Phase.OWN_VIEW: Stage(ask_own_view, _own_view, _to(Phase.OVERVIEW), texts.RESUME_OWN_VIEW),
    Phase.NAME: Stage(ask_text, _text, _to(Phase.OVERVIEW), texts.RESUME_OUTCOME, after_outcome=True),
    Phase.ADDRESSEE: Stage(ask_text, _text, _before_addressee, texts.RESUME_OUTCOME, after_outcome=True),
    Phase.REFERENCE: Stage(ask_text, _text, _to(Phase.ADDRESSEE), texts.RESUME_OUTCOME, after_outcome=True),
    Phase.LETTER: Stage(ask_letter, _letter, _to(Phase.REFERENCE), texts.RESUME_OUTCOME, after_outcome=True),
    Phase.DECISION: Stage(ask_decision, _decision, _to(Phase.LETTER), texts.RESUME_DECISION, after_outcome=True),
    Phase.REASON: Stage(ask_reason, _reason, _to(Phase.DECISION), texts.RESUME_DECISION, after_outcome=True),
    Phase.DONE: Stage(lambda _: (), _done, _to(Phase.OVERVIEW), texts.RESUME_DONE, after_outcome=True),
}
"""All that tells the stages apart; to add one, add its name to `Phase` and `kinds.STAGES`, and its value here."""


# --- choices in between ----------------------------------------------------------------------------------------------


def _contradiction(state: Interview, line: str) -> Turn:
    choices = contradiction_choices(state)

    def chosen(name: str) -> Turn:
        if name:
            return at_question(state, name), ()
        return replace(state.skipping(MenuKind.CONTRADICTION.value), menu=None), (notice(texts.CONTRADICTION_KEPT),)

    return _choose(state, line or choices[-1].mark, choices, chosen)


def _pick(state: Interview, line: str) -> Turn:
    if not line:
        return replace(state, menu=None), ()
    return go_to(state, line)


def _field(state: Interview, line: str) -> Turn:
    """A text beside the answers changed out of turn; the conversation goes on where it was."""
    field = FIELDS[state.menu.names[0]] if state.menu else TITLE
    case = field.filled(state.case, line)
    if isinstance(case, Refused):
        return again(state, case.reason)
    told = (notice(texts.NOTED.format(answer=str(field.shown(case)).removesuffix("."))),) if line else ()
    after = replace(state, case=case, menu=None)
    return after, (*told, *_greeting(after, field, line))


def _change(state: Interview, line: str) -> Turn:
    """The coach saw what a changed answer leads to: to take it or to keep the old one."""
    choices, after = change_choices(state), replace(state, menu=None, pending=None)

    def chosen(id: str) -> Turn:
        if id == "ja" and state.pending is not None:
            return take(after, *state.pending)
        return forward(after), (notice(texts.CHANGE_KEPT),)

    return _choose(state, line or choices[-1].mark, choices, chosen)


def _settled(state: Interview, line: str) -> Turn:
    """Nothing can change the goal any more: to go on for a fuller letter, or to the overview."""
    choices = settled_choices()

    def chosen(id: str) -> Turn:
        if id == "stop":
            return at_phase(replace(state, ended=True), Phase.OVERVIEW), ()
        return replace(state.skipping(MenuKind.SETTLED.value), menu=None), ()

    return _choose(state, line or choices[0].mark, choices, chosen)


MENUS: dict[MenuKind, Handler] = {
    MenuKind.CHANGE: _change,
    MenuKind.SETTLED: _settled,
    MenuKind.CONTRADICTION: _contradiction,
    MenuKind.PICK: _pick,
    MenuKind.TEXT: _field,
}
