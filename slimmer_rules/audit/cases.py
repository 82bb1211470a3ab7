"""Running the cases: whether the rules conclude what each case expects, and which rules no case fires."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from slimmer_rules.reasoning.compiled import Compiled, Values, with_all_values
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.conditions import Facts
from slimmer_rules.rulebook.model import Conversation, Rulebook

Expected = str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A conclusion that came out otherwise than expected; `actual` is None if no rule gave a value."""

    conclusion: str
    expected: Expected
    actual: Expected | None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of one case.

    `facts` are the answers in force and the conclusions, and `fired` the rules that hold in them, so that what is
    covered can be told. After a contradiction the conclusion has the set of all the values it was given.
    """

    name: str
    case: Case
    facts: Facts
    fired: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    contradiction: ContradictionError | None = None

    @property
    def passed(self) -> bool:
        """Whether everything that the case expects came out so."""
        return not self.differences and self.contradiction is None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which rules fire in at least one case that expects something; `silent` are the others, all by conversation."""

    fired: Mapping[str, tuple[str, ...]]
    silent: Mapping[str, tuple[str, ...]]

    @property
    def total(self) -> int:
        """How many rules there are."""
        return self.count + sum(len(rules) for rules in self.silent.values())

    @property
    def count(self) -> int:
        """How many rules fire."""
        return sum(len(rules) for rules in self.fired.values())

    @property
    def percentage(self) -> int:
        """Rounded down, so that 100 means all."""
        return 100 * self.count // self.total if self.total else 100


def run_cases(
    cases: Iterable[tuple[str, Case]], rulebook: Rulebook, before: Callable[[], None] = lambda: None
) -> tuple[CaseResult, ...]:
    """Reason about each named case and compare with what it expects; `before` is called first, and may stop it all."""
    compiled = {name: Compiled(conversation) for name, conversation in rulebook.conversations.items()}
    results = []
    for name, case in cases:
        before()
        conversation = rulebook.conversations[case.conversation]
        try:
            found = compiled[conversation.id].conclude(case.answers)
        except ContradictionError as contradiction:
            both = Compiled(with_all_values(conversation)).conclude(case.answers)
            results.append(CaseResult(name, case, both.facts, both.fired, contradiction=contradiction))
        else:
            wrong = differences(case.expected, found.values, conversation)
            results.append(CaseResult(name, case, found.facts, found.fired, wrong))
    return tuple(results)


def differences(expected: Mapping[str, Expected], values: Values, conversation: Conversation) -> tuple[Difference, ...]:
    """Where the conclusions differ from those expected, causes before consequences."""
    strata = conversation.strata
    found = [Difference(name, value, values.get(name)) for name, value in expected.items() if values.get(name) != value]
    return tuple(sorted(found, key=lambda difference: (strata.get(difference.conclusion, 0), difference.conclusion)))


def coverage(results: Iterable[CaseResult], rulebook: Rulebook) -> Coverage:
    """The rules that fire. A case that expects nothing tests nothing, so it covers nothing."""
    seen = {rule for result in results if result.case.expected for rule in result.fired}
    return Coverage(
        fired={talk.id: _chosen(talk, seen, True) for talk in rulebook.conversations.values()},
        silent={talk.id: _chosen(talk, seen, False) for talk in rulebook.conversations.values()},
    )


def _chosen(conversation: Conversation, seen: set[str], fired: bool) -> tuple[str, ...]:
    return tuple(rule for rule in conversation.rules if (rule in seen) is fired)
