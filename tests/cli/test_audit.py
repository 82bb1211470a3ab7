"""`slimmer audit`: findings with witnesses, acceptances, the time bound, and bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slimmer_rules.audit.replay import Replay
from slimmer_rules.cli.lines import meter
from tests.audit.planted import Fault, plant
from tests.audit.test_checks import FAULTS
from tests.cli.small import no_traceback, run

ALSO = "    altijd: {als: {plan: ja}, dan: {plan: ja}}\n    nooit: {"


def audited(knowledge: Path, *options: str) -> list[str | Path]:
    return ["audit", "--knowledge", knowledge, "--templates", knowledge.parent / "brieven", *options]


def test_sound_rules_have_no_findings(tmp_path: Path) -> None:
    result = run(*audited(plant(tmp_path)))
    assert result.exit_code == 0, result.output
    assert result.stdout == "Geen bevindingen. 31 controles gedaan; 2 van de 2 eigenschappen bewezen.\n"


def test_a_finding_tells_where_what_and_a_case_in_plain_dutch(tmp_path: Path) -> None:
    result = run(*audited(plant(tmp_path, *FAULTS["A12"][0])))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "eigenschappen.yaml:3: A12 fout: De eigenschap E1 geldt niet altijd: Zonder plan komt er geen ja.",
        "  = Pas de regels aan, of de eigenschap als zij te veel belooft.",
        "  Hier geldt de eigenschap niet.",
        "  Een verzonnen geval, met deze antwoorden:",
        "    - Is er een plan? Een beetje",
        "    Uitkomst bij “Gaat het door?”: nog niet",
        "",
        "1 bevinding. 31 controles gedaan; 1 van de 2 eigenschappen bewezen.",
    ]


def test_the_json_holds_the_case_and_what_an_acceptance_must_name(tmp_path: Path) -> None:
    result = run(*audited(plant(tmp_path, *FAULTS["A02"][0]), "--json"))
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)["bevindingen"]
    assert (finding["code"], finding["over"], finding["ernst"]) == ("A02", "besluit", "fout")
    assert finding["gevallen"] == [
        {
            "gesprek": "intake",
            "antwoorden": {},
            "toont": "Geen enkele regel geeft hier een waarde.",
            "conclusies": {"besluit": None},
        }
    ]


def test_saved_witnesses_can_be_assessed(tmp_path: Path) -> None:
    knowledge = plant(tmp_path, *FAULTS["A17"][0])
    result = run(*audited(knowledge, "--save", str(tmp_path / "bewaard")))
    assert result.exit_code == 1
    (case,) = (tmp_path / "bewaard").iterdir()
    again = run("test", case, "--knowledge", knowledge)
    assert again.exit_code == 0, again.output


def test_past_the_time_bound_it_says_so_and_never_proved(tmp_path: Path) -> None:
    result = run(*audited(plant(tmp_path), "--seconds", "0"))
    assert result.exit_code == 1
    assert "A12 niet bewezen (eigenschap die niet geldt, intake): de tijd was om." in result.stdout
    assert "eigenschappen bewezen" not in result.stdout
    assert result.stdout.splitlines()[-1].startswith("Geen bevindingen, 16 onderdelen niet bewezen.")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault("eigenschappen.yaml", "plan: nee, besluit", "plann: nee, besluit"), "bedoelde u `plan`?"),
        (Fault("eigenschappen.yaml", "besluit: ja}", "besluit: jaa}"), "kent de waarde `jaa` niet"),
        (Fault("eigenschappen.yaml", "gesprek: intake", "gesprek: intak"), "het gesprek `intak` bestaat niet"),
        (Fault("eigenschappen.yaml", "vraag: plan", "vraag: geld"), "vraag `geld` heeft geen `volgorde`"),
        (Fault("eigenschappen.yaml", "    nooit: {", ALSO), "precies één ding"),
        (Fault("eigenschappen.yaml", "id: E2", "id: E1"), "er is al een eigenschap `E1`"),
        (Fault("aanvaard.yaml", None, "aanvaard:\n  - {code: A7, over: x, reden: y}\n"), "geen code van een controle"),
        (Fault("aanvaard.yaml", None, "aanvaard:\n  - {code: A07, over: x}\n"), "mist `reden`"),
        (Fault("begrippen.yaml", None, "begrippen: [adopter]\n"), "heeft namen nodig"),
    ],
)  # fmt: skip  # a table: the mistake, and what is told
def test_a_mistake_beside_the_rules_is_told_with_its_place(fault: Fault, told: str, tmp_path: Path) -> None:
    result = run(*audited(plant(tmp_path, fault)))
    no_traceback(result)
    assert result.exit_code == 2
    assert told in result.stderr
    assert fault.file in result.stderr


def test_a_witness_that_does_not_replay_is_our_fault_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Replay, "values", lambda self, answers: {"besluit": "ja"})
    result = run(*audited(plant(tmp_path, *FAULTS["A02"][0])))
    assert result.exit_code == 70
    assert "Er ging iets mis in Slimmer Rules zelf" in result.stderr
    assert "De controle vond een geval dat bij naspelen anders uitkomt (geen waarde voor besluit)" in result.stderr
    assert "bevinding" not in result.stdout


def test_a_terminal_sees_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    meter()(1, 3, "tegenspraak")
    monkeypatch.setenv("TERM", "xterm")
    show = meter()
    show(1, 3, "tegenspraak")
    show(3, 3, "")
    assert capsys.readouterr().err == "\r\x1b[2K  1 van 3  tegenspraak\r\x1b[2K"


def test_the_shipped_rules_have_no_unaccepted_finding() -> None:
    result = run("audit")
    assert result.exit_code == 0, result.output
    assert "Geen bevindingen." in result.stdout
