"""The end: overview, the coach's own view before the rules' outcome, the outcome with reasons, the letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from slimmer_rules.interview import Phase, letter_failed, letter_made
from slimmer_rules.rulebook.cases import HumanDecision, Progress
from slimmer_rules.rulebook.conditions import Is
from slimmer_rules.rulebook.model import Outcome
from tests.building import conclusion, conversation, given, members, question, rule
from tests.interview.talking import Talk, begun, resumed, small_talk, text

ACCEPTED = ("1", "1", "2", "1", "5", "2")
ADVISED = (*ACCEPTED, "", "", "", "")
"""Past the overview, the own view, and whom the letter is for and its reference."""


def test_the_overview_comes_before_the_end() -> None:
    talk = begun(*ACCEPTED)
    assert talk.state.phase is Phase.OVERVIEW
    assert "Alle vragen zijn gesteld." in talk.asked
    assert "3 De adopter: keuze concreet" in talk.asked


def test_the_own_view_is_asked_before_the_outcome_is_shown() -> None:
    talk = begun(*ACCEPTED)
    assert "Ons advies" not in talk.type("")
    assert talk.state.phase is Phase.OWN_VIEW
    assert "Voor u als coach: wat is uw oordeel?" in talk.asked
    assert "Ons advies" not in talk.asked
    told = talk.type("2")
    assert told.startswith("De uitkomst\nTitel van besluit: label aannemen.\nDe kans is goed.")
    assert talk.state.case.own_view == "aanhouden"


def test_the_own_view_stays_with_the_coach_until_the_coach_asks_for_it() -> None:
    talk = begun(*ACCEPTED, "")
    told = talk.type("2")
    assert "label aanhouden" not in told + talk.asked + resumed(talk.state).greeting
    assert "Uw eigen oordeel is bewaard; met :oordeel ziet u het." in told
    assert ":oordeel" in talk.type(":help")
    assert talk.type(":oordeel") == "Uw eigen oordeel was: label aanhouden.\nTitel van besluit: label aannemen."
    assert talk.state.phase is Phase.ADDRESSEE


def test_without_an_own_view_none_is_shown_and_no_advice_either() -> None:
    talk = begun("1")
    assert talk.type(":oordeel") == "U gaf nog geen eigen oordeel. Wij vragen ernaar na het overzicht."
    talk = begun(*ACCEPTED, "")
    told = talk.type("")
    assert "oordeel" not in told
    assert talk.type(":oordeel") == "U gaf geen eigen oordeel."


def test_an_own_view_in_a_sentence_is_shown_as_it_was_given() -> None:
    talk = begun(*ACCEPTED)
    talk.state = replace(talk.state, case=replace(talk.state.case, own_view="Ik zou dit aannemen."))
    assert talk.type(":oordeel").startswith("Uw eigen oordeel was: Ik zou dit aannemen.\n")


@pytest.mark.parametrize(("line", "kept"), [("", None), ("3", "afwijzen"), ("afwijzen", "afwijzen")])
def test_the_own_view_may_be_skipped(line: str, kept: str | None) -> None:
    talk = begun(*ACCEPTED, "")
    assert "Titel van besluit: label aannemen." in talk.type(line)
    assert talk.state.case.own_view == kept


@pytest.mark.parametrize("line", ["8", "0", "geen idee"])
def test_what_is_no_view_is_refused(line: str) -> None:
    assert "Typ een cijfer van 1 tot en met 3." in begun(*ACCEPTED, "").type(line)


def test_an_acceptance_tells_why() -> None:
    told = begun(*ACCEPTED, "").type("")
    assert "De kans is goed." in told
    assert "Titel van kans: label gunstig. Er is een gebruiker." in told
    assert "Dit is de uitkomst van de regels. Een mens neemt het besluit." in told


def test_conditions_are_listed() -> None:
    told = begun("1", "2", "2", "1", "5", "2", "").type("")
    assert "Titel van voorwaarden:\n- Label adopter_vastleggen." in told


def test_a_refusal_lists_no_conditions() -> None:
    told = begun("1", "2", "2", "3", "5", "2", "").type("")
    assert "Titel van besluit: label afwijzen." in told
    assert "voorwaarden" not in told


def test_a_refusal_lists_no_next_steps() -> None:
    talk = small_talk()
    steps = members("vervolgstappen", "beginnen")
    begin = rule("V2", Is("voortgang", ("nog_niet",)), ("vervolgstappen", "beginnen"))
    talk = replace(
        talk,
        conclusions={**talk.conclusions, "vervolgstappen": steps},
        rules={**talk.rules, "V2": begin},
        outcomes={**talk.outcomes, "aannemen": Outcome(True, ("voorwaarden", "vervolgstappen"))},
    )
    for motivation, told in (("1", True), ("3", False)):
        held = Talk(talk=talk)
        outcome = held.type("t", "c", "1", "1", "2", motivation, "5", "2", "", "")
        assert ("Label beginnen." in outcome) is told


def test_what_holds_an_advice_back_is_told_with_what_is_not_known() -> None:
    told = begun("1", "0", "2", ":overslaan", "5", "2", "").type("")
    assert "Titel van besluit: label aanhouden." in told
    assert "Titel van kans: label onbekend." in told
    assert "Kans: de adopter; de motivatie." in told


def test_contradictions_left_are_told_with_the_outcome() -> None:
    told = begun("1", "3", "1", "0", "1", "5", "2", "").type("")
    assert "Antwoorden die niet bij elkaar passen:\n- Er is geen gebruiker, maar het is al ingevoerd." in told


def test_the_letter_is_offered_and_asked_of_the_caller() -> None:
    talk = begun(*ADVISED)
    assert "Zal ik de brief maken?" in talk.asked
    talk.type("1")
    assert talk.state.letter == ""
    state, said = letter_made(talk.state, "brief.html")
    assert state.over
    assert "De brief staat in brief.html." in text(said)


def test_whom_the_letter_is_for_and_its_reference_are_asked_before_the_letter() -> None:
    talk = begun(*ACCEPTED, "", "")
    assert "Aan wie gaat de brief?" in talk.asked
    assert "Enter slaat dit over." in talk.asked
    talk.type("Mevrouw S. de Wit, Gemeente Voorbeeldstad ,  ")
    assert talk.state.case.addressee == "Mevrouw S. de Wit\nGemeente Voorbeeldstad"
    assert "Welk kenmerk komt boven de brief?" in talk.asked
    talk.type("2026-014")
    assert talk.state.case.reference == "2026-014"
    assert "Zal ik de brief maken?" in talk.asked
    talk.type(":terug", ":terug")
    assert "Nu staat er: Mevrouw S. de Wit, Gemeente Voorbeeldstad. Enter houdt dit." in talk.asked
    assert "geadresseerde Mevrouw S. de Wit, Gemeente Voorbeeldstad" in talk.type(":overzicht")


def test_how_the_letter_will_greet_is_told_where_it_was_typed_whom_it_is_for() -> None:
    talk = begun(*ACCEPTED, "", "")
    told = talk.type("mevrouw s. van der berg, gemeente utrecht")
    assert told.startswith("De brief begint met: Beste mevrouw s. van der berg,\n")
    assert ":ga aanhef" in told
    assert "Welk kenmerk" in talk.asked
    talk.type(":ga geadresseerde")
    assert "De brief begint met: Beste meneer Jansen," in talk.type("dhr Jansen")
    talk.type(":ga geadresseerde")
    assert talk.type("") == ""


def test_the_salutation_is_the_coach_s_to_change() -> None:
    talk = begun(*ACCEPTED, "", "", "mevrouw s. van der berg", ":ga aanhef")
    assert "Nu staat er: Beste mevrouw s. van der berg. Enter houdt dit." in talk.asked
    talk.type("")
    assert talk.state.case.salutation is None
    assert "Welk kenmerk" in talk.asked
    talk.type(":ga aanhef")
    assert "De brief begint met: Geachte mevrouw,\n" in talk.type("Aanhef: Geachte mevrouw,")
    assert talk.state.case.salutation == "Geachte mevrouw"
    assert "aanhef Geachte mevrouw" in talk.type(":overzicht")
    talk.type(":ga aanhef", "12")
    assert talk.erred()
    assert talk.state.case.salutation == "Geachte mevrouw"


def test_what_was_copied_from_a_mail_comes_out_right() -> None:
    talk = begun(*ACCEPTED, "", "", "Aan: Wit, S. de (Sanne) <s.dewit@voorbeeld.nl>")
    assert talk.state.case.addressee == "Sanne de Wit"
    talk.type("Ons kenmerk: 2026-014")
    assert talk.state.case.reference == "2026-014"


def test_an_addressee_is_a_name() -> None:
    talk = begun(*ACCEPTED, "", "")
    assert talk.type("1") == "Begin met een naam, zoals: mevrouw S. de Wit."
    assert talk.state.case.addressee is None


@pytest.mark.parametrize(
    ("line", "at"), [("Mevrouw S. de Wit", ":kenmerk"), ("", ":kenmerk"), (":stop", ":geadresseerde")]
)
def test_whom_the_letter_is_for_is_asked_again_only_if_it_was_not_passed(line: str, at: str) -> None:
    again = resumed(begun(*ACCEPTED, "", "", line).state)
    assert again.at == at
    assert "Titel van besluit: label aannemen." in again.greeting


def test_what_was_passed_over_before_the_letter_is_not_asked_after_a_change() -> None:
    talk = begun(*ADVISED, ":ga adopter", "2", "")
    assert talk.state.phase is Phase.LETTER


def test_who_gave_no_name_is_asked_once_more_before_the_letter() -> None:
    talk = Talk()
    talk.type("Een titel", "", *ACCEPTED, "", "")
    assert "Hoe heet u, als coach? Uw naam komt onder de brief." in talk.asked
    other = resumed(talk.state)
    assert other.at == ":naam"
    other.type("", "", "")
    assert other.state.phase is Phase.LETTER
    assert resumed(other.state).state.phase is Phase.LETTER
    other.type(":terug", ":terug", ":terug")
    assert other.at == ":naam", "one question back each time"
    talk.type("J. de Vries", "", "")
    assert talk.state.case.coach == "J. de Vries"
    assert talk.state.phase is Phase.LETTER


def test_an_older_case_left_at_the_letter_is_asked_what_its_letter_lacks() -> None:
    left = begun(*ADVISED).state
    older = replace(left.case, addressee="Mevrouw S. de Wit", progress=Progress(at=":brief"))
    assert Talk(older).at == ":kenmerk"


def test_the_letter_may_be_given_a_name_or_left() -> None:
    talk = begun(*ADVISED)
    talk.type("map/mijn brief.docx")
    assert talk.state.letter == "map/mijn brief.docx"
    other = begun(*ADVISED)
    assert "later" in other.type("nee")
    assert other.state.over
    assert begun(*ADVISED).type("misschien").startswith("“misschien” past hier niet.")


def test_a_letter_that_fails_may_be_tried_again() -> None:
    talk = begun(*ADVISED, "1")
    state, said = letter_failed(talk.state, "De map bestaat niet.")
    assert text(said) == "De brief is niet gemaakt. De map bestaat niet."
    assert state.phase is Phase.LETTER
    assert state.letter is None


def test_an_answer_changed_after_the_outcome_gives_a_new_outcome_without_asking_the_view_again() -> None:
    talk = begun(*ADVISED)
    talk.type(":ga adopter", "3")
    assert talk.state.phase is Phase.OVERVIEW
    assert "Titel van besluit: label afwijzen." in talk.type("")


def test_resuming_at_the_outcome_shows_it_again() -> None:
    talk = begun(*ACCEPTED, "", "2", "", "")
    again = resumed(talk.state)
    assert "Titel van besluit: label aannemen." in again.greeting
    assert "Zal ik de brief maken?" in again.asked


def test_a_finished_interview_opens_at_its_overview() -> None:
    talk = begun(*ADVISED, "2")
    again = resumed(talk.state)
    assert again.state.phase is Phase.OVERVIEW
    assert "Dit gesprek was al klaar." in again.greeting


def test_a_conversation_without_goal_ends_with_what_follows_and_offers_its_letter() -> None:
    talk = conversation(
        [question("a")], [members("tips", "doe_dit")], [rule("T1", Is("a", ("ja",)), ("tips", "doe_dit"))]
    )
    held = Talk(talk=talk)
    told = held.type("", "", "1", "")
    assert "Dit volgt uit uw antwoorden.\nTitel van tips:\n- Label doe_dit." in told
    assert "besluit" not in told
    held.type("", "", "")
    assert held.state.phase is Phase.LETTER
    assert "Eerst het besluit vastleggen" not in held.asked, "there is nothing to decide on"
    assert held.type("3").startswith("“3” past hier niet. Typ 1 of 2, of een bestandsnaam")
    held.type("2")
    assert held.state.over


def test_grouped_questions_are_shown_as_a_profile_by_group() -> None:
    order = ("hindert", "neutraal", "helpt")
    stand = {"a": "Helpt", "b": "Hindert", "c": "Neutraal"}
    questions = [replace(question(name, *order), group="mensen", order=order) for name in (*stand, "d")]
    talk = replace(conversation(questions, [members("tips", "doe_dit")], []), groups={"mensen": "De mensen"})
    told = Talk(talk=talk).type("", "", "3", "1", "2", "0", "")
    shown = [f"- {standing}: {talk.questions[name].short}." for name, standing in stand.items()]
    assert "\n".join(("Wat helpt en wat hindert:", "De mensen:", *shown, "- Nog niet bekend: ")) in told


def test_the_outcome_is_told_in_the_sentence_of_the_rulebook() -> None:
    ready = conclusion("klaar", "ja", "nee", default="nee")
    first, *rest = ready.values
    ready = replace(ready, values=(replace(first, in_letter="Alles is klaar."), *rest))
    talk = conversation([question("a")], [ready], [rule("K1", given(a="ja"), ("klaar", "ja"))], goal="klaar")
    assert "De uitkomst\nAlles is klaar." in Talk(talk=talk).type("", "", "1", "", "")
    assert "De uitkomst\nTitel van klaar: label nee." in Talk(talk=talk).type("", "", "2", "", "")


def test_rules_that_contradict_each_other_are_told_and_no_answer_is_lost() -> None:
    clashing = conversation(
        [question("a")],
        [conclusion("besluit", "aannemen", "afwijzen")],
        [rule("X1", Is("a", ("ja",)), ("besluit", "aannemen")), rule("X2", Is("a", ("ja",)), ("besluit", "afwijzen"))],
        goal="besluit",
    )
    held = Talk(talk=clashing)
    told = held.type("", "", "1", "", "")
    assert "Twee regels spreken elkaar tegen: X1 en X2." in told
    held.state = replace(held.state, case=replace(held.state.case, own_view="aannemen"))
    assert held.type(":oordeel") == "Uw eigen oordeel was: label aannemen.\nDe regels komen hier niet tot een uitkomst."
    assert held.answers == {"a": "ja"}


def test_nothing_on_the_way_shows_the_outcome_before_the_own_view() -> None:
    talk = Talk()
    said = [talk.type(line) for line in ("t", "c", "1", ":overzicht", "", "1", ":w", "2", "?", "1", ":n x", "5", "2")]
    assert talk.state.phase is Phase.OVERVIEW
    assert "advies is" not in "".join((*said, talk.type(""), talk.asked))


# --- what a person decides -------------------------------------------------------------------------------------------


def test_a_decision_that_follows_the_advice_is_written_down() -> None:
    talk = begun(*ADVISED, "3")
    assert "Wat is besloten?" in talk.asked
    assert "Vastgelegd: label aannemen." in talk.type("1")
    assert "Wilt u daar een reden bij geven?" in talk.asked
    talk.type("")
    assert talk.state.case.decision == HumanDecision("aannemen")
    assert talk.state.phase is Phase.LETTER
    assert "Nu staat er: label aannemen" in talk.asked


def test_a_decision_that_follows_the_advice_may_be_given_a_reason_which_stays_with_it() -> None:
    talk = begun(*ADVISED, "3", "1", "Het bestuur wil dit graag.", "3", "1")
    assert "Nu staat er: “Het bestuur wil dit graag.” Enter houdt dit." in talk.asked
    talk.type("")
    assert talk.state.case.decision == HumanDecision("aannemen", "Het bestuur wil dit graag.")
    talk.type("3", "2")
    assert talk.state.case.decision == HumanDecision("aanhouden")


def test_a_decision_that_departs_from_the_advice_needs_a_reason() -> None:
    talk = begun(*ADVISED, "3", "2")
    assert "Waarom wijkt het besluit af van de uitkomst van de regels?" in talk.asked
    assert "Typ een reden." in talk.type("")
    talk.type("Het team gaat verhuizen.")
    assert talk.state.case.decision == HumanDecision("aanhouden", "Het team gaat verhuizen.")
    assert talk.state.phase is Phase.LETTER


def test_a_decision_may_be_left_or_taken_back() -> None:
    talk = begun(*ADVISED, "3", "")
    assert (talk.state.phase, talk.state.case.decision) == (Phase.LETTER, None)
    talk.type("3", "2", ":terug")
    assert talk.state.phase is Phase.DECISION
    assert "Nu staat er: label aanhouden. Enter houdt dit." in talk.asked
    assert "Er staat nu geen besluit." in talk.type("0")
    assert talk.state.case.decision is None


def test_an_interview_left_at_the_decision_goes_on_there() -> None:
    for lines, phase in ((("3",), Phase.DECISION), (("3", "2"), Phase.REASON)):
        left = begun(*ADVISED, *lines).state
        again = resumed(left)
        assert again.state.phase is phase
        assert again.state.case.decision == left.case.decision
        assert again.state.seen


def test_an_answer_that_changes_the_advice_keeps_the_decision_and_asks_its_reason_before_the_letter() -> None:
    talk = begun(*ADVISED, "3", "1", ":ga adopter", "3")
    assert "Besluit: label aannemen." in talk.asked
    talk.type("")
    for name in ("1", "brief.html"):
        assert talk.type(name) == "Uw besluit is: label aannemen. Dat wijkt nu af van de uitkomst van de regels."
        assert talk.state.phase is Phase.REASON
        talk.type(":terug", "")
    talk.type("1", "De directie zoekt zelf een gebruiker.")
    assert talk.state.case.decision == HumanDecision("aannemen", "De directie zoekt zelf een gebruiker.")
    assert "Reden: De directie zoekt zelf een gebruiker." in talk.type(":overzicht")
    talk.type("", "1")
    assert talk.state.letter == ""


@pytest.mark.parametrize("decision", ["1", "2"])
@pytest.mark.parametrize("line", ["1", "...", "ok", "zie boven", "1 2 3", "stop"])
def test_what_makes_no_sentence_is_no_reason_as_the_letter_prints_it(line: str, decision: str) -> None:
    talk = begun(*ADVISED, "3", decision, line)
    assert talk.state.phase is Phase.REASON
    assert talk.erred()
    assert talk.state.case.decision == HumanDecision("aannemen" if decision == "1" else "aanhouden")


def test_a_reason_that_is_needed_cannot_be_left_out() -> None:
    talk = begun(*ADVISED, "3", "2", "")
    assert talk.state.phase is Phase.REASON
    assert talk.erred()


@pytest.mark.parametrize("decision", ["1", "2"])
def test_who_gives_a_reason_is_told_for_whom_to_write_it(decision: str) -> None:
    assert "Schrijf aan wie de brief krijgt, met “u”." in begun(*ADVISED, "3", decision).asked


def test_a_wrong_number_at_the_decision_is_told_that_there_is_a_zero() -> None:
    told = begun(*ADVISED, "3").type("9")
    assert told == "“9” past hier niet. Typ een cijfer van 1 tot en met 3, of 0 als er nog geen besluit is."
