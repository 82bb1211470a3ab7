"""A sound little rulebook on disk, and ways to plant one fault in it."""

# ruff: noqa: E501  # the rule files in it are written as one would write them

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from slimmer_rules.audit.auditing import audit
from slimmer_rules.audit.checks import CHECKS
from slimmer_rules.audit.findings import Report
from slimmer_rules.audit_input import gather

FILES = {
    "kennisbank.yaml": "naam: Proef\nversie: '1'\ngesprekken: [intake]\n",
    "bronnen.yaml": """
bronnen:
  boek: {titel: Het boek, auteurs: Iemand, jaar: '2013', vindplaats: kast, plaatsen: {kern: De kern}, nagelopen: ja}
""",
    "begrippen.yaml": "begrippen: {adopter: Wie de oplossing overneemt.}\n",
    "eigenschappen.yaml": """
eigenschappen:
  - id: E1
    titel: Zonder plan komt er geen ja
    gesprek: intake
    nooit: {plan: nee, besluit: ja}
    omdat: Zonder plan begint niemand.
  - id: E2
    titel: Een beter plan geeft geen slechter besluit
    gesprek: intake
    nooit_slechter: {vraag: plan, conclusie: besluit}
    omdat: Beter is nooit slechter.
""",
    "intake/gesprek.yaml": """titel: Proefintake
doel: besluit
uitkomsten: {ja: {positief: ja, toont: [tips]}, wacht: {toont: [tips]}, nee: {toont: [tips]}}
onderdelen: [1-plan, 2-geld]
""",
    "intake/1-plan.yaml": """
onderwerp: Het plan
vragen:
  plan:
    vraag: Is er een plan?
    kort: het plan
    antwoorden: {ja: Ja, half: Een beetje, nee: Nee}
    volgorde: [nee, half, ja]
  leden:
    vraag: Hoeveel leden zijn er?
    kort: het aantal leden
    soort: geheel_getal
    van: 0
    tot: 9
conclusies:
  oordeel:
    titel: Is het plan goed?
    waarden: {goed: goed, matig: matig, slecht: slecht, onbekend: nog onbekend}
    anders: onbekend
regels:
  - {id: P1, titel: Goed plan, als: {plan: ja}, dan: {oordeel: goed}, omdat: Het plan is er., bron: boek#kern, herkomst: letterlijk}
  - {id: P2, titel: Half plan, als: {plan: half}, dan: {oordeel: matig}, omdat: Het plan is half., bron: boek, herkomst: letterlijk}
  - {id: P3, titel: Geen plan, als: {plan: nee}, dan: {oordeel: slecht}, omdat: Er is geen plan., bron: boek, herkomst: letterlijk}
""",
    "intake/2-geld.yaml": """
onderwerp: Het geld
vragen:
  geld:
    vraag: Is er geld?
    kort: het geld
    antwoorden: {ja: Ja, nee: Nee}
  bedrag:
    vraag: Is het genoeg?
    kort: het bedrag
    van_toepassing_als: {geld: ja}
    antwoorden: {ja: Ja, nee: Nee}
conclusies:
  besluit:
    titel: Gaat het door?
    waarden: {ja: ja, wacht: nog niet, nee: nee}
    volgorde: [nee, wacht, ja]
  tips:
    titel: Wat helpt?
    verzameling: {sparen: Spaar eerst., werven: Zoek leden.}
regels:
  - {id: B1, titel: Het kan, als: {oordeel: goed, bedrag: ja}, dan: {besluit: ja}, omdat: Alles is er., bron: boek, herkomst: afgeleid}
  - id: B2
    titel: Nog niet
    als: {oordeel: [goed, matig, onbekend], niet: {oordeel: goed, bedrag: ja}}
    dan: {besluit: wacht}
    omdat: Er ontbreekt nog iets.
    bron: boek
    herkomst: interpretatie
    uitleg_herkomst: Het boek zwijgt over wachten.
  - {id: B3, titel: Het kan niet, als: {oordeel: slecht}, dan: {besluit: nee}, omdat: Er is geen plan., bron: boek, herkomst: afgeleid}
  - {id: T1, titel: Sparen, als: {een_van: [{geld: nee}, {bedrag: nee}]}, dan: {tips: sparen}, omdat: Er is te weinig geld., bron: boek, herkomst: afgeleid}
  - {id: T2, titel: Werven, als: {leden: {tot: 2}}, dan: {tips: werven}, omdat: Er zijn weinig leden., bron: boek, herkomst: afgeleid}
""",
    "gevallen/goed.yaml": """
gesprek: intake
antwoorden: {plan: ja, geld: ja, bedrag: ja, leden: 3}
verwacht: {oordeel: goed, besluit: ja, tips: []}
""",
    "gevallen/matig.yaml": """
gesprek: intake
antwoorden: {plan: half, geld: ja, bedrag: nee, leden: 2}
verwacht: {oordeel: matig, besluit: wacht, tips: [sparen, werven]}
""",
    "gevallen/slecht.yaml": """
gesprek: intake
antwoorden: {plan: nee, geld: nee}
verwacht: {oordeel: slecht, besluit: nee, tips: [sparen]}
""",
    "gevallen/leeg.yaml": """
gesprek: intake
antwoorden: {}
verwacht: {oordeel: onbekend, besluit: wacht, tips: []}
""",
}


@dataclass(frozen=True)
class Fault:
    """A change of one file: the text that is replaced (None: the whole file), and what comes in its place."""

    file: str
    old: str | None
    new: str


def plant(folder: Path, *faults: Fault) -> Path:
    """Write the sound rulebook with these faults."""
    files = dict(FILES)
    for fault in faults:
        if fault.old is None:
            files[fault.file] = fault.new
        else:
            assert fault.old in files[fault.file], fault
            files[fault.file] = files[fault.file].replace(fault.old, fault.new, 1)
    for name, text in files.items():
        path = folder / "kennis" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "brieven").mkdir(exist_ok=True)
    return folder / "kennis"


def report(knowledge: Path, seconds: float | None = None) -> Report:
    """The audit of a planted rulebook; its letters stand beside it, in `brieven`."""
    gathered = gather(knowledge, knowledge.parent / "brieven")
    return audit(gathered.material, CHECKS, gathered.acceptances, seconds)


def subjects(knowledge: Path) -> list[tuple[str, str]]:
    """Code and subject of each finding."""
    return [(finding.code, finding.subject) for finding in report(knowledge).findings]
