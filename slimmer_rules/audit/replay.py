"""The replay of what the solver saw: no witness is reported before the forward reasoner bears it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from slimmer_rules.audit.findings import Value, Witness
from slimmer_rules.reasoning.compiled import Compiled, Conclusions
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.rulebook.model import Conversation


class ReplayError(Exception):
    """The forward reasoner does not confirm a witness: a fault in this program, never in the rules."""


class Replay:
    """The compiled rules of one conversation, for witnesses."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.compiled = Compiled(conversation)

    def derive(self, answers: Answers) -> Conclusions:
        """What follows from answers that were found without conflict; ReplayError if the rules conflict anyway."""
        try:
            return self.compiled.conclude(answers)
        except ContradictionError as contradiction:
            raise refuted(answers, str(contradiction)) from contradiction

    def values(self, answers: Answers) -> Mapping[str, Value] | ContradictionError:
        """All conclusions that follow from `answers`, or the contradiction that stops them."""
        try:
            return self.compiled.conclude(answers).values
        except ContradictionError as contradiction:
            return contradiction

    def fired(self, answers: Answers) -> tuple[str, ...]:
        """The rules that fire; where they contradict each other, the two that do."""
        try:
            return self.compiled.conclude(answers).fired
        except ContradictionError as contradiction:
            return contradiction.rules

    def show(self, answers: Answers, shows: str, conclusions: Iterable[str] = ()) -> Witness:
        """A witness with what these conclusions come to. If the rules contradict each other: nothing."""
        found = self.values(answers)
        values = {} if isinstance(found, ContradictionError) else {name: found.get(name) for name in conclusions}
        return Witness(self.conversation.id, dict(answers), shows, values)


def confirm(fact: bool, answers: Answers, told: str) -> None:
    """Raise ReplayError unless the forward reasoner bears out what the solver said of `answers`."""
    if not fact:
        raise refuted(answers, told)


def refuted(answers: Answers, told: str) -> ReplayError:
    """What to raise where the forward reasoner does not bear out what the solver said of `answers`."""
    return ReplayError(
        f"De controle vond een geval dat bij naspelen anders uitkomt ({told}). De antwoorden: {dict(answers)}."
    )
