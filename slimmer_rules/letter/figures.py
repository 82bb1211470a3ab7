"""The drawings of a letter as data, and as SVG from a template: figure 1 and the profile of determinants.

Figure 1 places an issue between two axes. The rulebook says which conclusions these are and in which halves their
values lie; here stands how large these are drawn. A mixed or possible type is a bar over all its halves; what lies in
neither half of the upward axis is drawn beneath. Places are fractions of the axis, from left and from below.
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
from slimmer_rules.reasoning.profile import profile as profile_of
from slimmer_rules.reasoning.profile import standing
from slimmer_rules.rulebook.model import Place, Question, Stretch
from slimmer_rules.templating import refuse, stop

DRAWINGS = ("plaats", "profiel")

ACROSS, UPWARD = 0.08, 0.14
"""How far a bar stays from the ends of each axis and, within one half, from its middle."""

MIDDLE, END = 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of an axis as it is drawn; `possible`: the issue may reach it, that is not certain."""

    low: float
    high: float
    possible: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an issue lies in figure 1, from left and from below; `upward` is empty where it has no vertical place."""

    across: tuple[Reach, ...]
    upward: tuple[Reach, ...]

    @property
    def possible(self) -> bool:
        """Whether a part of this place is one that the issue may reach, without that being certain."""
        return any(reach.possible for reach in (*self.across, *self.upward))


def spot(letter: Letter) -> Spot | None:
    """The issue's place in figure 1; None while one of the axes is not known, or where the rulebook has no figure."""
    figure, values = letter.conversation.figure, letter.derivation.values
    if figure is None:
        return None
    across, upward = (axis.stretches.get(str(values.get(axis.conclusion))) for axis in (figure.across, figure.upward))
    if across is None or upward is None:
        return None
    return Spot(reaches(across, ACROSS), reaches(upward, UPWARD))


def reaches(stretches: tuple[Stretch, ...], margin: float) -> tuple[Reach, ...]:
    """The stretches as they are drawn: two that are equally certain as one, others up to the middle of the axis."""
    match stretches:
        case (near, far) if near.possible is far.possible:
            return (Reach(margin, END - margin, near.possible),)
        case (near, far):
            return Reach(margin, MIDDLE, near.possible), Reach(MIDDLE, END - margin, far.possible)
    return tuple(
        Reach(MIDDLE + margin, END - margin, each.possible)
        if each.far
        else Reach(margin, MIDDLE - margin, each.possible)
        for each in stretches
    )


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


def profile(letter: Letter) -> tuple[DeterminantGroup, ...]:
    """All grouped questions of the conversation, by group; those that its `profile` rests on are the telling ones.

    Empty while none of them has a known answer. There is no total, on purpose: the literature gives neither weights nor
    a cut-off.
    """
    conversation = letter.conversation
    telling = letter.questions_behind(conversation.profile) if conversation.profile else frozenset()
    return tuple(
        DeterminantGroup(
            Said(group.title, Ground("groep", group.id)),
            tuple(_determinant(letter, question, question.id in telling) for question, _ in group.standings),
        )
        for group in profile_of(letter.derivation)
    )


def _determinant(letter: Letter, question: Question, telling: bool) -> Determinant:
    value = str(letter.derivation.situation.known.get(question.id, ""))
    ground = Ground("stand", question.id, value)
    return Determinant(question.id, letter.subject(question.id), Said(standing(question, value), ground), telling)


def drawing(letter: Letter, templates: Templates, name: str) -> str:
    """One of the letter's drawings as SVG. Raises RulebookError for a fault in its template."""
    file = f"brief/{name}.svg.j2"
    values: dict[str, Any]
    if name == "plaats":
        values = {"plaats": spot(letter), **_axis_labels(letter)}
    else:
        values = {"groepen": [_plain(group) for group in profile(letter)]}
    svg = draw(templates, file, values)
    return re.sub(r">[^<]*<", lambda found: in_form(found.group(), letter.sender.form), svg)


def _axis_labels(letter: Letter) -> dict[str, str]:
    """The words for where the issue lies on each axis."""
    figure = letter.conversation.figure
    axes = {"liggend": figure.across, "staand": figure.upward} if figure else {}
    return {name: letter.label(axis.conclusion).text for name, axis in axes.items()}


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
