"""How the rulebook's and the case's words stand in a letter."""

from __future__ import annotations

import pytest

from slimmer_rules.letter.texts import greeted, salutation
from slimmer_rules.rulebook.cases import Case


@pytest.mark.parametrize(
    ("addressee", "wanted"),
    [
        ("Mevrouw S. de Wit", "mevrouw De Wit"),
        ("Mevr. S. de Wit", "mevrouw De Wit"),
        ("Mw. S.A.Th. van der Wit-Jansen", "mevrouw Van der Wit-Jansen"),
        ("De heer drs. P. de Boer", "meneer De Boer"),
        ("Dhr. prof. dr. ir. P. de Boer", "meneer De Boer"),
        ("Mevrouw Sanne de Wit", "mevrouw Sanne de Wit"),
        ("Mevrouw Jansen", "mevrouw Jansen"),
        ("T.a.v. mevrouw Jansen", "mevrouw Jansen"),
        ("t.a.v. de heer P. de Boer", "meneer De Boer"),
        ("Ter attentie van: Jan Jansen", "Jan Jansen"),
        ("Jan Jansen", "Jan Jansen"),
        ("Gemeente Voorbeeldstad", "Gemeente Voorbeeldstad"),
        ("Gemeente Voorbeeldstad\nT.a.v. mevrouw S. de Wit\nPostbus 1", "mevrouw De Wit"),
        ("Gemeente Voorbeeldstad\nT.a.v. Jan Jansen\nPostbus 1", "Jan Jansen"),
        ("Jan Jansen\nGemeente Voorbeeldstad", "Jan Jansen"),
        ("  \n Mevrouw Jansen \n", "mevrouw Jansen"),
        ("mevrouw s. van der berg, gemeente utrecht", "mevrouw Van der Berg"),
        ("mevrouw s. van der berg\ngemeente utrecht", "mevrouw Van der Berg"),
        ("mevrouw s.j. de wit-van der ijssel", "mevrouw De Wit-van der IJssel"),
        ("Mevrouw S. v.d. Berg", "mevrouw V.d. Berg"),
        ("mevrouw v. d. Berg", "mevrouw V. d. Berg"),
        ("De heer V. Jansen", "meneer Jansen"),
        ("De heer ’t Hart", "meneer ’t Hart"),
        ("De heer en mevrouw Jansen", "meneer en mevrouw Jansen"),
        ("Mevrouw en de heer P. Jansen", "mevrouw en meneer Jansen"),
        ("Dhr. en mw. de Wit, gemeente X", "meneer en mevrouw De Wit"),
        ("Mevrouw S. de Wit en de heer P. Jansen", "mevrouw De Wit en meneer Jansen"),
        ("mw Jansen", "mevrouw Jansen"),
        ("mevr S. Jansen", "mevrouw Jansen"),
        ("dhr Jansen", "meneer Jansen"),
        ("Heer Jansen", "meneer Jansen"),
        ("Hr. Jansen", "meneer Jansen"),
        ("HR afdeling Voorbeeldstad", "HR afdeling Voorbeeldstad"),
        ("Heerhugowaard", "Heerhugowaard"),
        ("mevrouw IJ. de Wit", "mevrouw De Wit"),
        ("mevrouw S de Wit", "mevrouw De Wit"),
        ("De heer J.-P. de Boer", "meneer De Boer"),
        ("mevrouw É. Jansen", "mevrouw Jansen"),
        ("mr. Jansen", "mr. Jansen"),
        ("mevrouw mr. drs. S. de Wit", "mevrouw De Wit"),
        ("mevrouw dr Jansen", "mevrouw Jansen"),
        ("mevrouw drs S. de Wit", "mevrouw De Wit"),
        ("mevrouw S. de Wit MSc", "mevrouw De Wit"),
        ("mevrouw S. de Wit, MSc", "mevrouw De Wit"),
        ("mevrouw S. de Wit BSc MA", "mevrouw De Wit"),
        ("mevrouw S. de Wit, PhD, LLM", "mevrouw De Wit"),
        ("de heer drs. P. Jansen RA", "meneer Jansen"),
        ("de heer P. Jansen M.Sc.", "meneer Jansen"),
        ("mevrouw L. Ma", "mevrouw Ma"),
        ("mevrouw MA", "mevrouw MA"),
        ("mevrouw Jansen Raad", "mevrouw Jansen Raad"),
        ("mevrouw", "mevrouw"),
        ("De heer en mevrouw", "De heer en mevrouw"),
        ("Mevrouw ", "Mevrouw"),
        ("T.a.v.", "T.a.v."),
        ("MEVROUW S. DE WIT", "mevrouw De Wit"),
        ("JAN JANSEN", "Jan Jansen"),
        ("HR", "HR"),
        ("Aan: mevrouw S. de Wit <s.dewit@voorbeeld.nl>", "mevrouw De Wit"),
        ("", ""),
    ],
)
def test_a_person_is_greeted_by_name(addressee: str, wanted: str) -> None:
    assert greeted(addressee) == wanted


def test_a_letter_begins_as_the_case_says_else_by_whom_it_is_for() -> None:
    assert salutation(Case("intake", addressee="Mevrouw S. de Wit")) == "Beste mevrouw De Wit"
    assert salutation(Case("intake", addressee="Mevrouw S. de Wit", salutation="Geachte raad,")) == "Geachte raad"
    assert salutation(Case("intake")) == ""
