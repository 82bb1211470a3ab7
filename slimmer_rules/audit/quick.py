"""A plain evaluation of the rules, layer by layer: thousands of changed rulebooks are tried on every case with it.

It gives values only. Whatever is reported of it is replayed through the forward reasoner first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from slimmer_rules.reasoning.situation import Answers, situate
from slimmer_rules.rulebook.conditions import Facts, FactValue, holds
from slimmer_rules.rulebook.model import Conversation, Rule


class Quick:
    """The rules of one conversation, in layers."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    @cached_property
    def _layers(self) -> list[tuple[list[str], list[Rule]]]:
        strata = self.conversation.strata
        layers: dict[int, tuple[list[str], list[Rule]]] = {}
        for name in self.conversation.conclusions:
            layers.setdefault(strata[name], ([], []))[0].append(name)
        for rule in self.conversation.rules.values():
            for stratum in {strata[name] for name, _ in rule.concludes}:
                layers[stratum][1].append(rule)
        return [layers[stratum] for stratum in sorted(layers)]

    def facts(self, answers: Answers) -> Facts | None:
        """The answers in force and all conclusions; None if the rules contradict each other."""
        facts, consistent = self.all_facts(answers)
        return facts if consistent else None

    def all_facts(self, answers: Answers) -> tuple[Facts, bool]:
        """As `facts`, with a contradicted conclusion as the set of all its values; and whether there is none such."""
        facts: dict[str, FactValue] = dict(situate(self.conversation, answers).known)
        consistent = True
        for names, rules in self._layers:
            found = _concluded(names, rules, facts)
            for name in names:
                value = self._value(name, found[name])
                if value is None and len(found[name]) > 1:
                    value, consistent = frozenset(found[name]), False
                if value is not None:
                    facts[name] = value
        return facts, consistent

    def _value(self, name: str, found: set[str]) -> FactValue | None:
        conclusion = self.conversation.conclusions[name]
        if conclusion.is_set:
            return frozenset(found)
        return next(iter(found)) if len(found) == 1 else conclusion.default if not found else None


def _concluded(names: list[str], rules: list[Rule], facts: Mapping[str, FactValue]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in names}
    for rule in rules:
        if holds(rule.condition, facts):
            for name, value in rule.concludes:
                if name in found:
                    found[name].add(value)
    return found
