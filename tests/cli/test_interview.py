"""`slimmer interview` through a pipe: the same conversation, and where it is kept."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from slimmer_rules.atomic_write import ChangedError, exchange
from slimmer_rules.cli import case_store
from slimmer_rules.cli.case_store import CaseFile
from slimmer_rules.letter import LetterError, usual_ending
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.files import read_folder
from slimmer_rules.rulebook.model import Rulebook
from tests.cli.small import no_traceback, run, small


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own and the small rulebook, so that no test meets a real interview."""
    home = tmp_path / "thuis"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("SLIMMER_KNOWLEDGE", str(small(tmp_path / "regels")))
    return home


def hold(*lines: str, case: Path | None = None) -> Result:
    """Hold an interview with these lines on standard input."""
    result = run("interview", *([case] if case else []), input="".join(f"{line}\n" for line in lines))
    no_traceback(result)
    return result


def kept(path: Path) -> dict[str, object]:
    """What a case file holds."""
    found = yaml.safe_load(path.read_bytes())
    assert isinstance(found, dict)
    return found


class Typed(io.BytesIO):
    """Lines that are typed one by one, so that something can happen in between."""

    def __init__(self, lines: Iterator[str]) -> None:
        super().__init__()
        self._lines = lines

    def read1(self, size: int | None = -1, /) -> bytes:
        return next(self._lines, "").encode()


def rules(folder: Path) -> Rulebook:
    """The small rulebook, as the tests have it."""
    return read_folder(folder / "regels")


WHOLE = ("Rugzakje", "Jan", "2", "1", "1", "7", "", "2", "Mevrouw S. de Wit, Gemeente X", "", "2")


def test_a_whole_interview_through_a_pipe_shows_every_prompt(tmp_path: Path) -> None:
    result = hold(*WHOLE, case=tmp_path / "geval.yaml")
    assert result.exit_code == 0
    for asked in (
        "Waar gaat het over?",
        "Wie vraagt dit?",
        "Is er een partner?",
        "Besluit: aanhouden.",
    ):
        assert asked in result.output
    assert "> Rugzakje\n" in result.output, "a transcript shows what was typed"
    assert "\x1b" not in result.output


def test_the_case_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    hold(*WHOLE, case=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    told = kept(path)
    assert told["titel"] == "Rugzakje"
    assert told["eigen_oordeel"] == "aanhouden"
    assert told["antwoorden"] == {"aanvrager": "ander", "partner": "ja", "leden": 7}
    assert [file.name for file in tmp_path.glob(".*")] == [], "no temporary file is left"


def test_end_of_input_stops_with_everything_kept(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    result = hold("Rugzakje", "", "2", case=path)
    assert result.exit_code == 0
    assert f"Alles is bewaard in\n{path}." in result.output
    again = hold("1", ":stop", case=path)
    assert "U gaat verder waar u was: bij de vraag over de partner." in again.output
    assert "Wie vraagt dit?" not in again.output
    assert again.exit_code == 0


def test_nothing_typed_leaves_no_file(tmp_path: Path) -> None:
    result = hold(case=tmp_path / "geval.yaml")
    assert "Er is nog niets om te bewaren." in result.output
    assert not (tmp_path / "geval.yaml").exists()


def test_without_a_file_there_is_one_in_the_users_own_folder(own_place: Path) -> None:
    result = hold("Rugzakje voor ’t werk!", "", "2")
    folder = own_place / "data" / "slimmer-rules" / "gesprekken"
    (path,) = folder.iterdir()
    assert path.name.endswith("-rugzakje-voor-t-werk.yaml")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Uw antwoorden staan in" in result.output


def going_on(result: Result) -> list[str]:
    """What to type to go on, as the farewell says it: on one line, to copy."""
    (line,) = [line for line in result.output.splitlines() if line.startswith("slimmer interview")]
    assert "Verder gaan:" in result.output
    return shlex.split(line)[1:]


def test_the_farewell_leads_to_that_very_conversation(tmp_path: Path, own_place: Path) -> None:
    first = hold("Rugzakje", "", "2")
    second = hold("2", "Een heel ander vraagstuk", "", "1")
    again = run(*going_on(first), input=":stop\n")
    assert "U gaat verder waar u was: bij de vraag over de partner." in again.output
    assert going_on(again) == going_on(first)
    assert "Een heel ander vraagstuk" in run(*going_on(second), input=":overzicht\n").output
    path = tmp_path / "mijn geval.yaml"
    assert going_on(hold("Rugzakje", "", "2", case=path)) == ["interview", str(path)]


def test_the_commands_that_it_tells_to_type_are_those_that_work_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, path = tmp_path / "slimmer", tmp_path / "mijn geval.yaml"
    program.touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [str(program), "interview"])
    told = hold("Rugzakje", "", ":w", "2", ":stop", case=path).output.replace("\n", " ")
    assert f"Verder gaan: {program} interview '{path}'" in told
    assert f"in een ander venster: {program} rules show T1" in told
    monkeypatch.setenv("PATH", str(tmp_path))
    assert f"Verder gaan: slimmer interview '{path}'" in hold(":stop", case=path).output.replace("\n", " ")


def test_the_commands_that_it_tells_to_type_name_the_folders_that_were_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, path = small(tmp_path / "eigen"), tmp_path / "geval.yaml"
    lines = "".join(f"{line}\n" for line in ("Rugzakje", "", ":w", "2", ":stop"))
    told = run("interview", path, "--knowledge", own, input=lines).output.replace("\n", " ")
    assert f"Verder gaan: slimmer interview --knowledge {own} {path}" in told
    assert f"slimmer rules show --knowledge {own} T1" in told


def test_who_makes_no_letter_now_is_told_how_to_make_it_later(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    told = hold(*WHOLE, case=path).output.replace("\n", " ")
    assert f"De brief maken: slimmer letter {path} -o brief{usual_ending()}" in told
    assert "BESTAND" not in told


def test_the_letter_gets_the_usual_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLIMMER_KNOWLEDGE")
    monkeypatch.setattr("slimmer_rules.letter.usual_ending", lambda: ".txt")
    path = tmp_path / "geval.yaml"
    path.write_text("gesprek: intake\nantwoorden: {adopter: geen}\nvoortgang: {bij: ':overzicht'}\n")
    told = hold("", "", "", "Mevrouw S. de Wit, Gemeente X", "2026-014", "1", case=path).output
    assert "De brief maken" not in told
    letter = (tmp_path / "geval-brief.txt").read_text(encoding="utf-8")
    assert "Gemeente X" in letter
    assert "2026-014" in letter
    assert "Beste mevrouw S. de Wit" in letter


def test_lines_of_answers_alone_make_no_title_and_no_name(tmp_path: Path) -> None:
    result = hold("1", "1", "0", case=tmp_path / "geval.yaml")
    assert "Schrijf in een paar woorden waar het over gaat." in result.output
    assert "Er is nog niets om te bewaren." in result.output


def test_a_decision_that_departs_from_the_advice_is_in_the_letter_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLIMMER_KNOWLEDGE")
    path, letter = tmp_path / "geval.yaml", tmp_path / "brief.md"
    path.write_text("gesprek: intake\nantwoorden: {adopter: geen}\nvoortgang: {bij: ':overzicht'}\n")
    hold("", "", "", "", "", "3", "1", "De directie zoekt zelf een overnemer.", str(letter), case=path)
    assert kept(path)["besluit_mens"] == {"besluit": "aannemen", "reden": "De directie zoekt zelf een overnemer."}
    told = letter.read_text(encoding="utf-8")
    assert "Wij hebben besloten" in told
    assert "Dit is onze reden:\n\n> De directie zoekt zelf een overnemer." in told


def at_letter(path: Path) -> Path:
    """A case that goes on at the letter."""
    path.write_text(
        "gesprek: intake\nantwoorden: {aanvrager: professional}\n"
        "voortgang: {overgeslagen: [':naam', ':geadresseerde', ':kenmerk'], bij: ':brief'}\n"
    )
    return path


def test_a_letter_that_is_refused_is_told_and_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LetterError("De regels geven hier geen advies.")

    monkeypatch.setattr("slimmer_rules.letter.prepare", refuse)
    result = hold("1", "2", case=at_letter(tmp_path / "geval.yaml"))
    assert result.exit_code == 0
    assert "De brief is niet gemaakt. De regels geven hier geen advies." in result.output
    assert result.output.count("Zal ik de brief maken?") == 2
    assert "Het gesprek is klaar." in result.output


def test_a_place_for_the_letter_that_may_not_be_looked_at_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.exists

    def exists(self: Path) -> bool:
        if self.name == "brief.html":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "exists", exists)
    result = hold("map/brief.html", "2", case=at_letter(tmp_path / "geval.yaml"))
    assert "“map/brief.html” mag niet gelezen of geschreven worden." in result.output.replace("\n", " ")
    assert "Alles is bewaard in" in result.output


@pytest.mark.parametrize("fault", [ZeroDivisionError("oei"), MemoryError(), RecursionError("diep"), KeyError("x")])
@pytest.mark.parametrize("where", ["prepare", "read_templates", "write_letter"])
def test_a_letter_that_fails_by_a_fault_of_ours_does_not_end_the_conversation(
    fault: Exception, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("slimmer_rules.letter.prepare", lambda *_, **__: None)
    monkeypatch.setattr(f"slimmer_rules.letter.{where}", fail)
    path = at_letter(tmp_path / "geval.yaml")
    result = hold(str(tmp_path / "brief.html"), "2", case=path)
    assert result.exit_code == 0
    told = " ".join(result.output.split())
    assert f"De brief is niet gemaakt. Er ging iets mis in Slimmer Rules zelf ({type(fault).__name__}" in told
    assert result.output.count("Zal ik de brief maken?") == 2
    assert "Alles is bewaard in" in result.output
    assert "aanvrager: professional" in path.read_text(encoding="utf-8")


def test_a_wrong_folder_of_templates_does_not_end_the_conversation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slimmer_rules.letter.prepare", lambda *_, **__: None)
    (tmp_path / "eigen" / "templates" / "brief").mkdir(parents=True)
    result = run(
        *("interview", at_letter(tmp_path / "geval.yaml"), "--templates", tmp_path / "eigen"), input="brief.html\n2\n"
    )
    assert result.exit_code == 0
    assert "Bedoelde u" in result.output
    assert result.output.count("Zal ik de brief maken?") == 2


def test_an_unfinished_interview_is_offered(own_place: Path) -> None:
    hold("Rugzakje", "", "2")
    result = hold("1", "1", "2", ":stop")
    assert "Er staat nog een gesprek open: “Rugzakje”, " in result.output
    assert ", 1 antwoord." in result.output
    assert "Is er een partner?" in result.output
    folder = own_place / "data" / "slimmer-rules" / "gesprekken"
    assert len(list(folder.iterdir())) == 1


def test_an_offered_interview_may_be_declined_and_stays(own_place: Path) -> None:
    hold("Rugzakje", "", "2")
    hold("wat", "2", "Rugzakje", "", ":stop")
    folder = own_place / "data" / "slimmer-rules" / "gesprekken"
    assert len(list(folder.iterdir())) == 2


def open_cases(home: Path, *cases: tuple[str, str]) -> Path:
    """Open conversations in the user's own folder, each with a title and answers; the last is the newest."""
    folder = home / "data" / "slimmer-rules" / "gesprekken"
    folder.mkdir(parents=True)
    for number, (title, answers) in enumerate(cases):
        path = folder / f"2026-03-05-{number}.yaml"
        path.write_text(
            f"gesprek: intake\ntitel: {title}\ndatum: '2026-03-05'\nantwoorden: {answers}\nvoortgang: {{bij: leden}}\n"
        )
        os.utime(path, (number, number))
    return folder


GIVEN = "{aanvrager: ander, partner: ja}"


def test_open_conversations_are_listed_the_newest_first_and_those_without_answers_last(own_place: Path) -> None:
    open_cases(own_place, ("Oudste", GIVEN), ("Leeg", "{}"), ("Nieuwste", "{aanvrager: ander}"))
    result = hold("2", ":stop")
    assert "Er staan nog 3 gesprekken open. Met welk wilt u verder?" in result.output
    for line in (
        "  1  “Nieuwste”, 5 maart 2026, 1 antwoord",
        "  2  “Oudste”, 5 maart 2026, 2 antwoorden",
        "  3  “Leeg”, 5 maart 2026, 0 antwoorden",
        "  4  Een nieuw gesprek",
    ):
        assert line in result.output.splitlines()
    assert "Tot nu toe 2 vragen beantwoord." in result.output
    assert "Waar gaat het over?" in hold("4", ":stop").output


def test_at_most_nine_open_conversations_are_listed_and_where_the_others_are(own_place: Path) -> None:
    answered = [(f"Zaak {number}", GIVEN) for number in range(11)]
    folder = open_cases(own_place, *answered, *((f"Leeg {number}", "{}") for number in range(30)))
    told = hold("10", ":stop").output
    assert "Er staan nog 41 gesprekken open." in told
    assert told.count("5 maart 2026") == 9
    assert "Leeg" not in told
    assert "Zaak 10" in told
    assert "Hier ziet u er 9. Een ander gesprek opent u met zijn bestand:" in told.replace("\n", " ")
    assert str(folder) in told
    assert "Waar gaat het over?" in told


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("line", ["?", ":overzicht", ":help", ":ga 3", ":xyzzy"])
def test_a_command_at_the_open_conversations_is_told_what_can_be_typed(line: str, number: int, own_place: Path) -> None:
    open_cases(own_place, *[("Zaak", GIVEN)] * number)
    told = hold(line, "7", ":stop").output.replace("\n", " ")
    new = number + 1
    assert f"of {new} voor een nieuw gesprek. Met :stop stopt u." in told
    assert "“7” past hier niet. Typ " in told
    assert told.count("Met :stop stopt u.") == 1
    assert "Tot een volgende keer" not in told


def test_a_finished_interview_is_not_offered(own_place: Path) -> None:
    hold(*WHOLE)
    assert "Er staat nog een gesprek open" not in hold("Nieuw").output


def test_a_case_that_is_broken_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    path.write_text("gesprek: intake\nantwoorden: {aanvrager: profesional}\n")
    before = path.read_bytes()
    result = hold("1", case=path)
    assert result.exit_code == 2
    assert "R012" in result.output
    assert "professional" in result.output
    assert path.read_bytes() == before


def test_a_json_case_stays_json(tmp_path: Path) -> None:
    path = tmp_path / "geval.json"
    path.write_text('{"gesprek": "intake", "antwoorden": {"aanvrager": "ander", "leden": 3}}')
    hold("1", "1", ":stop", case=path)
    assert json.loads(path.read_text())["antwoorden"] == {"aanvrager": "ander", "partner": "ja", "leden": "3"}
    assert "U gaat verder" in hold(":stop", case=path).output


def test_a_case_with_answers_goes_on_at_what_is_open(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    path.write_text("gesprek: intake\nantwoorden: {leden: 3}\n")
    result = hold("1", ":stop", case=path)
    assert "Wie vraagt dit?" in result.output
    assert "Hoeveel leden" not in result.output


def test_looking_at_a_case_leaves_its_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    path.write_text("# met de hand\ngesprek: intake\nantwoorden: {leden: 3}\n")
    before = path.read_bytes()
    hold(":overzicht", "", ":stop", case=path)
    assert path.read_bytes() == before


def test_ctrl_c_waits_until_the_answer_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "geval.yaml"
    real, pressed = CaseFile.keep, [signal.SIGINT]

    def keep(self: CaseFile, case: Case) -> None:
        if "aanvrager" in case.answers and pressed:
            signal.raise_signal(pressed.pop())
        real(self, case)

    monkeypatch.setattr(CaseFile, "keep", keep)
    result = hold("Rugzakje", "", "2", "1", case=path)
    assert result.exit_code == 0
    assert kept(path)["antwoorden"] == {"aanvrager": "ander"}
    assert "Alles is bewaard" in result.output


def test_a_folder_that_does_not_exist_is_one_clear_sentence(tmp_path: Path) -> None:
    result = hold(case=tmp_path / "weg" / "geval.yaml")
    assert result.exit_code == 2
    assert f"De map “{tmp_path / 'weg'}” bestaat niet." in result.output


def test_a_folder_that_may_not_be_written_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)  # whoever runs the tests may write everywhere
    result = hold(case=tmp_path / "geval.yaml")
    assert result.exit_code == 2
    assert "mag u niet schrijven" in result.output


def test_a_file_that_may_not_be_written_is_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "geval.yaml"
    path.write_text("gesprek: intake\nantwoorden: {}\n")
    monkeypatch.setattr(os, "access", lambda place, mode: mode != os.W_OK or place != path)
    result = hold(case=path)
    assert result.exit_code == 2
    assert f"“{path}” mag u niet wijzigen" in result.output


def test_an_unknown_conversation_says_which_was_meant() -> None:
    result = run("interview", "--gesprek", "intaak")
    assert result.exit_code == 2
    assert "Gesprek `intaak` bestaat niet. Bedoelde u `intake`" in result.output


def test_a_save_that_fails_is_told_and_the_conversation_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = [True, True, False]

    def full(path: Path, old: bytes | None, new: bytes) -> None:
        if failing and failing.pop(0):
            raise OSError(28, "No space left on device")
        exchange(path, old, new)

    monkeypatch.setattr(case_store, "exchange", full)
    result = hold("Rugzakje", "", "2", "1", "1", ":stop", case=tmp_path / "geval.yaml")
    assert result.exit_code == 0
    assert result.output.count("Bewaren lukt nu niet") == 1
    assert "Bewaren lukt weer." in result.output
    assert "partner" in str(kept(tmp_path / "geval.yaml")["antwoorden"])


def test_answers_that_cannot_be_kept_in_their_file_are_kept_in_the_users_folder(
    tmp_path: Path, own_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = (tmp_path / "geval.yaml").resolve()

    def refused(target: Path, old: bytes | None, new: bytes) -> None:
        if target == path:
            raise PermissionError(13, "Permission denied")
        exchange(target, old, new)

    monkeypatch.setattr(case_store, "exchange", refused)
    result = hold("Rugzakje", "", "2", case=path)
    assert result.exit_code == 1
    assert "Daarom staan uw antwoorden nu in" in result.output
    (rescued,) = (own_place / "data" / "slimmer-rules" / "gesprekken").iterdir()
    assert kept(rescued)["antwoorden"] == {"aanvrager": "ander"}


def test_two_interviews_on_one_file_overwrite_nothing(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    mine, other = (CaseFile(path, rules(tmp_path)) for _ in range(2))
    mine.keep(Case("intake", {"aanvrager": "ander"}))
    with pytest.raises(ChangedError):
        other.keep(Case("intake", {"aanvrager": "professional"}))
    assert kept(path)["antwoorden"] == {"aanvrager": "ander"}
    mine.keep(Case("intake", {"aanvrager": "ander", "leden": 2}))


def test_an_interview_whose_file_changed_goes_on_in_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "geval.yaml"
    real = CaseFile.keep
    times: list[int] = []

    def keep(self: CaseFile, case: Case) -> None:
        if len(times) == 2:
            path.write_text("gesprek: intake\nantwoorden: {leden: 9}\n")
        times.append(1)
        real(self, case)

    monkeypatch.setattr(CaseFile, "keep", keep)
    result = hold("Rugzakje", "", "2", "1", "1", case=path)
    assert "Dit gesprek is intussen ook ergens anders gewijzigd." in result.output
    assert kept(path)["antwoorden"] == {"leden": 9}
    assert "partner" in str(kept(tmp_path / "geval-2.yaml")["antwoorden"])
    assert f"Verder gaan: slimmer interview {tmp_path / 'geval-2.yaml'}" in result.output.replace("\n", " ")


def test_who_loses_is_told_and_sees_both(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    opened = "gesprek: intake\ntitel: T\nantwoorden: {}\nvoortgang: {overgeslagen: [':coach'], bij: aanvrager}\n"
    path.write_text(f"# van mij\n{opened}")

    def lines() -> Iterator[str]:
        yield "2\n"
        path.write_text("gesprek: intake\nantwoorden: {aanvrager: professional, partner: nee}\n")
        yield "1\n"

    result = run("interview", path, input=Typed(lines()))
    no_traceback(result)
    told = result.output.replace("\n", " ")
    assert f"Dat overschrijf ik niet: het staat in {path}. Uw antwoorden staan nu apart, in" in told
    assert "  -  De aanvrager: daar “Een professional”, bij u “Iemand anders”." in told
    assert "  -  De partner: daar “Nee”, bij u nog geen antwoord." in told
    assert "Het aantal leden" not in told, "there they agree"
    assert kept(path)["antwoorden"] == {"aanvrager": "professional", "partner": "nee"}
    assert kept(tmp_path / "geval-2.yaml")["antwoorden"] == {"aanvrager": "ander"}
    assert (tmp_path / "geval-2.yaml").read_text().startswith("# van mij\n")
    assert f"Verder gaan: slimmer interview {tmp_path / 'geval-2.yaml'}" in told


def test_the_farewell_looks_whether_all_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"

    def lines() -> Iterator[str]:
        yield from ("Rugzakje\n", "\n", "2\n")
        path.write_text("gesprek: intake\nantwoorden: {}\n")
        yield ":overzicht\n"

    told = run("interview", path, input=Typed(lines())).output
    assert "ergens anders gewijzigd" in told.replace("\n", " ")
    assert f"Alles is bewaard in\n{tmp_path / 'geval-2.yaml'}." in told


def test_a_case_that_someone_removed_meanwhile_is_there_again_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"

    def lines() -> Iterator[str]:
        yield from ("Rugzakje\n", "\n", "2\n")
        path.unlink()

    told = run("interview", path, input=Typed(lines())).output.replace("\n", " ")
    assert f"Het bestand {path} was er niet meer. Ik heb het opnieuw gemaakt." in told
    assert kept(path)["antwoorden"] == {"aanvrager": "ander"}
    assert [each.name for each in tmp_path.glob("*.yaml")] == ["geval.yaml"]


COMMENTED = """# Dossier wijkteam, bijgehouden door de coach
gesprek: intake
titel: 'Roosters'
# let op: eerst bellen
antwoorden:
  aanvrager: ander   # zelf gezegd op 3 maart
"""


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_person_wrote_in_a_case_stays(end: str, mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    path.write_bytes(mark + COMMENTED.replace("\n", end).encode())
    told = hold("", "1", "7", ":stop", case=path).output
    added = "  partner: ja\n  leden: 7\nvoortgang:\n"
    assert path.read_bytes().startswith(mark + f"{COMMENTED}{added}".replace("\n", end).encode())
    assert "opmerkingen" not in told
    assert [each.name for each in tmp_path.glob("geval*")] == ["geval.yaml"]


def test_comments_that_cannot_stay_are_copied_and_that_is_told_before_the_first_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = tmp_path / "geval.yaml", tmp_path / "geval-origineel.txt"
    text = "# van mij\n{gesprek: intake, titel: T, antwoorden: {aanvrager: ander}}\n"
    path.write_text(text)
    result = hold("", "1", "7", ":stop", case=path)
    told = result.output.replace("\n", " ")
    assert told.count(f"kopie van het bestand, zoals u het schreef, in {copy}.") == 1
    assert copy.read_text() == text
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert kept(path)["antwoorden"] == {"aanvrager": "ander", "partner": "ja", "leden": 7}

    path.write_text(text)
    monkeypatch.setattr(CaseFile, "copy", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    result = hold("", "1", ":stop", case=path)
    assert "Bewaren lukt nu niet: het bestand past niet meer: de schijf is vol." in result.output.replace("\n", " ")
    assert path.read_text() == text
    assert result.exit_code == 1


def test_a_write_that_breaks_off_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "geval.yaml"
    file = CaseFile(path, rules(tmp_path))
    file.keep(Case("intake", {"aanvrager": "ander"}))
    before = path.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="Input/output"):
        file.keep(Case("intake", {"aanvrager": "professional"}))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_bytes_that_are_no_text_do_not_stop_the_conversation(tmp_path: Path) -> None:
    result = run("interview", tmp_path / "geval.yaml", input=b"caf\xe9 \xff\n\n2\n")
    no_traceback(result)
    assert result.exit_code == 0
    assert kept(tmp_path / "geval.yaml")["antwoorden"] == {"aanvrager": "ander"}
