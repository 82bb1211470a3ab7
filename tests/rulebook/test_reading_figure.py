"""Where values lie in the figure is read as it is written; its mistakes are told once each, all at once."""

from __future__ import annotations

import pytest

from slimmer_rules.rulebook.axis_words import told_spots
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.model import Axis, Figure, Stretch
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import sound

HEAD, FILE = "intake/gesprek.yaml", "intake/1-adopter.yaml"
PLACED = {
    "waarden: {goed: goed, slecht: slecht, onbekend: nog onbekend}": """waarden:
      goed: {tekst: goed, plaats: [links, mogelijk rechts]}
      slecht: {tekst: slecht, plaats: rechts}
      onbekend: {tekst: nog onbekend, plaats: onbekend}""",
    "waarden: {aannemen: aannemen, aanhouden: aanhouden}": """waarden:
      aannemen: {tekst: aannemen, plaats: [onder, boven]}
      aanhouden: {tekst: aanhouden, plaats: geen}""",
}
LEFT, RIGHT, PERHAPS_RIGHT = Stretch(False, False), Stretch(True, False), Stretch(True, True)


def with_figure(changes: dict[str, str] | None = None) -> dict[str, bytes]:
    """The sound rulebook with a figure, and in that these texts changed, each of which stands in it once."""
    texts = {HEAD: sound()[HEAD].decode() + "figuur: {liggend: kans, staand: besluit}\n", FILE: sound()[FILE].decode()}
    for old, new in {**PLACED, **(changes or {})}.items():
        assert sum(text.count(old) for text in texts.values()) == 1, old
        texts = {file: text.replace(old, new) for file, text in texts.items()}
    return sound() | {file: text.encode() for file, text in texts.items()}


def mistakes(changes: dict[str, str]) -> tuple[Diagnostic, ...]:
    with pytest.raises(RulebookError) as caught:
        read(with_figure(changes))
    return caught.value.diagnostics


def figure(changes: dict[str, str] | None = None) -> Figure | None:
    return read(with_figure(changes)).conversations["intake"].figure


def test_the_places_of_values_are_read() -> None:
    assert figure() == Figure(
        Axis("kans", {"goed": (LEFT, PERHAPS_RIGHT), "slecht": (RIGHT,)}),
        Axis("besluit", {"aannemen": (LEFT, RIGHT), "aanhouden": ()}),
    )


def test_a_rulebook_needs_no_figure_and_no_profile() -> None:
    made = read(sound()).conversations["intake"]
    assert (made.figure, made.profile) == (None, None)


def test_the_conclusion_of_the_profile_is_read() -> None:
    told = sound()[HEAD] + b"profiel: kans\n"
    assert read(sound() | {HEAD: told}).conversations["intake"].profile == "kans"


def test_the_order_of_halves_does_not_matter() -> None:
    assert figure({"[links, mogelijk rechts]": "[mogelijk rechts, links]"}) == figure()


def test_one_half_may_stand_in_a_list() -> None:
    assert figure({"plaats: rechts": "plaats: [rechts]"}) == figure()


def test_a_value_by_another_name_keeps_its_place() -> None:
    made = figure({"slecht: {": "matig: {"})
    assert made is not None
    assert made.across.stretches["matig"] == (RIGHT,)


def test_places_are_told_in_the_words_of_the_file() -> None:
    talk = read(with_figure()).conversations["intake"]
    assert told_spots(talk, "kans") == {"goed": "links, mogelijk rechts", "slecht": "rechts", "onbekend": "onbekend"}
    assert told_spots(talk, "besluit") == {"aannemen": "onder, boven", "aanhouden": "geen"}
    assert told_spots(talk, "opvallend") == {}
    assert told_spots(read(sound()).conversations["intake"], "kans") == {}


def test_all_mistakes_are_told_at_once() -> None:
    wrong = {
        "titel: Proefintake": "titel: Proefintake\nvreemd: iets",
        "[links, mogelijk rechts]": "[links, mogelijk links, omhoog]",
        "{tekst: slecht, plaats: rechts}": "slecht",
        "plaats: onbekend": "plaats: onder",
        "plaats: geen": "plaats: ''",
    }
    assert [(found.code, found.place and (found.place.file, found.place.line)) for found in mistakes(wrong)] == [
        ("R030", (FILE, 21)),
        ("R023", (FILE, 21)),
        ("R034", (FILE, 22)),
        ("R023", (FILE, 23)),
        ("R016", (FILE, 29)),
        ("R010", (HEAD, 2)),
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"liggend: kans": "liggend: kanz"}, "R013"),
        ({"liggend: kans": "liggend: opvallend"}, "R027"),
        ({"liggend: kans": "liggend: adopter"}, "R013"),
        ({"figuur: {": "figur: {"}, "R010"),
        ({"figuur: {": "tekenwerk: {"}, "R010"),
        ({"figuur: {liggend: kans, staand: besluit}": "figuur: kans"}, "R015"),
        ({"slecht, plaats: rechts": "slecht, plats: rechts"}, "R010"),
        ({"slecht, plaats: rechts": "slecht, hoek: rechts"}, "R010"),
        ({"slecht: {": "_slecht: {"}, "R017"),
    ],
)
def test_what_only_follows_from_another_mistake_is_not_told(wrong: dict[str, str], code: str) -> None:
    assert [found.code for found in mistakes(wrong)] == [code]


@pytest.mark.parametrize("word", ["boven", "geen", "mogelijk", "Rechts", "mogelijk  rechts", "zeker rechts"])
def test_a_word_that_the_lying_axis_does_not_have_is_told_with_those_that_it_has(word: str) -> None:
    (found,) = mistakes({"plaats: rechts": f"plaats: {word}"})
    assert found.code == "R023"
    assert "links, rechts, mogelijk links, mogelijk rechts, onbekend" in str(found.help)
