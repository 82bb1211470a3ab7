"""What would have to change: the fewest answers whose change gives another outcome.

A change gives a question another answer, or answers an open question; to withdraw an answer is no change. Only
questions that a person can change count (`veranderbaar`): who applies, or what citizens notice, is as it is. Each set
of changes named here was derived by the rules themselves before it was returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from slimmer_rules.reasoning.analysis import Analysis, known_answers
from slimmer_rules.reasoning.answer_variables import Band, Option
from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.reasoning.solver import Lit, OutOfTimeError
from slimmer_rules.reasoning.twin_cases import EditedCase
from slimmer_rules.rulebook.model import Question

MOST = 200
"""So many smallest sets are looked at: those of least effort are chosen among them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed from `old` (None: not known) to `new`. `band` are the whole numbers that do as well."""

    question: str
    old: AnswerValue | None
    new: AnswerValue
    band: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that together give the outcome; fewer do not. `effort` adds up the steps along each `volgorde`."""

    changes: tuple[Change, ...]
    effort: int

    def applied(self, answers: Answers) -> dict[str, AnswerValue]:
        """The answers after these changes."""
        return {**answers, **{change.question: change.new for change in self.changes}}


@dataclass(frozen=True, slots=True)
class ChangesTo:
    """What gives `conclusion` the value (or the member) `value`.

    already: it is so now, and nothing needs to change. sets: all smallest sets of changes, least effort first; `more`
    says that there are others besides. Where there is none: `blockers` are the smallest sets of questions that no
    person can change and of which the answer stands in the way; `possible` is False if not even other answers to those
    would do. With `complete` False the time bound passed first: what is missing is not known.
    """

    conclusion: str
    value: str
    already: bool = False
    sets: tuple[ChangeSet, ...] = ()
    more: bool = False
    blockers: tuple[tuple[str, ...], ...] = ()
    possible: bool = True
    complete: bool = True


def changes_to(
    analysis: Analysis,
    answers: Answers,
    conclusion: str,
    value: str,
    most: int = 10,
    seconds: float | None = None,
) -> ChangesTo:
    """The smallest sets of changed answers that give `conclusion` this value; at most `most` of them."""
    answers = known_answers(answers)
    if analysis.claims(answers, conclusion, value):
        return ChangesTo(conclusion, value, already=True)
    cases = analysis.changed
    wanted = [*cases.old.fix(answers), analysis.outcome(cases.new, conclusion, value), *analysis.valid(cases.new)]
    with cases.solver.within(seconds):
        try:
            sets, more = _sets(analysis, answers, wanted, most)
            blockers = () if sets else _blockers(cases, wanted)
        except OutOfTimeError:
            return ChangesTo(conclusion, value, complete=False)
    for each in sets:
        analysis.check(each.applied(answers), conclusion, value)
    return ChangesTo(conclusion, value, sets=sets, more=more, blockers=blockers, possible=bool(sets or blockers))


def _sets(analysis: Analysis, answers: Answers, wanted: list[Lit], most: int) -> tuple[tuple[ChangeSet, ...], bool]:
    """The smallest sets, least effort first, and whether there are more."""
    cases = analysis.changed
    able = [*wanted, *(-changed for changed in cases.fixed.values())]
    first = next(cases.solver.optima(able, cases.read), None)
    if first is None:
        return (), False
    same_size = cases.solver.solutions([*able, cases.at_most(len(first))], cases.read)
    found = list(islice(same_size, MOST))
    sets = sorted(
        (_change_set(analysis, answers, cases.options(lits)) for lits in found),
        key=lambda each: (each.effort, _place(analysis, each)),
    )
    return tuple(sets[:most]), len(sets) > most


def _change_set(analysis: Analysis, answers: Answers, options: dict[str, Option]) -> ChangeSet:
    order = {name: index for index, name in enumerate(analysis.conversation.questions)}
    questions = analysis.conversation.questions
    cases = analysis.changed
    changes, total = [], 0
    for name in sorted(options, key=order.__getitem__):
        old, new = answers.get(name), options[name]
        was = None if old is None else cases.old.options[name][cases.old.index(name, old)]
        total += _effort(questions[name], was, new)
        changes.append(_change(name, old, new))
    return ChangeSet(tuple(changes), total)


def _change(question: str, old: AnswerValue | None, new: Option) -> Change:
    if isinstance(new, Band):
        return Change(question, old, new.nearest(old) if isinstance(old, int) else new.low, (new.low, new.high))
    return Change(question, old, new)


def _effort(asked: Question, old: Option | None, new: Option) -> int:
    """Steps along the question's `volgorde`; what is open counts from the worst answer; without order one step."""
    if new not in asked.order or (old is not None and old not in asked.order):
        return 1
    start = 0 if old is None else asked.order.index(str(old))
    return max(1, abs(asked.order.index(str(new)) - start))


def _place(analysis: Analysis, found: ChangeSet) -> list[tuple[int, str]]:
    """Where the changes stand in the rulebook: what comes first is named first among equals."""
    order = list(analysis.conversation.questions)
    return [(order.index(change.question), str(change.new)) for change in found.changes]


def _blockers(cases: EditedCase, wanted: list[Lit]) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of questions that no person can change, without which the outcome could be had."""
    if not cases.solver.possible(wanted):
        return ()
    names = {changed: name for name, changed in cases.fixed.items()}
    for size in range(1, len(names) + 1):
        within = -cases.solver.at_least(size + 1, list(names))
        found = list(islice(cases.solver.solutions([*wanted, within], list(names)), MOST))
        if found:
            return tuple(sorted(tuple(name for lit, name in names.items() if lit in each) for each in found))
    return ()
