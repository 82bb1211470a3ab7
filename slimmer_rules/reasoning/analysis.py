"""What may still become of a conclusion: every completion of the answers so far, at once.

A *completion* keeps the answers given, and gives each open question (not asked, or answered `onbekend`) one of its
answers or leaves it not known; what a known answer excludes is parked as always (`docs/decisions/aanvullingen.md`
says why it is defined so). Completions in which the rules contradict each other have no outcome and do not count.

An `Analysis` is made once for a conversation and grounds each program once; every question to it is a set of
assumptions. The functions beside it (`changes`, `rests_on`, …) are asked with it and return plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.program import Lit, OutOfTime, Program, Reading, Sheet, conditions_of
from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import UNKNOWN, Conversation

Outcome = str | frozenset[str] | None
"""A conclusion's value, a set's members, or None where a conclusion without `anders` has no value."""


class AnalysisError(Exception):
    """The analysis and the rules disagree: a fault of ours, never to be shown as a result."""


class Analysis:
    """The grounded programs of one conversation, and the rules themselves to check every claim with."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.deadline: float | None = None

    @cached_property
    def reasoner(self) -> Reasoner:
        """The rules, to check claims with."""
        return Reasoner(self.conversation)

    @cached_property
    def consistent(self) -> bool:
        """Whether no answers at all make two rules contradict each other, so that nothing needs to be left out."""
        sheet = self._sheet(Program())
        reading = Reading(sheet, self.conversation)
        program = sheet.program
        return not program.possible([program.disj(reading.overlap(name) for name in self.conversation.conclusions)])

    @cached_property
    def single(self) -> Reading:
        """One case."""
        return Reading(self._sheet(Program()), self.conversation)

    @cached_property
    def pair(self) -> Pair:
        """Two cases that differ in at most one question."""
        return Pair(self)

    def _sheet(self, program: Program) -> Sheet:
        return Sheet(program, self.conversation.questions, conditions_of(self.conversation))

    def valid(self, reading: Reading) -> Lit:
        """The rules do not contradict each other in this case."""
        if self.consistent:
            return reading.program.true
        return reading.program.conj(-reading.overlap(name) for name in self.conversation.conclusions)

    def outcome(self, reading: Reading, conclusion: str, value: str | None) -> Lit:
        """The conclusion has this value (None: no value), or the set this member."""
        return reading.valueless(conclusion) if value is None else reading.values(conclusion)[value]

    @contextmanager
    def within(self, program: Program, seconds: float | None) -> Iterator[None]:
        """Bound the time of what is asked of `program` inside; a question that takes longer raises `OutOfTime`."""
        program.limit(seconds)
        try:
            yield
        finally:
            program.limit(None)

    def check(self, answers: Answers, conclusion: str, value: str | None, *, so: bool = True) -> None:
        """Have the rules derive what was claimed; AnalysisError if they give something else."""
        found = self.reasoner.derive(answers).values.get(conclusion)
        holds = value in found if isinstance(found, frozenset) else found == value
        if holds is not so:
            raise AnalysisError(
                f"De analyse zegt dat `{conclusion}` {'wel' if so else 'niet'} `{value}` is, maar de regels geven "
                f"`{found}`. Dit is een fout in het programma; meld haar met deze antwoorden: {dict(answers)}"
            )


class Pair:
    """Two cases, `one` and `other`, with the same answers except to at most one question."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self.program = program = Program()
        self.one, self.other = (Reading(analysis._sheet(program), analysis.conversation) for _ in range(2))
        self.turned = {name: program.choice() for name in analysis.conversation.questions}
        for name, turned in self.turned.items():
            for a, b in zip(self.one.sheet.given[name], self.other.sheet.given[name], strict=True):
                program.never((program.differ(a, b), -turned))
        program.never((program.at_least(2, list(self.turned.values())),))

    def differing(self, conclusion: str) -> list[Lit]:
        """Assumptions: the two cases have different outcomes, and both have one."""
        pairs = zip(self.one.values(conclusion).values(), self.other.values(conclusion).values(), strict=True)
        differ = self.program.disj(self.program.differ(a, b) for a, b in pairs)
        return [differ, self._analysis.valid(self.one), self._analysis.valid(self.other)]

    def deciding(self, conclusion: str, assumptions: list[Lit]) -> Iterator[str]:
        """The questions that alone make the difference in some pair, in no set order."""
        names = {turned: name for name, turned in self.turned.items()}
        for found in self.program.solutions([*assumptions, *self.differing(conclusion)], list(names)):
            yield from (names[turned] for turned in found)


@dataclass(frozen=True, slots=True)
class OpenOutcomes:
    """Which values of a conclusion some completion gives, in the order of the rulebook (None: no value).

    Of a set: `possible` are the members that some completion gives, `certain` those that every completion gives.
    Of a single-valued conclusion `certain` is its one possible value, if there is but one. `undecided` are the values
    of which the time bound left it unknown.
    """

    conclusion: str
    possible: tuple[str | None, ...]
    certain: tuple[str | None, ...]
    undecided: tuple[str | None, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether every completion gives the same."""
        return not self.undecided and self.possible == self.certain


def open_outcomes(analysis: Analysis, answers: Answers, conclusion: str, seconds: float | None = None) -> OpenOutcomes:
    """The outcomes of `conclusion` that are still open, given `answers`."""
    reading = analysis.single
    about = analysis.conversation.conclusions[conclusion]
    values: list[str | None] = list(reading.values(conclusion))
    if not about.is_set and about.default is None:
        values.append(None)
    base = [*reading.sheet.hold(answers), analysis.valid(reading)]
    possible, certain, undecided = [], [], []
    with analysis.within(reading.program, seconds):
        for value in values:
            try:
                holds = analysis.outcome(reading, conclusion, value)
                if reading.program.possible([*base, holds]):
                    possible.append(value)
                    if about.is_set and not reading.program.possible([*base, -holds]):
                        certain.append(value)
            except OutOfTime:
                undecided.append(value)
    if not about.is_set and not undecided and len(possible) == 1:
        certain = possible
    return OpenOutcomes(conclusion, tuple(possible), tuple(certain), tuple(undecided))


@dataclass(frozen=True, slots=True)
class LiveQuestions:
    """The open questions that can still change a conclusion, in the order of the rulebook.

    A question is live if some completion exists in which changing its answer alone gives another outcome. `doors` are
    open questions that are not live themselves but on which it depends whether a live one applies. `complete` is False
    if the time bound passed: then `live` holds what was found so far, and of the others nothing is known.
    """

    conclusion: str
    live: tuple[str, ...]
    doors: tuple[str, ...]
    complete: bool = True

    @property
    def matter(self) -> frozenset[str]:
        """What is worth asking: the live questions and their doors."""
        return frozenset(self.live) | frozenset(self.doors)


def live_questions(
    analysis: Analysis, answers: Answers, conclusion: str, seconds: float | None = None
) -> LiveQuestions:
    """The open questions that can still change `conclusion`."""
    pair = analysis.pair
    held = [*pair.one.sheet.hold(answers), *pair.other.sheet.hold(answers)]
    live: set[str] = set()
    complete = True
    with analysis.within(pair.program, seconds):
        try:
            live.update(pair.deciding(conclusion, held))
        except OutOfTime:
            complete = False
    order = tuple(analysis.conversation.questions)
    doors = _controlling(analysis.conversation, live) - live - set(known_answers(answers))
    return LiveQuestions(
        conclusion, tuple(n for n in order if n in live), tuple(n for n in order if n in doors), complete
    )


def _controlling(conversation: Conversation, questions: set[str]) -> set[str]:
    """The questions on which it depends, directly or not, whether one of `questions` applies."""
    found: set[str] = set()
    todo = list(questions)
    while todo:
        condition = conversation.questions[todo.pop()].applies_if
        new = set() if condition is None else reads(condition) - found
        found |= new
        todo.extend(new)
    return found


def known_answers(answers: Answers) -> Mapping[str, AnswerValue]:
    """The answers without those that are `onbekend`."""
    return {name: value for name, value in answers.items() if value != UNKNOWN}
