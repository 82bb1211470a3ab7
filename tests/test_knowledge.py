"""The knowledge that ships says what the specification says, over whole tables and random intakes, and is complete."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import slimmer_rules
from slimmer_rules.audit.answer_space import AnswerSpace, Clock
from slimmer_rules.audit.properties import refute
from slimmer_rules.audit.texts import passages
from slimmer_rules.audit_input import read_promises
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.situation import situate
from slimmer_rules.rulebook.cases import Case, read_case
from slimmer_rules.rulebook.conditions import FactValue, holds, reads
from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.model import Conversation, Origin, Rulebook
from tests import domain_by_hand as domain
from tests.intakes import OUTCOMES, intakes, shipped_intake
from tests.slow_evaluator import Outcome, evaluate

Answers = dict[str, str]

GROUPS = {
    "1-toelating": ("aanvrager", "publieke_partner", "slimmer_werken"),
    "2-relevantie": ("publieke_waarde", "professionele_autonomie", "kwaliteit_dienstverlening", "inzet_middelen"),
    "3-kans: overnemer": ("adopter", "nut_adopter", "bereidheid_adopter", "adoptie_voortgang"),
    "3-kans: initiatiefnemer": ("motivatie", "bekwaamheid", "tijd", "ruimte"),
    "4-type": ("bestuurlijke_aandacht", "organisatievraagstuk", "overheid_betrokken", "beoogd_resultaat"),
    "4-type: burger": ("bestuurlijke_aandacht", "effect_burger", "overheid_betrokken", "bedrijfsmodel"),
    "5-adoptie": (
        "adoptie_voortgang",
        "adopter",
        "bereidheid_adopter",
        "overdraagbaarheid",
        "afstemming",
        "uitwerking",
    ),
    "6-determinanten": tuple(f"det_{name}" for name in domain.STARRED),
    "7-besluit: tegenstrijdigheden": ("nut_adopter", "adopter", "det_nut_gebruikers"),
}
"""Questions that rules read together: few enough to try every combination of answers, not known included."""

BASE = {
    "aanvrager": "publieke_professional", "slimmer_werken": "ja", "publieke_waarde": "draagt_bij",
    "professionele_autonomie": "versterkt", "kwaliteit_dienstverlening": "beter", "inzet_middelen": "minder",
    "adopter": "concreet", "nut_adopter": "ja", "bereidheid_adopter": "ja",
    "motivatie": "ja", "bekwaamheid": "ja", "tijd": "ja", "ruimte": "ja",
    "det_nut_gebruikers": "bevorderend", "det_draagvlak": "bevorderend", "det_opinieleider": "bevorderend",
    "det_stakeholders_werken_mee": "bevorderend", "det_stakeholders_investeren": "bevorderend",
    "det_stakeholders_prioriteit": "bevorderend",
}  # fmt: skip
"""An intake that is accepted: around it, one subject's answers decide what comes out."""


@pytest.fixture(scope="module")
def intake() -> Conversation:
    return shipped_intake()


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return read_folder(shipped())


@pytest.fixture(scope="module")
def reasoner() -> Reasoner:
    return Reasoner(shipped_intake())


def conclude(talk: Conversation, answers: Answers) -> dict[str, FactValue]:
    """What the rules conclude, layer by layer; a second value for one conclusion fails the test."""
    facts: dict[str, FactValue] = dict(situate(talk, answers).known)
    values: dict[str, FactValue] = {}
    giving = _rules_for(talk)
    for layer in range(1, max(talk.strata.values()) + 1):
        names = [name for name, stratum in talk.strata.items() if stratum == layer]
        for name in names:
            found = {value for rule, value in giving[name] if holds(talk.rules[rule].condition, facts)}
            conclusion = talk.conclusions[name]
            if conclusion.is_set:
                values[name] = frozenset(found)
                continue
            found = found or {str(conclusion.default)}
            assert len(found) == 1, f"{name}: {found} for {answers}"
            values[name] = next(iter(found))
        facts |= {name: values[name] for name in names}
    return values


def _rules_for(talk: Conversation) -> Mapping[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in talk.conclusions}
    for rule in talk.rules.values():
        for name, value in rule.concludes:
            found[name].append((rule.id, value))
    return found


def combinations(questions: tuple[str, ...]) -> Iterator[Answers]:
    """Every way to answer these questions, or to leave them open."""
    for given_answers in product(*((*domain.QUESTIONS[name], None) for name in questions)):
        yield {name: answer for name, answer in zip(questions, given_answers, strict=True) if answer is not None}


@st.composite
def answer_sets(draw: st.DrawFn) -> Answers:
    """Answers of every kind: near an accepted intake, or drawn evenly; some `onbekend`, some missing, some parked."""
    rng = Random(draw(st.integers(0, 2**32)))  # noqa: S311  # chance for tests, not for secrets
    near = rng.random() < 0.8
    answers: Answers = {}
    for name, options in domain.QUESTIONS.items():
        chance = rng.random()
        if near and name in BASE and chance < rng.choice((0.98, 0.9, 0.8)):
            answers[name] = BASE[name]
        elif chance < 0.95 or rng.random() < 0.5:
            answers[name] = rng.choice(options)
        elif rng.random() < 0.5:
            answers[name] = "onbekend"
    if near and rng.random() < 0.7:
        for name in rng.sample(list(answers), k=rng.randint(0, 3)):
            del answers[name]
    return answers


# --- the same as the specification -----------------------------------------------------------------------------------


def test_the_ids_are_those_of_the_specification(intake: Conversation) -> None:
    assert {q.id: {a.id for a in q.answers} for q in intake.questions.values()} == {
        name: set(options) for name, options in domain.QUESTIONS.items()
    }
    assert set(intake.conclusions) == {conclusion.__name__ for conclusion in domain.CONCLUSIONS}
    assert intake.goal == "besluit"
    assert tuple(intake.groups) == ("innovatie", "gebruikers", "organisatie", "omgeving")


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("around", [{}, BASE], ids=["niets verder bekend", "verder alles goed"])
def test_whole_tables_say_what_the_specification_says(intake: Conversation, group: str, around: Answers) -> None:
    rest = {name: answer for name, answer in around.items() if name not in GROUPS[group]}
    for answers in combinations(GROUPS[group]):
        answers |= rest
        assert conclude(intake, answers) == domain.conclude(answers), answers


@given(answer_sets())
def test_random_answers_say_what_the_specification_says(answers: Answers) -> None:
    assert conclude(shipped_intake(), answers) == domain.conclude(answers)


@given(answer_sets())
def test_experta_says_what_the_specification_says(reasoner: Reasoner, answers: Answers) -> None:
    assert dict(reasoner.derive(answers).values) == domain.conclude(answers)


@given(intakes())
def test_each_outcome_is_what_the_specification_says(case: tuple[str, Mapping[str, str | int]]) -> None:
    wanted, answers = case
    found = evaluate(shipped_intake(), answers)
    expected = domain.conclude({name: str(answer) for name, answer in answers.items()})
    assert isinstance(found, Outcome)
    assert found.values == expected
    assert expected["besluit"] == wanted


@given(answer_sets(), st.sampled_from(list(domain.APPLIES)))
def test_an_answer_that_does_not_apply_changes_nothing(answers: Answers, question: str) -> None:
    controlling, fitting = domain.APPLIES[question]
    excluded = next(answer for answer in domain.QUESTIONS[controlling] if answer not in fitting)
    without = {name: answer for name, answer in answers.items() if name != question} | {controlling: excluded}
    for answer in domain.QUESTIONS[question]:
        assert conclude(shipped_intake(), {**without, question: answer}) == conclude(shipped_intake(), without)


# --- what every question, conclusion and rule must have ---------------------------------------------------------------


def test_every_question_says_why_it_is_asked(intake: Conversation) -> None:
    assert [q.id for q in intake.questions.values() if not q.why or q.short == q.id.replace("_", " ")] == []


def test_every_answer_has_a_sentence_for_the_letter(intake: Conversation) -> None:
    answers = [(q.id, a) for q in intake.questions.values() for a in q.answers]
    assert [(name, a.id) for name, a in answers if not (a.in_letter or "").endswith(".")] == []


def test_every_answer_of_a_question_reads_otherwise(intake: Conversation) -> None:
    for question in intake.questions.values():
        assert len({a.choice for a in question.answers}) == len(question.answers), question.id
        assert len({a.in_letter for a in question.answers}) == len(question.answers), question.id


def test_a_wish_is_a_sentence_of_its_own(intake: Conversation) -> None:
    """It says how things would be, so it is no other answer's sentence and gives no impression of how they are."""
    wished = [a for q in intake.questions.values() for a in q.answers if a.wish]
    told = {a.in_letter for q in intake.questions.values() for a in q.answers}
    assert wished
    for answer in wished:
        assert answer.wish not in told
        assert (answer.wish or "").endswith(".")
        assert "indruk" not in (answer.wish or "")


def test_what_the_coach_judges_and_would_help_is_worded_as_a_wish(intake: Conversation) -> None:
    judged = [question for question in intake.questions.values() if question.assessor]
    assert [a.id for q in judged for a in q.answers if not a.wish] == [q.order[0] for q in judged]


def test_no_rule_has_a_title_that_judges_a_person(intake: Conversation) -> None:
    """The titles stand in the appendix of a letter to that person."""
    judging = re.compile(r"ontbreekt|initiatiefnemer (?:is|heeft|kan)|zonder initiatiefnemer", re.IGNORECASE)
    about = ["initiatiefnemer", "motivatie", "bekwaamheid", "tijd", "ruimte"]
    titles = [rule.title for rule in intake.rules.values() if not reads(rule.condition).isdisjoint(about)]
    assert titles
    assert [title for title in titles if judging.search(title)] == []


def test_one_thing_has_one_name(intake: Conversation) -> None:
    texts = " ".join(passage.text for passage in passages(intake)) + " ".join(r.title for r in intake.rules.values())
    for word in (r"trek(?:t|ken|ker)\b", r"kwaliteit en kosten samen", r"rond is", r"meemaak"):
        assert not re.search(word, texts, re.IGNORECASE), word


def test_what_the_coach_judges_says_what_to_ask_and_to_see(intake: Conversation) -> None:
    judged = [question for question in intake.questions.values() if question.assessor]
    assert [question.id for question in judged] == ["motivatie", "bekwaamheid"]
    for question in judged:
        assert question.note
        assert "?”" in question.note
        assert all(answer.note for answer in question.answers)


def test_every_conclusion_has_words_for_each_of_its_values(intake: Conversation) -> None:
    for conclusion in intake.conclusions.values():
        for value in conclusion.values:
            assert (value.in_letter or value.label).endswith("."), (conclusion.id, value.id)


def test_every_interpretation_is_explained(intake: Conversation) -> None:
    unexplained = [
        r.id for r in intake.rules.values() if r.origin is Origin.INTERPRETATION and not (r.origin_note or "").strip()
    ]
    assert unexplained == []


def test_every_rule_cites_a_place_that_its_source_has(rulebook: Rulebook, intake: Conversation) -> None:
    for rule in intake.rules.values():
        assert rule.citations, rule.id
        for citation in rule.citations:
            assert citation.section is None or citation.section in rulebook.sources[citation.source].sections, rule.id


def test_the_six_telling_determinants_are_asked_first(intake: Conversation) -> None:
    asked = next(section.questions for section in intake.sections if section.id == "6-determinanten")
    assert asked[:6] == tuple(f"det_{name}" for name in domain.STARRED)
    assert [name for name in asked if not intake.questions[name].optional] == list(asked[:6])
    assert all(intake.questions[name].group in intake.groups for name in asked)


# --- the cases --------------------------------------------------------------------------------------------------------

TABLE_2 = {
    1: ("MO", "OB", "matig", "reeel", "reeel"),
    2: ("MO", "OB", "matig", "reeel", "reeel"),
    3: ("MO", "OB", "matig", "reeel", "reeel"),
    4: ("PB_mogelijk", "ZB_mogelijk", "hoog", "onzeker", "onzeker"),
    5: ("PB", "ZB", "hoog", "reeel", None),
    6: ("PB_MO", "ZB_mogelijk", "hoog", "reeel", None),
    7: ("PB_MO", "ZB", "matig", "reeel", "reeel"),
    8: ("PB_MO", "OB", "hoog", "groot", "klein"),
    9: ("MO", "OB", "matig", "gerealiseerd", "groot"),
    10: ("geen", "ZB", "matig", "groot", "reeel"),
}
"""What table 2 of the article says: type, urgency, adoption and diffusion (None: not stated)."""


@pytest.fixture(scope="module")
def shipped_cases(rulebook: Rulebook) -> dict[str, Case]:
    folder = shipped().joinpath("gevallen")
    cases = {
        file.name.removesuffix(".yaml"): read_case(file.read_bytes(), file.name, rulebook)
        for file in folder.iterdir()
        if file.name.endswith(".yaml")
    }
    return {name: case for name, case in cases.items() if case.conversation == "intake"}


@pytest.mark.parametrize("number", TABLE_2)
def test_a_doetank_comes_out_as_table_2_says(number: int, shipped_cases: dict[str, Case], reasoner: Reasoner) -> None:
    (case,) = (case for name, case in shipped_cases.items() if name.startswith(f"doetank-{number:02}-"))
    names = ("as_bestuur", "as_burger", "urgentie", "adoptiekans", "diffusiekans")
    told = {name: value for name, value in zip(names, TABLE_2[number], strict=True) if value}
    values = reasoner.derive(case.answers).values
    assert {name: values[name] for name in told} == told
    assert case.expected == told


def test_each_fact_of_a_doetank_says_where_it_was_read(shipped_cases: dict[str, Case]) -> None:
    doetanks = [case for name, case in shipped_cases.items() if name.startswith("doetank-")]
    assert len(doetanks) == 10
    for case in doetanks:
        assert case.origins.keys() == case.answers.keys(), case.title
        assert all(re.match(r"(letterlijk|afgeleid|interpretatie): \w", text) for text in case.origins.values())


def test_every_other_case_says_that_it_is_fictional(shipped_cases: dict[str, Case]) -> None:
    own = {name: case for name, case in shipped_cases.items() if not name.startswith("doetank-")}
    assert [name for name, case in own.items() if not (case.title or "").startswith("Fictief: ")] == []
    assert {case.expected.get("besluit") for case in own.values()} >= set(OUTCOMES)


def test_the_cases_expect_what_the_specification_says(shipped_cases: dict[str, Case]) -> None:
    for name, case in shipped_cases.items():
        found = domain.conclude({question: str(answer) for question, answer in case.answers.items()})
        assert {conclusion: found[conclusion] for conclusion in case.expected} == case.expected, name


# --- the promises -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "rule", "old", "new", "promise"),
    [
        ("6-determinanten", "F4", "aantal: 2", "aantal: 3", "E18"),
        ("6-determinanten", "F3", "[bevorderend, neutraal]", "[neutraal]", "E19"),
        ("3-kans", "K13", "{tijd: te_regelen}", "{tijd: ja}", "E21"),
        ("1-toelating", "A3", "publieke_partner: ja", "publieke_partner: nee", "E24"),
    ],
)
def test_a_promise_sees_that_a_change_leaves_something_unknown(
    tmp_path: Path, file: str, rule: str, old: str, new: str, promise: str
) -> None:
    changed = tmp_path / "regels"
    shutil.copytree(Path(str(shipped())), changed)
    path = changed / "intake" / f"{file}.yaml"
    before, at, after = path.read_text(encoding="utf-8").partition(f"  - id: {rule}\n")
    assert old in after
    path.write_text(before + at + after.replace(old, new, 1), encoding="utf-8")
    found = read_folder(changed)
    space = AnswerSpace(found.conversations["intake"], Clock(None))
    promises = [each for each in read_promises(changed, found) if each.conversation == "intake"]
    broken = {each.id for each in promises if refute(space, each.claim)}
    assert promise in broken


# --- the glossary -----------------------------------------------------------------------------------------------------

GLOSSARY = Path(__file__).parents[1] / "docs" / "begrippenlijst.md"


def test_the_glossary_names_every_conclusion(intake: Conversation) -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    assert [name for name in intake.conclusions if f"`{name}`" not in text] == []


def test_the_names_of_code_in_the_glossary_exist() -> None:
    rows = [line.split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    named = {name for row in rows if len(row) == 6 for name in re.findall(r"`(\w+)`", row[3])}
    package = Path(slimmer_rules.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    assert len(named) > 20
    assert sorted(name for name in named if not re.search(rf"\b{name}\b", code)) == []
