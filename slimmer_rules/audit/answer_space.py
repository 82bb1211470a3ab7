"""A look at one conversation over all possible answers.

An `AnswerSpace` holds the solver of a conversation. It also makes *variants*: the same variables with one answer fixed,
or the same answers under changed rules. Whatever variants share is one formula, so comparing them costs only what
differs.

Answers in which rules contradict each other have no outcome. So every question to a space leaves them out, unless it
names other encodings that must be `consistent` (of a pair of cases: both), or none, as A01 does. Where two are
compared, a contradiction is one outcome of its own (`differ`).
"""

from __future__ import annotations

import copy
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import cached_property

from slimmer_rules.audit.changes import Dependence
from slimmer_rules.audit.replay import Replay
from slimmer_rules.reasoning.answer_variables import AnswerVariables, Option, concrete, conditions_of
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.reasoning.solver import Lit, OutOfTimeError, Solver
from slimmer_rules.rulebook.conditions import Condition
from slimmer_rules.rulebook.model import Conversation


class Clock:
    """The time that an analysis may take, shared by all its parts; None is no bound."""

    def __init__(self, seconds: float | None = None) -> None:
        self._deadline = None if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Raise `OutOfTimeError` once the time is up."""
        if self.left == 0:
            raise OutOfTimeError

    @property
    def left(self) -> float | None:
        """The seconds that are left, never less than none; None is no bound."""
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())


class AnswerSpace:
    """All possible answers to a conversation. `conditions` adds conditions whose number bounds must be told apart."""

    def __init__(self, conversation: Conversation, clock: Clock | None = None, conditions: Iterable[Condition] = ()):
        self.conversation = conversation
        self.clock = clock or Clock()
        self._conditions = tuple(conditions)
        self.solver = Solver()
        self.variables = AnswerVariables(
            self.solver, conversation.questions, (*conditions_of(conversation), *self._conditions)
        )
        self.solver.minimise((part, 1) for part in self.variables.all)
        self.encoding = RuleEncoding(self.variables, conversation)

    def possible(self, *assumptions: Lit, consistent: Iterable[RuleEncoding] | None = None) -> bool:
        """Whether some answers fit the assumptions, without conflict in the `consistent` encodings (None: its own).

        Raises `OutOfTimeError`.
        """
        self.clock.check()
        with self.solver.within(self.clock.left):
            return self.solver.possible(self._without_conflict(assumptions, consistent))

    def find(
        self, *assumptions: Lit, consistent: Iterable[RuleEncoding] | None = None
    ) -> dict[str, AnswerValue] | None:
        """The fewest answers that fit the assumptions, as for `possible`; None if none do. Raises `OutOfTimeError`."""
        self.clock.check()
        assumed = self._without_conflict(assumptions, consistent)
        with self.solver.within(self.clock.left):
            found = self.solver.solve(assumed, self.variables.all)
            if found is None:
                return None
            with suppress(OutOfTimeError):  # a witness that is not the smallest is a witness still
                found = next(self.solver.optima(assumed, self.variables.all))
        return concrete(self.variables.answers(found))

    def _without_conflict(self, assumptions: Iterable[Lit], consistent: Iterable[RuleEncoding] | None) -> list[Lit]:
        encodings = (self.encoding,) if consistent is None else consistent
        return [*assumptions, *(-encoding.conflict for encoding in encodings)]

    def fresh(self) -> AnswerSpace:
        """The same look with an empty program: after hundreds of variants that is faster."""
        return AnswerSpace(self.conversation, self.clock, self._conditions)

    def fixed(self, question: str, index: int | None) -> RuleEncoding:
        """The same answers, except that `question` has the option with this index, or (None) no answer."""
        true = self.solver.true
        variables = copy.copy(self.variables)
        size = len(self.variables.options[question])
        variables.given = {**self.variables.given, question: tuple(true if i == index else -true for i in range(size))}
        variables.none = {**self.variables.none, question: true if index is None else -true}
        return RuleEncoding(variables, self.conversation)

    def changed(self, conversation: Conversation, touched: Collection[str] | None = None) -> AnswerSpace:
        """The same answers, read by other rules about the same questions.

        Where only rules changed, `touched` are the conclusions that can differ: the others are shared.
        """
        other = copy.copy(self)
        other.__dict__ = {
            k: v for k, v in self.__dict__.items() if k not in ("dead", "conflicting_only", "replay", "_whole")
        }
        other.conversation = conversation
        other.encoding = (
            RuleEncoding(self.variables, conversation) if touched is None else self._whole.varied(conversation, touched)
        )
        return other

    @cached_property
    def _whole(self) -> RuleEncoding:
        """The encoding with every conclusion built, so that variants can share them."""
        for name in self.conversation.conclusions:
            self.encoding.values(name)
        return self.encoding

    @cached_property
    def dependence(self) -> Dependence:
        """Which conclusions rest on which."""
        return Dependence(self.conversation)

    def differ(self, one: RuleEncoding, other: RuleEncoding, conclusions: Iterable[str] | None = None) -> Lit:
        """Two encodings come to something else: only one conflicts, or neither does and some conclusion differs.

        `conclusions` are those to look at, None for all. To be asked with `consistent=()`, as a conflict counts here.
        """
        names = self.conversation.conclusions if conclusions is None else conclusions
        program = self.solver
        values = program.disj(self.differs(one, other, name) for name in names)
        both = program.conj((-one.conflict, -other.conflict, values))
        return program.disj((program.differ(one.conflict, other.conflict), both))

    def differs(self, one: RuleEncoding, other: RuleEncoding, conclusion: str) -> Lit:
        """This conclusion differs in value, or in having one. It says something only where both are `consistent`."""
        first, second = one.values(conclusion), other.values(conclusion)
        false = -self.solver.true
        names = dict.fromkeys((*first, *second))
        return self.solver.disj(self.solver.differ(first.get(v, false), second.get(v, false)) for v in names)

    def options(self, question: str) -> Iterator[tuple[int, Option]]:
        """The options of a question, numbered."""
        return enumerate(self.variables.options[question])

    @cached_property
    def dead(self) -> frozenset[str]:
        """The rules that fire for no answers, or only where rules contradict each other. Raises `OutOfTimeError`."""
        return frozenset(rule for rule in self.conversation.rules if not self.possible(self.encoding.fires(rule)))

    @cached_property
    def conflicting_only(self) -> frozenset[str]:
        """Those of `dead` that fire only where rules contradict each other. Raises `OutOfTimeError`."""
        return frozenset(rule for rule in self.dead if self.possible(self.encoding.fires(rule), consistent=()))

    @cached_property
    def replay(self) -> Replay:
        """The forward reasoner of the same conversation, to confirm what is seen."""
        return Replay(self.conversation)
