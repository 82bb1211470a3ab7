"""The pictures of letters in README and docs: the first page of a letter of each outcome, as its readers see it.

Run it after a change of rules, texts or styles: `python -m tools.make_beelden`. It needs the programs that the tests
use: LibreOffice for Word, pdftoppm, and Chromium for the page. The cases are made up.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from slimmer_rules.letter.prepare import prepare
from slimmer_rules.letter.templates import read_templates
from slimmer_rules.letter.writing import write_letter
from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.files import read_folder
from slimmer_rules.rulebook.model import Rulebook

ROOT = Path(__file__).parents[1]
KNOWLEDGE, CASES, PICTURES = ROOT / "knowledge", ROOT / "knowledge" / "gevallen", ROOT / "docs" / "beelden"
DAY = date(2026, 11, 26)
DOTS = 80
"""Per inch of an A4 page."""

ADDRESSEE = "De heer P. Bakker\nGemeente Voorbeeldstad\nPostbus 12\n1000 BB Voorbeeldstad"
ISSUE = "Bewoners van Voorbeeldstad wachten weken op een parkeerkaart. Kan dat in een dag?"
LETTERS = {
    "brief-word-aannemen.docx": "besluit-aannemen-alles-goed",
    "brief-word-voorwaarden.docx": "besluit-voorwaarden-kandidaat",
    "brief-word-aanhouden.docx": "besluit-aanhouden-relevantie-onbekend",
    "brief-word-afwijzen.docx": "besluit-afwijzen-geen-overnemer",
    "brief-pdf-afwijzen.pdf": "besluit-afwijzen-geen-overnemer",
    "brief-html-voorwaarden.html": "besluit-voorwaarden-kandidaat",
}


def main() -> None:
    """Make every picture anew."""
    rulebook = read_folder(KNOWLEDGE)
    with tempfile.TemporaryDirectory() as folder:
        for name, case in LETTERS.items():
            letter = Path(folder) / name
            _write(case, letter, rulebook)
            _picture(letter, PICTURES / letter.with_suffix(".png").name)
            print(PICTURES / letter.with_suffix(".png").name)


def _write(name: str, target: Path, rulebook: Rulebook) -> None:
    case = read_case((CASES / f"{name}.yaml").read_bytes(), name, rulebook)
    told = replace(
        case,
        title="parkeerkaart binnen een dag",
        issue=ISSUE,
        addressee=ADDRESSEE,
        reference="2026-011",
        coach="Anne de Vries",
    )
    write_letter(prepare(told, rulebook, KNOWLEDGE, today=DAY), read_templates(ROOT / "templates"), target)


def _picture(letter: Path, picture: Path) -> None:
    match letter.suffix:
        case ".html":
            _of_page(letter, picture)
        case ".docx":
            _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(letter.parent), str(letter))
            _of_pdf(letter.with_suffix(".pdf"), picture)
        case _:
            _of_pdf(letter, picture)


def _of_pdf(file: Path, picture: Path) -> None:
    _run("pdftoppm", "-png", "-singlefile", "-r", str(DOTS), str(file), str(picture.with_suffix("")))


def _of_page(file: Path, picture: Path) -> None:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 762, "height": 1077})
        page.goto(file.as_uri())
        page.screenshot(path=str(picture))
        browser.close()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own arguments, no shell


if __name__ == "__main__":
    main()
