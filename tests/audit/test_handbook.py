"""The handbook: a page for everything, links that arrive, search from a file, and pages that anyone can use."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

import pytest

from slimmer_rules.audit.handbook.entries import Directory
from slimmer_rules.audit.handbook.graph import Node, layered
from slimmer_rules.audit.handbook.outline import outline
from slimmer_rules.rulebook.model import Conversation
from tests.audit.planted import Fault, plant
from tests.cli.small import no_traceback, run

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook of the shipped rules."""
    folder = tmp_path_factory.mktemp("handboek") / "site"
    result = run("handbook", folder)
    assert result.exit_code == 0, result.output
    return folder


class _Links(HTMLParser):
    """The targets of a page's links, and the ids in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.targets.append(value)
            if name == "id" and value:
                self.ids.append(value)


def test_the_page_of_a_question_tells_how_the_letter_wishes_an_answer(site: Path, intake: Conversation) -> None:
    written = (site / "intake" / "vraag-motivatie.html").read_text(encoding="utf-8")
    wishes = [answer.wish for answer in intake.questions["motivatie"].answers]
    assert [f"Als wens: {wish}" in written for wish in wishes if wish] == [True, True]
    assert written.count("Als wens:") == 2


def test_the_page_of_an_axis_tells_where_its_values_lie_in_the_figure(site: Path) -> None:
    axis, other = (
        (site / "intake" / f"conclusie-{name}.html").read_text(encoding="utf-8") for name in ("as_bestuur", "urgentie")
    )
    told = re.findall(r"Plaats in de figuur: ([^<]*)<", axis)
    assert told == ["boven", "onder, boven", "mogelijk boven", "onder, mogelijk boven", "onder", "geen", "onbekend"]
    assert "Plaats in de figuur" not in other


def test_everything_has_a_page(site: Path, intake: Conversation) -> None:
    for entry in Directory(intake).entries:
        page = (site / entry.url).read_text(encoding="utf-8")
        assert f"<code>{entry.id}</code>" in page


def test_every_link_arrives_and_every_id_is_used_once(site: Path) -> None:
    pages = {str(file.relative_to(site).as_posix()): _Links(file.read_text("utf-8")) for file in site.rglob("*.html")}
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for target in page.targets:
            file, _, anchor = target.partition("#")
            arrived = normpath(str(PurePosixPath(path).parent / file)) if file else path
            assert (site / arrived).is_file(), f"{path}: {target}"
            assert not anchor or anchor in pages[arrived].ids, f"{path}: {target}"


def test_a_rule_page_tells_all_that_an_auditor_asks(site: Path) -> None:
    page = re.sub(r"<[^>]+>|\s+", " ", (site / "intake/regel-K2.html").read_text(encoding="utf-8"))
    for told in ("Als al deze punten gelden", "Reden in de brief", "Bron", "Herkomst", "interpretatie", "Samenhang"):
        assert told in page
    assert "Gevallen waarin deze regel geldt" in page
    assert "Geen bevindingen." in page


def test_the_promises_are_told_as_proved(site: Path) -> None:
    page = (site / "eigenschappen.html").read_text(encoding="utf-8")
    assert page.count('<span class="ernst goed">bewezen</span>') == page.count('class="belofte"') >= 12


def test_findings_stand_on_the_page_of_what_they_are_about(tmp_path: Path) -> None:
    knowledge = plant(tmp_path, Fault("intake/2-geld.yaml", "    uitleg_herkomst: Het boek zwijgt over wachten.\n", ""))
    result = run("handbook", tmp_path / "site", "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    page = (tmp_path / "site/intake/regel-B2.html").read_text(encoding="utf-8")
    assert "zegt niet waarom zo gekozen is" in page
    assert "zegt niet waarom" not in (tmp_path / "site/intake/regel-B1.html").read_text(encoding="utf-8")


def test_the_words_of_a_rulebook_are_text_never_markup(tmp_path: Path) -> None:
    knowledge = plant(
        tmp_path, Fault("intake/1-plan.yaml", "Is er een plan?", "Is er <script>alert(1)</script> & plan?")
    )
    assert run("handbook", tmp_path / "site", "--knowledge", knowledge).exit_code == 0
    for file in (tmp_path / "site").rglob("*.html"):
        assert "<script>alert" not in file.read_text(encoding="utf-8")


def test_past_the_time_bound_nothing_is_called_proved(tmp_path: Path) -> None:
    result = run("handbook", tmp_path / "site", "--knowledge", plant(tmp_path), "--seconds", "0")
    assert result.exit_code == 0
    assert "bewezen</span>" in (tmp_path / "site/eigenschappen.html").read_text(encoding="utf-8")
    assert 'goed">bewezen' not in (tmp_path / "site/eigenschappen.html").read_text(encoding="utf-8")


def test_a_folder_with_files_is_left_alone_unless_told(tmp_path: Path) -> None:
    knowledge = plant(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/eigen.txt").write_text("van mij", encoding="utf-8")
    result = run("handbook", tmp_path / "site", "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    assert "is niet leeg" in result.stderr
    assert run("handbook", tmp_path / "site", "--knowledge", knowledge, "--force").exit_code == 0
    assert (tmp_path / "site/eigen.txt").read_text(encoding="utf-8") == "van mij"


def test_the_index_holds_every_entry(site: Path, intake: Conversation) -> None:
    index = json.loads((site / "index.js").read_text(encoding="utf-8").removeprefix("window.REGISTER = ").rstrip(";\n"))
    assert {entry.url for entry in Directory(intake).entries} <= {item["u"] for item in index}


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """A page in Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "intake/index.html",
        "intake/vraag-adopter.html",
        "intake/conclusie-besluit.html",
        "intake/regel-K2.html",
        "controle.html",
        "eigenschappen.html",
        "bronnen.html",
        "begrippen.html",
        "gevallen.html",
    ],
)
def test_no_page_has_a_barrier_that_axe_sees(site: Path, page: Any, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto((site / path).as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_search_works_from_a_file(site: Path, page: Any) -> None:
    page.goto((site / "intake/regel-K2.html").as_uri())
    page.fill("#zoekwoord", "bereidheid overnemer")
    assert "treffer" in page.inner_text(".telling")
    page.press("#zoekwoord", "Enter")
    page.wait_for_url("**/vraag-bereidheid_adopter.html")
    page.fill("#zoekwoord", "zzzz")
    assert page.inner_text(".telling") == "Niets gevonden. Probeer een ander woord."


def test_boxes_never_overlap_and_no_column_is_lost() -> None:
    columns = [[Node(f"{c}{r}", "vraag", f"knoop {r}") for r in range(5 - c)] for c in range(3)]
    edges = [(f"{c}{r}", f"{c + 1}{(r * 3) % (4 - c)}") for c in range(2) for r in range(5 - c)]
    drawing = layered(columns, edges, [])
    places = [(box.x, box.y) for box in drawing.boxes]
    assert len(set(places)) == len(places) == 12
    assert len(drawing.edges) == len(edges)


def test_a_wrapped_sentence_becomes_nested_lists() -> None:
    (first, last) = outline("Als al deze punten gelden:\n- een\n  vervolgt\n- een van:\n  - twee\n  - drie\ndan dit.")
    assert [item.text for item in first.items] == ["een vervolgt", "een van:"]
    assert [item.text for item in first.items[1].items] == ["twee", "drie"]
    assert last.text == "dan dit."


def test_a_template_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "handboek").mkdir(parents=True)
    (tmp_path / "geheim").write_text("geheim")
    (own / "handboek" / "index.html.j2").symlink_to(tmp_path / "geheim")
    result = run("handbook", tmp_path / "site", "--templates", own, "--knowledge", plant(tmp_path), "--seconds", "0")
    assert result.exit_code == 2
    assert "handboek/index.html.j2 is een koppeling naar iets buiten de map" in result.stderr
    assert not (tmp_path / "site").exists()
