"""Reading a line of a batch: a line or a reason, never anything else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.rulebook.lines import MAX_BYTES, Line, LineError, read_line
from tests.building import conversation, question

TALK = conversation([question("wil"), question("keus", "1", "2"), question("leden", between=(-3, 50))], [], [])

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["ja", "onbekend", "1", "12", "x"]),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["id", "antwoorden", "wil", "keus", "leden", "q"]), inner)
    ),
)


def test_answers_are_texts_and_whole_numbers() -> None:
    line = read_line(b'{"id": "a", "antwoorden": {"wil": "ja", "keus": 1, "leden": "-2"}}', TALK)
    assert line == Line("a", {"wil": "ja", "keus": "1", "leden": -2})


def test_unknown_is_a_legal_answer_to_every_question() -> None:
    answers = {"wil": "onbekend", "leden": "onbekend"}
    assert read_line(json.dumps({"id": 1, "antwoorden": answers}).encode(), TALK).answers == answers


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(
        LineError, match=r"`id` ontbreekt.*vraag `wl` bestaat niet; bedoelde u `wil`\?.*van -3 tot en met 50"
    ):
        read_line(b'{"antwoorden": {"wl": "ja", "leden": 99}}', TALK)


def test_a_strangers_text_is_shown_short_and_without_control_characters() -> None:
    with pytest.raises(LineError) as told:
        read_line(json.dumps({"id": 1, "antwoorden": {"\x1b[2J" + "x" * 500: "ja"}}).encode(), TALK)
    assert "\x1b" not in str(told.value)
    assert len(str(told.value)) < 200


def test_a_line_that_is_too_long_is_refused_unread() -> None:
    with pytest.raises(LineError, match="langer dan"):
        read_line(b" " * (MAX_BYTES + 1), TALK)


def test_of_very_many_faults_the_first_are_told() -> None:
    with pytest.raises(LineError, match=r"vraag9` bestaat niet; en meer$"):
        read_line(json.dumps({"id": 1, "antwoorden": {f"vraag{n}": "ja" for n in range(10_000)}}).encode(), TALK)


@given(st.binary() | json_values.map(lambda value: json.dumps(value).encode()))
@settings(max_examples=300)
def test_anything_is_a_line_or_a_reason(data: bytes) -> None:
    try:
        line = read_line(data, TALK)
    except LineError as fault:
        told = str(fault)
    else:
        told = " ".join(line.answers)
        assert set(line.answers) <= set(TALK.questions)
    assert told.isprintable()
