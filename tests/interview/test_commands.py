"""The commands: shortened, mistyped, explained; notes; the reason for a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from slimmer_rules.interview import texts
from slimmer_rules.interview.commands import COMMANDS, Command, parse
from slimmer_rules.interview.matching import Refused
from tests.interview.talking import Talk, begun

REQUIRED = ("1", "1", "2", "1", "5")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (":terug", "terug"),
        (":t", "terug"),
        (":W", "waarom"),
        (":overz", "overzicht"),
        (":overs", "overslaan"),
        (":n tekst", "notitie"),
        (":not tekst", "notitie"),
        (":n! tekst", "notitie!"),
        (":notitie! tekst", "notitie!"),
        (":notitie-w", "notitie-weg"),
        (": stop", "stop"),
        (":?", "help"),
    ],
)
def test_a_command_may_be_shortened(line: str, name: str) -> None:
    command = parse(line)
    assert isinstance(command, Command)
    assert command.name == name


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (":o", ":overslaan, :overzicht, :oordeel"),
        (":trug", "Bedoelde u :terug?"),
        (":xyzzy", "Typ :help voor alle opdrachten."),
        (":", "Typ :help voor alle opdrachten."),
    ],
)
def test_an_unclear_command_is_answered_with_what_is_possible(line: str, told: str) -> None:
    refused = parse(line)
    assert isinstance(refused, Refused)
    assert told in refused.reason


def test_help_names_every_command() -> None:
    told = begun().type(":help")
    alone = [name for name in COMMANDS if name not in ("help", "bij")]
    assert all(f":{name}" in told for name in alone)
    assert ":bij" not in told, "nothing stands beside this conversation"


def test_help_names_what_may_be_typed_behind_a_command() -> None:
    assert ":overslaan alles" in begun().type(":help")


def test_help_ends_with_the_question_again() -> None:
    talk = begun()
    asked = talk.asked
    talk.type(":help")
    assert not talk.state.quiet
    assert talk.asked in asked
    assert len(talk.said) < 20
    margin = 4 + max(len(message.mark) for message in talk.said)
    assert all(len(message.text) + (margin if message.mark else 0) <= 80 for message in talk.said)


PLACES = {
    "the title": (),
    "the name": ("Een titel",),
    "the optional questions": ("t", "c", *REQUIRED),
    "the overview": ("t", "c", *REQUIRED, "2"),
    "the own view": ("t", "c", *REQUIRED, "2", ""),
    "whom the letter is for": ("t", "c", *REQUIRED, "2", "", ""),
    "the letter": ("t", "c", *REQUIRED, "2", "", "", "", ""),
    "a decision": ("t", "c", *REQUIRED, "2", "", "", "", "", "3"),
    "a reason that is needed": ("t", "c", *REQUIRED, "2", "", "", "", "", "3", "2"),
    "a reason": ("t", "c", *REQUIRED, "2", "", "", "", "", "3", "1"),
    "a contradiction": ("t", "c", "1", "3", "1"),
    "a list to pick from": ("t", "c", "1", ":overzicht"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("typed", [":help", "?"])
def test_help_where_no_question_stands_lists_only_what_works_there(place: str, typed: str) -> None:
    def there() -> Talk:
        talk = Talk()
        talk.type(*PLACES[place])
        assert talk.state.asked is None
        return talk

    told = there().type(typed)
    assert not any(f"{word} " in told for word in ("0", "?", ":waarom", ":notitie"))
    listed = [line.split()[0] for line in told.splitlines() if line.startswith(":")]
    assert ":stop" in listed
    for command in listed:
        talk = there()
        talk.type(f"{command} motivatie" if command == ":ga" else command)
        assert not talk.erred(), command


def test_at_a_choice_in_between_no_note_lands_at_a_question_that_is_not_on_the_screen() -> None:
    talk = begun("1", "3", "1")
    assert talk.type(":notitie bij welke vraag?") == texts.NO_QUESTION_HERE
    assert talk.state.case.notes == {}


def test_the_command_to_read_a_rule_is_the_one_that_works_here() -> None:
    talk = begun("1")
    talk.state = replace(talk.state, show_rule=".venv/bin/slimmer rules show")
    assert "in een ander venster: .venv/bin/slimmer rules show K1" in talk.type(":waarom")


def test_stop_ends_and_keeps() -> None:
    talk = begun("1")
    talk.type(":stop")
    assert talk.state.over
    assert talk.answers == {"aanvrager": "professional"}


def test_why_tells_the_reason_and_the_rules_that_use_the_answer() -> None:
    told = begun("1").type(":waarom")
    assert "Zonder adopter blijft het een idee." in told
    assert "Titel van kans (regels K1 en K2)" in told
    assert "Titel van tegenspraak (regel T1)" in told
    assert "Zo telt uw antwoord mee in: Titel van besluit" in told


def test_why_tells_what_an_answer_opens() -> None:
    assert "over de partner" in begun().type(":waarom")


def test_why_where_no_rule_uses_the_answer() -> None:
    assert texts.WHY_RULES_NONE in begun("1", "1", "1", "1").type(":w")


def test_explanation_and_example_come_only_on_request() -> None:
    talk = begun("1")
    assert "teamleider" not in talk.asked
    assert "U kent de naam" not in talk.asked
    told = talk.type("?")
    assert "Denk aan een teamleider." in told
    assert "Voorbeeld: De leider van een wijkteam." in told
    assert "1 keuze concreet. U kent de naam.\n2 keuze in_beeld\n" in talk.asked
    assert talk.at == "adopter"


def test_before_the_questions_a_question_mark_gives_help() -> None:
    assert ":overzicht" in Talk().type("?")


def test_a_note_is_for_the_coach_alone() -> None:
    talk = begun()
    talk.type(":notitie Belde vorige week al.")
    assert (talk.state.case.notes, talk.state.case.letter_notes) == ({"aanvrager": "Belde vorige week al."}, {})
    assert talk.at == "aanvrager"
    assert talk.state.quiet, "a note asks nothing"


def test_a_note_may_be_marked_for_the_letter() -> None:
    talk = begun()
    talk.type(":notitie! U werkt al samen met twee gemeenten.")
    assert talk.state.case.letter_notes == {"aanvrager": "U werkt al samen met twee gemeenten."}
    assert talk.state.case.notes == {}


def test_notes_are_added_and_never_mixed() -> None:
    talk = begun(":n eerste", ":n tweede", ":n! voor de brief")
    assert talk.state.case.notes == {"aanvrager": "eerste\ntweede"}
    assert talk.state.case.letter_notes == {"aanvrager": "voor de brief"}
    told = talk.type(":notitie")
    assert "alleen voor uzelf: eerste" in told
    assert "ook voor de brief: voor de brief" in told
    assert "[notitie] [notitie voor de brief]" in talk.type(":overzicht")


def test_of_two_notes_the_coach_says_which_goes() -> None:
    talk = begun(":n eigen", ":n! voor de brief")
    assert talk.type(":notitie-weg") == texts.NOTE_WHICH
    assert "past daar niet" in talk.type(":notitie-weg beide")
    talk.type(":notitie-weg uzelf")
    assert (talk.state.case.notes, talk.state.case.letter_notes) == ({}, {"aanvrager": "voor de brief"})
    assert talk.type(":notitie-weg uzelf") == texts.NOTE_NONE
    talk.type(":notitie-weg")
    assert talk.state.case.letter_notes == {}


def test_notes_have_a_limit() -> None:
    talk = begun(*[f":n {'x' * 1900}"] * 4)
    assert "Deze past er niet meer bij." in talk.type(f":n {'x' * 1900}")
    assert len(talk.state.case.notes["aanvrager"]) < 8000


def test_a_note_without_text_shows_what_stands() -> None:
    assert begun().type(":notitie") == texts.NOTE_NONE
    assert begun(":n dit").type(":notitie") == "Uw notitie, alleen voor uzelf: dit"


def test_a_note_needs_a_question() -> None:
    assert Talk().type(":n los") == texts.NO_QUESTION_HERE


def test_the_overview_lists_all_and_a_number_changes_one() -> None:
    talk = begun("2", "1", "1")
    told = talk.type(":overzicht")
    assert "1 De aanvrager: keuze anders" in told
    assert "2 De partner: keuze ja" in told
    assert "4 De voortgang: nog niet gevraagd (hier bent u nu)" in told
    assert "2 aanvullende vragen zijn niet besproken (nummers 7 en 8)." in told
    assert "3 vragen hebben nog geen antwoord: nummers 4 tot en met 6." in told
    talk.type("2")
    assert talk.at == "partner"
    talk.type("2")
    assert talk.at == "voortgang"


def test_one_question_without_an_answer_is_told_by_its_number() -> None:
    told = begun("2", "1", "1", "2", ":overslaan", "5", "2").asked
    assert "Eén vraag heeft nog geen antwoord: nummer 5." in told
    assert "Nog zonder antwoord" not in told


def test_enter_leaves_the_overview() -> None:
    talk = begun("1", ":overzicht", "")
    assert talk.at == "adopter"
    assert talk.answers == {"aanvrager": "professional"}


def test_the_overview_marks_notes() -> None:
    assert "[notitie]" in begun(":n x").type(":overzicht")
    assert "[notitie voor de brief]" in begun(":n! x").type(":overzicht")
