"""Wording: rules, conditions and grounds as Dutch sentences."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Facts, Is, Literal, Not, Unknown
from slimmer_rules.rulebook.model import (
    Answer,
    Citation,
    Conclusion,
    Conversation,
    Origin,
    Question,
    Rulebook,
    Slot,
    Source,
    Value,
)
from slimmer_rules.rulebook.wording import (
    Standing,
    citation_text,
    condition_text,
    fact_text,
    literal_text,
    reason_text,
    rule_text,
    standing,
)
from tests.building import HERE, conclusion, conversation, members, question, rule, rulebook
from tests.rulebooks import random_conversation


def asked(id: str, short: str, **choices: str) -> Question:
    plain = question(id, *choices)
    return replace(plain, short=short, answers=tuple(Answer(a, text, None, None, HERE) for a, text in choices.items()))


def labelled(made: Conclusion, title: str, **labels: str) -> Conclusion:
    return replace(made, title=title, values=tuple(Value(v, text, None, HERE) for v, text in labels.items()))


ADOPTER = asked("adopter", "de adopter", concreet="Ja, bekend wie", in_beeld="Er zijn kandidaten", geen="Nee")
TIJD = asked("tijd", "de tijd", ja="Ja", te_regelen="Te regelen", nee="Nee")
MOTIVATIE = replace(asked("motivatie", "de motivatie", ja="Sterk", nee="Zwak"), assessor="coach")
LEDEN = replace(question("leden", between=(0, 50)), short="het aantal leden")
KANS = labelled(
    conclusion("kans", default="onbekend"), "Maakt het kans?", gunstig="ja", ongunstig="nee", onbekend="nog onbekend"
)
LIJST = labelled(members("lijst"), "Wat moet nog?", tijd="Regel tijd.", partner="Zoek een partner.")


def talk(*rules_: object) -> Conversation:
    return conversation([ADOPTER, TIJD, MOTIVATIE, LEDEN], [KANS, LIJST], rules_)  # type: ignore[arg-type]  # rules


OEIJ = Source("oeij2013", "Slimmer werken", "Oeij", "2013", "tijdschrift", {"kern": "De kern"}, True, None, HERE)
BOOK = Rulebook(
    "Proef",
    "0",
    {},
    {"oeij2013": OEIJ},
    "0" * 64,
)

NEE = Is("adopter", ("geen",))
TIJD_JA = Is("tijd", ("ja", "te_regelen"))


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (NEE, "het antwoord over de adopter is “Nee”"),
        (
            Is("adopter", ("concreet", "in_beeld", "geen")),
            "het antwoord over de adopter is bekend",
        ),
        (Not(NEE), "het antwoord over de adopter is niet “Nee” (of niet bekend)"),
        (Not(Not(NEE)), "het antwoord over de adopter is “Nee”"),
        (Is("motivatie", ("nee",)), "het oordeel van de coach over de motivatie is “Zwak”"),
        (TIJD_JA, "het antwoord over de tijd is “Ja” of “Te regelen”"),
        (Between("leden", 3, 10), "het aantal leden is 3 tot en met 10"),
        (Between("leden", 3, None), "het aantal leden is minstens 3"),
        (Between("leden", None, 10), "het aantal leden is hoogstens 10"),
        (Between("leden", 4, 4), "het aantal leden is 4"),
        (Not(Between("leden", 3, 10)), "het aantal leden is niet 3 tot en met 10 (of niet bekend)"),
        (Is("kans", ("gunstig",)), "bij “Maakt het kans?” is de conclusie “ja”"),
        (
            Not(Is("kans", ("gunstig", "onbekend"))),
            "bij “Maakt het kans?” is de conclusie niet “ja” en ook niet “nog onbekend”",
        ),
        (Not(Is("kans", ("gunstig",))), "bij “Maakt het kans?” is de conclusie niet “ja”"),
        (Is("lijst", ("tijd",)), "“Regel tijd.” staat op de lijst “Wat moet nog?”"),
        (Not(Is("lijst", ("tijd",))), "“Regel tijd.” staat niet op de lijst “Wat moet nog?”"),
        (Unknown(("adopter",)), "over de adopter is niets bekend"),
        (Unknown(("adopter", "motivatie")), "over de adopter en de motivatie is niets bekend"),
        (Not(Unknown(("adopter",))), "over de adopter is iets bekend"),
        (
            Not(Unknown(("adopter", "leden"))),
            "over minstens één hiervan: de adopter en het aantal leden, is iets bekend",
        ),
        (
            All((NEE, TIJD_JA)),
            "het antwoord over de adopter is “Nee” en het antwoord over de tijd is “Ja” of “Te regelen”",
        ),
    ],
)
def test_a_condition_is_told_as_a_main_clause(condition: Condition, told: str) -> None:
    assert " ".join(condition_text(condition, talk()).split()) == told


@pytest.mark.parametrize(
    ("condition", "heading"),
    [
        (AnyOf((NEE, TIJD_JA, NEE)), "minstens één van deze punten geldt:"),
        (Not(AnyOf((NEE, TIJD_JA))), "geen van deze punten geldt:"),
        (Not(All((NEE, TIJD_JA))), "niet al deze punten gelden:"),
        (AtLeast(2, (NEE, TIJD_JA, NEE, NEE)), "minstens 2 van deze 4 punten gelden:"),
        (AtLeast(1, (NEE, TIJD_JA)), "minstens één van deze punten geldt:"),
        (Not(AtLeast(2, (NEE, TIJD_JA, NEE, NEE))), "hoogstens één van deze 4 punten geldt:"),
        (Not(AtLeast(3, (NEE, TIJD_JA, NEE, NEE))), "hoogstens 2 van deze 4 punten gelden:"),
    ],
)
def test_a_branch_is_told_as_a_heading_with_a_list(condition: Condition, heading: str) -> None:
    lines = condition_text(condition, talk()).splitlines()
    assert lines[0] == heading
    assert lines[1] == "- het antwoord over de adopter is “Nee”"


def test_lists_in_lists_are_indented() -> None:
    nested = AnyOf((All((NEE, AnyOf((TIJD_JA, NEE)))), NEE))
    assert condition_text(nested, talk()).splitlines() == [
        "minstens één van deze punten geldt:",
        "- al deze punten gelden:",
        "  - het antwoord over de adopter is “Nee”",
        "  - minstens één van deze punten geldt:",
        "    - het antwoord over de tijd is “Ja” of “Te regelen”",
        "    - het antwoord over de adopter is “Nee”",
        "- het antwoord over de adopter is “Nee”",
    ]


def test_a_short_rule_is_one_sentence_with_why_source_and_origin() -> None:
    made = replace(
        rule("K1", NEE, ("kans", "ongunstig"), reason=(Slot("antwoord", "adopter"), " Dat is nodig.")),
        title="Geen adopter",
        citations=(Citation("oeij2013", "kern", "2"), Citation("weg")),
        origin=Origin.INTERPRETATION,
        origin_note="Het artikel zwijgt.",
    )
    assert rule_text(made, talk(made), BOOK).splitlines() == [
        "Regel K1: Geen adopter",
        "",
        "Als het antwoord over de adopter “Nee” is, dan is bij “Maakt het kans?” de conclusie “nee”.",
        "",
        "Want: [het antwoord over de adopter] Dat is nodig.",
        "Bron: Oeij (2013), “Slimmer werken”, onderdeel “De kern”, alinea 2",
        "Bron: “weg” (deze bron staat niet in de lijst van bronnen)",
        "Herkomst: interpretatie: dit is onze keuze, want de bron zegt het niet of niet duidelijk.",
        "Uitleg: Het artikel zwijgt.",
    ]


def test_a_long_rule_is_a_list_and_several_conclusions_are_too() -> None:
    made = rule("K2", All((NEE, TIJD_JA, Not(Is("kans", ("gunstig",))))), ("lijst", "tijd"), ("lijst", "partner"))
    assert rule_text(made, talk(made), BOOK).splitlines()[2:9] == [
        "Als al deze punten gelden:",
        "- het antwoord over de adopter is “Nee”",
        "- het antwoord over de tijd is “Ja” of “Te regelen”",
        "- bij “Maakt het kans?” is de conclusie niet “ja”",
        "dan komen op de lijst “Wat moet nog?”:",
        "- “Regel tijd.”",
        "- “Zoek een partner.”",
    ]


def test_two_leaves_stay_in_the_sentence() -> None:
    both = rule("K3", All((NEE, Unknown(("tijd",)))), ("kans", "ongunstig"))
    either = rule("K4", AnyOf((NEE, Between("leden", 3, 10))), ("kans", "ongunstig"), ("lijst", "tijd"))
    assert (
        rule_text(both, talk(both), BOOK)
        .splitlines()[2]
        .startswith("Als het antwoord over de adopter “Nee” is en over de tijd niets bekend is,")
    )
    assert rule_text(either, talk(either), BOOK).splitlines()[2:5] == [
        "Als het antwoord over de adopter “Nee” is of het aantal leden 3 tot en met 10 is, dan:",
        "- is bij “Maakt het kans?” de conclusie “nee”.",
        "- komt op de lijst “Wat moet nog?”: “Regel tijd.”",
    ]


FACTS: Facts = {"adopter": "geen", "leden": 5, "kans": "onbekend", "lijst": frozenset({"tijd"})}


@pytest.mark.parametrize(
    ("literal", "kind", "told"),
    [
        (NEE, Standing.SO, "Het antwoord over de adopter is “Nee”."),
        (
            Is("adopter", ("concreet", "in_beeld")),
            Standing.NOT_SO,
            "Het antwoord over de adopter is “Nee”, niet “Ja, bekend wie” of “Er zijn kandidaten”.",
        ),
        (TIJD_JA, Standing.NOT_KNOWN, "Over de tijd is nog niets bekend."),
        (Between("leden", 3, 10), Standing.SO, "Het aantal leden is 5, en dat ligt van 3 tot en met 10."),
        (Between("leden", 3, None), Standing.SO, "Het aantal leden is 5, en dat is minstens 3."),
        (Between("leden", 5, 5), Standing.SO, "Het aantal leden is 5."),
        (Between("leden", 6, None), Standing.NOT_SO, "Het aantal leden is 5, niet minstens 6."),
        (
            Is("kans", ("gunstig",)),
            Standing.NOT_FOLLOWING,
            "Uit de antwoorden volgt niet dat bij “Maakt het kans?” de conclusie “ja” is; "
            "de conclusie blijft “nog onbekend”.",
        ),
        (Is("kans", ("onbekend",)), Standing.SO, "Bij “Maakt het kans?” is de conclusie “nog onbekend”."),
        (Is("lijst", ("tijd", "partner")), Standing.SO, "“Regel tijd.” staat op de lijst “Wat moet nog?”."),
        (
            Is("lijst", ("partner",)),
            Standing.NOT_FOLLOWING,
            "Uit de antwoorden volgt niet dat “Zoek een partner.” op de lijst “Wat moet nog?” staat.",
        ),
        (Unknown(("tijd", "motivatie")), Standing.SO, "Over de tijd en de motivatie is nog niets bekend."),
        (Unknown(("tijd", "adopter")), Standing.NOT_SO, "Het antwoord over de adopter is “Nee”."),
    ],
)
def test_a_ground_is_told_in_one_of_four_ways(literal: Literal, kind: Standing, told: str) -> None:
    assert standing(literal, talk(), FACTS) is kind
    assert literal_text(literal, talk(), kind is Standing.SO, FACTS) == told


def test_a_conclusion_that_a_rule_denies_is_known_not_to_be_so() -> None:
    literal = Is("kans", ("gunstig",))
    assert standing(literal, talk(), {"kans": "ongunstig"}) is Standing.NOT_SO
    assert literal_text(literal, talk(), False, {"kans": "ongunstig"}) == (
        "Bij “Maakt het kans?” is de conclusie “nee”, niet “ja”."
    )


def test_a_question_that_does_not_apply_is_not_called_unknown() -> None:
    told = literal_text(TIJD_JA, talk(), False, {}, not_applicable={"tijd"})
    assert told == "De vraag over de tijd is hier niet van toepassing."


def test_a_reason_fills_its_gaps_or_says_what_is_not_known() -> None:
    gaps = (Slot("antwoord", "adopter"), " Er zijn ", Slot("getal", "leden"), " leden; kans: ", Slot("waarde", "kans"))
    made = rule("K1", NEE, ("kans", "ongunstig"), reason=gaps)
    letter = replace(ADOPTER, answers=tuple(replace(a, in_letter="Er is nog niemand.") for a in ADOPTER.answers))
    told = conversation([letter, LEDEN], [KANS], [made])
    assert reason_text(made, told, FACTS) == "Er is nog niemand. Er zijn 5 leden; kans: nog onbekend"
    assert reason_text(made, talk(), FACTS) == "Nee Er zijn 5 leden; kans: nog onbekend"
    assert reason_text(made, talk(), {"kans": "gunstig", "leden": 1}).startswith("Over de adopter is nog niets bekend.")


def test_a_reason_begins_with_a_capital_also_where_a_gap_comes_first() -> None:
    made = rule("R1", Is("adopter", ("ja",)), ("kans", "gunstig"), reason=(Slot("waarde", "kans"), "."))
    assert reason_text(made, talk(), {"kans": "gunstig"}) == "Ja."


def test_several_places_in_one_source_are_listed_below_it() -> None:
    places = (Citation("oeij2013", "kern", "2"), Citation("oeij2013", "kern", "rij-3"))
    told = rule_text(replace(rule("K1", NEE, ("kans", "ongunstig")), citations=places), talk(), BOOK).splitlines()
    assert told[5:8] == [
        "Bron: Oeij (2013), “Slimmer werken”:",
        "- onderdeel “De kern”, alinea 2",
        "- onderdeel “De kern”, rij 3",
    ]


def test_a_citation_names_a_table_row() -> None:
    assert citation_text(Citation("oeij2013", "onbekend", "rij-3"), BOOK) == (
        "Oeij (2013), “Slimmer werken”, onderdeel “onbekend”, rij 3"
    )


def test_values_are_told_by_their_labels() -> None:
    assert fact_text("adopter", "geen", talk()) == "Nee"
    assert fact_text("adopter", "onbekend", talk()) == "Weet ik nog niet"
    assert fact_text("leden", 3, talk()) == "3"
    assert fact_text("lijst", frozenset({"partner", "tijd"}), talk()) == "Regel tijd.; Zoek een partner."
    assert fact_text("lijst", frozenset(), talk()) == "niets"


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_every_rule_of_every_rulebook_can_be_told_and_names_all_it_reads(rng: Random) -> None:
    made = random_conversation(rng)
    for each in made.rules.values():
        told = rule_text(each, made, rulebook(made))
        assert all(line == line.rstrip() for line in told.splitlines())
        assert told.startswith(f"Regel {each.id}: ")
        assert "Als " in told
