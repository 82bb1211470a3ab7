"""The drawings: where an issue lies in figure 1, how determinants stand, and that no colour says it alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from slimmer_rules.letter.figures import draw, drawing, profile, reaches, spot
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.pdf import as_pngs
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.files import shipped as knowledge
from slimmer_rules.rulebook.model import Axis, Conversation, Figure, Rulebook, Stretch
from slimmer_rules.rulebook.reading import read
from tests.letter.making import (
    AXES,
    DATE,
    FAR,
    FIGURE,
    HELD,
    NEAR,
    PERHAPS_FAR,
    PERHAPS_NEAR,
    SENDER,
    case,
    letter,
    shipped,
)

SVG = "{http://www.w3.org/2000/svg}"


def place(bestuur: str, burger: str) -> tuple[str, ET.Element]:
    svg = drawing(letter({**HELD, "bestuur": bestuur, "burger": burger}), shipped(), "plaats")
    return svg, ET.fromstring(svg)  # noqa: S314  # our own drawing


@pytest.mark.parametrize("burger", AXES["as_burger"])
@pytest.mark.parametrize("bestuur", AXES["as_bestuur"])
def test_every_type_has_its_drawing(bestuur: str, burger: str) -> None:
    svg, tree = place(bestuur, burger)
    title, told = tree.find(f"{SVG}title"), tree.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert tree.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert f"label {burger}" in str(told.text)
    assert f"label {bestuur}" in str(told.text)
    assert ("Gestreept" in svg) == ("mogelijk" in bestuur + burger)
    assert ("Geen van beide" in svg) == (bestuur == "geen")
    pictures = as_pngs({"een": svg, "twee": svg.replace("Gestreept", "Streep")})
    assert [picture[:4] for picture in pictures.values()] == [b"\x89PNG"] * 2
    assert as_pngs({"een": svg})["een"] == pictures["een"]


def test_the_shipped_figure_is_the_one_of_these_tests(intake: Conversation) -> None:
    assert intake.figure == FIGURE


def test_a_half_stays_on_its_own_side_of_the_middle() -> None:
    ((left,), (right,)) = (reaches((half,), 0.1) for half in (NEAR, FAR))
    assert 0 < left.low < left.high < 0.5 < right.low < right.high < 1
    assert (left.low, left.high) == pytest.approx((1 - right.high, 1 - right.low))


@pytest.mark.parametrize("halves", [(NEAR, FAR), (PERHAPS_NEAR, PERHAPS_FAR)])
def test_two_halves_that_are_equally_certain_are_one_bar(halves: tuple[Stretch, ...]) -> None:
    (bar,) = reaches(halves, 0.1)
    assert (bar.low, bar.high, bar.possible) == (0.1, 0.9, halves == (PERHAPS_NEAR, PERHAPS_FAR))


@pytest.mark.parametrize("halves", [(NEAR, PERHAPS_FAR), (PERHAPS_NEAR, FAR)])
def test_halves_that_are_not_equally_certain_meet_in_the_middle(halves: tuple[Stretch, ...]) -> None:
    low, high = reaches(halves, 0.1)
    assert (low.low, low.high, high.low, high.high) == (0.1, 0.5, 0.5, 0.9)
    assert [low.possible, high.possible] == [half.possible for half in halves]


def with_figure(figure: Figure | None) -> Letter:
    """A letter on an issue of two halves across and none upward, by another figure."""
    return _in(letter({**HELD, "bestuur": "geen", "burger": "ZB_mogelijk"}), figure=figure)


def _in(made: Letter, **changes: Any) -> Letter:
    """The letter in a conversation with these changes."""
    talk = replace(made.conversation, **changes)
    return replace(made, derivation=replace(made.derivation, conversation=talk))


def test_a_mixed_place_across_has_a_bar_for_each_part() -> None:
    across = Axis("as_burger", {"ZB_mogelijk": (NEAR, PERHAPS_FAR)})
    for upward, tag in (((), "line"), ((FAR,), "rect")):
        mixed = with_figure(Figure(across, Axis("as_bestuur", {"geen": upward})))
        svg = drawing(mixed, shipped(), "plaats")
        bars = [
            each for each in svg.split("<") if each.startswith(tag) and "#12506b" in each and "stroke-width" in each
        ]
        assert ["stroke-dasharray" in bar for bar in bars[-2:]] == [False, True]


def test_without_a_figure_in_the_rulebook_there_is_no_place() -> None:
    assert spot(with_figure(None)) is None
    assert list(compose(with_figure(FIGURE), shipped()).figures) == ["plaats"]
    assert list(compose(with_figure(None), shipped()).figures) == []


def test_without_a_profile_in_the_rulebook_no_determinant_is_telling() -> None:
    made = letter({**HELD, "det_nut": "bevorderend"})
    assert any(point.kern for group in profile(made) for point in group.punten)
    assert not any(point.kern for group in profile(_in(made, profile=None)) for point in group.punten)
    assert "weegt het meest" in compose(made, shipped()).figures["profiel"]
    assert "weegt het meest" not in compose(_in(made, profile=None), shipped()).figures["profiel"]


def test_without_groups_in_the_rulebook_no_profile_is_drawn() -> None:
    made = letter({**HELD, "det_nut": "bevorderend"})
    assert list(compose(made, shipped()).figures) == ["profiel"]
    assert list(compose(_in(made, groups={}), shipped()).figures) == []


@pytest.mark.parametrize("renamed", ["ZB", "MO_PB_mogelijk", "as_burger", "as_bestuur"])
def test_the_shipped_drawing_outlives_another_name_in_the_rules(renamed: str, rulebook: Rulebook) -> None:
    root = Path(str(knowledge()))
    files = {
        path.relative_to(root).as_posix(): re.sub(
            rf"(?<![\w(]){renamed}(?![\w)])", "anders_genoemd", path.read_text("utf-8")
        )
        for path in root.rglob("*.yaml")
    }
    other = read({path: text.encode() for path, text in files.items()})
    assert other.sha256 != rulebook.sha256
    assert _shipped_drawing(other) == _shipped_drawing(rulebook)


def _shipped_drawing(rulebook: Rulebook) -> str:
    answers = {"bestuurlijke_aandacht": "te_verwachten", "organisatievraagstuk": "ja", "effect_burger": "direct"}
    derivation = Reasoner(rulebook.conversations["intake"]).derive(answers)
    return drawing(Letter(case(answers), derivation, rulebook, SENDER, DATE), shipped(), "plaats")


@pytest.mark.parametrize("answers", [{}, {"bestuur": "PB"}, {"burger": "ZB"}, {"bestuur": "onbekend", "burger": "ZB"}])
def test_without_both_axes_there_is_no_place(answers: dict[str, str]) -> None:
    assert spot(letter(answers)) is None


def test_a_type_without_vertical_place_has_none() -> None:
    found = spot(letter({"bestuur": "geen", "burger": "ZB"}))
    assert found is not None
    assert found.upward == ()


def test_the_profile_names_each_determinant_and_marks_the_telling_ones() -> None:
    groups = profile(letter({"det_nut": "bevorderend", "det_steun": "belemmerend", "det_plan": "neutraal"}))
    told = {point.id: (point.stand.text, point.kern) for group in groups for point in group.punten}
    assert told == {
        "det_nut": ("helpt", True),
        "det_plan": ("neutraal", False),
        "det_steun": ("hindert", False),
    }
    assert [group.titel.text for group in groups] == ["De gebruikers", "De organisatie"]


def test_what_is_not_known_is_shown_as_such() -> None:
    ((nut,), (plan, steun)) = (
        group.punten for group in profile(letter({"det_nut": "onbekend", "det_plan": "neutraal"}))
    )
    assert [point.stand.text for point in (nut, plan, steun)] == ["nog niet bekend", "neutraal", "nog niet bekend"]


def test_without_any_determinant_there_is_no_profile() -> None:
    assert profile(letter({})) == ()


def test_the_profile_has_a_shape_for_each_standing() -> None:
    svg = drawing(letter({"det_nut": "bevorderend", "det_plan": "belemmerend"}), shipped(), "profiel")
    rows = svg.split("<line")[:2]
    assert len(re.findall(r"<path", rows[0])) == 1
    assert len(re.findall(r"<path", rows[1])) == 1
    assert ">?<" in rows[1]


def test_the_profile_says_what_its_frame_is_in_the_words_of_the_table() -> None:
    """The table says `ster`, so the drawing says that its frame is that star; all of it lies within the drawing."""
    svg = drawing(letter({"det_nut": "bevorderend"}), shipped(), "profiel")
    found = re.search(r'<text x="(\d+)" y="\d+">weegt het meest \(ster\)</text>', svg)
    width = re.search(r'viewBox="0 0 (\d+) ', svg)
    assert found
    assert width
    assert int(found[1]) + 7 * len("weegt het meest (ster)") <= int(width[1])


def test_a_fault_in_a_drawing_is_told_with_its_template() -> None:
    with pytest.raises(RulebookError, match=r"templates/brief/plaats\.svg\.j2:2"):
        draw(Templates({"brief/plaats.svg.j2": b"<svg>\n{{ weg }}</svg>"}), "brief/plaats.svg.j2", {})


def test_a_drawing_without_a_template_is_told() -> None:
    with pytest.raises(RulebookError, match="B001"):
        draw(Templates({}), "brief/plaats.svg.j2", {})
