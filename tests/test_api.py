"""The front door for Python: what its docstrings and its page show is so, and what does not exist is refused."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import slimmer_rules
from slimmer_rules import api
from slimmer_rules.letter import LetterError
from slimmer_rules.rulebook.cases import HumanDecision
from tests.cli.small import small

PAGE = Path(__file__).parents[1] / "docs" / "python.md"


@pytest.fixture(scope="module")
def rules() -> slimmer_rules.Rules:
    return slimmer_rules.load()


def test_every_example_in_the_docstrings_is_so() -> None:
    results = doctest.testmod(api)
    assert results.attempted > 10
    assert results.failed == 0


def test_every_example_on_the_page_is_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = doctest.testfile(str(PAGE), module_relative=False)
    assert results.attempted > 10
    assert results.failed == 0


def test_everything_public_is_documented_and_named() -> None:
    assert set(slimmer_rules.__all__) == set(api.__all__)
    for name in api.__all__:
        assert getattr(slimmer_rules, name) is getattr(api, name)
        assert getattr(slimmer_rules, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'weg'"):
        _ = slimmer_rules.weg


def test_the_package_is_imported_without_its_front_door() -> None:
    """The command line reads only the version: `slimmer --help` stays fast."""
    code = "import sys, slimmer_rules; print('slimmer_rules.api' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


def test_a_name_that_does_not_exist_is_refused_with_what_was_meant(rules: slimmer_rules.Rules) -> None:
    with pytest.raises(slimmer_rules.UnknownNameError, match=r"er is geen gesprek `intak`\. Bedoelde u `intake`"):
        _ = rules["intak"]
    found = rules["intake"].assess({})
    with pytest.raises(slimmer_rules.UnknownNameError, match=r"er is geen conclusie `kan`\. Bedoelde u `kans`"):
        found.explain("kan")
    with pytest.raises(slimmer_rules.UnknownNameError, match="er is geen waarde van `besluit` `ja`"):
        found.why_not("ja")
    with pytest.raises(slimmer_rules.UnknownNameError, match="er is geen regel `Z1`"):
        rules["intake"].rule("Z1")


def test_a_conversation_without_a_goal_has_no_advice(rules: slimmer_rules.Rules) -> None:
    found = rules["verdieping"].assess({"midi_kennis": "belemmerend"})
    assert found.advice is None
    assert repr(found) == "<Assessment verdieping: 1 answers>"
    assert found.conclusions["aanbevelingen"] == frozenset({"uitleg_geven"})
    with pytest.raises(slimmer_rules.UnknownNameError, match="er is geen conclusie"):
        found.open_outcomes()


def test_the_record_is_that_of_the_command_line(rules: slimmer_rules.Rules) -> None:
    record = rules["reflectie"].assess({"terugblik_met_coach": "nee"}).record()
    assert (record["gesprek"], record["doel"], record["conclusies"]["fase_reflectie"]) == (
        "reflectie", "fase_reflectie", "nog_niet",
    )  # fmt: skip


def test_a_letter_that_cannot_be_is_told(rules: slimmer_rules.Rules, tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="heeft geen bekende soort"):
        rules["reflectie"].assess({}).letter(tmp_path / "brief.odt")


def test_a_letter_about_what_does_not_exist_is_refused(rules: slimmer_rules.Rules, tmp_path: Path) -> None:
    assessment = rules["intake"].assess({"adopter": "geen"})
    for case, told in (
        ({"decision": HumanDecision("afwijzing", "Zo is het.")}, "bedoelde u `afwijzen`?"),
        ({"letter_notes": {"adopters": "Let op."}}, "bedoelde u `adopter` (de overnemer)?"),
    ):
        with pytest.raises(slimmer_rules.RulebookError, match=re.escape(told)):
            assessment.letter(tmp_path / "brief.md", **case)
    assert not [*tmp_path.iterdir()]


def test_a_goal_that_no_rule_gives_a_value_is_no_advice(tmp_path: Path) -> None:
    folder = small(tmp_path)
    file = folder / "intake/1-vragen.yaml"
    text = file.read_text(encoding="utf-8")
    assert "anders: aanhouden" in text
    file.write_text(text.replace("anders: aanhouden", ""), encoding="utf-8")
    assessment = slimmer_rules.load(folder)["intake"].assess({})
    assert assessment.advice is None
    assert repr(assessment) == "<Assessment intake: 0 answers>"
