"""The formats: the same text in each, as typed, and each file as readers and their aids need it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.words import READERS, differing, words
from tests.letter.making import OUTCOMES, letter, shipped

ROOT = Path(__file__).parents[2]
HARD = "A & B <c> *d* #e $f$ @g"
FIGURES = {"bestuur": "MO_PB_mogelijk", "burger": "ZB_mogelijk"}
LETTER_NOTES = {"tijd": "Vrijdag kan."}


def made(outcome: str, **fields: Any) -> Rendered:
    given: dict[str, Any] = {
        "title": HARD,
        "issue": f"{HARD}\n\nEn verder: - 1. `niets`",
        "letter_notes": LETTER_NOTES,
        **fields,
    }
    return compose(letter({**OUTCOMES[outcome], **FIGURES}, **given), shipped())


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("ending", [".txt", ".html", ".docx", ".pdf"])
def test_all_formats_hold_the_same_text(outcome: str, ending: str) -> None:
    rendered = made(outcome)
    content = FORMATS[ending](rendered)
    assert differing(rendered, ending, content) == []
    if ending in (".html", ".docx"):
        assert READERS[ending](content) == words(rendered.markdown, ".md")


def test_a_word_more_or_less_is_seen() -> None:
    rendered = made("afwijzen")
    page = FORMATS[".html"](rendered)
    assert differing(rendered, ".html", page.replace(b"Ons advies is om", b"Ons advies is om niet")) == ["niet"]
    assert differing(rendered, ".html", page.replace(b"geen Doetank te", b"Doetank te")) == ["geen"]


SHORTHAND = '-? of niet... van -5 graden -- en --- "x"'


@pytest.mark.parametrize("ending", [".md", ".txt", ".html", ".docx", ".pdf"])
def test_no_format_sets_a_sign_as_another(ending: str) -> None:
    content = FORMATS[ending](made("afwijzen", title=SHORTHAND))
    assert SHORTHAND in " ".join(shown(ending, content).split())


def test_a_mark_more_or_less_is_seen_where_the_order_is_kept() -> None:
    rendered = made("afwijzen")
    page = FORMATS[".html"](rendered)
    assert differing(rendered, ".html", page.replace(b"In de bijlage ziet u", b"In de bijlage, ziet u")) == [","]


@pytest.mark.parametrize("ending", FORMATS)
def test_the_numbers_of_a_list_are_no_difference(ending: str) -> None:
    """They are text in a .txt and a .pdf, and in the other formats they are not."""
    numbered = b"\n\n1. Eerst.\n2. Dan:\n   - dit\n   - dat\n\nOf:\n\n7) Zeven.\n8) Acht.\n"
    name = "brief/intake.md.j2"
    templates = Templates({**shipped().files, name: shipped().bytes(name) + numbered})
    rendered = compose(letter(OUTCOMES["afwijzen"]), templates)
    content = FORMATS[ending](rendered)
    assert differing(rendered, ending, content) == []
    other = compose(letter(OUTCOMES["aannemen"]), templates)
    assert differing(other, ending, content)


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx", ".pdf"])
def test_a_hard_title_comes_out_as_typed(ending: str) -> None:
    content = FORMATS[ending](made("afwijzen"))
    assert HARD in " ".join(shown(ending, content).split())


def shown(ending: str, content: bytes) -> str:
    import html

    if ending in (".txt", ".md"):
        return content.decode()
    if ending == ".html":
        return html.unescape(re.sub(r"<[^>]+>", "", content.decode()))
    if ending == ".docx":
        return html.unescape(re.sub(r"<[^>]+>", "", document(content)))
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def document(docx: bytes) -> str:
    with zipfile.ZipFile(BytesIO(docx)) as file:
        return file.read("word/document.xml").decode()


def test_the_same_letter_gives_the_same_bytes() -> None:
    for ending, make in FORMATS.items():
        assert make(made("afwijzen")) == make(made("afwijzen")), ending


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_another_run_gives_the_same_bytes(outcome: str) -> None:
    """In another process, with another order of sets, in another place of the world."""
    program = (
        "import sys; from hashlib import sha256; from tests.letter.test_formats import FORMATS, made\n"
        "for ending, make in FORMATS.items(): print(ending, sha256(make(made(sys.argv[1]))).hexdigest())"
    )
    told = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        settings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", program, outcome]
        run = subprocess.run(command, env=settings, check=True, capture_output=True, text=True, cwd=ROOT)
        told.add(run.stdout)
    assert len(told) == 1


# -- texts that are hard to set


@pytest.mark.parametrize(
    "text",
    ["\x07bel\x00 en meer\x1b[31m", "\u202eomgekeerd", "a\u0301bc", "\ud800los", "\t\n", "Ω и 3 ≤ 4"],
)
def test_free_text_of_any_kind_gives_every_format(text: str) -> None:
    rendered = made("afwijzen", issue=text)
    for ending, make in FORMATS.items():
        assert make(rendered), ending


@pytest.mark.parametrize("text", ["שלום עולם", "مرحبا", "😀 hoera 👩‍👩‍👧", "﷽", "漢字"])
def test_free_text_that_needs_other_fonts_is_right_or_clearly_refused(text: str) -> None:
    rendered = made("afwijzen", issue=text)
    refused = {ending: told for ending, make in FORMATS.items() if (told := refusal(make, rendered))}
    assert set(refused) <= {".pdf"}
    assert all("Geen lettertype op deze computer heeft het teken" in told for told in refused.values())


def refusal(make: Callable[[Rendered], bytes], rendered: Rendered) -> str | None:
    try:
        make(rendered)
    except LetterError as error:
        return str(error)
    return None


@pytest.mark.parametrize("word", ["a" * 100_000, "Hottentotten" * 10, "een_naam" * 7])
def test_a_very_long_word_is_whole_in_every_format(word: str) -> None:
    rendered = made("afwijzen", issue=word)
    for ending, make in FORMATS.items():
        assert differing(rendered, ending, make(rendered)) == [], ending


def test_a_very_long_text_gives_every_format() -> None:
    rendered = made("afwijzen", issue="een lang verhaal over A & B " * 3600)
    for ending, make in FORMATS.items():
        assert len(make(rendered)) > 10_000, ending
