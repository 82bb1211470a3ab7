"""`slimmer test`: the rules against their cases, with coverage."""

from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return small(tmp_path)


def test_all_is_well_when_every_case_passes_and_every_rule_fires(knowledge: Path) -> None:
    result = run("test", "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "2 gevallen getoetst: alle kloppen.",
        "Dekking: 100%; 4 van de 4 regels gelden in minstens één geval.",
    ]


def test_a_failing_case_names_its_first_difference_with_the_derivation(knowledge: Path) -> None:
    case = knowledge / "gevallen/professional.yaml"
    text = case.read_text(encoding="utf-8").replace(
        "toelating: ja, besluit: aannemen", "besluit: aanhouden, toelating: nee"
    )
    case.write_text(text, encoding="utf-8")
    result = run("test", "--knowledge", knowledge)
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    assert told[:4] == [
        "gevallen/professional.yaml: Een professional",
        "  toelating: verwacht nee, gekregen ja",
        "  Mag dit meedoen? Ja",
        "    Regel T1 (Professional): Een professional mag altijd meedoen.",
    ]
    assert "  Ook anders dan verwacht: besluit" in told
    assert "2 gevallen getoetst: 1 kloppen, 1 niet." in told


def test_rules_that_fire_in_no_case_are_listed_and_fail(knowledge: Path) -> None:
    (knowledge / "gevallen/zonder.json").unlink()
    result = run("test", "--knowledge", knowledge)
    assert result.exit_code == 1
    assert "Dekking: 75%; 3 van de 4 regels" in result.stdout
    assert "- T2 (Zonder partner) geldt in geen enkel geval" in result.stdout


def test_named_files_are_tested_without_demanding_coverage(knowledge: Path) -> None:
    result = run("test", knowledge / "gevallen/zonder.json", "--knowledge", knowledge)
    assert result.exit_code == 0
    assert "1 geval getoetst: alle kloppen." in result.stdout


def test_named_files_show_coverage_only_where_it_is_asked_for(knowledge: Path) -> None:
    named = ("test", knowledge / "gevallen/zonder.json", "--knowledge", knowledge)
    assert run(*named).stdout.splitlines() == ["1 geval getoetst: alle kloppen."]
    result = run(*named, "--coverage")
    assert result.exit_code == 0
    assert "- T1 (Professional) geldt in geen van deze gevallen" in result.stdout


def test_a_case_that_expects_nothing_covers_nothing(knowledge: Path) -> None:
    case = knowledge / "gevallen/zonder.json"
    case.write_text('{"gesprek": "intake", "antwoorden": {"aanvrager": "ander", "partner": "nee"}}', encoding="utf-8")
    result = run("test", "--knowledge", knowledge)
    assert result.exit_code == 1
    assert "T2" in result.stdout


def test_all_bad_cases_are_told_at_once(knowledge: Path) -> None:
    for name in ("een", "twee"):
        (knowledge / f"gevallen/{name}.yaml").write_text("gesprek: intake\nantwoorden: {wie: ik}\n", encoding="utf-8")
    result = run("test", "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    assert "gevallen/een.yaml" in result.stderr
    assert "gevallen/twee.yaml" in result.stderr


def test_no_cases_at_all_is_told(knowledge: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    result = run("test", tmp_path / "leeg", "--knowledge", knowledge)
    assert result.exit_code == 2
    assert "geen gevallen gevonden" in result.stderr


def test_a_contradiction_fails_the_case_and_names_both_rules(knowledge: Path) -> None:
    file = knowledge / "intake/1-vragen.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "als: {aanvrager: ander, partner: nee}", "als: {aanvrager: professional}"
    )
    file.write_text(text, encoding="utf-8")
    result = run("test", "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 1
    assert "T1" in result.stdout
    assert "T2" in result.stdout


def test_the_shipped_rules_pass_their_cases_and_are_covered() -> None:
    result = run("test")
    assert result.exit_code == 0, result.output
    assert "Dekking: 100%" in result.stdout
