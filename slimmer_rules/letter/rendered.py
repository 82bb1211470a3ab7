"""A letter that has been rendered: its model, its templates, and its text in segments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from slimmer_rules.letter.figures import drawing
from slimmer_rules.letter.markdown import tree
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import Segment, clean, with_grounds
from slimmer_rules.letter.templates import Templates

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True)
class Rendered:
    """The text of one letter, before it takes the form of a file.

    `enclosed` is a receipt to put inside the file, where its kind can hold one.
    """

    letter: Letter
    templates: Templates
    segments: tuple[Segment, ...]
    enclosed: bytes | None = None

    @cached_property
    def markdown(self) -> str:
        """Markdown for people."""
        return clean(self.segments)

    @cached_property
    def grounded(self) -> str:
        """Markdown with a mark around each claim; `links.spanned` makes elements of these in the page."""
        return with_grounds(self.segments)

    @property
    def tree(self) -> SyntaxTreeNode:
        """The letter as a tree of blocks. Raises LetterError as `markdown.tokens` does."""
        return tree("".join(piece.text for piece in self.segments))

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """The drawings that the letter shows, by name, as SVG."""
        names = {piece.ground.id for piece in self.segments if piece.ground and piece.ground.kind == "figuur"}
        return {name: drawing(self.letter, self.templates, name) for name in sorted(names)}

    @property
    def title(self) -> str:
        """The title of the file: the letter's first heading, and what the case is called."""
        heading = next((line for line in self.markdown.split("\n") if line.startswith("# ")), "# Brief")
        told = re.sub(r"\\(?=[^\w\s])", "", heading.removeprefix("# ").split(" {")[0])
        name = self.letter.given["titel"].text.strip()
        return f"{told}: {name}" if name and name not in told else told


def compose(letter: Letter, templates: Templates) -> Rendered:
    """The letter's text. Raises RulebookError for a fault in a template."""
    return Rendered(letter, templates, render(letter, templates))
