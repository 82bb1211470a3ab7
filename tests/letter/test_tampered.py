"""Of each letter that someone changed it is told; of none that was merely saved again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.reading_back import Comparison, compared
from slimmer_rules.letter.rendered import Rendered, compose
from tests.letter.making import OUTCOMES, letter, shipped
from tests.letter.tampering import TAMPERED, Tampering

FIGURES = {"bestuur": "MO", "burger": "ZB", "det_steun": "neutraal"}
ISSUE = "Wij willen dit:\n• eerst praten\n1. dan doen\n\nEn x̂ voor <u> & *mij*."


@cache
def rendered(outcome: str) -> Rendered:
    fields: dict[str, Any] = {
        "title": "Buurtlab",
        "issue": ISSUE,
        "addressee": "Gemeente\nMevrouw S. de Wit",
        "salutation": "Beste mevrouw De Wit",
        "reference": "2026-014",
        "coach": "Jo Jansen",
        "letter_notes": {"tijd": "Belt terug.\nOf niet."},
    }
    return compose(letter({**OUTCOMES[outcome], **FIGURES}, **fields), shipped())


@cache
def made(outcome: str, ending: str) -> bytes:
    return FORMATS[ending](rendered(outcome))


def comparison(content: bytes, ending: str, outcome: str = "aannemen_onder_voorwaarden") -> Comparison:
    return compared(rendered(outcome), content, ending, f"brief{ending}")


@pytest.mark.parametrize(
    ("ending", "tampering"),
    [
        pytest.param(ending, each, id=f"{ending[1:]}: {each.name}")
        for ending, several in TAMPERED.items()
        for each in several
    ],
)
def test_a_letter_that_someone_changed_is_told(ending: str, tampering: Tampering) -> None:
    content = tampering.change(made("aannemen_onder_voorwaarden", ending))
    found = comparison(content, ending)
    assert tampering.part in {each.part for each in found.differences}, found.differences
    assert found.other_maker is None


def test_there_are_enough_of_each_format() -> None:
    assert all(len(several) >= 10 for several in TAMPERED.values())
    assert sum(map(len, TAMPERED.values())) >= 60
    assert set(TAMPERED) == set(FORMATS)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_fresh_letter_is_exactly_the_same(outcome: str, ending: str) -> None:
    assert comparison(made(outcome, ending), ending, outcome) == Comparison(exact=True)


# -- saved again


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the letter of each outcome, opened by LibreOffice and saved as Word."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("opnieuw")
    for outcome in OUTCOMES:
        (folder / f"{outcome}.docx").write_bytes(made(outcome, ".docx"))
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--convert-to", "docx"]
    files = [str(folder / f"{outcome}.docx") for outcome in OUTCOMES]
    done = subprocess.run(
        [*command, "--outdir", str(folder / "uit"), *files], capture_output=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return folder / "uit"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_word_letter_that_libreoffice_saved_again_is_the_same(outcome: str, saved_again: Path) -> None:
    content = (saved_again / f"{outcome}.docx").read_bytes()
    assert content != made(outcome, ".docx")
    assert comparison(content, ".docx", outcome) == Comparison(exact=False)


def test_a_word_letter_that_was_changed_and_saved_by_libreoffice_is_told(saved_again: Path) -> None:
    content = (saved_again / "afwijzen.docx").read_bytes()
    assert comparison(content, ".docx", "aannemen").differences


def by_other_objects(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def with_windows_lines(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("ending", "save"),
    [
        (".md", with_windows_lines),
        (".txt", with_windows_lines),
        (".html", with_windows_lines),
        (".pdf", by_other_objects),
    ],
)
def test_a_letter_that_another_program_saved_again_is_the_same(ending: str, save: Callable[[bytes], bytes]) -> None:
    content = save(made("afwijzen", ending))
    assert content != made("afwijzen", ending)
    assert comparison(content, ending, "afwijzen") == Comparison(exact=False)


def test_a_pdf_of_another_typst_has_the_same_text_and_more_cannot_be_told() -> None:
    def older(writer: pypdf.PdfWriter) -> None:
        writer.add_metadata({"/Creator": "Typst 0.9"})

    writer = pypdf.PdfWriter(clone_from=BytesIO(made("afwijzen", ".pdf")))
    older(writer)
    result = BytesIO()
    writer.write(result)
    assert comparison(result.getvalue(), ".pdf", "afwijzen") == Comparison(exact=False, other_maker="Typst 0.9")
