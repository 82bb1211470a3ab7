"""Every mutant is caught by a case, or by a property, or proved equal, or survives with a case that catches it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from slimmer_rules.audit.auditing import Material
from slimmer_rules.audit.mutants import mutants
from slimmer_rules.audit.mutation import Verdict, mutate
from slimmer_rules.audit.properties import Never, Property
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conversation
from tests.audit.enumeration import TINY, Enumeration, conflicting, drawn
from tests.building import HERE, conclusion, conversation, members, question, rule, rulebook
from tests.slow_evaluator import ClashError, Outcome, evaluate

COUNT = 300 if os.environ.get("SLIMMER_FULL") == "1" else 6
SEEDS = [*(f"tegenspraak-{number}" for number in range(COUNT)), *(f"mutation-{number}" for number in range(COUNT // 3))]
FOUND = ["tegenspraak-11", "mutation-57"]
"""Draws that once came out otherwise than enumeration says."""
SMALLEST = replace(TINY, rules=3)


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


@pytest.mark.parametrize("seed", SEEDS)
def test_verdicts_without_cases_equal_enumeration(seed: str) -> None:
    every = conflicting(seed, SMALLEST) if seed.startswith("tegenspraak") else Enumeration(drawn(seed, SMALLEST))
    talk = every.talk
    report = mutate(Material(rulebook(talk)))
    proposals = {proposal.name: proposal for proposal in report.proposals}
    for fate in report.fates:
        told = [
            (before, evaluate(fate.mutant.conversation, a)) for a, before in zip(every.answers, every.told, strict=True)
        ]
        differing = [before for before, after in told if _outcome(before) != _outcome(after)]
        assert (fate.verdict is Verdict.EQUIVALENT) == (not differing), fate.mutant.change
        resolving = bool(differing) and all(isinstance(before, ClashError) for before in differing)
        assert (fate.verdict is Verdict.CONFLICTING) == resolving, fate.mutant.change
        sound = not any(isinstance(before, ClashError) for before in every.told)
        clashing = sound and any(isinstance(after, ClashError) for _, after in told)
        assert (fate.verdict is Verdict.CONTRADICTION) == clashing, fate.mutant.change
        if differing and not resolving and not clashing:
            assert fate.by is not None
            answers = proposals[fate.by].answers
            assert _outcome(evaluate(talk, answers)) == proposals[fate.by].expected
            assert _outcome(evaluate(fate.mutant.conversation, answers)) != proposals[fate.by].expected


@pytest.mark.parametrize("seed", dict.fromkeys((*FOUND, *SEEDS)))
def test_cases_and_promises_catch_what_enumeration_says_they_catch(seed: str) -> None:
    every = conflicting(seed, SMALLEST) if seed.startswith("tegenspraak") else Enumeration(drawn(seed, SMALLEST))
    talk, rng = every.talk, Random(seed)  # noqa: S311  # a reproducible draw, no secret
    chosen = rng.sample(list(zip(every.answers, every.told, strict=True)), k=3)
    cases = [
        (f"geval-{n}", Case(talk.id, answers, expected=told.values if isinstance(told, Outcome) else _guess(talk)))
        for n, (answers, told) in enumerate(chosen)
    ]
    conditions = [r.condition for r in talk.rules.values()]
    parts = [Is(c.id, (value.id,)) for c in talk.conclusions.values() for value in c.values]
    conditions += [All((condition, part)) for condition in conditions for part in parts]
    forbidden = next((c for c in rng.sample(conditions, k=len(conditions)) if not _breaks(talk, c)), None)
    promises = [] if forbidden is None else [Property("E1", "nooit", talk.id, Never(forbidden), "zo", HERE)]
    for fate in mutate(Material(rulebook(talk), cases, promises)).fates:
        changed = fate.mutant.conversation
        caught = any(
            isinstance(told, Outcome) and _fails(evaluate(changed, answers), told.values) for answers, told in chosen
        )
        assert (fate.verdict is Verdict.CASE) == caught, fate.mutant.change
        if not caught and fate.verdict is not Verdict.EQUIVALENT:
            broken = forbidden is not None and _breaks(changed, forbidden)
            assert (fate.verdict is Verdict.PROPERTY) == broken, fate.mutant.change


def _fails(found: Outcome | ClashError, expected: Mapping[str, str | frozenset[str]]) -> bool:
    """Whether a case that expects this fails. No case names a conclusion without a value: that is not checked."""
    if not isinstance(found, Outcome):
        return bool(expected)
    return any(found.values.get(name) != value for name, value in expected.items())


def _guess(talk: Conversation) -> dict[str, str | frozenset[str]]:
    """What a case may expect where the rules contradict each other: it fails already, and so catches nothing."""
    return {c.id: frozenset() if c.is_set else c.values[0].id for c in talk.conclusions.values()}


def _breaks(talk: Conversation, forbidden: Condition) -> bool:
    """Whether a condition holds for some answers that have an outcome."""
    watching = replace(talk, rules={"ZZ": rule("ZZ", forbidden, ("zz", "ja")), **talk.rules})
    watching = replace(
        watching, conclusions={**talk.conclusions, "zz": members("zz", "ja")}, strata={**talk.strata, "zz": 99}
    )
    told = [evaluate(watching, answers) for answers in Enumeration(talk).answers]
    return any(isinstance(t, Outcome) and bool(t.values["zz"]) for t in told)


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
    talk = drawn("mutation-0", SMALLEST)
    report = mutate(Material(rulebook(talk)), seconds=0)
    assert {fate.verdict for fate in report.fates} == {Verdict.UNPROVED}
    assert report.percentage == 0


def _outcome(told: Outcome | ClashError) -> object:
    """What comes of answers: the conclusions, or that there is no outcome, whichever rules contradict each other."""
    return told.values if isinstance(told, Outcome) else "tegenspraak"
