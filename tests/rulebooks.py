"""Random small rulebooks and answers, for laws that must hold for every rulebook.

`random_conversation` takes any `random.Random`, so a seed always gives the same rulebook; the strategies hand it one
that Hypothesis steers. `as_files` writes a conversation as the YAML files that read back as the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation, Question, Rule
from tests.building import conclusion, conversation, members, question, rule

Answers = dict[str, str | int]
T = TypeVar("T")


@dataclass(frozen=True)
class Size:
    """How large a random rulebook may be. `depth` is the nesting of a condition."""

    questions: int = 5
    conclusions: int = 4
    rules: int = 8
    depth: int = 3
    numbers: bool = True
    contradictions: bool = False
    """Whether two rules may give a conclusion different values for the same answers."""


SMALL = Size()
CLASHING = replace(SMALL, contradictions=True)


@st.composite
def conversations(draw: st.DrawFn, size: Size = SMALL) -> Conversation:
    return random_conversation(draw(st.randoms(use_true_random=False)), size)


@st.composite
def cases(draw: st.DrawFn, size: Size = SMALL) -> tuple[Conversation, Answers]:
    """A conversation, and answers to it."""
    rng = draw(st.randoms(use_true_random=False))
    talk = random_conversation(rng, size)
    return talk, random_answers(rng, talk)


def random_conversation(rng: Random, size: Size = SMALL) -> Conversation:
    """A conversation of layered rules with all condition forms, sets, whole numbers and chains of applicability.

    Unless `size.contradictions`, rules for different values of a conclusion exclude each other by a pivot that they
    all read, so that no answers contradict.
    """
    questions = [_question(rng, number, size) for number in range(rng.randint(2, size.questions))]
    questions = _with_applicability(rng, questions)
    conclusions = [_conclusion(rng, number) for number in range(rng.randint(2, size.conclusions))]
    rules = _rules(rng, size, questions, conclusions)
    talk = conversation(_shuffled(rng, questions), _shuffled(rng, conclusions), _shuffled(rng, rules))
    single = [c.id for c in conclusions if not c.is_set and c.default]
    return replace(talk, goal=single[-1] if single else None)


def random_answers(rng: Random, talk: Conversation) -> Answers:
    """Partial answers: known ones, `onbekend`, questions not asked, and answers that applicability parks."""
    answers: Answers = {}
    for asked in _shuffled(rng, list(talk.questions.values())):
        chance = rng.random()
        if chance < 0.15:
            answers[asked.id] = UNKNOWN
        elif chance < 0.8:
            answers[asked.id] = random_answer(rng, asked)
    return answers


def random_answer(rng: Random, asked: Question) -> str | int:
    """A known answer to one question."""
    if asked.low is not None and asked.high is not None:
        return rng.randint(asked.low, asked.high)
    return rng.choice(asked.answers).id


def shuffled(rng: Random, talk: Conversation) -> Conversation:
    """The same conversation with questions, conclusions and rules in another order."""
    return replace(
        talk,
        questions=_reordered(rng, talk.questions),
        conclusions=_reordered(rng, talk.conclusions),
        rules=_reordered(rng, talk.rules),
        strata=_reordered(rng, talk.strata),
    )


def as_files(rng: Random, talk: Conversation) -> dict[str, str]:
    """The conversation as a rulebook's files (path to text), its parts spread over the files at random."""
    from tests.writing import write  # here, because only tests of reading need it

    return write(rng, talk)


def _question(rng: Random, number: int, size: Size) -> Question:
    name = rng.choice(("vraag{}", "v_{}_", "self{}", "a__b{}")).format(number)
    if size.numbers and rng.random() < 0.25:
        low = rng.randint(-3, 3)
        return question(name, between=(low, low + rng.randint(0, 6)))
    answers = ("ja", "nee", "3_of_meer", "misschien")[: rng.randint(2, 4)]
    order = answers if rng.random() < 0.5 else ()
    return question(name, *answers, order=order, changeable=rng.random() < 0.8)


def _with_applicability(rng: Random, questions: list[Question]) -> list[Question]:
    """Let some questions depend on earlier ones, so that chains arise."""
    done: list[Question] = []
    for asked in questions:
        if done and rng.random() < 0.4:
            condition = _applicability(rng, done, depth=rng.randint(0, 2))
            asked = replace(asked, applies_if=condition)
        done.append(asked)
    return done


def _applicability(rng: Random, earlier: list[Question], depth: int) -> Condition:
    if depth == 0:
        return _about(rng, rng.choice(earlier))
    return _branch(rng, lambda: _applicability(rng, earlier, depth - 1))


def _conclusion(rng: Random, number: int) -> Conclusion:
    name = rng.choice(("besluit{}", "c__{}", "facts{}")).format(number)
    values = ("x", "y", "z")[: rng.randint(2, 3)]
    kind = rng.random()
    if kind < 0.3:
        return members(name, *values)
    if kind < 0.4:
        return conclusion(name, *values)
    default = rng.choice((UNKNOWN, *values))
    return conclusion(name, *dict.fromkeys((*values, default)), default=default)


def _rules(rng: Random, size: Size, questions: list[Question], conclusions: list[Conclusion]) -> list[Rule]:
    """Rules for conclusions, each reading only conclusions that come before all it concludes."""
    pivots = {c.id: _pivot(rng, c, questions, conclusions[:index]) for index, c in enumerate(conclusions)}
    rules = []
    for number in range(rng.randint(size.rules // 2, size.rules)):
        targets = sorted(rng.sample(range(len(conclusions)), k=1 if rng.random() < 0.7 else min(2, len(conclusions))))
        about: list[Question | Conclusion] = [*questions, *conclusions[: targets[0]]]
        condition = _condition(rng, about, rng.randint(0, size.depth))
        pairs: list[tuple[str, str]] = []
        for target in targets:
            chosen, guard = _value(rng, conclusions[target], pivots[conclusions[target].id], size, about)
            if chosen is not None:
                pairs.extend((conclusions[target].id, value) for value in chosen)
                condition = condition if guard is None else All((guard, condition))
        if pairs:
            rules.append(rule(rng.choice(("R{}", "run{}", "K-{}", "declare_{}")).format(number), condition, *pairs))
    return rules


Pivot = tuple[Question | Conclusion, dict[str, tuple[str, ...]]]


def _pivot(rng: Random, concluded: Conclusion, questions: list[Question], earlier: list[Conclusion]) -> Pivot | None:
    """Something single-valued, its values divided over those of the conclusion; None if nothing is suitable."""
    fitting: list[Question | Conclusion] = [q for q in questions if not q.is_number]
    fitting += [c for c in earlier if not c.is_set]
    if concluded.is_set or not fitting:
        return None
    pivot = rng.choice(fitting)
    shares: dict[str, tuple[str, ...]] = {}
    for option in _options(pivot):
        value = rng.choice(concluded.values).id
        shares[value] = (*shares.get(value, ()), option)
    return pivot, shares


def _value(
    rng: Random, concluded: Conclusion, pivot: Pivot | None, size: Size, about: list[Question | Conclusion]
) -> tuple[tuple[str, ...] | None, Condition | None]:
    """The value or members that a rule concludes, with the guard that excludes rules for other values."""
    ids = [value.id for value in concluded.values]
    if concluded.is_set:
        return tuple(rng.sample(ids, k=rng.randint(1, 2))), None
    if size.contradictions:
        return (rng.choice(ids),), None
    if pivot is None or pivot[0] not in about:
        return None, None
    value = rng.choice(sorted(pivot[1]))
    return (value,), Is(pivot[0].id, pivot[1][value])


def _condition(rng: Random, about: list[Question | Conclusion], depth: int) -> Condition:
    if depth == 0:
        asked = [thing for thing in about if isinstance(thing, Question)]
        if rng.random() < 0.15:
            return Unknown(tuple(q.id for q in rng.sample(asked, k=rng.randint(1, min(2, len(asked))))))
        concluded = [thing for thing in about if isinstance(thing, Conclusion)]
        return _about(rng, rng.choice(concluded if concluded and rng.random() < 0.5 else about))
    return _branch(rng, lambda: _condition(rng, about, rng.randint(0, depth - 1)))


def _branch(rng: Random, part: Callable[[], Condition]) -> Condition:
    kind = rng.random()
    if kind < 0.2:
        return Not(part())
    parts = tuple(part() for _ in range(rng.randint(1, 3)))
    if kind < 0.5:
        return All(parts)
    if kind < 0.8:
        return AnyOf(parts)
    return AtLeast(rng.randint(1, len(parts)), parts)


def _about(rng: Random, thing: Question | Conclusion) -> Condition:
    """A literal on one question or conclusion."""
    if isinstance(thing, Question) and thing.low is not None and thing.high is not None:
        low, high = sorted((rng.randint(thing.low, thing.high), rng.randint(thing.low, thing.high)))
        return Between(thing.id, *rng.choice(((low, high), (low, None), (None, high))))
    options = _options(thing)
    return Is(thing.id, tuple(rng.sample(options, k=rng.randint(1, min(2, len(options))))))


def _options(thing: Question | Conclusion) -> list[str]:
    return [a.id for a in thing.answers] if isinstance(thing, Question) else [v.id for v in thing.values]


def _shuffled(rng: Random, things: Sequence[T]) -> list[T]:
    return rng.sample(things, k=len(things))


def _reordered(rng: Random, things: Mapping[str, T]) -> dict[str, T]:
    return {key: things[key] for key in _shuffled(rng, list(things))}
