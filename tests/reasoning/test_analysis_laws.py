"""Each claim of the analysis equals trying all answers, on random small rulebooks (some of which contradict)."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.changes import ChangeSet, changes_to
from slimmer_rules.reasoning.outcomes import live_questions, open_outcomes
from slimmer_rules.reasoning.progress import ahead
from slimmer_rules.reasoning.rests_on import rests_on
from slimmer_rules.reasoning.situation import situate
from slimmer_rules.reasoning.what_if import what_if
from slimmer_rules.reasoning.why_ask import why_ask
from slimmer_rules.reasoning.why_not import why_not
from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation
from tests.reasoning.brute_force import BruteForce, known
from tests.rulebooks import Answers, Size, random_answer, random_answers, random_conversation

FULL = os.environ.get("SLIMMER_FULL") == "1"
law = settings(max_examples=500 if FULL else 40)

TINY = Size(questions=4, conclusions=3)


@st.composite
def claims(draw: st.DrawFn) -> tuple[Conversation, Answers, Conclusion, str]:
    """A rulebook, answers, and a conclusion with one of its values."""
    rng = draw(st.randoms(use_true_random=False))
    talk = random_conversation(rng, replace(TINY, contradictions=rng.random() < 0.3))
    concluded = rng.choice(list(talk.conclusions.values()))
    return talk, random_answers(rng, talk), concluded, rng.choice(concluded.values).id


Claim = tuple[Conversation, Answers, Conclusion, str]


@law
@given(claims())
def test_open_outcomes_are_those_of_all_completions(claim: Claim) -> None:
    talk, answers, concluded, _ = claim
    found = open_outcomes(Analysis(talk), answers, concluded.id)
    outcomes = BruteForce(talk).outcomes(answers, concluded.id)
    if concluded.is_set:
        sets = [outcome for outcome in outcomes if isinstance(outcome, frozenset)]
        assert set(found.possible) == set().union(*sets)
        if sets:
            assert set(found.certain) == frozenset.intersection(*sets)
    else:
        assert set(found.possible) == outcomes
        assert found.settled is (len(outcomes) == 1)


@law
@given(claims())
def test_a_live_question_alone_makes_the_difference_in_some_completion(claim: Claim) -> None:
    talk, answers, concluded, _ = claim
    found = live_questions(Analysis(talk), answers, concluded.id)
    assert set(found.live) == BruteForce(talk).live(answers, concluded.id)


@law
@given(claims())
def test_something_is_live_as_long_as_the_outcome_is_open(claim: Claim) -> None:
    """In rules that never contradict; else the way from one outcome to another may lead through a contradiction."""
    talk, answers, concluded, _ = claim
    analysis = Analysis(talk)
    if analysis.consistent:
        settled = open_outcomes(analysis, answers, concluded.id).settled
        assert settled is (live_questions(analysis, answers, concluded.id).live == ())


@law
@given(claims())
def test_changes_are_all_smallest_ones(claim: Claim) -> None:
    talk, answers, concluded, value = claim
    found = changes_to(Analysis(talk), answers, concluded.id, value, most=10_000)
    slow = BruteForce(talk)
    assert found.already is slow.holds(answers, concluded.id, value)
    if found.already:
        return
    expected = slow.changes(answers, concluded.id, value)
    assert not found.more
    assert {spelt for each in found.sets for spelt in spelt_out(each)} == expected
    assert [each.effort for each in found.sets] == sorted(each.effort for each in found.sets)
    if not expected:
        assert set(map(frozenset, found.blockers)) == slow.blockers(answers, concluded.id, value)
        assert found.possible is bool(found.blockers)


def spelt_out(found: ChangeSet) -> set[frozenset[tuple[str, str | int]]]:
    """A set of changes with each whole number of a band on its own."""
    ways = [
        [(c.question, number) for number in range(c.band[0], c.band[1] + 1)] if c.band else [(c.question, c.new)]
        for c in found.changes
    ]
    return {frozenset(way) for way in product(*ways)}


@law
@given(claims())
def test_what_a_conclusion_rests_on(claim: Claim) -> None:
    talk, answers, concluded, value = claim
    slow, analysis = BruteForce(talk), Analysis(talk)
    if not slow.holds(answers, concluded.id, value):
        with pytest.raises(ValueError, match=concluded.id):
            rests_on(analysis, answers, concluded.id, value)
        return
    found = rests_on(analysis, answers, concluded.id, value, most=10_000)
    assert set(map(frozenset, found.giving)) == slow.giving(answers, concluded.id, value)
    assert set(found.idle) == slow.idle(answers, concluded.id, value)


@law
@given(claims(), st.randoms(use_true_random=False))
def test_what_if_shows_both_conclusions(claim: Claim, rng: Random) -> None:
    talk, answers, _, _ = claim
    slow, analysis = BruteForce(talk), Analysis(talk)
    changes = {asked.id: random_answer(rng, asked) for asked in talk.questions.values() if rng.random() < 0.5}
    before, after = slow.values(answers), slow.values({**answers, **changes})
    if before is None or after is None:
        return
    found = what_if(analysis.reasoner.derive, answers, changes)
    differing = {name: (before[name], after[name]) for name in talk.conclusions if before[name] != after[name]}
    assert {each.conclusion: (each.old, each.new) for each in found.conclusions} == differing
    old, new = (situate(talk, given) for given in (answers, {**answers, **changes}))
    assert set(found.parked) == set(new.parked) - set(old.parked)
    assert set(found.revived) == set(old.parked) - set(new.parked)
    for each in found.conclusions:
        assert {step.rule for step in found.new.steps_for(each.conclusion)}.isdisjoint(each.lost)
        assert {step.rule for step in found.old.steps_for(each.conclusion)}.isdisjoint(each.gained)


@law
@given(claims())
def test_why_a_question_is_asked_tells_what_each_answer_leaves_open(claim: Claim) -> None:
    talk, answers, _, _ = claim
    if talk.goal is None:
        return
    slow, analysis = BruteForce(talk), Analysis(talk)
    question = next(iter(talk.questions))
    rest = {name: answer for name, answer in answers.items() if name != question}
    for effect in why_ask(analysis, answers, question).effects:
        assert set(effect.outcomes.possible) == slow.outcomes({**rest, question: effect.answer}, talk.goal)


@law
@given(claims())
def test_why_not_counts_what_is_lacking(claim: Claim) -> None:
    talk, answers, concluded, value = claim
    if BruteForce(talk).values(answers) is None:
        return
    derivation = Analysis(talk).reasoner.derive(answers)
    found = why_not(derivation, concluded.id, value)[0]
    assert [near.distance for near in found.rules] == sorted(near.distance for near in found.rules)
    for near in found.rules:
        assert (near.distance == 0) is near.condition.met is (near.rule in derivation.fired)


@law
@given(claims(), st.booleans(), st.randoms(use_true_random=False))
def test_the_range_of_what_is_ahead_never_lies(claim: Claim, short: bool, rng: Random) -> None:
    """Answer at random, `onbekend` too, until nothing is asked any more: each range said on the way came true."""
    talk, _, _, _ = claim
    analysis = Analysis(talk)
    if talk.goal is None or not analysis.consistent:
        return
    answers: Answers = {}
    said: list[tuple[int, int]] = []
    settled_after: int | None = None
    while True:
        found = ahead(analysis, answers, short=short)
        said.append((found.least, found.most))
        if found.settled and settled_after is None:
            settled_after = len(answers)
        askable = [name for name in situate(talk, answers).askable if name not in answers]
        question = found.next if short else next(iter(askable), None)
        if question is None or (short and found.settled):
            break
        assert question in askable
        answers[question] = UNKNOWN if rng.random() < 0.2 else random_answer(rng, talk.questions[question])
    for before, (least, most) in enumerate(said):
        assert len(answers) - before <= most
        if settled_after is not None:
            assert max(0, settled_after - before) >= least
    if not short:
        return
    unasked = live_questions(analysis, answers, talk.goal).live
    assert all(
        name in known(answers) or name in answers or name not in situate(talk, answers).askable for name in unasked
    )
