"""Looking ahead, in a pseudo-terminal on the rules that ship: an early end, the short form, a range that never lies."""

from __future__ import annotations

import os
import re
from pathlib import Path
from random import Random

import pytest

from slimmer_rules.interview import texts
from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Rulebook
from tests.cli.small import run, small
from tests.cli.terminal import terminal, typed_for
from tests.intakes import ACCEPTED, OUTCOMES, random_intake
from tests.rulebooks import random_answer

FULL = os.environ.get("SLIMMER_FULL") == "1"
RANGE = re.compile(r"Nog (?:(\d+) tot |(hoogstens) )?(\d+) (?:vraag|vragen)\.")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "geval.yaml"


def test_an_intake_that_is_settled_early_offers_to_stop(
    intake: Conversation, rulebook: Rulebook, case: Path, tmp_path: Path
) -> None:
    with terminal(intake, tmp_path, case) as held:
        held.type("Een rugzakje")
        held.type("J. de Vries")
        while held.question is not None and held.question.id != "adopter":
            held.answer(ACCEPTED)
        held.type(typed_for(intake.questions["adopter"], "geen"))
        assert texts.SETTLED in held.screen
        assert texts.SETTLED_ASK in held.screen
        held.type("2")
        assert "Overzicht van uw antwoorden" in held.screen
        held.type("")
        assert "wat is uw oordeel?" in held.screen
        held.type("4")
        assert "Ons advies is om met dit vraagstuk geen Doetank te starten." in held.screen
        held.type("")
        held.type("")
        held.type("2")
        assert held.exit_code() == 0
    answers = read_case(case.read_bytes(), case.name, rulebook).answers
    assert answers["adopter"] == "geen"
    assert "motivatie" not in answers


def test_the_short_form_asks_only_what_matters_and_is_gone_on_with(
    intake: Conversation, rulebook: Rulebook, case: Path, tmp_path: Path
) -> None:
    with terminal(intake, tmp_path, case, "--kort") as held:
        held.type("")
        held.type("")
        held.answer(ACCEPTED)
        held.type(":stop")
        assert "slimmer interview --kort" in held.screen
    with terminal(intake, tmp_path, case, "--kort") as held:
        given = held.answer_all(ACCEPTED)
        assert texts.SHORT_DONE in held.transcript.replace("\r\n", " ")
        assert "Overzicht van uw antwoorden" in held.screen
        held.type("")
        held.type("")
        assert "Ons advies is om met uw vraagstuk een Doetank te starten." in held.screen
    answers = read_case(case.read_bytes(), case.name, rulebook).answers
    assert set(given) < set(answers) <= set(ACCEPTED)


@pytest.mark.parametrize("seed", range(200 if FULL else 3))
def test_the_range_never_lies(seed: int, intake: Conversation, case: Path, tmp_path: Path) -> None:
    rng = Random(seed)  # noqa: S311  # a draw that can be repeated, no secret
    intended = random_intake(rng, OUTCOMES[seed % len(OUTCOMES)])
    shown: list[tuple[int, int, int]] = []
    asked, settled_after = 0, None
    short = seed % 2 == 0
    with terminal(intake, tmp_path, case, *(["--kort"] if short else [])) as held:
        held.type("")
        held.type("")
        while True:
            if (found := RANGE.search(held.screen)) is not None:
                least = 0 if found.group(2) else int(found.group(1) or found.group(3))
                shown.append((asked, least, int(found.group(3))))
            if texts.SETTLED in held.screen or texts.SHORT_DONE in held.screen:
                settled_after = asked if settled_after is None else settled_after
            if texts.SETTLED_ASK in held.screen or texts.OPTIONAL_ASK in held.screen:
                held.type("1")
            elif texts.CONTRADICTION_ASK in held.screen:
                held.type("")
            elif (question := held.question) is not None:
                asked += 1
                drawn = random_answer(rng, question) if rng.random() < 0.2 else UNKNOWN
                held.type(typed_for(question, intended.get(question.id, drawn)))
            else:
                break
    assert "Overzicht van uw antwoorden" in held.screen
    assert shown
    for before, least, most in shown:
        assert asked - before <= most
        assert settled_after is None or settled_after < before or settled_after - before >= least


def test_a_conversation_without_goal_has_no_short_form(tmp_path: Path) -> None:
    knowledge = small(tmp_path)
    file = knowledge / "intake" / "gesprek.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("doel: besluit\n", ""), encoding="utf-8")
    result = run("interview", tmp_path / "geval.yaml", "--kort", "--knowledge", knowledge)
    assert result.exit_code == 2
    assert "heeft geen doel. Daarom is --kort hier niet mogelijk." in result.stderr
