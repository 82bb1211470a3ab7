"""How the rulebook's and the case's words stand in a letter."""

from __future__ import annotations

import pytest

from slimmer_rules.letter.texts import greeted, salutation
from slimmer_rules.rulebook.cases import Case


@pytest.mark.parametrize(
    ("addressee", "wanted"),
    [
        ("Mevrouw S. de Wit", "mevrouw S. de Wit"),
        ("Mevr. S. de Wit", "mevrouw S. de Wit"),
        ("Mw. S.A.Th. van der Wit-Jansen", "mevrouw S.A.Th. van der Wit-Jansen"),
        ("mw Jansen", "mevrouw Jansen"),
        ("De heer drs. P. de Boer", "meneer drs. P. de Boer"),
        ("Dhr. P. de Boer", "meneer P. de Boer"),
        ("Heer Jansen", "meneer Jansen"),
        ("Hr. Jansen", "meneer Jansen"),
        ("T.a.v. mevrouw Jansen", "mevrouw Jansen"),
        ("t.a.v. de heer P. de Boer", "meneer P. de Boer"),
        ("Ter attentie van: Jan Jansen", "Jan Jansen"),
        ("Jan Jansen", "Jan Jansen"),
        ("Wit, S. de", "Wit, S. de"),
        ("mr. Jansen", "mr. Jansen"),
        ("Gemeente Voorbeeldstad", "Gemeente Voorbeeldstad"),
        ("HR afdeling Voorbeeldstad", "HR afdeling Voorbeeldstad"),
        ("Heerhugowaard", "Heerhugowaard"),
        ("Gemeente Voorbeeldstad\nT.a.v. mevrouw S. de Wit\nPostbus 1", "mevrouw S. de Wit"),
        ("Gemeente Voorbeeldstad\nT.a.v. Jan Jansen\nPostbus 1", "Jan Jansen"),
        ("Jan Jansen\nGemeente Voorbeeldstad", "Jan Jansen"),
        ("  \n Mevrouw Jansen \n", "mevrouw Jansen"),
        ("mevrouw Van der Berg, gemeente Utrecht", "mevrouw Van der Berg"),
        ("De heer ’t Hart", "meneer ’t Hart"),
        ("De heer en mevrouw Jansen", "meneer en mevrouw Jansen"),
        ("Mevrouw S. de Wit en de heer P. Jansen", "mevrouw S. de Wit en de heer P. Jansen"),
        ("mevrouw", "mevrouw"),
        ("T.a.v.", "T.a.v."),
        ("Aan: mevrouw S. de Wit <s.dewit@voorbeeld.nl>", "mevrouw S. de Wit"),
        ("", ""),
    ],
)
def test_a_person_is_greeted_by_the_name_that_was_typed(addressee: str, wanted: str) -> None:
    assert greeted(addressee) == wanted


def test_a_letter_begins_as_the_case_says_else_by_whom_it_is_for() -> None:
    assert salutation(Case("intake", addressee="Mevrouw S. de Wit")) == "Beste mevrouw S. de Wit"
    assert salutation(Case("intake", addressee="Mevrouw S. de Wit", salutation="Geachte raad,")) == "Geachte raad"
    assert salutation(Case("intake")) == ""
