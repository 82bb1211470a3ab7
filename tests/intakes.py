"""Random intakes with a wanted outcome: drawn evenly, nearly all of them would be refused.

Each starts from an intake that is accepted, spoils or forgets some decisive answers, answers the rest at random, and is
kept if the slow evaluator gives the outcome that was asked for.
"""

from __future__ import annotations

from functools import cache
from random import Random

from hypothesis import strategies as st

from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from tests.rulebooks import Answers, random_answer
from tests.slow_evaluator import Outcome, evaluate

OUTCOMES = ("afwijzen", "aanhouden", "aannemen_onder_voorwaarden", "aannemen")

ACCEPTED: Answers = {
    "aanvrager": "publieke_professional",
    "slimmer_werken": "ja",
    "publieke_waarde": "draagt_bij",
    "professionele_autonomie": "versterkt",
    "kwaliteit_dienstverlening": "beter",
    "inzet_middelen": "gelijk",
    "adopter": "concreet",
    "nut_adopter": "ja",
    "bereidheid_adopter": "ja",
    "motivatie": "ja",
    "bekwaamheid": "ja",
    "tijd": "ja",
    "ruimte": "ja",
    "det_nut_gebruikers": "bevorderend",
    "det_draagvlak": "bevorderend",
    "det_opinieleider": "bevorderend",
    "det_stakeholders_werken_mee": "bevorderend",
    "det_stakeholders_investeren": "bevorderend",
    "det_stakeholders_prioriteit": "bevorderend",
}
"""The decisive answers of an intake whose besluit is aannemen."""

_SPOILED = {"afwijzen": (1, 8), "aanhouden": (0, 4), "aannemen_onder_voorwaarden": (1, 3), "aannemen": (0, 2)}
_FORGOTTEN = {"afwijzen": (0, 16), "aanhouden": (1, 18), "aannemen_onder_voorwaarden": (0, 2), "aannemen": (0, 1)}


@cache
def shipped_intake() -> Conversation:
    """The intake that ships."""
    return read_folder(shipped()).conversations["intake"]


def random_intake(rng: Random, outcome: str) -> Answers:
    """Answers to the shipped intake, partial and with parked ones among them, whose `besluit` is `outcome`."""
    while True:
        answers = _attempt(rng, outcome)
        found = evaluate(shipped_intake(), answers)
        assert isinstance(found, Outcome), found
        if found.values["besluit"] == outcome:
            return answers


@st.composite
def intakes(draw: st.DrawFn, outcomes: tuple[str, ...] = OUTCOMES) -> tuple[str, Answers]:
    """An outcome, each as likely as the others, and an intake that has it."""
    outcome = draw(st.sampled_from(outcomes))
    seed = draw(st.integers(0, 2**32))
    return outcome, random_intake(Random(seed), outcome)  # noqa: S311  # a draw that can be repeated, no secret


def _attempt(rng: Random, outcome: str) -> Answers:
    questions = shipped_intake().questions
    decisive = dict(ACCEPTED)
    for name in rng.sample(list(decisive), k=rng.randint(*_SPOILED[outcome])):
        decisive[name] = random_answer(rng, questions[name])
    for name in rng.sample(list(decisive), k=rng.randint(*_FORGOTTEN[outcome])):
        del decisive[name]
        if rng.random() < 0.5:
            decisive[name] = UNKNOWN
    share = rng.choice((0.2, 0.8, 1.0))
    answers = decisive | {name: _any(rng, name) for name in questions if name not in ACCEPTED and rng.random() < share}
    return {name: answers[name] for name in rng.sample(list(answers), k=len(answers))}


def _any(rng: Random, name: str) -> str | int:
    return UNKNOWN if rng.random() < 0.1 else random_answer(rng, shipped_intake().questions[name])
