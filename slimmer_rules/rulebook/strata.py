"""Strata: the layers in which conclusions follow from each other, and the circles that make layers impossible."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from slimmer_rules.rulebook.conditions import reads as names_read
from slimmer_rules.rulebook.model import Conversation

Reads = Mapping[str, Collection[str]]
"""Each name with the names that it reads; names that are no key themselves count for nothing."""


def strata(reads: Reads) -> dict[str, int]:
    """The layer of each name: 1 if it reads none of the others, else one more than the highest that it reads.

    Names in a circle, and those that read them, have no layer and are left out (see `cycles`).
    """
    waiting = {name: {other for other in others if other in reads} for name, others in reads.items()}
    readers = _turned(waiting)
    layers: dict[str, int] = {}
    ready = [name for name, others in waiting.items() if not others]
    for name in ready:  # grows while it is walked
        layers[name] = 1 + max((layers[other] for other in reads[name] if other in reads), default=0)
        for reader in readers[name]:
            waiting[reader].discard(name)
            if not waiting[reader]:
                ready.append(reader)
    return {name: layers[name] for name in reads if name in layers}


def reached(starts: Iterable[str], reads: Reads) -> frozenset[str]:
    """The names to start from, and all that these read, directly or through others; those that are no key too."""
    found = set(starts)
    todo = list(found)
    while todo:
        new = set(reads.get(todo.pop(), ())) - found
        found |= new
        todo += new
    return frozenset(found)


def read_by_rules(conversation: Conversation) -> dict[str, set[str]]:
    """Each conclusion with the questions and conclusions that its rules read."""
    found: dict[str, set[str]] = {name: set() for name in conversation.conclusions}
    for rule in conversation.rules.values():
        below = names_read(rule.condition)
        for name, _ in rule.concludes:
            found[name] |= below
    return found


def controlled_by(conversation: Conversation) -> dict[str, set[str]]:
    """Each question with those on which it depends whether it applies."""
    questions = conversation.questions.values()
    return {question.id: set(names_read(question.applies_if)) for question in questions if question.applies_if}


def cycles(reads: Reads) -> list[tuple[str, ...]]:
    """One shortest circle out of each knot of names that read each other, as a path that ends where it began."""
    left = _knotted(reads)
    found = []
    while left:
        start = min(left)
        forward = _distances(start, left)
        knot = forward.keys() & _distances(start, _turned(left)).keys()
        if start in left[start] or len(knot) > 1:
            found.append(_shortest(min(knot), {name: left[name] & knot for name in knot}))
        gone = knot | {start}
        left = {name: others - gone for name, others in left.items() if name not in gone}
    return found


def _knotted(reads: Reads) -> dict[str, set[str]]:
    """What is left of the names when those in no circle are peeled off, from below and from above."""
    below = strata(reads)
    left = {name: {o for o in reads[name] if o in reads and o not in below} for name in reads if name not in below}
    above = strata(_turned(left))
    return {name: {o for o in others if o not in above} for name, others in left.items() if name not in above}


def _turned(reads: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Each name with the names that read it."""
    readers: dict[str, set[str]] = {name: set() for name in reads}
    for name, others in reads.items():
        for other in others:
            readers[other].add(name)
    return readers


def _distances(start: str, reads: Mapping[str, Collection[str]]) -> dict[str, int]:
    """How many steps each name is from `start`, itself only included when a circle leads back to it or at 0."""
    distance = {start: 0}
    queue = [start]
    for name in queue:  # grows while it is walked
        for other in sorted(reads[name]):
            if other not in distance:
                distance[other] = distance[name] + 1
                queue.append(other)
    return distance


def _shortest(start: str, reads: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """A shortest way from `start` back to `start`, all of whose names lie in one knot."""
    came: dict[str, str] = {}
    queue = [start]
    for name in queue:  # grows while it is walked
        if start in reads[name]:
            path = [name]
            while path[-1] != start:
                path.append(came[path[-1]])
            return (*reversed(path), start)
        for other in sorted(reads[name]):
            if other not in came and other != start:
                came[other] = name
                queue.append(other)
    raise AssertionError("a knot leads back to each of its names")
