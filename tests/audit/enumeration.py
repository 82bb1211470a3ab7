"""Every verdict of the audit, once more by trying all answers: slow, and plainly what the words say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import combinations, count, product
from random import Random

from slimmer_rules.reasoning.situation import situate
from slimmer_rules.rulebook.conditions import Condition
from slimmer_rules.rulebook.model import Conversation, Question
from tests.rulebooks import SMALL, Answers, Size, random_conversation
from tests.slow_evaluator import BothValues, ClashError, Outcome, evaluate

TINY = replace(SMALL, questions=3, conclusions=3, rules=5, depth=2)
"""Small enough to try all answers."""

Told = dict[str, str | frozenset[str]] | tuple[str, str, str]
"""What comes of answers: the conclusions, or the conclusion and the two values that clash."""


def listed(asked: Question) -> list[str | int]:
    """All known answers to a question."""
    if asked.low is not None and asked.high is not None:
        return list(range(asked.low, asked.high + 1))
    return [answer.id for answer in asked.answers]


class Enumeration:
    """All possible answers to a conversation, with what comes of them."""

    def __init__(self, talk: Conversation) -> None:
        self.talk = talk

    @cached_property
    def answers(self) -> list[Answers]:
        return list(_all(self.talk))

    @cached_property
    def told(self) -> list[Outcome | ClashError]:
        return [evaluate(self.talk, answers) for answers in self.answers]

    def same_as(self, other: Conversation) -> bool:
        """Whether the other rules conclude the same from all answers."""
        return all(
            _outcome(mine) == _outcome(evaluate(other, answers))
            for answers, mine in zip(self.answers, self.told, strict=True)
        )

    def fires(self, rule: str) -> list[bool]:
        """For each of the answers, whether the rule fires."""
        return [isinstance(t, Outcome) and any(step.rule == rule for step in t.steps) for t in self.told]

    @cached_property
    def only_in_conflict(self) -> tuple[set[str], set[tuple[str, str]]]:
        """The rules that hold, and the values (with their conclusion) that follow, only where rules contradict."""
        rules, values = set[str](), set[tuple[str, str]]()
        for answers, told in zip(self.answers, self.told, strict=True):
            if isinstance(told, ClashError):
                both = BothValues(self.talk, answers)
                rules |= {rule.id for rule in self.talk.rules.values() if both.holds(rule.condition)}
                values |= {(name, value) for name in self.talk.conclusions for value in both.value(name) or ()}
        sound = {(name, v) for name in self.talk.conclusions for v in self.given(name)}
        return {rule for rule in rules if not any(self.fires(rule))}, values - sound

    def given(self, conclusion: str) -> set[str]:
        """All values, or members, that follow somewhere."""
        found = self.values(conclusion)
        return {v for value in found if value for v in (value if isinstance(value, frozenset) else {value})}

    def values(self, conclusion: str) -> set[str | frozenset[str] | None]:
        return {t.values.get(conclusion) for t in self.told if isinstance(t, Outcome)}

    def apart(self, question: str, one: str | int | None, other: str | int | None) -> bool:
        """Whether two answers to a question ever come to something else, all other answers the same."""
        return any(
            self._seen({**rest, question: one}) != self._seen({**rest, question: other})
            for rest in self.answers
            if question not in rest
        )

    def pairs(self, question: str) -> Iterator[tuple[str | int, str | int]]:
        return combinations(listed(self.talk.questions[question]), 2)

    def _seen(self, answers: dict[str, str | int | None]) -> object:
        given = {name: value for name, value in answers.items() if value is not None}
        situation = situate(self.talk, given)
        return _outcome(evaluate(self.talk, given)), situation.not_applicable, set(situation.askable)

    def asked(self, question: str) -> bool:
        """Whether for some answers the question applies for certain."""
        return any(question in situate(self.talk, answers).askable for answers in self.answers)


def drawn(seed: str, size: Size) -> Conversation:
    """The random rulebook of a seed."""
    return random_conversation(Random(seed), size)  # noqa: S311  # a reproducible draw, no secret


def conflicting(seed: str, size: Size) -> Enumeration:
    """The first random rulebook of a seed of which the rules contradict each other for some answers."""
    size = replace(size, contradictions=True)
    tries = (Enumeration(drawn(f"{seed}.{number}", size)) for number in count())
    return next(every for every in tries if any(isinstance(told, ClashError) for told in every.told))


def with_condition(talk: Conversation, rule: str, condition: Condition) -> Conversation:
    return replace(talk, rules={**talk.rules, rule: replace(talk.rules[rule], condition=condition)})


def _all(talk: Conversation) -> Iterator[Answers]:
    for chosen in product(*([None, *listed(asked)] for asked in talk.questions.values())):
        yield {name: value for name, value in zip(talk.questions, chosen, strict=True) if value is not None}


def _outcome(told: Outcome | ClashError) -> object:
    return told.values if isinstance(told, Outcome) else "clash"
