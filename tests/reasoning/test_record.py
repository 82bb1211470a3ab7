"""The record: a derivation as the JSON object of `slimmer assess --json`."""

import json

from hypothesis import given, settings

from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.record import record
from slimmer_rules.rulebook.conditions import Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conversation
from tests.building import conclusion, conversation, members, question, rule, rulebook
from tests.rulebooks import Answers, cases


def rests_on(condition: Condition, **answers: str | int) -> list[dict[str, object]]:
    """What the only rule's step rests on."""
    talk = conversation(
        [question("a"), question("b"), question("n", between=(0, 9))],
        [members("lijst", "x", "y"), conclusion("uit", "ja")],
        [rule("L1", Is("a", ("ja",)), ("lijst", "x")), rule("R", condition, ("uit", "ja"))],
    )
    made = record(Reasoner(talk).derive(answers), rulebook(talk))
    (step,) = [step for step in made["afleiding"] if step["regel"] == "R"]
    found: list[dict[str, object]] = step["steunt_op"]
    return found


def test_a_ground_that_holds_gives_the_value_in_force() -> None:
    assert rests_on(Is("a", ("nee", "ja")), a="ja") == [{"feit": "a", "waarde": "ja"}]
    assert rests_on(Between("n", 2, None), n=3) == [{"feit": "n", "waarde": 3}]
    assert rests_on(Is("lijst", ("y", "x")), a="ja") == [{"feit": "lijst", "waarde": "x"}]


def test_not_known_gives_null_for_each_question() -> None:
    assert rests_on(Unknown(("a", "b"))) == [{"feit": "a", "waarde": None}, {"feit": "b", "waarde": None}]


def test_a_ground_that_does_not_hold_says_so_and_what_was_tested() -> None:
    assert rests_on(Not(Is("a", ("ja",)))) == [{"feit": "a", "waarde": None, "niet": True, "toets": ["ja"]}]
    assert rests_on(Not(Between("n", 2, 4)), n=9) == [
        {"feit": "n", "waarde": 9, "niet": True, "toets": [{"van": 2, "tot": 4}]}
    ]
    assert rests_on(Not(Is("lijst", ("y",))), a="ja") == [
        {"feit": "lijst", "waarde": ["x"], "niet": True, "toets": ["y"]}
    ]
    assert rests_on(Not(Unknown(("a", "b"))), b="ja") == [{"feit": "b", "waarde": "ja", "niet": True, "toets": [None]}]


@given(cases())
@settings(max_examples=100, deadline=None)
def test_the_record_holds_every_conclusion_and_every_step_and_is_json(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    derivation: Derivation = Reasoner(talk).derive(answers)
    made = record(derivation, rulebook(talk))
    assert json.loads(json.dumps(made)) == made
    assert list(made["conclusies"]) == list(talk.conclusions)
    assert [(s["regel"], s["conclusie"], s["waarde"]) for s in made["afleiding"]] == [
        (step.rule, step.conclusion, step.value) for step in derivation.steps
    ]
    assert made["antwoorden"] == answers
    for value in made["conclusies"].values():
        assert not isinstance(value, list) or value == sorted(value)
