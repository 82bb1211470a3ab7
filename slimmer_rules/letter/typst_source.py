"""The letter as Typst, from its tree: each block a call and each text a string, so that no sign in it is an order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from slimmer_rules.letter.markdown import leads_away, shown_text, side_of

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

STRETCH = 20
"""A very long word may be broken after so many letters: Typst does not do so by itself, and it would not fit."""

BREAK = "\u200b"
"""Where a line may be broken; it has no width."""

_LONG_WORD = re.compile(r"[^\W_]{40,}|_(?=\w)")
"""A very long word, or an underscore within a name."""


def to_typst(root: SyntaxTreeNode) -> str:
    """The blocks of a letter (`markdown.tree`), for below a layout that has a function for each styled block."""
    return _blocks(root.children)


def quoted(text: str) -> str:
    """A Typst string that stands for just this text."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{{{ord(found.group()):x}}}", plain) + '"'


def _blocks(nodes: Iterable[SyntaxTreeNode], between: str = "\n\n") -> str:
    return between.join(map(_block, nodes))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "heading":
            return f"#heading(level: {node.tag.removeprefix('h')})[{_inline(node)}]"
        case "paragraph":
            return _inline(node)
        case "bullet_list":
            return f"#list({_items(node)})"
        case "ordered_list":
            numbering = quoted(f"1{node.markup}")
            return f"#enum(numbering: {numbering}, start: {node.attrs.get('start', 1)}, {_items(node)})"
        case "blockquote":
            return f"#quote(block: true)[\n{_blocks(node.children)}\n]"
        case "table":
            return _table(node)
        case "code_block" | "fence":
            text = node.content.rstrip("\n")
            return f"#raw(block: true, {quoted(text)})"
        case "hr":
            return "#horizontalrule"
        case _:  # a styled block; the empty line makes a paragraph of a text that stands alone in it
            return f"#{node.attrs.get('class', 'block')}[\n{_blocks(node.children)}\n\n]"


def _items(node: SyntaxTreeNode) -> str:
    tight = any(block.hidden for item in node.children for block in item.children if block.type == "paragraph")
    between = "\n" if tight else "\n\n"
    items = (f"[{_blocks(item.children, between)}]" for item in node.children)
    return f"tight: {str(tight).lower()}, {', '.join(items)}"


def _table(node: SyntaxTreeNode) -> str:
    head, *body = [row for part in node.children for row in part.children]
    columns = "".join(f"{share}fr, " for share in node.meta["shares"])
    align = "".join(f"{side_of(cell) or 'auto'}, " for cell in head.children)
    rows = "".join(f"    {_cells(row)},\n" for row in body)
    return (
        f"#figure(\n  align(center)[#table(\n    columns: ({columns}),\n    align: ({align}),\n"
        f"    table.header({_cells(head)},),\n    table.hline(),\n{rows}  )], kind: table)"
    )


def _cells(row: SyntaxTreeNode) -> str:
    return ", ".join(f"[{_inline(cell)}]" for cell in row.children)


def _inline(node: SyntaxTreeNode) -> str:
    return "".join(map(_part, node.children))


def _part(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text":
            return f"#{quoted(_LONG_WORD.sub(_broken, node.content))};" if node.content else ""
        case "code_inline":
            return f"#raw({quoted(node.content)});"
        case "softbreak":
            return " "
        case "hardbreak":
            return "#linebreak();"
        case "em":
            return f"#emph[{_inline(node)}]"
        case "strong":
            return f"#strong[{_inline(node)}]"
        case "link" if leads_away(node):
            return f"#link({quoted(str(node.attrs['href']))})[{_inline(node)}]"
        case "image":
            name = str(node.attrs["src"]).removesuffix(".svg")
            return f"#tekening({quoted(name)}, {quoted(shown_text(node))});"
        case _:
            return _inline(node)


def _broken(found: re.Match[str]) -> str:
    """A very long word with places where a line may be broken, also after an underscore."""
    word = found[0]
    return f"_{BREAK}" if word == "_" else BREAK.join(word[at : at + STRETCH] for at in range(0, len(word), STRETCH))
