"""The real interview in a pseudo-terminal, on the rules that ship: to each outcome, back and forth, and killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.model import Conversation, Rulebook
from tests.cli.small import small
from tests.cli.terminal import Terminal, terminal
from tests.intakes import ACCEPTED

OUTCOMES = {
    "aannemen": {},
    "aannemen_onder_voorwaarden": {"tijd": "te_regelen"},
    "aanhouden": {"tijd": "onbekend"},
    "afwijzen": {"adopter": "geen"},
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "geval.yaml"


def kept(case: Path, rulebook: Rulebook) -> dict[str, str | int]:
    """The answers in the file, read as anyone reads them."""
    return dict(read_case(case.read_bytes(), case.name, rulebook).answers)


def opened(held: Terminal) -> None:
    """Past the two opening questions."""
    assert "Waar gaat het over?" in held.screen
    held.type("Een rugzakje voor mobiel werken")
    held.type("J. de Vries")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_whole_intake_to_each_outcome(
    outcome: str, intake: Conversation, rulebook: Rulebook, case: Path, tmp_path: Path
) -> None:
    with terminal(intake, tmp_path, case) as held:
        opened(held)
        given = held.answer_all(ACCEPTED | OUTCOMES[outcome])
        assert "aanvullende vragen" in held.screen
        held.type("2")
        assert "Overzicht van uw antwoorden" in held.screen
        held.type("")
        assert "wat is uw oordeel?" in held.screen
        assert "Ons advies" not in held.transcript, "the own view comes before the outcome"
        held.type("1")
        assert intake.goal is not None
        assert str(intake.conclusions[intake.goal].value(outcome).in_letter) in held.screen
        assert "Waarom:" in held.screen
        assert "Aan wie gaat de brief?" in held.screen
        held.type("Mevrouw S. de Wit, gemeente Voorbeeldstad")
        held.type("2026-014")
        letter = tmp_path / "brief.md"
        held.type(str(letter))
        assert f"De brief staat in {letter}." in held.screen
        assert held.exit_code() == 0
    assert "Ons advies" in letter.read_text(encoding="utf-8")
    told = letter.read_text(encoding="utf-8")
    for shown in ("J. de Vries", "gemeente Voorbeeldstad", "2026-014", "Beste mevrouw S. de Wit"):
        assert shown in told
    assert kept(case, rulebook) == given


def test_going_back_and_changing_an_answer_parks_what_no_longer_applies(
    intake: Conversation, rulebook: Rulebook, case: Path, tmp_path: Path
) -> None:
    with terminal(intake, tmp_path, case) as held:
        opened(held)
        while held.question != intake.questions["motivatie"]:
            held.answer(ACCEPTED)
        held.type(":ga bereidheid_adopter")
        held.type(":terug")
        held.type(":terug")
        assert held.question == intake.questions["adopter"]
        assert "Enter houdt dit." in held.screen
        held.type("3")
        assert "Met dit antwoord verandert er iets. De uitkomst verandert" in held.screen
        assert "2 antwoorden tellen niet meer mee" in held.screen
        assert kept(case, rulebook)["adopter"] == "concreet", "nothing changes before the coach agrees"
        held.type("1")
        assert "tellen nu niet mee" in held.transcript.replace("\r\n", " ")
        assert kept(case, rulebook)["nut_adopter"] == "ja", "a parked answer is kept"
        held.type(":ga adopter")
        held.type("1")
        assert "2 antwoorden tellen weer mee" in held.screen
        held.type("1")
        assert "telt weer mee" in held.transcript
        assert held.question == intake.questions["motivatie"]
        held.type(":stop")
        assert held.exit_code() == 0


def test_contradicting_answers_are_pointed_out_at_once(intake: Conversation, case: Path, tmp_path: Path) -> None:
    with terminal(intake, tmp_path, case) as held:
        opened(held)
        held.type(":ga adopter")
        held.type("3")
        held.type(":ga adoptie_voortgang")
        held.type("1")
        assert "passen niet bij elkaar" in held.screen
        held.type("1")
        assert held.question == intake.questions["adopter"]
        held.type("1")
        assert "2 nieuwe vragen" in held.screen
        held.type("1")
        assert held.question == intake.questions["aanvrager"]


def test_killed_after_each_answer_in_turn_nothing_is_lost(
    intake: Conversation, rulebook: Rulebook, case: Path, tmp_path: Path
) -> None:
    given: dict[str, str | int] = {}
    with terminal(intake, tmp_path, case) as held:
        opened(held)
        next_question = held.question
        held.kill()
    while next_question is not None:
        with terminal(intake, tmp_path, case) as held:
            assert "U gaat verder waar u was" in held.screen
            assert held.question == next_question
            one = held.answer(ACCEPTED)
            assert one is not None
            given[one[0]] = one[1]
            next_question = held.question
            held.kill()
        assert kept(case, rulebook) == given
    for typed, shown in (
        ("2", "Overzicht"),
        ("", "wat is uw oordeel?"),
        ("1", "Ons advies is"),
        ("", "kenmerk"),
        ("", "brief"),
    ):
        with terminal(intake, tmp_path, case) as held:
            held.type(typed)
            assert shown in held.screen
            held.kill()
        assert kept(case, rulebook) == given
    with terminal(intake, tmp_path, case) as held:
        assert "Zal ik de brief maken?" in held.screen


def test_ctrl_c_ends_with_everything_kept(intake: Conversation, rulebook: Rulebook, case: Path, tmp_path: Path) -> None:
    with terminal(intake, tmp_path, case) as held:
        opened(held)
        held.answer(ACCEPTED)
        assert "Alles is bewaard in" in held.interrupt()
        assert held.exit_code() == 0
        assert "Traceback" not in held.transcript
    assert kept(case, rulebook) == {"aanvrager": "publieke_professional"}


def test_end_of_input_ends_with_everything_kept(
    intake: Conversation, rulebook: Rulebook, case: Path, tmp_path: Path
) -> None:
    with terminal(intake, tmp_path, case) as held:
        opened(held)
        held.answer(ACCEPTED)
        assert "Alles is bewaard in" in held.end_of_input()
        assert held.exit_code() == 0
    assert kept(case, rulebook) == {"aanvrager": "publieke_professional"}


def test_colour_comes_only_where_it_is_wanted(intake: Conversation, case: Path, tmp_path: Path) -> None:
    bold = "\x1b[1m"
    with terminal(intake, tmp_path, case, TERM="xterm") as held:
        assert bold in held.transcript
    with terminal(intake, tmp_path, case, TERM="xterm", NO_COLOR="1") as held:
        assert bold not in held.transcript
    with terminal(intake, tmp_path, case, TERM="dumb") as held:
        assert "\x1b" not in held.transcript


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_lines_fit_the_terminal_and_are_never_longer_than_80(
    columns: int, intake: Conversation, case: Path, tmp_path: Path
) -> None:
    with terminal(intake, tmp_path, case, columns=columns) as held:
        opened(held)
        held.answer_all(ACCEPTED)
        held.type(":help")
        held.type(":overzicht")
        lines = [line for line in held.transcript.splitlines() if str(tmp_path) not in line]
    assert max(map(len, lines)) <= min(columns, 80)
    assert not any(character in held.transcript for character in "│┃─━┌┐└┘╔╗█▏⣿")


AT_LETTER = (
    "gesprek: intake\nantwoorden: {answers}\n"
    "voortgang: {{overgeslagen: [':naam', ':geadresseerde', ':kenmerk'], bij: ':brief'}}\n"
)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("~piet-is-hier-niet/brief.html", "de map bestaat niet"),
        (f"{'b' * 300}.html", "heeft een te lange naam"),
        ("/dev/null/brief.html", "een deel van het pad is geen map"),
        ("round/brief.html", "is niet te schrijven"),
        (".html", "Typ een cijfer van 1 tot en met 3"),
    ],
)
def test_a_name_that_cannot_be_is_told_and_asked_again_at_the_letter(
    typed: str, told: str, intake: Conversation, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    case.write_text(AT_LETTER.format(answers="{adopter: geen}"), encoding="utf-8")
    with terminal(intake, tmp_path, case) as held:
        assert "Zal ik de brief maken?" in held.screen
        held.type(typed.replace("round", str(tmp_path / "round")))
        assert told in held.screen
        assert "Traceback" not in held.transcript
        held.type(str(tmp_path / "brief.md"))
        assert "De brief staat in" in held.screen
        assert "Alles is bewaard in" in held.screen
        assert held.exit_code() == 0


def test_rules_that_contradict_are_told_at_the_letter_too(tmp_path: Path, intake: Conversation, case: Path) -> None:
    rules = small(tmp_path / "regels")
    with (rules / "intake" / "1-vragen.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - {id: B2, titel: Wacht, als: {toelating: ja}, dan: {besluit: aanhouden}, "
            "omdat: Wacht nog even., bron: boek, herkomst: afgeleid}\n"
        )
    case.write_text(AT_LETTER.format(answers="{aanvrager: professional}"), encoding="utf-8")
    with terminal(intake, tmp_path, case, "--knowledge", rules) as held:
        assert "Twee regels spreken elkaar tegen: B1 en B2." in held.screen
        held.type("1")
        assert "De brief is niet gemaakt. De regels B1 en B2 spreken elkaar tegen" in held.screen
        assert "Zal ik de brief maken?" in held.screen
        assert "Alles is bewaard in" in held.type(":stop")
        assert held.exit_code() == 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system has no place where no folder can be made")
def test_without_an_own_folder_a_letter_still_comes_beside_its_case(
    intake: Conversation, case: Path, tmp_path: Path
) -> None:
    case.write_text(AT_LETTER.format(answers="{adopter: geen}"), encoding="utf-8")
    with terminal(intake, tmp_path, case, XDG_DATA_HOME="/proc/nergens") as held:
        held.type("1")
        assert f"De brief staat in {tmp_path / 'geval-brief'}" in held.screen
        assert held.exit_code() == 0


def test_more_open_conversations_are_chosen_from_and_the_farewell_leads_back(
    intake: Conversation, tmp_path: Path
) -> None:
    for number, title in enumerate(("Rugzakje", "Bezwaren")):
        with terminal(intake, tmp_path) as held:
            if number:
                assert "Er staat nog een gesprek open: “Rugzakje”, Intake" in held.screen
                held.type("2")
            assert "Welk gesprek wilt u voeren?" in held.screen
            held.type("1")
            held.type(title)
            held.type("")
            held.type("1")
            held.type(":stop")
    with terminal(intake, tmp_path) as held:
        assert "Er staan nog 2 gesprekken open. Met welk wilt u verder?" in held.screen
        assert "1 “Bezwaren”" in held.screen
        assert "voor een nieuw gesprek" in held.type("?")
        assert "voor een nieuw gesprek" in held.type(":overzicht")
        assert "U gaat verder waar u was" in held.type("2")
        assert "titel Rugzakje" in held.type(":overzicht")
        left = held.type(":stop")
        assert held.exit_code() == 0
    path = left.rpartition("slimmer interview ")[2].strip()
    with terminal(intake, tmp_path, path) as held:
        assert "titel Rugzakje" in held.type(":overzicht")


def test_a_link_that_goes_round_is_one_clear_sentence(intake: Conversation, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with terminal(intake, tmp_path, tmp_path / "a") as held:
        assert "verwijst naar zichzelf" in held.screen
        assert held.exit_code() == 2
