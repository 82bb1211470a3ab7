"""From the first question to the last, back, out of turn, and past what may be passed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from slimmer_rules.interview import Phase
from tests.interview.talking import Talk, begun, resumed, small_talk


def test_title_and_coach_come_first_and_may_be_skipped() -> None:
    talk = Talk()
    assert "Waar gaat het over?" in talk.asked
    talk.type("Een rugzakje voor mobiel werken")
    assert "Hoe heet u" in talk.asked
    talk.type("")
    assert talk.state.case.title == "Een rugzakje voor mobiel werken"
    assert talk.state.case.coach is None
    assert talk.at == "aanvrager"


@pytest.mark.parametrize("line", ["1", "0", "...", "2026"])
def test_what_has_no_letter_in_it_is_no_title_and_no_name(line: str) -> None:
    talk = Talk()
    assert talk.type(line) == "Schrijf in een paar woorden waar het over gaat."
    assert talk.at == ":titel"
    talk.type("Een titel")
    assert talk.type(line) == "Schrijf uw naam in letters."
    assert (talk.state.case.title, talk.state.case.coach) == ("Een titel", None)


@pytest.mark.parametrize(
    ("word", "asked", "attribute"),
    [
        ("titel", "Waar gaat het over?", "title"),
        ("naam", "Hoe heet u, als coach?", "coach"),
        ("geadresseerde", "Aan wie gaat de brief?", "addressee"),
        ("kenmerk", "Welk kenmerk komt boven de brief?", "reference"),
    ],
)
def test_the_texts_beside_the_answers_may_be_changed_at_any_moment(word: str, asked: str, attribute: str) -> None:
    talk = begun("1")
    talk.type(f":ga {word}")
    assert asked in talk.asked
    assert talk.type("Iets anders").splitlines()[0] == "Genoteerd: Iets anders."
    assert getattr(talk.state.case, attribute) == "Iets anders"
    assert talk.at == "adopter"
    assert "1 keuze concreet" in talk.asked


@pytest.mark.parametrize("line", ["", ":terug", ":overslaan"])
def test_a_text_that_was_gone_to_may_be_left_as_it_is(line: str) -> None:
    talk = begun("1", ":ga titel")
    assert "Nu staat er: Een titel. Enter houdt dit." in talk.asked
    assert talk.type(line) == ""
    assert talk.state.case.title == "Een titel"
    assert talk.at == "adopter"


def test_the_overview_shows_the_title_and_the_name_under_the_word_that_changes_them() -> None:
    talk = Talk()
    talk.type("Een titel", "", "1")
    told = talk.type(":overzicht")
    assert "titel Een titel" in told
    assert "naam nog niet ingevuld" in told
    assert "geadresseerde" not in told, "not before it was asked"
    talk.type("naam", "J. de Vries")
    assert talk.state.case.coach == "J. de Vries"


def test_a_question_of_that_name_comes_first() -> None:
    talk = small_talk()
    named = replace(talk.questions["motivatie"], short="de naam")
    held = Talk(talk=replace(talk, questions={**talk.questions, "motivatie": named}))
    held.type("", "", ":ga naam")
    assert held.at == "motivatie"


def test_a_section_is_announced_once_with_its_number() -> None:
    talk = begun()
    assert "Onderdeel 1 van 3: Wie" in talk.asked
    talk.type(":waarom")
    assert "Onderdeel" not in talk.asked
    talk.type("2")
    assert "Onderdeel" not in talk.asked
    talk.type("1")
    assert "Onderdeel 2 van 3: Kans" in talk.asked


def test_a_dependent_question_is_asked_only_when_its_controlling_answer_fits() -> None:
    assert begun("1").at == "adopter"
    assert begun("2").at == "partner"
    assert begun("0").at == "adopter"


def test_every_question_offers_not_knowing() -> None:
    talk = begun()
    assert "0 Weet ik nog niet (onbekend)" in talk.asked
    talk.type("0")
    assert talk.answers == {"aanvrager": "onbekend"}


def test_what_the_coach_judges_is_put_to_the_coach_with_what_to_listen_for() -> None:
    talk = begun("1", "1", "2")
    assert talk.asked.startswith("Voor u als coach: wat is motivatie?")
    assert "Vraag naar eerdere ervaring." in talk.asked
    assert "2 keuze twijfel. Te zien aan twijfel." in talk.asked


def test_a_whole_number_is_asked_with_its_range() -> None:
    talk = begun("1", "1", "2", "1")
    assert "Typ een getal van 0 tot en met 50, of typ: onbekend." in talk.asked
    talk.type("0")
    assert talk.answers["leden"] == 0


def test_a_whole_number_may_be_unknown() -> None:
    talk = begun("1", "1", "2", "1", "onbekend")
    assert talk.answers["leden"] == "onbekend"


def all_required() -> Talk:
    return begun("1", "1", "2", "1", "5")


def test_optional_questions_are_offered_together() -> None:
    talk = all_required()
    assert talk.state.phase is Phase.OPTIONAL
    assert "Er zijn nog 2 aanvullende vragen, over verder." in talk.asked


def test_optional_questions_may_be_passed_over_together() -> None:
    talk = all_required()
    talk.type("2")
    assert talk.state.phase is Phase.OVERVIEW
    assert not {"det_a", "det_b"} & talk.answers.keys()


def test_optional_questions_may_be_discussed() -> None:
    talk = all_required()
    talk.type("ja")
    assert talk.at == "det_a"
    assert "Onderdeel 3 van 3: Verder, aanvullend" in talk.asked
    talk.type("1", "2")
    assert talk.state.phase is Phase.OVERVIEW
    assert talk.answers["det_b"] == "hindert"


def test_the_rest_of_the_optional_questions_may_be_passed_over_halfway() -> None:
    talk = all_required()
    talk.type("1", "1", ":overslaan alles")
    assert talk.state.phase is Phase.OVERVIEW
    assert "det_a" in talk.answers


def test_what_stands_behind_skipping_is_never_ignored() -> None:
    talk = all_required()
    talk.type("1")
    at = talk.at
    assert talk.type(":overslaan a") == "“a” past daar niet. Bedoelde u :overslaan alles?"
    assert talk.at == at
    talk = begun("1")
    assert talk.type(":overslaan alles").startswith("Alles overslaan kan alleen bij de aanvullende vragen.")
    assert talk.type(":overslaan deze") == "“deze” past daar niet. Typ alleen :overslaan."
    assert (talk.at, talk.state.skipped) == ("adopter", ())


def test_all_optional_questions_may_be_passed_over_where_they_are_offered() -> None:
    talk = all_required()
    talk.type(":overslaan alles")
    assert talk.state.phase is Phase.OVERVIEW


def test_back_keeps_later_answers_and_enter_keeps_each() -> None:
    talk = begun("1", "1", "2")
    talk.type(":terug", ":terug")
    assert talk.at == "adopter"
    assert talk.answers == {"aanvrager": "professional", "adopter": "concreet", "voortgang": "nog_niet"}
    assert "Uw antwoord was: keuze concreet. Enter houdt dit." in talk.asked
    talk.type("")
    assert talk.at == "voortgang"
    talk.type("")
    assert talk.at == "motivatie"


def test_back_from_the_first_question_leads_to_the_coach_and_the_title() -> None:
    talk = begun()
    talk.type(":terug")
    assert talk.state.phase is Phase.COACH
    assert "Nu staat er: Een coach. Enter houdt dit." in talk.asked
    talk.type(":t")
    assert talk.at == ":titel"
    assert talk.type(":terug") == "U bent bij het begin."


def test_back_more_than_once_remembers_where_the_coach_came_from() -> None:
    talk = all_required()
    talk.type("2", ":ga motivatie", ":terug", ":terug")
    assert talk.at == "adopter"
    talk.type("", "")
    assert talk.at == "motivatie"
    talk.type("")
    assert talk.state.phase is Phase.OVERVIEW


def test_skipping_asks_no_more_and_the_overview_remembers() -> None:
    talk = begun(":overslaan")
    assert talk.at == "adopter"
    assert "Aanvrager" not in talk.answers
    assert "De aanvrager: overgeslagen" in talk.type(":overzicht")


def test_skipping_keeps_an_earlier_answer() -> None:
    talk = begun("1", ":terug")
    assert talk.type(":overslaan") == "Uw antwoord blijft staan: keuze professional."
    assert talk.answers == {"aanvrager": "professional"}


def test_a_skipped_question_can_be_answered_after_all() -> None:
    talk = begun(":overslaan", ":ga aanvrager", "1")
    assert talk.answers == {"aanvrager": "professional"}
    assert talk.state.skipped == ()
    assert talk.at == "adopter"


@pytest.mark.parametrize("where", ["5", "motivatie", "MOTIVATIE", "de motivatie", "mot", "de mot"])
def test_going_to_a_question_by_number_id_subject_or_first_letters(where: str) -> None:
    talk = begun(f":ga {where}")
    assert talk.at == "motivatie"
    talk.type("1")
    assert talk.at == "aanvrager"


def test_going_to_a_question_that_does_not_exist_says_which_was_meant() -> None:
    talk = begun()
    assert talk.type(":ga motivasie") == ("Er is geen vraag “motivasie”. Bedoelde u 5, de motivatie? Typ dan :ga 5.")
    assert talk.at == "aanvrager"


def test_going_to_a_question_that_does_not_apply_says_what_it_depends_on() -> None:
    talk = begun("1")
    assert talk.type(":ga partner") == (
        "De vraag over de partner hoort er nu niet bij. Dat hangt af van de aanvrager (nummer 1)."
    )


def test_going_nowhere_says_how() -> None:
    assert "Naar welke vraag?" in begun().type(":ga")


def test_a_subject_is_found_without_its_article_before_others_that_hold_the_word() -> None:
    talk = small_talk()
    other = replace(talk.questions["leden"], short="het aantal leden")
    named = replace(talk.questions["motivatie"], short="de leden")
    held = Talk(talk=replace(talk, questions={**talk.questions, "leden": other, "motivatie": named}))
    held.type("", "", ":ga aantal leden")
    assert held.at == "leden"


def test_a_name_that_fits_more_questions_lists_them() -> None:
    assert "7 (de det_a) of 8 (de det_b)" in begun().type(":ga det")


def test_a_changed_answer_brings_its_new_questions_before_the_overview() -> None:
    talk = all_required()
    talk.type("2")
    assert talk.state.phase is Phase.OVERVIEW
    talk.type("1", "2")
    assert talk.at == "partner"
    talk.type("1")
    assert talk.state.phase is Phase.OVERVIEW
    assert "nog eens" in talk.asked


def test_resuming_goes_on_where_it_was() -> None:
    talk = begun("1", "1")
    again = resumed(talk.state)
    assert again.at == "voortgang"
    assert "U gaat verder waar u was: bij de vraag over de voortgang." in again.greeting
    assert "Tot nu toe 2 vragen beantwoord." in again.greeting
    assert "Onderdeel 2 van 3: Kans" in again.asked


@pytest.mark.parametrize("lines", [(), ("1",), ("1", ""), ("1", "", "")])
def test_resuming_after_the_questions(lines: tuple[str, ...]) -> None:
    talk = all_required()
    talk.type("2", *lines)
    assert resumed(talk.state).at == talk.at


def test_passing_over_is_remembered_when_resuming() -> None:
    talk = all_required()
    talk.type("2")
    assert resumed(talk.state).state.phase is Phase.OVERVIEW
