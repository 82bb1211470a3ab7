"""What fires when: everything that a phase reads was settled before it."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from slimmer_rules.reasoning.agenda import Conclude, Count, NotePart, normal, plan
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Condition, Is, Not, Unknown, children, holds, reads
from slimmer_rules.rulebook.model import Conversation
from tests.building import conclusion, conversation, question, rule
from tests.rulebooks import CLASHING, conversations

A, B, C = Is("a", ("ja",)), Is("b", ("ja",)), Is("c", ("ja",))


def test_not_at_least_is_at_least_the_rest_of_the_negated_parts() -> None:
    assert normal(Not(AtLeast(2, (A, B, C)))) == AtLeast(2, (Not(A), Not(B), Not(C)))
    assert normal(Not(AtLeast(1, (A, Not(B))))) == AtLeast(2, (Not(A), B))


def test_not_each_unknown_is_one_of_them_known() -> None:
    assert normal(Not(Unknown(("a", "b")))) == AnyOf((Not(Unknown(("a",))), Not(Unknown(("b",)))))


@given(conversations(CLASHING))
def test_normal_form_negates_leaves_only_and_means_the_same(talk: Conversation) -> None:
    for one in talk.rules.values():
        assert all(not isinstance(part, Not) or not children(part.part) for part in _parts(normal(one.condition)))
        asked = [q for q in talk.questions.values() if q.id in reads(one.condition) and q.answers][:3]
        for chosen in product(*[("", *(a.id for a in q.answers)) for q in asked]):
            facts = {q.id: value for q, value in zip(asked, chosen, strict=True) if value}
            assert holds(normal(one.condition), facts) is holds(one.condition, facts)


@given(conversations(CLASHING))
def test_each_rule_and_default_has_one_place_after_all_that_it_reads(talk: Conversation) -> None:
    phases = plan(talk).phases
    placed = [(number, p) for number, phase in enumerate(phases) for p in phase]
    settled = {name: max((n for n, p in placed if name in _gives(p.action)), default=-1) for name in talk.conclusions}
    for number, production in placed:
        if not production.name.startswith("anders"):
            assert all(settled[name] < number for name in reads(production.condition) if name in settled)
    rules = [p.action.rule for _, p in placed if isinstance(p.action, Conclude) and p.action.rule]
    assert sorted(rules) == sorted(talk.rules)


def test_parts_come_before_their_count_and_an_inner_count_before_the_one_around_it() -> None:
    inner = AtLeast(1, (A, B))
    talk = conversation(
        [question(n) for n in "abc"], [conclusion("k", "x")], [rule("R", AtLeast(2, (inner, C)), ("k", "x"))]
    )
    assert [[type(p.action) for p in phase] for phase in plan(talk).phases] == [
        [NotePart, NotePart],
        [Count],
        [NotePart, NotePart],
        [Count],
        [Conclude],
    ]


def test_rules_fire_by_id_within_their_stratum_wherever_their_conclusion_stands() -> None:
    talk = conversation(
        [question("a")],
        [conclusion("low", "x", "y", default="y"), conclusion("high", "p", "q", default="q")],
        [
            rule("R3", A, ("high", "p")),
            rule("R2", All((A, Is("low", ("x",)))), ("high", "p")),
            rule("R1", A, ("low", "x")),
        ],
    )
    assert [p.name for phase in plan(talk).phases for p in phase] == [
        "regel R1",
        "regel R3",
        "anders low",
        "regel R2",
        "anders high",
    ]


def _parts(condition: Condition) -> list[Condition]:
    return [condition, *(inner for part in children(condition) for inner in _parts(part))]


def _gives(action: object) -> set[str]:
    return {name for name, _ in action.pairs} if isinstance(action, Conclude) else set()
