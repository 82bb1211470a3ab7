"""A small intake to make letters of: the names that the shipped templates use, with words of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from slimmer_rules.letter.changes import fewest_changes
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.sender import Sender
from slimmer_rules.letter.templates import Templates, read_templates
from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.conditions import AnyOf, Is, Not, Unknown
from slimmer_rules.rulebook.model import (
    Axis,
    Conclusion,
    Conversation,
    Figure,
    Outcome,
    Question,
    Rule,
    Rulebook,
    Section,
    Slot,
    Stretch,
)
from tests.building import conclusion, conversation, given, members, question, rule, rulebook

SENDER = Sender(
    "Proefnetwerk", ("Straat 1", "1000 AA Stad"), contact="Bel ons gerust.", retention="Wij bewaren dit een jaar."
)
DATE = date(2026, 3, 5)
DETERMINANT = ("belemmerend", "neutraal", "bevorderend")
NEAR, FAR, PERHAPS_NEAR, PERHAPS_FAR = (Stretch(far, possible) for possible in (False, True) for far in (False, True))
FIGURE = Figure(
    across=Axis("as_burger", {"ZB": (FAR,), "OB": (NEAR,), "ZB_mogelijk": (PERHAPS_NEAR, PERHAPS_FAR)}),
    upward=Axis(
        "as_bestuur",
        {
            "PB": (FAR,),
            "MO": (NEAR,),
            "PB_MO": (NEAR, FAR),
            "PB_mogelijk": (PERHAPS_FAR,),
            "MO_PB_mogelijk": (NEAR, PERHAPS_FAR),
            "geen": (),
        },
    ),
)
"""As the shipped intake has it."""

AXES = {axis.conclusion: tuple(axis.stretches) for axis in (FIGURE.upward, FIGURE.across)}

REFUSED = {"slimmer": "ja", "adopter": "geen", "tijd": "ja"}
ACCEPTED = {"slimmer": "ja", "adopter": "concreet", "tijd": "ja", "det_nut": "bevorderend"}
CONDITIONAL = {"slimmer": "ja", "adopter": "in_beeld", "tijd": "ja", "det_nut": "belemmerend"}
HELD = {"tijd": "onbekend"}
OUTCOMES = {"afwijzen": REFUSED, "aannemen": ACCEPTED, "aannemen_onder_voorwaarden": CONDITIONAL, "aanhouden": HELD}


def _questions() -> list[Question]:
    asked = [
        question("slimmer"),
        question("adopter", "concreet", "in_beeld", "geen", order=("geen", "in_beeld", "concreet")),
        question("bereid", applies_if=Is("adopter", ("concreet", "in_beeld"))),
        question("tijd", order=("nee", "ja")),
        question("leden", between=(0, 9)),
        *(question(axis, *values) for axis, values in (("bestuur", AXES["as_bestuur"]), ("burger", AXES["as_burger"]))),
    ]
    grouped = [
        replace(question(name, *DETERMINANT, order=DETERMINANT), group=group, optional=name == "det_plan")
        for name, group in (("det_nut", "gebruikers"), ("det_plan", "organisatie"), ("det_steun", "organisatie"))
    ]
    return asked + grouped


def _conclusions() -> list[Conclusion]:
    open_ended = {
        "toelating": ("ja", "nee"),
        "adoptiebasis": ("geborgd", "te_borgen", "ontbreekt"),
        "initiatiefnemer": ("sterk", "onvoldoende"),
        "beschikbaarheid": ("ruim", "krap"),
        "kans": ("gunstig", "voorwaardelijk", "ongunstig"),
        **AXES,
        "urgentie": ("hoog",),
        "slaagkans": ("gunstig",),
        "adoptiekans": ("reeel",),
        "diffusiekans": ("klein",),
        "determinantenprofiel": ("gunstig", "aandacht"),
    }
    single = [conclusion(id, *values, "onbekend", default="onbekend") for id, values in open_ended.items()]
    goal = conclusion("besluit", *OUTCOMES, default="aanhouden")
    sets = {
        "afwijsgronden": ("geen_adopter", "buiten_slimmer_werken"),
        "voorwaarden": ("adopter_vastleggen", "profiel_bespreken"),
        "aanbevelingen": ("plan_maken",),
        "tegenstrijdigheden": ("leden_zonder_tijd",),
        "vervolgstappen": ("leden_werven",),
    }
    return [*single, goal, *(members(id, *values) for id, values in sets.items())]


def _rules() -> list[Rule]:
    axes = [
        rule(f"{question}_{value}", given(**{question: value}), (axis, value))
        for question, axis in (("bestuur", "as_bestuur"), ("burger", "as_burger"))
        for value in AXES[axis]
    ]
    told = (Slot("antwoord", "adopter"), " Dat is nog geen toezegging.")
    failing = AnyOf((Is("adoptiebasis", ("ontbreekt",)), Is("initiatiefnemer", ("onvoldoende",))))
    refusing = AnyOf((Is("kans", ("ongunstig",)), Is("toelating", ("nee",))))
    ready = {"kans": "gunstig", "toelating": "ja", "determinantenprofiel": "gunstig"}
    return [
        rule("T1", given(slimmer="ja"), ("toelating", "ja")),
        _rule(
            "T2",
            "Dit is iets anders.",
            {"slimmer": "nee"},
            ("toelating", "nee"),
            ("afwijsgronden", "buiten_slimmer_werken"),
        ),
        _rule("A1", "Niemand neemt het over.", {"adopter": "geen"}, GONE, ("afwijsgronden", "geen_adopter")),
        rule("A2", given(adopter="concreet"), ("adoptiebasis", "geborgd")),
        rule("A3", given(adopter="in_beeld"), SOON, ("voorwaarden", "adopter_vastleggen"), reason=told),
        _rule("I1", "De tijd is er.", {"tijd": "ja"}, ("beschikbaarheid", "ruim")),
        _rule("I2", "De tijd is er niet.", {"tijd": "nee"}, ("beschikbaarheid", "krap")),
        rule("I3", given(beschikbaarheid="ruim"), ("initiatiefnemer", "sterk"), reason=("U kunt dit aan.",)),
        rule("I4", given(beschikbaarheid="krap"), ("initiatiefnemer", "onvoldoende"), reason=("Dit is te veel.",)),
        rule("K1", failing, ("kans", "ongunstig"), reason=("Een van beide ontbreekt.",)),
        _rule("K2", "Beide zijn er.", {GONE[0]: "geborgd", "initiatiefnemer": "sterk"}, ("kans", "gunstig")),
        _rule("K3", "Eén is er nog niet.", {SOON[0]: SOON[1], "initiatiefnemer": "sterk"}, ("kans", "voorwaardelijk")),
        rule("D1", given(det_nut="bevorderend"), ("determinantenprofiel", "gunstig")),
        rule(
            "D2",
            given(det_nut="belemmerend"),
            ("determinantenprofiel", "aandacht"),
            ("voorwaarden", "profiel_bespreken"),
        ),
        rule("B1", refusing, ("besluit", "afwijzen"), reason=("Dat blijkt hieronder.",)),
        rule("B2", given(**ready), ("besluit", "aannemen"), NEXT),
        rule("B3", given(kans="voorwaardelijk", toelating="ja"), ("besluit", "aannemen_onder_voorwaarden"), NEXT),
        rule("V1", given(det_plan="belemmerend"), ("aanbevelingen", "plan_maken")),
        rule("X1", given(tijd="nee", adopter="concreet"), ("tegenstrijdigheden", "leden_zonder_tijd")),
        rule("U1", Not(Unknown(("bestuur",))), ("urgentie", "hoog"), ("slaagkans", "gunstig")),
        *axes,
    ]


MEANING = {
    "afwijzen": Outcome(shows=("afwijsgronden", "aanbevelingen")),
    "aanhouden": Outcome(shows=("voorwaarden", "aanbevelingen")),
    "aannemen_onder_voorwaarden": Outcome(True, ("voorwaarden", "aanbevelingen", "vervolgstappen")),
    "aannemen": Outcome(True, ("aanbevelingen", "vervolgstappen")),
}
"""What each outcome is to its reader, as the shipped intake has it."""

GONE, SOON, NEXT = ("adoptiebasis", "ontbreekt"), ("adoptiebasis", "te_borgen"), ("vervolgstappen", "leden_werven")


def _rule(id: str, reason: str, when: dict[str, str], *concludes: tuple[str, str]) -> Rule:
    return rule(id, given(**when), *concludes, reason=(reason,))


SENTENCES = {
    "onbekend": "Dat weten wij nog niet.",
    "aannemen": "Ons advies is om een Doetank te starten.",
    "aannemen_onder_voorwaarden": "Ons advies is om een Doetank te starten, onder voorwaarden.",
    "aanhouden": "Ons advies is om nog te wachten met een Doetank.",
    "afwijzen": "Ons advies is om geen Doetank te starten.",
}


@cache
def talk() -> Conversation:
    made = conversation(_questions(), _conclusions(), _rules(), goal="besluit")
    names = tuple(made.questions)
    first = ("slimmer", "adopter", "bereid", "tijd", "leden")
    sections = (
        Section("1-begin", "Het begin", first),
        Section("2-rest", "De rest", tuple(name for name in names if name not in first)),
    )
    groups = {"gebruikers": "De gebruikers", "organisatie": "De organisatie"}
    worded = {
        name: replace(each, values=tuple(_worded(value) for value in each.values))
        for name, each in made.conclusions.items()
    }
    return replace(
        made,
        id="intake",
        sections=sections,
        groups=groups,
        signals="tegenstrijdigheden",
        conclusions=worded,
        outcomes=MEANING,
        profile="determinantenprofiel",
        figure=FIGURE,
    )


def _worded(value: Any) -> Any:
    return replace(value, in_letter=SENTENCES.get(value.id))


@cache
def book() -> Rulebook:
    return rulebook(talk())


@cache
def shipped() -> Templates:
    """The templates as they ship."""
    return read_templates(Path(__file__).parents[2] / "templates")


@cache
def _reasoner() -> Reasoner:
    return Reasoner(talk())


@cache
def _analysis() -> Analysis:
    return Analysis(talk())


def case(answers: dict[str, Any], **fields: Any) -> Case:
    empty: dict[str, Any] = {
        "addressee": None, "reference": None,
        "title": None, "issue": None, "date": None, "coach": "Jo", "notes": {}, "own_view": None, "decision": None,
        "expected": {}, "origins": {}, "source": None, "progress": None,
    }  # fmt: skip
    return Case(conversation="intake", answers=answers, **{**empty, **fields})


def letter(answers: dict[str, Any], sender: Sender = SENDER, **fields: Any) -> Letter:
    """The letter model for these answers; other fields of the case by name."""
    derivation = _reasoner().derive(answers)
    return Letter(case(answers, **fields), derivation, book(), sender, DATE, fewest_changes(derivation, _analysis()))
