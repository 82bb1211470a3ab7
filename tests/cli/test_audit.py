"""`slimmer audit`: findings with witnesses, acceptances, the time bound, and bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slimmer_rules.audit.replay import Replay, refuted
from slimmer_rules.cli.lines import meter
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.situation import Answers
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


def test_a_witness_that_does_not_replay_is_our_fault_and_takes_no_other_finding_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Replay, answers: Answers) -> Derivation:
        raise refuted(answers, "zomaar")

    monkeypatch.setattr(Replay, "derive", refuse)
    knowledge = plant(tmp_path, *FAULTS["A02"][0], *FAULTS["A10"][0])
    result = run(*audited(knowledge))
    assert result.exit_code == 70
    assert "Er ging iets mis in Slimmer Rules zelf" in result.stderr
    assert "De controle vond een geval dat bij naspelen anders uitkomt (zomaar)" in result.stderr
    assert "A02 mislukt (gat, intake): een fout in het programma." in result.stdout.splitlines()
    assert "A10 fout:" in result.stdout
    assert "1 mislukt" in result.stdout.splitlines()[-1]
    told = json.loads(run(*audited(knowledge, "--json")).stdout)
    assert [(row["code"], row["over"]) for row in told["mislukt"]] == [("A02", "intake")]
    assert "A10" in [finding["code"] for finding in told["bevindingen"]]
    site = tmp_path / "site"
    made = run("handbook", site, "--knowledge", knowledge, "--templates", knowledge.parent / "brieven")
    assert made.exit_code == 70
    assert "A02 gat: intake" in (site / "controle.html").read_text(encoding="utf-8")


CLASH = Fault("intake/1-plan.yaml", "als: {plan: half}", "als: {plan: [half, ja]}")
"""Rules P1 and P2 give `oordeel` two values when the plan is there."""


def test_a_contradiction_is_told_first_and_nothing_fails_on_it(tmp_path: Path) -> None:
    result = run(*audited(plant(tmp_path, CLASH)))
    no_traceback(result)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].endswith("A01 fout: De regels P1 en P2 spreken elkaar tegen over `oordeel`.")
    start = lines.index("  Wat hieruit volgt:")
    assert lines[start + 1 : start + 5] == [
        "  - Regel P1 geldt alleen waar regels elkaar tegenspreken.",
        "  - Regel B1 geldt alleen waar regels elkaar tegenspreken.",
        "  - Eigenschap E1 belooft alleen iets waar regels elkaar tegenspreken.",
        "",
    ]
    assert not [line for line in lines if "A03" in line or "A08" in line or "A26" in line]


def test_a_handbook_opens_with_the_contradiction(tmp_path: Path) -> None:
    knowledge, site = plant(tmp_path, CLASH), tmp_path / "site"
    result = run("handbook", site, "--knowledge", knowledge, "--templates", knowledge.parent / "brieven")
    assert result.exit_code == 0, result.output
    first = (site / "index.html").read_text(encoding="utf-8")
    assert first.index("De regels P1 en P2 spreken elkaar tegen over `oordeel`.") < first.index("Hier staat elke vraag")
    for rule in ("P1", "P2", "B1"):
        assert "P1 en P2 spreken elkaar tegen" in (site / "intake" / f"regel-{rule}.html").read_text(encoding="utf-8")
    assert "spreken elkaar tegen" in (site / "gevallen.html").read_text(encoding="utf-8")


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
