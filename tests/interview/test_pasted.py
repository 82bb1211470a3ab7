"""Texts of more lines, as a terminal gives what was pasted: never answers, never lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.interview import left, texts
from slimmer_rules.interview.notes import NOTES_LIMIT
from tests.interview.talking import Talk, begun, text

NOTE = "Gesproken met Noor.\nNee\n1\n- belt vrijdag\n:stop"


def at_the_end() -> Talk:
    """At the overview, with every question passed over."""
    talk = begun()
    while talk.state.question is not None:
        talk.type(":overslaan")
    talk.type("2")
    return talk


def at_reason() -> Talk:
    talk = at_the_end()
    talk.type("", "1", "", "", "3", "1")
    assert talk.at == ":reden"
    return talk


@pytest.mark.parametrize("lines", [("Een titel", "Een coach"), ("Een titel", "Een coach", ":ga leden")])
def test_at_a_question_it_is_offered_as_a_note(lines: tuple[str, ...]) -> None:
    talk = Talk()
    talk.type(*lines)
    at = talk.at
    assert "U plakte 5 regels" in talk.type(NOTE)
    assert (talk.at, talk.answers, talk.state.case.notes) == (at, {}, {})
    assert texts.PASTED_NOTE in talk.asked
    talk.type("1")
    assert (talk.at, talk.answers, talk.state.case.notes) == (at, {}, {at: NOTE})
    talk.type(NOTE, "2")
    assert talk.state.case.letter_notes == {at: NOTE}


def test_it_may_be_thrown_away() -> None:
    talk = begun(NOTE)
    assert talk.type("0") == texts.PASTED_GONE
    assert (talk.at, talk.state.pasted, talk.state.case.notes) == ("aanvrager", "", {})


def test_nothing_else_goes_on_before_the_coach_said_what_it_is() -> None:
    talk = begun(NOTE)
    assert talk.type(":terug") == texts.PASTED_FIRST
    assert "Overzicht" in talk.type(":overzicht")
    for line in ("", "3", "ja"):
        talk.type(line)
        assert talk.erred()
    talk.type("nog een\nregel", "1")
    assert talk.state.case.notes == {"aanvrager": f"{NOTE}\nnog een\nregel"}


def test_behind_the_command_it_is_the_note_with_its_lines() -> None:
    talk = begun(f":notitie {NOTE}", ":n!\neen\n\ntwee")
    assert talk.state.case.notes == {"aanvrager": NOTE}
    assert talk.state.case.letter_notes == {"aanvrager": "een\n\ntwee"}


@pytest.mark.parametrize("line", [":stop\nNee", ":ga leden\nNee", ":notitie-weg\nNee"])
def test_a_pasted_text_is_no_command(line: str) -> None:
    talk = begun(line)
    assert talk.state.pasted == line
    assert (talk.at, talk.state.stopped) == ("aanvrager", False)


def test_a_title_may_be_put_on_one_line_or_be_the_issue() -> None:
    talk = Talk()
    talk.type(NOTE, "2")
    assert (talk.at, talk.state.case.issue, talk.state.case.title) == (":titel", NOTE, None)
    talk.type("een\ntwee", "1")
    assert (talk.at, talk.state.case.title) == (":titel", "een twee")
    talk.type("", "Noor\nde Wit", "1")
    assert talk.state.case.coach == "Noor de Wit"


def test_an_address_and_a_reason_keep_their_lines() -> None:
    talk = at_the_end()
    talk.type("", "1")
    assert talk.at == ":geadresseerde"
    talk.type("Mevrouw S. de Wit\nGemeente A, afdeling B\n1234 AB  Stad")
    assert talk.state.case.addressee == "Mevrouw S. de Wit\nGemeente A, afdeling B\n1234 AB  Stad"
    talk = at_reason()
    talk.type("U heeft dit nodig:\n- tijd\n- ruimte")
    assert talk.state.case.decision is not None
    assert talk.state.case.decision.reason == "U heeft dit nodig:\n- tijd\n- ruimte"


def test_where_no_question_is_asked_the_coach_says_at_which_one_it_belongs() -> None:
    talk = at_the_end()
    assert talk.at == ":overzicht"
    talk.type(NOTE)
    assert texts.PASTED_WHERE in talk.asked
    assert "Er is geen vraag" in talk.type("xyz")
    talk.type("leden")
    assert talk.state.case.notes == {"leden": NOTE}
    assert (talk.at, talk.answers) == (":overzicht", {})


def test_a_choice_in_between_stays_where_it_is() -> None:
    talk = begun("1", ":overzicht", NOTE, "1")
    assert texts.OVERVIEW_PICK in talk.asked
    talk.type("")
    assert talk.state.case.notes == {talk.at: NOTE}


def test_leaving_keeps_it_as_a_note() -> None:
    talk = begun(NOTE)
    state, said = left(talk.state)
    assert state.case.notes == {"aanvrager": NOTE}
    assert texts.NOTE_ADDED in text(said)
    untouched = begun().state
    assert left(untouched) == (untouched, ())


def test_leaving_where_no_question_is_asked_keeps_it_at_the_last_that_was_answered() -> None:
    talk = begun("1")
    while talk.state.question is not None:
        talk.type(":overslaan")
    talk.type(NOTE)
    state, said = left(talk.state)
    assert state.case.notes == {"aanvrager": NOTE}
    assert "bij de vraag over de aanvrager" in text(said)
    assert not state.pasted


def test_leaving_shows_what_has_no_place() -> None:
    talk = Talk()
    talk.type(NOTE)
    assert text(left(talk.state)[1]) == texts.PASTED_LOST.format(text=NOTE)
    full = begun(NOTE)
    notes = {"aanvrager": "x" * (NOTES_LIMIT - 5)}
    state, said = left(replace(full.state, case=replace(full.state.case, notes=notes)))
    assert state.case.notes == notes
    assert texts.PASTED_LOST.format(text=NOTE) in text(said)


def test_too_much_is_refused_and_changes_nothing() -> None:
    talk = begun("x\n" * NOTES_LIMIT)
    assert talk.erred()
    assert talk.state.pasted == ""
    talk.type(":n een", f"{'x' * (NOTES_LIMIT - 2)}\ny")
    assert "Deze past er niet meer bij." in talk.type("1")
    assert talk.state.pasted, "it is still there for the letter, or to be thrown away"


def test_blank_lines_around_a_line_are_nothing() -> None:
    assert begun("\n 2 \r\n\r\n").answers == begun("2").answers != {}


@given(st.lists(st.text(alphabet="123 janeeNJ:stop?-", min_size=1), min_size=2, max_size=6))
def test_pasted_lines_never_answer_a_question(lines: list[str]) -> None:
    pasted = "\n".join(lines)
    talk = begun(pasted)
    whole = [line.strip() for line in lines]
    if sum(map(bool, whole)) > 1:
        assert talk.answers == {}
        assert not talk.state.stopped
