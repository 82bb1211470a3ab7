"""How far the cases test the rules: rules, values, and each condition both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slimmer_rules.audit.cases import CaseResult
from slimmer_rules.rulebook.conditions import Literal, literal_holds, literals
from slimmer_rules.rulebook.model import Conversation, Rulebook


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a rule's condition (its number in written order), and whether a case has seen it both ways."""

    rule: str
    number: int
    literal: Literal
    seen_true: bool
    seen_false: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many, and which are missing."""

    name: str
    total: int
    missing: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many were seen."""
        return self.total - len(self.missing)

    @property
    def percentage(self) -> int:
        """Rounded down, so that 100 means all."""
        return 100 * self.count // self.total if self.total else 100


def leaves(conversation: Conversation, results: Sequence[CaseResult]) -> Iterator[Leaf]:
    """Every leaf of every rule. A case that expects nothing tests nothing, so it has seen nothing."""
    seen = [result.facts for result in results if result.case.expected and result.case.conversation == conversation.id]
    for rule in conversation.rules.values():
        for number, literal in enumerate(literals(rule.condition), 1):
            truths = {literal_holds(literal, facts) for facts in seen}
            yield Leaf(rule.id, number, literal, True in truths, False in truths)


def tallies(rulebook: Rulebook, results: Sequence[CaseResult]) -> tuple[Tally, ...]:
    """Rules that fire, values that a case expects, and leaves that hold in one case and not in another."""
    return _rules(rulebook, results), _values(rulebook, results), _leaves(rulebook, results)


def _rules(rulebook: Rulebook, results: Sequence[CaseResult]) -> Tally:
    rules = [rule for talk in rulebook.conversations.values() for rule in talk.rules]
    fired = {r for result in results if result.case.expected for r in result.fired}
    return Tally("regels die gelden", len(rules), tuple(rule for rule in rules if rule not in fired))


def _values(rulebook: Rulebook, results: Sequence[CaseResult]) -> Tally:
    expected = {
        (result.case.conversation, name, value)
        for result in results
        for name, given in result.case.expected.items()
        for value in (given if isinstance(given, frozenset) else [given])
    }
    every = [
        (talk.id, c.id, value.id)
        for talk in rulebook.conversations.values()
        for c in talk.conclusions.values()
        for value in c.values
    ]
    return Tally(
        "waarden die een geval verwacht",
        len(every),
        tuple(f"{c}: {v}" for t, c, v in every if (t, c, v) not in expected),
    )


def _leaves(rulebook: Rulebook, results: Sequence[CaseResult]) -> Tally:
    every = [leaf for talk in rulebook.conversations.values() for leaf in leaves(talk, results)]
    missing = [leaf for leaf in every if not (leaf.seen_true and leaf.seen_false)]
    return Tally(
        "voorwaarden die een geval beide kanten op toetst",
        len(every),
        tuple(
            f"{leaf.rule}, voorwaarde {leaf.number}: nooit {'onwaar' if leaf.seen_true else 'waar'}" for leaf in missing
        ),
    )
