"""Comparing two versions of the rules: the same for all answers, or with the answers that show the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import combinations
from typing import Literal

from slimmer_rules.audit.answer_space import AnswerSpace, Clock
from slimmer_rules.audit.changes import Dependence
from slimmer_rules.audit.differences import Group, Version, differences
from slimmer_rules.audit.findings import Value
from slimmer_rules.audit.replay import Replay, refuted
from slimmer_rules.reasoning.answer_variables import conditions_of
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.solver import Lit, OutOfTimeError
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.model import Conversation, Question, Rulebook

TRANSITIONS = 6
"""How many different changes of one conclusion are shown, the ones with the fewest answers first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One case that comes out otherwise: before and after, and the rules that make the difference.

    A value is None where a version has no value, or where its rules contradict each other and there is no outcome at
    all: `clash` then says how, and `clash_in` in which version.
    """

    answers: Answers
    before: Value
    after: Value
    rules: tuple[str, ...]
    clash: str | None = None
    clash_in: Literal["oud", "nieuw"] | None = None


class Direction(Enum):
    """The one way in which a conclusion changes, proved for all answers: up or down its order, or a set's members."""

    MORE_LENIENT = "soepeler"
    STRICTER = "strenger"
    MORE = "erbij"
    LESS = "eraf"


@dataclass(frozen=True, slots=True)
class Compared:
    """A conclusion in both versions. With no changes it is proved the same, unless it is `unproved`.

    `direction` is None where it changes in more than one way, or that is not proved. `error` is the fault of ours that
    left it unproved; without one it was the time.
    """

    conversation: str
    conclusion: str
    changes: tuple[Change, ...]
    unproved: bool = False
    direction: Direction | None = None
    error: Exception | None = None

    @property
    def same(self) -> bool:
        """Proved the same for all answers that both versions know."""
        return not self.changes and not self.unproved

    @property
    def same_outside_conflict(self) -> bool:
        """Proved the same for all answers for which neither version contradicts itself."""
        return not self.unproved and all(change.clash_in for change in self.changes)


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A given case of which conclusions change: per conclusion the change. `refused`: the answers no longer fit."""

    name: str
    conversation: str
    changes: Mapping[str, Change]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs in what the rules do. `structure` lists what touches it beside the rules themselves, in words.

    `rules` are the rules that are new, gone or do something else: on its own that is no difference. `unseen` are the
    cases that the time bound left out.
    """

    structure: tuple[str, ...]
    rules: tuple[str, ...]
    conclusions: tuple[Compared, ...]
    cases: tuple[CaseChange, ...]
    unseen: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Nothing differs, and that is proved."""
        return not (self.structure or self.cases or self.unseen) and all(c.same for c in self.conclusions)


def compare(
    old: Rulebook, new: Rulebook, cases: Iterable[tuple[str, Case]] = (), seconds: float | None = None
) -> Comparison:
    """Compare two rulebooks over all answers that both know, and on given cases.

    A conclusion with a change that is not borne out by the forward reasoner has an `error`, and takes no other along.
    """
    clock = Clock(seconds)
    shared = [name for name in old.conversations if name in new.conversations]
    pairs = [_Pair(old.conversations[name], new.conversations[name], clock) for name in shared]
    by_name = {pair.old.id: pair for pair in pairs}
    conclusions = tuple(compared for pair in pairs for compared in pair.compare())
    changes: list[CaseChange] = []
    unseen: list[str] = []
    for name, case in cases:
        if clock.left == 0:
            unseen.append(name)
        elif case.conversation in by_name and (change := by_name[case.conversation].case(name, case.answers)):
            changes.append(change)
    rules = tuple(rule for pair in pairs for rule in pair.changed_rules())
    meaning = (each for each in differences(Version(old), Version(new)) if each.group is Group.MEANING)
    return Comparison(tuple(str(each) for each in meaning), rules, conclusions, tuple(changes), tuple(unseen))


class Replays:
    """Two versions of one conversation, each to replay a case with."""

    def __init__(self, old: Conversation, new: Conversation) -> None:
        self.old, self.new = old, new
        self.replays = Replay(old), Replay(new)

    def case(self, name: str, answers: Answers) -> CaseChange | None:
        """What changes in a given case; None if nothing does."""
        asked = self.new.questions
        refused = tuple(name for name in answers if name not in asked or not asked[name].accepts(answers[name]))
        known = {question: answer for question, answer in answers.items() if question not in refused}
        changes = {
            conclusion: change
            for conclusion in self.new.conclusions
            if conclusion in self.old.conclusions and (change := self._change(conclusion, known))
        }
        return CaseChange(name, self.old.id, changes, refused) if changes or refused else None

    def _change(self, name: str, answers: Answers) -> Change | None:
        before, after = (replay.values(_asked(replay, answers)) for replay in self.replays)
        if isinstance(before, ContradictionError):
            if isinstance(after, ContradictionError):
                return None
            return Change(answers, None, after.get(name), before.rules, str(before), "oud")
        if isinstance(after, ContradictionError):
            return Change(answers, before.get(name), None, after.rules, str(after), "nieuw")
        if before.get(name) == after.get(name):
            return None
        return Change(answers, before.get(name), after.get(name), self._responsible(name, answers))

    def _responsible(self, name: str, answers: Answers) -> tuple[str, ...]:
        """The changed rules that fire in either version; failing those, the rules that fire in one only."""
        fired = [set(replay.fired(_asked(replay, answers))) for replay in self.replays]
        once = fired[0] ^ fired[1]
        changed = {
            rule for rule in fired[0] | fired[1] if not _same_rule(self.old.rules.get(rule), self.new.rules.get(rule))
        }
        upstream = _upstream(self.old, name) | _upstream(self.new, name)
        return tuple(sorted((changed or once) & upstream))


class _Pair(Replays):
    """Two versions of one conversation over the answers that both know."""

    def __init__(self, old: Conversation, new: Conversation, clock: Clock) -> None:
        super().__init__(old, new)
        conditions = (*conditions_of(old), *conditions_of(new))
        self.space = AnswerSpace(replace(old, questions=_shared(old, new), rules={}, conclusions={}), clock, conditions)
        self.before, self.after = RuleEncoding(self.space.variables, old), RuleEncoding(self.space.variables, new)

    def changed_rules(self) -> Iterator[str]:
        """The rules that one version lacks, or that do something else; texts do not count."""
        for rule in dict.fromkeys((*self.old.rules, *self.new.rules)):
            if not _same_rule(self.old.rules.get(rule), self.new.rules.get(rule)):
                yield rule

    def compare(self) -> Iterator[Compared]:
        """Every conclusion of both versions, in the order of the new one."""
        for name in self.new.conclusions:
            if name in self.old.conclusions:
                found: list[Change] = []
                unproved, direction, fault = False, None, None
                try:
                    for change in self._changes(name):
                        found.append(change)
                    direction = self._direction(name) if any(not change.clash_in for change in found) else None
                except OutOfTimeError:
                    unproved = True
                except Exception as error:  # a fault of ours in one conclusion must not lose what the others came to
                    unproved, fault = True, error
                yield Compared(self.old.id, name, _smallest(found), unproved, direction, fault)

    def _direction(self, name: str) -> Direction | None:
        """The way of which the solver finds no exception; where a version contradicts itself it has no direction."""
        differs, both = self.space.differs(self.before, self.after, name), (self.before, self.after)
        ways = self._ways(name)
        return next((way for way, other in ways if not self.space.possible(differs, other, consistent=both)), None)

    def _ways(self, name: str) -> Iterator[tuple[Direction, Lit]]:
        """The ways in which a conclusion can change, each with the changes that go another way."""
        program, old, new = self.space.solver, self.old.conclusions[name], self.new.conclusions[name]
        before, after = self.before.values(name), self.after.values(name)
        false = -program.true
        if old.is_set and new.is_set:
            for way, some, than in ((Direction.MORE, before, after), (Direction.LESS, after, before)):
                yield way, program.disj(program.conj((some[m], -than.get(m, false))) for m in some)
        elif old.order == new.order:
            for way, low, high in ((Direction.MORE_LENIENT, before, after), (Direction.STRICTER, after, before)):
                along = program.disj(program.conj((low[a], high[b])) for a, b in combinations(new.order, 2))
                yield way, -along

    def _changes(self, name: str) -> Iterator[Change]:
        """One smallest case for each different change of this conclusion, as far as `TRANSITIONS` allows.

        Where only one version contradicts itself every conclusion changes: from a value to no outcome, or back.
        """
        differs = self.space.differs(self.before, self.after, name)
        excluded: list[Lit] = []
        while len(excluded) < TRANSITIONS:
            answers = self.space.find(differs, *excluded, consistent=(self.before, self.after))
            if answers is None:
                break
            yield self._shown(name, answers)
            excluded.append(-self._same(name, answers))
        yield from (self._shown(name, answers) for answers in self._conflicting)

    @cached_property
    def _conflicting(self) -> list[Answers]:
        """A smallest case in which only the new version contradicts itself, and one in which only the old one does."""
        pairs = ((self.before, self.after), (self.after, self.before))
        found = (self.space.find(other.conflict, consistent=(one,)) for one, other in pairs)
        return [answers for answers in found if answers is not None]

    def _shown(self, name: str, answers: Answers) -> Change:
        change = self._change(name, answers)
        if change is None:
            raise refuted(answers, f"{name} verandert")
        return change

    def _same(self, name: str, answers: Answers) -> Lit:
        """The conclusion changes in the very way in which it does for these answers: of a set, the same members."""
        program, false = self.space.solver, -self.space.solver.true
        before, after = self.before.values(name), self.after.values(name)
        parts = [*before.values(), *after.values()]
        if self.old.conclusions[name].is_set and self.new.conclusions[name].is_set:
            parts = [
                program.conj((one.get(member, false), -other.get(member, false)))
                for one, other in ((before, after), (after, before))
                for member in one
            ]
        true = program.solve(self.space.variables.fix(answers), parts) or frozenset()
        return program.conj(part if part in true else -part for part in parts)


def _asked(replay: Replay, answers: Answers) -> Answers:
    """The answers to what this version asks: of a question that it lacks, the answer counts for the other alone."""
    return {name: answer for name, answer in answers.items() if name in replay.conversation.questions}


def _smallest(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: len(change.answers)))


def _shared(old: Conversation, new: Conversation) -> dict[str, Question]:
    """The questions of either version, each with the answers that both know. A changed kind of answer is left out."""
    questions: dict[str, Question] = {}
    for name in (*old.questions, *(name for name in new.questions if name not in old.questions)):
        first, second = old.questions.get(name), new.questions.get(name)
        if first is not None and second is not None:
            questions[name] = _overlap(first, second)
        elif (either := first or second) is not None:
            questions[name] = replace(either, applies_if=None)
    return questions


def _overlap(first: Question, second: Question) -> Question:
    if first.is_number and second.is_number:
        low, high = max(first.low or 0, second.low or 0), min(first.high or 0, second.high or 0)
        if low <= high:
            return replace(first, low=low, high=high, applies_if=None)
    known = {answer.id for answer in second.answers}
    answers = tuple(answer for answer in first.answers if answer.id in known)
    return replace(first, answers=answers, low=None, high=None, applies_if=None)


def _same_rule(old: object, new: object) -> bool:
    """Whether two versions of a rule do the same; texts do not count."""
    return (getattr(old, "condition", None), getattr(old, "concludes", None)) == (
        getattr(new, "condition", None),
        getattr(new, "concludes", None),
    )


def _upstream(conversation: Conversation, name: str) -> set[str]:
    """The rules on which a conclusion rests."""
    found = Dependence(conversation).upstream(name)
    return {rule.id for rule in conversation.rules.values() if any(c in found for c, _ in rule.concludes)}
