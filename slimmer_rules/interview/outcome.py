"""The outcome: what it is in the first sentence, then why, what may be done, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.interview import texts
from slimmer_rules.interview.answering import contradiction_lines
from slimmer_rules.interview.beside import beside
from slimmer_rules.interview.messages import Message, Messages, error, heading, item, notice, plain
from slimmer_rules.interview.state import Interview
from slimmer_rules.interview.words import own_view_text
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.profile import by_standing, profile
from slimmer_rules.reasoning.reasons import criteria, open_points, reasons
from slimmer_rules.rulebook.model import Conclusion
from slimmer_rules.rulebook.wording import capital, headed, stopped, value_text


def outcome(state: Interview) -> Messages:
    """What the rules conclude from the answers, with the reasons."""
    try:
        derivation = state.derive(state.case.answers)
    except ContradictionError as clash:
        told = texts.RULES_CLASH.format(first=clash.first[1], second=clash.second[1])
        return (heading(texts.OUTCOME), error(told), *beside(state.earlier))
    return (*_lines(state, derivation), *beside(state.earlier))


def own_view(state: Interview) -> Messages:
    """The coach's own view with the outcome beside it: shown only when the coach asks for it."""
    view, goal = state.case.own_view, state.talk.goal
    if not view:
        return (notice(texts.OWN_VIEW_NONE if state.seen or goal is None else texts.OWN_VIEW_LATER),)
    mine = notice(texts.OWN_VIEW_WAS.format(view=stopped(own_view_text(state.talk, view))))
    return (mine,) if goal is None else (mine, _beside(state, goal))


def _beside(state: Interview, goal: str) -> Message:
    try:
        value = state.derive(state.case.answers).values.get(goal)
    except ContradictionError:
        value = None
    return notice(value_text(state.talk.conclusions[goal], value) if isinstance(value, str) else texts.OUTCOME_NONE)


def _lines(state: Interview, derivation: Derivation) -> Iterator[Message]:
    yield heading(texts.OUTCOME)
    yield from _goal(derivation)
    yield from _lists(derivation)
    yield from _profile(derivation)
    found = derivation.steps_for(state.talk.signals) if state.talk.signals else ()
    if found:
        yield plain(f"{texts.OUTCOME_CONTRADICTIONS}:")
        yield from contradiction_lines(state, found)
    yield from _open(derivation)
    if state.case.own_view:
        yield plain(texts.OWN_VIEW_KEPT)
    if state.talk.goal:
        yield notice(texts.OUTCOME_PERSON)


def _goal(derivation: Derivation) -> Iterator[Message]:
    talk = derivation.conversation
    if talk.goal is None:
        yield plain(texts.NO_GOAL)
        return
    goal, value = talk.conclusions[talk.goal], derivation.values.get(talk.goal)
    if not isinstance(value, str):
        yield notice(texts.OUTCOME_NONE)
        return
    yield notice(value_text(goal, value))
    if told := reasons(derivation, goal.id):
        yield plain(" ".join(reason.text for reason in told))
    decisive = [name for name, decided in criteria(derivation, goal.id).items() if decided]
    if decisive:
        yield plain(f"{texts.OUTCOME_WHY}:")
    for name in decisive:
        told = reasons(derivation, name)
        yield item(" ".join((_concluded(derivation, talk.conclusions[name]), *(reason.text for reason in told))))


def _concluded(derivation: Derivation, conclusion: Conclusion) -> str:
    return stopped(headed(conclusion.title, conclusion.value(str(derivation.values[conclusion.id])).label))


def _lists(derivation: Derivation) -> Iterator[Message]:
    """What each set holds: what is in the way, conditions, advice, next steps."""
    talk = derivation.conversation
    value = derivation.values.get(talk.goal or "")
    left_out = talk.hidden(value) if isinstance(value, str) else ()
    anything = False
    for name, conclusion in talk.conclusions.items():
        held = derivation.values.get(name)
        if not isinstance(held, frozenset) or not held or name == talk.signals or name in left_out:
            continue
        anything = True
        yield plain(
            headed(conclusion.title, "").removesuffix(" ") if conclusion.title.endswith("?") else f"{conclusion.title}:"
        )
        yield from (item(stopped(capital(member.label))) for member in conclusion.values if member.id in held)
    if not anything and talk.goal is None and not profile(derivation):
        yield plain(texts.NOTHING_FOLLOWS)


def _profile(derivation: Derivation) -> Iterator[Message]:
    """How the grouped questions stand, a group at a time: what helps, what hinders, and the rest."""
    groups = profile(derivation)
    if groups:
        yield notice(f"{texts.PROFILE}:")
    for group in groups:
        yield plain(f"{group.title}:")
        for stands, subjects in by_standing(group):
            yield item(texts.PROFILE_LINE.format(standing=capital(stands), subjects="; ".join(subjects)))


def _open(derivation: Derivation) -> Iterator[Message]:
    """What is not known yet, by section."""
    questions = derivation.conversation.questions
    for number, each in enumerate(open_points(derivation)):
        if number == 0:
            yield plain(f"{texts.OUTCOME_OPEN}:")
        if each.discussed:
            points = "; ".join(questions[name].short for name in each.questions)
            yield item(texts.OUTCOME_OPEN_POINTS.format(title=each.section.title, points=points))
        else:
            yield item(texts.OUTCOME_OPEN_SECTION.format(title=each.section.title))
