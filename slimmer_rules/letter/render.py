"""Templates to a rendered letter: Jinja in a sandbox, nothing printed but what has a ground, all free text escaped.

Pure: templates come in as text and print pieces; the letter goes out as segments (`said.Segment`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, NoReturn

import jinja2

from slimmer_rules.letter.address import FORMAL, in_form, turned
from slimmer_rules.letter.forbidden import refuse_printed, refuse_typed
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.said import Piece, Segment, UngroundedError, joined, segments
from slimmer_rules.letter.templates import FOLDER, Templates
from slimmer_rules.letter.vocabulary import UnknownNameError, vocabulary
from slimmer_rules.pieces import PieceSandbox
from slimmer_rules.templating import refuse, stop, undefined, where

ANY_CONVERSATION = "brief/gesprek.md.j2"
"""The template of a letter on a conversation that has none of its own."""


def render(letter: Letter, templates: Templates) -> tuple[Segment, ...]:
    """The letter for one case, from `brief/<conversation>.md.j2`, or else from the one for any conversation.

    Raises RulebookError with file, line and help.
    """
    own = f"brief/{letter.conversation.id}.md.j2"
    name = own if own in templates.files else ANY_CONVERSATION
    if name not in templates.files:
        help = f"zet {ANY_CONVERSATION} terug met “slimmer init”"
        stop("B003", f"voor het gesprek “{letter.conversation.id}” is er geen brief ({own})", None, None, help)
    try:
        printed: tuple[Piece, ...] = _sandbox(templates).pieces(name, vocabulary(letter))
        refuse_printed(printed, templates)
    except Exception as error:
        _told(error, templates)
    cut, form = segments(joined(printed), printed), letter.sender.form
    return cut if form == FORMAL else tuple(_addressed(piece, form) for piece in cut)


def _addressed(piece: Segment, form: str) -> Segment:
    """The piece as the sender addresses people; what others wrote stays as it is."""
    if piece.ground is not None and not turned(piece.ground.kind, piece.ground.id):
        return piece
    return replace(piece, text=in_form(piece.text, form))


@lru_cache(maxsize=4)
def _sandbox(templates: Templates) -> PieceSandbox:
    """One for each set of templates, so that these are compiled once."""
    return PieceSandbox(
        lambda name: (templates.text(name), name, None) if name in templates.files else None,
        _finalize,
        lambda literal: refuse_typed(literal, templates),
    )


def _finalize(value: Any) -> Piece:
    """What `{{ … }}` may print: a text with its ground, or one that the template's author typed."""
    if isinstance(value, Piece):
        return value
    if isinstance(value, jinja2.Undefined):
        str(value)
    raise UngroundedError(type(value).__name__)


def _told(error: Exception, templates: Templates) -> NoReturn:
    """Any fault in a template as one diagnostic; what is not a template's fault goes on as it is."""
    place, line = where(error, templates.files, FOLDER)
    match error:
        case UnknownNameError():
            stop("B006", error.message, place, line, error.help)
        case jinja2.UndefinedError():
            help = "de namen die een brief kent staan in docs/brief.md"
            stop("B006", f"dit bestaat niet in een brief: {undefined(error)}", place, line, help)
        case UngroundedError():
            help = "druk alleen af wat een hulpfunctie geeft, zoals {{ stelt('kans') }}"
            stop("B008", "hier staat tekst die nergens op rust", place, line, help)
        case _:
            refuse(error, templates.files, FOLDER)
