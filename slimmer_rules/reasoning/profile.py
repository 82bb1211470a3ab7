"""The profile of a case: how each grouped question stands, by group. The same on the screen and in a letter."""

from __future__ import annotations

from dataclasses import dataclass

from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.rulebook.model import Question

HELPS, NEUTRAL, HINDERS, OPEN = "helpt", "neutraal", "hindert", "nog niet bekend"


@dataclass(frozen=True, slots=True)
class ProfileGroup:
    """One group: its title, and its questions with how each stands, in the order of the rulebook."""

    id: str
    title: str
    standings: tuple[tuple[Question, str], ...]


def profile(derivation: Derivation) -> tuple[ProfileGroup, ...]:
    """The grouped questions by group; empty while none has a known answer.

    There is no total, on purpose: the literature gives neither weights nor a cut-off.
    """
    known, talk = derivation.situation.known, derivation.conversation
    grouped = [question for question in talk.questions.values() if question.group]
    if not any(question.id in known for question in grouped):
        return ()
    return tuple(
        ProfileGroup(group, title, tuple((q, standing(q, known.get(q.id))) for q in grouped if q.group == group))
        for group, title in talk.groups.items()
    )


def by_standing(group: ProfileGroup) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The subjects of a group by how they stand, those that help first; a standing that none has is left out."""
    found = (
        (each, tuple(question.short for question, stands in group.standings if stands == each))
        for each in (HELPS, HINDERS, NEUTRAL, OPEN)
    )
    return tuple((each, subjects) for each, subjects in found if subjects)


def standing(question: Question, value: AnswerValue | None) -> str:
    """How a question stands by its answer: the best of its `volgorde` helps, the worst hinders."""
    if value in (None, ""):
        return OPEN
    if question.order and value == question.order[-1]:
        return HELPS
    return HINDERS if question.order and value == question.order[0] else NEUTRAL
