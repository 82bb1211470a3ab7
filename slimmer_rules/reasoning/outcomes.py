"""What may still become of a conclusion, and which open questions can still change it, over all completions."""

from __future__ import annotations

from dataclasses import dataclass

from slimmer_rules.reasoning.analysis import Analysis, known_answers
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.solver import OutOfTimeError
from slimmer_rules.rulebook.strata import controlled_by, reached


@dataclass(frozen=True, slots=True)
class OpenOutcomes:
    """Which values of a conclusion some completion gives, in the order of the rulebook (None: no value).

    Of a set: `possible` are the members that some completion gives, `certain` those that every completion gives.
    Of a single-valued conclusion `certain` is its one possible value, if there is but one. `undecided` are the values
    of which the time bound left it unknown. No possible value of a single-valued conclusion at all: the rules
    contradict each other, however the open questions are answered.
    """

    conclusion: str
    possible: tuple[str | None, ...]
    certain: tuple[str | None, ...]
    undecided: tuple[str | None, ...] = ()
    is_set: bool = False

    @property
    def settled(self) -> bool:
        """Whether every completion gives the same; where none gives anything, nothing is settled."""
        given = self.is_set or bool(self.possible)
        return given and not self.undecided and self.possible == self.certain


def open_outcomes(analysis: Analysis, answers: Answers, conclusion: str, seconds: float | None = None) -> OpenOutcomes:
    """The outcomes of `conclusion` that are still open, given `answers`."""
    reading = analysis.single
    about = analysis.conversation.conclusions[conclusion]
    values: list[str | None] = list(reading.values(conclusion))
    if not about.is_set and about.default is None:
        values.append(None)
    base = [*reading.variables.hold(answers), *analysis.valid(reading)]
    possible, certain, undecided = [], [], []
    with reading.solver.within(seconds):
        for value in values:
            try:
                holds = analysis.outcome(reading, conclusion, value)
                if reading.solver.possible([*base, holds]):
                    possible.append(value)
                    if about.is_set and not reading.solver.possible([*base, -holds]):
                        certain.append(value)
            except OutOfTimeError:
                undecided.append(value)
    if not about.is_set and not undecided and len(possible) == 1:
        certain = possible
    return OpenOutcomes(conclusion, tuple(possible), tuple(certain), tuple(undecided), about.is_set)


@dataclass(frozen=True, slots=True)
class LiveQuestions:
    """The open questions that can still change a conclusion, in the order of the rulebook.

    A question is live if some completion exists in which changing its answer alone gives another outcome. `doors` are
    open questions that are not live themselves but on which it depends whether a live one applies. `complete` is False
    if the time bound passed: then `live` holds what was found so far, and of the others nothing is known.
    """

    conclusion: str
    live: tuple[str, ...]
    doors: tuple[str, ...]
    complete: bool = True

    @property
    def matter(self) -> frozenset[str]:
        """What is worth asking: the live questions and their doors."""
        return frozenset(self.live) | frozenset(self.doors)


def live_questions(
    analysis: Analysis, answers: Answers, conclusion: str, seconds: float | None = None
) -> LiveQuestions:
    """The open questions that can still change `conclusion`."""
    pair = analysis.pair
    held = [
        *pair.one.variables.hold(answers),
        *pair.other.variables.hold(answers),
        *analysis.valid(pair.one, pair.other),
    ]
    live: set[str] = set()
    complete = True
    with pair.solver.within(seconds):
        try:
            live.update(pair.deciding([*held, pair.differing(conclusion)]))
        except OutOfTimeError:
            complete = False
    order = tuple(analysis.conversation.questions)
    doors = reached(live, controlled_by(analysis.conversation)) - live - set(known_answers(answers))
    return LiveQuestions(
        conclusion, tuple(n for n in order if n in live), tuple(n for n in order if n in doors), complete
    )
