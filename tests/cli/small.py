"""A small rulebook on disk, and ways to run the commands on it."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from click.testing import CliRunner, Result

from slimmer_rules.cli import slimmer

FILES = {
    "kennisbank.yaml": "naam: Proef\nversie: '1'\ngesprekken: [intake]\n",
    "bronnen.yaml": """
bronnen:
  boek: {titel: Het boek, auteurs: Iemand, jaar: '2013', vindplaats: kast, plaatsen: {kern: De kern}, nagelopen: ja}
""",
    "intake/gesprek.yaml": "titel: Proefintake\ndoel: besluit\nonderdelen: [1-vragen]\n",
    "intake/1-vragen.yaml": """
onderwerp: De vragen
vragen:
  aanvrager:
    vraag: Wie vraagt dit?
    kort: de aanvrager
    waarom: Wij willen weten voor wie dit is.
    antwoorden: {professional: Een professional, ander: Iemand anders}
  partner:
    vraag: Is er een partner?
    kort: de partner
    van_toepassing_als: {aanvrager: ander}
    antwoorden: {ja: Ja, nee: Nee}
  leden:
    vraag: Hoeveel leden zijn er?
    kort: het aantal leden
    soort: geheel_getal
    van: 0
    tot: 50
conclusies:
  toelating:
    titel: Mag dit meedoen?
    waarden: {ja: ja, nee: nee, onbekend: nog onbekend}
    anders: onbekend
  besluit:
    titel: Besluit
    waarden: {aannemen: aannemen, aanhouden: aanhouden}
    anders: aanhouden
  tips:
    titel: Tips
    verzameling: {partner: Zoek een partner., leden: Werf leden.}
regels:
  - id: T1
    titel: Professional
    als: {aanvrager: professional}
    dan: {toelating: ja}
    omdat: Een professional mag altijd meedoen.
    bron: boek#kern/1
    herkomst: letterlijk
  - id: T2
    titel: Zonder partner
    als: {aanvrager: ander, partner: nee}
    dan: {toelating: nee, tips: partner}
    omdat: Er is geen partner.
    bron: boek#kern/2
    herkomst: interpretatie
    uitleg_herkomst: Het boek zwijgt hierover.
  - id: T3
    titel: Weinig leden
    als: {leden: {tot: 2}}
    dan: {tips: leden}
    omdat: "Er zijn {{ getal('leden') }} leden."
    bron: boek
    herkomst: afgeleid
  - id: B1
    titel: Toegelaten
    als: {toelating: ja}
    dan: {besluit: aannemen}
    omdat: De aanvraag mag meedoen.
    bron: boek
    herkomst: afgeleid
""",
    "gevallen/professional.yaml": """
gesprek: intake
titel: Een professional
antwoorden: {aanvrager: professional, leden: 1}
verwacht: {toelating: ja, besluit: aannemen, tips: [leden]}
""",
    "gevallen/zonder.json": """
{"gesprek": "intake", "antwoorden": {"aanvrager": "ander", "partner": "nee"}, "verwacht": {"toelating": "nee"}}
""",
}


def small(folder: Path) -> Path:
    """Write the small rulebook into a folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def run(*args: str | Path, input: str | bytes | IO[bytes] | None = None) -> Result:
    """Run `slimmer` within this process."""
    return CliRunner().invoke(slimmer, [str(arg) for arg in args], input=input, prog_name="slimmer")


def no_traceback(result: Result) -> None:
    """Whatever happened was told in words, by us."""
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2), result.output
