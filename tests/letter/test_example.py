"""A case that was read in a source is no intake: its letter tells what the rules say, and gives no advice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from slimmer_rules.letter.check import check
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import Ground, Segment, clean
from slimmer_rules.rulebook.model import Rulebook, Source
from tests.building import HERE
from tests.letter.making import HELD, REFUSED, book, letter, shipped

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


@pytest.mark.parametrize(("kind", "id"), [("lid", "voorwaarden"), ("lid", "aanbevelingen"), ("anders", "tijd")])
def test_an_example_lists_nothing_to_do(kind: str, id: str) -> None:
    model = example()
    pieces = (*render(model, shipped()), Segment("Doe dit.", Ground(kind, id, "plan_maken")))
    assert "misplaatst" in {finding.kind for finding in check(model, shipped(), pieces)}


def test_no_rule_that_advises_is_told_of_an_example() -> None:
    """What the rules would decide holds of no example, so it stands in no list either."""
    made = letter(REFUSED, source="artikel#tabel-2/rij-1")
    book = replace(made.rulebook, sources={"artikel": SOURCE})
    model = replace(made, rulebook=book)
    assert "B1" in model.derivation.fired
    assert "B1" not in [row.id.text for row in model.rule_rows]
    assert model.given["aantal_regels"].text == str(len(model.rule_rows))
    pieces = (*render(model, shipped()), Segment("B1", Ground("regel", "B1")))
    assert [(finding.kind, finding.text) for finding in check(model, shipped(), pieces)] == [("zonder steun", "B1")]


ADVICE = Ground("stelt", "besluit", "aanhouden")
