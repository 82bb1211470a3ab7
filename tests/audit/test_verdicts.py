"""On random small rulebooks every verdict of the solver is what trying all answers gives."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from random import Random

import pytest

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check, Material, audit
from slimmer_rules.audit.changes import nodes, smaller, without_rule
from slimmer_rules.audit.checks import (
    CHECKS,
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
from slimmer_rules.audit.findings import Finding
from slimmer_rules.audit.properties import Always, Never, NeverWorse, NoInfluence, refute
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.conditions import All
from slimmer_rules.rulebook.model import Conversation
from tests.audit.enumeration import TINY, Enumeration, conflicting, drawn, listed, with_condition
from tests.building import rulebook
from tests.slow_evaluator import BothValues, ClashError, Outcome, evaluate

COUNT = 300 if os.environ.get("SLIMMER_FULL") == "1" else 15
SEEDS = [*(f"tegenspraak-{number}" for number in range(COUNT)), *(f"audit-{number}" for number in range(COUNT // 5))]
"""Most rulebooks that are drawn contradict themselves for some answers, the others for none."""


@lru_cache(maxsize=8)
def tiny(seed: str) -> Enumeration:
    """All answers to a random rulebook."""
    return conflicting(seed, TINY) if seed.startswith("tegenspraak") else Enumeration(drawn(seed, TINY))


def found(check: Check, talk: Conversation) -> list[Finding]:
    assert check.run is not None
    return list(check.run(Audited(Material(rulebook(talk))), talk))


def subjects(check: Check, talk: Conversation) -> set[str]:
    """What the check finds fault with."""
    return {finding.subject for finding in found(check, talk)}


@pytest.mark.parametrize("seed", SEEDS)
def test_contradictions_are_found_where_there_are_any(seed: str) -> None:
    every = tiny(seed)
    talk, clashes = every.talk, [told for told in every.told if isinstance(told, ClashError)]
    findings = found(contradiction.CHECK, talk)
    assert bool(findings) == bool(clashes)
    assert {clash.conclusion for clash in clashes} <= {finding.subject.split(":")[0] for finding in findings}
    for finding in findings:
        assert isinstance(evaluate(talk, finding.witnesses[0].answers), ClashError)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_check_fails_where_rules_contradict_and_silent_rules_are_those_of_no_case(seed: str) -> None:
    every = tiny(seed)
    talk = every.talk
    chosen = Random(seed).sample(list(zip(every.answers, every.told, strict=True)), k=3)  # noqa: S311  # no secret
    cases = [(f"geval-{n}", Case(talk.id, a, expected={"iets": "iets"})) for n, (a, _) in enumerate(chosen)]
    report = audit(Material(rulebook(talk), cases), CHECKS)
    assert not report.failures
    fired = {
        rule.id
        for answers, told in chosen
        for rule in talk.rules.values()
        if BothValues(talk, answers).holds(rule.condition)
    }
    dead = {rule for rule in talk.rules if not any(every.fires(rule))}
    silent = {f.subject for f in report.findings if f.code == "A17"}
    assert silent == {f"regel {rule}" for rule in set(talk.rules) - fired - dead}


@pytest.mark.parametrize("seed", SEEDS)
def test_gaps_dead_rules_and_values_that_never_follow(seed: str) -> None:
    every = tiny(seed)
    talk = every.talk
    single = [c for c in talk.conclusions.values() if not c.is_set]
    assert subjects(gap.CHECK, talk) == {c.id for c in single if None in every.values(c.id)}
    dead = {rule for rule in talk.rules if not any(every.fires(rule))}
    conflicting_rules, conflicting_values = every.only_in_conflict
    assert subjects(dead_rule.CHECK, talk) == {f"regel {rule}" for rule in dead - conflicting_rules}
    unused = set()
    for c in talk.conclusions.values():
        for value in {v.id for v in c.values} - every.given(c.id):
            giving = {r.id for r in talk.rules.values() if (c.id, value) in r.concludes}
            if not (giving and giving <= dead):
                unused.add((c.id, value))
    assert subjects(unused_value.CHECK, talk) == {f"{name}: {v}" for name, v in unused - conflicting_values}
    assert Counter(
        text.split(" waar")[0] for finding in found(contradiction.CHECK, talk) for text in finding.consequences
    ) == Counter(
        (
            *(f"Regel {rule} geldt alleen" for rule in conflicting_rules),
            *(f"De conclusie `{name}` wordt alleen" for name, _ in unused & conflicting_values),
        )
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_that_are_missed_or_twins(seed: str) -> None:
    every = tiny(seed)
    talk = every.talk
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
def test_changed_conditions_are_called_equivalent_only_if_they_are(seed: str) -> None:
    every = tiny(seed)
    talk, space = every.talk, AnswerSpace(every.talk)
    for rule in talk.rules.values():
        changes = [rebuild(None) or All(()) for _, rebuild in nodes(rule.condition)]
        changes += [whole for n, rebuild in nodes(rule.condition) for _, s in smaller(n) if (whole := rebuild(s))]
        for changed in changes[:12]:
            assert equivalent(space, rule, changed) == every.same_as(with_condition(talk, rule.id, changed))


@pytest.mark.parametrize("seed", SEEDS)
def test_questions_and_answers_that_make_no_difference(seed: str) -> None:
    every = tiny(seed)
    talk = every.talk
    hopeless = {q for q in talk.questions if not every.asked(q)}
    assert subjects(unaskable.CHECK, talk) == {f"vraag {q}" for q in hopeless}
    idle = {
        q for q in set(talk.questions) - hopeless if not any(every.apart(q, None, a) for a in listed(talk.questions[q]))
    }
    assert subjects(idle_question.CHECK, talk) == {f"vraag {q}" for q in idle}
    same_told = subjects(same_answers.CHECK, talk)
    for q, asked in talk.questions.items():
        told = {s.split(": ")[1] for s in same_told if s.startswith(f"vraag {q}:")}
        grouped = {tuple(sorted(pair)) for group in told for pair in _pairs(group.split(", "))}
        same = {tuple(sorted(map(str, p))) for p in every.pairs(q) if not every.apart(q, *p)}
        assert grouped == (set() if asked.is_number or q in hopeless | idle else same)


@pytest.mark.parametrize("seed", SEEDS)
def test_properties_are_refuted_only_if_some_answers_break_them(seed: str) -> None:
    every = tiny(seed)
    talk, space = every.talk, AnswerSpace(every.talk)
    conditions = [rule.condition for rule in talk.rules.values()][:3]
    holding = [_holding(talk, every, condition) for condition in conditions]
    for condition, held in zip(conditions, holding, strict=True):
        assert bool(refute(space, Never(condition))) == any(held)
        for other, then in zip(conditions, holding, strict=True):
            broken = any(a and not b for a, b in zip(held, then, strict=True))
            assert bool(refute(space, Always(condition, other))) == broken
    for question in talk.questions:
        for name in talk.conclusions:
            changes = _changes(every, question, name)
            assert bool(refute(space, NoInfluence((question,), (name,)))) == any(a != b for _, _, a, b in changes)


@pytest.mark.parametrize("seed", SEEDS)
def test_never_worse_is_refuted_only_if_a_better_answer_makes_it_worse(seed: str) -> None:
    talk = tiny(seed).talk
    order = ("x", "y", "z")
    ordered = {
        name: c if c.is_set else replace(c, order=tuple(v for v in order if v in [x.id for x in c.values]))
        for name, c in talk.conclusions.items()
    }
    talk = replace(talk, conclusions=ordered)
    every, space = Enumeration(talk), AnswerSpace(talk)
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
                assert bool(refute(space, NeverWorse((question,), name))) == worse


def _changes(every: Enumeration, question: str, name: str) -> list[tuple]:  # type: ignore[type-arg]  # a row of a table
    """Each pair of answers to a question that have an outcome, all else the same, with what the conclusion comes to."""
    outcomes = {
        frozenset(answers.items()): told.values.get(name)
        for answers, told in zip(every.answers, every.told, strict=True)
        if isinstance(told, Outcome)
    }
    given = [None, *listed(every.talk.questions[question])]
    rows = []
    for rest in (answers for answers in every.answers if question not in answers):
        cases = [(a, frozenset((rest if a is None else {**rest, question: a}).items())) for a in given]
        sound = [(answer, outcomes[case]) for answer, case in cases if case in outcomes]
        rows += [(one, other, before, after) for one, before in sound for other, after in sound]
    return rows


def _holding(talk: Conversation, every: Enumeration, condition: object) -> list[bool]:
    """For each of all answers whether a rule's condition holds: whether that rule fires."""
    rule = next(rule for rule in talk.rules.values() if rule.condition is condition)
    return every.fires(rule.id)


def _pairs(names: list[str]) -> list[tuple[str, str]]:
    return [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
