"""The outcome: the advice in the first sentence, then why, what may be done, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.interview import texts
from slimmer_rules.interview.answering import contradiction_lines
from slimmer_rules.interview.messages import Message, Messages, error, heading, item, notice, plain
from slimmer_rules.interview.state import Interview
from slimmer_rules.interview.words import own_view_text
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import Contradiction
from slimmer_rules.rulebook.conditions import names, reads
from slimmer_rules.rulebook.model import Conclusion
from slimmer_rules.rulebook.wording import capital, headed, reason_text, stopped


def outcome(state: Interview) -> Messages:
    """What the rules conclude from the answers, with the reasons."""
    try:
        derivation = state.derive(state.case.answers)
    except Contradiction as clash:
        told = texts.RULES_CLASH.format(first=clash.first[1], second=clash.second[1])
        return (heading(texts.OUTCOME), error(told))
    return tuple(_lines(state, derivation))


def _lines(state: Interview, derivation: Derivation) -> Iterator[Message]:
    yield heading(texts.OUTCOME)
    yield from _advice(state, derivation)
    yield from _lists(derivation)
    found = derivation.steps_for(state.talk.signals) if state.talk.signals else ()
    if found:
        yield plain(f"{texts.ADVICE_CONTRADICTIONS}:")
        yield from contradiction_lines(state, found)
    yield from _open(derivation)
    if state.talk.goal:
        yield notice(texts.ADVICE_PERSON)


def _advice(state: Interview, derivation: Derivation) -> Iterator[Message]:
    talk = derivation.conversation
    if talk.goal is None:
        yield plain(texts.NO_GOAL)
        return
    goal, value = talk.conclusions[talk.goal], derivation.values.get(talk.goal)
    if not isinstance(value, str):
        yield notice(texts.ADVICE_NONE)
        return
    yield notice(texts.ADVICE.format(value=goal.value(value).label))
    if state.case.own_view:
        yield plain(texts.ADVICE_OWN_VIEW.format(view=own_view_text(talk, state.case.own_view)))
    reasons = _reasons(derivation, goal.id)
    if reasons:
        yield plain(" ".join(reasons))
    criteria = _criteria(derivation, goal.id)
    if criteria:
        yield plain(f"{texts.ADVICE_WHY}:")
    for name in criteria:
        yield item(" ".join((_concluded(derivation, talk.conclusions[name]), *_reasons(derivation, name))))


def _concluded(derivation: Derivation, conclusion: Conclusion) -> str:
    return stopped(headed(conclusion.title, conclusion.value(str(derivation.values[conclusion.id])).label))


def _reasons(derivation: Derivation, name: str) -> tuple[str, ...]:
    """The `omdat` of each rule that gave a conclusion its value, each text once."""
    rules, talk, facts = derivation.conversation.rules, derivation.conversation, derivation.facts
    steps = derivation.steps_for(name)
    return tuple(dict.fromkeys(capital(reason_text(rules[s.rule], talk, facts)) for s in steps if s.rule))


def _criteria(derivation: Derivation, goal: str) -> tuple[str, ...]:
    """The conclusions that decided the goal: those in the true leaves of its rules, or all it reads if none gave it."""
    talk = derivation.conversation
    steps = [step for step in derivation.steps_for(goal) if step.rule]
    decisive = {name for step in steps for ground in step.grounds if ground.holds for name in names(ground.literal)}
    rules = [rule for rule in talk.rules.values() if goal in dict(rule.concludes)]
    read = decisive or {name for rule in rules for name in reads(rule.condition)}
    return tuple(n for n, c in talk.conclusions.items() if n in read and not c.is_set and n in derivation.values)


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
    if not anything and talk.goal is None:
        yield plain(texts.NOTHING_FOLLOWS)


def _open(derivation: Derivation) -> Iterator[Message]:
    """What applies and has no value, by section; optional questions only where they were answered `onbekend`."""
    talk, situation = derivation.conversation, derivation.situation
    told = []
    for section in talk.sections:
        points = [
            talk.questions[name].short
            for name in section.questions
            if name in situation.unknown
            or (name in situation.askable and name not in situation.known and not talk.questions[name].optional)
        ]
        touched = any(name in derivation.answers for name in section.questions)
        if points and not touched:
            told.append(item(texts.ADVICE_OPEN_SECTION.format(title=section.title)))
        elif points:
            told.append(item(texts.ADVICE_OPEN_POINTS.format(title=section.title, points="; ".join(points))))
    if told:
        yield plain(f"{texts.ADVICE_OPEN}:")
        yield from told
