"""Mutation: is every small change of the rules caught by a case or a property, or proved to change nothing?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from slimmer_rules.audit.answer_space import AnswerSpace, Clock
from slimmer_rules.audit.auditing import Material, Progress
from slimmer_rules.audit.changes import Dependence
from slimmer_rules.audit.mutants import Mutant, mutants
from slimmer_rules.audit.properties import Always, Claim, Never, NeverWorse, NoInfluence, Property, broken
from slimmer_rules.audit.replay import Replay, confirm
from slimmer_rules.reasoning.compiled import Compiled
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.solver import OutOfTimeError
from slimmer_rules.rulebook.conditions import Between, Facts, holds, literals, reads
from slimmer_rules.rulebook.model import Conversation, Rule

Expected = Mapping[str, str | frozenset[str]]


class Verdict(Enum):
    """What became of a mutant."""

    CASE = "gevangen door een geval"
    PROPERTY = "gevangen door een eigenschap"
    CONTRADICTION = "gevangen door de controle op tegenspraak (A01)"
    EQUIVALENT = "verandert bewezen niets"
    SURVIVED = "niet gevangen"
    CONFLICTING = "verandert alleen iets waar de regels elkaar tegenspreken"
    UNPROVED = "niet bewezen"
    FAILED = "mislukt door een fout in het programma"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case that would catch a survivor: answers, and what the rules as they are make of them."""

    name: str
    conversation: str
    answers: Answers
    expected: Expected


@dataclass(frozen=True, slots=True)
class Fate:
    """A mutant and its verdict; `by` names the case or property, or the proposed case that would catch it.

    A mutant whose rules contradict each other, where those as they are never do, is caught by A01: every audit tells.
    """

    mutant: Mutant
    verdict: Verdict
    by: str | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class MutationReport:
    """All mutants with their verdicts, and the proposed cases, each needed once."""

    fates: tuple[Fate, ...]
    proposals: tuple[Proposal, ...]

    def count(self, verdict: Verdict) -> int:
        """How many mutants came to this verdict."""
        return sum(fate.verdict is verdict for fate in self.fates)

    @property
    def percentage(self) -> int:
        """Mutants caught or proved to change nothing, rounded down, so that 100 means all."""
        lost = sum(
            self.count(each) for each in (Verdict.SURVIVED, Verdict.CONFLICTING, Verdict.UNPROVED, Verdict.FAILED)
        )
        return 100 * (len(self.fates) - lost) // len(self.fates) if self.fates else 100


def mutate(
    material: Material, seconds: float | None = None, progress: Progress = lambda done, total, label: None
) -> MutationReport:
    """Try every mutant of every conversation. Past the time bound a mutant is `UNPROVED`.

    Where a proposed case is not borne out by the forward reasoner, or anything else goes wrong, it is `FAILED`.
    """
    clock = Clock(seconds)
    trials = [(_Trial(talk, material, clock), list(mutants(talk))) for talk in material.rulebook.conversations.values()]
    total = sum(len(found) for _, found in trials)
    fates: list[Fate] = []
    for trial, found in trials:
        for mutant in found:
            progress(len(fates), total, mutant.subject)
            fates.append(trial.fate(mutant))
    progress(total, total, "")
    return MutationReport(tuple(fates), tuple(p for trial, _ in trials for p in trial.proposals))


@dataclass(frozen=True, slots=True)
class _Known:
    """A case: its answers and expectations, and what the rules as they are make of it."""

    name: str
    answers: Answers
    expected: Expected
    facts: Facts


class _Trial:
    """The cases and properties of one conversation, against its mutants."""

    def __init__(self, conversation: Conversation, material: Material, clock: Clock) -> None:
        self.conversation = conversation
        self.clock = clock
        self.properties = [p for p in material.properties if p.conversation == conversation.id]
        self.proposals: list[Proposal] = []
        self.compiled = Compiled(conversation)
        self.replay = Replay(conversation)
        cases = [(name, case) for name, case in material.cases if case.conversation == conversation.id]
        self.proposed: list[_Known] = []
        self.cases = list(self._known((name, case.answers, case.expected) for name, case in cases))

    @cached_property
    def consistent(self) -> bool:
        """Whether the rules as they are contradict each other for no answers. Raises `OutOfTimeError`."""
        space = AnswerSpace(self.conversation, self.clock)
        return not space.possible(space.encoding.conflict, consistent=())

    def _known(self, cases: Iterable[tuple[str, Answers, Expected]]) -> Iterator[_Known]:
        for name, answers, expected in cases:
            if expected and (facts := _facts(self.compiled, answers)) is not None:
                yield _Known(name, answers, expected, facts)

    def fate(self, mutant: Mutant) -> Fate:
        """The verdict on one mutant."""
        try:
            self.clock.check()
            if (name := self._caught(mutant, self.cases)) is not None:
                return Fate(mutant, Verdict.CASE, name)
            return self._solved(mutant, self._caught(mutant, self.proposed))
        except OutOfTimeError:
            return Fate(mutant, Verdict.UNPROVED)
        except Exception as error:  # a fault of ours in one mutant must not lose what the others came to
            return Fate(mutant, Verdict.FAILED, error=error)

    def _caught(self, mutant: Mutant, cases: Sequence[_Known]) -> str | None:
        """The first case that comes out otherwise than it expects."""
        mutated = Compiled(mutant.conversation)
        for case in cases:
            if mutant.rule is None:
                facts = _facts(mutated, case.answers)
            else:  # all that the changed rule reads lies below it, so is as it was
                old, new = (talk.rules.get(mutant.rule) for talk in (self.conversation, mutant.conversation))
                given = _given(new, case.facts)
                if given == _given(old, case.facts):
                    continue
                facts = self.compiled.altered(case.answers, mutant.rule, given)
            if facts is None or any(facts.get(name) != value for name, value in case.expected.items()):
                return case.name
        return None

    def _solved(self, mutant: Mutant, proposed: str | None) -> Fate:
        space = AnswerSpace(self.conversation, self.clock, _bounds(mutant, self.properties))
        touched = Dependence(mutant.conversation).downstream(mutant.conclusions)
        changed = space.changed(mutant.conversation, None if mutant.rule is None else touched)
        differs = space.differ(space.encoding, changed.encoding, touched)
        if proposed is None and not space.possible(differs, consistent=()):
            return Fate(mutant, Verdict.EQUIVALENT)
        for promise in self.properties:
            # When a question applies decides whether its answer counts, also where no rule reads it. And where rules
            # contradict each other, a change can give an outcome to answers that had none.
            concerned = mutant.rule is None or _speaks_of(promise.claim, touched) or not self.consistent
            if concerned and broken(changed, promise.claim):
                return Fate(mutant, Verdict.PROPERTY, promise.id)
        if self.consistent and space.possible(changed.encoding.conflict, consistent=()):
            return Fate(mutant, Verdict.CONTRADICTION)
        if proposed is None:
            answers = space.find(differs)
            if answers is None:  # no case can expect an outcome where there is none yet
                return Fate(mutant, Verdict.CONFLICTING)
            proposed = self._propose(mutant, answers).name
        return Fate(mutant, Verdict.SURVIVED, proposed)

    def _propose(self, mutant: Mutant, answers: Answers) -> Proposal:
        values = self.replay.derive(answers).values
        told = f"{mutant.subject}, {mutant.change}"
        confirm(values != Replay(mutant.conversation).values(answers), answers, told)
        expected = dict(values)
        name = f"grens-{self.conversation.id}-{len(self.proposals) + 1:03}"
        proposal = Proposal(name, self.conversation.id, answers, expected)
        self.proposals.append(proposal)
        self.proposed += self._known([(name, answers, expected)])
        return proposal


def _facts(compiled: Compiled, answers: Answers) -> Facts | None:
    """The answers in force and all conclusions; None if the rules contradict each other."""
    try:
        return compiled.conclude(answers).facts
    except ContradictionError:
        return None


def _given(rule: Rule | None, facts: Facts) -> tuple[tuple[str, str], ...]:
    """What a rule gives where all that it reads is as in `facts`."""
    return rule.concludes if rule is not None and holds(rule.condition, facts) else ()


def _bounds(mutant: Mutant, properties: Sequence[Property]) -> Iterator[Between]:
    """The whole-number bounds that the mutant or a property tells apart, besides those of the rules as they are."""
    talk = mutant.conversation
    conditions = [rule.condition for rule in talk.rules.values()]
    conditions += [q.applies_if for q in talk.questions.values() if q.applies_if is not None]
    conditions += [condition for promise in properties for condition in promise.conditions]
    return (leaf for condition in conditions for leaf in literals(condition) if isinstance(leaf, Between))


def _speaks_of(claim: Claim, conclusions: Sequence[str]) -> bool:
    """Whether a change of these conclusions can break the claim."""
    match claim:
        case Always(condition, then):
            return bool((reads(condition) | reads(then)) & set(conclusions))
        case Never(condition):
            return bool(reads(condition) & set(conclusions))
        case NeverWorse(_, conclusion):
            return conclusion in conclusions
        case NoInfluence(_, names):
            return bool(set(names) & set(conclusions))
