"""A letter in Markdown, read within the program as CommonMark with tables (markdown-it-py): as blocks, and as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from slimmer_rules.letter.blocks import with_blocks
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.said import claims_in
from slimmer_rules.letter.tables import column_shares

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 100
"""So deep lists and quotes may stand in each other; what is deeper the library would leave out without a word."""

_OPENED = re.compile(r'<div class="([a-z-]*)">\Z')
_CLOSED = "</div>"


def to_html(markdown: str) -> str:
    """The letter as HTML, with `:::` blocks as `<div class=…>`. Raises LetterError as `tokens` does."""
    reader = _reader()
    return str(reader.renderer.render(list(_with_widths(tokens(markdown), markdown)), reader.options, {}))


def tokens(markdown: str) -> tuple[Token, ...]:
    """The letter as blocks; a styled block (`::: {.naam}`) is a `division`, and every one ends.

    Raises LetterError where lists or quotes stand too deep in each other.
    """
    text = with_blocks(markdown, lambda name: f'<div class="{name}">', _CLOSED)
    blocks = _reader().parse(text)
    if any(block.level >= DEEPEST for block in blocks):
        raise LetterError("In de brief staan te veel lijsten of citaten in elkaar; maak hem eenvoudiger.")
    return tuple(_closed(blocks))


def shown_claims(grounded: str) -> frozenset[int]:
    """The numbers of the claims in a letter (made by `said.with_grounds`) that are text for a reader."""
    blocks = tokens(grounded)
    texts = [block.content for block in blocks if block.type in ("fence", "code_block")]
    parts = (part for block in blocks for part in block.children or ())
    texts += [part.content for part in parts if part.type in ("text", "code_inline")]
    return frozenset(number for text in texts for number in claims_in(text))


def addresses(markdown: str) -> Iterator[str]:
    """Where the links of a letter lead, also those that no page would follow."""
    text = with_blocks(markdown, lambda name: f'<div class="{name}">', _CLOSED)
    for block in _reader(every_link=True).parse(text):
        yield from (str(part.attrs["href"]) for part in block.children or () if part.type == "link_open")


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
        return Token("division_open", "div", nesting, attrs={"class": name} if name else {}, block=True)
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

    return Reader("commonmark", {"html": True, "maxNesting": DEEPEST + 20}).enable("table")
