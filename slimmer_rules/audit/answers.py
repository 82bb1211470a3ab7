"""What the answers to one question make of all other answers together."""

from __future__ import annotations

from functools import cached_property

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.reasoning.answer_variables import Option
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.solver import Lit


class Shares:
    """One question of a space: which of its options come to the same, whatever else is answered."""

    def __init__(self, space: AnswerSpace, question: str) -> None:
        self.space = space
        self.question = question
        self.options: list[Option] = [option for _, option in space.options(question)]
        self.encodings = [space.fixed(question, index) for index, _ in space.options(question)]

    @cached_property
    def never_matters(self) -> bool:
        """No option ever comes to something else than no answer. Raises `OutOfTimeError`."""
        silent = self.space.fixed(self.question, None)
        return not any(self.space.possible(self._apart(silent, encoding), consistent=()) for encoding in self.encodings)

    @cached_property
    def groups(self) -> list[tuple[Option, ...]]:
        """The options of which two or more always come to the same. Raises `OutOfTimeError`."""
        groups: list[list[int]] = []
        for index, encoding in enumerate(self.encodings):
            for group in groups:
                if not self.space.possible(self._apart(self.encodings[group[0]], encoding), consistent=()):
                    group.append(index)
                    break
            else:
                groups.append([index])
        return [tuple(self.options[index] for index in group) for group in groups if len(group) > 1]

    def _apart(self, one: RuleEncoding, other: RuleEncoding) -> Lit:
        """Some conclusion differs, or whether another question applies."""
        program = self.space.solver
        applicable = [
            program.disj(
                (program.differ(one.applies[q], other.applies[q]), program.differ(one.excluded[q], other.excluded[q]))
            )
            for q in self.space.conversation.questions
        ]
        return program.disj((self.space.differ(one, other), *applicable))
