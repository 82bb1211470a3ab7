"""Taking an answer: what it changes, what it parks, and whether it contradicts another."""

from __future__ import annotations

from dataclasses import replace

from slimmer_rules.interview import texts
from slimmer_rules.interview.foresight import offered, settled
from slimmer_rules.interview.messages import Message, Messages, error, item, notice
from slimmer_rules.interview.navigation import forward
from slimmer_rules.interview.state import Interview, Menu, MenuKind, Phase, Turn
from slimmer_rules.interview.words import answer_text
from slimmer_rules.reasoning.derivation import Derivation, Step
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.rulebook.conditions import names
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.strata import controlled_by, reached, read_by_rules
from slimmer_rules.rulebook.wording import listed, reason_text


def take(state: Interview, name: str, value: AnswerValue) -> Turn:
    """The interview after this answer, and what is to be said about it."""
    after = state.answering(name, value)
    if (MenuKind.SETTLED.value in state.skipped or state.ended) and not settled(after):
        after = replace(after.putting(MenuKind.SETTLED.value), ended=False)
    said = (*_changed(state, name, value), *_consequences(state, after, name))
    moved = forward(after)
    new = _new_contradictions(state, after, name)
    if not new:
        return _to_offer(moved, said)
    put, told = raised(moved, new)
    return put, (*said, *told)


def _to_offer(state: Interview, said: Messages) -> Turn:
    """On, or first the offer to stop where nothing can change the goal any more."""
    if state.short and state.phase is Phase.OVERVIEW and settled(state):
        return state, (*said, notice(texts.SHORT_DONE))
    offer = offered(state)
    return (state, said) if offer is None else (offer[0], (*said, *offer[1]))


def _changed(state: Interview, name: str, value: AnswerValue) -> Messages:
    old = state.case.answers.get(name)
    if old is None or old == value:
        return ()
    question = state.talk.questions[name]
    told = texts.CHANGED.format(
        subject=question.short, old=answer_text(question, old), new=answer_text(question, value)
    )
    return (notice(told),)


def _consequences(before: Interview, after: Interview, name: str) -> Messages:
    """What the answer does to other questions: parked, in force again, and newly asked if that is not plain to see."""
    old, new = before.situation, after.situation
    questions, answers = after.talk.questions, after.case.answers
    said: list[Message] = []
    parked = [questions[other].short for other in new.parked if other not in old.parked]
    if parked:
        form = texts.PARKED if len(parked) == 1 else texts.PARKED_MORE
        said.append(notice(form.format(shorts=listed(parked))))
    for other in old.parked:
        if other not in new.parked:
            told = texts.UNPARKED.format(
                short=questions[other].short, answer=answer_text(questions[other], answers[other])
            )
            said.append(notice(told))
    if name in before.case.answers:
        askable = (other for other in new.askable if other not in old.askable and other not in answers)
        came = [questions[other].short for other in askable]
        if came:
            form = texts.NEW_QUESTION if len(came) == 1 else texts.NEW_QUESTIONS
            said.append(notice(form.format(count=len(came), shorts=listed(came))))
    return tuple(said)


# --- contradictions --------------------------------------------------------------------------------------------------


def contradictions(state: Interview) -> tuple[Step, ...]:
    """The contradictions between answers, as the rules of the conversation's signals see them."""
    if state.talk.signals is None:
        return ()
    try:
        derivation: Derivation = state.derive(state.case.answers)
    except ContradictionError:  # the rules themselves clash; that is told at the outcome, where it matters
        return ()
    return derivation.steps_for(state.talk.signals)


def raised(state: Interview, found: tuple[Step, ...]) -> Turn:
    """Contradictions put to the coach: which answer is right? Until they are mended or left so, they come back."""
    questions = tuple(dict.fromkeys(question for step in found for question in asked_in(step, state.talk)))
    put = replace(state, menu=Menu(MenuKind.CONTRADICTION, questions), quiet=False)
    told = (error(texts.CONTRADICTION), *contradiction_lines(state, found))
    return put.putting(MenuKind.CONTRADICTION.value), told


def contradiction_lines(state: Interview, steps: tuple[Step, ...]) -> Messages:
    """What contradicts what, one line each."""
    facts = state.situation.known
    rules = state.talk.rules
    told = dict.fromkeys(reason_text(rules[step.rule], state.talk, facts) for step in steps if step.rule)
    return tuple(item(text) for text in told)


def asked_in(step: Step, talk: Conversation) -> tuple[str, ...]:
    """The questions that a step rests on directly."""
    return tuple(name for ground in step.grounds for name in names(ground.literal) if name in talk.questions)


def _new_contradictions(before: Interview, after: Interview, name: str) -> tuple[Step, ...]:
    if after.talk.signals is None or name not in _signalling(after.talk):
        return ()
    known = {(step.rule, step.value) for step in contradictions(before)}
    return tuple(step for step in contradictions(after) if (step.rule, step.value) not in known)


def _signalling(talk: Conversation) -> frozenset[str]:
    """Every question that can bear on the signals, through whatever conclusions and applicability."""
    below = reached((talk.signals or "",), {**read_by_rules(talk), **controlled_by(talk)})
    return below & talk.questions.keys()
