"""`slimmer compare`: two folders, git revisions, given cases, and bad input."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from slimmer_rules.audit.findings import Value
from slimmer_rules.audit.replay import Replay
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import Answers
from tests.audit.planted import Fault, plant
from tests.cli.small import no_traceback, run

CHANGE = Fault("intake/2-geld.yaml", "dan: {besluit: nee}", "dan: {besluit: wacht}")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return plant(tmp_path / "oud")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return plant(tmp_path / "nieuw", CHANGE)


def test_the_same_rules_are_proved_the_same(old: Path) -> None:
    result = run("compare", old, old)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "3 van de 3 conclusies: bewezen gelijk, bij alle antwoorden die beide versies kennen.",
        "Gelijk: regels (als en dan), opbouw (vragen, antwoorden, uitkomsten), verloop van gesprek en brief, "
        "teksten, bronnen en herkomst, beloften, aanvaarde bevindingen, begrippen, gevallen, afzender, naam en versie.",
        "Niet vergeleken: de sjablonen van brieven, opmaak en opmerkingen in de bestanden.",
    ]


def test_a_change_shows_its_smallest_case_and_its_rule(old: Path, new: Path) -> None:
    result = run("compare", old, new)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "2 van de 3 conclusies: bewezen gelijk, bij alle antwoorden die beide versies kennen.",
        "Verschillen: 1 bij ★ regels (als en dan).",
        "Gelijk: opbouw (vragen, antwoorden, uitkomsten), verloop van gesprek en brief, "
        "teksten, bronnen en herkomst, beloften, aanvaarde bevindingen, begrippen, gevallen, afzender, naam en versie.",
        "Niet vergeleken: de sjablonen van brieven, opmaak en opmerkingen in de bestanden.",
        "",
        "★ “Gaat het door?” (besluit) verandert, alleen soepeler (bewezen: steeds hoger in de `volgorde`). "
        "De kleinste gevallen:",
        "- “nee” → “nog niet” (door B3)",
        "    Is er een plan? Nee",
        "",
        "★ Regels (als en dan)",
        "- intake/2-geld.yaml:31: de regel `B3`",
        "    `regel` was: Als bij “Is het plan goed?” de conclusie “slecht” is, dan is bij “Gaat het door?” de "
        "conclusie “nee”.",
        "    `regel` wordt: Als bij “Is het plan goed?” de conclusie “slecht” is, dan is bij “Gaat het door?” de "
        "conclusie “nog niet”.",
    ]
    (compared,) = [c for c in json.loads(run("compare", old, new, "--json").stdout)["conclusies"] if c["richting"]]
    assert (compared["conclusie"], compared["richting"]) == ("besluit", "soepeler")


def test_where_no_conclusion_is_in_both_nothing_is_called_the_same(old: Path, tmp_path: Path) -> None:
    new = shutil.copytree(old, tmp_path / "nieuw")
    (new / "intake").rename(new / "kennismaking")
    book = new / "kennisbank.yaml"
    book.write_text(book.read_text(encoding="utf-8").replace("intake", "kennismaking"), encoding="utf-8")
    shutil.rmtree(new / "gevallen", ignore_errors=True)
    (new / "eigenschappen.yaml").unlink(missing_ok=True)
    result = run("compare", old, new)
    assert result.exit_code == 1, result.output
    assert result.stdout.startswith("Geen enkele conclusie is vergeleken: ")


def test_given_cases_tell_who_changes(old: Path, new: Path) -> None:
    result = run("compare", old, new, "--cases", old / "gevallen", "--json")
    assert result.exit_code == 1
    (case,) = json.loads(result.stdout)["gevallen"]
    assert case["geval"].endswith("slecht.yaml")
    (change,) = case["veranderingen"]
    assert (change["conclusie"], change["oud"], change["nieuw"], change["regels"]) == (
        "besluit",
        "nee",
        "wacht",
        ["B3"],
    )


def test_sets_and_given_cases_are_told_by_their_labels(old: Path, tmp_path: Path) -> None:
    other = plant(tmp_path / "anders", Fault("intake/2-geld.yaml", "als: {leden: {tot: 2}}", "als: {leden: {tot: 1}}"))
    result = run("compare", old, other, "--cases", old / "gevallen")
    assert "- eraf “Zoek leden.” (door T2)" in result.stdout.splitlines()
    assert "- “Wat helpt?”: eraf “Zoek leden.” (door T2)" in result.stdout.splitlines()


def test_a_contradiction_is_one_outcome_and_is_told_once(old: Path, tmp_path: Path) -> None:
    clash = Fault("intake/1-plan.yaml", "als: {plan: half}", "als: {plan: [half, ja]}")
    other = plant(tmp_path / "anders", clash)
    result = run("compare", old, other, "--cases", old / "gevallen")
    no_traceback(result)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("De nieuwe regels spreken elkaar tegen"))
    assert lines[start + 1].startswith("- de regels spreken elkaar tegen over `oordeel`: regel P1")
    assert lines[start + 2 : start + 4] == ["    Is er een plan? Ja", ""]
    assert result.stdout.count("verandert.") == 0
    case = next(i for i, line in enumerate(lines) if line.startswith("Geval") and line.endswith("goed.yaml:"))
    assert lines[case + 1].startswith("- er komt geen uitkomst meer: de regels spreken elkaar tegen over `oordeel`")
    assert lines[case + 2] == ""
    assert "0 van de 3 conclusies: bewezen gelijk" in result.stdout
    assert "3 als u de antwoorden met een tegenspraak weglaat." in result.stdout
    back = json.loads(run("compare", other, old, "--json").stdout)
    assert not back["gelijk"]
    assert {c["stand"] for c in back["conclusies"]} == {"verandert"}
    assert {change["tegenspraak_in"] for c in back["conclusies"] for change in c["veranderingen"]} == {"oud"}


def test_a_change_that_does_not_replay_is_our_fault_and_takes_no_other_along(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower = Fault("intake/2-geld.yaml", "als: {leden: {tot: 2}}", "als: {leden: {tot: 1}}")
    other = plant(tmp_path / "anders", CHANGE, lower)
    true = Replay.values

    def wrong(self: Replay, answers: Answers) -> dict[str, Value]:
        found = true(self, answers)
        return {} if isinstance(found, ContradictionError) else {**found, "besluit": "ja"}

    monkeypatch.setattr(Replay, "values", wrong)
    result = run("compare", old, other)
    assert result.exit_code == 70
    assert "Er ging iets mis in Slimmer Rules zelf" in result.stderr
    lines = result.stdout.splitlines()
    assert "★ “Gaat het door?” (besluit): niet bewezen; door een fout in het programma." in lines
    assert any(line.startswith("★ “Wat helpt?” (tips) verandert") for line in lines)


def test_values_that_read_the_same_are_told_with_their_ids(old: Path, tmp_path: Path) -> None:
    label = Fault("intake/2-geld.yaml", "wacht: nog niet", "wacht: nee")
    one, other = plant(tmp_path / "een", label), plant(tmp_path / "ander", label)
    file = other / "intake/2-geld.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(CHANGE.old or "", CHANGE.new), encoding="utf-8")
    assert "- “nee” (nee) → “nee” (wacht) (door B3)" in run("compare", one, other).stdout


def test_a_changed_condition_points_to_what_may_have_to_change_with_it(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "knowledge"
    changed = tmp_path / "regels"
    shutil.copytree(shipped, changed)
    file = changed / "intake" / "6-determinanten.yaml"
    text = file.read_text(encoding="utf-8")
    before, after = text.split("  - id: F4\n")
    file.write_text(f"{before}  - id: F4\n{after.replace('aantal: 2', 'aantal: 3', 1)}", encoding="utf-8")
    told = run("compare", shipped, changed, "--seconds", "0").stdout.splitlines()
    assert told[told.index("Regel F4 heeft een andere voorwaarde. Kijk ook naar:") :] == [
        "Regel F4 heeft een andere voorwaarde. Kijk ook naar:",
        "- de titel, de reden en de uitleg van regel F4 zelf",
        "- de norm van “Wat helpt en wat hindert” en de zin in de brief bij “kwetsbaar”",
        "- de regels F5, F6 en F7, die gaan ook over deze conclusie",
    ]
    file.write_text(
        file.read_text("utf-8").replace("titel: Twee of meer belangrijke", "titel: Drie belangrijke"), "utf-8"
    )
    assert "- de reden en de uitleg van regel F4 zelf" in run("compare", shipped, changed, "--seconds", "0").stdout


def test_other_words_are_the_same_rules_and_are_told(old: Path, tmp_path: Path) -> None:
    other = plant(tmp_path / "anders", Fault("intake/1-plan.yaml", "Is er een plan?", "Heeft u een plan?"))
    result = run("compare", old, other)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "Verschillen: 1 bij teksten.",
        "Gelijk: regels (als en dan), opbouw (vragen, antwoorden, uitkomsten), verloop van gesprek en brief, "
        "bronnen en herkomst, beloften, aanvaarde bevindingen, begrippen, gevallen, afzender, naam en versie.",
        "Niet vergeleken: de sjablonen van brieven, opmaak en opmerkingen in de bestanden.",
        "",
        "Teksten",
        "- intake/1-plan.yaml:4: de vraag `plan`",
        "    `vraag`: Is er een plan? → Heeft u een plan?",
    ]
    record = json.loads(run("compare", old, other, "--json").stdout)
    assert record["gelijk"] is True
    assert record["verschillen"] == [
        {
            "groep": "teksten",
            "betekenis": False,
            "over": "de vraag `plan`",
            "sleutel": "vraag",
            "oud": "Is er een plan?",
            "nieuw": "Heeft u een plan?",
            "plaats": {"bestand": "intake/1-plan.yaml", "regel": 4},
        }
    ]
    assert record["buiten_beschouwing"] == ["de sjablonen van brieven", "opmaak en opmerkingen in de bestanden"]


def test_what_an_outcome_means_is_a_difference_though_no_conclusion_changes(old: Path, tmp_path: Path) -> None:
    meant = Fault("intake/gesprek.yaml", "wacht: {toont", "wacht: {positief: ja, toont")
    result = run("compare", old, plant(tmp_path / "anders", meant))
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-3:] == [
        "★ Opbouw (vragen, antwoorden, uitkomsten)",
        "- intake/gesprek.yaml:3: de uitkomst `wacht`",
        "    `positief`: nee → ja",
    ]


def test_what_beside_the_rules_cannot_be_read_is_said_not_to_be_compared(old: Path, tmp_path: Path) -> None:
    broken = Fault("eigenschappen.yaml", "besluit: ja}", "besluit: jaa}")
    result = run("compare", old, plant(tmp_path / "anders", broken))
    assert result.exit_code == 0
    assert "beloften" not in result.stdout.splitlines()[1]
    assert "Niet vergeleken: beloften, de sjablonen van brieven" in result.stdout
    assert "zijn beloften niet te lezen" in result.stderr


def test_mistakes_in_both_versions_are_told_at_once(tmp_path: Path) -> None:
    faults = [Fault("intake/1-plan.yaml", "plan: half}", f"plan: {word}}}") for word in ("helf", "hulf")]
    folders = [plant(tmp_path / fault.new[-5:-1], fault) for fault in faults]
    result = run("compare", *folders)
    assert result.exit_code == 2
    assert all(word in result.stderr for word in ("`helf`", "`hulf`", "2 fouten"))


def test_past_the_time_bound_nothing_is_called_the_same(old: Path) -> None:
    result = run("compare", old, old, "--seconds", "0")
    assert result.exit_code == 1
    assert "0 van de 3 conclusies: bewezen gelijk" in result.stdout
    assert "3 niet bewezen" in result.stdout
    result = run("compare", old, old, "--seconds", "0", "--cases", old / "gevallen")
    assert "4 gevallen zijn niet vergeleken: de tijd was om." in result.stdout


def test_a_git_revision_is_read_without_checking_it_out(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old.parent)
    identity = ["-c", "user.name=Proef", "-c", "user.email=proef@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "begin"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    file = old / "intake/2-geld.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(CHANGE.old or "", CHANGE.new), encoding="utf-8")
    result = run("compare", f"HEAD:{old.name}", str(old))
    assert result.exit_code == 1, result.output
    assert "“nee” → “nog niet” (door B3)" in result.stdout
    monkeypatch.chdir(old / "intake")
    assert run("compare", f"HEAD:{old.name}", old).stdout == result.stdout
    (old / "bronnen.yaml").write_text("bronnen: {}\n", encoding="utf-8")
    subprocess.run(["git", *identity, "commit", "-q", "-a", "-m", "stuk"], check=True, capture_output=True)
    assert f"HEAD:{old.name}/bronnen.yaml:1:10: R016" in run("compare", f"HEAD:{old.name}", old).stderr
    monkeypatch.chdir(old.parent)
    for wrong, told in (("HEAD~9:kennis", "geen versie die git hier kent"), ("HEAD:bestaatniet", "geen versie")):
        result = run("compare", wrong, str(old))
        no_traceback(result)
        assert result.exit_code == 2
        assert told in result.stderr


def test_a_folder_that_is_no_rulebook_is_refused(old: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    for arguments, told in (
        ((old, tmp_path / "leeg"), "kennisbank.yaml ontbreekt"),
        ((old, tmp_path / "nergens"), "is geen map"),
        ((old, "--output=x:kennis"), "geen map"),
    ):
        result = run("compare", "--", *arguments)
        no_traceback(result)
        assert result.exit_code == 2
        assert told in result.stderr
