"""A case that was read in a source is no intake: its letter tells what the rules say, and gives no advice."""

from __future__ import annotations

from slimmer_rules.letter.check import check
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import Ground, Segment, clean
from slimmer_rules.rulebook.model import Rulebook, Source
from tests.building import HERE
from tests.letter.making import HELD, book, letter, shipped

PLACES = {"tabel-2": "Tabel 2"}
SOURCE = Source("artikel", "Een artikel", "A. Schrijver", "2013", "Tijdschrift 1", PLACES, True, None, HERE)


def example() -> Letter:
    made = letter({**HELD, "bestuur": "PB", "burger": "ZB"}, source="artikel#tabel-2/rij-1", title="Doetank één")
    with_source = Rulebook(book().name, book().version, book().conversations, {"artikel": SOURCE}, book().sha256)
    return Letter(made.case, made.derivation, with_source, made.sender, made.date)


def test_an_example_gets_no_advice() -> None:
    pieces = render(example(), shipped())
    written = clean(pieces)
    assert "Wij geven hierover geen advies." in written
    assert "Ons advies is" not in written
    assert "De bron is: A. Schrijver (2013)" in written
    assert "Titel van urgentie: label hoog." in written
    assert check(example(), shipped(), pieces) == ()


def test_the_check_refuses_advice_on_an_example() -> None:
    model = example()
    pieces = (*render(model, shipped()), Segment("Ons advies is om nog te wachten met een Doetank.", ADVICE))
    assert [finding.kind for finding in check(model, shipped(), pieces)] == ["misplaatst"]


ADVICE = Ground("stelt", "besluit", "aanhouden")
