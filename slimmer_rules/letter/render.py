"""Templates to a rendered letter: Jinja in a sandbox, nothing printed but what has a ground, all free text escaped.

Pure: templates come in as text, the letter goes out as segments (`said.Segment`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, NoReturn

import jinja2
from markupsafe import Markup

from slimmer_rules.letter.address import FORMAL, in_form, turned
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.said import Said, Segment, has_marks, marked, segments
from slimmer_rules.letter.tables import set_apart
from slimmer_rules.letter.templates import FOLDER, Templates
from slimmer_rules.letter.vocabulary import UnknownNameError, vocabulary
from slimmer_rules.rulebook.model import Place
from slimmer_rules.templating import Sandbox, refuse, stop, undefined, where


class UngroundedError(Exception):
    """A template printed a value that does not say what it rests on."""


def render(letter: Letter, templates: Templates) -> tuple[Segment, ...]:
    """The letter for one case, from `brief/<conversation>.md.j2`. Raises RulebookError with file, line and help."""
    name = f"brief/{letter.conversation.id}.md.j2"
    if name not in templates.files:
        stop("B003", f"voor het gesprek “{letter.conversation.id}” is er geen brief ({name})", None, None)
    try:
        rendered = set_apart(_sandbox(templates).made(name, vocabulary(letter)))
    except Exception as error:
        _told(error, templates)
    pieces, form = segments(rendered), letter.sender.form
    return pieces if form == FORMAL else tuple(_addressed(piece, form) for piece in pieces)


def _addressed(piece: Segment, form: str) -> Segment:
    """The piece as the sender addresses people; what others wrote stays as it is."""
    if piece.ground is not None and not turned(piece.ground.kind, piece.ground.id):
        return piece
    return replace(piece, text=in_form(piece.text, form))


@lru_cache(maxsize=4)
def _sandbox(templates: Templates) -> Sandbox:
    """One for each set of templates, so that these are compiled once."""
    return Sandbox(lambda name: _source(templates, name), _finalize)


def _source(templates: Templates, name: str) -> tuple[str, str, None] | None:
    if name not in templates.files:
        return None
    text = templates.text(name)
    if has_marks(text):
        stop("B005", "in het sjabloon staan onzichtbare stuurtekens", Place(f"{FOLDER}/{name}", 1, 1), None)
    _refuse_forbidden(text, name)
    return text, name, None


_FORBIDDEN = (
    (
        "B010",
        re.compile(
            r"(?<!\\)<(?!https?://[^\s<>]*>)(?=[A-Za-z/!?]|['\"]?\Z)|\{[^{}\n]*(?<![\w-])(?:hidden|style)\b[^{}\n]*\}"
        ),
        "hier staat HTML, of opmaak die tekst kan verbergen",
        "schrijf Markdown; een `<` dat u zo wilt laten zien wordt `\\<`",
    ),
    (
        "B012",
        re.compile(r"(?<!\\)!\["),
        "een beeld kan hier niet",
        "een tekening zet u neer met {{ figuur(…) }}; een logo hoort in huisstijl.docx, brief.typ of brief.html.j2",
    ),
    (
        "B012",
        re.compile(r"(?m)^[ >*+-]+:::"),
        "een blok met ::: kan alleen aan het begin van een regel staan",
        "zet de drie dubbele punten vooraan, of schrijf `\\:::`",
    ),
    (
        "B012",
        re.compile(r"(?m)^(?!:::).*?(?<!\\)\{"),
        "opmaak tussen accolades kan alleen bij een blok dat met ::: begint",
        "een accolade die u zo wilt laten zien wordt `\\{`",
    ),
)
"""What a template's own words may not hold: not every format knows it, or it could hide other words from a reader."""


def _refuse_forbidden(text: str, name: str) -> None:
    try:
        tokens = list(_LEXER.lex(text))
    except jinja2.TemplateSyntaxError:
        return  # told when the template is compiled
    for number, kind, value in tokens:
        for code, pattern, message, help in _FORBIDDEN if kind in ("data", "string") else ():
            if found := pattern.search(value):
                number += value[: found.start()].count("\n")
                line = text.split("\n")[number - 1]
                place = Place(f"{FOLDER}/{name}", number, max(line.find(found.group()), 0) + 1, len(found.group()))
                stop(code, message, place, line, help)


_LEXER = jinja2.Environment(autoescape=True)


def _finalize(value: Any) -> Markup:
    """What `{{ … }}` may print: a text with its ground, or what was rendered already (a macro, a block)."""
    if isinstance(value, Said):
        return Markup(marked(value))  # noqa: S704 - Markdown, escaped by `marked`; this is no HTML
    if isinstance(value, Markup):
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
