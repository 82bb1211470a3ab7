"""Cases to compare, in one solver: alike but for one question; as they are and as they would be; or in part."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.reasoning.answer_variables import AnswerVariables, Option, conditions_of
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.solver import Lit, Solver
from slimmer_rules.rulebook.model import Conversation


def variables(solver: Solver, conversation: Conversation) -> AnswerVariables:
    """A choice of answers to the questions of the conversation."""
    return AnswerVariables(solver, conversation.questions, conditions_of(conversation))


class TwinCases:
    """Two cases, `one` and `other`, with the same answers except to at most one question."""

    def __init__(self, conversation: Conversation) -> None:
        self.solver = solver = Solver()
        self.one, self.other = (RuleEncoding(variables(solver, conversation), conversation) for _ in range(2))
        self.turned = {name: solver.choice() for name in conversation.questions}
        for name, turned in self.turned.items():
            for a, b in zip(self.one.variables.given[name], self.other.variables.given[name], strict=True):
                solver.never((solver.differ(a, b), -turned))
        solver.never((solver.at_least(2, list(self.turned.values())),))

    def differing(self, conclusion: str) -> Lit:
        """The two cases have different outcomes."""
        pairs = zip(self.one.values(conclusion).values(), self.other.values(conclusion).values(), strict=True)
        return self.solver.disj(self.solver.differ(a, b) for a, b in pairs)

    def deciding(self, assumptions: list[Lit]) -> Iterator[str]:
        """The questions that alone make the difference in some pair, in no set order."""
        names = {turned: name for name, turned in self.turned.items()}
        for found in self.solver.solutions(assumptions, list(names)):
            yield from (names[turned] for turned in found)


class EditedCase:
    """Two cases: the answers as they are (`old`), and as they would be (`new`), with the changes counted."""

    def __init__(self, conversation: Conversation) -> None:
        self.solver = solver = Solver()
        questions = conversation.questions
        self.old, new = variables(solver, conversation), variables(solver, conversation)
        self.new = RuleEncoding(new, conversation)
        self.to: dict[str, tuple[Lit, ...]] = {
            name: tuple(solver.conj((new, -old)) for old, new in zip(self.old.given[name], given, strict=True))
            for name, given in new.given.items()
        }
        self.changed = {name: solver.disj(parts) for name, parts in self.to.items()}
        for name in questions:
            solver.never((new.none[name], -self.old.none[name]))
        self.fixed = {name: self.changed[name] for name, asked in questions.items() if not asked.changeable}
        solver.minimise((changed, 1) for changed in self.changed.values())

    @property
    def read(self) -> list[Lit]:
        """Every literal that says what a question was changed to."""
        return [part for parts in self.to.values() for part in parts]

    def at_most(self, count: int) -> Lit:
        """No more than `count` answers are changed."""
        return -self.solver.at_least(count + 1, list(self.changed.values()))

    def options(self, found: frozenset[Lit]) -> dict[str, Option]:
        """What each changed question was changed to, in a model that was read with `read`."""
        return {
            name: option
            for name, parts in self.to.items()
            for option, part in zip(self.old.options[name], parts, strict=True)
            if part in found
        }


class Subcase:
    """A case that keeps some of the given answers, as few as may be."""

    def __init__(self, conversation: Conversation) -> None:
        self.solver = Solver()
        self.encoding = RuleEncoding(variables(self.solver, conversation), conversation)
        self.kept = {name: -none for name, none in self.encoding.variables.none.items()}
        self.solver.minimise((kept, 1) for kept in self.kept.values())
