"""The analysis on rulebooks small enough to see through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from slimmer_rules.reasoning.analysis import Analysis, AnalysisError
from slimmer_rules.reasoning.changes import Change, changes_to
from slimmer_rules.reasoning.outcomes import live_questions, open_outcomes
from slimmer_rules.reasoning.progress import ahead
from slimmer_rules.reasoning.rests_on import rests_on
from slimmer_rules.reasoning.what_if import what_if
from slimmer_rules.reasoning.why_ask import why_ask
from slimmer_rules.reasoning.why_not import Point, Points, why_not
from slimmer_rules.reasoning.wording_analysis import consequences, range_text
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Is, Not
from slimmer_rules.rulebook.model import Section
from slimmer_rules.rulebook.wording import Standing
from tests.building import conclusion, conversation, given, members, question, rule

TALK = replace(
    conversation(
        [
            question("wie", "burger", "ander", changeable=False),
            question("partner", applies_if=Is("wie", ("ander",))),
            question("adopter", "geen", "in_beeld", "concreet", order=("geen", "in_beeld", "concreet")),
            question("wil", "nee", "twijfelt", "ja", applies_if=Is("adopter", ("in_beeld", "concreet"))),
            question("leden", between=(0, 50)),
            question("kleur", "rood", "blauw"),
        ],
        [
            conclusion("kans", "goed", "slecht", "onbekend", default="onbekend"),
            conclusion("besluit", "ja", "nee", "wacht", default="wacht"),
            members("tips", "leden_werven", "kleur_kiezen"),
        ],
        [
            rule("K1", given(adopter="concreet", wil="ja"), ("kans", "goed")),
            rule("K2", AnyOf((given(adopter="geen"), given(wil="nee"))), ("kans", "slecht")),
            rule(
                "B1", All((given(kans="goed"), Between("leden", 3, 10), Not(given(partner="nee")))), ("besluit", "ja")
            ),
            rule("B2", given(kans="slecht"), ("besluit", "nee")),
            rule("T1", Between("leden", None, 2), ("tips", "leden_werven")),
            rule("T2", AnyOf((given(kleur="rood"), Not(given(kleur="rood")))), ("tips", "kleur_kiezen")),
        ],
        goal="besluit",
    ),
    sections=(
        Section("1", "Wie", ("wie", "partner")),
        Section("2", "Kans", ("adopter", "wil")),
        Section("3", "Rest", ("leden", "kleur")),
    ),
)

GOOD: dict[str, str | int] = {"wie": "burger", "adopter": "concreet", "wil": "ja", "leden": 5}


@pytest.fixture
def analysis() -> Analysis:
    return Analysis(TALK)


def test_outcomes_fall_away_as_answers_come_in(analysis: Analysis) -> None:
    assert open_outcomes(analysis, {}, "besluit").possible == ("ja", "nee", "wacht")
    assert open_outcomes(analysis, {"leden": 20}, "besluit").possible == ("nee", "wacht")
    settled = open_outcomes(analysis, {"adopter": "geen"}, "besluit")
    assert settled.possible == settled.certain == ("nee",)
    assert settled.settled


def test_a_or_not_a_is_settled_however_a_is_answered(analysis: Analysis) -> None:
    tips = open_outcomes(analysis, {}, "tips")
    assert tips.certain == ("kleur_kiezen",)
    assert tips.possible == ("leden_werven", "kleur_kiezen")
    assert not tips.settled


def test_what_is_answered_onbekend_is_still_open(analysis: Analysis) -> None:
    assert open_outcomes(analysis, {"adopter": "onbekend"}, "besluit").possible == ("ja", "nee", "wacht")


def test_a_parked_answer_plays_no_part(analysis: Analysis) -> None:
    assert open_outcomes(analysis, {**GOOD, "partner": "nee"}, "besluit").possible == ("ja",)
    assert open_outcomes(analysis, {**GOOD, "wie": "ander", "partner": "nee"}, "besluit").possible == ("wacht",)


def test_live_questions_can_still_change_the_goal(analysis: Analysis) -> None:
    assert live_questions(analysis, {}, "besluit").live == ("wie", "partner", "adopter", "wil", "leden")
    assert live_questions(analysis, {"wie": "burger", "leden": 20}, "besluit").live == ("adopter", "wil")
    assert live_questions(analysis, {"adopter": "geen"}, "besluit").live == ()


def test_a_question_that_opens_a_live_one_is_worth_asking_too() -> None:
    talk = conversation(
        [question("deur", "open", "dicht"), question("binnen", applies_if=Is("deur", ("open", "dicht")))],
        [conclusion("besluit", "ja", "nee", default="nee")],
        [rule("B", given(binnen="ja"), ("besluit", "ja"))],
        goal="besluit",
    )
    found = live_questions(Analysis(talk), {}, "besluit")
    assert (found.live, found.doors) == (("binnen",), ("deur",))


def test_changes_name_the_fewest_answers_least_effort_first(analysis: Analysis) -> None:
    found = changes_to(analysis, {**GOOD, "adopter": "in_beeld", "leden": 20}, "besluit", "ja")
    assert [each.changes for each in found.sets] == [
        (Change("adopter", "in_beeld", "concreet"), Change("leden", 20, 10, (3, 10)))
    ]
    to_no = changes_to(analysis, {"adopter": "concreet", "wil": "twijfelt"}, "besluit", "nee")
    assert [(each.changes[0].question, each.changes[0].new, each.effort) for each in to_no.sets] == [
        ("wil", "nee", 1),
        ("adopter", "geen", 2),
    ]


def test_answering_an_open_question_is_a_change(analysis: Analysis) -> None:
    found = changes_to(analysis, {"wie": "burger", "adopter": "concreet", "wil": "ja"}, "besluit", "ja")
    assert [each.changes for each in found.sets] == [(Change("leden", None, 3, (3, 10)),)]


def test_what_is_so_already_needs_no_change(analysis: Analysis) -> None:
    assert changes_to(analysis, GOOD, "besluit", "ja").already


def test_what_no_person_can_change_is_told_as_what_stands_in_the_way() -> None:
    fixed = {**TALK.questions, "leden": replace(TALK.questions["leden"], changeable=False)}
    found = changes_to(Analysis(replace(TALK, questions=fixed)), {**GOOD, "leden": 20}, "besluit", "ja")
    assert found.sets == ()
    assert found.blockers == (("leden",),)


def test_what_no_answers_give_is_told_to_be_impossible() -> None:
    talk = replace(TALK, rules={name: each for name, each in TALK.rules.items() if name != "B1"})
    found = changes_to(Analysis(talk), GOOD, "besluit", "ja")
    assert not found.possible
    assert found.blockers == ()


def test_what_a_conclusion_rests_on(analysis: Analysis) -> None:
    found = rests_on(analysis, {**GOOD, "kleur": "rood"}, "besluit", "ja")
    assert found.giving == (("adopter", "wil", "leden"),)
    assert found.idle == ("wie", "kleur"), "without who asks it would be so too, though not for certain"


def test_what_holds_by_default_rests_on_nothing(analysis: Analysis) -> None:
    found = rests_on(analysis, {"adopter": "concreet", "wil": "ja"}, "besluit", "wacht")
    assert found.giving == ((),), "it is so without any answer"


def test_why_not_puts_the_nearest_rule_first_and_words_four_things_apart(analysis: Analysis) -> None:
    answers: dict[str, str | int] = {"wie": "ander", "partner": "nee", "leden": 20}
    first, *below = why_not(analysis.reasoner.derive(answers), "besluit", "ja")
    assert [(near.rule, near.distance) for near in first.rules] == [("B1", 3)]
    tree = first.rules[0].condition
    assert isinstance(tree, Points)
    kans, leden, partner = tree.parts
    assert isinstance(kans, Points)
    (kans_leaf,) = kans.parts
    assert isinstance(kans_leaf, Point)
    assert kans_leaf.standing is Standing.NOT_FOLLOWING
    assert isinstance(leden, Point)
    assert leden.standing is Standing.NOT_SO
    assert isinstance(partner, Points)
    assert [(p.standing, p.wanted, p.met) for p in partner.parts if isinstance(p, Point)] == [
        (Standing.SO, False, False)
    ]
    assert [(each.conclusion, each.value) for each in below] == [("kans", "goed")]
    assert [near.rule for near in below[0].rules] == ["K1"]


def test_why_not_counts_only_what_is_needed_of_a_choice() -> None:
    three = AtLeast(2, (given(a="ja"), given(b="ja"), given(c="ja")))
    talk = conversation(
        [question("a"), question("b"), question("c")],
        [conclusion("besluit", "ja", "nee", default="nee")],
        [rule("B", three, ("besluit", "ja"))],
        goal="besluit",
    )
    (found,) = why_not(Analysis(talk).reasoner.derive({"a": "ja"}), "besluit", "ja")
    assert found.rules[0].distance == 1


def test_why_ask_follows_the_chain_to_the_goal(analysis: Analysis) -> None:
    found = why_ask(analysis, {}, "adopter")
    assert [[link.rule for link in step] for step in found.chain] == [["K1", "K2"], ["B1", "B2"]]
    assert found.opens == ("wil",)
    assert {effect.answer: effect.outcomes.possible for effect in found.effects} == {
        "geen": ("nee",),
        "in_beeld": ("nee", "wacht"),
        "concreet": ("ja", "nee", "wacht"),
        "onbekend": ("ja", "nee", "wacht"),
    }
    assert found.depth(1) == found.chain[:1]


def test_whole_numbers_are_told_in_bands(analysis: Analysis) -> None:
    bands = [effect.band for effect in why_ask(analysis, GOOD, "leden").effects]
    assert bands == [(0, 2), (3, 10), (11, 50), None]


def test_what_if_tells_conclusions_rules_and_questions(analysis: Analysis) -> None:
    found = what_if(analysis.reasoner.derive, GOOD, {"adopter": "geen"})
    assert [(each.conclusion, each.old, each.new) for each in found.conclusions] == [
        ("kans", "goed", "slecht"),
        ("besluit", "ja", "nee"),
    ]
    assert (found.conclusions[1].lost, found.conclusions[1].gained) == (("B1",), ("B2",))
    assert found.parked == ("wil",)
    assert consequences(found) == "Titel van besluit: label ja → label nee; 1 antwoord telt niet meer mee"
    assert consequences(found, reveal=False) == "de uitkomst verandert; 1 antwoord telt niet meer mee"


def test_ahead_gives_a_range_and_the_question_that_settles_soonest(analysis: Analysis) -> None:
    start = ahead(analysis, {}, short=True)
    assert (start.least, start.most) == (1, 5)
    assert start.next == "adopter", "one of its answers settles it at once"
    assert ahead(analysis, {"adopter": "concreet"}, short=True, section="2").next == "wil"
    done = ahead(analysis, {"adopter": "geen"}, short=True)
    assert (done.settled, done.least, done.most, done.next) == (True, 0, 0, None)


def test_a_section_that_was_begun_is_finished_first(analysis: Analysis) -> None:
    assert ahead(analysis, {"wie": "ander"}, short=True, section="1").next == "partner"


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [(3, 9, "nog 3 tot 9 vragen"), (1, 1, "nog 1 vraag"), (4, 4, "nog 4 vragen"), (0, 2, "nog hoogstens 2 vragen")],
)
def test_a_range_in_words(least: int, most: int, told: str) -> None:
    assert range_text(least, most) == told


@pytest.mark.parametrize("ask", [open_outcomes, live_questions])
def test_without_time_nothing_is_claimed(analysis: Analysis, ask) -> None:  # type: ignore[no-untyped-def]  # two functions
    found = ask(analysis, {}, "besluit", seconds=0)
    if ask is open_outcomes:
        assert found.undecided == ("ja", "nee", "wacht")
        assert not found.settled
    else:
        assert not found.complete


def test_without_time_no_change_and_no_ground_is_claimed(analysis: Analysis) -> None:
    changes = changes_to(analysis, {}, "besluit", "ja", seconds=0)
    assert (changes.complete, changes.sets) == (False, ())
    assert rests_on(analysis, GOOD, "besluit", "ja", seconds=0).unknown == {"giving", "idle"}


def test_without_time_the_interview_leaves_nothing_out(analysis: Analysis) -> None:
    found = ahead(analysis, {}, short=True, seconds=0)
    assert (found.complete, found.most, found.next) == (False, 6, "wie")
    assert not found.settled


def test_the_bound_is_gone_after_the_question(analysis: Analysis) -> None:
    open_outcomes(analysis, {}, "besluit", seconds=0)
    assert open_outcomes(analysis, {}, "besluit").undecided == ()


def test_a_claim_that_the_rules_deny_is_never_shown(analysis: Analysis) -> None:
    with pytest.raises(AnalysisError, match="fout in het programma"):
        analysis.check(GOOD, "besluit", "nee")
