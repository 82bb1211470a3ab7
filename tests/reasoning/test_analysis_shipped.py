"""The analysis on the rules that ship: every claimed change holds, and no smaller one does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from random import Random

import pytest

from slimmer_rules.reasoning.analysis import Analysis, known_answers
from slimmer_rules.reasoning.changes import changes_to
from slimmer_rules.reasoning.outcomes import live_questions, open_outcomes
from slimmer_rules.reasoning.progress import ahead
from slimmer_rules.reasoning.rests_on import rests_on
from slimmer_rules.reasoning.situation import situate
from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.model import UNKNOWN, Rulebook
from tests.intakes import OUTCOMES, random_intake, shipped_intake
from tests.rulebooks import Answers, random_answer
from tests.slow_evaluator import Outcome, evaluate

FULL = os.environ.get("SLIMMER_FULL") == "1"
INTAKES = 300 if FULL else 12


@cache
def analysis() -> Analysis:
    return Analysis(shipped_intake())


@cache
def the_rulebook() -> Rulebook:
    return read_folder(shipped())


def table_2() -> list[str]:
    folder = shipped() / "gevallen"
    names = sorted(file.name for file in folder.iterdir() if file.name.startswith("doetank-"))
    return [name for name in names if name.endswith(".yaml")]


def besluit(answers: Answers) -> str:
    found = evaluate(shipped_intake(), answers)
    assert isinstance(found, Outcome)
    value = found.values["besluit"]
    assert isinstance(value, str)
    return value


def changed(answers: Answers, size: int) -> Iterator[Answers]:
    """The answers with so many of those changed that a person can change and that can matter to the goal."""
    talk = shipped_intake()
    able = [name for name in live_questions(analysis(), {}, "besluit").live if talk.questions[name].changeable]
    for names in combinations(able, size):
        options = [[a.id for a in talk.questions[name].answers if a.id != answers.get(name)] for name in names]
        for chosen in product(*options):
            yield {**answers, **dict(zip(names, chosen, strict=True))}


def check_changes(answers: Answers, tried: int = 1) -> None:
    """Each set of changes gives what it claims; no part of it does, and no smaller set of up to `tried` changes."""
    answers = dict(known_answers(answers))
    now = besluit(answers)
    within: dict[int, set[str]] = {size: {besluit(c) for c in changed(answers, size)} for size in range(tried + 1)}
    for value in OUTCOMES:
        found = changes_to(analysis(), answers, "besluit", value)
        assert found.complete
        assert found.already is (value == now)
        for each in found.sets:
            assert besluit(each.applied(answers)) == value
            assert all(shipped_intake().questions[change.question].changeable for change in each.changes)
            size = len(each.changes)
            assert all(value not in outcomes for smaller, outcomes in within.items() if smaller < size)
            for part in combinations(each.changes, size - 1):
                assert besluit({**answers, **{change.question: change.new for change in part}}) != value
        if not found.sets and not found.already:
            assert all(value not in outcomes for outcomes in within.values())


@pytest.mark.parametrize("name", table_2())
def test_changes_for_the_ten_doetanks(name: str) -> None:
    file = shipped() / "gevallen" / name
    check_changes(dict(read_case(file.read_bytes(), name, the_rulebook()).answers))


@pytest.mark.parametrize("seed", range(INTAKES))
def test_changes_for_random_intakes(seed: int) -> None:
    rng = Random(seed)  # noqa: S311  # a draw that can be repeated, no secret
    check_changes(random_intake(rng, OUTCOMES[seed % len(OUTCOMES)]), tried=2 if FULL and seed % 5 == 0 else 1)


def test_one_refusal_settles_it() -> None:
    outcomes = open_outcomes(analysis(), {"slimmer_werken": "nee"}, "besluit")
    assert outcomes.possible == ("afwijzen",)
    assert outcomes.settled
    assert live_questions(analysis(), {"slimmer_werken": "nee"}, "besluit").live == ()


def test_nothing_is_settled_at_the_beginning() -> None:
    assert set(open_outcomes(analysis(), {}, "besluit").possible) == set(OUTCOMES)


def test_urgency_never_matters_to_the_advice() -> None:
    """It informs, it does not decide: what it rests on can never change the advice."""
    live = live_questions(analysis(), {}, "besluit").live
    assert not {"bestuurlijke_aandacht", "beoogd_resultaat", "overheid_betrokken", "effect_burger"} & set(live)


def test_a_refusal_rests_on_one_answer() -> None:
    answers = {"slimmer_werken": "ja", "adopter": "geen", "motivatie": "ja", "tijd": "ja"}
    found = rests_on(analysis(), answers, "besluit", "afwijzen")
    assert found.giving == (("adopter",),)
    assert found.idle == ("slimmer_werken", "motivatie", "tijd")


@pytest.mark.parametrize("seed", range(40 if FULL else 4))
@pytest.mark.parametrize("short", [True, False])
def test_the_range_of_what_is_ahead_never_lies(seed: int, short: bool) -> None:
    rng = Random(seed)  # noqa: S311  # a draw that can be repeated, no secret
    talk = shipped_intake()
    intended = random_intake(rng, OUTCOMES[seed % len(OUTCOMES)])
    answers: Answers = {}
    said: list[tuple[int, int]] = []
    settled_after = None
    while True:
        found = ahead(analysis(), answers, short=short)
        said.append((found.least, found.most))
        settled_after = len(answers) if found.settled and settled_after is None else settled_after
        waiting = [name for name in situate(talk, answers).askable if name not in answers]
        question = found.next if short else next(iter(waiting), None)
        if question is None or (short and found.settled):
            break
        drawn = random_answer(rng, talk.questions[question]) if rng.random() < 0.1 else UNKNOWN
        answers[question] = intended.get(question, drawn)
    for before, (least, most) in enumerate(said):
        assert len(answers) - before <= most
        assert settled_after is None or max(0, settled_after - before) >= least
