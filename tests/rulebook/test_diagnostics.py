"""A mistake is shown with its place, its line underlined, and help, whatever stands in that line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError, render, suggest
from slimmer_rules.rulebook.model import Place


def shown(line: str, column: int, length: int) -> list[str]:
    return render(Diagnostic("R012", "fout", Place("a.yaml", 3, column, length), line)).split("\n")


def test_the_form_is_that_of_the_design() -> None:
    place = Place("knowledge/intake/3-kans.yaml", 34, 21, 7)
    message = "vraag `adopter` kent het antwoord `concret` niet"
    help = "bedoelde u `concreet`? De antwoorden zijn: concreet, in_beeld, geen"
    found = Diagnostic("R012", message, place, "    als: {adopter:  concret}", help)
    assert render(found) == (
        "knowledge/intake/3-kans.yaml:34:21: R012 vraag `adopter` kent het antwoord `concret` niet\n"
        "   34 |     als: {adopter:  concret}\n"
        "      |                     ^^^^^^^\n"
        "      = bedoelde u `concreet`? De antwoorden zijn: concreet, in_beeld, geen"
    )


def test_a_mistake_without_a_place_is_a_message() -> None:
    assert render(Diagnostic("R001", "de map ontbreekt", None)) == "R001 de map ontbreekt"


def test_tabs_do_not_move_the_underline() -> None:
    _, line, marks = shown("a:\tfout", 4, 4)
    assert line.index("fout") == marks.index("^")
    assert marks.endswith("^^^^")


def test_wide_characters_count_for_two() -> None:
    _, line, marks = shown("a: 漢字 fout", 7, 4)
    assert marks.index("^") == line.index("fout") + 2


def test_combining_characters_count_for_none() -> None:
    _, line, marks = shown("a: e\u0301e\u0301n fout", 10, 4)
    assert marks.index("^") == line.index("fout") - 2


def test_of_a_long_line_the_part_that_is_wrong_is_shown() -> None:
    _, line, marks = shown("x" * 5000 + "fout" + "y" * 5000, 5001, 4)
    assert len(line) < 200
    assert line[marks.index("^") :].startswith("fout")
    assert line.startswith("    3 | …")
    assert line.endswith("…")


def test_characters_that_would_disturb_a_terminal_are_replaced() -> None:
    told = render(Diagnostic("R005", "raar \x1b[31m teken", Place("a\x07.yaml", 1, 1), "\x1b[2J\u202e\ud800"))
    assert all(c == "\n" or c.isprintable() for c in told)
    assert told.encode("utf-8")


@given(st.text(max_size=300), st.integers(1, 400), st.integers(0, 400))
def test_any_line_can_be_shown(line: str, column: int, length: int) -> None:
    told = shown(" ".join(line.split("\n")), column, length)
    assert len(told) == 3
    assert set(told[2]) <= set(" |^")
    assert "^" in told[2]


def test_all_mistakes_are_told_in_the_order_of_their_places() -> None:
    places = [Place("b", 1, 1), None, Place("a", 10, 2), Place("a", 10, 1), Place("a", 9, 9)]
    error = RulebookError(Diagnostic("R010", "fout", place) for place in places)
    assert [d.place for d in error.diagnostics] == [None, *sorted(place for place in places if place)]


def test_the_option_that_was_likely_meant_is_suggested() -> None:
    assert suggest("concret", ["geen", "concreet"]) == "concreet"
    assert suggest("CONCREET", ["geen", "concreet"]) == "concreet"
    assert suggest("misschien", ["geen", "concreet"]) is None
    assert suggest("iets", []) is None
    assert suggest("x" * 100_000, ["xxxx"]) is None
