"""The rules of one conversation as an experta engine: the only module that imports experta.

Import this module late, where a case is to be reasoned about: experta costs some thirty milliseconds.

One `Answered` fact holds every question as a field (None: no value), each concluded value is one `Concluded` fact, and
conditions are experta's own patterns over these. *At least k of n* is counted: a helper rule a part, which declares
`PartHolds`, and a helper rule that counts those and declares `EnoughHold`.

Two faults of experta 1.9.4 are kept out. Among rules of equal salience the firing order differs from run to run: every
rule has a salience of its own. And when several activations of equal salience and facts are withdrawn some stay on the
agenda; one rule with an *or* can have those too. So every pattern starts with the fact of its phase, which comes when
all that the phase reads is settled: what is once on the agenda is never withdrawn for want of something.
"""

from __future__ import annotations

import collections
import collections.abc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from slimmer_rules.reasoning.agenda import Action, Conclude, Count, NotePart, Plan, plan
from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    FactValue,
    Is,
    Literal,
    Not,
    Unknown,
)
from slimmer_rules.rulebook.model import Conversation


@contextmanager
def _collections_mapping() -> Iterator[None]:
    """Lend `collections.Mapping`, gone since Python 3.10, to the frozendict 1.2 that experta pins."""
    if hasattr(collections, "Mapping"):
        yield
        return
    collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]  # lent for this import only
    try:
        yield
    finally:
        del collections.Mapping  # type: ignore[attr-defined]  # taken back


with _collections_mapping():
    from experta import AND, NOT, OR, Fact, KnowledgeEngine, L, P, Rule
    from experta.matchers.rete import ReteMatcher

Pattern = Any  # experta ships no types


class Answered(Fact):  # type: ignore[misc]  # experta ships no types
    """All answers in force: one field a question, None where it has no value."""


class Concluded(Fact):  # type: ignore[misc]  # as above
    """One value of one conclusion: `conclusion`, `value`."""


class PartHolds(Fact):  # type: ignore[misc]  # as above
    """One part of an *at least* holds: `gate`, `part`."""


class EnoughHold(Fact):  # type: ignore[misc]  # as above
    """An *at least* holds: `gate`."""


class InPhase(Fact):  # type: ignore[misc]  # as above
    """The phase with this `number` has begun."""


class Never(Fact):  # type: ignore[misc]  # as above
    """Nobody declares this: an *or* of nothing."""


class _Matcher(ReteMatcher):  # type: ignore[misc]  # as above
    """experta's own matcher, but after a firing it collects from the nodes where something changed, not from all.

    At 480 rules that is most of the time. It also remembers its own nodes: experta keeps those of one matcher in the
    whole process, so that two engines used in turn would each search theirs again at every firing.
    """

    _nodes: tuple[Any, ...] | None = None

    def _get_conflict_set_nodes(self) -> tuple[Any, ...]:
        if self._nodes is None:
            self._nodes = super()._get_conflict_set_nodes()
        return self._nodes

    def changes(self, adding: Sequence[Any] = (), deleting: Sequence[Any] = ()) -> tuple[list[Any], list[Any]]:
        """Pass changed facts through the network; the activations that come and go by it."""
        for fact in deleting:
            self.root_node.remove(fact)
        for fact in adding:
            self.root_node.add(fact)
        changed = [node.get_activations() for node in self._get_conflict_set_nodes() if node.added or node.removed]
        return [a for added, _ in changed for a in added], [a for _, removed in changed for a in removed]


class ClashError(Exception):  # not an error of the engine but a finding about the rules
    """Two rules gave `conclusion` different values; `first` and `second` are (value, rule)."""

    def __init__(self, conclusion: str, first: tuple[str, str], second: tuple[str, str]) -> None:
        super().__init__(conclusion, first, second)
        self.conclusion, self.first, self.second = conclusion, first, second


Firing = tuple[str | None, str, str]
"""Rule (None: by `anders`), conclusion, value."""


class Engine(KnowledgeEngine):  # type: ignore[misc]  # as above
    """The engine for one conversation, to be built once and run for each case."""

    __matcher__ = _Matcher

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._rules = _rules(plan(conversation), conversation)
        self._firings: dict[Firing, None] = {}
        self._values: dict[str, tuple[str, str]] = {}
        self._clash: ClashError | None = None
        super().__init__()

    def get_rules(self) -> list[Any]:
        """The rules from data; experta itself would look for methods, where a rule's id could hide one of its own."""
        return self._rules

    def firings(self, known: Mapping[str, FactValue]) -> tuple[Firing, ...]:
        """Every value that the rules give on these answers, in firing order; raises ClashError at a contradiction."""
        self._firings, self._values, self._clash = {}, {}, None
        self.reset()
        answers = {field(question): known.get(question) for question in self._conversation.questions}
        self.declare(Answered.from_iter(answers.items()), InPhase(number=0))
        self.run()
        if self._clash is not None:
            raise self._clash
        return tuple(self._firings)

    def conclude(self, action: Conclude) -> None:
        """Take up what a rule concludes, each value once, however many of its branches hold."""
        for name, value in action.pairs:
            if not self._conversation.conclusions[name].is_set:
                first = self._values.setdefault(name, (value, action.rule or ""))
                if first[0] != value:
                    self._clash = ClashError(name, first, (value, action.rule or ""))
                    self.halt()
                    return
            self._firings.setdefault((action.rule, name, value))
            self.declare(Concluded(conclusion=name, value=value))

    def count(self, action: Count) -> None:
        """Declare that an *at least* holds if enough of its parts were found to."""
        found = sum(isinstance(f, PartHolds) and f["gate"] == action.gate for f in self.facts.values())
        if found >= action.needed:
            self.declare(EnoughHold(gate=action.gate))


def field(question: str) -> str:
    """The name of a question's field. experta gives names with two underscores a meaning of its own."""
    return question.replace("_", "-")


def _rules(todo: Plan, conversation: Conversation) -> list[Any]:
    """One experta rule a production and one that closes each phase, each with a salience of its own."""
    salience = sum(len(phase) + 1 for phase in todo.phases)
    rules = []
    for number, phase in enumerate(todo.phases):
        for production in phase:
            pattern = _pattern(production.condition, number, todo, conversation)
            rules.append(_rule(production.name, [InPhase(number=number), pattern], salience, _doing(production.action)))
            salience -= 1
        rules.append(_rule(f"fase {number}", [InPhase(number=number)], salience, _opening(number + 1)))
        salience -= 1
    return rules


def _rule(name: str, patterns: Sequence[Pattern], salience: int, act: Callable[[Engine], None]) -> Any:
    act.__name__ = name
    return Rule(AND(*patterns), salience=salience)(act)


def _doing(action: Action) -> Callable[[Engine], None]:
    def act(engine: Engine) -> None:
        match action:
            case Conclude():
                engine.conclude(action)
            case NotePart(gate, part):
                engine.declare(PartHolds(gate=gate, part=part))
            case Count():
                engine.count(action)

    return act


def _opening(number: int) -> Callable[[Engine], None]:
    def act(engine: Engine) -> None:
        engine.declare(InPhase(number=number))

    return act


def _pattern(condition: Condition, phase: int, todo: Plan, conversation: Conversation) -> Pattern:
    """A condition in negation normal form as an experta pattern."""
    match condition:
        case All(()):
            return InPhase(number=phase)
        case AnyOf(()):
            return Never()
        case All(parts):
            fields, rest = _gathered(parts, conversation)
            together = [Answered.from_iter(fields.items())] if fields else []
            return AND(*together, *(_pattern(part, phase, todo, conversation) for part in rest))
        case AnyOf(parts):
            return OR(*(_pattern(part, phase, todo, conversation) for part in parts))
        case AtLeast():
            return EnoughHold(gate=todo.gates[condition])
        case Not(Is(subject, values)) if subject in conversation.conclusions:
            return NOT(Concluded(conclusion=subject, value=_among(values)))
        case Is(subject, values) if subject in conversation.conclusions:
            return Concluded(conclusion=subject, value=_among(values))
        case _:
            return Answered.from_iter(_fields(condition).items())


def _gathered(parts: Sequence[Condition], conversation: Conversation) -> tuple[dict[str, Any], list[Condition]]:
    """The parts that test different questions as fields of one pattern, and the parts that are left."""
    fields: dict[str, Any] = {}
    rest = []
    for part in parts:
        tested = _fields(part) if _on_answers(part, conversation) else {}
        if tested and fields.keys().isdisjoint(tested):
            fields |= tested
        else:
            rest.append(part)
    return fields, rest


def _on_answers(condition: Condition, conversation: Conversation) -> bool:
    match condition:
        case Not(part):
            return _on_answers(part, conversation)
        case Is(subject):
            return subject in conversation.questions
        case Between() | Unknown():
            return True
        case _:
            return False


def _fields(condition: Condition) -> dict[str, Any]:
    """A literal on answers, or its negation, as fields with what each must be."""
    match condition:
        case Not(Is() | Between() | Unknown() as literal):
            return {name: ~test for name, test in _tests(literal).items()}
        case Is() | Between() | Unknown():
            return _tests(condition)
    raise TypeError(condition)


def _tests(literal: Literal) -> dict[str, Any]:
    match literal:
        case Is(subject, values):
            return {field(subject): _among(values)}
        case Between(subject, low, high):
            return {field(subject): _in_range(low, high)}
        case Unknown(questions):
            return {field(question): L(None) for question in questions}


# One predicate object a test, however often it is written: experta shares the nodes of equal tests, and keeps them.
@cache
def _among(values: tuple[str, ...]) -> Any:
    return L(values[0]) if len(values) == 1 else P(frozenset(values).__contains__)


@cache
def _in_range(low: int | None, high: int | None) -> Any:
    return P(lambda v: isinstance(v, int) and (low is None or low <= v) and (high is None or v <= high))
