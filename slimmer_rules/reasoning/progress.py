"""What is still ahead in a conversation: between how many and how many questions, and which one settles soonest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from slimmer_rules.reasoning.analysis import Analysis, known_answers
from slimmer_rules.reasoning.outcomes import LiveQuestions, OpenOutcomes, live_questions, open_outcomes
from slimmer_rules.reasoning.situation import Answers, situate
from slimmer_rules.reasoning.solver import Lit, OutOfTimeError
from slimmer_rules.rulebook.model import Conversation


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is still to be asked, as long as no earlier answer is changed.

    outcomes: what is open of the goal. live: which questions still matter. least: fewer answers cannot settle it. most:
    more will not be asked, of those that matter (`short`) or of all. next: in the short form, what to ask now; None if
    nothing that matters can be asked any more. complete: False if the time bound passed: then nothing is left out.
    """

    outcomes: OpenOutcomes
    live: LiveQuestions
    least: int
    most: int
    next: str | None
    complete: bool = True

    @property
    def settled(self) -> bool:
        """Whether the questions that are left cannot change the goal any more."""
        return self.outcomes.settled


def ahead(
    analysis: Analysis,
    answers: Answers,
    *,
    short: bool,
    section: str | None = None,
    passed: Collection[str] = (),
    seconds: float | None = None,
) -> Ahead:
    """What is ahead, given the answers; a ValueError if the conversation has no goal.

    `answers` holds all that was asked, `onbekend` too; `passed` are questions that will not be put any more. `section`
    is the one that was begun: it is finished first.
    """
    goal = analysis.conversation.goal
    if goal is None:
        raise ValueError("without a goal nothing is ever settled")
    outcomes = open_outcomes(analysis, answers, goal, seconds)
    live = live_questions(analysis, answers, goal, seconds)
    complete = live.complete and not outcomes.undecided
    waiting = [name for name in analysis.conversation.questions if name not in answers and name not in passed]
    try:
        with analysis.single.solver.within(seconds):
            left = [name for name in waiting if _may_apply(analysis, answers, name)]
            settling = {} if outcomes.settled or not complete else _settling(analysis, answers, left)
    except OutOfTimeError:
        left, settling, complete = waiting, {}, False
    matter = [name for name in left if name in live.matter] if complete else left
    return Ahead(
        outcomes,
        live,
        least=_least(outcomes, matter, settling if complete else None),
        most=len(matter if short else left),
        next=_next(analysis.conversation, answers, matter, settling, section),
        complete=complete,
    )


def _may_apply(analysis: Analysis, answers: Answers, question: str) -> bool:
    """Whether it applies for certain in some completion, so that it may ever be asked; what is `onbekend` stays so."""
    reading = analysis.single
    asked = [reading.variables.literal(name, value) for name, value in answers.items()]
    return reading.solver.possible([*asked, reading.applies[question]])


def _least(outcomes: OpenOutcomes, matter: list[str], settling: Mapping[str, float] | None) -> int:
    """No fewer answers settle it: none if it is settled or nothing left can, one, or two if no single answer does."""
    if outcomes.settled or not matter:
        return 0
    return 1 if settling is None or len(matter) == 1 or any(settling.values()) else 2


def _settling(analysis: Analysis, answers: Answers, questions: list[str]) -> dict[str, float]:
    """For each question, which share of its answers would settle the goal at once.

    An answer does not settle it if two completions with that answer have different outcomes. Each completion that the
    solver comes up with is remembered for all the answers in it, so that few need to be looked for.
    """
    goal = analysis.conversation.goal
    assert goal is not None  # noqa: S101  # `ahead` saw to that
    reading = analysis.single
    sheet, program = reading.variables, reading.solver
    base = [*sheet.hold(answers), *analysis.valid(reading)]
    values = list(reading.values(goal).values())
    seen: dict[Lit, set[frozenset[Lit]]] = {part: set() for name in questions for part in sheet.given[name]}

    def look(*assumed: Lit) -> bool:
        found = program.solve([*base, *assumed], [*seen, *values])
        if found is None:
            return False
        for part in found & seen.keys():
            seen[part].add(found.intersection(values))
        return True

    def settles(part: Lit) -> bool:
        if not seen[part] and not look(part):
            return False
        if len(seen[part]) == 1:
            (outcome,) = seen[part]
            look(part, program.disj(-value if value in outcome else value for value in values))
        return len(seen[part]) == 1

    return {name: sum(map(settles, sheet.given[name])) / len(sheet.given[name]) for name in questions}


def _next(
    conversation: Conversation,
    answers: Answers,
    matter: list[str],
    settling: Mapping[str, float],
    section: str | None,
) -> str | None:
    """The question to ask now: first the section that was begun, then the one that settles soonest for its length."""
    askable = set(situate(conversation, known_answers(answers)).askable)
    ready = {part.id: [name for name in part.questions if name in matter] for part in conversation.sections}
    ready = {part: names for part, names in ready.items() if askable.intersection(names)}
    if not ready:
        return None
    if section not in ready:
        section = max(ready, key=lambda part: _chance([settling.get(name, 0.0) for name in ready[part]]))
    return max((name for name in ready[section] if name in askable), key=lambda name: settling.get(name, 0.0))


def _chance(shares: list[float]) -> float:
    """The chance, per question asked, that one of the answers settles it, if all answers were equally likely."""
    missed = 1.0
    for share in shares:
        missed *= 1 - share
    return (1 - missed) / len(shares)
