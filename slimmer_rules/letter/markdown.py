"""A letter in Markdown, read as CommonMark with tables by markdown-it-py, within the program: as blocks, and as HTML.

What only pandoc knows, attributes anywhere but at a styled block, is read by pandoc (`needs_pandoc`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from slimmer_rules.letter import pandoc
from slimmer_rules.letter.blocks import with_blocks
from slimmer_rules.letter.tables import column_shares

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OPENED = re.compile(r'<div class="([a-z][a-z-]*)">\Z')
_CLOSED = "</div>"
_ATTRIBUTES = re.compile(r"(?<!\\)\{|^ *:::", re.MULTILINE)


def to_html(markdown: str) -> str:
    """The letter as HTML, with `:::` blocks as `<div class=…>`. Raises LetterError as `pandoc.convert` does."""
    if needs_pandoc(markdown):
        return pandoc.convert(_with_divisions(markdown), "html5", "--wrap=none").decode("utf-8")
    reader = _reader()
    return str(reader.renderer.render(list(_with_widths(tokens(markdown), markdown)), reader.options, {}))


def needs_pandoc(markdown: str) -> bool:
    """Whether a text has attributes, or a block with no name."""
    return bool(_ATTRIBUTES.search(_with_divisions(markdown)))


def tokens(markdown: str) -> tuple[Token, ...]:
    """The letter as blocks; a styled block (`::: {.naam}`) is a `division`, and every one ends."""
    return tuple(_closed(_reader().parse(_with_divisions(markdown))))


def _with_divisions(markdown: str) -> str:
    return with_blocks(markdown, lambda name: f'<div class="{name}">', _CLOSED)


def _closed(blocks: Sequence[Token]) -> Iterator[Token]:
    """HTML that opens and ends a styled block, as tokens that do; one that nothing ends lasts to the end."""
    depth = 0
    for block in blocks:
        content = block.content.strip() if block.type == "html_block" else ""
        if opened := _OPENED.match(content):
            depth += 1
            yield _division(1, opened[1])
        elif content == _CLOSED and depth:
            depth -= 1
            yield _division(-1)
        else:
            yield block
    yield from (_division(-1) for _ in range(depth))


def _division(nesting: Literal[1, -1], name: str = "") -> Token:
    from markdown_it.token import Token

    if nesting == 1:
        return Token("division_open", "div", nesting, attrs={"class": name}, block=True)
    return Token("division_close", "div", nesting, block=True)


def _with_widths(blocks: Sequence[Token], markdown: str) -> Iterator[Token]:
    """Each table with columns as wide as its dashes say."""
    from markdown_it.token import Token

    shares = column_shares(markdown)
    left = iter(shares)
    known = len(shares) == sum(block.type == "table_open" for block in blocks)
    for block in blocks:
        yield block
        if known and block.type == "table_open":
            widths = next(left)
            columns = "".join(f'<col style="width: {100 * each // sum(widths)}%">' for each in widths)
            yield Token("html_block", "", 0, content=f"<colgroup>{columns}</colgroup>\n")


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Reader(MarkdownIt):
        def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
            """An address as it was typed, and not in other signs that mean the same."""
            return link

    return Reader("commonmark", {"html": True}).enable("table")
