"""What would have to change for a yes: the few answers that a refusal or a hold can name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.model import Improvement
from slimmer_rules.reasoning.changes import Change
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import Reasoner

if TYPE_CHECKING:
    from slimmer_rules.reasoning.analysis import Analysis

MOST = 3
"""A letter names no more changes than this; of more it lists the grounds and the open points only."""

SECONDS = 20.0
"""A hundred times what the search takes. A letter must be the same on every machine: a slower one makes none."""


def fewest_changes(derivation: Derivation, analysis: Analysis | None = None) -> Improvement:
    """The fewest changed answers that give a positive outcome, least effort first; none if there are too many or none.

    `analysis`, of the same conversation, saves making it anew. Each change was derived by the rules before it is
    named. Empty where the outcome is positive already, or where the conversation knows no such outcome. Raises
    LetterError where the search runs out of time.
    """
    conversation = derivation.conversation
    goal = conversation.conclusions[conversation.goal or ""]
    wanted = conversation.positive()
    if not wanted or derivation.values.get(goal.id) in wanted:
        return Improvement()
    from slimmer_rules.reasoning.analysis import Analysis
    from slimmer_rules.reasoning.changes import changes_to

    analysis = analysis or Analysis(conversation)
    found = [changes_to(analysis, derivation.answers, goal.id, value, most=1, seconds=SECONDS) for value in wanted]
    if not all(each.complete for each in found):
        raise LetterError(
            "Het zoeken naar wat er kan veranderen duurde te lang; de brief is niet gemaakt. Probeer het nog eens."
        )
    sets = [each.sets[0] for each in found if each.sets]
    best = min(sets, key=lambda each: (len(each.changes), each.effort), default=None)
    if best is None or len(best.changes) > MOST:
        return Improvement()
    return _bettered(best.changes, derivation, analysis.reasoner)


def _bettered(changes: tuple[Change, ...], derivation: Derivation, reasoner: Reasoner) -> Improvement:
    """The changes with the best answer to each question, where that gives a yes too.

    The smallest step can be a strange thing to wish for: who was refused for want of motivation need not hope to doubt.
    """
    conversation = derivation.conversation
    kept = {change.question: change for change in changes}
    for change in changes:
        order = conversation.questions[change.question].order
        if order:
            tried = {**kept, change.question: replace(change, new=order[-1], band=None)}
            if _outcome(tried, derivation, reasoner) in conversation.positive():
                kept = tried
    return Improvement(tuple(kept.values()), _outcome(kept, derivation, reasoner))


def _outcome(changes: Mapping[str, Change], derivation: Derivation, reasoner: Reasoner) -> str:
    """The outcome after these changes."""
    answers = {**derivation.answers, **{name: each.new for name, each in changes.items()}}
    return str(reasoner.derive(answers).values.get(derivation.conversation.goal or ""))
