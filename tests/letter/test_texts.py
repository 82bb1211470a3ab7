"""How the rulebook's and the case's words stand in a letter."""

from __future__ import annotations

import pytest

from slimmer_rules.letter.texts import greeted


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
        ("Mevrouw ", "Mevrouw"),
        ("T.a.v.", "T.a.v."),
        ("", ""),
    ],
)
def test_a_person_is_greeted_by_name(addressee: str, wanted: str) -> None:
    assert greeted(addressee) == wanted
