"""`slimmer explain`: the proof of a conclusion, down to the answers."""

from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small

CASE = "gesprek: intake\nantwoorden: {aanvrager: ander, partner: nee, leden: 1}\n"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return small(tmp_path)


def test_the_goal_is_explained_down_to_the_answers(knowledge: Path) -> None:
    result = run("explain", "-", "--knowledge", knowledge, input=CASE)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Besluit: aanhouden",
        "  Geen regel gaf een andere conclusie:",
        "  - Regel B1 (Toegelaten) zou “aannemen” geven, maar:",
        "    - Bij “Mag dit meedoen?” is de conclusie “nee”, niet “ja”.",
        "        Regel T2 (Zonder partner): Er is geen partner.",
        "          Bron: boek, onderdeel “De kern”, alinea 2 (interpretatie)",
        "          Dat steunt op:",
        "          - Het antwoord over de aanvrager is “Iemand anders”.",
        "          - Het antwoord over de partner is “Nee”.",
        "",
        "Bron boek: Iemand (2013), “Het boek”",
    ]


def test_one_conclusion_can_be_asked_for(knowledge: Path) -> None:
    result = run("explain", "-", "--conclusion", "tips", "--knowledge", knowledge, input=CASE)
    assert "Tips: Werf leden." in result.stdout
    assert "Regel T3 (Weinig leden): Er zijn 1 leden." in result.stdout


@pytest.mark.parametrize(("name", "told"), [("tip", "Bedoelde u `tips`?"), ("xyz", "De conclusies zijn: toelating")])
def test_an_unknown_conclusion_is_refused(knowledge: Path, name: str, told: str) -> None:
    result = run("explain", "-", "--conclusion", name, "--knowledge", knowledge, input=CASE)
    no_traceback(result)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    "question", [(), ("--open",), ("--question", "leden"), ("--change-to", "aannemen"), ("--why-not", "aannemen")]
)
def test_a_case_out_of_a_source_has_no_advice_to_explain(knowledge: Path, question: tuple[str, ...]) -> None:
    result = run("explain", "-", *question, "--knowledge", knowledge, input=f"{CASE}bron: boek#kern/1\n")
    assert result.stdout == "Voorbeeld uit een bron, geen eigen gesprek: geen uitkomst.\n"


def test_what_if_on_a_case_out_of_a_source_leaves_the_advice_out(knowledge: Path) -> None:
    case = f"{CASE}bron: boek#kern/1\n"
    result = run("explain", "-", "--what-if", "aanvrager=professional", "--knowledge", knowledge, input=case)
    assert result.stdout.startswith(
        "Voorbeeld uit een bron, geen eigen gesprek: geen uitkomst.\n\n- Mag dit meedoen? was"
    )
    assert "Besluit" not in result.stdout


def test_other_conclusions_of_a_case_out_of_a_source_are_explained(knowledge: Path) -> None:
    case = f"{CASE}bron: boek#kern/1\n"
    assert "Regel T2" in run("explain", "-", "--conclusion", "toelating", "--knowledge", knowledge, input=case).stdout
