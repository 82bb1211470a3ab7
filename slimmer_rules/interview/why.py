"""Why a question is asked, which rules use its answer, and what is meant by it."""

from __future__ import annotations

from slimmer_rules.interview import texts
from slimmer_rules.interview.foresight import PATIENCE
from slimmer_rules.interview.messages import Message, Messages, hint, item, plain
from slimmer_rules.interview.state import Interview
from slimmer_rules.reasoning.why_ask import chain
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import Conversation, Question
from slimmer_rules.rulebook.wording import listed


def why(state: Interview, question: Question) -> Messages:
    """The reason that the rulebook gives, what each answer would do, and the rules that use the answer."""
    talk = state.talk
    using = _using(question, talk)
    said = [plain(question.why or texts.WHY_NONE), *_effects(state, question)]
    said += [plain(texts.WHY_RULES), *_lines(talk, using)] if using else [plain(texts.WHY_RULES_NONE)]
    said += _goal(question, talk, using)
    opened = [q.short for q in talk.questions.values() if q.applies_if and question.id in reads(q.applies_if)]
    if opened:
        said.append(plain(texts.WHY_OPENS.format(shorts=listed(opened))))
    if using:
        said.append(hint(texts.WHY_MORE.format(show=state.show_rule, rule=next(iter(using.values()))[0])))
    if using and len(chain(talk, question.id)) > 1:
        said.append(hint(texts.WHY_AGAIN))
    return tuple(said)


def higher(state: Interview, question: Question, depth: int) -> Messages:
    """What `:waarom` adds when it is typed again: a step up the chain of rules, and then all the way to the goal."""
    from slimmer_rules.reasoning.wording_analysis import CHAIN_STEPS, link_text

    steps = chain(state.talk, question.id)
    above = steps[1:2] if depth == 2 else steps[2:]
    if not above:
        return (plain(texts.WHY_TOP),)
    said: list[Message] = []
    for number, step in enumerate(above, start=depth - 1):
        said.append(plain(CHAIN_STEPS[min(number, 2)]))
        said += [item(link_text(link, state.talk)) for link in step]
    return (*said, hint(texts.WHY_AGAIN if depth == 2 and len(steps) > 2 else texts.WHY_TOP))


def _effects(state: Interview, question: Question) -> Messages:
    """What is still open, and what each answer would do to that."""
    if state.analysis is None or state.talk.goal is None:
        return ()
    from slimmer_rules.reasoning.why_ask import why_ask
    from slimmer_rules.reasoning.wording_analysis import effects

    answer = why_ask(state.analysis, state.case.answers, question.id, PATIENCE)
    told, items = effects(answer, state.talk, reveal=bool(state.seen or state.case.own_view))
    return (plain(told), *(item(each) for each in items))


def _using(question: Question, talk: Conversation) -> dict[str, list[str]]:
    """The conclusions that read the answer, each with its rules that do."""
    using: dict[str, list[str]] = {}
    for rule in talk.rules.values():
        if question.id in reads(rule.condition):
            for name in dict.fromkeys(name for name, _ in rule.concludes):
                using.setdefault(name, []).append(rule.id)
    return using


def _lines(talk: Conversation, using: dict[str, list[str]]) -> list[Message]:
    return [item(_line(talk.conclusions[name].title, rules)) for name, rules in using.items()]


def _goal(question: Question, talk: Conversation, using: dict[str, list[str]]) -> list[Message]:
    """That the answer counts in the goal through other conclusions, where it does."""
    if talk.goal is None or talk.goal in using or not using:
        return []
    reached = {name for step in chain(talk, question.id) for link in step for name in link.concludes}
    return [plain(texts.WHY_GOAL.format(goal=talk.conclusions[talk.goal].title))] if talk.goal in reached else []


def _line(title: str, rules: list[str]) -> str:
    form = texts.WHY_RULE_ONE if len(rules) == 1 else texts.WHY_RULE_MORE
    return texts.WHY_RULE_LINE.format(title=title, rules=form.format(rules=listed(rules)))


def explain(question: Question) -> Messages:
    """What is meant, and an example; told only when asked for. What fits each answer stands with the choices then."""
    said = [plain(question.note)] if question.note and question.assessor is None else []
    if question.example:
        said.append(plain(texts.EXPLAIN_EXAMPLE.format(text=question.example)))
    if said or any(answer.note for answer in question.answers):
        return tuple(said)
    return (plain(texts.EXPLAIN_NONE),)
