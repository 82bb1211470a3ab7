"""The example conversation of the docs, and how its page is made: `python -m tests.cli.example` renews it."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from unittest.mock import patch

from tests.cli.small import run

PAGE = Path(__file__).parents[2] / "docs" / "voorbeeldgesprek.txt"
PLACE = "/home/coach"

TYPED = (
    "Bezwaren sneller afhandelen door te bellen",
    "A. Jansen",  # naam van de coach
    "1",  # aanvrager
    "?",
    "1",  # slimmer_werken
    "1",  # publieke_waarde
    "1",  # professionele_autonomie
    "beter",
    ":terug",
    "",
    "2",  # inzet_middelen
    ":waarom",
    "3",  # adopter
    "1",  # verder, ook al staat het advies vast
    "2",  # motivatie
    ":notitie Wil er zelf mee verder, maar vindt de eerste stap lastig.",
    "1",  # bekwaamheid
    "1",  # tijd
    ":ga overnemer",
    "2",  # adopter
    "1",  # ja, wijzigen
    "1",  # nut_adopter
    "1",  # bereidheid_adopter
    "2",  # ruimte
    "3",  # bestuurlijke_aandacht
    "1",  # organisatievraagstuk
    "1",  # effect_burger
    "1",  # overheid_betrokken
    "1",  # beoogd_resultaat
    "3",  # adoptie_voortgang
    "2",  # overdraagbaarheid
    "1",  # afstemming
    "1",  # uitwerking
    "1",  # det_nut_gebruikers
    "0",  # det_draagvlak
    "1",  # det_opinieleider
    "1",  # det_stakeholders_werken_mee
    "2",  # det_stakeholders_investeren
    "1",  # det_stakeholders_prioriteit
    "2",  # facultatief
    "",  # overzicht
    "2",  # eigen oordeel
    "Mevrouw S. de Wit, gemeente Voorbeeldstad",  # geadresseerde
    "",  # kenmerk
    "1",  # brief
)


def example(folder: Path) -> str:
    """The conversation as it stands on the screen, with a place of its own for what is kept."""
    case = folder / "bezwaren.yaml"
    typed = "".join(f"{line}\n" for line in TYPED)
    with patch.dict(os.environ, {"COLUMNS": "80"}):
        result = run("interview", case, input=typed)
    assert result.exit_code == 0, result.output
    shown = result.output.replace(str(folder.resolve()), PLACE).replace(date.today().isoformat(), "2026-03-05")
    return f"$ slimmer interview bezwaren.yaml\n{shown}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(example(Path(name)), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
