"""Each check finds the fault that is planted for it, and no other check does; the sound twin is silent."""

# ruff: noqa: E501  # the rule files in it are written as one would write them

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.audit.checks import CHECKS
from slimmer_rules.reasoning.forward import Contradiction, Reasoner
from slimmer_rules.rulebook.files import read_folder
from tests.audit.planted import Fault, plant, report, subjects

PLAN, MONEY = "intake/1-plan.yaml", "intake/2-geld.yaml"
END = "  - {id: T2,"


def added(rule: str) -> Fault:
    return Fault(MONEY, END, f"  - {rule}\n{END}")


def case(name: str, answers: str, expected: str) -> Fault:
    return Fault(f"gevallen/{name}.yaml", None, f"gesprek: intake\nantwoorden: {answers}\nverwacht: {expected}\n")


FAULTS: dict[str, tuple[list[Fault], list[str]]] = {
    "A01": (
        [
            Fault(MONEY, "als: {oordeel: slecht}", "als: {een_van: [{oordeel: slecht}, {oordeel: matig, leden: {van: 8}}]}"),
            case("veel", "{plan: ja, leden: 9}", "{besluit: wacht}"),
        ],
        ["besluit: B2, B3"],
    ),
    "A02": ([Fault(MONEY, "oordeel: [goed, matig, onbekend]", "oordeel: [goed, matig]")], ["besluit"]),
    "A03": (
        [added("{id: T3, titel: Nooit, als: {plan: ja, oordeel: slecht}, dan: {tips: werven}, omdat: Zo., bron: boek, herkomst: afgeleid}")],
        ["regel T3"],
    ),
    "A04": (
        [
            added("{id: T3, titel: Ook, als: {geld: nee, leden: {tot: 2}}, dan: {tips: werven}, omdat: Zo., bron: boek, herkomst: afgeleid}"),
            case("ook", "{geld: nee, leden: 1}", "{tips: [sparen, werven]}"),
        ],
        ["regel T3"],
    ),
    "A05": (
        [Fault(MONEY, "als: {oordeel: slecht}", "als: {oordeel: slecht, plan: [ja, nee]}")],
        ["regel B3, 1: het antwoord over het plan is “Ja” of “Nee”"],
    ),
    "A06": (
        [Fault(PLAN, "  leden:\n", "  kleur: {vraag: Welke kleur?, antwoorden: {rood: Rood, blauw: Blauw}}\n  leden:\n")],
        ["vraag kleur"],
    ),
    "A07": (
        [Fault(PLAN, "half: Een beetje,", "half: Een beetje, kwart: Amper,"), Fault(PLAN, "{plan: half}", "{plan: [half, kwart]}")],
        ["vraag plan: half, kwart"],
    ),
    "A08": (
        [Fault(MONEY, "nee: nee}\n", "nee: nee, ooit: ooit}\n"), Fault("intake/gesprek.yaml", "{ja:", "{ooit: {}, ja:")],
        ["besluit: ooit"],
    ),
    "A09": (
        [added("{id: P4, titel: Dubbel, als: {alle: [{plan: nee}]}, dan: {oordeel: slecht}, omdat: Zo., bron: boek, herkomst: letterlijk}")],
        ["regel P3, regel P4"],
    ),
    "A10": (
        [
            Fault(MONEY, "van_toepassing_als: {geld: ja}", "van_toepassing_als: {alle: [{geld: ja}, {geld: nee}]}"),
            case("los", "{plan: ja, bedrag: ja}", "{besluit: ja}"),
            case("krap", "{bedrag: nee}", "{tips: [sparen]}"),
        ],
        ["vraag bedrag"],
    ),
    "A11": (
        [Fault(PLAN, "    kort: het plan\n", "    kort: het plan\n    van_toepassing_als: {niet: {geld: nee}}\n"),
         case("slecht", "{plan: nee}", "{besluit: nee}"), case("arm", "{geld: nee}", "{tips: [sparen]}")],
        ["vraag plan"],
    ),
    "A12": ([Fault("eigenschappen.yaml", "{plan: nee, besluit: ja}", "{plan: half, besluit: wacht}")], ["eigenschap E1"]),
    "A13": ([Fault(PLAN, "boek#kern", "boek#rand")], ["regel P1: boek#rand"]),
    "A14": (
        [Fault("bronnen.yaml", "bronnen:\n", "bronnen:\n  blad: {titel: B, auteurs: I, jaar: '1', vindplaats: k, nagelopen: ja}\n")],
        ["bron blad"],
    ),
    "A15": ([Fault("bronnen.yaml", "nagelopen: ja", "nagelopen: nee")], ["bron boek"]),
    "A16": ([Fault(MONEY, "    uitleg_herkomst: Het boek zwijgt over wachten.\n", "")], ["regel B2"]),
    "A17": (
        [added("{id: T3, titel: Vol, als: {leden: {van: 9}}, dan: {tips: sparen}, omdat: Zo., bron: boek, herkomst: afgeleid}")],
        ["regel T3"],
    ),
    "A18": (
        [Fault("gevallen/matig.yaml", "geld: ja, bedrag: nee", "geld: nee")],
        ["regel T1, 2: het antwoord over het bedrag is “Nee”"],
    ),
    "A19": (
        [Fault(PLAN, "Is er een plan?", "Is er een plan dat u met alle mensen die straks met de oplossing gaan werken al eens heeft besproken en ook opgeschreven?")],
        ["vraag plan, vraag"],
    ),
    "A20": ([Fault(PLAN, "omdat: Het plan is er.", "omdat: Het plan wordt uitgevoerd.")], ["regel P1, omdat"]),
    "A21": ([Fault(PLAN, "Is er een plan?", "Is er een plan voor de stakeholders?")], ["intake: stakeholders"]),
    "A22": (
        [Fault("../brieven/intake.md.j2", None, "{{ stelt('besluit') }} {{ stelt('besluitt') }}\n")],
        ["intake.md.j2: de conclusie `besluitt`"],
    ),
    "A23": (
        [Fault("aanvaard.yaml", None, "aanvaard:\n  - {code: A07, over: 'vraag plan: ja, nee', reden: Ooit was dit zo.}\n")],
        ["A07 vraag plan: ja, nee"],
    ),
    "A24": ([Fault("intake/gesprek.yaml", "wacht: {toont: [tips]}, ", "")], ["besluit: wacht"]),
}  # fmt: skip  # a table: the fault, and what is found


def test_the_sound_twin_is_silent(tmp_path: Path) -> None:
    found = report(plant(tmp_path))
    assert found.findings == ()
    assert found.clean


def test_there_is_a_fault_for_every_check() -> None:
    assert list(FAULTS) == [check.code for check in CHECKS]


@pytest.mark.parametrize("code", FAULTS)
def test_the_planted_fault_is_found_by_its_check_only(code: str, tmp_path: Path) -> None:
    faults, expected = FAULTS[code]
    assert subjects(plant(tmp_path, *faults)) == [(code, subject) for subject in expected]


@pytest.mark.parametrize("code", ["A01", "A02", "A03", "A04", "A05", "A09", "A12", "A17", "A18"])
def test_the_witness_can_be_replayed(code: str, tmp_path: Path) -> None:
    knowledge = plant(tmp_path, *FAULTS[code][0])
    reasoner = Reasoner(read_folder(knowledge).conversations["intake"])
    (finding,) = report(knowledge).findings
    assert finding.witnesses
    for witness in finding.witnesses:
        if code == "A01":
            with pytest.raises(Contradiction):
                reasoner.derive(witness.answers)
        else:
            values = reasoner.derive(witness.answers).values
            assert {name: values.get(name) for name in witness.values} == witness.values


def test_an_accepted_finding_is_told_with_its_reason_and_no_longer_counts(tmp_path: Path) -> None:
    accepted = "aanvaard:\n  - {code: A15, over: bron boek, reden: Wij lezen het volgend jaar.}\n"
    found = report(plant(tmp_path, *FAULTS["A15"][0], Fault("aanvaard.yaml", None, accepted)))
    assert found.clean
    assert [(f.code, reason) for f, reason in found.accepted] == [("A15", "Wij lezen het volgend jaar.")]


def test_past_the_time_bound_every_check_that_reckons_is_unproved(tmp_path: Path) -> None:
    found = report(plant(tmp_path), seconds=0)
    assert not found.clean
    reckoned = {f"A{number:02}" for number in (*range(1, 11), 12, 17, 18)}
    assert {u.code for u in found.unproved} == reckoned


def test_an_acceptance_is_not_called_useless_when_its_check_ran_out_of_time(tmp_path: Path) -> None:
    found = report(plant(tmp_path, *FAULTS["A23"][0]), seconds=0)
    assert "A23" not in [finding.code for finding in found.findings]
