"""Whether something is an answer is said in one place, and what is none is refused wherever a program gives it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.outcomes import open_outcomes
from slimmer_rules.rulebook.answers import AnswerError, require_answers
from slimmer_rules.rulebook.model import UNKNOWN
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import sound

TALK = read(sound()).conversations["intake"]
LISTED, NUMBER = TALK.questions["adopter"], TALK.questions["leden"]

WRONG = [
    ({"adoptr": "concreet"}, "vraag `adoptr` bestaat niet; bedoelde u `adopter`?"),
    (
        {"adopter": "concret"},
        "antwoord `concret` niet; bedoelde u `concreet` (Ja)?; de antwoorden zijn: concreet,",
    ),
    ({"adopter": "Misschien"}, "bedoelde u `in_beeld` (Misschien)?"),
    ({"adopter": 3}, "vraag `adopter` kent het antwoord `3` niet; de antwoorden zijn"),
    ({"leden": 51}, "geef een geheel getal van 0 tot en met 50, of onbekend"),
    ({"leden": "12"}, "geef het getal 12, geen tekst"),
    ({"leden": True}, "moet tekst of een geheel getal zijn"),
    ({"leden": 12.0}, "schrijf 12, zonder punt"),
    ({"bereid": True}, 'schrijf "ja"'),
    ({"adopter": None}, 'schrijf "onbekend", of laat de vraag weg'),
    ({"kans": "goed"}, "vraag `kans` bestaat niet"),
]


@pytest.mark.parametrize(("answers", "told"), WRONG)
def test_reasoning_refuses_what_is_no_answer(answers: dict[str, str | int], told: str) -> None:
    with pytest.raises(AnswerError) as caught:
        Reasoner(TALK).derive(answers)
    assert told in str(caught.value)


@pytest.mark.parametrize("answers", [answers for answers, _ in WRONG])
def test_questions_about_an_advice_refuse_it_too(answers: dict[str, str | int]) -> None:
    with pytest.raises(AnswerError):
        open_outcomes(Analysis(TALK), answers, "kans")


def test_all_that_is_wrong_is_told_up_to_a_number() -> None:
    with pytest.raises(AnswerError) as caught:
        require_answers(TALK.questions, {f"vraag_{number}": "ja" for number in range(60_000)})
    assert str(caught.value).count("bestaat niet") == 10
    assert str(caught.value).endswith("; en meer")


def test_nobody_is_taken_to_mean_unknown() -> None:
    with pytest.raises(AnswerError) as caught:
        Reasoner(TALK).derive({"adopter": "onbekent"})
    assert "bedoelde u" not in str(caught.value)


def test_answers_that_exist_are_accepted() -> None:
    for value in ("concreet", "in_beeld", "geen", UNKNOWN):
        assert LISTED.accepts(value)
        assert LISTED.parse(value) == value
    for number in (0, 50):
        assert NUMBER.accepts(number)
        assert NUMBER.parse(str(number)) == number
    assert NUMBER.parse(UNKNOWN) == UNKNOWN


@given(st.text() | st.integers(-100, 100).map(str))
def test_what_is_read_is_accepted(text: str) -> None:
    for question in (LISTED, NUMBER):
        answer = question.parse(text)
        assert answer is None or question.accepts(answer)
        assert (answer is None) is (
            text != UNKNOWN and text not in {"concreet", "in_beeld", "geen"}
        ) or question is NUMBER
