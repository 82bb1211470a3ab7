"""A hundred and more faults to plant in a copy of the shipped rules, each one change of one file.

The table in `docs/audit/geplante-fouten.md` says of each which command finds it.
"""

# ruff: noqa: E501  # a table: one fault a line

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

SHIPPED = Path(str(files("slimmer_rules.knowledge")))

RULE = """
  - id: X1
    titel: Erbij
    als: {condition}
    dan: {concluded}
    omdat: Deze regel is erbij gezet.
    bron: oeij2013#doetanks-en-de-praktijk/1
    herkomst: letterlijk
"""


@dataclass(frozen=True)
class Fault:
    """One change: `old` becomes `new` in a rule (`K1`), a question or conclusion (`adopter`), or a file.

    Without `old` the rule is dropped. A fault in `X1` is a rule more, with this condition and conclusion.
    """

    where: str
    old: str | None
    new: str = ""

    @property
    def told(self) -> str:
        """The fault as the table tells it."""
        if self.where == "X1":
            return f"een regel erbij: als `{self.old}` dan `{self.new}`"
        if self.old is None:
            return f"{self.where} is weg"
        if not self.new:
            return f"{self.where}: `{_inline(self.old)}` is weg"
        return f"{self.where}: `{_inline(self.old)}` wordt `{_inline(self.new)}`"

    def plant(self, folder: Path) -> Path:
        """A copy of the shipped rules in `folder`, with the fault."""
        knowledge = folder / "kennis"
        shutil.copytree(SHIPPED, knowledge, ignore=shutil.ignore_patterns("__pycache__"))
        path, start, end = _block(knowledge, self.where)
        text = path.read_text(encoding="utf-8")
        path.write_text(text[:start] + self._changed(text[start:end]) + text[end:], encoding="utf-8")
        return knowledge

    def _changed(self, text: str) -> str:
        if self.where == "X1":
            return text + RULE.format(condition=self.old, concluded=self.new)
        if self.old is None:
            return ""
        assert text.count(self.old) == 1, (self, text.count(self.old))
        return text.replace(self.old, self.new)


def _inline(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _block(knowledge: Path, where: str) -> tuple[Path, int, int]:
    """The file, and from where to where, that a rule, question, conclusion or file takes up."""
    if where == "X1":
        where = "intake/7-besluit.yaml"
    if "." in where:
        path = knowledge / where
        return path, 0, len(path.read_text(encoding="utf-8"))
    head = rf"^  - id: {where}\n" if where[0].isupper() else rf"^  {where}:\n"
    for path in sorted((knowledge / "intake").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found = re.search(head + r"(?:(?:    .*)?\n)*", text, re.MULTILINE)
        if found:
            return path, found.start(), found.end()
    raise AssertionError(where)


FAULTS: dict[str, list[Fault]] = {
    "tegenspraak bij elke conclusie": [
        Fault("X1", "{slimmer_werken: nee}", "{toelating: ja}"),
        Fault("X1", "{publieke_waarde: draagt_bij}", "{criterium_publieke_waarde: neutraal}"),
        Fault("X1", "{professionele_autonomie: verzwakt}", "{criterium_autonomie: neutraal}"),
        Fault("X1", "{kwaliteit_dienstverlening: slechter}", "{criterium_dienstverlening: neutraal}"),
        Fault("X1", "{criterium_publieke_waarde: schaadt}", "{relevantie: voldoende}"),
        Fault("X1", "{adopter: geen}", "{adoptiebasis: te_borgen}"),
        Fault("X1", "{motivatie: nee}", "{initiatiefnemer: te_versterken}"),
        Fault("X1", "{adoptiebasis: ontbreekt}", "{kans: voorwaardelijk}"),
        Fault("X1", "{bestuurlijke_aandacht: geen, organisatievraagstuk: ja}", "{as_bestuur: geen}"),
        Fault("X1", "{effect_burger: niet}", "{as_burger: ZB}"),
        Fault("X1", "{overheid_betrokken: nee}", "{urgentie: hoog}"),
        Fault("X1", "{urgentie: matig}", "{slaagkans: gunstig}"),
        Fault("X1", "{adoptie_voortgang: ingevoerd}", "{adoptiekans: groot}"),
        Fault("X1", "{afstemming: fors}", "{diffusiekans: onzeker}"),
        Fault("X1", "{det_stakeholders_werken_mee: belemmerend}", "{kern_omgeving: neutraal}"),
        Fault("X1", "{kern_omgeving: belemmerend}", "{determinantenprofiel: neutraal}"),
        Fault("X1", "{kans: ongunstig}", "{besluit: aanhouden}"),
    ],
    "ruimere voorwaarde": [
        Fault("A5", "publieke_partner: nee", "publieke_partner: [nee, ja]"),
        Fault("R7", "[minder, gelijk]", "[minder, gelijk, meer]"),
        Fault("R17", "criterium_autonomie: neutraal", "criterium_autonomie: [neutraal, draagt_bij]"),
        Fault("K2", "bereidheid_adopter: twijfelt", "bereidheid_adopter: [twijfelt, ja]"),
        Fault("K3", "nut_adopter: nee", "nut_adopter: [nee, ja]"),
        Fault("K6", "adopter: in_beeld", "adopter: [in_beeld, concreet]"),
        Fault("K7", "bereidheid_adopter: twijfelt", "bereidheid_adopter: [twijfelt, ja]"),
        Fault("K14", "motivatie: twijfel", "motivatie: [twijfel, ja]"),
        Fault("K16", "tijd: te_regelen", "tijd: [te_regelen, ja]"),
        Fault("K18", "adoptiebasis: ontbreekt", "adoptiebasis: [ontbreekt, te_borgen]"),
        Fault("T10", "[zijdelings, geen]", "[te_verwachten, zijdelings, geen]"),
        Fault("T12", "overheid_betrokken: nee", "overheid_betrokken: [nee, ja]"),
        Fault("T17", "effect_burger: niet", "effect_burger: [niet, mogelijk]"),
        Fault("D2", "[in_gang_gezet, voorbereid]", "[in_gang_gezet, voorbereid, nog_niet]"),
        Fault("D5", "bereidheid_adopter: ja", "bereidheid_adopter: [ja, twijfelt]"),
        Fault("D9", "afstemming: fors", "afstemming: [fors, beperkt]"),
        Fault("D12", "[onzeker, klein]", "[onzeker, klein, onbekend]"),
        Fault("D17", "bedrijfsmodel: nodig", "bedrijfsmodel: [nodig, niet_nodig]"),
        Fault("F4", "aantal: 2", "aantal: 1"),
        Fault("F6", "aantal: 3", "aantal: 2"),
        Fault("F9", "det_nut_gebruikers: belemmerend", "det_nut_gebruikers: [belemmerend, neutraal]"),
        Fault("F20", "det_besluitvorming: belemmerend", "det_besluitvorming: [belemmerend, neutraal]"),
        Fault("B9", "[voldoende, sterk]", "[voldoende, sterk, onbekend]"),
        Fault("B9", "kans: gunstig", "kans: [gunstig, voorwaardelijk]"),
        Fault("B13", "[aannemen, aannemen_onder_voorwaarden]", "[aannemen, aannemen_onder_voorwaarden, aanhouden]"),
        Fault("B14", "[ingevoerd, in_gang_gezet]", "[ingevoerd, in_gang_gezet, voorbereid]"),
        Fault("nut_adopter", "{adopter: [concreet, in_beeld]}", "{adopter: [concreet, in_beeld, geen]}"),
        Fault("publieke_partner", "{aanvrager: anders}", "{aanvrager: [anders, burger]}"),
    ],
    "krappere voorwaarde": [
        Fault("A2", "[publieke_professional, burger]", "burger"),
        Fault("A4", "aanvrager: anders", "aanvrager: anders\n      tijd: ja"),
        Fault("R7", "[minder, gelijk]", "minder"),
        Fault("R19", "        - {criterium_autonomie: draagt_bij, criterium_dienstverlening: neutraal}\n"),
        Fault("K1", "{adopter: geen}", "{adopter: geen, bereidheid_adopter: ja}"),
        Fault("K8", "{motivatie: nee}", "{motivatie: nee, tijd: ja}"),
        Fault("K13", "motivatie: [ja, twijfel]", "motivatie: ja"),
        Fault("K18", "{adoptiebasis: ontbreekt}", "{adoptiebasis: ontbreekt, initiatiefnemer: onvoldoende}"),
        Fault("K21", "[onvoldoende, onbekend]", "[onvoldoende, onbekend, sterk]"),
        Fault("T5", "[zijdelings, geen]", "geen"),
        Fault("T13", "[op_agenda, te_verwachten]", "op_agenda"),
        Fault("T18", "[zijdelings, geen]", "zijdelings"),
        Fault("D2", "[in_gang_gezet, voorbereid]", "voorbereid"),
        Fault("D5", "[concreet, in_beeld]", "concreet"),
        Fault("D8", "niet: {bereidheid_adopter: nee}", "niet: {bereidheid_adopter: [nee, ja]}"),
        Fault("D13", "[reeel, groot, gerealiseerd]", "[reeel, groot]"),
        Fault("F3", "det_stakeholders_werken_mee: [bevorderend, neutraal]", "det_stakeholders_werken_mee: neutraal"),
        Fault("F4", "aantal: 2", "aantal: 3"),
        Fault("F6", "aantal: 3", "aantal: 4"),
        Fault("F8", "        - {onbekend: [det_draagvlak]}\n"),
        Fault("B5", "{relevantie: onvoldoende}, ", "{relevantie: [onvoldoende, voldoende]}, "),
        Fault("B9", "[voldoende, sterk]", "sterk"),
        Fault("B10", "[voldoende, sterk]", "voldoende"),
        Fault("B13", "[aannemen, aannemen_onder_voorwaarden]", "aannemen"),
        Fault("bereidheid_adopter", "{adopter: [concreet, in_beeld]}", "{adopter: concreet}"),
    ],
    "verwisselde waarde": [
        Fault("A1", "toelating: nee", "toelating: partner_nodig"),
        Fault("A4", "toelating: partner_nodig", "toelating: nee"),
        Fault("R1", "criterium_publieke_waarde: draagt_bij", "criterium_publieke_waarde: neutraal"),
        Fault("R9", "criterium_dienstverlening: neutraal", "criterium_dienstverlening: draagt_bij"),
        Fault("R17", "afwijsgronden: te_weinig_bijdrage", "afwijsgronden: geen_publieke_waarde"),
        Fault("K5", "adoptiebasis: geborgd", "adoptiebasis: te_borgen"),
        Fault("K6", "adopter: in_beeld", "adopter: concreet"),
        Fault("K20", "kans: gunstig", "kans: voorwaardelijk"),
        Fault("T1", "as_bestuur: PB", "as_bestuur: MO"),
        Fault("T9", "as_burger: OB", "as_burger: ZB_mogelijk"),
        Fault("T15", "slaagkans: niet_verhoogd", "slaagkans: gunstig"),
        Fault("D1", "adoptiekans: gerealiseerd", "adoptiekans: groot"),
        Fault("D7", "adoptiekans: onzeker", "adoptiekans: reeel"),
        Fault("F7", "determinantenprofiel: neutraal", "determinantenprofiel: gunstig"),
        Fault("F10", "voorwaarden: kern_draagvlak", "voorwaarden: kern_opinieleider"),
        Fault("B2", "besluit: afwijzen", "besluit: aanhouden"),
        Fault("B8", "besluit: aanhouden", "besluit: afwijzen"),
        Fault("adoptiekans", "anders: onbekend", "anders: klein"),
        Fault("K4", "bereidheid_adopter: nee", "bereidheid_adopter: geen"),
    ],
    "regel weg": [
        Fault(rule, None)
        for rule in (
            *("A3", "R6", "R12", "R19", "K4", "K13", "K22", "T8", "T13", "T18"),
            *("D6", "D11", "F3", "F12", "F20", "B5", "B8", "B12", "B16"),
        )
    ],
    "andere tekst": [
        Fault("K1", "antwoord('adopter')", "antwoord('motivatie')"),
        Fault("T14", "herkomst: letterlijk", "herkomst: vermoeden"),
        Fault("R1", "bron: oeij2013#", "bron: oeij2014#"),
        Fault("A3", "    herkomst: interpretatie\n", "    herkomst: interpretatie\n    uitleg: Zo kozen wij.\n"),
        Fault("A5", "    uitleg_herkomst: >-\n      Dit is de andere kant van A4. Ook wie om een andere reden niet door kan, heeft iets aan dit advies.\n"),
        Fault("adopter", "        in_brief: Er is nog niemand die de oplossing gaat gebruiken.\n"),
        Fault("K18", "omdat: ", "omdat: De oplossing wordt door niemand overgenomen. "),
        Fault("adopter", "Er is nog niemand die de oplossing gaat gebruiken", "Er is al iemand die de oplossing gaat gebruiken"),
        Fault("adopter", "Nee, er is nog niemand", "Ja, er is al iemand"),
        Fault("adopter", "kort: de overnemer", "kort: de klant"),
        Fault("adopter", "Zonder iemand die de oplossing overneemt", "Ook zonder iemand die de oplossing overneemt"),
        Fault("besluit", "tekst: wacht nog met een Doetank", "tekst: start nu een Doetank"),
        Fault("besluit", "Ons advies is om nog te wachten met een Doetank", "Ons advies is om nu te starten met een Doetank"),
        Fault("besluit", "titel: Ons advies", "titel: Ons besluit"),
        Fault("toelating", "Anderen moeten dat daarna ook kunnen doen", "Anderen hoeven dat daarna niet te kunnen doen"),
        Fault("afwijsgronden", "geen_adopter: Er is nog niemand", "geen_adopter: Er is altijd iemand"),
        Fault("B1", "Uw vraagstuk past niet bij", "Uw vraagstuk past bij"),
        Fault("B1", "titel: Past niet bij het netwerk", "titel: Past bij het netwerk"),
        Fault("bronnen.yaml", "pril en hoopvol", "pril en bewezen"),
    ],
    "verkeerde uitkomst": [
        Fault("intake/gesprek.yaml", "aannemen: {positief: ja, toont: [aanb", "aannemen: {positief: ja, toont: [afwijsgronden, aanb"),
        Fault("intake/gesprek.yaml", "aannemen: {positief: ja, toont: [aanb", "aannemen: {positief: ja, toont: [voorwaarden, aanb"),
        Fault("intake/gesprek.yaml", "aannemen: {positief: ja, toont: [aanbevelingen, vervolgstappen]}", "aannemen: {positief: ja, toont: [aanbevelingen]}"),
        Fault("intake/gesprek.yaml", "positief: ja, toont: [voorwaarden, ", "positief: ja, toont: ["),
        Fault("intake/gesprek.yaml", "aanhouden: {toont: [voorwaarden, ", "aanhouden: {toont: [voorwaarden, afwijsgronden, "),
        Fault("intake/gesprek.yaml", "aanhouden: {toont: [voorwaarden, ", "aanhouden: {toont: [voorwaarden, vervolgstappen, "),
        Fault("intake/gesprek.yaml", "afwijzen: {toont: [afwijsgronden, ", "afwijzen: {toont: [afwijsgronden, voorwaarden, "),
        Fault("intake/gesprek.yaml", "afwijzen: {toont: [afwijsgronden, ", "afwijzen: {toont: ["),
        Fault("intake/gesprek.yaml", "afwijzen: {toont", "afwijzen: {positief: ja, toont"),
        Fault("intake/gesprek.yaml", "aannemen: {positief: ja, toont: [aanb", "aannemen: {toont: [aanb"),
        Fault("intake/gesprek.yaml", "aanhouden: {toont", "aanhouden: {positief: ja, toont"),
        Fault("intake/gesprek.yaml", "  aanhouden: {toont: [voorwaarden, aanbevelingen]}\n"),
        Fault("intake/gesprek.yaml", "afwijzen: {toont: [afwijsgronden, ", "afwijzen: {toont: [relevantie, "),
    ],
    "wat eromheen staat": [
        Fault("bekwaamheid", "volgorde: [nee, met_hulp, ja]", "volgorde: [nee, met_hulp]"),
        Fault("relevantie", "onvoldoende, onbekend, voldoende, sterk", "onvoldoende, voldoende, sterk"),
        Fault("bekwaamheid", "      met_hulp:\n", "      deels: {keuze: Een deel, in_brief: U kunt een deel zelf.}\n      met_hulp:\n"),
        Fault("intake/gesprek.yaml", "4-type, 5-adoptie", "5-adoptie, 4-type"),
        Fault("intake/gesprek.yaml", ", 4-type", ""),
        Fault("eigenschappen.yaml", "      adopter: geen\n", "      adopter: geen\n      bereidheid_adopter: ja\n"),
        Fault("eigenschappen.yaml", "      als: {publieke_waarde: schaadt}\n", "      als: {publieke_waarde: draagt_bij}\n"),
        Fault("aanvaard.yaml", "code: A15\n    over: bron fleuren2010", "code: A99\n    over: bron fleuren2010"),
        Fault("aanvaard.yaml", "code: A15\n    over: bron fleuren2010", "code: A01\n    over: bron fleuren2010"),
        Fault("aanvaard.yaml", "bron fleuren2010", "bron oeij2013"),
        Fault("eigenschappen.yaml", "titel: Zonder iemand die de oplossing overneemt, begint", "titel: Ook met een overnemer begint"),
    ],
}  # fmt: skip  # a table: one fault a line
