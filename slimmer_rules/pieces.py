"""Jinja that gives pieces, where Jinja itself gives one text: what the author of a template typed stays apart.

As Jinja's own `nativetypes` does, a template is compiled to code that does not turn what it prints into text. Each text
that stands in a template is a `Literal`, whatever its form: words between tags, or a string with escapes in it. What a
template was given stays the value that it was. Macros, blocks, `set` blocks and included templates keep the pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from slimmer_rules.templating import Sandbox


class Literal(str):
    """A text that the author of a template typed, and where. Whatever a template makes of it is a plain text."""

    template: str
    line: int

    def __new__(cls, text: str, template: str, line: int) -> Literal:
        """`text`, with the name of its template and the line on which it begins."""
        made = super().__new__(cls, text)
        made.template, made.line = template, line
        return made

    def like(self, text: str) -> Literal:
        """Another text at the same place."""
        return Literal(text, self.template, self.line)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a macro or a block printed. It can be printed, and asked whether it is empty; it is no text."""

    parts: tuple[Any, ...]

    def __len__(self) -> int:
        return sum(map(len, self.parts))


class _Generator(CodeGenerator):
    """Compiles a template so that nothing is turned into text, and that each text in it knows its place."""

    def _output_child_to_const(self, *_: Any) -> str:
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def visit_TemplateData(self, node: nodes.TemplateData, frame: Frame) -> None:  # noqa: N802  # as in Jinja
        self._literal(node.data, node.lineno)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802  # as in Jinja
        if isinstance(node.value, str):
            self._literal(node.value, node.lineno)
        else:
            super().visit_Const(node, frame)

    def _literal(self, text: str, line: int) -> None:
        self.environment.typed(Literal(text, self.name or "", line))  # type: ignore[attr-defined]  # a PieceSandbox
        self.write(f"environment.literal({text!r}, {self.name!r}, {line})")


class PieceSandbox(Sandbox):
    """A sandbox of which `pieces` gives what a template prints, piece by piece.

    `finalize` takes what `{{ … }}` holds and gives the piece; it never sees what is `Pieces` already. `typed` is called
    with each text in a template that is compiled, whether it is printed or not, and may refuse it.
    """

    code_generator_class = _Generator
    literal = Literal

    def __init__(
        self, source: Callable[[str], Any], finalize: Callable[[Any], Any], typed: Callable[[Literal], None]
    ) -> None:
        super().__init__(source, lambda value: value if isinstance(value, Pieces) else finalize(value))
        self.autoescape = self.optimized = False
        self.typed = typed

    def pieces(self, name: str, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """What a template prints with these values. Raises what a template can raise; see `refuse`."""
        return _flat(self._generated(name, values))

    def concat(self, pieces: Iterable[Any]) -> Any:
        """Keep together what a macro or a block wrote."""
        return Pieces(tuple(map(self.handled, _flat(pieces))))


def _flat(pieces: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(part for piece in pieces for part in (piece.parts if isinstance(piece, Pieces) else (piece,)))
