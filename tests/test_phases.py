"""The conversations after the intake say what the specification says, and have what every conversation must have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.model import Origin, Rulebook
from tests import phases_by_hand as domain
from tests.slow_evaluator import Outcome, evaluate

Answers = Mapping[str, str | int]
CONVERSATIONS = tuple(domain.QUESTIONS)


@cache
def rulebook() -> Rulebook:
    return read_folder(shipped())


@cache
def reasoner(conversation: str) -> Reasoner:
    return Reasoner(rulebook().conversations[conversation])


def slow(conversation: str, answers: Answers) -> Mapping[str, str | frozenset[str]]:
    found = evaluate(rulebook().conversations[conversation], answers)
    assert isinstance(found, Outcome), found
    return found.values


def single(conversation: str, values: Mapping[str, str | frozenset[str]]) -> dict[str, object]:
    """The conclusions that the specification names."""
    return {name: values[name] for name in domain.VALUES[conversation]}


@st.composite
def answer_sets(draw: st.DrawFn, conversation: str) -> dict[str, str | int]:
    """Answers of every kind: mostly the best ones, or drawn evenly; some missing, numbers near bounds."""
    rng = Random(draw(st.integers(0, 2**32)))  # noqa: S311  # chance for tests, not for secrets
    spoiled = rng.choice((0.05, 0.2, 1.0))
    answers: dict[str, str | int] = {}
    for name, options in domain.QUESTIONS[conversation].items():
        if isinstance(options, range):
            answers[name] = rng.choice((0, 2, 3, 5, 10, 11, rng.choice(options)))
        else:
            answers[name] = rng.choice(options) if rng.random() < spoiled else options[0]
        chance = rng.random()
        if chance < spoiled / 4:
            del answers[name]
        elif chance < spoiled / 3:
            answers[name] = "onbekend"
    return answers


def test_the_ids_are_those_of_the_specification() -> None:
    for name, questions in domain.QUESTIONS.items():
        conversation = rulebook().conversations[name]
        found = {
            q.id: {a.id for a in q.answers} or range(q.low or 0, (q.high or 0) + 1)
            for q in conversation.questions.values()
        }
        assert found == {q: options if isinstance(options, range) else set(options) for q, options in questions.items()}
        assert conversation.goal == domain.GOALS[name]
        for conclusion in domain.VALUES[name]:
            assert not conversation.conclusions[conclusion].is_set


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_random_answers_say_what_the_specification_says(conversation: str) -> None:
    @settings(max_examples=300)
    @given(answer_sets(conversation))
    def check(answers: dict[str, str | int]) -> None:
        assert single(conversation, slow(conversation, answers)) == domain.conclude(conversation, answers)

    check()


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_experta_says_what_the_slow_evaluator_says(conversation: str) -> None:
    @settings(max_examples=300)
    @given(answer_sets(conversation))
    def check(answers: dict[str, str | int]) -> None:
        assert dict(reasoner(conversation).derive(answers).values) == slow(conversation, answers)

    check()


@pytest.mark.parametrize("conversation", ["ontwerpen", "reflectie"])
def test_every_combination_of_answers_says_what_the_specification_says(conversation: str) -> None:
    questions = domain.QUESTIONS[conversation]
    for chosen in product(*((*options, "onbekend") for options in questions.values())):
        answers = dict(zip(questions, chosen, strict=True))
        assert single(conversation, slow(conversation, answers)) == domain.conclude(conversation, answers), answers


def test_the_network_of_2013_was_vulnerable() -> None:
    """The authors' own verdict on their network."""
    file = shipped().joinpath("gevallen", "netwerk-slimmernetwerk-2013.yaml")
    case = read_case(file.read_bytes(), file.name, rulebook())
    assert case.answers == {name: threat for name, (_, threat) in domain.THREATS.items()}
    values = reasoner("netwerk").derive(case.answers).values
    assert values["verankering"] == "kwetsbaar"
    assert len(values["bedreigingen"]) == 7
    assert all(text.startswith("letterlijk: ") for text in case.origins.values())


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_every_question_and_answer_has_the_words_that_people_need(conversation: str) -> None:
    talk = rulebook().conversations[conversation]
    for question in talk.questions.values():
        assert question.why, question.id
        assert len({a.choice for a in question.answers}) == len(question.answers), question.id
        assert len({a.in_letter for a in question.answers}) == len(question.answers), question.id
        assert all((a.in_letter or "").endswith(".") for a in question.answers), question.id


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_every_rule_cites_a_place_that_its_source_has_and_explains_what_is_ours(conversation: str) -> None:
    for rule in rulebook().conversations[conversation].rules.values():
        for citation in rule.citations:
            assert citation.section is None or citation.section in rulebook().sources[citation.source].sections
        assert rule.origin is not Origin.INTERPRETATION or rule.origin_note, rule.id


def test_what_the_article_says_itself_is_marked_so() -> None:
    """Three to ten members, the minimum result, the narrative and the business case."""
    rules = {rule.id: rule for talk in rulebook().conversations.values() for rule in talk.rules.values()}
    assert {rules[id].origin for id in ("O1", "O5", "W2", "W5", "W7", "W11", "L2")} == {Origin.LITERAL}


def test_midi_is_told_to_be_unchecked_and_no_source_of_the_article() -> None:
    source = rulebook().sources["fleuren2014"]
    assert not source.checked
    assert "is daar niet de bron van" in (source.note or "")
    talks = [talk for name, talk in rulebook().conversations.items() if name != "verdieping"]
    assert not [r.id for t in talks for r in t.rules.values() if "fleuren2014" in {c.source for c in r.citations}]
