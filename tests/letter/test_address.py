"""Saying je: the same letter, never mixed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from slimmer_rules.letter.address import familiar
from slimmer_rules.letter.check import check, check_language
from slimmer_rules.letter.language import remarks
from slimmer_rules.letter.rendered import compose
from tests.letter.making import CONDITIONAL, OUTCOMES, SENDER, letter, shipped

FAMILIAR = replace(SENDER, form="je")


@pytest.mark.parametrize(
    ("polite", "wanted"),
    [
        ("U heeft tijd.", "Je hebt tijd."),
        ("Dit vraagt meer dan u heeft.", "Dit vraagt meer dan je hebt."),
        ("Daar kunt u iets aan doen.", "Daar kun je iets aan doen."),
        ("Heeft u vragen?", "Heb je vragen?"),
        ("Uw vraagstuk past bij u.", "Je vraagstuk past bij je."),
        ("Een partij die u nodig heeft, werkt mee.", "Een partij die je nodig hebt, werkt mee."),
        ("U werkt daar, bent burger, of heeft een partner.", "Je werkt daar, bent burger, of hebt een partner."),
        ("U zegt dat hij niets heeft.", "Je zegt dat hij niets heeft."),
        ("Wij danken u.", "Wij danken je."),
        ("Het uur u nadert niet uws.", "Het uur je nadert niet uws."),
        ("Moet u dit?", "Moet je dit?"),
        ("De heer U. Jansen wacht op u. Wij ook.", "De heer U. Jansen wacht op je. Wij ook."),
        ("De coach is U.Jansen.", "De coach is U.Jansen."),
    ],
)
def test_a_sentence_is_turned(polite: str, wanted: str) -> None:
    assert familiar(polite) == wanted
    assert familiar(wanted) == wanted


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Betaalt u zelf?", "Betaalt je"),
        ("U vraagt zich af of het kan.", "Je vraagt zich"),
        ("Houdt u dat bij?", "Houdt je"),
        ("Wij zien dat u genoeg ervaring heeft.", "dat je genoeg ervaring heeft"),
        ("Dat kan als u daar werkt, of een partner heeft.", "als je daar werkt, of een partner heeft"),
        ("Weet u of de overnemer er iets aan heeft?", None),
        ("Weet u dat? Moet u dat? Dat is wat u verwacht.", None),
        ("Dat vraagt uw aandacht.", None),
        ("Hij meldt zich bij u.", None),
    ],
)
def test_a_sentence_that_the_table_cannot_turn_is_seen(sentence: str, found: str | None) -> None:
    seen = [remark.words for remark in remarks(familiar(sentence), "je") if "past dit" in remark.kind]
    assert seen == ([found] if found else [])
    assert not any("past dit" in remark.kind for remark in remarks(sentence, "u"))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_letter_says_je_throughout(outcome: str) -> None:
    model = letter(OUTCOMES[outcome], sender=replace(FAMILIAR, contact="Heeft u vragen? Bel ons."))
    rendered = compose(model, shipped())
    assert not re.search(r"\b(u|uw)\b", rendered.markdown, re.IGNORECASE)
    assert "Heb je vragen?" in rendered.markdown
    assert check(model, shipped(), rendered.segments) == ()
    assert not any("hoort hier" in finding.told for finding in check_language(rendered))


def test_what_others_wrote_stays_as_it_is() -> None:
    given = {"title": "U en uw buurt", "issue": "Wat wilt u?", "letter_notes": {"tijd": "U belt zelf."}}
    model = letter(CONDITIONAL, sender=FAMILIAR, **given)
    rendered = compose(model, shipped())
    for text in ("U en uw buurt", "Wat wilt u?", "U belt zelf."):
        assert text in rendered.markdown
    assert check(model, shipped(), rendered.segments) == ()


def test_a_letter_that_mixes_is_seen() -> None:
    rendered = compose(letter(CONDITIONAL), shipped())
    mixed = replace(rendered, letter=replace(rendered.letter, sender=FAMILIAR))
    assert any("je hoort hier" in finding.told for finding in check_language(mixed))
