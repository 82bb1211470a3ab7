"""Answers: how they may be typed, what a change parks, and what contradicts."""

from __future__ import annotations

import pytest

from tests.interview.talking import Talk, begun, resumed


@pytest.mark.parametrize("line", ["2", " 2 ", "2.", "in_beeld", "IN BEELD", "keuze in_beeld", "in", "i"])
def test_an_answer_by_number_id_text_or_first_letters(line: str) -> None:
    talk = begun("1", line)
    assert talk.answers["adopter"] == "in_beeld"


@pytest.mark.parametrize("line", ["0", "onbekend", "onb", "Weet ik nog niet", "weet"])
def test_not_knowing_in_many_ways(line: str) -> None:
    assert begun("1", line).answers["adopter"] == "onbekend"


def test_letters_are_confirmed_and_numbers_are_not() -> None:
    assert begun("1").type("conc") == "Genoteerd: keuze concreet."
    assert begun("1").type("1") == ""


@pytest.mark.parametrize("line", ["4", "9", "99999999999", "-1", "ja hoor", "²", "1 2"])
def test_what_is_no_answer_is_told_with_what_is(line: str) -> None:
    talk = begun("1")
    before = talk.state.case.answers
    assert "Typ een cijfer van 1 tot en met 3. Weet u het nog niet? Typ 0." in talk.type(line)
    assert talk.erred()
    assert talk.state.case.answers == before


def test_a_typing_mistake_is_answered_with_what_was_probably_meant() -> None:
    assert "Bedoelde u 1 (keuze concreet)?" in begun("1").type("concret")


def test_letters_that_fit_more_answers_ask_for_the_number() -> None:
    assert begun("1").type("keuze") == (
        "“keuze” kan meer betekenen: 1 (keuze concreet), 2 (keuze in_beeld), 3 (keuze geen). Typ het cijfer."
    )


@pytest.mark.parametrize("line", ["51", "-3", "vijf", "3,5", "x"])
def test_what_is_no_whole_number_in_range_is_told(line: str) -> None:
    talk = begun("1", "1", "2", "1")
    assert "Typ een heel getal van 0 tot en met 50, of typ: onbekend." in talk.type(line)
    assert "leden" not in talk.answers


def test_enter_without_an_earlier_answer_says_what_is_possible() -> None:
    talk = begun()
    assert ":overslaan" in talk.type("")
    assert talk.at == "aanvrager"


def test_a_command_without_its_colon_is_recognised() -> None:
    assert begun().type("terug") == "Bedoelde u de opdracht :terug? Typ die met een dubbele punt ervoor."


def test_a_change_is_told() -> None:
    talk = begun("1", ":terug")
    assert "Gewijzigd: de aanvrager was “keuze professional” en is nu “keuze anders”." in talk.type("2")
    assert "Er komt een vraag bij, over de partner." in talk.type(":terug", "1", ":terug", "2")


def test_a_change_parks_and_unparks_and_says_so() -> None:
    talk = begun("2", "1", ":ga aanvrager")
    assert "Uw antwoord over de partner telt nu niet mee. Het blijft wel bewaard." in talk.type("1")
    assert talk.answers["partner"] == "ja"
    assert "De partner: keuze ja (telt nu niet mee)" in talk.type(":overzicht")
    talk.type("1")
    assert "Uw antwoord over de partner telt weer mee: keuze ja." in talk.type("2")


def contradicting() -> Talk:
    return begun("1", "3", "1")


def test_contradicting_answers_are_pointed_out_at_once() -> None:
    talk = contradicting()
    assert "Er is geen gebruiker, maar het is al ingevoerd." in talk.type()
    assert "Wat klopt?" in talk.asked
    assert "1 De adopter: keuze geen" in talk.asked
    assert "2 De voortgang: keuze ingevoerd" in talk.asked


def test_the_coach_chooses_which_answer_is_right() -> None:
    talk = contradicting()
    talk.type("1")
    assert talk.at == "adopter"
    talk.type("1")
    assert talk.at == "motivatie"
    assert talk.answers["adopter"] == "concreet"


@pytest.mark.parametrize("line", ["0", "", ":overslaan", ":terug"])
def test_the_coach_may_leave_a_contradiction(line: str) -> None:
    talk = contradicting()
    talk.type(line)
    assert talk.at == "motivatie"
    assert talk.state.menu is None
    talk.type("1")
    assert talk.state.menu is None, "the same contradiction is pointed out once"
    assert "Deze antwoorden passen niet bij elkaar:" in talk.type(":overzicht")


def test_who_stopped_at_a_contradiction_meets_it_again_on_coming_back() -> None:
    again = resumed(begun("1", "3", "1", ":stop").state)
    assert "Er is geen gebruiker, maar het is al ingevoerd." in again.greeting
    assert "1 De adopter: keuze geen" in again.asked
    again.type("1", "1")
    assert again.answers["adopter"] == "concreet"


def test_a_contradiction_that_was_left_is_not_raised_again_on_coming_back_but_another_is() -> None:
    left = begun("1", "3", "1", "0")
    again = resumed(left.state)
    assert again.state.menu is None
    assert "passen niet bij elkaar" not in again.greeting
    again.type(":ga adopter", "1", ":ga adopter", "3")
    assert "Wat klopt?" in resumed(again.state).asked


def test_a_contradiction_menu_refuses_what_is_not_on_it() -> None:
    talk = contradicting()
    assert "“7” past hier niet. Typ 1 of 2, of 0 om niets te wijzigen." in talk.type("7")
    assert talk.state.menu is not None


def test_rules_are_run_only_where_an_answer_can_contradict() -> None:
    talk = begun("1")
    assert talk.derived == 0
    talk.type("1")
    assert talk.derived > 0


def test_control_characters_do_not_reach_the_case() -> None:
    talk = Talk()
    talk.type("Een\x1b[31m rood\u202e idee\x00\tnu")
    assert talk.state.case.title == "Een[31m rood idee nu"


def test_a_text_that_is_too_long_is_refused_and_nothing_is_lost() -> None:
    talk = Talk()
    assert "Dit is te lang: 3000 tekens." in talk.type("x" * 3000)
    assert talk.state.case.title is None
