"""What an earlier conversation came to: shown beside a later one, and used by no rule of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import capital, headed, stopped, value_text


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case of an earlier conversation with what it came to.

    `outcome` is the sentence of the goal, or of what a person decided; None without a goal. `lists` are the sets that
    belong with that outcome and hold something: a title, and a sentence for each member.
    """

    case: Case
    derivation: Derivation
    outcome: str | None
    lists: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def conversation(self) -> Conversation:
        """The conversation that was held."""
        return self.derivation.conversation


def earlier(case: Case, derivation: Derivation) -> Earlier:
    """What a case came to, given what follows from its answers."""
    talk = derivation.conversation
    value = case.decision.decision if case.decision else derivation.values.get(talk.goal or "")
    shown: Iterable[str] = talk.outcome(str(value)).shows
    if talk.goal is None:
        shown = (name for name, each in talk.conclusions.items() if each.is_set and name != talk.signals)
    found = ((talk.conclusions[name].title, _members(derivation, name)) for name in shown)
    lists = tuple((title, members) for title, members in found if members)
    return Earlier(case, derivation, _outcome(case, talk, value), lists)


def _outcome(case: Case, talk: Conversation, value: object) -> str | None:
    if talk.goal is None or not isinstance(value, str):
        return None
    goal = talk.conclusions[talk.goal]
    return stopped(headed("Besluit", goal.value(value).label)) if case.decision else value_text(goal, value)


def _members(derivation: Derivation, name: str) -> tuple[str, ...]:
    held = derivation.values.get(name) or ()
    values = derivation.conversation.conclusions[name].values
    return tuple(stopped(capital(value.label)) for value in values if value.id in held)
