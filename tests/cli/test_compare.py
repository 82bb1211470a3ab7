"""`slimmer compare`: two folders, git revisions, given cases, and bad input."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

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
    told = "3 van de 3 conclusies: bewezen gelijk, bij alle antwoorden die beide versies kennen."
    assert result.stdout.strip() == told


def test_a_change_shows_its_smallest_case_and_its_rule(old: Path, new: Path) -> None:
    result = run("compare", old, new)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "Regels die nieuw zijn, weg zijn of iets anders doen: B3.",
        "",
        "“Gaat het door?” (besluit) verandert. De kleinste gevallen:",
        "- nee → wacht (door B3)",
        "    Is er een plan? Nee",
        "",
        "2 van de 3 conclusies: bewezen gelijk, bij alle antwoorden die beide versies kennen.",
    ]


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


def test_other_words_are_the_same_rules(old: Path, tmp_path: Path) -> None:
    other = plant(tmp_path / "anders", Fault("intake/1-plan.yaml", "Is er een plan?", "Heeft u een plan?"))
    assert run("compare", old, other).exit_code == 0


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
    assert "nee → wacht (door B3)" in result.stdout
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
