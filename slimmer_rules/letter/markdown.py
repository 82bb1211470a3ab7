"""A letter in Markdown, read as CommonMark with tables (markdown-it-py): one tree, of which every format is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.said import claims_in

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

DEEPEST = 100
"""So deep lists and quotes may stand in each other; what is deeper the library would leave out without a word."""

_OPENED = re.compile(r"^:::+ *(?:\{\.([a-z][a-z-]*)[^}]*\}|([a-z][a-z-]*)|\{[^}]*\}) *:* *$")
"""The start of a styled block: `::: {.name …}` or `::: name`; or of one without a name."""
_CLOSED = re.compile(r"^:::+ *$")
_STYLE = re.compile(r'custom-style="([^"]*)"')
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_MARGIN = re.compile(r"[ >]*")


def to_html(markdown: str) -> str:
    """The letter as HTML, with `:::` blocks as `<div class=…>`. Raises LetterError as `tokens` does."""
    reader = _reader()
    return str(reader.renderer.render(list(tokens(markdown)), reader.options, {}))


def tree(markdown: str) -> SyntaxTreeNode:
    """The letter as a tree of blocks. Raises LetterError as `tokens` does."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(tokens(markdown))


def tokens(markdown: str) -> tuple[Token, ...]:
    """The letter as blocks.

    A styled block (`::: {.naam custom-style="Stijl"}`) is a `division` with the name as its class and the style in
    `meta`; every one ends. A table has the share of each column in `meta`: its number of dashes under the head.
    Raises LetterError where lists or quotes stand too deep in each other.
    """
    blocks = _reader().parse(markdown)
    if any(block.level >= DEEPEST for block in blocks):
        raise LetterError("In de brief staan te veel lijsten of citaten in elkaar; maak hem eenvoudiger.")
    lines = markdown.split("\n")
    for block in blocks:
        if block.type == "table_open" and block.map:
            block.meta["shares"] = _shares(lines[block.map[0] + 1])
    return (*blocks, *_endings(blocks))


def shown_claims(grounded: str) -> frozenset[int]:
    """The numbers of the claims in a letter (made by `said.with_grounds`) that are text for a reader."""
    blocks = tokens(grounded)
    texts = [block.content for block in blocks if block.type in ("fence", "code_block")]
    parts = (part for block in blocks for part in block.children or ())
    texts += [part.content for part in parts if part.type in ("text", "code_inline")]
    return frozenset(number for text in texts for number in claims_in(text))


def shown_text(node: SyntaxTreeNode) -> str:
    """The text within a part of the tree, without emphasis and ends of lines."""
    return node.content if node.type in ("text", "code_inline") else "".join(map(shown_text, node.children))


def leads_away(link: SyntaxTreeNode) -> bool:
    """Whether a link leads out of the letter: to a place within it there is none in Word and PDF."""
    return not str(link.attrs["href"]).startswith("#")


def side_of(cell: SyntaxTreeNode) -> str:
    """The side of its column at which the text of a cell stands, as its table says; empty where it says none."""
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")


def addresses(markdown: str) -> Iterator[str]:
    """Where the links of a letter lead, also those that no page would follow."""
    for block in _reader(every_link=True).parse(markdown):
        yield from (str(part.attrs["href"]) for part in block.children or () if part.type == "link_open")


def _shares(ruler: str) -> tuple[int, ...]:
    """How many dashes stand under each head of a table."""
    return tuple(cell.count("-") for cell in _MARGIN.sub("", ruler, count=1).strip().strip("|").split("|"))


def _endings(blocks: Sequence[Token]) -> Iterator[Token]:
    """An end for each styled block that has none: it lasts to the end of the letter."""
    from markdown_it.token import Token

    depth = sum(block.nesting for block in blocks if block.tag == "div")
    yield from (Token("division_close", "div", -1, block=True) for _ in range(depth))


def _division(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a line that begins or ends a styled block; it stands at the very start of a line, in no list or quote."""
    start, stop, open_blocks = state.bMarks[line], state.eMarks[line], state.env.get("divisions", 0)
    text = state.src[start:stop]
    opened, closed = _OPENED.match(text), open_blocks and _CLOSED.match(text)
    if (start and state.src[start - 1] != "\n") or not (opened or closed):
        return False
    if not silent:
        state.line = line + 1
        state.env["divisions"] = open_blocks + (1 if opened else -1)
        token = state.push("division_open" if opened else "division_close", "div", 1 if opened else -1)
        if opened and (name := opened[1] or opened[2]):
            token.attrs["class"] = name
        if style := _STYLE.search(text):
            token.meta["style"] = style[1]
    return True


def _end_of_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Whether a line ends the table before it: only a line with a mark between cells is a row."""
    row = state.src[state.bMarks[line] : state.eMarks[line]]
    return silent and state.parentType == "table" and not _BETWEEN_CELLS.search(row)


def _columns(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """The start of a table in a page, with columns as wide as its dashes say."""
    shares = tokens[index].meta["shares"]
    columns = "".join(f'<col style="width: {100 * each // sum(shares)}%">' for each in shares)
    return f"<table>\n<colgroup>{columns}</colgroup>\n"


@lru_cache(maxsize=2)
def _reader(*, every_link: bool = False) -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Reader(MarkdownIt):
        def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
            """An address as it was typed, and not in other signs that mean the same."""
            return link

        def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
            """Whether a link leads to where a page may lead."""
            return every_link or super().validateLink(url)

    reader = Reader("commonmark", {"html": False, "maxNesting": DEEPEST + 20}).enable("table")
    reader.add_render_rule("table_open", _columns)
    ended = ["paragraph", "reference", "blockquote", "list"]
    reader.block.ruler.before("table", "division", _division, {"alt": ended})
    reader.block.ruler.before("table", "end_of_table", _end_of_table, {"alt": ["blockquote"]})
    return reader
