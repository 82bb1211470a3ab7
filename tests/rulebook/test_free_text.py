"""One cleaning for all text that people type: the same text in gives the same text out, wherever it comes in."""

from __future__ import annotations

import json
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.interview.machine import respond
from slimmer_rules.rulebook.cases import Case, dump_case, read_case
from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.lines import read_line
from tests.interview.talking import Talk
from tests.letter.making import book, talk


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Vroegsigna\u00adlering schulden\u200bteam", "Vroegsignalering schuldenteam"),
        ("cafe\u0301, x\u0302 en \u1fef", "café, x\u0302 en `"),
        ("a\r\nb\rc\vd\u2028e\u2029f\x85g", "a\nb\nc\nd\ne\nf\ng"),
        ("a\tb\u00a0c\u2009d\u3000e", "a b c d e"),
        ("a\x00b\x1b[31mc\x7fd\x9be", "ab[31mcde"),
        ("a\ufeffb\u202ec\u2066d\ufdd0e\uffff", "abcde"),
        ("\ud83d half", "\ufffd half"),
        ("wijk\u200dteam", "wijkteam"),
        ("👩\u200d🏫 ❤\ufe0f", "👩\u200d🏫 ❤\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("  ruimte  blijft \n- lijst\n", "  ruimte  blijft \n- lijst\n"),
    ],
)
def test_what_is_typed_is_cleaned(typed: str, text: str) -> None:
    assert clean_text(typed) == text


@given(st.text() | st.text("ae\u0301\u0302\u00ad\u200b\u200c\u200d\u0915\u094d👩 \r\n\t\x00\ud800\u1fef"))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once == normalize("NFC", once)
    once.encode()


@given(st.text("abé\u0301\u00ad\u200b\u200d\u00a0👩:.\x1b\t ", min_size=1, max_size=30))
def test_interview_and_case_file_take_the_same_text(text: str) -> None:
    typed = f"Titel {text}x"
    conversation = Talk()
    conversation.state, _ = respond(conversation.state, typed)
    written = json.dumps({"gesprek": "intake", "titel": typed, "antwoorden": {}}).encode()
    if "\x1b" not in text:  # a control character in a file is refused, with its place
        assert read_case(written, "geval.json", book()).title == conversation.state.case.title
    assert read_case(dump_case(conversation.state.case).encode(), "g.yaml", conversation.state.rulebook) == (
        conversation.state.case
    )


def test_an_answer_with_a_sign_that_shows_nothing_is_that_answer() -> None:
    line = {"id": "zo\u00ad", "antwoorden": {"adopter": "ge\u00aden"}}
    read = read_line(json.dumps(line).encode(), talk())
    assert (read.id, read.answers) == ("zo\u00ad", {"adopter": "geen"})
    case = read_case("gesprek: intake\nantwoorden: {adopter: ge\u00aden}\n".encode(), "g.yaml", book())
    assert case == Case("intake", {"adopter": "geen"})
