"""The drawings of a letter as data, and as SVG from a template: figure 1 and the profile of determinants.

Figure 1 places an issue between two axes: what citizens notice (left unseen, right seen) and administration (below
management and organisation, above political). A mixed or possible type is a bar over all its places; `geen` on the
vertical axis has no place on it and lies beneath. Places are fractions of the axis, from left and from below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slimmer_rules.letter.address import in_form
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.said import Ground, Said
from slimmer_rules.letter.svg import UnsoundDrawingError, check_svg
from slimmer_rules.letter.templates import FOLDER, Templates
from slimmer_rules.rulebook.model import Place, Question
from slimmer_rules.templating import refuse, stop

DRAWINGS = ("plaats", "profiel")
PROFILE = "determinantenprofiel"
"""The conclusion whose questions are the telling ones."""

HELPS, NEUTRAL, HINDERS, OPEN = "helpt", "neutraal", "hindert", "nog niet bekend"


@dataclass(frozen=True, slots=True)
class Reach:
    """A stretch of an axis; `possible`: the issue may reach it, that is not certain."""

    low: float
    high: float
    possible: bool


ACROSS = {
    "OB": Reach(0.08, 0.42, False),
    "ZB": Reach(0.58, 0.92, False),
    "ZB_mogelijk": Reach(0.08, 0.92, True),
}
UPWARD = {
    "MO": (Reach(0.14, 0.36, False),),
    "PB": (Reach(0.64, 0.86, False),),
    "PB_MO": (Reach(0.14, 0.86, False),),
    "PB_mogelijk": (Reach(0.64, 0.86, True),),
    "MO_PB_mogelijk": (Reach(0.14, 0.5, False), Reach(0.5, 0.86, True)),
}
"""By the values of `as_burger` and `as_bestuur`; on the latter `geen` has no place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an issue lies in figure 1; `upward` are stretches from below, none where it has no vertical place."""

    across: Reach
    upward: tuple[Reach, ...]

    @property
    def possible(self) -> bool:
        """Whether a part of this place is one that the issue may reach, without that being certain."""
        return self.across.possible or any(reach.possible for reach in self.upward)


def spot(letter: Letter) -> Spot | None:
    """The issue's place in figure 1; None while one of the axes is not known or the rulebook has no such axes."""
    values = letter.derivation.values
    across = ACROSS.get(str(values.get("as_burger")))
    upward = str(values.get("as_bestuur"))
    if across is None or (upward not in UPWARD and upward != "geen"):
        return None
    return Spot(across, UPWARD.get(upward, ()))


@dataclass(frozen=True, slots=True)
class Determinant:
    """One determinant: what it is about, how it stands, and whether it is one of the telling ones."""

    id: str
    onderwerp: Said
    stand: Said
    kern: bool


@dataclass(frozen=True, slots=True)
class DeterminantGroup:
    """The determinants of one group, in the order of the rulebook."""

    titel: Said
    punten: tuple[Determinant, ...]


def profile(letter: Letter, conclusion: str = PROFILE) -> tuple[DeterminantGroup, ...]:
    """All grouped questions of the conversation, by group; those that `conclusion` rests on are the telling ones.

    Empty while none of them has a known answer. There is no total, on purpose: the literature gives neither weights
    nor a cut-off.
    """
    conversation = letter.conversation
    telling = letter.questions_behind(conclusion)
    questions = [question for question in conversation.questions.values() if question.group]
    if not any(question.id in letter.derivation.situation.known for question in questions):
        return ()
    return tuple(
        DeterminantGroup(
            Said(title, Ground("groep", group)),
            tuple(_determinant(letter, q, q.id in telling) for q in questions if q.group == group),
        )
        for group, title in conversation.groups.items()
    )


def _determinant(letter: Letter, question: Question, telling: bool) -> Determinant:
    value = str(letter.derivation.situation.known.get(question.id, ""))
    ground = Ground("stand", question.id, value)
    return Determinant(question.id, letter.subject(question.id), Said(standing(question, value), ground), telling)


def standing(question: Question, value: str) -> str:
    """How a determinant stands: its best answer helps, its worst hinders, any other is neutral."""
    if not value:
        return OPEN
    if question.order and value == question.order[-1]:
        return HELPS
    return HINDERS if question.order and value == question.order[0] else NEUTRAL


def drawing(letter: Letter, templates: Templates, name: str) -> str:
    """One of the letter's drawings as SVG. Raises RulebookError for a fault in its template."""
    file = f"brief/{name}.svg.j2"
    values: dict[str, Any]
    if name == "plaats":
        values = {
            "plaats": spot(letter),
            "bestuur": letter.label("as_bestuur").text,
            "burger": letter.label("as_burger").text,
        }
    else:
        values = {"groepen": [_plain(group) for group in profile(letter)]}
    svg = draw(templates, file, values)
    return re.sub(r">[^<]*<", lambda found: in_form(found.group(), letter.sender.form), svg)


def _plain(group: DeterminantGroup) -> dict[str, Any]:
    points = [{"onderwerp": p.onderwerp.text, "stand": p.stand.text, "kern": p.kern} for p in group.punten]
    return {"titel": group.titel.text, "punten": points}


def draw(templates: Templates, name: str, values: Mapping[str, Any]) -> str:
    """An SVG from its template. Raises RulebookError with the line where the template goes wrong."""
    try:
        svg = templates.sandbox.made(name, values).strip()
        check_svg(svg)
    except UnsoundDrawingError as error:
        stop("B011", error.message, Place(f"{FOLDER}/{name}", 1, 1), None, error.help)
    except Exception as error:
        refuse(error, templates.files, FOLDER)
    return svg
