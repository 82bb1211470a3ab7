"""Jinja for templates that others write: they reach nothing of the program, and never go on without end.

One sandbox for the letter, its drawings, its page and the handbook. A template reads fields and calls what it is given;
it has a few filters, may only reckon with small numbers, and gets a bounded time, number of steps and of characters.
"""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.model import Place

MAX_CHARACTERS = 3_000_000
"""A page longer than this is refused: none is, and a template could make one without end."""

MAX_STEPS = 100_000
"""So many turns of a loop, calls and included templates one page may take; twenty times the largest page of ours."""

MAX_HANDLED = 30_000_000
"""So many characters one page may print, also in macros and blocks, and again where these are printed."""

MAX_SECONDS = 10.0
"""So long one page may take; hundreds of times the largest page of ours."""

MAX_SOURCE = 128 * 1024
"""No template that people write is longer; a much longer one takes minutes to read."""

MAX_NUMBER = 10**9

SHOWN = 60
"""So much of a name that does not exist is told; a template can make a long one."""

FILTERS = ("length", "first", "last", "list", "reverse", "dictsort", "map", "selectattr")
TESTS = ("defined", "undefined", "none", "==", "!=", "eq", "equalto", "ne", "gt", "lt", "ge", "le", "odd", "even")
THROUGH_ALL = ("list", "reverse", "map", "selectattr")
"""The filters that may go through all of what they are given."""

CONTAINERS = (list, tuple, dict, set, frozenset)
READING = ("get", "items", "keys", "values")
"""What a template may call of a list or a mapping. The rest could make new ones, and a list of lists of lists …"""


class Names(jinja2.utils.Namespace):
    """What `namespace()` gives. It may hold itself, and is never shown, not even in a message of Jinja."""

    def __repr__(self) -> str:
        return "namespace"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with nothing in it that a template of ours does not need."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, source: Callable[[str], Any], finalize: Callable[[Any], Any] | None = None) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(source),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=lambda value: self.handled((finalize or plain)(value)),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals = {"range": self.globals["range"], "loop": None, "namespace": Names}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self._steps = self._characters = 0
        self._deadline = float("inf")

    def made(self, name: str, values: Mapping[str, Any]) -> str:
        """A template with these values. Raises what a template can raise; see `refuse`."""
        text = "".join(self._generated(name, values))
        text.encode("utf-8")  # half a character can be written in a template, and in no file
        return text

    def _generated(self, name: str, values: Mapping[str, Any]) -> Iterator[Any]:
        """What a template prints, until it is too much."""
        self._steps = self._characters = size = 0
        self._deadline = time.monotonic() + MAX_SECONDS
        for piece in self.get_template(name).generate(values):
            size += len(piece)
            if size > MAX_CHARACTERS:
                raise OverflowError
            yield piece

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of what a template is given: no attribute of a text, a number or a function."""
        if isinstance(obj, CONTAINERS) and attr not in READING:
            return False
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

    def handled(self, value: Any) -> Any:
        """What is printed, or cut a part from: counted by its length."""
        self._characters += len(value) if isinstance(value, Sized) else 1
        self._bound(self._characters <= MAX_HANDLED)
        return value

    def concat(self, pieces: Iterable[str]) -> Any:
        """Join what a macro or a block wrote."""
        return "".join([self.handled(piece) for piece in pieces])

    def _step(self) -> None:
        self._steps += 1
        self._bound(self._steps <= MAX_STEPS)

    def _bound(self, within: bool) -> None:
        if not within or time.monotonic() > self._deadline:
            raise OverflowError

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Let every loop be counted; refuse what could make much out of little."""
        if len(source) > MAX_SOURCE:
            raise jinja2.TemplateSyntaxError("het is te lang", 1, name, filename)
        try:
            tree = super()._parse(source, name, filename)
        except ValueError:  # Python reads no number of thousands of digits
            raise jinja2.TemplateSyntaxError("een getal is te lang", 1, name, filename) from None
        for line, told in _refused(tree):
            raise jinja2.TemplateSyntaxError(f"{told} kan hier niet", line, name, filename)
        for node in tree.find_all((nodes.For, nodes.Filter, nodes.Getitem)):
            match node:
                case nodes.For():
                    node.iter = _through("counted", node.iter)
                case nodes.Filter(node=nodes.Expr()) if node.name in THROUGH_ALL:
                    node.node = _through("counted", node.node)
                case nodes.Getitem(arg=nodes.Slice()):
                    node.node = _through("handled", node.node)
        return tree


def plain(value: Any) -> Any:
    """What `{{ … }}` may print: a text, a number, or nothing."""
    if isinstance(value, str | int | float | jinja2.Undefined):
        return value
    raise SecurityError


def _through(name: str, value: Any) -> nodes.Expr:
    """A call of one of the sandbox's own functions on what a template says."""
    line = value.lineno
    return nodes.Call(nodes.EnvironmentAttribute(name, lineno=line), [value], [], None, None, lineno=line)


def _refused(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """What a template says that no template may: its line, and its name."""
    kinds = (nodes.Concat, nodes.EvalContextModifier, nodes.For, nodes.Name, nodes.List, nodes.Tuple, nodes.Dict)
    for node in tree.find_all(kinds):
        match node:
            case nodes.EvalContextModifier():
                yield node.lineno, "`autoescape`"
            case nodes.Concat():
                yield node.lineno, "`~`"
            case nodes.For(recursive=True):
                yield node.lineno, "`recursive`"
            case nodes.Name(name="varargs" | "kwargs"):
                yield node.lineno, f"`{node.name}`"
            case nodes.List() | nodes.Dict() | nodes.Tuple(ctx="load") if node.find(nodes.Name):
                yield node.lineno, "een lijst met namen erin"


ALLOWED = "een sjabloon leest alleen wat het gegeven is, en drukt alleen teksten en getallen af"


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
            stop("B003", f"het sjabloon “{str(error.name)[:SHOWN]}” bestaat niet", place, line)
        case SecurityError():
            stop("B007", "dit mag een sjabloon niet", place, line, ALLOWED)
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
    return f"`{found[1][:SHOWN]}`" if found else message or "een naam"
