"""Explanation: the proof of a conclusion, down to the answers."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from slimmer_rules.reasoning.explanation import Argument, Lack, Premise, Proof, proof_text, prove
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.conditions import All, AnyOf, Is, Not, names
from slimmer_rules.rulebook.model import Conversation
from tests.building import conclusion, conversation, members, question, rule, rulebook
from tests.rulebooks import Answers, cases

WIL_JA, WIL_NEE = Is("wil", ("ja",)), Is("wil", ("nee",))
KAN_JA = Is("kan", ("ja",))
MAG_JA = Is("mag", ("ja",))

TALK = conversation(
    [question("wil"), question("kan")],
    [
        conclusion("mag", "ja", "nee", default="nee"),
        conclusion("besluit", "ja", "nee", default="nee"),
        members("lijst", "x"),
    ],
    [
        rule("M1", All((WIL_JA, KAN_JA)), ("mag", "ja")),
        rule("B1", MAG_JA, ("besluit", "ja")),
        rule("B2", All((WIL_JA, MAG_JA)), ("besluit", "ja")),
        rule("L1", Not(MAG_JA), ("lijst", "x")),
    ],
    goal="besluit",
)


def proof_of(answers: Answers, name: str, talk: Conversation = TALK) -> tuple[Proof, ...]:
    return prove(Reasoner(talk).derive(answers), name)


def test_a_proof_goes_by_rules_down_to_the_answers() -> None:
    (proof,) = proof_of({"wil": "ja", "kan": "ja"}, "mag")
    assert (proof.conclusion, proof.value, proof.repeated) == ("mag", "ja", False)
    (argument,) = proof.arguments
    assert argument.rule == "M1"
    assert [(p.ground.literal, p.ground.holds, p.proofs) for p in argument.premises] == [
        (WIL_JA, True, ()),
        (KAN_JA, True, ()),
    ]


def test_every_rule_that_gave_the_value_is_an_argument_and_what_they_share_is_proved_once() -> None:
    (proof,) = proof_of({"wil": "ja", "kan": "ja"}, "besluit")
    assert [argument.rule for argument in proof.arguments] == ["B1", "B2"]
    first = proof.arguments[0].premises[0].proofs
    again = proof.arguments[1].premises[1].proofs
    assert [p.repeated for p in first] == [False]
    assert again == (Proof("mag", "ja", (), repeated=True),)


def test_a_value_by_anders_tells_what_each_rule_lacked() -> None:
    (proof,) = proof_of({"wil": "nee"}, "mag")
    (argument,) = proof.arguments
    assert argument.rule is None
    (lack,) = argument.lacks
    assert (lack.rule, lack.value) == ("M1", "ja")
    assert [(p.ground.literal, p.ground.holds) for p in lack.premises] == [(WIL_JA, False), (KAN_JA, False)]


def test_a_set_has_a_proof_for_each_member_and_none_when_it_is_empty() -> None:
    assert [proof.value for proof in proof_of({}, "lijst")] == ["x"]
    assert proof_of({"wil": "ja", "kan": "ja"}, "lijst") == ()


def test_an_unknown_conclusion_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        proof_of({}, "onzin")


def test_the_text_is_an_indented_tree_with_rules_and_sources() -> None:
    told = proof_text(Reasoner(TALK).derive({"wil": "ja", "kan": "ja"}), "besluit", rulebook(TALK))
    assert told.splitlines() == [
        "Titel van besluit: label ja",
        "  Regel B1 (Regel B1): Omdat het zo is.",
        "    Bron: bron (letterlijk)",
        "    Dat steunt op:",
        "    - Bij “Titel van mag” is de conclusie “label ja”.",
        "        Regel M1 (Regel M1): Omdat het zo is.",
        "          Bron: bron (letterlijk)",
        "          Dat steunt op:",
        "          - Het antwoord over de wil is “keuze ja”.",
        "          - Het antwoord over de kan is “keuze ja”.",
        "  Regel B2 (Regel B2): Omdat het zo is.",
        "    Bron: bron (letterlijk)",
        "    Dat steunt op:",
        "    - Het antwoord over de wil is “keuze ja”.",
        "    - Bij “Titel van mag” is de conclusie “label ja”. (Dit is hierboven uitgelegd.)",
        "",
        "Bron bron: “bron” (deze bron staat niet in de lijst van bronnen)",
    ]


def test_the_text_of_anders_names_the_rules_and_words_unknown_and_denied_apart() -> None:
    told = proof_text(Reasoner(TALK).derive({"wil": "nee"}), "mag", rulebook(TALK))
    assert told.splitlines() == [
        "Titel van mag: label nee",
        "  Geen regel gaf een andere conclusie:",
        "  - Regel M1 (Regel M1) zou “label ja” geven, maar:",
        "    - Het antwoord over de wil is “keuze nee”, niet “keuze ja”.",
        "    - Over de kan is nog niets bekend.",
    ]


def test_what_two_branches_of_a_rule_ask_is_told_once() -> None:
    branches = AnyOf((All((WIL_JA, KAN_JA)), All((WIL_NEE, KAN_JA))))
    twice = conversation(
        [question("wil"), question("kan")],
        [conclusion("mag", "ja", "nee", default="nee")],
        [rule("M1", branches, ("mag", "ja")), rule("M2", KAN_JA, ("mag", "ja"))],
    )
    told = proof_text(Reasoner(twice).derive({}), "mag", rulebook(twice))
    assert told.splitlines()[2:] == [
        "  - Regel M1 (Regel M1) zou “label ja” geven, maar:",
        "    - Over de wil is nog niets bekend.",
        "    - Over de kan is nog niets bekend.",
        "  - Regel M2 (Regel M2) zou “label ja” geven, maar:",
        "    - Over de kan is nog niets bekend.",
    ]
    told = proof_text(Reasoner(twice).derive({"wil": "nee"}), "mag", rulebook(twice))
    assert told.count("niet “keuze ja”") == 1
    assert told.count("Over de kan is nog niets bekend.") == 2


def test_an_empty_set_and_a_conclusion_without_value_are_said_to_be_so() -> None:
    bare = conversation(
        [question("wil")], [conclusion("mag", "ja"), members("lijst", "x")], [rule("M1", WIL_JA, ("mag", "ja"))]
    )
    derivation = Reasoner(bare).derive({})
    assert "geen regel geeft hier een conclusie" in proof_text(derivation, "mag", rulebook(bare))
    assert "er staat niets op deze lijst" in proof_text(derivation, "lijst", rulebook(bare))


@given(cases())
@settings(max_examples=100, deadline=None)
def test_every_argument_is_a_step_and_every_conclusion_in_a_proof_is_explained_once(
    case: tuple[Conversation, Answers],
) -> None:
    talk, answers = case
    derivation = Reasoner(talk).derive(answers)
    steps = {(step.rule, step.conclusion, step.value) for step in derivation.steps}
    for name in talk.conclusions:
        walked = list(walk(prove(derivation, name)))
        explained = [(p.conclusion, p.value) for p in walked if not p.repeated]
        assert len(explained) == len(set(explained))
        assert {(p.conclusion, p.value) for p in walked if p.repeated} <= set(explained)
        assert {(a.rule, p.conclusion, p.value) for p in walked for a in p.arguments} <= steps
        assert proof_text(derivation, name, rulebook(talk))


def walk(proofs: tuple[Proof, ...]) -> Iterator[Proof]:
    for proof in proofs:
        yield proof
        for argument in proof.arguments:
            for premise in premises(argument):
                assert all(below.conclusion in names(premise.ground.literal) for below in premise.proofs)
                yield from walk(premise.proofs)


def premises(argument: Argument) -> Iterator[Premise]:
    yield from argument.premises
    for lack in argument.lacks:
        assert isinstance(lack, Lack)
        yield from lack.premises
