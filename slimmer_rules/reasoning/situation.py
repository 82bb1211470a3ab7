"""The situation: what a set of answers means before any rule runs.

A question is *not asked*, *unknown* (asked, answered `onbekend`), *not applicable* or *known*. It is not applicable
only when a known answer excludes it, or when the question it hangs on does not apply itself; an answer to it is then
parked: kept, not used, and back in force when it applies again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slimmer_rules.rulebook.conditions import reads, truth
from slimmer_rules.rulebook.model import UNKNOWN, Conversation

AnswerValue = str | int
Answers = Mapping[str, AnswerValue]
"""Question id to answer id, to a whole number, or to `onbekend`; a question not asked is absent."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Each question's standing. All tuples are in the order of the rulebook.

    known: the answers in force. parked: answered (also `onbekend`), but not applicable. unknown: answered `onbekend`
    and applicable, or possibly so. not_applicable: excluded by a known answer, or with a question that is.
    askable: applies for certain, so it may be put to someone (whether or not it has been answered).
    """

    known: Mapping[str, AnswerValue]
    parked: tuple[str, ...]
    unknown: tuple[str, ...]
    not_applicable: frozenset[str]
    askable: tuple[str, ...]


def situate(conversation: Conversation, answers: Answers) -> Situation:
    """What `answers` (ids must exist and fit: see `rulebook.cases`) mean for each question of the conversation."""
    known: dict[str, AnswerValue] = {}
    not_applicable: set[str] = set()
    askable: set[str] = set()
    for name in controlling_first(conversation):
        condition = conversation.questions[name].applies_if
        applies = True if condition is None else truth(condition, known, not_applicable)
        if applies is False:
            not_applicable.add(name)
        elif name in answers and answers[name] != UNKNOWN:
            known[name] = answers[name]
        if applies is True:
            askable.add(name)
    order = tuple(conversation.questions)
    return Situation(
        known={name: known[name] for name in order if name in known},
        parked=tuple(name for name in order if name in not_applicable and name in answers),
        unknown=tuple(n for n in order if n not in not_applicable and answers.get(n) == UNKNOWN),
        not_applicable=frozenset(not_applicable),
        askable=tuple(name for name in order if name in askable),
    )


def controlling_first(conversation: Conversation) -> Iterator[str]:
    """The questions, each after those on which its applicability depends, otherwise in the order of the rulebook."""
    done: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in done:
            return
        done.add(name)
        condition = conversation.questions[name].applies_if
        for controlling in sorted(reads(condition)) if condition else ():
            yield from visit(controlling)
        yield name

    for name in conversation.questions:
        yield from visit(name)
