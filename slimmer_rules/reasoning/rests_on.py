"""What a conclusion rests on: the fewest of the given answers that give it, and the answers that made no difference.

Only answers in force are looked at; a parked answer carries nothing. Answers *give* a conclusion if the rules derive it
from them alone, with everything else left open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.situation import Answers, AnswerValue, situate
from slimmer_rules.reasoning.solver import Lit, OutOfTimeError

Known = dict[str, AnswerValue]
Sets = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The questions whose answers carry that `conclusion` is (or contains) `value`; None: that it has no value.

    giving: the smallest sets that give it, at most a bound; `more` says whether there are others. idle: answers in
    force that made no difference, whichever of the other answers are left out. `unknown` names the forms (`giving`,
    `idle`) of which the time bound left the outcome unknown.
    """

    conclusion: str
    value: str | None
    giving: Sets = ()
    idle: tuple[str, ...] = ()
    more: bool = False
    unknown: frozenset[str] = frozenset()


def rests_on(
    analysis: Analysis,
    answers: Answers,
    conclusion: str,
    value: str | None,
    most: int = 10,
    seconds: float | None = None,
) -> RestsOn:
    """What it rests on that `conclusion` has `value` (for a set: contains it); ValueError if that is not so."""
    if not analysis.claims(answers, conclusion, value):
        raise ValueError(f"{conclusion} is not {value}")
    known: Known = dict(situate(analysis.conversation, answers).known)
    giving: Sets = ()
    idle: tuple[str, ...] = ()
    unknown: set[str] = set()
    with analysis.part.solver.within(seconds):
        try:
            giving = _giving(analysis, known, conclusion, value, most + 1)
        except OutOfTimeError:
            unknown.add("giving")
    with analysis.pair.solver.within(seconds):
        try:
            idle = _idle(analysis, known, conclusion, value)
        except OutOfTimeError:
            unknown.add("idle")
    for names in giving:
        analysis.check({name: known[name] for name in names}, conclusion, value)
    return RestsOn(conclusion, value, giving[:most], idle, more=len(giving) > most, unknown=frozenset(unknown))


def _some_of(encoding: RuleEncoding, known: Known) -> list[Lit]:
    """Assumptions: each question has its known answer or none."""
    given = encoding.variables
    return [
        given.solver.disj((given.literal(name, known[name]), none)) if name in known else none
        for name, none in given.none.items()
    ]


def _giving(analysis: Analysis, known: Known, conclusion: str, value: str | None, most: int) -> Sets:
    part = analysis.part
    holds = analysis.outcome(part.encoding, conclusion, value)
    assumed = [*_some_of(part.encoding, known), holds, *analysis.valid(part.encoding)]
    found = islice(part.solver.optima(assumed, list(part.kept.values())), most)
    return _ordered(known, ({name for name, kept in part.kept.items() if kept in each} for each in found))


def _idle(analysis: Analysis, known: Known, conclusion: str, value: str | None) -> tuple[str, ...]:
    """The answers of which leaving them out changes nothing, whichever of the others are left out too."""
    pair = analysis.pair
    assumed = [*_some_of(pair.one, known), *_some_of(pair.other, known), *analysis.valid(pair.one, pair.other)]
    one, other = (analysis.outcome(encoding, conclusion, value) for encoding in (pair.one, pair.other))
    deciding = set(pair.deciding([*assumed, pair.solver.differ(one, other)]))
    return tuple(name for name in known if name not in deciding)


def _ordered(known: Known, sets: Iterable[Iterable[str]]) -> Sets:
    order = list(known)
    return tuple(
        sorted((tuple(sorted(each, key=order.index)) for each in sets), key=lambda e: [order.index(n) for n in e])
    )
