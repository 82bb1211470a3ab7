"""On random small rulebooks every verdict of the solver is what trying all answers gives."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from slimmer_rules.audit.auditing import Audited, Check, Material
from slimmer_rules.audit.changes import nodes, smaller, without_rule
from slimmer_rules.audit.checks import (
    contradiction,
    dead_rule,
    gap,
    idle_question,
    redundant_rule,
    same_answers,
    same_rule,
    unaskable,
    unused_value,
)
from slimmer_rules.audit.checks.redundant_condition import equivalent
from slimmer_rules.audit.lens import Lens
from slimmer_rules.audit.properties import Always, Never, NeverWorse, NoInfluence, refute
from slimmer_rules.rulebook.conditions import All
from slimmer_rules.rulebook.model import Conversation
from tests.audit.enumeration import Enumeration, listed, with_condition
from tests.building import rulebook
from tests.rulebooks import SMALL, random_conversation
from tests.slow_evaluator import Clash, Outcome

COUNT = 200 if os.environ.get("SLIMMER_FULL") == "1" else 15
TINY = replace(SMALL, questions=3, conclusions=3, rules=5, depth=2)
SEEDS = range(COUNT)


def tiny(seed: int, *, clashing: bool = False) -> Conversation:
    size = replace(TINY, contradictions=True) if clashing else TINY
    return random_conversation(Random(f"audit-{seed}"), size)  # noqa: S311  # a reproducible draw, no secret


def subjects(check: Check, talk: Conversation) -> set[str]:
    """What the check finds fault with."""
    assert check.run is not None
    return {finding.subject for finding in check.run(Audited(Material(rulebook(talk))), talk)}


@pytest.mark.parametrize("seed", SEEDS)
def test_contradictions_are_found_where_there_are_any(seed: int) -> None:
    talk = tiny(seed, clashing=True)
    clashes = [told for told in Enumeration(talk).told if isinstance(told, Clash)]
    found = subjects(contradiction.CHECK, talk)
    assert bool(found) == bool(clashes)
    assert {clash.conclusion for clash in clashes} <= {subject.split(":")[0] for subject in found}


@pytest.mark.parametrize("seed", SEEDS)
def test_gaps_dead_rules_and_values_that_never_follow(seed: int) -> None:
    talk = tiny(seed)
    every = Enumeration(talk)
    single = [c for c in talk.conclusions.values() if not c.is_set]
    assert subjects(gap.CHECK, talk) == {c.id for c in single if None in every.values(c.id)}
    dead = {rule for rule in talk.rules if not any(every.fires(rule))}
    assert subjects(dead_rule.CHECK, talk) == {f"regel {rule}" for rule in dead}
    unused = set()
    for c in talk.conclusions.values():
        for value in c.values:
            giving = {r.id for r in talk.rules.values() if (c.id, value.id) in r.concludes}
            if not (giving and giving <= dead) and not any(_is(found, value.id) for found in every.values(c.id)):
                unused.add(f"{c.id}: {value.id}")
    assert subjects(unused_value.CHECK, talk) == unused


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_that_are_missed_or_twins(seed: int) -> None:
    talk = tiny(seed)
    every = Enumeration(talk)
    fires = {rule: every.fires(rule) for rule in talk.rules}
    dead = {rule for rule, firing in fires.items() if not any(firing)}
    alive = [rule for rule in talk.rules.values() if rule.id not in dead]
    same = {
        (a.id, b.id)
        for i, a in enumerate(alive)
        for b in alive[i + 1 :]
        if set(a.concludes) == set(b.concludes) and fires[a.id] == fires[b.id]
    }
    assert subjects(same_rule.CHECK, talk) == {f"regel {a}, regel {b}" for a, b in same}
    known = dead | {rule for pair in same for rule in pair}
    idle = {f"regel {r}" for r in talk.rules if r not in known and every.same_as(without_rule(talk, r))}
    assert subjects(redundant_rule.CHECK, talk) == idle


@pytest.mark.parametrize("seed", SEEDS)
def test_changed_conditions_are_called_equivalent_only_if_they_are(seed: int) -> None:
    talk = tiny(seed)
    every, lens = Enumeration(talk), Lens(talk)
    for rule in talk.rules.values():
        changes = [rebuild(None) or All(()) for _, rebuild in nodes(rule.condition)]
        changes += [whole for n, rebuild in nodes(rule.condition) for _, s in smaller(n) if (whole := rebuild(s))]
        for changed in changes[:12]:
            assert equivalent(lens, rule, changed) == every.same_as(with_condition(talk, rule.id, changed))


@pytest.mark.parametrize("seed", SEEDS)
def test_questions_and_answers_that_make_no_difference(seed: int) -> None:
    talk = tiny(seed)
    every = Enumeration(talk)
    hopeless = {q for q in talk.questions if not every.asked(q)}
    assert subjects(unaskable.CHECK, talk) == {f"vraag {q}" for q in hopeless}
    idle = {
        q for q in set(talk.questions) - hopeless if not any(every.apart(q, None, a) for a in listed(talk.questions[q]))
    }
    assert subjects(idle_question.CHECK, talk) == {f"vraag {q}" for q in idle}
    found = subjects(same_answers.CHECK, talk)
    for q, asked in talk.questions.items():
        told = {s.split(": ")[1] for s in found if s.startswith(f"vraag {q}:")}
        grouped = {tuple(sorted(pair)) for group in told for pair in _pairs(group.split(", "))}
        same = {tuple(sorted(map(str, p))) for p in every.pairs(q) if not every.apart(q, *p)}
        assert grouped == (set() if asked.is_number or q in hopeless | idle else same)


@pytest.mark.parametrize("seed", SEEDS)
def test_properties_are_refuted_only_if_some_answers_break_them(seed: int) -> None:
    talk = tiny(seed)
    every, lens = Enumeration(talk), Lens(talk)
    conditions = [rule.condition for rule in talk.rules.values()][:3]
    holding = [_holding(talk, every, condition) for condition in conditions]
    for condition, held in zip(conditions, holding, strict=True):
        assert bool(refute(lens, Never(condition))) == any(held)
        for other, then in zip(conditions, holding, strict=True):
            broken = any(a and not b for a, b in zip(held, then, strict=True))
            assert bool(refute(lens, Always(condition, other))) == broken
    for question in talk.questions:
        for name in talk.conclusions:
            changes = _changes(every, question, name)
            assert bool(refute(lens, NoInfluence((question,), (name,)))) == any(a != b for _, _, a, b in changes)


@pytest.mark.parametrize("seed", SEEDS)
def test_never_worse_is_refuted_only_if_a_better_answer_makes_it_worse(seed: int) -> None:
    talk = tiny(seed)
    order = ("x", "y", "z")
    ordered = {
        name: c if c.is_set else replace(c, order=tuple(v for v in order if v in [x.id for x in c.values]))
        for name, c in talk.conclusions.items()
    }
    talk = replace(talk, conclusions=ordered)
    every, lens = Enumeration(talk), Lens(talk)
    for question, asked in talk.questions.items():
        for name, c in ordered.items():
            if asked.order and c.order:
                worse = any(
                    a in asked.order and before in c.order and after in c.order
                    and asked.order.index(a) < asked.order.index(b)
                    and c.order.index(before) > c.order.index(after)
                    for a, b, before, after in _changes(every, question, name)
                    if a is not None and b is not None
                )  # fmt: skip
                assert bool(refute(lens, NeverWorse((question,), name))) == worse


def _changes(every: Enumeration, question: str, name: str) -> list[tuple]:  # type: ignore[type-arg]  # a row of a table
    """Each pair of answers to a question, all else the same, with what the conclusion comes to before and after."""
    outcomes = {
        frozenset(answers.items()): told.values.get(name)
        for answers, told in zip(every.answers, every.told, strict=True)
        if isinstance(told, Outcome)
    }
    rows = []
    for answers in every.answers:
        rest = {q: a for q, a in answers.items() if q != question}
        for other in [a.get(question) for a in every.answers if {**a, question: 0} == {**rest, question: 0}]:
            changed = rest if other is None else {**rest, question: other}
            rows.append(
                (
                    answers.get(question),
                    other,
                    outcomes[frozenset(answers.items())],
                    outcomes[frozenset(changed.items())],
                )
            )
    return rows


def _holding(talk: Conversation, every: Enumeration, condition: object) -> list[bool]:
    """For each of all answers whether a rule's condition holds: whether that rule fires."""
    rule = next(rule for rule in talk.rules.values() if rule.condition is condition)
    return every.fires(rule.id)


def _pairs(names: list[str]) -> list[tuple[str, str]]:
    return [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]


def _is(found: str | frozenset[str] | None, value: str) -> bool:
    return value in found if isinstance(found, frozenset) else found == value
