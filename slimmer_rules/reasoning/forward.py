"""Reasoning about one case: from answers to the derivation that holds every firing with its grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from slimmer_rules.reasoning.agenda import stratum_of
from slimmer_rules.reasoning.derivation import Derivation, Ground, Step, grounds
from slimmer_rules.reasoning.situation import Answers, situate
from slimmer_rules.rulebook.answers import require_answers
from slimmer_rules.rulebook.conditions import Facts
from slimmer_rules.rulebook.model import Conversation

if TYPE_CHECKING:
    from slimmer_rules.reasoning.experta_engine import Engine, Firing


class ContradictionError(Exception):  # what the rules say contradicts; the name is the finding
    """Two rules give a single-valued conclusion different values. `first` and `second` are (value, rule)."""

    def __init__(self, conclusion: str, first: tuple[str, str], second: tuple[str, str]) -> None:
        self.conclusion, self.first, self.second = conclusion, first, second
        super().__init__(
            f"de regels spreken elkaar tegen over `{conclusion}`: regel {first[1]} zegt `{first[0]}`, "
            f"regel {second[1]} zegt `{second[0]}`. Pas een van beide regels aan, zodat zij nooit samen gelden."
        )

    @property
    def rules(self) -> tuple[str, str]:
        """The two rules."""
        return self.first[1], self.second[1]


class Reasoner:
    """The forward reasoning of one conversation. Build it once and derive as often as needed; not thread-safe."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._engine: Engine | None = None

    def derive(self, answers: Answers) -> Derivation:
        """All that follows from `answers`.

        Raises AnswerError for what is no question or no answer to it, and ContradictionError at the first firing that
        gives a single-valued conclusion a second value.
        """
        require_answers(self._conversation.questions, answers)
        situation = situate(self._conversation, answers)
        firings = self._firings(situation.known)
        values = self._values(firings)
        facts = {**situation.known, **values}
        return Derivation(
            conversation=self._conversation,
            answers=dict(answers),
            situation=situation,
            steps=tuple(Step(*firing, grounds=self._grounds(firing, facts)) for firing in firings),
            values=values,
        )

    def _firings(self, known: Facts) -> tuple[Firing, ...]:
        from slimmer_rules.reasoning.experta_engine import ClashError, Engine  # late: experta takes its time to import

        engine, self._engine = self._engine or Engine(self._conversation), None
        try:
            firings = engine.firings(known)
        except ClashError as clash:
            self._engine = engine
            raise ContradictionError(clash.conclusion, clash.first, clash.second) from None
        self._engine = engine  # kept only after an orderly end: a run that was broken off leaves experta half-way
        return firings

    def _values(self, firings: tuple[Firing, ...]) -> Mapping[str, str | frozenset[str]]:
        given: dict[str, set[str]] = {name: set() for name in self._conversation.conclusions}
        for _, name, value in firings:
            given[name].add(value)
        values: dict[str, str | frozenset[str]] = {}
        for name, members in given.items():
            if self._conversation.conclusions[name].is_set:
                values[name] = frozenset(members)
            elif members:
                (values[name],) = members
        return values

    def _grounds(self, firing: Firing, facts: Facts) -> tuple[Ground, ...]:
        rule, name, value = firing
        if rule is not None:
            return grounds(self._conversation.rules[rule].condition, facts)
        others = [r for r in self._conversation.rules.values() if any(c == name and v != value for c, v in r.concludes)]
        others.sort(key=lambda r: (stratum_of(r, self._conversation), r.id))
        return tuple(dict.fromkeys(ground for other in others for ground in grounds(other.condition, facts)))
