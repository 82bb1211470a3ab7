"""`slimmer test --coverage` and `--mutate`: what the cases leave untested."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.audit.replay import Replay, refuted
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.situation import Answers
from tests.audit.planted import Fault, plant
from tests.audit.test_checks import FAULTS
from tests.cli.small import run


def test_coverage_counts_rules_values_and_conditions_both_ways(tmp_path: Path) -> None:
    result = run("test", "--coverage", "--knowledge", plant(tmp_path))
    assert result.exit_code == 0, result.output
    assert "100% van de regels die gelden (8 van 8)." in result.stdout
    assert "100% van de waarden die een geval verwacht (9 van 9)." in result.stdout
    assert "100% van de voorwaarden die een geval beide kanten op toetst" in result.stdout


def test_coverage_names_what_is_missing(tmp_path: Path) -> None:
    result = run("test", "--coverage", "--knowledge", plant(tmp_path, *FAULTS["A18"][0]))
    assert result.exit_code == 1
    assert "- T1, voorwaarde 2: nooit waar" in result.stdout


def test_a_case_that_ends_in_a_contradiction_leaves_no_rule_uncovered(tmp_path: Path) -> None:
    knowledge = plant(tmp_path, Fault("intake/1-plan.yaml", "als: {plan: half}", "als: {plan: [half, ja]}"))
    result = run("test", "--coverage", "--knowledge", knowledge)
    assert result.exit_code == 1
    assert "de regels spreken elkaar tegen over `oordeel`" in result.stdout
    assert "Dekking: 100%" in result.stdout
    assert "100% van de voorwaarden die een geval beide kanten op toetst" in result.stdout


def test_a_mutant_that_goes_wrong_is_our_fault_and_takes_no_other_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Replay, answers: Answers) -> Derivation:
        raise refuted(answers, "zomaar")

    monkeypatch.setattr(Replay, "derive", refuse)
    result = run("test", "--mutate", "--knowledge", plant(tmp_path))
    assert result.exit_code == 70
    assert "Er ging iets mis in Slimmer Rules zelf" in result.stderr
    assert "Mislukt door een fout in het programma." in result.stdout
    assert "- gevangen door een geval: " in result.stdout


def test_survivors_come_with_the_case_that_catches_them(tmp_path: Path) -> None:
    knowledge = plant(tmp_path)
    result = run("test", "--mutate", "--save", tmp_path / "nieuw", "--knowledge", knowledge)
    assert result.exit_code == 1
    assert "regel T2: tot 3 in plaats van 2: het aantal leden is hoogstens 2. Niemand merkt dit" not in result.stdout
    assert "regel T2: tot 1 in plaats van 2" not in result.stdout
    assert "niet gevangen" in result.stdout
    saved = sorted((tmp_path / "nieuw").iterdir())
    assert saved
    for case in saved:
        case.rename(knowledge / "gevallen" / case.name)
    again = run("test", "--mutate", "--knowledge", knowledge)
    assert again.exit_code == 0, again.output
    assert "100% van" in again.stdout


def test_past_the_time_bound_nothing_is_called_caught_or_equal(tmp_path: Path) -> None:
    result = run("test", "--mutate", "--seconds", "0", "--knowledge", plant(tmp_path))
    assert result.exit_code == 1
    assert "Niet bewezen: de tijd was om." in result.stdout
    assert "verandert bewezen niets" not in result.stdout.splitlines()[-1]


def test_every_small_change_of_the_shipped_rules_is_noticed() -> None:
    result = run("test", "--mutate")
    assert result.exit_code == 0, result.output
    assert "100% van" in result.stdout
