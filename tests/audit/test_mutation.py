"""Every mutant is caught by a case, or by a property, or proved equal, or survives with a case that catches it."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given

from slimmer_rules.audit.auditing import Material
from slimmer_rules.audit.mutants import mutants
from slimmer_rules.audit.mutation import Verdict, mutate
from slimmer_rules.audit.properties import Never, Property
from slimmer_rules.audit.quick import Quick
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conversation
from tests.audit.enumeration import Enumeration
from tests.building import HERE, conclusion, conversation, members, question, rule, rulebook
from tests.rulebooks import CLASHING, SMALL, Answers, cases, random_conversation
from tests.slow_evaluator import Clash, evaluate

COUNT = 40 if os.environ.get("SLIMMER_FULL") == "1" else 6
TINY = replace(SMALL, questions=3, conclusions=3, rules=3, depth=2)


@given(cases(CLASHING))
def test_the_quick_evaluation_equals_the_slow_evaluator(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    facts, expected = Quick(talk).facts(answers), evaluate(talk, answers)
    if isinstance(expected, Clash):
        assert facts is None
    else:
        assert facts is not None
        assert {name: value for name, value in facts.items() if name in talk.conclusions} == expected.values


def test_every_kind_of_change_is_made() -> None:
    condition = All(
        (
            Is("a", ("ja",)),
            AnyOf((Between("n", 2, None), Unknown(("a", "n")))),
            AtLeast(1, (Is("a", ("nee",)), Not(Is("a", ("ja",))))),
        )
    )
    talk = conversation(
        [question("a"), question("n", between=(0, 9)), question("b", applies_if=Is("a", ("ja",)))],
        [conclusion("c", "x", "y", default="y"), members("s", "m", "k"), conclusion("top", "x", "y", default="y")],
        [
            rule("R", condition, ("c", "x")),
            rule("S", Is("a", ("nee",)), ("s", "m")),
            rule("T", Is("c", ("x",)), ("s", "k"), ("top", "x")),
            rule("U", Is("s", ("m",)), ("top", "y")),
        ],
    )
    made = [f"{m.subject}: {m.change.split(':')[0]}" for m in mutants(talk)]
    for kind in (
        "regel R: de regel is weg",
        "regel R: alles is weg",
        "regel R: dit deel is weg",
        "regel R: omgekeerd",
        "regel R: `nee` in plaats van `ja`",
        "regel R: ook `nee`",
        "regel S: ook `s",
        "regel S: ook als regel T",
        "regel U: ook als regel T",
        "regel R: van 1 in plaats van 2",
        "regel R: van 3 in plaats van 2",
        "regel R: een_van in plaats van alle",
        "regel R: alle in plaats van een_van",
        "regel R: minstens 0 in plaats van 1",
        "regel R: minstens 2 in plaats van 1",
        "regel R: zonder `n`",
        "regel R: `c` is `y` in plaats van `x`",
        "vraag b: de vraag geldt altijd",
        "conclusie c: `anders` is `x` in plaats van `y`",
    ):
        assert kind in made
    assert "regel T: ook als regel U" not in made  # it would read what it concludes


@pytest.mark.parametrize("seed", range(COUNT))
def test_verdicts_without_cases_equal_enumeration(seed: int) -> None:
    talk = random_conversation(Random(f"mutation-{seed}"), TINY)  # noqa: S311  # a reproducible draw, no secret
    every = Enumeration(talk)
    report = mutate(Material(rulebook(talk)))
    proposals = {proposal.name: proposal for proposal in report.proposals}
    for fate in report.fates:
        same = every.same_as(fate.mutant.conversation)
        assert (fate.verdict is Verdict.EQUIVALENT) == same, fate.mutant.change
        if not same:
            assert fate.by is not None
            answers = proposals[fate.by].answers
            assert _values(talk, answers) == proposals[fate.by].expected
            assert _values(fate.mutant.conversation, answers) != proposals[fate.by].expected


def test_a_property_catches_what_it_forbids() -> None:
    talk = conversation(
        [question("a")], [conclusion("c", "x", "y", default="y")], [rule("R", Is("a", ("ja",)), ("c", "x"))]
    )
    promise = Property("E1", "nooit x bij nee", talk.id, Never(All((Is("a", ("nee",)), Is("c", ("x",))))), "zo", HERE)
    fates = mutate(Material(rulebook(talk), properties=[promise])).fates
    assert {fate.mutant.change.split(":")[0]: fate.verdict for fate in fates} == {
        "de regel is weg": Verdict.SURVIVED,
        "alles is weg": Verdict.PROPERTY,
        "omgekeerd": Verdict.PROPERTY,
        "`nee` in plaats van `ja`": Verdict.PROPERTY,
        "ook `nee`": Verdict.PROPERTY,
        "`c` is `y` in plaats van `x`": Verdict.SURVIVED,
        "`anders` is `x` in plaats van `y`": Verdict.PROPERTY,
    }


def test_past_the_time_bound_nothing_is_called_equal() -> None:
    talk = random_conversation(Random("mutation-0"), TINY)  # noqa: S311  # a reproducible draw, no secret
    report = mutate(Material(rulebook(talk)), seconds=0)
    assert {fate.verdict for fate in report.fates} == {Verdict.UNPROVED}
    assert report.percentage == 0


def _values(talk: Conversation, answers: object) -> object:
    found = evaluate(talk, answers)  # type: ignore[arg-type]  # answers of a proposal
    return found if isinstance(found, Clash) else found.values
