"""The compiled rules say what experta, clingo and the slow and obvious evaluator say."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings

from slimmer_rules.audit.answer_space import AnswerSpace, Clock
from slimmer_rules.audit.mutants import mutants
from slimmer_rules.reasoning.compiled import Compiled, Conclusions, source, with_all_values
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import ContradictionError, Reasoner
from slimmer_rules.reasoning.situation import situate
from slimmer_rules.rulebook.answers import AnswerError
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Is, Not, Unknown, holds
from slimmer_rules.rulebook.model import Conversation
from tests import slow_evaluator
from tests.building import conclusion, conversation, members, question, rule
from tests.intakes import OUTCOMES, random_intake, shipped_intake
from tests.rulebooks import CLASHING, Answers, Size, cases, random_answers, random_conversation

FULL = os.environ.get("SLIMMER_FULL") == "1"


def attempt(run: Callable[[Answers], object], answers: Answers) -> object:
    """What comes out, a contradiction as a value, so that the parties can be compared alike."""
    try:
        found = run(answers)
    except ContradictionError as clash:
        return slow_evaluator.ClashError(clash.conclusion, clash.first, clash.second)
    if isinstance(found, Derivation):
        return dict(found.situation.known), dict(found.values), found.fired
    assert isinstance(found, Conclusions)
    return found.known, found.values, found.fired


def by_the_slow_evaluator(talk: Conversation, answers: Answers) -> object:
    found = slow_evaluator.evaluate(talk, answers)
    if isinstance(found, slow_evaluator.ClashError):
        return found
    fired = tuple(dict.fromkeys(step.rule for step in found.steps if step.rule is not None))
    return slow_evaluator.known_answers(talk, answers), found.values, fired


@given(cases(CLASHING))
def test_equals_experta_and_the_slow_evaluator(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    found = attempt(Compiled(talk).conclude, answers)
    assert found == by_the_slow_evaluator(talk, answers)
    assert found == attempt(Reasoner(talk).derive, answers)


@pytest.mark.parametrize("seed", range(1000 if FULL else 60))
def test_equals_clingo(seed: int) -> None:
    rng = Random(seed)  # noqa: S311  # a draw that can be repeated, no secret
    talk = random_conversation(rng, replace(Size(questions=4, conclusions=3), contradictions=seed % 3 == 0))
    space, compiled = AnswerSpace(talk, Clock(None)), Compiled(talk)
    for _ in range(5):
        answers = random_answers(rng, talk)
        fixed = space.variables.fix(answers)
        try:
            values = compiled.conclude(answers).values
        except ContradictionError:
            assert not space.possible(-space.encoding.conflict, *fixed, consistent=())
            continue
        assert not space.possible(space.encoding.conflict, *fixed, consistent=())
        for name in talk.conclusions:
            solved = {value for value, holds in space.encoding.values(name).items() if space.possible(holds, *fixed)}
            assert solved == _as_set(values.get(name))


def _as_set(value: str | frozenset[str] | None) -> set[str]:
    if isinstance(value, frozenset):
        return set(value)
    return set() if value is None else {value}


def test_equals_the_slow_evaluator_on_the_shipped_intake() -> None:
    rng = Random(14)  # noqa: S311  # as above
    compiled = Compiled(shipped_intake())
    for number in range(10_000 if FULL else 200):
        answers = random_intake(rng, OUTCOMES[number % len(OUTCOMES)])
        assert attempt(compiled.conclude, answers) == by_the_slow_evaluator(shipped_intake(), answers)


@given(cases(CLASHING))
def test_with_all_values_no_answers_contradict_and_each_value_stands(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    found = Compiled(with_all_values(talk)).conclude(answers)
    both = slow_evaluator.BothValues(talk, answers)
    assert found.values == {name: both.value(name) for name in talk.conclusions}
    assert set(found.fired) == {rule.id for rule in talk.rules.values() if both.holds(rule.condition)}


@settings(max_examples=40)
@given(cases(CLASHING))
def test_an_altered_rule_gives_what_the_altered_rulebook_gives(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    known = attempt(Compiled(talk).conclude, answers)
    if isinstance(known, slow_evaluator.ClashError):
        return
    facts = Compiled(talk).conclude(answers).facts
    altered = Compiled(talk).altered
    for mutant in [mutant for mutant in mutants(talk) if mutant.rule is not None][::7]:
        changed = mutant.conversation.rules.get(mutant.rule or "")
        pairs = changed.concludes if changed is not None and holds(changed.condition, facts) else ()
        expected = slow_evaluator.evaluate(mutant.conversation, answers)
        found = altered(answers, mutant.rule or "", pairs)
        if isinstance(expected, slow_evaluator.ClashError):
            assert found is None
        else:
            assert found == {**situate(talk, answers).known, **expected.values}


READABLE = conversation(
    [question("a"), question("n", between=(0, 9)), question("b", applies_if=Is("a", ("ja",)))],
    [conclusion("k", "x", "y", "onbekend", default="onbekend"), members("s", "m")],
    [
        rule("R-1", AtLeast(2, (Is("a", ("ja",)), Between("n", 3, None), Unknown(("b",)))), ("k", "x")),
        rule("R-2", AnyOf((Is("a", ("nee",)), All((Is("b", ("ja", "nee")), Not(Is("k", ("x",))))))), ("s", "m")),
    ],
)


def test_the_source_reads_like_the_rules() -> None:
    text = source(READABLE)
    assert "if sum([q_a == 'ja', (q_n is not None and 3 <= q_n), q_b is None]) >= 2:  # R-1" in text
    assert "fired.append('R-1')" in text
    assert "c_s.add('m')" in text


def test_the_source_holds_only_ids() -> None:
    """Each name is one of ours or a checked id, and nothing is called but what works on sets, lists and dicts."""
    tree = ast.parse(source(shipped_intake()))
    called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called == {"items", "get", "pop", "append", "add", "set", "frozenset", "sum", "contradiction"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom | ast.Lambda)]


@pytest.mark.parametrize("id", ["a'b", "a\nb", "a b", "", "é", 'a")', "a\\"])
def test_what_is_no_id_is_refused(id: str) -> None:
    talk = conversation([question("a")], [members("s", "m")], [rule(id, Is("a", ("ja",)), ("s", "m"))])
    with pytest.raises(ValueError, match="is no id"):
        source(talk)


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(AnswerError):
        Compiled(READABLE).conclude({"a": "misschien"})


def test_python_words_as_names_do_no_harm() -> None:
    names = ["in", "class", "fired", "known", "answers", "sum"]
    talk = conversation(
        [question(name) for name in names],
        [members("set", "m"), members("contradiction", "m")],
        [rule("R", AtLeast(2, tuple(Is(name, ("ja",)) for name in names)), ("set", "m"), ("contradiction", "m"))],
    )
    found = Compiled(talk).conclude({"in": "ja", "sum": "ja"})
    assert found.values == {"set": frozenset("m"), "contradiction": frozenset("m")}
