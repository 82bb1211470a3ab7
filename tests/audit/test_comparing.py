"""Two versions of the rules are called the same only if they are, and every difference shown is one."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest

from slimmer_rules.audit.comparing import Direction, compare
from slimmer_rules.audit.findings import Value
from slimmer_rules.audit.mutants import mutants
from slimmer_rules.rulebook.conditions import Is
from slimmer_rules.rulebook.model import Conversation
from tests.audit.enumeration import Enumeration
from tests.building import conclusion, conversation, question, rule, rulebook
from tests.rulebooks import SMALL, random_conversation
from tests.slow_evaluator import Clash, Outcome, evaluate

COUNT = 200 if os.environ.get("SLIMMER_FULL") == "1" else 15
TINY = replace(SMALL, questions=3, conclusions=3, rules=4, depth=2)


def small(*rules: tuple[str, str, str]) -> Conversation:
    """A question `a`, a question `b`, and a rule for each (id, answer to `a`, value of `c`)."""
    return conversation(
        [question("a", "een", "twee", "drie"), question("b")],
        [conclusion("c", "x", "y", "z", default="z")],
        [rule(id, Is("a", (answer,)), ("c", value)) for id, answer, value in rules],
    )


OLD = small(("R1", "een", "x"), ("R2", "twee", "y"))


@pytest.mark.parametrize("seed", range(COUNT))
def test_every_conclusion_is_the_same_or_shown_to_differ(seed: int) -> None:
    rng = Random(f"compare-{seed}")  # noqa: S311  # a reproducible draw, no secret
    old = random_conversation(rng, TINY)
    new = rng.choice(list(mutants(old))).conversation
    for compared in compare(rulebook(old), rulebook(new)).conclusions:
        differs = any(
            isinstance(mine, Outcome) and not _same(mine, new, answers, compared.conclusion)
            for answers, mine in zip(Enumeration(old).answers, Enumeration(old).told, strict=True)
        )
        assert compared.same == (not differs)
        sizes = [len(change.answers) for change in compared.changes]
        assert sizes == sorted(sizes)
        for change in compared.changes:
            before = evaluate(old, change.answers)
            assert isinstance(before, Outcome)
            assert before.values.get(compared.conclusion) == change.before
            after = evaluate(new, change.answers)
            assert change.clash or (
                isinstance(after, Outcome) and after.values.get(compared.conclusion) == change.after != change.before
            )


def _same(mine: Outcome, new: Conversation, answers: dict[str, str | int], name: str) -> bool:
    other = evaluate(new, answers)
    if isinstance(other, Outcome):
        return mine.values.get(name) == other.values.get(name)
    return other.conclusion != name and _given(new, answers, name) == {mine.values.get(name)}


def _given(talk: Conversation, answers: dict[str, str | int], name: str) -> set[str | frozenset[str] | None]:
    """What a conclusion comes to if rules may contradict each other elsewhere."""
    from slimmer_rules.audit.lens import Lens

    lens = Lens(talk)
    held = [v for v, lit in lens.reading.values(name).items() if lens.possible(lit, *lens.sheet.fix(answers))]
    return {frozenset(held)} if talk.conclusions[name].is_set else set(held) or {None}


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
        old = _ordered(random_conversation(rng, TINY))
        for mutant in rng.sample(list(mutants(old)), 3):
            new = mutant.conversation
            pairs = [(evaluate(old, answers), evaluate(new, answers)) for answers in Enumeration(old).answers]
            if any(isinstance(outcome, Clash) for pair in pairs for outcome in pair):
                continue
            for compared in compare(rulebook(old), rulebook(new)).conclusions:
                values = {tuple(o.values.get(compared.conclusion) for o in p if isinstance(o, Outcome)) for p in pairs}
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


def test_past_the_time_bound_nothing_is_called_the_same() -> None:
    compared = compare(rulebook(OLD), rulebook(OLD), seconds=0)
    assert not compared.same
    assert all(c.unproved for c in compared.conclusions)
