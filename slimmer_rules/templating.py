"""Jinja for templates that others write: they reach nothing of the program, and never go on without end.

One sandbox for the letter, its drawings, its page and the handbook. A template reads fields and calls what it is given;
it has a few filters, may only reckon with small numbers, and gets a bounded number of steps and characters.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.model import Place

MAX_CHARACTERS = 3_000_000
"""A page longer than this is refused: none is, and a template could make one without end."""

MAX_STEPS = 500_000
"""So many turns of a loop, calls and included templates one page may take."""

MAX_NUMBER = 10**9

FILTERS = ("length", "first", "last", "list", "batch", "slice", "reverse", "dictsort", "map", "selectattr")
TESTS = ("defined", "undefined", "none", "in", "==", "!=", "eq", "equalto", "ne", "gt", "lt", "ge", "le", "odd", "even")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with nothing in it that a template of ours does not need."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, source: Callable[[str], Any], finalize: Callable[[Any], Any] | None = None) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(source),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals = {"range": self.globals["range"], "loop": None, "namespace": jinja2.utils.Namespace}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self._steps = 0

    def made(self, name: str, values: Mapping[str, Any]) -> str:
        """A template with these values. Raises what a template can raise; see `refuse`."""
        self._steps = 0
        pieces: list[str] = []
        size = 0
        for piece in self.get_template(name).generate(values):
            size += len(piece)
            if size > MAX_CHARACTERS:
                raise OverflowError
            pieces.append(piece)
        text = "".join(pieces)
        text.encode("utf-8")  # half a character can be written in a template, and in no file
        return text

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of what a template is given: no attribute of a text, a number or a function."""
        return not isinstance(obj, (str, int, bytes)) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Reckon, with numbers only and not with large ones."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError
        result = super().call_binop(context, operator, left, right)
        if abs(result) > MAX_NUMBER:
            raise OverflowError
        return result

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # as in Jinja: no name that a template's own arguments could have
        """Call what a template calls, a step each time."""
        __self._step()
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, name: Any, *args: Any, **kwargs: Any) -> jinja2.Template:
        """Another template, a step each time."""
        self._step()
        return super().get_template(name, *args, **kwargs)

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """What a loop goes over, a step each time."""
        for item in items:
            self._step()
            yield item

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise OverflowError

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Let every loop be counted; refuse what could make long texts out of short ones."""
        tree = super()._parse(source, name, filename)
        for joined in tree.find_all(nodes.Concat):
            raise jinja2.TemplateSyntaxError("`~` kan hier niet", joined.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise jinja2.TemplateSyntaxError("`recursive` kan hier niet", loop.lineno, name, filename)
            counted = nodes.EnvironmentAttribute("counted", lineno=loop.lineno)
            loop.iter = nodes.Call(counted, [loop.iter], [], None, None, lineno=loop.lineno)
        return tree


def refuse(error: Exception, texts: Mapping[str, bytes], folder: str) -> NoReturn:
    """Any fault in a template as one RulebookError, with the place in `folder`; what is no template's fault goes on."""
    place, line = where(error, texts, folder)
    match error:
        case RulebookError():
            raise error
        case jinja2.TemplateSyntaxError():
            place, line = _at(texts, folder, error.name, error.lineno)
            stop("B004", f"dit is geen goed sjabloon: {syntax(error.message)}", place, line)
        case jinja2.TemplateNotFound():
            stop("B003", f"het sjabloon “{error.name}” bestaat niet", place, line)
        case SecurityError():
            stop("B007", "dit mag een sjabloon niet", place, line, "een sjabloon leest alleen wat het gegeven is")
        case jinja2.UndefinedError():
            stop("B006", f"dit bestaat hier niet: {undefined(error)}", place, line, "kijk hoe het heet")
        case OverflowError() | MemoryError() | RecursionError():
            message = f"de tekst wordt langer dan {MAX_CHARACTERS} tekens, of komt nooit klaar"
            stop("B009", message, place, line, "kijk of een lus of een sjabloon zichzelf herhaalt")
        case UnicodeEncodeError():
            stop("B005", "een sjabloon schrijft een half teken (\\ud8..)", place, line, "schrijf het teken zelf")
        case SyntaxError():
            stop("B004", "dit sjabloon zit te diep in elkaar", place, line, "zet minder lussen in elkaar")
        case TypeError() if "argument" in str(error) and place is not None:
            stop("B004", "deze hulpfunctie krijgt te veel of te weinig mee", place, line, f"Jinja meldt: {error}")
        case ZeroDivisionError() if place is not None:
            stop("B004", "hier wordt door nul gedeeld", place, line)
        case _ if place is None:
            raise error
        case _:
            stop("B004", "het sjabloon loopt hier vast", place, line, f"Jinja meldt: {error}")


def stop(code: str, message: str, place: Place | None, line: str | None, help: str | None = None) -> NoReturn:
    """Refuse a template, with one diagnostic."""
    raise RulebookError((Diagnostic(code, message, place, line, help),))


def where(error: Exception, texts: Mapping[str, bytes], folder: str) -> tuple[Place | None, str | None]:
    """The last line of a template that was at work when the error came."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in texts:
            return _at(texts, folder, frame.filename, frame.lineno or 1)
    return None, None


def _at(texts: Mapping[str, bytes], folder: str, name: str | None, number: int) -> tuple[Place | None, str | None]:
    if name is None or name not in texts:
        return None, None
    lines = texts[name].decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    start = len(line) - len(line.lstrip())
    return Place(f"{folder}/{name}", number, start + 1, max(1, len(line.strip()))), line


_SYNTAX = (
    (r"Expected an expression, got .*", "hier mist iets"),
    (r"unexpected 'end of template'|Unexpected end of template.*", "een `{{{{`, `{{%` of blok wordt nergens gesloten"),
    (r"Encountered unknown tag '(.*?)'.*", "de opdracht `{}` bestaat niet, of hoort hier niet"),
    (r"No filter named '(.*?)'.*", "het filter `{}` bestaat hier niet"),
    (r"No test named '(.*?)'.*", "de toets `{}` bestaat hier niet"),
    (r"unexpected '?(.*?)'?", "`{}` hoort hier niet"),
    (r"expected token '(.*?)', got '(.*?)'", "hier hoort `{}` te staan, niet `{}`"),
)  # fmt: skip


def syntax(message: str | None) -> str:
    """Jinja's words in Dutch, where they are known."""
    for pattern, told in _SYNTAX:
        if found := re.fullmatch(pattern, message or "", re.DOTALL):
            return told.format(*found.groups())
    return message or "het is niet te lezen"


def undefined(error: jinja2.UndefinedError) -> str:
    """The name that an error of Jinja is about."""
    message = error.message
    found = re.search(r"no (?:attribute|element) '?(.*?)'?$", message or "") or re.match(
        r"'(.*)' is undefined", message or ""
    )
    return f"`{found[1]}`" if found else message or "een naam"
