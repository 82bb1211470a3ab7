"""Each check finds the fault that is planted for it, and no other check does; the sound twin is silent."""

# ruff: noqa: E501  # the rule files in it are written as one would write them

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.audit.checks import CHECKS
from slimmer_rules.reasoning.forward import ContradictionError, Reasoner
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
        [Fault(PLAN, "half: Een beetje,", "half: Een beetje, kwart: Amper,"), Fault(PLAN, "{plan: half}", "{plan: [half, kwart]}"),
         Fault(PLAN, "[nee, half", "[nee, kwart, half")],
        ["vraag plan: half, kwart"],
    ),
    "A08": (
        [Fault(MONEY, "nee: nee}\n    volgorde: [", "nee: nee, ooit: ooit}\n    volgorde: [ooit, "), Fault("intake/gesprek.yaml", "{ja:", "{ooit: {}, ja:")],
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
         Fault(PLAN, "als: {plan: nee}", "als: {een_van: [{plan: nee}, {geld: nee}]}"),
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
    "A25": ([Fault(PLAN, "half: Een beetje,", "half: Een beetje, kwart: Amper,"), Fault(PLAN, "[nee, half", "[nee, kwart, half")], ["oordeel"]),
    "A26": ([Fault("eigenschappen.yaml", "{plan: nee, besluit: ja}", "{plan: nee, oordeel: goed, geld: nee, bedrag: ja}")], ["eigenschap E1"]),
    "A27": ([Fault(PLAN, "volgorde: [nee, half, ja]", "volgorde: [nee, ja]")], ["vraag plan: half"]),
    "A28": (
        [Fault(PLAN, "{ja: Ja, half: Een beetje, nee: Nee}", "{ja: {keuze: Ja, in_brief: Er is een plan.}, half: Een beetje, nee: Nee}"),
         Fault(PLAN, "omdat: Het plan is er.", "omdat: \"{{ antwoord('plan') }} Dat is goed.\""),
         Fault(PLAN, "omdat: Het plan is half.", "omdat: \"{{ antwoord('plan') }} Dat is half.\"")],
        ["vraag plan: half"],
    ),
    "A29": (
        [Fault("intake/gesprek.yaml", "nee: {toont: [tips]}", "nee: {toont: [tips, stappen]}"),
         Fault(MONEY, "regels:", "  stappen: {titel: Wat dan?, verzameling: {beginnen: Begin.}}\nregels:"),
         Fault("intake/gesprek.yaml", "toont: [tips]}, wacht", "toont: [tips, stappen]}, wacht"),
         added("{id: S1, titel: Beginnen, als: {besluit: ja}, dan: {stappen: beginnen}, omdat: Zo., bron: boek, herkomst: afgeleid}")],
        ["besluit: nee, stappen"],
    ),
    "A30": ([Fault("intake/gesprek.yaml", "nee: {toont", "nee: {positief: ja, toont")], ["besluit: nee"]),
    "A31": (
        [Fault("aanvaard.yaml", None, "aanvaard:\n  - {code: A99, over: x, reden: y}\n  - {code: A02, over: besluit, reden: Later.}\n")],
        ["A99 x", "A02 besluit"],
    ),
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


@pytest.mark.parametrize("code", ["A01", "A02", "A03", "A04", "A05", "A09", "A12", "A17", "A18", "A25", "A28", "A30"])
def test_the_witness_can_be_replayed(code: str, tmp_path: Path) -> None:
    knowledge = plant(tmp_path, *FAULTS[code][0])
    reasoner = Reasoner(read_folder(knowledge).conversations["intake"])
    (finding,) = report(knowledge).findings
    assert finding.witnesses
    for witness in finding.witnesses:
        if code == "A01":
            with pytest.raises(ContradictionError):
                reasoner.derive(witness.answers)
        else:
            values = reasoner.derive(witness.answers).values
            assert {name: values.get(name) for name in witness.values} == witness.values


def test_an_accepted_finding_is_told_with_its_reason_and_no_longer_counts(tmp_path: Path) -> None:
    accepted = "aanvaard:\n  - {code: A15, over: bron boek, reden: Wij lezen het volgend jaar.}\n"
    found = report(plant(tmp_path, *FAULTS["A15"][0], Fault("aanvaard.yaml", None, accepted)))
    assert found.clean
    assert [(f.code, reason) for f, reason in found.accepted] == [("A15", "Wij lezen het volgend jaar.")]


def test_a_number_between_two_rules_is_found_by_a_case_with_that_number(tmp_path: Path) -> None:
    size = "  omvang: {titel: Hoe groot is het?, waarden: {klein: klein, groot: groot, onbekend: nog onbekend}, anders: onbekend}\nregels:\n"
    rules = [
        added(
            f"{{id: {id}, titel: Zo, als: {{leden: {{{bounds}}}}}, dan: {{omvang: {value}}}, omdat: Zo., bron: boek, herkomst: afgeleid}}"
        )
        for id, bounds, value in (("O1", "tot: 4", "klein"), ("O2", "van: 6", "groot"))
    ]
    (finding,) = [
        f for f in report(plant(tmp_path, Fault(MONEY, "regels:\n", size), *rules)).findings if f.code == "A25"
    ]
    assert (finding.subject, finding.witnesses[0].answers) == ("omvang", {"leden": 5})


def test_what_follows_from_a_conclusion_that_stays_unknown_is_not_told_again(tmp_path: Path) -> None:
    more = "  vervolg: {titel: Wat volgt?, waarden: {door: door, stop: stop, onbekend: nog onbekend}, anders: onbekend}\nregels:\n"
    rules = [
        added(
            f"{{id: {id}, titel: Zo, als: {{oordeel: {judged}}}, dan: {{vervolg: {value}}}, omdat: Zo., bron: boek, herkomst: afgeleid}}"
        )
        for id, judged, value in (("V1", "goed", "door"), ("V2", "[matig, slecht]", "stop"))
    ]
    found = subjects(plant(tmp_path, *FAULTS["A25"][0], Fault(MONEY, "regels:\n", more), *rules))
    assert [subject for code, subject in found if code == "A25"] == ["oordeel"]


def test_a_default_that_means_something_may_be_kept(tmp_path: Path) -> None:
    open_ = Fault(PLAN, "onbekend: nog onbekend}\n    anders: onbekend", "geen: geen oordeel}\n    anders: geen")
    found = subjects(plant(tmp_path, *FAULTS["A25"][0], open_, Fault(MONEY, "matig, onbekend]", "matig, geen]"),
                           Fault("gevallen/leeg.yaml", "oordeel: onbekend", "oordeel: geen")))  # fmt: skip
    assert "A25" not in [code for code, _ in found]


@pytest.mark.parametrize(
    ("promise", "empty"),
    [
        ("altijd: {als: {plan: nee, oordeel: goed}, dan: {besluit: nee}}", True),
        ("altijd: {als: {plan: nee}, dan: {besluit: nee}}", False),
        ("nooit: {geld: nee, bedrag: ja, besluit: ja}", True),
        ("nooit: {geld: nee, bedrag: ja}", False),  # that these never go together is the promise
        ("nooit: {plan: nee, oordeel: goed}", False),
    ],
)
def test_a_promise_is_empty_where_what_it_supposes_is_never_so(promise: str, empty: bool, tmp_path: Path) -> None:
    found = subjects(plant(tmp_path, Fault("eigenschappen.yaml", "nooit: {plan: nee, besluit: ja}", promise)))
    assert found == ([("A26", "eigenschap E1")] if empty else [])


STEPS = [
    Fault(MONEY, "regels:", "  stappen: {titel: Wat dan?, verzameling: {beginnen: Begin.}}\nregels:"),
    added(
        "{id: S1, titel: Beginnen, als: {besluit: ja}, dan: {stappen: beginnen}, omdat: Zo., bron: boek, herkomst: afgeleid}"
    ),
]
GROUNDS = [
    Fault(
        MONEY,
        "regels:",
        "  gronden: {titel: Waarom niet?, verzameling: {geen_plan: Er is geen plan., krap: Het is krap.}}\nregels:",
    ),
    added(
        "{id: G1, titel: Waarom niet, als: {plan: nee}, dan: {gronden: geen_plan}, omdat: Zo., bron: boek, herkomst: afgeleid}"
    ),
    added(
        "{id: G2, titel: Ook krap, als: {leden: {van: 9}}, dan: {gronden: krap}, omdat: Zo., bron: boek, herkomst: afgeleid}"
    ),
]


@pytest.mark.parametrize(
    ("faults", "outcomes", "told"),
    [
        (STEPS, "{ja: {positief: ja, toont: [stappen]}, wacht: {toont: [stappen]}, nee: {}}", ["wacht, stappen", "nooit iets op"]),
        (STEPS, "{ja: {positief: ja}, wacht: {}, nee: {toont: [stappen]}}", ["ja, stappen", "altijd iets op"]),
        (GROUNDS, "{ja: {positief: ja, toont: [gronden]}, wacht: {}, nee: {toont: [gronden]}}", ["ja, gronden", "hoort bij `nee`"]),
        (GROUNDS, "{ja: {positief: ja}, wacht: {toont: [gronden]}, nee: {toont: [gronden]}}", []),
    ],
)  # fmt: skip
def test_an_outcome_shows_its_own_lists_and_no_others(
    faults: list[Fault], outcomes: str, told: list[str], tmp_path: Path
) -> None:
    head = Fault(
        "intake/gesprek.yaml",
        None,
        f"titel: Proef\ndoel: besluit\nuitkomsten: {outcomes}\nonderdelen: [1-plan, 2-geld]\n",
    )
    found = [f for f in report(plant(tmp_path, *faults, head)).findings if f.code == "A29"]
    if not told:
        assert found == []
    else:
        about, message = told
        (finding,) = [f for f in found if f.subject == f"besluit: {about}"]
        assert message in finding.message
        assert finding.place is not None
        assert finding.place.file == "intake/gesprek.yaml"


def test_a_contradiction_is_accepted_by_nobody(tmp_path: Path) -> None:
    accepted = "aanvaard:\n  - {code: A01, over: 'besluit: B2, B3', reden: Dat komt later.}\n"
    found = subjects(plant(tmp_path, *FAULTS["A01"][0], Fault("aanvaard.yaml", None, accepted)))
    assert found == [("A01", "besluit: B2, B3"), ("A31", "A01 besluit: B2, B3")]


def test_past_the_time_bound_every_check_that_reckons_is_unproved(tmp_path: Path) -> None:
    found = report(plant(tmp_path), seconds=0)
    assert not found.clean
    reckoned = {f"A{number:02}" for number in (*range(1, 11), 12, 17, 18, 25, 26, 29)}
    assert {u.code for u in found.unproved} == reckoned


def test_an_acceptance_is_not_called_useless_when_its_check_ran_out_of_time(tmp_path: Path) -> None:
    found = report(plant(tmp_path, *FAULTS["A23"][0]), seconds=0)
    assert "A23" not in [finding.code for finding in found.findings]
