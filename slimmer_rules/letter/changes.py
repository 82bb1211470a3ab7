"""What would have to change for a yes: the few answers that a refusal or a hold can name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from slimmer_rules.letter.model import POSITIVE
from slimmer_rules.reasoning.changes import Change
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import Reasoner

if TYPE_CHECKING:
    from slimmer_rules.reasoning.analysis import Analysis

MOST = 3
"""A letter names no more changes than this; of more it lists the grounds and the open points only."""

SECONDS = 5.0


def fewest_changes(derivation: Derivation, analysis: Analysis | None = None) -> tuple[Change, ...]:
    """The fewest changed answers that give a positive outcome, least effort first; none if there are too many or none.

    `analysis`, of the same conversation, saves making it anew. Each change was derived by the rules before it is
    named. Empty where the outcome is positive already, or where the
    conversation knows no such outcome.
    """
    conversation = derivation.conversation
    goal = conversation.conclusions[conversation.goal or ""]
    wanted = [value for value in POSITIVE if any(each.id == value for each in goal.values)]
    if not wanted or derivation.values.get(goal.id) in POSITIVE:
        return ()
    from slimmer_rules.reasoning.analysis import Analysis
    from slimmer_rules.reasoning.changes import changes_to

    analysis = analysis or Analysis(conversation)
    found = [changes_to(analysis, derivation.answers, goal.id, value, most=1, seconds=SECONDS) for value in wanted]
    sets = [each.sets[0] for each in found if each.sets]
    best = min(sets, key=lambda each: (len(each.changes), each.effort), default=None)
    return _bettered(best.changes, derivation, analysis.reasoner) if best and len(best.changes) <= MOST else ()


def _bettered(changes: tuple[Change, ...], derivation: Derivation, reasoner: Reasoner) -> tuple[Change, ...]:
    """The changes with the best answer to each question, where that gives a yes too.

    The smallest step can be a strange thing to wish for: who was refused for want of motivation need not hope to doubt.
    """
    conversation = derivation.conversation
    kept = {change.question: change for change in changes}
    for change in changes:
        order = conversation.questions[change.question].order
        if order:
            tried = {**kept, change.question: replace(change, new=order[-1], band=None)}
            answers = {**derivation.answers, **{name: each.new for name, each in tried.items()}}
            if reasoner.derive(answers).values.get(conversation.goal or "") in POSITIVE:
                kept = tried
    return tuple(kept.values())
