"""The slow and obvious reading of a rulebook, straight from the text on what conditions and rules mean.

It shares no code with the package but the values themselves: no strata, no engine, no normal form. What a conclusion
is worth is found by asking, each time anew, which of its rules hold. It is the judge in tests of the fast readings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conversation, Rule

Answers = Mapping[str, str | int]
Leaf = tuple[Is | Between | Unknown, bool]

PARKED = "(niet van toepassing)"
"""Stands for the answer to a question that does not apply: it fits no condition."""


@dataclass(frozen=True)
class SlowStep:
    rule: str | None
    conclusion: str
    value: str
    grounds: tuple[Leaf, ...]


@dataclass(frozen=True)
class ClashError:
    """The first contradiction in firing order: the conclusion and the two (value, rule)."""

    conclusion: str
    first: tuple[str, str]
    second: tuple[str, str]


@dataclass(frozen=True)
class Outcome:
    values: dict[str, str | frozenset[str]]
    steps: list[SlowStep]


def evaluate(talk: Conversation, answers: Answers) -> Outcome | ClashError:
    """All that follows from the answers, or where the rules first contradict each other."""
    reading = _Reading(talk, answers)
    given: dict[str, tuple[str, str]] = {}
    steps = []
    rules = sorted(talk.rules.values(), key=lambda rule: (reading.rule_layer(rule), rule.id))
    for layer in range(1, 1 + max([reading.layer(name) for name in talk.conclusions], default=0)):
        for rule in rules:
            if reading.rule_layer(rule) == layer and reading.holds(rule.condition):
                for name, value in rule.concludes:
                    if not talk.conclusions[name].is_set and given.setdefault(name, (value, rule.id))[0] != value:
                        return ClashError(name, given[name], (value, rule.id))
                    steps.append(SlowStep(rule.id, name, value, reading.reasons(rule.condition)))
        for name in sorted(talk.conclusions):
            default = talk.conclusions[name].default
            if default is not None and reading.layer(name) == layer and name not in given:
                steps.append(SlowStep(None, name, default, reading.reasons_against(name, default, rules)))
    values = {name: reading.value(name) for name in talk.conclusions}
    return Outcome({name: value for name, value in values.items() if value is not None}, steps)


def known_answers(talk: Conversation, answers: Answers) -> dict[str, str | int]:
    """The answers in force."""
    found = {name: _known(talk, answers, name) for name in talk.questions}
    return {name: value for name, value in found.items() if value is not None}


def _known(talk: Conversation, answers: Answers, question: str) -> str | int | None:
    """The answer to a question, if it is known and nothing known excludes the question."""
    if question not in answers or answers[question] == "onbekend" or excluded(talk, answers, question):
        return None
    return answers[question]


def excluded(talk: Conversation, answers: Answers, question: str) -> bool:
    """Whether the question is surely not asked for: a parked question has surely none of its answers."""
    condition = talk.questions[question].applies_if
    return condition is not None and _surely_not(condition, lambda name: _standing(talk, answers, name))


def _standing(talk: Conversation, answers: Answers, question: str) -> str | int | None:
    """The known answer to a question, or what no answer is equal to if the question does not apply."""
    return PARKED if excluded(talk, answers, question) else _known(talk, answers, question)


def _surely_not(condition: Condition, known: Callable[[str], str | int | None]) -> bool:
    match condition:
        case All(parts):
            return any(_surely_not(part, known) for part in parts)
        case AnyOf(parts):
            return all(_surely_not(part, known) for part in parts)
        case AtLeast(count, parts):
            return len([part for part in parts if not _surely_not(part, known)]) < count
        case Not(part):
            return _surely(part, known)
        case Unknown():
            raise AssertionError("applicability does not speak of not knowing")
        case Is(subject) | Between(subject):
            return known(subject) is not None and not _fits(condition, known(subject))


def _surely(condition: Condition, known: Callable[[str], str | int | None]) -> bool:
    match condition:
        case All(parts):
            return all(_surely(part, known) for part in parts)
        case AnyOf(parts):
            return any(_surely(part, known) for part in parts)
        case AtLeast(count, parts):
            return len([part for part in parts if _surely(part, known)]) >= count
        case Not(part):
            return _surely_not(part, known)
        case Unknown():
            raise AssertionError("applicability does not speak of not knowing")
        case Is(subject) | Between(subject):
            return known(subject) is not None and _fits(condition, known(subject))


def _fits(leaf: Is | Between, value: str | int | frozenset[str] | None) -> bool:
    """Whether a value is what the leaf asks for; a set: whether it contains one of those."""
    if isinstance(leaf, Is):
        return any(wanted in value if isinstance(value, frozenset) else wanted == value for wanted in leaf.values)
    if not isinstance(value, int):
        return False
    return not (leaf.low is not None and value < leaf.low) and not (leaf.high is not None and value > leaf.high)


class _Reading:
    """One set of answers, read against a conversation."""

    def __init__(self, talk: Conversation, answers: Answers) -> None:
        self.talk = talk
        self.answers = answers
        self.seen: dict[str, str | frozenset[str] | None] = {}
        self.layers: dict[str, int] = {}

    def value(self, conclusion: str) -> str | frozenset[str] | None:
        """What the rules say of a conclusion: of contradicting rules any one."""
        if conclusion not in self.seen:
            self.seen[conclusion] = self._value(conclusion)
        return self.seen[conclusion]

    def _value(self, conclusion: str) -> str | frozenset[str] | None:
        holding = [
            rule for rule in self.talk.rules.values() if self._gives(rule, conclusion) and self.holds(rule.condition)
        ]
        values = [value for rule in holding for name, value in rule.concludes if name == conclusion]
        if self.talk.conclusions[conclusion].is_set:
            return frozenset(values)
        return values[0] if values else self.talk.conclusions[conclusion].default

    def holds(self, condition: Condition) -> bool:
        match condition:
            case Is(subject) | Between(subject) if subject in self.talk.conclusions:
                return _fits(condition, self.value(subject))
            case Is(subject) | Between(subject):
                return _fits(condition, _known(self.talk, self.answers, subject))
            case Unknown(questions):
                return [_known(self.talk, self.answers, q) for q in questions] == [None] * len(questions)
            case All(parts):
                return all(self.holds(part) for part in parts)
            case AnyOf(parts):
                return any(self.holds(part) for part in parts)
            case Not(part):
                return not self.holds(part)
            case AtLeast(count, parts):
                return len([part for part in parts if self.holds(part)]) >= count

    def reasons(self, condition: Condition) -> tuple[Leaf, ...]:
        """The leaves that make the condition come out as it does, each once."""
        found: list[Leaf] = []
        for leaf in self._reasons(condition):
            if leaf not in found:
                found.append(leaf)
        return tuple(found)

    def _reasons(self, condition: Condition) -> list[Leaf]:
        if isinstance(condition, Is | Between | Unknown):
            return [(condition, self.holds(condition))]
        if isinstance(condition, Not):
            return self._reasons(condition.part)
        same = [part for part in condition.parts if self.holds(part) == self.holds(condition)]
        return [leaf for part in same for leaf in self._reasons(part)]

    def reasons_against(self, conclusion: str, default: str, rules: list[Rule]) -> tuple[Leaf, ...]:
        """What kept the rules for other values than the default from holding."""
        others = [r for r in rules for name, value in r.concludes if name == conclusion and value != default]
        return self.reasons(AnyOf(tuple(rule.condition for rule in others)))

    def layer(self, conclusion: str) -> int:
        """1 if the rules for it read answers only, else one more than the highest that they read."""
        if conclusion not in self.layers:
            giving = [rule for rule in self.talk.rules.values() if self._gives(rule, conclusion)]
            self.layers[conclusion] = max([self.rule_layer(rule) for rule in giving], default=1)
        return self.layers[conclusion]

    def rule_layer(self, rule: Rule) -> int:
        return 1 + max([self.layer(n) for n in _subjects(rule.condition) if n in self.talk.conclusions], default=0)

    def _gives(self, rule: Rule, conclusion: str) -> bool:
        return any(name == conclusion for name, _ in rule.concludes)


class BothValues(_Reading):
    """Where rules contradict each other, as if all their values stood: it tells which rules would hold there."""

    def _value(self, conclusion: str) -> frozenset[str]:
        giving = [rule for rule in self.talk.rules.values() if self._gives(rule, conclusion)]
        values = {
            v for rule in giving if self.holds(rule.condition) for name, v in rule.concludes if name == conclusion
        }
        default = self.talk.conclusions[conclusion].default
        return frozenset(values or ({default} if default else ()))


def _subjects(condition: Condition) -> list[str]:
    match condition:
        case Is(subject) | Between(subject):
            return [subject]
        case Unknown(questions):
            return list(questions)
        case Not(part):
            return _subjects(part)
        case _:
            return [name for part in condition.parts for name in _subjects(part)]
