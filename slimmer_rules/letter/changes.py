"""What would have to change for a yes: the few answers that a refusal or a hold can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.model import Improvement
from slimmer_rules.reasoning.derivation import Derivation

if TYPE_CHECKING:
    from slimmer_rules.reasoning.analysis import Analysis

MOST = 3
"""A letter names no more changes than this; of more it says only that they are too many to name."""

SECONDS = 20.0
"""A hundred times what the search takes. A letter must be the same on every machine: a slower one makes none."""


def fewest_changes(derivation: Derivation, analysis: Analysis | None = None) -> Improvement:
    """The fewest changed answers that give a positive outcome, least effort first; not named if they are too many.

    `analysis`, of the same conversation, saves making it anew. Each change was derived by the rules before it is
    named. Empty where the outcome is positive already, where the conversation knows no such outcome, or where nothing
    that a person can change gives one. Raises LetterError where the search runs out of time.
    """
    conversation = derivation.conversation
    goal, wanted = conversation.goal or "", conversation.positive()
    if not wanted or derivation.values.get(goal) in wanted:
        return Improvement()
    from slimmer_rules.reasoning.analysis import Analysis
    from slimmer_rules.reasoning.changes import changes_to

    analysis = analysis or Analysis(conversation)
    found = [changes_to(analysis, derivation.answers, goal, value, most=1, seconds=SECONDS) for value in wanted]
    if not all(each.complete for each in found):
        raise LetterError(
            "Het zoeken naar wat er kan veranderen duurde te lang; de brief is niet gemaakt. Probeer het nog eens."
        )
    reached = [each for each in found if each.sets]
    best = min(reached, key=lambda each: (len(each.sets[0].changes), each.sets[0].effort), default=None)
    if best is None:
        return Improvement()
    changes = best.sets[0].changes
    return Improvement(changes, best.value) if len(changes) <= MOST else Improvement(too_many=True)
