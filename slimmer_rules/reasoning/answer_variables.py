"""The variables of a solver for answers: each question has one of its options, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.reasoning.solver import Lit, Solver
from slimmer_rules.rulebook.answers import require_answers
from slimmer_rules.rulebook.conditions import (
    Between,
    Condition,
    literals,
)
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question


@dataclass(frozen=True, slots=True)
class Band:
    """Whole numbers `low` to `high`, both inclusive, that no condition tells apart."""

    low: int
    high: int

    def nearest(self, number: int) -> int:
        """The number in this band that is nearest to `number`."""
        return min(max(number, self.low), self.high)


Option = str | Band
"""What a question may be answered, as far as conditions tell: a listed answer, or a band of whole numbers."""


def options(question: Question, conditions: Iterable[Condition]) -> tuple[Option, ...]:
    """The options of a question: its answers, or its range cut wherever one of `conditions` makes a difference."""
    if question.low is None or question.high is None:
        return tuple(answer.id for answer in question.answers)
    starts = {question.low}
    for condition in conditions:
        for literal in literals(condition):
            if isinstance(literal, Between) and literal.subject == question.id:
                starts.add(question.low if literal.low is None else literal.low)
                starts.add(question.low if literal.high is None else literal.high + 1)
    inside = sorted(start for start in starts if question.low <= start <= question.high)
    ends = [start - 1 for start in inside[1:]] + [question.high]
    return tuple(Band(low, high) for low, high in zip(inside, ends, strict=True))


def conditions_of(conversation: Conversation) -> Iterator[Condition]:
    """Every condition that reads answers: of the rules, and of the questions' applicability."""
    for rule in conversation.rules.values():
        yield rule.condition
    for question in conversation.questions.values():
        if question.applies_if is not None:
            yield question.applies_if


class AnswerVariables:
    """A choice of answers: each question has one of its options or none (not asked and `onbekend` are one here)."""

    def __init__(self, solver: Solver, questions: Mapping[str, Question], conditions: Iterable[Condition]) -> None:
        conditions = tuple(conditions)
        self.solver = solver
        self._questions = questions
        self.options = {name: options(question, conditions) for name, question in questions.items()}
        self.given = {name: tuple(solver.choice() for _ in found) for name, found in self.options.items()}
        self.none = {name: solver.conj(-part for part in parts) for name, parts in self.given.items()}
        for parts in self.given.values():
            if len(parts) > 1:
                solver.never([solver.at_least(2, parts)])

    def index(self, question: str, value: AnswerValue) -> int:
        """Which option of the question an answer falls in; ValueError if in none."""
        for index, option in enumerate(self.options[question]):
            if option == value or (
                isinstance(option, Band) and isinstance(value, int) and option.low <= value <= option.high
            ):
                return index
        raise ValueError(f"{value!r} is no answer to {question}")

    def literal(self, question: str, value: AnswerValue | None) -> Lit:
        """The question is answered so; None or `onbekend`: it has no answer."""
        if value is None or value == UNKNOWN:
            return self.none[question]
        return self.given[question][self.index(question, value)]

    def hold(self, answers: Answers) -> list[Lit]:
        """Assumptions: the known answers stay, every other question is free. Raises AnswerError."""
        require_answers(self._questions, answers)
        return [self.literal(name, value) for name, value in answers.items() if value != UNKNOWN]

    def fix(self, answers: Answers) -> list[Lit]:
        """Assumptions: these answers and no others. Raises AnswerError."""
        require_answers(self._questions, answers)
        return [self.literal(name, answers.get(name)) for name in self.given]

    @property
    def all(self) -> list[Lit]:
        """Every literal that `answers` needs to have read."""
        return [part for parts in self.given.values() for part in parts]

    def answers(self, found: frozenset[Lit]) -> dict[str, Option]:
        """The answers in a model that was read with `all`."""
        return {
            name: option
            for name, parts in self.given.items()
            for option, part in zip(self.options[name], parts, strict=True)
            if part in found
        }


def representative(option: Option) -> AnswerValue:
    """An answer that stands for the option: the lowest number of a band."""
    return option.low if isinstance(option, Band) else option


def concrete(found: Mapping[str, Option]) -> dict[str, AnswerValue]:
    """A model's options as answers that anyone can give."""
    return {name: representative(option) for name, option in found.items()}
