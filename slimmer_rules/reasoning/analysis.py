"""The analysis of a conversation: its programs, grounded once, and the rules themselves to check each claim.

A *completion* keeps the answers given, and gives each open question (not asked, or answered `onbekend`) one of its
answers or leaves it not known; what a known answer excludes is parked as always (`docs/decisions/0005-aanvullingen.md`
says why it is defined so). Completions in which the rules contradict each other have no outcome and do not count.

An `Analysis` is made once for a conversation and grounds each program once; every question to it is a set of
assumptions. The functions beside it (`outcomes`, `changes`, `rests_on`, …) are asked with it and return plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from slimmer_rules.reasoning.forward import ContradictionError, Reasoner
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.reasoning.solver import Lit, Solver
from slimmer_rules.reasoning.twin_cases import EditedCase, Subcase, TwinCases, variables
from slimmer_rules.rulebook.model import UNKNOWN, Conversation

Outcome = str | frozenset[str] | None
"""A conclusion's value, a set's members, or None where a conclusion without `anders` has no value."""


class AnalysisError(Exception):
    """The analysis and the rules disagree: a fault of ours, never to be shown as a result."""


class Analysis:
    """The grounded programs of one conversation, and the rules themselves to check every claim with."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    @cached_property
    def reasoner(self) -> Reasoner:
        """The rules, to check claims with."""
        return Reasoner(self.conversation)

    @cached_property
    def consistent(self) -> bool:
        """Whether no answers at all make two rules contradict each other, so that nothing needs to be left out."""
        program = Solver()
        encoding = RuleEncoding(variables(program, self.conversation), self.conversation)
        return not program.possible([encoding.conflict])

    @cached_property
    def single(self) -> RuleEncoding:
        """One case."""
        return RuleEncoding(variables(Solver(), self.conversation), self.conversation)

    @cached_property
    def pair(self) -> TwinCases:
        """Two cases that differ in at most one question."""
        return TwinCases(self.conversation)

    @cached_property
    def changed(self) -> EditedCase:
        """A case as it is and as it would be, with the changes counted."""
        return EditedCase(self.conversation)

    @cached_property
    def part(self) -> Subcase:
        """A case that keeps as few of the given answers as may be."""
        return Subcase(self.conversation)

    def valid(self, *encodings: RuleEncoding) -> list[Lit]:
        """Assumptions: the rules do not contradict each other in these cases."""
        if self.consistent:
            return []
        return [-encoding.conflict for encoding in encodings]

    def outcome(self, encoding: RuleEncoding, conclusion: str, value: str | None) -> Lit:
        """The conclusion has this value (None: no value), or the set this member."""
        return encoding.valueless(conclusion) if value is None else encoding.values(conclusion)[value]

    def derived(self, answers: Answers, conclusion: str) -> Outcome:
        """What the rules themselves say; None also where they contradict each other."""
        try:
            return self.reasoner.derive(answers).values.get(conclusion)
        except ContradictionError:
            return None

    def holds(self, answers: Answers, conclusion: str, value: str | None) -> bool:
        """Whether the rules themselves give the conclusion this value, or the set this member."""
        found = self.derived(answers, conclusion)
        return value in found if isinstance(found, frozenset) else found == value

    def claims(self, answers: Answers, conclusion: str, value: str | None) -> bool:
        """What `holds` says, according to clingo: much faster, and so to be checked before it is shown."""
        encoding = self.single
        holds = self.outcome(encoding, conclusion, value)
        return encoding.solver.possible([*encoding.variables.fix(answers), holds, *self.valid(encoding)])

    def check(self, answers: Answers, conclusion: str, value: str | None, *, so: bool = True) -> None:
        """Have the rules derive what was claimed; AnalysisError if they give something else."""
        if self.holds(answers, conclusion, value) is not so:
            raise AnalysisError(
                f"De analyse zegt dat `{conclusion}` {'wel' if so else 'niet'} `{value}` is, maar de regels geven "
                f"`{self.derived(answers, conclusion)}`. Dit is een fout in het programma; meld haar met deze "
                f"antwoorden: {dict(answers)}"
            )


def known_answers(answers: Answers) -> Mapping[str, AnswerValue]:
    """The answers without those that are `onbekend`."""
    return {name: value for name, value in answers.items() if value != UNKNOWN}
