"""The words for where a value lies on an axis of the figure: what stands at `plaats`, and the axes' own names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Stretch

NONE = "geen"
"""Lies beside the axis, in neither half."""

POSSIBLE = "mogelijk"
"""Stands before a half that the issue may come to lie in."""


@dataclass(frozen=True, slots=True)
class AxisWords:
    """The words for one axis: its key, its halves, and what may stand for a value that lies in neither."""

    key: str
    near: str
    far: str
    alone: tuple[str, ...]

    @property
    def halves(self) -> Mapping[str, Stretch]:
        """Each half by its word, certain and possible."""
        certain = {self.near: Stretch(False, False), self.far: Stretch(True, False)}
        return certain | {f"{POSSIBLE} {word}": Stretch(half.far, True) for word, half in certain.items()}

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that may stand at `plaats`."""
        return (*self.halves, *self.alone)

    def told(self, stretches: tuple[Stretch, ...] | None) -> str:
        """Where a value lies, as it stands in the file."""
        if stretches is None:
            return UNKNOWN
        words = {half: word for word, half in self.halves.items()}
        return ", ".join(words[half] for half in stretches) or NONE


ACROSS = AxisWords("liggend", "links", "rechts", (UNKNOWN,))
UPWARD = AxisWords("staand", "onder", "boven", (NONE, UNKNOWN))


def told_spots(conversation: Conversation, conclusion: str) -> Mapping[str, str]:
    """Where each value of a conclusion lies in the figure, in words; empty if it is no axis."""
    figure = conversation.figure
    axes = ((ACROSS, figure.across), (UPWARD, figure.upward)) if figure else ()
    return {
        value.id: words.told(axis.stretches.get(value.id))
        for words, axis in axes
        if axis.conclusion == conclusion
        for value in conversation.conclusions[conclusion].values
    }
