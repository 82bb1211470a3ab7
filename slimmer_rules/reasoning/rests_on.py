"""What a conclusion rests on: the fewest of the given answers that carry it, and the answers that made no difference.

Only answers in force are looked at; a parked answer carries nothing. Two forms are kept apart. Answers *force* a
conclusion if every completion of them has it, whatever the other questions are answered. Answers *give* it if the rules
derive it from them alone, with everything else left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice

from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.program import Lit, OutOfTime, Program
from slimmer_rules.reasoning.reading import Reading
from slimmer_rules.reasoning.situation import Answers, AnswerValue, situate

ENOUGH = 500
"""So many short ways out are collected beforehand; more would cost more than they spare."""

Known = dict[str, AnswerValue]
Sets = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The questions whose answers carry that `conclusion` is (or contains) `value`; None: that it has no value.

    forcing: the smallest sets that force it; none if it is not settled yet. giving: the smallest sets that give it.
    At most a bound of each; `more` says of which form (`forcing`, `giving`) there are others. idle: answers in force
    that made no difference, whichever of the other answers are left out, and that stand in no set of `forcing`.
    `unknown` names the forms (also `idle`) of which the time bound left the outcome unknown.
    """

    conclusion: str
    value: str | None
    forcing: Sets = ()
    giving: Sets = ()
    idle: tuple[str, ...] = ()
    more: frozenset[str] = frozenset()
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
    found: dict[str, Sets] = {}
    unknown: set[str] = set()
    for form, programs, ask in (
        ("forcing", (analysis.single.program, analysis.loosened.program), _forcing),
        ("giving", (analysis.part.program,), _giving),
    ):
        with ExitStack() as bounds:
            for program in programs:
                bounds.enter_context(program.within(seconds))
            try:
                found[form] = ask(analysis, known, conclusion, value, most + 1)
            except OutOfTime:
                unknown.add(form)
    with analysis.pair.program.within(seconds):
        try:
            idle = _idle(analysis, known, conclusion, value)
        except OutOfTime:
            idle = ()
            unknown.add("idle")
    for names in found.get("giving", ()):
        analysis.check({name: known[name] for name in names}, conclusion, value)
    return RestsOn(
        conclusion,
        value,
        forcing=found.get("forcing", ())[:most],
        giving=found.get("giving", ())[:most],
        idle=tuple(name for name in idle if not any(name in each for each in found.get("forcing", ()))),
        more=frozenset(form for form, sets in found.items() if len(sets) > most),
        unknown=frozenset(unknown),
    )


def _some_of(reading: Reading, known: Known) -> list[Lit]:
    """Assumptions: each question has its known answer or none."""
    given = reading.sheet
    return [
        given.program.disj((given.literal(name, known[name]), none)) if name in known else none
        for name, none in given.none.items()
    ]


def _giving(analysis: Analysis, known: Known, conclusion: str, value: str | None, most: int) -> Sets:
    part = analysis.part
    holds = analysis.outcome(part.reading, conclusion, value)
    assumed = [*_some_of(part.reading, known), holds, *analysis.valid(part.reading)]
    found = islice(part.program.optima(assumed, list(part.kept.values())), most)
    return _ordered(known, ({name for name, kept in part.kept.items() if kept in each} for each in found))


def _forcing(analysis: Analysis, known: Known, conclusion: str, value: str | None, most: int) -> Sets:
    """Sets that leave no completion with another outcome: each must keep something of what every such one gives up.

    Smallest hitting sets of all ways out, found in turns: propose the smallest set that stops the ways out known so
    far; if it leaves another way out, remember that one (Ignatiev e.a. 2015, 'Smallest MUS extraction', CP).
    """
    reading = analysis.single
    other = [-analysis.outcome(reading, conclusion, value), *analysis.valid(reading)]
    if reading.program.possible([*reading.sheet.hold(known), *other]):
        return ()
    keepers = Keepers(list(known))
    for names in _short_escapes(analysis, known, conclusion, value):
        keepers.stop(names)
    found: list[frozenset[str]] = []
    while len(found) < most:
        kept = keepers.smallest()
        if kept is None or (found and len(kept) > len(found[0])):
            break
        escapes = list(_escapes(reading, known, kept, other))
        if not escapes:
            found.append(kept)
            keepers.skip(kept)
        for names in escapes:
            keepers.stop(names)
    return _ordered(known, found)


def _short_escapes(analysis: Analysis, known: Known, conclusion: str, value: str | None) -> Iterator[frozenset[str]]:
    """Ways out that give up one answer, or up to three others: found all at once they spare most of the turns."""
    cases = analysis.loosened
    names = {loose: name for name, loose in cases.loose.items()}
    base = [*cases.old.fix(known), -analysis.outcome(cases.new, conclusion, value), *analysis.valid(cases.new)]
    for size in (1, 3):
        found = list(islice(cases.program.antichain([*base, cases.at_most(size)], list(names)), ENOUGH))
        yield from (frozenset(names[loose] for loose in each) for each in found)
        base += [-loose for each in found for loose in each]


def _escapes(reading: Reading, known: Known, kept: frozenset[str], other: list[Lit]) -> Iterator[frozenset[str]]:
    """Ways out while `kept` stays that have no answer in common, so that each teaches something new."""
    while (escape := _escape(reading, known, kept, other)) is not None:
        yield escape
        kept |= escape


def _escape(reading: Reading, known: Known, kept: frozenset[str], other: list[Lit]) -> frozenset[str] | None:
    """Answers to give up, as few as chance allows, for another outcome while `kept` stays; None if there is no way."""
    literal = {name: reading.sheet.literal(name, value) for name, value in known.items()}
    held = [literal[name] for name in kept]
    model = reading.program.solve([*held, *other], list(literal.values()))
    if model is None:
        return None
    given_up = [name for name in known if literal[name] not in model]
    held += [literal[name] for name in known if literal[name] in model and name not in kept]
    for name in tuple(given_up):
        if name not in given_up:
            continue
        model = reading.program.solve([*held, literal[name], *other], list(literal.values()))
        if model is not None:
            back = [other_name for other_name in given_up if literal[other_name] in model]
            held += [literal[other_name] for other_name in back]
            given_up = [other_name for other_name in given_up if other_name not in back]
    return frozenset(given_up)


class Keepers:
    """The smallest sets of names that keep one of each set that must be stopped."""

    def __init__(self, names: Sequence[str]) -> None:
        self._program = Program()
        self._kept = {name: self._program.choice() for name in names}
        self._program.minimise((kept, 1) for kept in self._kept.values())

    def smallest(self) -> frozenset[str] | None:
        """One smallest set; None if there is none left."""
        found = next(self._program.optima((), list(self._kept.values())), None)
        return None if found is None else frozenset(name for name, kept in self._kept.items() if kept in found)

    def stop(self, names: Iterable[str]) -> None:
        """From now on, keep at least one of these."""
        self._program.never(-self._kept[name] for name in names)

    def skip(self, names: frozenset[str]) -> None:
        """From now on, do not propose exactly these (nor more than these)."""
        self._program.never(self._kept[name] for name in names)


def _idle(analysis: Analysis, known: Known, conclusion: str, value: str | None) -> tuple[str, ...]:
    """The answers of which leaving them out changes nothing, whichever of the others are left out too."""
    pair = analysis.pair
    assumed = [*_some_of(pair.one, known), *_some_of(pair.other, known), *analysis.valid(pair.one, pair.other)]
    one, other = (analysis.outcome(reading, conclusion, value) for reading in (pair.one, pair.other))
    deciding = set(pair.deciding([*assumed, pair.program.differ(one, other)]))
    return tuple(name for name in known if name not in deciding)


def _ordered(known: Known, sets: Iterable[Iterable[str]]) -> Sets:
    order = list(known)
    return tuple(
        sorted((tuple(sorted(each, key=order.index)) for each in sets), key=lambda e: [order.index(n) for n in e])
    )
