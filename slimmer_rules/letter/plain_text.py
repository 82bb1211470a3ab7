"""The letter as plain text for a mail or a form: lines of at most 72 characters where words allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from slimmer_rules.letter.markdown import side_of, tree

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

WIDTH = 72
NARROWEST = 20
"""A text within quotes within lists gets no narrower than this."""

BENEATH = ("afzender", "geadresseerde", "datum", "ondertekening")
"""The styled blocks of which the lines stand beneath each other."""

_GAP = "  "
_UNDERLINED = {"h1": "=", "h2": "-"}


def to_plain_text(markdown: str) -> str:
    """The letter as text. Raises LetterError as `markdown.tokens` does."""
    return "\n".join(_blocks(tree(markdown).children, WIDTH)).strip("\n") + "\n"


def _blocks(nodes: Iterable[SyntaxTreeNode], width: int, *, tight: bool = False) -> list[str]:
    """The lines of blocks, an empty line between them unless `tight`."""
    lines: list[str] = []
    for node in nodes:
        block = _block(node, max(width, NARROWEST))
        if lines and block and not tight:
            lines.append("")
        lines += block
    return lines


def _block(node: SyntaxTreeNode, width: int) -> list[str]:
    match node.type:
        case "heading":
            return _heading(node, width)
        case "paragraph":
            return _wrapped(_text(node), width)
        case "bullet_list" | "ordered_list":
            return _list(node, width)
        case "blockquote":
            return _indented(_blocks(node.children, width - 2), "  ")
        case "table":
            return _table(node, width)
        case "code_block" | "fence":
            return _indented(node.content.rstrip("\n").split("\n"), "    ")
        case "hr":
            return ["-" * width]
        case "division":
            return _blocks(node.children, width, tight=node.attrs.get("class") in BENEATH)
        case _:
            return []


def _heading(node: SyntaxTreeNode, width: int) -> list[str]:
    lines = _wrapped(_text(node), width)
    sign = _UNDERLINED.get(node.tag)
    return [*lines, sign * max(map(len, lines), default=0)] if sign else lines


def _list(node: SyntaxTreeNode, width: int) -> list[str]:
    tight = any(block.hidden for item in node.children for block in item.children if block.type == "paragraph")
    markers = _markers(node)
    room = max(map(len, markers))
    lines: list[str] = []
    for marker, item in zip(markers, node.children, strict=True):
        body = _indented(_blocks(item.children, width - room, tight=tight), " " * room)
        first = body[0][room:] if body else ""
        lines += [*([""] if lines and not tight else []), f"{marker.ljust(room)}{first}".rstrip(), *body[1:]]
    return lines


def _markers(node: SyntaxTreeNode) -> list[str]:
    if node.type == "bullet_list":
        return ["- "] * len(node.children)
    start = int(node.attrs.get("start", 1))
    return [f"{start + number}{item.markup} " for number, item in enumerate(node.children)]


def _table(node: SyntaxTreeNode, width: int) -> list[str]:
    """Rows of cells beside each other; an empty line between rows where one takes several lines."""
    rows = [row for part in node.children for row in part.children]
    texts = [[_text(cell) for cell in row.children] for row in rows]
    widths = _widths(texts, width)
    head, *body = [_row(row.children, cells, widths) for row, cells in zip(rows, texts, strict=True)]
    apart = [""] if any(len(row) > 1 for row in body) else []
    lines = [*head, _GAP.join("-" * each for each in widths)]
    for number, row in enumerate(body):
        lines += [*(apart if number else []), *row]
    return lines


def _row(cells: Sequence[SyntaxTreeNode], texts: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [_placed(cell, text, width) for cell, text, width in zip(cells, texts, widths, strict=True)]
    filled = zip_longest(*columns, fillvalue=None)
    empty = [" " * width for width in widths]
    return [_GAP.join(line or none for line, none in zip(lines, empty, strict=True)).rstrip() for lines in filled]


def _placed(cell: SyntaxTreeNode, text: str, width: int) -> list[str]:
    """The lines of a cell, each as wide as its column."""
    put = str.rjust if side_of(cell) == "right" else str.ljust
    return [put(line, width) for line in _wrapped(text, width)]


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is: as its longest cell; without room for that, its longest word and a share of the rest."""
    columns = list(zip(*rows, strict=True))
    room = width - len(_GAP) * (len(columns) - 1)
    most = [max(1, *map(len, cells)) for cells in columns]
    if sum(most) <= room:
        return most
    least = [max(1, min(_longest_word(cells), room // len(columns))) for cells in columns]
    wish, spare = sum(most) - sum(least), max(0, room - sum(least))
    return [few + (many - few) * spare // max(1, wish) for few, many in zip(least, most, strict=True)]


def _longest_word(cells: Iterable[str]) -> int:
    return max((len(word) for cell in cells for word in cell.split()), default=1)


def _wrapped(text: str, width: int) -> list[str]:
    lines = text.split("\n")
    return [
        part for line in lines for part in wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    ]


def _indented(lines: Iterable[str], indent: str) -> list[str]:
    return [f"{indent}{line}".rstrip() for line in lines]


def _text(node: SyntaxTreeNode) -> str:
    """The text within a block, without emphasis; a picture gives its alternative text."""
    match node.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "text" | "code_inline":
            return node.content
        case _:
            return "".join(map(_text, node.children))
