"""Names as people say them lead to the ids that files and commands know."""

from __future__ import annotations

import pytest

from slimmer_rules.cli.common import load_rulebook
from slimmer_rules.rulebook import lookup
from slimmer_rules.rulebook.lookup import did_you_mean, likely

KNOWN = {
    "adopter": ("de overnemer",),
    "nut_adopter": ("het nut voor de overnemer",),
    "det_nut_gebruikers": ("het nut voor gebruikers",),
    "tijd": ("uw eigen tijd",),
    "det_tijd": ("de tijd in de organisatie",),
    "besluit": ("Ons advies", "start een Doetank", "start geen Doetank"),
    "kans": ("Kans op succes",),
}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("overnemer", ("adopter",)),
        ("De Overnemer", ("adopter",)),
        ("ADOPTER", ("adopter",)),
        ("start een doetank.", ("besluit",)),
        ("nut", ("nut_adopter", "det_nut_gebruikers")),
        ("adoptr", ("adopter",)),
        ("det-tijd", ("det_tijd",)),
        ("tjid", ("tijd",)),
        ("kans op sucses", ("kans",)),
        ("qqqqqqq", ()),
        ("", ()),
        ("%%%", ()),
    ],
)
def test_a_word_as_people_say_it_means_these(word: str, meant: tuple[str, ...]) -> None:
    assert likely(word, KNOWN) == meant


def test_the_hint_tells_what_each_is_called() -> None:
    assert did_you_mean("overnemer", KNOWN) == "Bedoelde u `adopter` (de overnemer)?"
    assert did_you_mean("nut", KNOWN) == (
        "Bedoelde u `nut_adopter` (het nut voor de overnemer) of `det_nut_gebruikers` (het nut voor gebruikers)?"
    )
    assert did_you_mean("partnr", {"partner": ("de partner",)}) == "Bedoelde u `partner`?"
    assert did_you_mean("qqqqqqq", KNOWN) is None
    assert did_you_mean("x", {}) is None


def test_everything_in_the_shipped_rules_is_found_by_what_it_is_called() -> None:
    for talk in load_rulebook(None).conversations.values():
        known = lookup.everything(talk)
        for id, called in known.items():
            same = [other for other in known if known[other][:1] == called[:1]]
            assert id in likely(called[0], known) or len(same) > lookup.MOST, id
