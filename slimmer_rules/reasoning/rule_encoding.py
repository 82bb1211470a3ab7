"""What a conversation makes of the variables: which answers are in force, which conditions hold, what is concluded."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Mapping

from slimmer_rules.reasoning.answer_variables import AnswerVariables, Band
from slimmer_rules.reasoning.situation import controlling_first
from slimmer_rules.reasoning.solver import Lit
from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Is,
    Not,
    Unknown,
    reads,
)
from slimmer_rules.rulebook.model import Conversation


class RuleEncoding:
    """What a conversation makes of the variables, as literals: `situate` and the rules, for all answers at once."""

    def __init__(self, variables: AnswerVariables, conversation: Conversation) -> None:
        self.variables = variables
        self.solver = variables.solver
        self.conversation = conversation
        self.excluded: dict[str, Lit] = {}
        self.applies: dict[str, Lit] = {}
        self._known: dict[str, tuple[Lit, ...]] = {}
        self._values: dict[str, dict[str, Lit]] = {}
        self._holds: dict[Condition, Lit] = {}
        self._kleene: dict[Condition, tuple[Lit, Lit]] = {}
        self._conflict: Lit | None = None
        self._rules: dict[str, list[tuple[str, str]]] = {name: [] for name in conversation.conclusions}
        for rule in conversation.rules.values():
            for conclusion, value in rule.concludes:
                self._rules[conclusion].append((rule.id, value))
        for name in controlling_first(conversation):
            self._situate(name)

    def varied(self, conversation: Conversation, touched: Collection[str]) -> RuleEncoding:
        """The same answers and applicability, read by rules that differ for `touched` conclusions only.

        `touched` holds all that rests on a changed rule too. What this encoding has built of the others is shared.
        """
        other = copy.copy(self)
        other.conversation = conversation
        other._rules = {name: [] for name in conversation.conclusions}
        for rule in conversation.rules.values():
            for conclusion, value in rule.concludes:
                other._rules[conclusion].append((rule.id, value))
        other._values = {name: values for name, values in self._values.items() if name not in touched}
        other._holds = {}
        other._conflict = None
        return other

    def _situate(self, name: str) -> None:
        condition = self.conversation.questions[name].applies_if
        true = self.solver.true
        applies, excluded = (true, -true) if condition is None else self.truth(condition)
        self.applies[name], self.excluded[name] = applies, excluded
        self._known[name] = tuple(self.solver.conj((given, -excluded)) for given in self.variables.given[name])

    def known(self, question: str) -> Lit:
        """The question has a known answer that is in force."""
        return self.solver.disj(self._known[question])

    def settled(self, question: str) -> Lit:
        """There is nothing to ask of the question: it has a known answer, or does not apply."""
        return self.solver.disj((self.known(question), self.excluded[question]))

    def truth(self, condition: Condition) -> tuple[Lit, Lit]:
        """Kleene's truth of a condition on answers: it is true; it is false (`conditions.truth`, as literals)."""
        if condition not in self._kleene:
            self._kleene[condition] = self._truth(condition)
        return self._kleene[condition]

    def _truth(self, condition: Condition) -> tuple[Lit, Lit]:
        solver = self.solver
        match condition:
            case Not(part):
                true, false = self.truth(part)
                return false, true
            case All(parts):
                both = [self.truth(part) for part in parts]
                return solver.conj(true for true, _ in both), solver.disj(false for _, false in both)
            case AnyOf(parts):
                both = [self.truth(part) for part in parts]
                return solver.disj(true for true, _ in both), solver.conj(false for _, false in both)
            case AtLeast(count, parts):
                both = [self.truth(part) for part in parts]
                enough = solver.at_least(count, [true for true, _ in both])
                return enough, solver.at_least(len(parts) - count + 1, [false for _, false in both])
            case Unknown():
                return self.holds(condition), -self.holds(condition)
            case Is(subject) | Between(subject):
                holds = self.holds(condition)
                return holds, solver.disj((self.excluded[subject], solver.conj((self.known(subject), -holds))))

    def holds(self, condition: Condition) -> Lit:
        """The condition holds (`conditions.holds`, as a literal)."""
        if condition not in self._holds:
            if not isinstance(condition, Unknown):
                self._conclude(name for name in reads(condition) if name in self._rules)
            self._holds[condition] = self._hold(condition)
        return self._holds[condition]

    def _hold(self, condition: Condition) -> Lit:
        solver = self.solver
        match condition:
            case All(parts):
                return solver.conj(self.holds(part) for part in parts)
            case AnyOf(parts):
                return solver.disj(self.holds(part) for part in parts)
            case Not(part):
                return -self.holds(part)
            case AtLeast(count, parts):
                return solver.at_least(count, [self.holds(part) for part in parts])
            case Unknown(questions):
                return solver.conj(-self.known(question) for question in questions)
            case Is(subject, values) if subject in self._rules:
                concluded = self._values[subject]
                return solver.disj(concluded[value] for value in values if value in concluded)
            case Is(subject, values):
                return solver.disj(
                    known
                    for option, known in zip(self.variables.options[subject], self._known[subject], strict=True)
                    if option in values
                )
            case Between(subject, low, high):
                return solver.disj(
                    known
                    for option, known in zip(self.variables.options[subject], self._known[subject], strict=True)
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
        return self.solver.conj(-value for value in self.values(conclusion).values())

    def overlap(self, conclusion: str) -> Lit:
        """A single-valued conclusion has two values or more: the rules contradict each other."""
        if self.conversation.conclusions[conclusion].is_set:
            return -self.solver.true
        return self.solver.at_least(2, list(self.values(conclusion).values()))

    @property
    def conflict(self) -> Lit:
        """Some conclusion has two values or more. Such answers have no outcome: every question but A01's denies it."""
        if self._conflict is None:
            self._conflict = self.solver.disj(self.overlap(name) for name in self.conversation.conclusions)
        return self._conflict

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
        found = {value: self.solver.disj(rules) for value, rules in by.items()}
        if conclusion.default is not None:
            others = [-holds for value, holds in found.items() if value != conclusion.default]
            own = found.get(conclusion.default, -self.solver.true)
            found[conclusion.default] = self.solver.disj((own, self.solver.conj(others)))
        return found
