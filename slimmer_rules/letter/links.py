"""What leads where in the page: a reason to its rule, the rule back to its first reason and on to its source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from slimmer_rules.letter.said import GROUNDED, Ground, Segment


def spanned(page: str, pieces: Iterable[Segment]) -> str:
    """HTML made from `said.with_grounds`, each claim an element with its ground.

    A claim by a rule links to that rule in the appendix, the rule back to the first claim that it gave, and the place
    in a source to that source.
    """
    links = _Links(tuple(pieces))

    def element(found: re.Match[str]) -> str:
        ground = links.pieces[int(found[1])].ground
        return links.element(found[2], ground) if ground else found[2]

    return GROUNDED.sub(element, page)


class _Links:
    """What leads where within one page."""

    def __init__(self, pieces: tuple[Segment, ...]) -> None:
        grounds = [piece.ground for piece in pieces if piece.ground]
        self.pieces = pieces
        self._rules = {ground.id for ground in grounds if ground.kind == "regel"}
        self._used = {ground.rule for ground in grounds} & self._rules
        self._named = {piece.text.lower(): piece.ground.id for piece in pieces if _names_source(piece) and piece.ground}
        self._seen: set[str] = set()

    def element(self, text: str, ground: Ground) -> str:
        """A claim as an element of the page."""
        fields = (("soort", ground.kind), ("feit", ground.id), ("waarde", ground.value), ("regel", ground.rule))
        data = "".join(f' data-{name}="{html.escape(value)}"' for name, value in fields if value)
        if ground.rule in self._rules:
            anchor = "" if ground.rule in self._seen else f' id="bij-{html.escape(ground.rule)}"'
            self._seen.add(ground.rule)
            return f'<a href="#regel-{html.escape(ground.rule)}"{anchor} class="grond"{data}>{text}</a>'
        match ground.kind:
            case "regel" if ground.id in self._used:
                back = f'href="#bij-{html.escape(ground.id)}" title="Terug naar waar de brief deze regel gebruikt"'
                return f'<a id="regel-{html.escape(ground.id)}" {back} class="grond"{data}>{text}</a>'
            case "regel":
                return f'<span id="regel-{html.escape(ground.id)}" class="grond"{data}>{text}</span>'
            case "bronnummer":
                return f'<span id="bron-{html.escape(ground.id)}" class="grond"{data}>{text}</span>'
            case "bron":
                text = re.sub(r"\bbron \d+", self._to_source, text)
            case "document":
                text = re.sub(r"https?://[^\s<>\"]+", r'<a href="\g<0>">\g<0></a>', text)
        return f'<span class="grond"{data}>{text}</span>'

    def _to_source(self, found: re.Match[str]) -> str:
        id = self._named.get(found[0])
        return f'<a href="#bron-{html.escape(id)}">{found[0]}</a>' if id else found[0]


def _names_source(piece: Segment) -> bool:
    return piece.ground is not None and piece.ground.kind == "bronnummer"
