"""What other programs make of the files: axe in Chromium finds no barrier, LibreOffice opens the Word file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.rendered import compose
from slimmer_rules.rulebook.model import Rulebook
from tests.letter.making import OUTCOMES, letter, shipped
from tests.letter.test_golden import OUTCOMES as GOLDEN
from tests.letter.test_golden import letter as golden_letter

FIGURES = {"bestuur": "MO_PB_mogelijk", "burger": "ZB_mogelijk", "det_steun": "neutraal"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is niet geïnstalleerd")
def test_axe_finds_no_barrier_in_the_html(tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(bypass_csp=True)
        for outcome, answers in OUTCOMES.items():
            file = tmp_path / f"{outcome}.html"
            file.write_bytes(FORMATS[".html"](compose(letter({**answers, **FIGURES}, title="A & B"), shipped())))
            page.goto(file.as_uri())
            results = Axe().run(page)
            assert results.violations_count == 0, results.generate_report()
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is niet geïnstalleerd")
def test_a_click_on_a_reason_shows_its_rule(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    file = tmp_path / "brief.html"
    file.write_bytes(FORMATS[".html"](compose(letter(OUTCOMES["afwijzen"]), shipped())))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(file.as_uri())
        page.click("text=Niemand neemt het over.")
        assert page.url.endswith("#regel-A1")
        assert "A1" in page.inner_text("tr:has(:target)")
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is niet geïnstalleerd")
@pytest.mark.parametrize("outcome", GOLDEN)
def test_no_screen_needs_scrolling_sideways(outcome: str, rulebook: Rulebook, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    file = tmp_path / "brief.html"
    file.write_bytes(FORMATS[".html"](compose(golden_letter(GOLDEN[outcome], rulebook), shipped())))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in (320, 390, 1280):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()


@pytest.mark.skipif(OFFICE is None, reason="libreoffice is niet geïnstalleerd")
def test_libreoffice_opens_the_word_file(tmp_path: Path) -> None:
    assert OFFICE is not None
    files = []
    for outcome, answers in OUTCOMES.items():
        files.append(tmp_path / f"{outcome}.docx")
        files[-1].write_bytes(FORMATS[".docx"](compose(letter({**answers, **FIGURES}), shipped())))
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), *map(str, files)], check=True, capture_output=True)
    for file in files:
        pages = pypdf.PdfReader(file.with_suffix(".pdf")).pages
        assert "Advies over uw vraagstuk" in pages[0].extract_text()
        assert 2 <= len(pages) <= 8
