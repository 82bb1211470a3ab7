"""Every claim of the analysis, once more by trying all answers: slow, and plainly what the words say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question
from tests.rulebooks import Answers
from tests.slow_evaluator import ClashError, evaluate, known_answers

Outcome = str | frozenset[str] | None


def listed(asked: Question) -> list[str | int]:
    """All known answers to a question."""
    if asked.low is not None and asked.high is not None:
        return list(range(asked.low, asked.high + 1))
    return [answer.id for answer in asked.answers]


def known(answers: Answers) -> Answers:
    return {name: value for name, value in answers.items() if value != UNKNOWN}


class BruteForce:
    """All that can become of the answers to one conversation; outcomes are worked out once for each answers."""

    def __init__(self, talk: Conversation) -> None:
        self.talk = talk
        self._seen: dict[frozenset[tuple[str, str | int]], Mapping[str, Outcome] | None] = {}

    def values(self, answers: Answers) -> Mapping[str, Outcome] | None:
        """Every conclusion's value; None if the rules contradict each other."""
        key = frozenset(known(answers).items())
        if key not in self._seen:
            self._seen[key] = self._evaluate(answers)
        return self._seen[key]

    def _evaluate(self, answers: Answers) -> Mapping[str, Outcome] | None:
        found = evaluate(self.talk, answers)
        return (
            None if isinstance(found, ClashError) else {name: found.values.get(name) for name in self.talk.conclusions}
        )

    def outcome(self, answers: Answers, conclusion: str) -> Outcome:
        values = self.values(answers)
        assert values is not None
        return values[conclusion]

    def completions(self, answers: Answers) -> Iterator[Answers]:
        """The answers given stay; every other question gets any known answer or none; contradictions do not count."""
        given = known(answers)
        free = [asked for asked in self.talk.questions.values() if asked.id not in given]
        for chosen in product(*([None, *listed(asked)] for asked in free)):
            filled = {asked.id: value for asked, value in zip(free, chosen, strict=True) if value is not None}
            completion = {**given, **filled}
            if self.values(completion) is not None:
                yield completion

    def outcomes(self, answers: Answers, conclusion: str) -> set[Outcome]:
        return {self.outcome(completion, conclusion) for completion in self.completions(answers)}

    def live(self, answers: Answers, conclusion: str) -> set[str]:
        """The open questions of which some completion, changed in that answer alone, has another outcome."""
        outcomes = {frozenset(c.items()): self.outcome(c, conclusion) for c in self.completions(answers)}
        return {name for name in self.talk.questions if name not in known(answers) and self._decides(name, outcomes)}

    def _decides(self, name: str, outcomes: Mapping[frozenset[tuple[str, str | int]], Outcome]) -> bool:
        rest: dict[frozenset[tuple[str, str | int]], set[Outcome]] = {}
        for completion, outcome in outcomes.items():
            rest.setdefault(frozenset(pair for pair in completion if pair[0] != name), set()).add(outcome)
        return any(len(found) > 1 for found in rest.values())

    def holds(self, answers: Answers, conclusion: str, value: str) -> bool:
        values = self.values(answers)
        if values is None:
            return False
        found = values[conclusion]
        return value in found if isinstance(found, frozenset) else value == found

    def changes(self, answers: Answers, conclusion: str, value: str) -> set[frozenset[tuple[str, str | int]]]:
        """The smallest sets of changed or new answers, to changeable questions, that give this value."""
        given = known(answers)
        able = [name for name, asked in self.talk.questions.items() if asked.changeable]
        size = 0
        found: set[frozenset[tuple[str, str | int]]] = set()
        for names in subsets(able):
            if found and len(names) > size:
                break
            size = len(names)
            others = [[a for a in listed(self.talk.questions[name]) if a != given.get(name)] for name in names]
            for chosen in product(*others):
                changed = dict(zip(names, chosen, strict=True))
                if self.holds({**given, **changed}, conclusion, value):
                    found.add(frozenset(changed.items()))
        return found

    def blockers(self, answers: Answers, conclusion: str, value: str) -> set[frozenset[str]]:
        """The smallest sets of unchangeable questions such that the value can be had if they have other answers."""
        fixed = [name for name, asked in self.talk.questions.items() if not asked.changeable]
        ways = [
            frozenset(name for name in fixed if final.get(name) != known(answers).get(name))
            for final in self.completions({})
            if self.holds(final, conclusion, value) and known(answers).keys() <= final.keys()
        ]
        return {way for way in ways if len(way) == min(map(len, ways))}

    def in_force(self, answers: Answers) -> Answers:
        return known_answers(self.talk, answers)

    def giving(self, answers: Answers, conclusion: str, value: str) -> set[frozenset[str]]:
        """The smallest sets of answers in force that give the value with everything else open."""
        given = self.in_force(answers)
        return _smallest(
            names for names in subsets(list(given)) if self.holds({n: given[n] for n in names}, conclusion, value)
        )

    def idle(self, answers: Answers, conclusion: str, value: str) -> set[str]:
        """The answers in force that make no difference, whichever of the others are left out."""
        given = self.in_force(answers)
        found = set(given)
        for names in subsets(list(given)):
            part = {name: given[name] for name in names}
            for name in names:
                less = {other: answer for other, answer in part.items() if other != name}
                both = self.values(part) is not None and self.values(less) is not None
                if both and self.holds(part, conclusion, value) != self.holds(less, conclusion, value):
                    found.discard(name)
        return found


def _smallest(sets: Iterator[tuple[str, ...]]) -> set[frozenset[str]]:
    """Those of the smallest size, of sets that come the smallest first."""
    found: set[frozenset[str]] = set()
    for names in sets:
        if found and len(names) > len(next(iter(found))):
            break
        found.add(frozenset(names))
    return found


def subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    """All subsets, the smallest first."""
    for size in range(len(names) + 1):
        yield from combinations(names, size)
