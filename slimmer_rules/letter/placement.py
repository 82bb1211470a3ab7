"""Where claims stand: what is told under a name is about what that name names.

Two claims can each be true and still say something false together: an answer beside another question's subject, a norm
under another criterion. So a claim must fit the names on its row of a table and the heading above it, and a reason the
last conclusion before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from slimmer_rules.letter.said import Ground, Segment
from slimmer_rules.letter.texts import bearing_on
from slimmer_rules.rulebook.model import Conversation

QUESTION = ("onderwerp", "keuze", "stand", "antwoord", "open", "notitie")
CONCLUSION = ("titel", "label", "norm", "stelt")
RULE = ("regel", "regeltitel", "bron", "herkomst")
SOURCE = ("bronnummer", "document")

FAMILIES = (QUESTION, CONCLUSION, RULE, SOURCE)
"""Kinds of claims about the same sort of thing; the first of each is its name."""

NAMED = ("keuze", "stand", "notitie", *RULE[1:], *SOURCE[1:])
"""What says nothing to a reader without the name of what it is about."""

HEADS = ("titel", "onderwerp", "onderdeel", "groep")

_HEADING = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]) ")
_ROW_OR_ITEM = re.compile(rf" *(?:\||{_ITEM.pattern})")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a letter: its text, and the claims in it."""

    text: str
    claims: tuple[Segment, ...]


def out_of_place(conversation: Conversation, pieces: Iterable[Segment]) -> Iterator[tuple[Segment, Ground | None]]:
    """Claims beside or under a name that is not of what they are about, with that name; None where no name is there."""
    heading: Ground | None = None
    item: Ground | None = None
    concluded: Ground | None = None
    for line in lines(pieces):
        names = [piece.ground for piece in line.claims if piece.ground and piece.ground.kind in HEADS]
        if _HEADING.match(line.text):
            heading, item, concluded = next(iter(names), None), None, None
            continue
        if line.text.strip() and not line.text.startswith(" "):
            item = None
        above = [head for head in (heading, item) if head]
        for piece in line.claims:
            yield from ((piece, name) for name in _at_odds(conversation, piece, line, above))
            if piece.ground and piece.ground.kind == "stelt":
                concluded = piece.ground
            elif concluded and piece.ground and piece.ground.kind == "omdat" and piece.ground.id != concluded.id:
                yield piece, concluded
        if _ITEM.match(line.text):
            item = next(iter(names), None)


def lines(pieces: Iterable[Segment]) -> Iterator[Line]:
    """A letter line by line; a claim is on the line on which it begins."""
    text, claims = "", list[Segment]()
    for piece in pieces:
        if piece.ground:
            claims.append(piece)
        first, *others = piece.text.split("\n")
        text += first
        for other in others:
            yield Line(text, tuple(claims))
            text, claims = other, []
    yield Line(text, tuple(claims))


def _at_odds(
    conversation: Conversation, piece: Segment, line: Line, above: Iterable[Ground]
) -> Iterator[Ground | None]:
    """The names above and beside a claim that are not its own; None where it needs one and has none."""
    ground = piece.ground
    if ground is None:
        return
    family = next((kinds for kinds in FAMILIES if ground.kind in kinds), (ground.kind,))
    beside = [each.ground for each in line.claims if each.ground and each.ground.kind == family[0]]
    if _ROW_OR_ITEM.match(line.text):
        yield from (name for name in beside if ground.kind != family[0] and name.id != ground.id)
    yield from (head for head in above if not _belongs(conversation, ground, head))
    if ground.kind in NAMED and not any((name.kind, name.id) == (family[0], ground.id) for name in (*beside, *above)):
        yield None


def _belongs(conversation: Conversation, ground: Ground, head: Ground) -> bool:
    """Whether a claim may stand under a heading or an item that names something."""
    match head.kind:
        case "titel" if ground.kind in ("stelt", "omdat", "lid", "antwoord"):
            return ground.id == head.id or ground.id in bearing_on(conversation, head.id)
        case "titel":
            return ground.kind != "norm" or ground.id == head.id
        case "onderwerp":
            return ground.kind not in QUESTION or ground.id == head.id
        case "onderdeel" if ground.kind in QUESTION:
            return any(section.id == head.id and ground.id in section.questions for section in conversation.sections)
        case "groep" if ground.kind in QUESTION:
            question = conversation.questions.get(ground.id)
            return question is not None and question.group == head.id
        case _:
            return True
