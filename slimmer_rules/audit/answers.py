"""What the answers to one question make of all other answers together."""

from __future__ import annotations

from functools import cached_property

from slimmer_rules.audit.lens import Lens
from slimmer_rules.reasoning.program import Lit
from slimmer_rules.reasoning.reading import Reading
from slimmer_rules.reasoning.sheet import Option


class Shares:
    """One question of a lens: which of its options come to the same, whatever else is answered."""

    def __init__(self, lens: Lens, question: str) -> None:
        self.lens = lens
        self.question = question
        self.options: list[Option] = [option for _, option in lens.options(question)]
        self.readings = [lens.fixed(question, index) for index, _ in lens.options(question)]

    @cached_property
    def never_matters(self) -> bool:
        """No option ever comes to something else than no answer. Raises `OutOfTime`."""
        silent = self.lens.fixed(self.question, None)
        return not any(self.lens.possible(self._apart(silent, reading), consistent=()) for reading in self.readings)

    @cached_property
    def groups(self) -> list[tuple[Option, ...]]:
        """The options of which two or more always come to the same. Raises `OutOfTime`."""
        groups: list[list[int]] = []
        for index, reading in enumerate(self.readings):
            for group in groups:
                if not self.lens.possible(self._apart(self.readings[group[0]], reading), consistent=()):
                    group.append(index)
                    break
            else:
                groups.append([index])
        return [tuple(self.options[index] for index in group) for group in groups if len(group) > 1]

    def _apart(self, one: Reading, other: Reading) -> Lit:
        """Some conclusion differs, or whether another question applies."""
        program = self.lens.program
        applicable = [
            program.disj(
                (program.differ(one.applies[q], other.applies[q]), program.differ(one.excluded[q], other.excluded[q]))
            )
            for q in self.lens.conversation.questions
        ]
        return program.disj((self.lens.differ(one, other), *applicable))
