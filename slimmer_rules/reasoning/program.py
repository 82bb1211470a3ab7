"""A conversation as a clingo program: what all possible answers together may bring about.

Three small parts. A `Program` builds propositional formulas as stratified rules, so that its one stable model for each
choice of answers is exactly what the rules derive. A `Sheet` is the choice of answers. A `Reading` says what one
conversation makes of one sheet: which answers are in force, which conditions hold, which values are concluded. Several
sheets and readings may share one program: two cases that differ in one answer, or two versions of the rules.

Equal formulas are the same literal, so two readings share whatever they do not differ in, and only what is asked for
(with all it depends on) is built. Atoms are numbers; no text is ever grounded.
"""

from __future__ import annotations

import copy
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import clingo

from slimmer_rules.reasoning.situation import Answers, AnswerValue, controlling_first
from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Is,
    Not,
    Unknown,
    literals,
    reads,
)
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question

Lit = int
"""A literal of a program: an atom's number, negative where it is denied."""


class OutOfTime(Exception):  # noqa: N818  # what befell the question; the name is what a caller needs
    """The time bound passed before the solver had an answer: nothing is known."""


class Program:
    """Formulas over free atoms, and the questions put to them. Ground once; each question is a set of assumptions."""

    def __init__(self, seed: int | None = None) -> None:
        """With a `seed`, models come in a random order that is the same each time; else as the solver likes."""
        drawn = () if seed is None else ("--rand-freq=1", "--sign-def=rnd", "--save-progress=0", f"--seed={seed}")
        self._control = clingo.Control(["--warn=none", "--models=0", "--opt-strategy=usc", *drawn])
        self._settings: Any = self._control.configuration.solve
        self._grounding = ExitStack()
        self._open: clingo.Backend | None = None
        self._memo: dict[object, Lit] = {}
        self._optimising = False
        self.deadline: float | None = None
        self.true: Lit = self._atom()
        self._backend.add_rule([self.true])

    @property
    def _backend(self) -> clingo.Backend:
        if self._open is None:
            self._open = self._grounding.enter_context(self._control.backend())
        return self._open

    def _close(self) -> None:
        self._grounding.close()
        self._open = None

    def _atom(self) -> Lit:
        return self._backend.add_atom()

    @contextmanager
    def within(self, seconds: float | None) -> Iterator[None]:
        """Bound the time of all questions inside; one that takes longer raises `OutOfTime`. None is no bound."""
        self.deadline = None if seconds is None else time.monotonic() + seconds
        try:
            yield
        finally:
            self.deadline = None

    # Formulas

    def choice(self) -> Lit:
        """A new atom that may be true or false."""
        atom = self._atom()
        self._backend.add_rule([atom], choice=True)
        return atom

    def conj(self, parts: Iterable[Lit]) -> Lit:
        """All of `parts`."""
        kept = {part for part in parts if part != self.true}
        if -self.true in kept or any(-part in kept for part in kept):
            return -self.true
        if len(kept) <= 1:
            return next(iter(kept), self.true)
        return self._define(("conj", frozenset(kept)), sorted(kept))

    def disj(self, parts: Iterable[Lit]) -> Lit:
        """At least one of `parts`."""
        return -self.conj(-part for part in parts)

    def differ(self, one: Lit, other: Lit) -> Lit:
        """Exactly one of the two."""
        return self.disj((self.conj((one, -other)), self.conj((-one, other))))

    def at_least(self, count: int, parts: Sequence[Lit]) -> Lit:
        """At least `count` of `parts`, where a part that stands there twice counts twice."""
        count -= sum(part == self.true for part in parts)
        kept = sorted(part for part in parts if abs(part) != self.true)
        if count <= 0:
            return self.true
        if count > len(kept):
            return -self.true
        if count == 1:
            return self.disj(kept)
        if count == len(kept):
            return self.conj(kept)
        key = ("at_least", count, tuple(kept))
        if key not in self._memo:
            atom = self._memo[key] = self._atom()
            self._backend.add_weight_rule([atom], count, sorted(Counter(kept).items()))
        return self._memo[key]

    def _define(self, key: object, body: Sequence[Lit]) -> Lit:
        if key not in self._memo:
            atom = self._memo[key] = self._atom()
            self._backend.add_rule([atom], body)
        return self._memo[key]

    def never(self, parts: Iterable[Lit]) -> None:
        """From now on, not all of `parts` together."""
        self._backend.add_rule([], list(parts))

    def minimise(self, weights: Iterable[tuple[Lit, int]], priority: int = 0) -> None:
        """Let `optima` look for the least total weight of what is true; a higher priority goes first."""
        self._optimising = True
        self._backend.add_minimize(priority, [(part, weight) for part, weight in weights if weight])

    # Questions

    def solve(self, assumptions: Iterable[Lit], read: Sequence[Lit] = ()) -> frozenset[Lit] | None:
        """Those of `read` that are true in some model of `assumptions`; None where there is no model."""
        return next(self._models(assumptions, read, optimal=False), None)

    def possible(self, assumptions: Iterable[Lit]) -> bool:
        """Whether there is a model of `assumptions`."""
        return self.solve(assumptions) is not None

    def solutions(self, assumptions: Iterable[Lit], read: Sequence[Lit]) -> Iterator[frozenset[Lit]]:
        """Every different part of `read` that is true in some model of `assumptions`, each once."""
        return self._models(assumptions, read, optimal=False)

    def antichain(self, assumptions: Iterable[Lit], read: Sequence[Lit]) -> Iterator[frozenset[Lit]]:
        """As `solutions`, but none that contains all of an earlier one."""
        return self._models(assumptions, read, optimal=False, more=False)

    def optima(self, assumptions: Iterable[Lit], read: Sequence[Lit]) -> Iterator[frozenset[Lit]]:
        """As `solutions`, of the models with the least total weight only."""
        return self._models(assumptions, read, optimal=True)

    def _models(
        self, assumptions: Iterable[Lit], read: Sequence[Lit], *, optimal: bool, more: bool = True
    ) -> Iterator[frozenset[Lit]]:
        self._close()
        if self.deadline is not None and time.monotonic() >= self.deadline:
            raise OutOfTime
        if self._optimising:
            self._settings.opt_mode = "optN" if optimal else "ignore"
        with self._control.solve(
            assumptions=list(dict.fromkeys(assumptions)), yield_=True, async_=self.deadline is not None
        ) as handle:
            while (model := self._next(handle)) is not None:
                if not optimal or model.optimality_proven:
                    found = frozenset(part for part in read if _true(model, part))
                    # What was found is denied for the rest of this question: each part of `read` is given once.
                    model.context.add_clause(
                        [-part if part in found else part for part in read if more or part in found]
                    )
                    yield found
                handle.resume()

    def _next(self, handle: clingo.SolveHandle) -> clingo.Model | None:
        if self.deadline is not None and not handle.wait(max(0.0, self.deadline - time.monotonic())):
            handle.cancel()
            raise OutOfTime
        return handle.model()


def _true(model: clingo.Model, part: Lit) -> bool:
    return model.is_true(part) if part > 0 else not model.is_true(-part)


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


class Sheet:
    """A choice of answers: each question has one of its options or none (not asked and `onbekend` are one here)."""

    def __init__(self, program: Program, questions: Mapping[str, Question], conditions: Iterable[Condition]) -> None:
        conditions = tuple(conditions)
        self.program = program
        self.options = {name: options(question, conditions) for name, question in questions.items()}
        self.given = {name: tuple(program.choice() for _ in found) for name, found in self.options.items()}
        self.none = {name: program.conj(-part for part in parts) for name, parts in self.given.items()}
        for parts in self.given.values():
            if len(parts) > 1:
                program.never([program.at_least(2, parts)])

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
        """Assumptions: the known answers stay, every other question is free."""
        return [self.literal(name, value) for name, value in answers.items() if value != UNKNOWN]

    def fix(self, answers: Answers) -> list[Lit]:
        """Assumptions: these answers and no others."""
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


class Reading:
    """What a conversation makes of a sheet, as literals: `situate` and the rules, for all answers at once."""

    def __init__(self, sheet: Sheet, conversation: Conversation) -> None:
        self.sheet = sheet
        self.program = sheet.program
        self.conversation = conversation
        self.excluded: dict[str, Lit] = {}
        self.applies: dict[str, Lit] = {}
        self._known: dict[str, tuple[Lit, ...]] = {}
        self._values: dict[str, dict[str, Lit]] = {}
        self._holds: dict[Condition, Lit] = {}
        self._kleene: dict[Condition, tuple[Lit, Lit]] = {}
        self._rules: dict[str, list[tuple[str, str]]] = {name: [] for name in conversation.conclusions}
        for rule in conversation.rules.values():
            for conclusion, value in rule.concludes:
                self._rules[conclusion].append((rule.id, value))
        for name in controlling_first(conversation):
            self._situate(name)

    def varied(self, conversation: Conversation, touched: Collection[str]) -> Reading:
        """The same answers and applicability, read by rules that differ for `touched` conclusions only.

        `touched` holds all that rests on a changed rule too. What this reading has built of the others is shared.
        """
        other = copy.copy(self)
        other.conversation = conversation
        other._rules = {name: [] for name in conversation.conclusions}
        for rule in conversation.rules.values():
            for conclusion, value in rule.concludes:
                other._rules[conclusion].append((rule.id, value))
        other._values = {name: values for name, values in self._values.items() if name not in touched}
        other._holds = {}
        return other

    def _situate(self, name: str) -> None:
        condition = self.conversation.questions[name].applies_if
        true = self.program.true
        applies, excluded = (true, -true) if condition is None else self.truth(condition)
        self.applies[name], self.excluded[name] = applies, excluded
        self._known[name] = tuple(self.program.conj((given, -excluded)) for given in self.sheet.given[name])

    def known(self, question: str) -> Lit:
        """The question has a known answer that is in force."""
        return self.program.disj(self._known[question])

    def truth(self, condition: Condition) -> tuple[Lit, Lit]:
        """Kleene's truth of a condition on answers: it is true; it is false (`conditions.truth`, as literals)."""
        if condition not in self._kleene:
            self._kleene[condition] = self._truth(condition)
        return self._kleene[condition]

    def _truth(self, condition: Condition) -> tuple[Lit, Lit]:
        program = self.program
        match condition:
            case Not(part):
                true, false = self.truth(part)
                return false, true
            case All(parts):
                both = [self.truth(part) for part in parts]
                return program.conj(true for true, _ in both), program.disj(false for _, false in both)
            case AnyOf(parts):
                both = [self.truth(part) for part in parts]
                return program.disj(true for true, _ in both), program.conj(false for _, false in both)
            case AtLeast(count, parts):
                both = [self.truth(part) for part in parts]
                enough = program.at_least(count, [true for true, _ in both])
                return enough, program.at_least(len(parts) - count + 1, [false for _, false in both])
            case Unknown():
                return self.holds(condition), -self.holds(condition)
            case Is(subject) | Between(subject):
                holds = self.holds(condition)
                return holds, program.conj((self.known(subject), -holds))

    def holds(self, condition: Condition) -> Lit:
        """The condition holds (`conditions.holds`, as a literal)."""
        if condition not in self._holds:
            if not isinstance(condition, Unknown):
                self._conclude(name for name in reads(condition) if name in self._rules)
            self._holds[condition] = self._hold(condition)
        return self._holds[condition]

    def _hold(self, condition: Condition) -> Lit:
        program = self.program
        match condition:
            case All(parts):
                return program.conj(self.holds(part) for part in parts)
            case AnyOf(parts):
                return program.disj(self.holds(part) for part in parts)
            case Not(part):
                return -self.holds(part)
            case AtLeast(count, parts):
                return program.at_least(count, [self.holds(part) for part in parts])
            case Unknown(questions):
                return program.conj(-self.known(question) for question in questions)
            case Is(subject, values) if subject in self._rules:
                concluded = self._values[subject]
                return program.disj(concluded[value] for value in values if value in concluded)
            case Is(subject, values):
                return program.disj(
                    known
                    for option, known in zip(self.sheet.options[subject], self._known[subject], strict=True)
                    if option in values
                )
            case Between(subject, low, high):
                return program.disj(
                    known
                    for option, known in zip(self.sheet.options[subject], self._known[subject], strict=True)
                    if isinstance(option, Band)
                    and (low is None or low <= option.low)
                    and (high is None or option.high <= high)
                )

    def fires(self, rule: str) -> Lit:
        """The rule's condition holds."""
        return self.holds(self.conversation.rules[rule].condition)

    def values(self, conclusion: str) -> Mapping[str, Lit]:
        """For each value or member of the conclusion: it is concluded (by a rule, or by `anders`)."""
        self._conclude((conclusion,))
        return self._values[conclusion]

    def valueless(self, conclusion: str) -> Lit:
        """The conclusion has no value at all (for a set: no members)."""
        return self.program.conj(-value for value in self.values(conclusion).values())

    def overlap(self, conclusion: str) -> Lit:
        """A single-valued conclusion has two values or more: the rules contradict each other."""
        if self.conversation.conclusions[conclusion].is_set:
            return -self.program.true
        return self.program.at_least(2, list(self.values(conclusion).values()))

    def _conclude(self, wanted: Iterable[str]) -> None:
        """Build these conclusions and all they depend on, the lowest layer first: no depth of layers is recursion."""
        needed: set[str] = set()
        todo = list(wanted)
        while todo:
            name = todo.pop()
            if name in needed or name in self._values:
                continue
            needed.add(name)
            for rule, _ in self._rules[name]:
                read = reads(self.conversation.rules[rule].condition)
                todo.extend(other for other in read if other in self._rules)
        for name in sorted(needed, key=lambda name: (self.conversation.strata[name], name)):
            self._values[name] = self._conclusion(name)

    def _conclusion(self, name: str) -> dict[str, Lit]:
        conclusion = self.conversation.conclusions[name]
        by: dict[str, list[Lit]] = {value.id: [] for value in conclusion.values}
        for rule, value in self._rules[name]:
            by[value].append(self.fires(rule))
        found = {value: self.program.disj(rules) for value, rules in by.items()}
        if conclusion.default is not None:
            others = [-holds for value, holds in found.items() if value != conclusion.default]
            own = found.get(conclusion.default, -self.program.true)
            found[conclusion.default] = self.program.disj((own, self.program.conj(others)))
        return found
