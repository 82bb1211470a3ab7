"""The commands on a rulebook with several conversations: which one is meant, and what stands beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from slimmer_rules.rulebook.files import read_folder, shipped
from tests.cli.small import no_traceback, run, small

TALKS = tuple(read_folder(shipped()).conversations)
ANSWERS = {"intake": {"adopter": "geen"}, "ontdekken": {"plan_van_aanpak": "nee"}}


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, so that no test meets a real interview."""
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "thuis/data"))


def case(folder: Path, talk: str, **fields: object) -> Path:
    path = folder / f"{talk}-{len(list(folder.iterdir()))}.yaml"
    path.write_text(yaml.safe_dump({"gesprek": talk, "antwoorden": ANSWERS.get(talk, {}), **fields}), encoding="utf-8")
    return path


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)


# --- which conversation ---------------------------------------------------------------------------------------------


def test_without_a_file_the_coach_chooses_in_the_order_of_the_rulebook() -> None:
    result = run("interview", input=lines("9", "2", ":stop"))
    titles = [talk.title for talk in read_folder(shipped()).conversations.values()]
    asked = "\n".join(["Welk gesprek wilt u voeren?", *(f"  {n}  {title}" for n, title in enumerate(titles, start=1))])
    assert asked in result.output
    assert "Typ een cijfer van 1 tot en met 6." in result.output
    assert "\nOntdekken\n" in result.output
    assert result.exit_code == 0


@pytest.mark.parametrize("typed", [":stop", ""])
def test_who_chooses_none_begins_none(typed: str, tmp_path: Path) -> None:
    result = run("interview", input=lines(typed) if typed else "")
    no_traceback(result)
    assert result.exit_code == 0
    assert not list(tmp_path.rglob("*.yaml"))


def test_a_rulebook_with_one_conversation_asks_nothing(tmp_path: Path) -> None:
    result = run("interview", "--knowledge", small(tmp_path / "regels"), input=lines(":stop"))
    assert "Welk gesprek" not in result.output
    assert "Proefintake" in result.output


def test_an_open_conversation_is_offered_with_which_it_is() -> None:
    run("interview", "--gesprek", "reflectie", input=lines("Spreekuur", ":stop"))
    result = run("interview", input=lines("2", ":stop"))
    assert "“Spreekuur”, Reflectie en verspreiding, " in result.output
    assert "Welk gesprek wilt u voeren?" in result.output, "who wants a new one chooses which"


@pytest.mark.parametrize(
    "arguments",
    [
        ("interview", "--gesprek", "reflecte"),
        ("batch", "--gesprek", "reflecte", "-o", "-", "-"),
        ("rules", "compiled", "--gesprek", "reflecte"),
    ],
)
def test_a_conversation_that_is_not_there_is_told_with_what_was_meant(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, input="")
    assert result.exit_code == 2
    assert "Gesprek `reflecte` bestaat niet. Bedoelde u `reflectie`" in result.output


def test_a_case_of_another_conversation_is_not_taken_for_this_one(tmp_path: Path) -> None:
    file = case(tmp_path, "ontdekken")
    before = file.read_bytes()
    result = run("interview", file, "--gesprek", "reflectie")
    assert result.exit_code == 2
    assert "staat een gesprek “ontdekken”, geen “reflectie”. Laat --gesprek weg" in " ".join(result.output.split())
    assert file.read_bytes() == before


def test_batch_is_about_the_first_conversation_unless_another_is_named() -> None:
    line = '{"id": 1, "antwoorden": {"plan_van_aanpak": "nee"}}\n'
    named = run("batch", "-", "-o", "-", "--gesprek", "ontdekken", input=line)
    assert json.loads(named.stdout)["conclusies"]["fase_ontdekken"] == "nog_niet"
    assert "vraag `plan_van_aanpak` bestaat niet" in run("batch", "-", "-o", "-", input=line).output


# --- every command, every conversation ------------------------------------------------------------------------------


@pytest.mark.parametrize("talk", TALKS)
def test_every_conversation_can_be_held_to_its_letter(talk: str, tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    result = run("interview", path, "--gesprek", talk, input=lines("Titel", "Coach", *["onbekend"] * 60, *[""] * 9))
    no_traceback(result)
    assert run("letter", path, "--check").exit_code == 0


@pytest.mark.parametrize("talk", TALKS)
def test_every_question_about_an_outcome_can_be_put_to_every_conversation(talk: str, tmp_path: Path) -> None:
    path = case(tmp_path, talk)
    known = read_folder(shipped()).conversations[talk]
    about = known.goal or next(iter(known.conclusions))
    value = known.conclusions[about].values[0].id
    question = next(iter(known.questions.values()))
    answer = question.answers[0].id
    for asked in (
        (),
        ("--rests-on",),
        ("--open",),
        ("--why-not", value),
        ("--change-to", value),
    ):
        result = run("explain", path, "--conclusion", about, *asked)
        no_traceback(result)
        assert result.stdout.strip()
    for asked in (("--question", question.id), ("--what-if", f"{question.id}={answer}")):
        result = run("explain", path, *asked)
        no_traceback(result)
        assert result.exit_code == 0


def test_without_goal_a_conclusion_must_be_named_from_those_there_are(tmp_path: Path) -> None:
    result = run("explain", case(tmp_path, "verdieping"))
    assert result.exit_code == 2
    assert "Kies een conclusie met --conclusion. Er zijn: aanbevelingen." in result.stderr


def test_what_several_conversations_have_is_shown_under_the_name_of_each() -> None:
    shown = run("rules", "show", "nog_te_doen").stdout
    for talk in ("Ontdekken (gesprek ontdekken)", "Reflectie en verspreiding (gesprek reflectie)"):
        assert f"{talk}\n\nConclusie nog_te_doen: Wat nog moet gebeuren" in shown
    assert "(gesprek" not in run("rules", "show", "fase_ontdekken").stdout


def test_a_number_out_of_range_is_told_with_the_range(tmp_path: Path) -> None:
    path = case(tmp_path, "ontdekken")
    wrong = case(tmp_path, "ontdekken", antwoorden={"aantal_leden": 150})
    for result in (run("explain", path, "--what-if", "aantal_leden=150"), run("assess", wrong)):
        assert result.exit_code == 2
        assert "geef een geheel getal van 0 tot en met 99, of onbekend" in result.stderr


# --- beside an earlier conversation ---------------------------------------------------------------------------------


def test_what_an_earlier_conversation_came_to_stands_beside_a_new_one(tmp_path: Path) -> None:
    intake = case(tmp_path, "intake", titel="Spreekuur", geadresseerde="mevrouw S. de Wit", aanhef="Dag Sanne")
    new = tmp_path / "nieuw.yaml"
    typed = lines("", "Coach", ":bij", *["onbekend"] * 8, "", "", ":stop")
    shown = run("interview", new, "--gesprek", "ontdekken", "--bij", intake, input=typed).output
    begin, command, *_, outcome = shown.split("Uit een eerder gesprek: Intake, over “Spreekuur”")[1:]
    for each in (begin, command, outcome):
        assert "Ons advies is om met dit vraagstuk geen Doetank te starten." in each
        assert "Er is nog niemand die de oplossing overneemt." in " ".join(each.split())
        assert "De volgende stappen" not in each, "a refusal lists no next steps"
    assert "Of het ontdekken klaar is, kunnen wij nog niet zeggen." in command
    assert "Nu staat er: Spreekuur." in shown
    assert f"interview --bij {intake}" in " ".join(shown.split())
    kept = yaml.safe_load(new.read_text())
    assert (kept["titel"], kept["geadresseerde"], kept["aanhef"]) == ("Spreekuur", "mevrouw S. de Wit", "Dag Sanne")
    assert "adopter" not in kept["antwoorden"]


def test_it_changes_nothing_in_a_case_that_is_there_and_reaches_no_letter(tmp_path: Path) -> None:
    intake = case(tmp_path, "intake", titel="Spreekuur")
    there = case(tmp_path, "ontdekken", titel="SPREEKUUR ")
    before = there.read_bytes()
    assert "Uit een eerder gesprek" in run("interview", there, "--bij", intake, input=lines(":stop")).output
    assert there.read_bytes() == before
    assert "eerder gesprek" not in run("letter", there).stdout


def test_the_decision_of_a_person_goes_before_the_outcome_of_the_rules(tmp_path: Path) -> None:
    decision = {"besluit": "aannemen", "reden": "De burgemeester zoekt zelf een overnemer."}
    intake = case(tmp_path, "intake", besluit_mens=decision)
    shown = run("assess", case(tmp_path, "ontdekken"), "--bij", intake).stdout
    assert "Uit een eerder gesprek: Intake\nBesluit: start een Doetank.\n" in shown
    assert "Er is nog niemand die de oplossing overneemt." not in shown


def test_assess_gives_the_record_of_both(tmp_path: Path) -> None:
    intake, later = case(tmp_path, "intake"), case(tmp_path, "ontdekken")
    found = json.loads(run("assess", later, "--json", "--bij", intake).stdout)
    assert found["gesprek"] == "ontdekken"
    assert found["bij"] == json.loads(run("assess", intake, "--json").stdout)
    assert "bij" not in json.loads(run("assess", later, "--json").stdout)


def test_a_conversation_without_goal_shows_its_lists(tmp_path: Path) -> None:
    deep = case(tmp_path, "verdieping", antwoorden={"midi_kennis": "belemmerend"})
    shown = run("assess", case(tmp_path, "ontdekken"), "--bij", deep).stdout
    assert "Verdieping\nWat wij u aanraden\n- Geef een korte uitleg" in shown


def test_without_one_the_command_says_how_and_help_does_not_name_it(tmp_path: Path) -> None:
    shown = run("interview", tmp_path / "nieuw.yaml", input=lines("", "", ":help", ":bij", ":stop")).output
    assert "Er staat geen eerder gesprek naast." in shown
    assert "  :bij " not in shown


@pytest.mark.parametrize("command", ["assess", "interview"])
def test_a_case_that_cannot_stand_beside_is_refused_with_what_can(command: str, tmp_path: Path) -> None:
    there = case(tmp_path, "ontdekken", titel="Spreekuur", geadresseerde="De heer A. Bos\nGemeente X")
    example = tmp_path / "voorbeeld.yaml"
    example.write_text("gesprek: intake\nbron: oeij2013#tabel-2/1\nantwoorden: {}\n")
    before = there.read_bytes()
    for earlier, told in (
        (tmp_path / "nergens.yaml", "bestaat niet. Geef bij --bij het bestand van een eerder gesprek."),
        (there, "Geef bij --bij een geval van een ander gesprek: intake, ontwerpen, reflectie, netwerk of verdieping."),
        (case(tmp_path, "intake", geadresseerde="Mevrouw B. Vos"), "Daar is de geadresseerde “Mevrouw B. Vos”"),
        (case(tmp_path, "intake", titel="Iets anders"), "Daar is de titel “Iets anders”, hier “Spreekuur”."),
        (example, "is een voorbeeld uit een bron."),
    ):
        result = run(command, there, "--bij", earlier, input=lines(":stop"))
        assert result.exit_code == 2, earlier
        assert told in " ".join(result.output.split())
        assert "Uit een eerder gesprek" not in result.output
    same = case(tmp_path, "intake", titel="Een andere titel", geadresseerde="de heer A.  Bos")
    assert run(command, there, "--bij", same, input=lines(":stop")).exit_code == 0, "the name decides, not the address"
    assert there.read_bytes() == before


def test_a_rulebook_with_one_conversation_has_nothing_to_put_beside(tmp_path: Path) -> None:
    rules = small(tmp_path / "regels")
    path = rules / "gevallen/zonder.json"
    result = run("assess", path, "--bij", path, "--knowledge", rules)
    assert result.exit_code == 2
    assert "Deze regels hebben maar één gesprek." in result.output
