"""Templates to a rendered letter: Jinja in a sandbox, nothing printed but what has a ground, all free text escaped.

Pure: templates come in as text, the letter goes out as segments (`said.Segment`).
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NoReturn

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.said import Said, Segment, has_marks, marked, segments
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.vocabulary import UnknownNameError, vocabulary
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.model import Place

MAX_CHARACTERS = 3_000_000
"""A letter longer than this is refused: no letter is, and a template could make one without end."""

FILTERS = ("length", "first", "last", "list", "batch", "slice", "reverse")
TESTS = ("defined", "undefined", "none", "in", "==", "!=", "eq", "ne", "gt", "lt", "ge", "le", "odd", "even")


class UngroundedError(Exception):
    """A template printed a value that does not say what it rests on."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with nothing in it that a letter does not need."""

    def __init__(self, templates: Templates) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(lambda name: _source(templates, name)),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals = {"range": self.globals["range"], "loop": None, "namespace": jinja2.utils.Namespace}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of the letter model only: no attribute of a text, a number or a function."""
        return not isinstance(obj, (str, int, bytes)) and super().is_safe_attribute(obj, attr, value)


def render(letter: Letter, templates: Templates) -> tuple[Segment, ...]:
    """The letter for one case, from `brief/<conversation>.md.j2`. Raises RulebookError with file, line and help."""
    name = f"brief/{letter.conversation.id}.md.j2"
    if name not in templates.files:
        _refuse("B003", f"voor het gesprek «{letter.conversation.id}» is er geen brief ({name})", None, None)
    try:
        template = _sandbox(templates).get_template(name)
        pieces = _bounded(template.generate(vocabulary(letter)))
    except jinja2.TemplateSyntaxError as error:
        _refuse("B004", f"dit is geen goed sjabloon: {error.message}", _at(templates, error.name, error.lineno), None)
    except Exception as error:
        _told(error, templates)
    return segments("".join(pieces))


@lru_cache(maxsize=4)
def _sandbox(templates: Templates) -> _Sandbox:
    """One for each set of templates, so that these are compiled once."""
    return _Sandbox(templates)


def _bounded(pieces: Iterator[str]) -> list[str]:
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_CHARACTERS:
            raise OverflowError
        kept.append(piece)
    return kept


def _source(templates: Templates, name: str) -> tuple[str, str, None] | None:
    if name not in templates.files:
        return None
    text = templates.text(name)
    if has_marks(text):
        _refuse("B005", "in het sjabloon staan onzichtbare stuurtekens", Place(f"templates/{name}", 1, 1), None)
    return text, name, None


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
    place, line = _where(error, templates)
    match error:
        case RulebookError():
            raise error
        case UnknownNameError():
            _refuse("B006", error.message, (place, line), error.help)
        case jinja2.TemplateNotFound():
            _refuse("B003", f"het sjabloon «{error.name}» bestaat niet", (place, line), None)
        case SecurityError():
            _refuse(
                "B007", "dit mag een sjabloon niet", (place, line), "een sjabloon leest alleen de gegevens van de brief"
            )
        case jinja2.UndefinedError():
            help = "de namen die een brief kent staan in docs/brief.md"
            _refuse("B006", f"dit bestaat niet in een brief: {error.message}", (place, line), help)
        case UngroundedError():
            help = "druk alleen af wat een hulpfunctie geeft, zoals {{ stelt('kans') }}"
            _refuse("B008", "hier staat tekst die nergens op rust", (place, line), help)
        case OverflowError() | MemoryError() | RecursionError():
            _refuse("B009", f"de brief wordt langer dan {MAX_CHARACTERS} tekens", (place, line), None)
        case _ if place is None:
            raise error
        case _:
            _refuse("B004", f"het sjabloon loopt hier vast: {error}", (place, line), None)


def _where(error: Exception, templates: Templates) -> tuple[Place | None, str | None]:
    """The last line of a template that was at work when the error came."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in templates.files:
            return _at(templates, frame.filename, frame.lineno or 1)
    return None, None


def _at(templates: Templates, name: str | None, number: int) -> tuple[Place | None, str | None]:
    if name is None or name not in templates.files:
        return None, None
    lines = templates.text(name).split("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    start = len(line) - len(line.lstrip())
    return Place(f"templates/{name}", number, start + 1, max(1, len(line.strip()))), line


def _refuse(code: str, message: str, at: Place | tuple[Place | None, str | None] | None, help: str | None) -> NoReturn:
    place, line = at if isinstance(at, tuple) else (at, None)
    raise RulebookError((Diagnostic(code, message, place, line, help),))
