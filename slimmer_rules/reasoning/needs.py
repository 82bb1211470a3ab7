"""How often each question can decide: for a rulebook, not for a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.compared import sheet
from slimmer_rules.reasoning.program import OutOfTime, Program
from slimmer_rules.reasoning.reading import Reading
from slimmer_rules.reasoning.sheet import concrete
from slimmer_rules.reasoning.situation import AnswerValue

DRAWN = 50
"""So many cases are drawn for each outcome."""

SEED = 2013


@dataclass(frozen=True, slots=True)
class Need:
    """How often `question` can decide the goal.

    turns: the pairs of outcomes between which its answer alone can decide, in some case (proved, over all cases).
    share: in which part of the drawn cases another answer to it alone gives another outcome. complete: False if the
    time bound passed before this question's turn; then nothing is known of it.
    """

    question: str
    turns: tuple[tuple[str | None, str | None], ...] = ()
    share: float = 0.0
    complete: bool = True


def needs(analysis: Analysis, drawn: int = DRAWN, seconds: float | None = None) -> tuple[Need, ...]:
    """The questions, those that decide most often first; ValueError if the conversation has no goal.

    The cases are drawn from a fixed seed, equally many for each outcome that can be had, with every question that
    applies answered.
    """
    goal = analysis.conversation.goal
    if goal is None:
        raise ValueError("without a goal there is nothing to decide")
    found: list[Need] = []
    with analysis.pair.program.within(seconds):
        try:
            shares = _shares(analysis, goal, drawn)
            for name in analysis.conversation.questions:
                found.append(Need(name, _turns(analysis, goal, name), shares[name]))
        except OutOfTime:
            done = {need.question for need in found}
            found += [Need(name, complete=False) for name in analysis.conversation.questions if name not in done]
    return tuple(sorted(found, key=lambda need: (not need.complete, -need.share, -len(need.turns))))


def _outcomes(analysis: Analysis, goal: str) -> list[str | None]:
    about = analysis.conversation.conclusions[goal]
    values: list[str | None] = [value.id for value in about.values]
    return values if about.is_set or about.default is not None else [*values, None]


def _turns(analysis: Analysis, goal: str, question: str) -> tuple[tuple[str | None, str | None], ...]:
    pair = analysis.pair
    base = [pair.turned[question], *analysis.valid(pair.one, pair.other)]
    return tuple(
        (value, other)
        for value, other in combinations(_outcomes(analysis, goal), 2)
        if pair.program.possible(
            [*base, analysis.outcome(pair.one, goal, value), analysis.outcome(pair.other, goal, other)]
        )
    )


def _shares(analysis: Analysis, goal: str, drawn: int) -> dict[str, float]:
    pair = analysis.pair
    deciding: Counter[str] = Counter()
    total = 0
    for answers in draw(analysis, goal, drawn):
        total += 1
        one = [*pair.one.sheet.fix(answers), *analysis.valid(pair.one, pair.other)]
        deciding.update(set(pair.deciding([*one, pair.differing(goal)])))
    return {name: deciding[name] / max(1, total) for name in analysis.conversation.questions}


def draw(analysis: Analysis, goal: str, each: int, seed: int = SEED) -> Iterator[dict[str, AnswerValue]]:
    """Cases in which every question that applies is answered, `each` of every outcome that can be had so."""
    program = Program(seed)
    reading = Reading(sheet(program, analysis.conversation), analysis.conversation)
    for name, none in reading.sheet.none.items():
        program.never((reading.applies[name], none))
        program.never((-reading.applies[name], -none))
    for value in _outcomes(analysis, goal):
        wanted = [analysis.outcome(reading, goal, value), *analysis.valid(reading)]
        for _ in range(each):
            found = program.solve(wanted, reading.sheet.all)
            if found is None:
                break
            yield concrete(reading.sheet.answers(found))
