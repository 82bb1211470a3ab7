"""Two versions of the rules are called the same only if they are, and every difference shown is one."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from slimmer_rules.audit.comparing import Direction, compare
from slimmer_rules.audit.findings import Value
from slimmer_rules.audit.mutants import mutants
from slimmer_rules.rulebook.conditions import All, Is, Not
from slimmer_rules.rulebook.model import Conversation
from tests.audit.enumeration import TINY, Enumeration, conflicting, drawn
from tests.building import conclusion, conversation, question, rule, rulebook
from tests.slow_evaluator import ClashError, Outcome, evaluate

COUNT = 300 if os.environ.get("SLIMMER_FULL") == "1" else 15
SEEDS = [*(f"tegenspraak-{number}" for number in range(COUNT)), *(f"compare-{number}" for number in range(COUNT // 2))]


def small(*rules: tuple[str, str, str]) -> Conversation:
    """A question `a`, a question `b`, and a rule for each (id, answer to `a`, value of `c`)."""
    return conversation(
        [question("a", "een", "twee", "drie"), question("b")],
        [conclusion("c", "x", "y", "z", default="z")],
        [rule(id, Is("a", (answer,)), ("c", value)) for id, answer, value in rules],
    )


OLD = small(("R1", "een", "x"), ("R2", "twee", "y"))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_conclusion_is_the_same_or_shown_to_differ(seed: str) -> None:
    old = (conflicting(seed, TINY) if seed.startswith("tegenspraak") else Enumeration(drawn(seed, TINY))).talk
    rng = Random(f"compare-{seed}")  # noqa: S311  # a reproducible draw, no secret
    new = rng.choice(list(mutants(old))).conversation
    old, new = rng.sample((old, new), k=2)
    every = Enumeration(old).answers
    told = [(evaluate(old, answers), evaluate(new, answers)) for answers in every]
    for compared in compare(rulebook(old), rulebook(new)).conclusions:
        name = compared.conclusion
        assert compared.same == all(_said(before, name) == _said(after, name) for before, after in told)
        sound = [(a, b) for a, b in told if isinstance(a, Outcome) and isinstance(b, Outcome)]
        assert compared.same_outside_conflict == all(_said(a, name) == _said(b, name) for a, b in sound)
        sides = {change.clash_in for change in compared.changes}
        assert ("oud" in sides) == any(isinstance(a, ClashError) and isinstance(b, Outcome) for a, b in told)
        assert ("nieuw" in sides) == any(isinstance(a, Outcome) and isinstance(b, ClashError) for a, b in told)
        sizes = [len(change.answers) for change in compared.changes]
        assert sizes == sorted(sizes)
        for change in compared.changes:
            before, after = evaluate(old, change.answers), evaluate(new, change.answers)
            assert [change.clash_in == "oud", change.clash_in == "nieuw"] == [
                isinstance(t, ClashError) for t in (before, after)
            ]
            assert (change.before, change.after) == tuple(
                None if isinstance(t, ClashError) else t.values.get(name) for t in (before, after)
            )


def _said(told: Outcome | ClashError, name: str) -> object:
    """What a version says of a conclusion: its value, or that it contradicts itself."""
    return told.values.get(name) if isinstance(told, Outcome) else "tegenspraak"


def test_a_changed_value_names_its_rule_and_the_smallest_case() -> None:
    new = small(("R1", "een", "x"), ("R2", "twee", "x"))
    (compared,) = compare(rulebook(OLD), rulebook(new)).conclusions
    (change,) = compared.changes
    assert (change.answers, change.before, change.after, change.rules) == ({"a": "twee"}, "y", "x", ("R2",))


def test_each_way_in_which_a_conclusion_changes_is_shown_once() -> None:
    (compared,) = compare(rulebook(OLD), rulebook(small())).conclusions
    assert {(c.before, c.after, c.rules) for c in compared.changes} == {("x", "z", ("R1",)), ("y", "z", ("R2",))}


def test_a_direction_is_told_only_where_no_answers_make_an_exception() -> None:
    seen: dict[Direction | None, int] = dict.fromkeys((*Direction, None), 0)
    for seed in range(2 * COUNT):
        rng = Random(f"direction-{seed}")  # noqa: S311  # a reproducible draw, no secret
        old = _ordered(drawn(f"direction-{seed}", replace(TINY, contradictions=seed % 2 == 0)))
        for mutant in rng.sample(list(mutants(old)), 3):
            new = mutant.conversation
            pairs = [(evaluate(old, answers), evaluate(new, answers)) for answers in Enumeration(old).answers]
            sound = [(a, b) for a, b in pairs if isinstance(a, Outcome) and isinstance(b, Outcome)]
            for compared in compare(rulebook(old), rulebook(new)).conclusions:
                values = {(a.values.get(compared.conclusion), b.values.get(compared.conclusion)) for a, b in sound}
                changes = [(before, after) for before, after in values if before != after]
                ways = {
                    way for way in Direction if all(_goes(way, *change, old, compared.conclusion) for change in changes)
                }
                assert compared.direction in (ways if changes and ways else {None})
                seen[compared.direction] += bool(changes)
    assert all(seen.values()), seen


def _ordered(talk: Conversation) -> Conversation:
    """The conversation with an order for each of its single-valued conclusions, in which the last value is left out."""
    ordered = {
        name: replace(each, order=() if each.is_set else tuple(value.id for value in each.values[:2]))
        for name, each in talk.conclusions.items()
    }
    return replace(talk, conclusions=ordered)


def _goes(way: Direction, before: Value, after: Value, talk: Conversation, name: str) -> bool:
    """Whether a change goes this way."""
    order = talk.conclusions[name].order
    if isinstance(before, frozenset) and isinstance(after, frozenset):
        return before < after if way is Direction.MORE else before > after if way is Direction.LESS else False
    if before not in order or after not in order:
        return False
    up = order.index(str(before)) < order.index(str(after))
    return way is (Direction.MORE_LENIENT if up else Direction.STRICTER)


def test_other_words_change_nothing() -> None:
    reworded = replace(OLD, rules={id: replace(r, title="Anders", id=id) for id, r in OLD.rules.items()})
    assert compare(rulebook(OLD), rulebook(reworded)).same


def test_what_one_version_lacks_is_told_in_words() -> None:
    new = replace(OLD, questions={"a": question("a", "een", "twee", "vier")})
    told = compare(rulebook(OLD), rulebook(new)).structure
    assert told == (
        "bij de vraag `a` het antwoord `drie` is weg",
        "bij de vraag `a` het antwoord `vier` is nieuw",
        "de vraag `b` is weg",
    )


@pytest.mark.parametrize("is_new", [True, False])
def test_a_question_that_one_version_lacks_counts_for_the_other_alone(is_new: bool) -> None:
    without = small(("R1", "een", "x"))
    having = conversation(
        [question("a", "een", "twee", "drie"), question("b"), question("geld")],
        without.conclusions.values(),
        [rule("R1", All((Is("a", ("een",)), Not(Is("geld", ("nee",))))), ("c", "x"))],
    )
    old, new = (without, having) if is_new else (having, without)
    (compared,) = compare(rulebook(old), rulebook(new)).conclusions
    assert compared.error is None
    (change,) = compared.changes
    assert change.answers == {"a": "een", "geld": "nee"}
    assert (change.before, change.after) == (("x", "z") if is_new else ("z", "x"))
    assert change.rules == ("R1",)


def test_past_the_time_bound_nothing_is_called_the_same() -> None:
    compared = compare(rulebook(OLD), rulebook(OLD), seconds=0)
    assert not compared.same
    assert all(c.unproved for c in compared.conclusions)
