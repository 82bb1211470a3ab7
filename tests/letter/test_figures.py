"""The drawings: where an issue lies in figure 1, how determinants stand, and that no colour says it alone."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from slimmer_rules.letter.figures import ACROSS, UPWARD, draw, drawing, profile, spot
from slimmer_rules.letter.pdf import as_png
from slimmer_rules.letter.templates import Templates
from slimmer_rules.rulebook.diagnostics import RulebookError
from tests.letter.making import AXES, HELD, letter, shipped

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
    assert as_png(svg).startswith(b"\x89PNG")


def test_left_is_unseen_and_right_is_seen() -> None:
    assert ACROSS["OB"].high < 0.5 < ACROSS["ZB"].low
    assert ACROSS["ZB_mogelijk"].low < 0.5 < ACROSS["ZB_mogelijk"].high
    assert ACROSS["ZB_mogelijk"].possible


def test_below_is_management_and_above_is_political() -> None:
    assert UPWARD["MO"][-1].high < 0.5 < UPWARD["PB"][0].low
    for mixed in ("PB_MO", "MO_PB_mogelijk"):
        assert UPWARD[mixed][0].low < 0.5 < UPWARD[mixed][-1].high


def test_only_what_is_possible_is_striped() -> None:
    assert [each.possible for each in UPWARD["MO_PB_mogelijk"]] == [False, True]
    striped = {name for name, stretches in UPWARD.items() if any(each.possible for each in stretches)}
    assert striped == {"PB_mogelijk", "MO_PB_mogelijk"}


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


def test_a_fault_in_a_drawing_is_told_with_its_template() -> None:
    with pytest.raises(RulebookError, match=r"templates/brief/plaats\.svg\.j2:2"):
        draw(Templates({"brief/plaats.svg.j2": b"<svg>\n{{ weg }}</svg>"}), "brief/plaats.svg.j2", {})


def test_a_drawing_without_a_template_is_told() -> None:
    with pytest.raises(RulebookError, match="B001"):
        draw(Templates({}), "brief/plaats.svg.j2", {})
