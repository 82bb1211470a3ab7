"""The interview looks ahead: it offers to stop, asks only what matters, and shows what a change leads to."""

from __future__ import annotations

from random import Random

import pytest

from slimmer_rules.interview import Phase, texts
from slimmer_rules.reasoning.situation import situate
from tests.intakes import shipped_intake
from tests.interview.talking import Talk, small_talk, text


def looking_ahead(*lines: str) -> Talk:
    talk = Talk(ahead=True)
    talk.type("Een titel", "Een coach", *lines)
    return talk


def short(*lines: str) -> Talk:
    talk = Talk(short=True)
    talk.type("Een titel", "Een coach", *lines)
    return talk


def test_a_settled_advice_is_offered_to_stop_at_without_saying_what_it_is() -> None:
    talk = looking_ahead("1", "geen")
    assert texts.SETTLED in text(talk.said)
    assert texts.SETTLED_ASK in talk.asked
    assert "afwijzen" not in text(talk.said) + talk.asked


@pytest.mark.parametrize("line", ["1", ""])
def test_the_coach_may_go_on_for_a_fuller_letter_and_is_not_asked_again(line: str) -> None:
    talk = looking_ahead("1", "geen", line)
    assert talk.at == "voortgang"
    talk.type("nog_niet")
    assert talk.at == "motivatie"


def test_who_left_at_the_offer_to_stop_is_offered_it_at_once_on_coming_back() -> None:
    left = looking_ahead("1", "geen", ":stop")
    again = Talk(left.state.case, ahead=True)
    assert texts.SETTLED in again.greeting
    assert texts.SETTLED_ASK in again.asked
    again.type("1")
    assert again.at == "voortgang"
    assert texts.SETTLED_ASK not in again.asked


def test_who_chose_to_go_on_is_not_offered_to_stop_again_on_coming_back() -> None:
    again = Talk(looking_ahead("1", "geen", "1", ":stop").state.case, ahead=True)
    assert texts.SETTLED not in again.greeting
    assert texts.SETTLED_ASK not in again.asked
    assert again.at == "voortgang"


def test_who_chose_to_go_on_can_go_back_from_the_overview() -> None:
    """What was chosen at a menu is kept among what was passed over, and is no question."""
    talk = looking_ahead("1", "geen", "1", "nog_niet", "ja", "5", "2")
    assert talk.state.phase is Phase.OVERVIEW
    talk.type(":terug")
    assert talk.at == "leden"


def test_an_answer_that_opens_the_advice_again_brings_the_offer_back_once_it_is_settled() -> None:
    talk = looking_ahead("1", "geen", "1", ":ga adopter", "concreet", "1")
    assert texts.SETTLED_ASK not in talk.asked
    talk.type(":ga adopter", "geen", "1")
    assert texts.SETTLED_ASK in talk.asked


@pytest.mark.parametrize("line", [":waarom", "?"])
def test_at_the_offer_to_stop_nothing_is_explained_that_is_not_on_the_screen(line: str) -> None:
    talk = looking_ahead("1", "geen")
    assert "voortgang" not in talk.type(line)
    assert texts.SETTLED_ASK in talk.asked


def test_the_coach_may_stop_and_comes_to_the_overview() -> None:
    talk = looking_ahead("1", "geen", "2")
    assert talk.at == ":overzicht"
    talk.type("")
    assert talk.at == ":eigen_oordeel"


def test_who_stopped_and_changes_an_answer_goes_on_if_it_is_open_again() -> None:
    talk = looking_ahead("1", "geen", "2", "3", "concreet", "1")
    assert talk.answers["adopter"] == "concreet"
    assert talk.at == "voortgang"


def test_the_overview_asked_for_in_words() -> None:
    talk = looking_ahead("1", "geen", "2")
    assert talk.type("nee") == texts.OVERVIEW_WHICH
    talk.type("ja")
    assert talk.at == ":eigen_oordeel"


def test_going_back_after_stopping_comes_to_the_last_question_that_was_put() -> None:
    assert looking_ahead("1", "geen", "2", ":terug").at == "adopter"


def test_the_optional_questions_are_offered_once_and_say_that_the_advice_stays() -> None:
    talk = looking_ahead("1", ":ga leden", "7", "concreet", "nog_niet", "ja")
    assert texts.OPTIONAL_MATTER_NOT in talk.asked
    talk.type("1", "1")
    assert texts.SETTLED not in text(talk.said)
    assert talk.at == "det_b"


def test_the_short_form_does_not_number_its_sections() -> None:
    assert "Onderdeel" not in short().asked


def test_what_no_longer_matters_is_marked() -> None:
    talk = looking_ahead("1", "1")
    assert talk.at == "voortgang"
    assert texts.MATTERS_NOT in talk.asked


def test_a_section_that_does_not_matter_is_marked_once() -> None:
    assert texts.SECTION_MATTERS_NOT in looking_ahead().asked
    assert texts.SECTION_MATTERS_NOT not in looking_ahead("1").asked


def test_a_section_begins_with_the_range_of_what_is_ahead() -> None:
    assert "Nog 1 tot 8 vragen." in looking_ahead().asked


def test_a_question_that_depends_on_what_is_unknown_is_not_counted() -> None:
    assert "Nog 1 tot 6 vragen." in looking_ahead("0").asked, "without the partner, whose question depends on who asks"


def test_where_no_question_that_is_left_can_settle_the_advice_there_is_no_lower_bound() -> None:
    talk = looking_ahead("0", "0", "0", "0", "0", "1")
    assert "Nog hoogstens 2 vragen." in talk.asked


def test_the_short_form_asks_only_what_matters() -> None:
    talk = short()
    assert talk.at == "adopter", "the section about who asks does not matter"
    talk.type("concreet")
    assert talk.at == "motivatie"
    talk.type("ja")
    assert texts.SHORT_DONE in text(talk.said)
    assert talk.state.phase is Phase.OVERVIEW
    assert talk.answers == {"adopter": "concreet", "motivatie": "ja"}


def test_the_short_form_stops_as_soon_as_it_is_settled() -> None:
    assert short("geen").state.phase is Phase.OVERVIEW


def test_the_short_form_does_not_claim_that_it_is_settled_where_something_is_not_known() -> None:
    talk = short("concreet", "0")
    assert talk.state.phase is Phase.OVERVIEW
    assert texts.SHORT_DONE not in text(talk.said)


def test_back_in_the_short_form_goes_to_what_was_put() -> None:
    talk = short("concreet")
    talk.type(":terug")
    assert talk.at == "adopter"
    talk.type("")
    assert talk.at == "motivatie"
    talk.type(":terug", ":terug")
    assert talk.state.phase is Phase.COACH


def test_a_question_passed_over_in_the_short_form_is_not_put_again() -> None:
    talk = short(":overslaan")
    assert talk.at == "motivatie"
    talk.type("ja")
    assert talk.state.phase is Phase.OVERVIEW


def test_a_change_first_shows_what_it_leads_to_and_not_the_outcome() -> None:
    talk = looking_ahead("2", "ja", "concreet", "nog_niet", ":ga aanvrager")
    told = talk.type("1")
    assert told == "Met dit antwoord verandert er iets. 1 antwoord telt niet meer mee."
    assert talk.answers["aanvrager"] == "anders", "nothing changes before the coach agrees"
    assert texts.CHANGE_ASK in talk.asked
    assert "De uitkomst verandert." in looking_ahead("1", "1", "1", "1", ":ga adopter").type("geen")


def test_after_the_outcome_a_change_shows_it_from_what_to_what() -> None:
    talk = looking_ahead("1", "concreet", "nog_niet", "ja", "1", "7", "2", "", "2")
    talk.type(":ga adopter")
    assert "Besluit: label aannemen → label afwijzen." in talk.type("geen").replace("Titel van besluit", "Besluit")


@pytest.mark.parametrize("line", ["2", ""])
def test_the_coach_may_keep_the_old_answer(line: str) -> None:
    talk = looking_ahead("2", "ja", "concreet", "nog_niet", ":ga aanvrager", "1", line)
    assert talk.answers["aanvrager"] == "anders"
    assert text(talk.said) == texts.CHANGE_KEPT
    assert talk.at == "motivatie"


def test_a_change_without_consequences_is_simply_made() -> None:
    talk = looking_ahead("1", "concreet", "nog_niet", ":ga voortgang", "ingevoerd")
    assert talk.answers["voortgang"] == "ingevoerd"


def test_why_tells_what_each_answer_does_and_goes_up_the_chain_when_repeated() -> None:
    talk = looking_ahead("1")
    first = talk.type(":waarom")
    assert "Zonder adopter blijft het een idee." in first
    assert "“keuze geen”: dan staat vast: “label afwijzen”." in first
    assert texts.WHY_AGAIN in first
    second = talk.type(":waarom")
    assert "Regel B1, Regel B1, over “Titel van besluit”" in second
    assert "Zonder adopter" not in second
    assert talk.type(":waarom") == texts.WHY_TOP
    talk.type("1", ":terug")
    assert "Zonder adopter" in talk.type(":waarom"), "at another question it begins anew"


def test_why_does_not_tell_an_outcome_that_is_settled() -> None:
    talk = looking_ahead("1", "geen", "1")
    assert "afwijzen" not in talk.type(":waarom")


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("form", ["short", "whole"])
def test_the_range_never_lies(form: str, seed: int) -> None:
    """Of the shipped intake, held at random: each range that was shown came true."""
    rng = Random(seed)  # noqa: S311  # a draw that can be repeated, no secret
    talk = Talk(talk=shipped_intake(), ahead=True, short=form == "short")
    talk.type("t", "c")
    shown: list[tuple[int, int, int]] = []
    settled_after = None
    asked = 0
    while talk.state.phase in (Phase.QUESTIONS, Phase.OPTIONAL):
        least_most = ranges(talk.asked)
        if least_most:
            shown.append((asked, *least_most))
        if talk.state.menu is not None and texts.SETTLED_ASK in talk.asked:
            settled_after = asked
            talk.type("1")
        elif talk.state.menu is not None:
            talk.type("")
        elif talk.state.phase is Phase.OPTIONAL:
            talk.type("1")
        else:
            asked += 1
            choices = len(talk.state.question.answers) if talk.state.question else 0
            talk.type(str(rng.choices(range(choices + 1), weights=(1, 12, *[2] * (choices - 1)))[0]))
            if texts.SHORT_DONE in text(talk.said):
                settled_after = asked
    assert not [n for n in situate(talk.state.talk, talk.answers).askable if n not in talk.answers] or form == "short"
    assert shown
    for before, least, most in shown:
        assert asked - before <= most
        assert settled_after is None or settled_after < before or settled_after - before >= least


def ranges(prompt: str) -> tuple[int, int] | None:
    """The range in a prompt, if one stands there."""
    for line in prompt.splitlines():
        words = line.removesuffix(".").split()
        if line.startswith("Nog ") and words[-1] in ("vraag", "vragen") and words[1] != "niet":
            numbers = [int(word) for word in words if word.isdigit()]
            return (0 if "hoogstens" in words else numbers[0]), numbers[-1]
    return None


def test_without_looking_ahead_nothing_is_said_of_it() -> None:
    talk = Talk(talk=small_talk())
    talk.type("t", "c")
    assert "Nog 1 tot" not in talk.asked
