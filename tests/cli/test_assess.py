"""`slimmer assess`: the conclusions of one case, for people and as the JSON contract."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small

CASE = "gesprek: intake\ntitel: Mijn geval\nantwoorden: {aanvrager: professional, partner: nee, leden: 2}\n"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return small(tmp_path / "regels")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "geval.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


def test_the_json_object_is_the_contract(knowledge: Path, case: Path) -> None:
    result = run("assess", case, "--json", "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    sha256 = told["kennisbank"].pop("sha256")
    assert len(sha256) == 64
    assert told == {
        "gesprek": "intake",
        "kennisbank": {"naam": "Proef", "versie": "1"},
        "antwoorden": {"aanvrager": "professional", "partner": "nee", "leden": 2},
        "geparkeerd": ["partner"],
        "conclusies": {"toelating": "ja", "besluit": "aannemen", "tips": ["leden"]},
        "doel": "besluit",
        "afleiding": [
            {
                "regel": "T1",
                "conclusie": "toelating",
                "waarde": "ja",
                "steunt_op": [{"feit": "aanvrager", "waarde": "professional"}],
            },
            {"regel": "T3", "conclusie": "tips", "waarde": "leden", "steunt_op": [{"feit": "leden", "waarde": 2}]},
            {
                "regel": "B1",
                "conclusie": "besluit",
                "waarde": "aannemen",
                "steunt_op": [{"feit": "toelating", "waarde": "ja"}],
            },
        ],
    }


def test_what_hangs_on_a_parked_question_is_parked_with_it_also_in_a_batch(knowledge: Path, tmp_path: Path) -> None:
    file = knowledge / "intake" / "1-vragen.yaml"
    duur = (
        "  duur: {vraag: Hoe lang?, kort: de duur, van_toepassing_als: {partner: ja}, antwoorden: {kort: K, lang: L}}\n"
    )
    about = "titel: Lang, omdat: Lang., bron: boek, herkomst: afgeleid"
    rule = f"  - {{id: T4, als: {{duur: lang}}, dan: {{tips: partner}}, {about}}}\n"
    text = file.read_text(encoding="utf-8").replace("conclusies:\n", f"{duur}conclusies:\n", 1)
    file.write_text(text + rule, encoding="utf-8")
    for applicant, parked, tips in (("professional", ["duur", "partner"], []), ("ander", [], ["partner"])):
        answers = {"aanvrager": applicant, "partner": "ja", "duur": "lang"}
        case = json.dumps({"gesprek": "intake", "antwoorden": answers})
        told = json.loads(run("assess", "-", "--json", "--knowledge", knowledge, input=case).stdout)
        assert (told["geparkeerd"], told["conclusies"]["tips"]) == (parked, tips)
        source, out = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
        source.write_text(json.dumps({"id": 1, "antwoorden": answers}), encoding="utf-8")
        assert run("batch", source, "-o", out, "--knowledge", knowledge).exit_code == 0
        assert json.loads(out.read_text(encoding="utf-8"))["conclusies"]["tips"] == tips


def test_a_value_by_anders_has_no_rule_and_rests_on_what_rules_lacked(knowledge: Path) -> None:
    result = run("assess", "-", "--json", "--knowledge", knowledge, input='{"gesprek": "intake", "antwoorden": {}}')
    steps = json.loads(result.stdout)["afleiding"]
    assert {
        "regel": None,
        "conclusie": "besluit",
        "waarde": "aanhouden",
        "steunt_op": [{"feit": "toelating", "waarde": "onbekend", "niet": True, "toets": ["ja"]}],
    } in steps


def test_the_summary_gives_the_goal_first_and_says_what_was_not_used(knowledge: Path, case: Path) -> None:
    result = run("assess", case, "--knowledge", knowledge)
    assert result.stdout.splitlines() == [
        "Mijn geval",
        "",
        "Besluit: aannemen",
        "",
        "Mag dit meedoen? Ja",
        "Tips",
        "- Werf leden.",
        "",
        "Niet gebruikt, want hier niet van toepassing: de partner.",
        "Bekend: 2 van de 2 antwoorden die ertoe kunnen doen.",
        "",
        "Volgens Proef, versie 1. Meer uitleg geeft “slimmer explain”.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("gesprek: intake\nantwoorden: {aanvragr: professional}\n", "aanvrager"),
        ("gesprek: intake\nantwoorden: {aanvrager: professioneel}\n", "professional"),
        ("gesprek: intake\nantwoorden: {leden: 51}\n", "50"),
        ("gesprek: intaake\nantwoorden: {}\n", "intake"),
        ("[" * 100_000, ""),
        ("", ""),
    ],
)
def test_bad_cases_are_refused_with_exit_code_2(knowledge: Path, text: str, told: str) -> None:
    result = run("assess", "-", "--knowledge", knowledge, input=text)
    no_traceback(result)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_rules_that_contradict_each_other_are_named(knowledge: Path, case: Path) -> None:
    file = knowledge / "intake/1-vragen.yaml"
    rule = """
  - id: T9
    titel: Toch niet
    als: {leden: 2}
    dan: {toelating: nee}
    omdat: Zomaar.
    bron: boek
    herkomst: afgeleid
"""
    file.write_text(file.read_text(encoding="utf-8") + rule, encoding="utf-8")
    result = run("assess", case, "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    assert "T1" in result.stderr
    assert "T9" in result.stderr


def test_the_installed_program_does_the_same(knowledge: Path, case: Path) -> None:
    program = Path(sys.executable).parent / "slimmer"
    made = subprocess.run(
        [program, "assess", case, "--json", "--knowledge", knowledge], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["conclusies"]["besluit"] == "aannemen"


EXAMPLE = f"{CASE}bron: boek#kern/1\n"


def test_a_case_out_of_a_source_has_no_advice(knowledge: Path) -> None:
    """No list shows a Doetank of the article as held or refused: it was running, and was no intake."""
    result = run("assess", "-", "--knowledge", knowledge, input=EXAMPLE)
    assert "Voorbeeld uit een bron, geen eigen gesprek: geen uitkomst.\n" in result.stdout
    assert "Besluit" not in result.stdout
    assert "Mag dit meedoen? Ja" in result.stdout


@pytest.mark.parametrize("more", ["bron: mijn eigen schrift\n", "bron: boek\nbesluit_mens: {besluit: aanhouden}\n"])
def test_a_case_with_another_source_or_a_decision_is_an_intake(knowledge: Path, more: str) -> None:
    assert "Besluit: aannemen" in run("assess", "-", "--knowledge", knowledge, input=CASE + more).stdout


def test_the_json_of_a_case_out_of_a_source_stays_as_it_is(knowledge: Path) -> None:
    told = [run("assess", "-", "--json", "--knowledge", knowledge, input=case).stdout for case in (CASE, EXAMPLE)]
    assert told[0] == told[1]
