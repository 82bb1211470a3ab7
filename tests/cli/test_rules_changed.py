"""Going on with a conversation when the rules have changed: what is told, what is asked again, what is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import Result

from slimmer_rules.cli.rules_store import kept_rules
from slimmer_rules.rulebook.files import read_folder
from tests.cli.small import no_traceback, run, small

RULES = "intake/1-vragen.yaml"


@pytest.fixture(autouse=True)
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own and the small rulebook."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = small(tmp_path / "regels")
    monkeypatch.setenv("SLIMMER_KNOWLEDGE", str(folder))
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "geval.yaml"


def hold(case: Path, *lines: str) -> str:
    result: Result = run("interview", case, input="".join(f"{line}\n" for line in lines))
    no_traceback(result)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def change(rules: Path, *pairs: tuple[str, str]) -> None:
    text = (rules / RULES).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (rules / RULES).write_text(text, encoding="utf-8")


def kept(case: Path) -> dict[str, object]:
    found = yaml.safe_load(case.read_bytes())
    assert isinstance(found, dict)
    return found


def test_with_the_same_rules_nothing_is_told(case: Path, rules: Path) -> None:
    hold(case, "T", "N", "1")
    assert "De regels zijn gewijzigd" not in hold(case)
    book = read_folder(rules)
    progress = kept(case)["voortgang"]
    assert isinstance(progress, dict)
    assert progress["kennisbank"] == {"versie": "1", "sha256": book.sha256}
    assert kept_rules(book.sha256) == book


def test_an_answer_that_is_no_more_is_set_aside_and_asked_again(case: Path, rules: Path) -> None:
    hold(case, "T", "N", "2", "1", "1", ":n Let op.")
    change(rules, ("{professional: Een professional, ander: Iemand anders}", "{vak: Een vakman, buur: Een buur}"))
    change(rules, ("aanvrager: ander", "aanvrager: buur"), ("aanvrager: professional", "aanvrager: vak"))
    told = hold(case, ":stop")
    assert "De regels zijn gewijzigd sinds u dit gesprek voerde." in told
    assert "Uw antwoord over de aanvrager past niet meer: “Iemand anders”. U krijgt die vraag opnieuw." in told
    assert "Wie vraagt dit?" in told
    assert kept(case)["terzijde"] == {"antwoorden": {"aanvrager": "ander"}}
    assert kept(case)["antwoorden"] == {"partner": "ja"}
    hold(case, "2")
    assert "terzijde" not in kept(case)
    assert kept(case)["antwoorden"] == {"aanvrager": "buur", "partner": "ja"}


def test_a_question_that_is_no_more_takes_no_words_along(case: Path, rules: Path) -> None:
    hold(case, "T", "N", "2", "1", "1", ":n Let op.", "7")
    change(rules, ("  leden:\n    vraag", "  mensen:\n    vraag"), ("als: {leden:", "als: {mensen:"))
    change(rules, ("getal('leden')", "getal('mensen')"))
    told = hold(case, "")
    assert "De vraag over het aantal leden is er niet meer. Uw antwoord was: “7”." in told
    assert "De vraag over het aantal leden is er niet meer. Uw notitie daarbij blijft bewaard." in told
    assert kept(case)["terzijde"] == {
        "antwoorden": {"leden": "7"},
        "notities": {"leden": {"tekst": "Let op.", "in_brief": "nee"}},
    }
    hold(case, "5")
    assert kept(case)["terzijde"], "it stays, whatever comes after"


def test_what_changes_in_the_advice_is_told_only_after_the_own_view(case: Path, rules: Path) -> None:
    hold(case, "T", "N", "1", "1", "7")
    before = case.read_bytes()
    change(
        rules, ("als: {toelating: ja}\n    dan: {besluit: aannemen}", "als: {leden: 7}\n    dan: {besluit: aannemen}")
    )
    change(rules, ("dan: {toelating: ja}", "dan: {toelating: nee}"))
    told = hold(case, ":stop")
    assert "verandert: één conclusie" in told
    assert "Mag dit meedoen" not in told.split("Proefintake")[0]
    case.write_bytes(before)
    change(rules, ("als: {leden: 7}", "als: {leden: 8}"))
    told = hold(case, ":stop")
    assert "De uitkomst bij uw antwoorden tot nu toe verandert." in told
    case.write_bytes(before + b"eigen_oordeel: aanhouden\n")
    told = hold(case, ":stop")
    assert "Besluit: was “aannemen”, is nu “aanhouden”, door de regels B1 en T1." in told
    assert "Mag dit meedoen: was “ja”, is nu “nee”, door regel T1." in told


def test_rules_that_contradict_each_other_are_told_once(case: Path, rules: Path) -> None:
    hold(case, "T", "N", "1", "1", "7")
    text = (rules / RULES).read_text(encoding="utf-8")
    change(
        rules, ("  - id: T1", f"  - id: T9\n{_copied(text, 'T1').replace('toelating: ja', 'toelating: nee')}  - id: T1")
    )
    told = hold(case, ":stop").split("Proefintake")[0]
    assert told.count("Er komt bij uw antwoorden geen uitkomst meer, want de regels T1 en T9 spreken") == 1
    assert "geen conclusie" not in told
    (rules / RULES).write_text(text, encoding="utf-8")
    assert "nu wel een uitkomst; eerst spraken de regels T1 en T9 elkaar tegen." in hold(case, ":stop")


def _copied(text: str, rule: str) -> str:
    """What stands in a file under the id of a rule."""
    return text.partition(f"  - id: {rule}\n")[2].partition("  - id:")[0]


def test_where_nothing_changes_for_this_case_that_is_told(case: Path, rules: Path) -> None:
    hold(case, "T", "N", "1")
    change(rules, ("Een professional mag altijd meedoen.", "Een professional mag meedoen."))
    assert "Voor dit gesprek verandert daardoor verder niets." in hold(case, ":stop")


def test_where_the_old_rules_are_gone_that_is_told(case: Path, rules: Path, tmp_path: Path) -> None:
    hold(case, "T", "N", "1")
    (kept_file,) = (tmp_path / "data").rglob("*.zip")
    kept_file.write_bytes(b"PK")
    change(rules, ("Een professional mag altijd meedoen.", "Een professional mag meedoen."))
    (rules / "kennisbank.yaml").write_text("naam: Proef\nversie: '2'\ngesprekken: [intake]\n", encoding="utf-8")
    told = hold(case, ":stop")
    assert "toen versie 1, nu versie 2" in told
    assert "De oude regels staan niet op deze computer." in told


def test_old_rules_that_are_damaged_count_as_gone(case: Path, rules: Path, tmp_path: Path) -> None:
    hold(case, "T", "N", "1")
    (kept_file,) = (tmp_path / "data").rglob("*.zip")
    whole = kept_file.read_bytes()
    change(rules, ("Een professional mag altijd meedoen.", "Een professional mag meedoen."))
    held = case.read_bytes()
    for start in range(0, len(whole), 50):
        kept_file.write_bytes(whole[:start] + bytes(20) + whole[start + 20 :])
        case.write_bytes(held)
        assert "De regels zijn gewijzigd sinds u dit gesprek voerde." in hold(case, ":stop")


def test_an_own_view_that_was_given_again_is_not_asked_again(case: Path, rules: Path) -> None:
    case.write_text(
        "gesprek: intake\nantwoorden: {aanvrager: professional}\neigen_oordeel: aanhouden\n"
        "besluit_mens: {besluit: aannemen, reden: Het moet nu maar.}\n"
        "voortgang: {bij: aanvrager, kennisbank: {versie: '0', sha256: '0'}}\n"
        "terzijde: {eigen_oordeel: vooruit, besluit_mens: {besluit: vooruit}}\n",
        encoding="utf-8",
    )
    told = hold(case, ":stop")
    assert "De regels zijn gewijzigd sinds u dit gesprek voerde" in told
    assert "past niet meer: " not in told
    assert kept(case)["terzijde"] == {"eigen_oordeel": "vooruit", "besluit_mens": {"besluit": "vooruit"}}


@pytest.mark.parametrize("key", ["antwoorden", "notities", "herkomst"])
@pytest.mark.parametrize("value", ["iets", "[iets]"])
@pytest.mark.parametrize("progress", ["", "voortgang: {bij: aanvrager}\n"])
def test_what_was_set_aside_and_is_no_mapping_any_more_is_refused(
    case: Path, key: str, value: str, progress: str
) -> None:
    case.write_text(
        f"gesprek: intake\nantwoorden: {{aanvrager: professional}}\n{progress}terzijde:\n  {key}: {value}\n",
        encoding="utf-8",
    )
    result = run("interview", case, input="2\n")
    no_traceback(result)
    assert result.exit_code == 2
    assert f"`{key}` van `terzijde` heeft sleutels nodig" in result.output


def test_new_questions_are_told(case: Path, rules: Path) -> None:
    hold(case, "T", "N", "1", "1")
    change(rules, ("aanvrager: ander}\n    antwoorden", "aanvrager: professional}\n    antwoorden"))
    assert "Er komt bij: de vraag over de partner." in hold(case, ":stop")


def test_a_file_of_before_versions_were_kept_goes_on_too(case: Path) -> None:
    case.write_text(
        "gesprek: intake\nantwoorden: {aanvrager: burger, weg: ja}\neigen_oordeel: vooruit\n"
        "besluit_mens: {besluit: vooruit, reden: Het moet nu maar.}\nherkomst: {weg: blz. 3}\n"
        "voortgang: {overgeslagen: [weg], bij: weg}\n",
        encoding="utf-8",
    )
    told = hold(case, "1")
    assert "Uw antwoord over de aanvrager past niet meer: “burger”." in told
    assert "Uw eigen oordeel past niet meer: “vooruit”." in told
    assert "Het besluit past niet meer: “vooruit”." in told
    assert kept(case)["terzijde"] == {
        "antwoorden": {"weg": "ja"},
        "eigen_oordeel": "vooruit",
        "besluit_mens": {"besluit": "vooruit", "reden": "Het moet nu maar."},
        "herkomst": {"weg": "blz. 3"},
    }


def test_a_slip_in_a_file_of_these_rules_is_still_told_and_never_read_as_onbekend(case: Path) -> None:
    hold(case, "T", "N", "1")
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("aanvrager: professional", "aanvrager: onbekent"), encoding="utf-8")
    result = run("interview", case)
    assert result.exit_code == 2
    assert "kent het antwoord `onbekent` niet" in result.output
    assert "edoelde u" not in result.output


def test_the_offer_of_open_conversations_holds_those_of_older_rules(rules: Path, tmp_path: Path) -> None:
    run("interview", input="Rugzak\nN\n2\n")
    change(rules, ("ander: Iemand anders", "buur: Een buur"), ("aanvrager: ander", "aanvrager: buur"))
    result = run("interview", input="1\n:stop\n")
    assert "“Rugzak”" in result.output
    assert "past niet meer: “Iemand anders”" in " ".join(result.output.split())


def test_letters_hold_nothing_that_was_set_aside(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLIMMER_KNOWLEDGE")
    case.write_text(
        "gesprek: intake\nantwoorden: {aanvrager: burger}\nterzijde: {notities: {x: Geheim ding.}}\n",
        encoding="utf-8",
    )
    made = run("letter", case, "-o", tmp_path / "brief.md")
    assert made.exit_code == 0, made.output
    assert not any(b"Geheim" in file.read_bytes() for file in tmp_path.glob("brief*"))
