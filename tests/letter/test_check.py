"""The check catches every changed letter, and has nothing to say of those that the shipped templates give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from slimmer_rules.letter.check import LITERAL_KINDS, Finding, check
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import Ground, Segment, escaped
from slimmer_rules.rulebook.cases import HumanDecision, Note
from tests.letter.making import CONDITIONAL, HELD, OUTCOMES, REFUSED, letter, shipped

FULL = {
    **CONDITIONAL,
    "bestuur": "PB_MO",
    "burger": "ZB_mogelijk",
    "bereid": "onbekend",
    "det_plan": "belemmerend",
    "leden": 4,
}
NOTES = {"tijd": Note("Vrijdag kan altijd.", True), "adopter": Note("Niet doorvertellen.", False)}

TO = "Mevrouw A. & Z.\nGemeente *Ergens*"

Pieces = tuple[Segment, ...]


def findings(model: Letter, pieces: Pieces) -> tuple[Finding, ...]:
    return check(model, shipped(), pieces)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_shipped_letter_has_no_finding(outcome: str) -> None:
    model = letter(
        OUTCOMES[outcome],
        title="A & B <c> *d*",
        issue="Eerst dit.\n\nDan dat.",
        notes=NOTES,
        addressee=TO,
        reference="26/3",
    )
    assert model.advice == outcome
    assert findings(model, render(model, shipped())) == ()


@pytest.mark.parametrize("decision", OUTCOMES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_letter_with_a_decision_has_no_finding(outcome: str, decision: str) -> None:
    model = letter(OUTCOMES[outcome], decision=HumanDecision(decision, "Het college wil dit."))
    assert findings(model, render(model, shipped())) == ()


# -- mutants: each change of a letter that matters is caught

NEEDED = ("bij", "omdat", "lid", "open", "keuze", "regel", "notitie")


def without_a_reason(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    for index, piece in enumerate(pieces):
        if piece.ground and piece.ground.kind in NEEDED and pieces.count(piece) == 1:
            yield f"zonder {piece.ground.kind} {piece.ground.id}", pieces[:index] + pieces[index + 1 :]


def with_a_sentence(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    added = ("De kans is groot.", "U bent niet geschikt.", "Niemand wil dit.")
    for index, piece in enumerate(pieces):
        if piece.ground is None and "\n\n" in piece.text:
            changed = piece.text.replace("\n\n", f"\n\n{added[index % 3]}\n\n", 1)
            yield f"met een zin bij {index}", (*pieces[:index], replace(piece, text=changed), *pieces[index + 1 :])


def with_another_value(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    for index, piece in enumerate(pieces):
        if piece.ground and piece.ground.value:
            ground = replace(piece.ground, value=f"{piece.ground.value}_anders")
            yield (
                f"waarde van {piece.ground.id}",
                (*pieces[:index], replace(piece, ground=ground), *pieces[index + 1 :]),
            )


def with_other_words(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    for index, piece in enumerate(pieces):
        if piece.ground:
            changed = piece.text.replace(" niet ", " ") if " niet " in piece.text else f"Niet waar is: {piece.text}"
            yield f"woorden van {piece.ground}", (*pieces[:index], replace(piece, text=changed), *pieces[index + 1 :])


def with_swapped_claims(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    claims = [index for index, piece in enumerate(pieces) if piece.ground and piece.ground.kind not in ("gegeven",)]
    for first, second in pairwise(claims):
        if pieces[first].text != pieces[second].text:
            changed = list(pieces)
            changed[first] = replace(pieces[first], text=pieces[second].text)
            changed[second] = replace(pieces[second], text=pieces[first].text)
            yield f"verwisseld {first} {second}", tuple(changed)


MUTATIONS = (without_a_reason, with_a_sentence, with_another_value, with_other_words, with_swapped_claims)


@pytest.mark.parametrize("answers", [REFUSED, FULL, HELD], ids=["afwijzen", "voorwaarden", "aanhouden"])
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.__name__)
def test_every_mutant_is_caught(mutation: object, answers: dict[str, str]) -> None:
    assert callable(mutation)
    model = letter(answers, title="Buurtlab", issue="Wij willen dit.", notes=NOTES)
    mutants = list(mutation(render(model, shipped())))
    assert len(mutants) >= 3
    survivors = [name for name, pieces in mutants if not findings(model, pieces)]
    assert survivors == []


def test_there_are_at_least_fifty_mutants() -> None:
    pieces = render(letter(FULL, title="Buurtlab", issue="Wij willen dit.", notes=NOTES), shipped())
    assert sum(len(list(mutation(pieces))) for mutation in MUTATIONS) >= 50


def test_what_is_not_known_may_not_be_worded_as_not_so() -> None:
    """Also where the rulebook itself gives the words."""
    model = letter(HELD)
    unknown = Ground("stelt", "kans", "onbekend")
    pieces = (*render(model, shipped()), Segment("De kans is er niet.", unknown))
    assert "onbekend" in {finding.kind for finding in findings(model, pieces)}


def test_a_refusal_lists_no_conditions() -> None:
    model = letter({**REFUSED, "det_nut": "belemmerend"})
    (condition,) = model.members("voorwaarden")
    pieces = (*render(model, shipped()), Segment(escaped(condition.text), condition.ground))
    assert [finding.kind for finding in findings(model, pieces)] == ["misplaatst"]


def test_internal_notes_support_nothing() -> None:
    model = letter(REFUSED, notes=NOTES)
    pieces = (*render(model, shipped()), Segment("Niet doorvertellen.", Ground("notitie", "adopter")))
    assert [finding.kind for finding in findings(model, pieces)] == ["zonder steun"]


def test_words_bound_to_a_value_hold_only_for_that_value() -> None:
    model = letter(REFUSED)
    sentence = "Dat advies was: start een Doetank."
    pieces = (*render(model, shipped()), Segment(sentence, Ground("bij", "besluit", "aannemen")))
    assert [finding.kind for finding in findings(model, pieces)] == ["zonder steun"]
    pieces = (*render(model, shipped()), Segment(sentence, Ground("bij", "besluit", "afwijzen")))
    assert [finding.kind for finding in findings(model, pieces)] == ["eigen tekst"]


def test_every_literal_kind_is_known() -> None:
    model = letter(REFUSED)
    for kind in LITERAL_KINDS:
        pieces = (*render(model, shipped()), Segment("Zomaar.", Ground(kind, "besluit", "aannemen")))
        assert findings(model, pieces)
