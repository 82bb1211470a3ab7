"""What nobody promised by hand: on random small rulebooks every verdict is what trying all answers gives."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from slimmer_rules.audit.auditing import Audited, Check, Material
from slimmer_rules.audit.checks import (
    contradiction,
    empty_promise,
    lesser_yes,
    misplaced_list,
    stays_unknown,
    unworded_answer,
)
from slimmer_rules.audit.properties import Always, Claim, Never, Property
from slimmer_rules.rulebook.conditions import All, Condition, Facts, holds, reads
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Outcome, Slot
from tests.audit.enumeration import TINY, Enumeration, conflicting, drawn
from tests.building import HERE, rulebook
from tests.slow_evaluator import BothValues, ClashError, excluded, known_answers
from tests.slow_evaluator import Outcome as Concluded

COUNT = 300 if os.environ.get("SLIMMER_FULL") == "1" else 15
SEEDS = [
    *(f"tegenspraak-{number}" for number in range(COUNT)),
    *(f"unpromised-{number}" for number in range(COUNT // 2)),
]


def tiny(seed: str) -> Conversation:
    return conflicting(seed, TINY).talk if seed.startswith("tegenspraak") else drawn(seed, TINY)


def subjects(check: Check, talk: Conversation, promises: Sequence[Property] = ()) -> set[str]:
    """What the check finds fault with."""
    assert check.run is not None
    return {finding.subject for finding in check.run(Audited(Material(rulebook(talk), properties=promises)), talk)}


def concluded(talk: Conversation) -> list[tuple[dict[str, str | int], Concluded]]:
    """All answers that come to an outcome, with it."""
    every = Enumeration(talk)
    return [(a, told) for a, told in zip(every.answers, every.told, strict=True) if isinstance(told, Concluded)]


def rests_on(talk: Conversation, name: str) -> set[str]:
    """The questions and conclusions that a conclusion rests on, however far down."""
    found: set[str] = set()
    todo = [name]
    while todo:
        current = todo.pop()
        conditions = [r.condition for r in talk.rules.values() if current in dict(r.concludes)]
        if current in talk.questions:
            conditions += [c for c in [talk.questions[current].applies_if] if c is not None]
        new = {below for condition in conditions for below in reads(condition)} - found
        found |= new
        todo += new
    return found


def kept(told: Concluded, name: str) -> bool:
    return any(step.rule is None and step.conclusion == name for step in told.steps)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_conclusion_stays_unknown_only_if_some_full_answers_leave_it_so(seed: str) -> None:
    talk = tiny(seed)
    unknown = {c.id for c in talk.conclusions.values() if c.default == UNKNOWN}
    expected = set()
    for answers, told in concluded(talk):
        known = known_answers(talk, answers)
        for name in unknown:
            below = rests_on(talk, name)
            settled = all(q in known or excluded(talk, answers, q) for q in below & talk.questions.keys())
            if settled and kept(told, name) and not any(kept(told, other) for other in below & unknown):
                expected.add(name)
    assert subjects(stays_unknown.CHECK, talk) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_promise_is_empty_only_if_what_it_supposes_never_holds(seed: str) -> None:
    talk = tiny(seed)
    every = Enumeration(talk)
    facts: list[Facts] = [{**known_answers(talk, answers), **told.values} for answers, told in concluded(talk)]
    contradicting = [
        answers for answers, told in zip(every.answers, every.told, strict=True) if isinstance(told, ClashError)
    ]
    both: list[Facts] = [
        {
            **known_answers(talk, a),
            **{n: v for n in talk.conclusions if (v := BothValues(talk, a).value(n)) is not None},
        }
        for a in contradicting
    ]

    def ever(condition: Condition, anywhere: bool = True) -> bool:
        """Whether it holds for some answers: those that contradict count, as that is told with the contradiction."""
        return any(holds(condition, each) for each in (*facts, *(both if anywhere else ())))

    first, second, *_ = [rule.condition for rule in talk.rules.values()] * 2
    claims: dict[str, Claim] = {"E1": Always(first, second), "E2": Never(first), "E3": Never(All((first, second)))}
    promises = [Property(id, id, talk.id, claim, "", HERE) for id, claim in claims.items()]
    empty = {"E1"} if not ever(first) else set()
    for id, parts in (("E2", first.parts if isinstance(first, All) else ()), ("E3", (first, second))):
        answers = [part for part in parts if not reads(part) & talk.conclusions.keys()]
        others = [part for part in parts if part not in answers]
        supposed = [All(tuple(answers)), *others] if answers else others
        if len(supposed) > 1 and not all(ever(part) for part in supposed):
            empty.add(id)
    assert subjects(empty_promise.CHECK, talk, promises) == {f"eigenschap {id}" for id in empty}
    assert contradiction.CHECK.run is not None
    audited = Audited(Material(rulebook(talk), properties=promises))
    told = [text for finding in contradiction.CHECK.run(audited, talk) for text in finding.consequences]
    folded = "Eigenschap E1 belooft alleen iets waar regels elkaar tegenspreken." in told
    assert folded is (not ever(first, anywhere=False) and ever(first))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_answer_lacks_its_sentence_only_if_some_reason_can_print_it(seed: str) -> None:
    talk = tiny(seed)
    reasons = {
        r.id: tuple(Slot("antwoord", q) for q in sorted(reads(r.condition) & talk.questions.keys()))
        for r in talk.rules.values()
    }
    talk = replace(talk, rules={r.id: replace(r, reason=reasons[r.id]) for r in talk.rules.values()})
    expected = {
        f"vraag {slot.name}: {known[slot.name]}"
        for answers, told in concluded(talk)
        for known in [known_answers(talk, answers)]
        for rule in {step.rule for step in told.steps if step.rule is not None}
        for slot in reasons[rule]
        if slot.name in known and not talk.questions[slot.name].is_number
    }
    assert subjects(unworded_answer.CHECK, talk) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_an_outcome_and_its_lists_fit_only_if_they_do_for_all_answers(seed: str) -> None:
    rng = Random(f"outcomes-{seed}")  # noqa: S311  # a reproducible draw, no secret
    talk = tiny(seed)
    if talk.goal is None:
        return
    goal = talk.conclusions[talk.goal]
    order = tuple(rng.sample([v.id for v in goal.values], k=len(goal.values)))
    sets = [c.id for c in talk.conclusions.values() if c.is_set]
    outcomes = {
        value: Outcome(rng.random() < 0.5, tuple(name for name in sets if rng.random() < 0.6), HERE) for value in order
    }
    talk = replace(talk, outcomes=outcomes, conclusions={**talk.conclusions, goal.id: replace(goal, order=order)})
    told = [told.values for _, told in concluded(talk)]
    lists = {
        value: {name: [bool(t[name]) for t in told if t.get(goal.id) == value] for name in sets} for value in order
    }
    expected = set()
    for value, outcome in outcomes.items():
        for name in {name for each in outcomes.values() for name in each.shows}:
            filled = lists[value][name]
            if not filled:
                continue
            if name not in outcome.shows:
                wrong = all(filled)
            else:
                wrong = not any(filled) or (
                    not all(filled)
                    and any(
                        lists[other][name] and all(lists[other][name])
                        and outcome.positive is not outcomes[other].positive
                        and not outcomes[order[0]].positive
                        and order[0] in (value, other)
                        for other in order
                    )
                )  # fmt: skip
            if wrong:
                expected.add(f"{goal.id}: {value}, {name}")
    assert subjects(misplaced_list.CHECK, talk) == expected
    worse_yes = {
        v for i, v in enumerate(order)
        if outcomes[v].positive and (i == 0 or not all(outcomes[w].positive for w in order[i:]))
    }  # fmt: skip
    assert subjects(lesser_yes.CHECK, talk) == {f"{goal.id}: {value}" for value in worse_yes}
