"""Drawings of what depends on what: boxes in columns, joined from left to right. The layout only; Jinja draws it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slimmer_rules.audit.handbook.entries import Entry

WIDTH, HEIGHT = 206, 54
GAP_X, GAP_Y = 60, 12
TOP = 30
CHARACTERS = 28
"""How many characters of a label fit on a line of a box; at most two lines are shown."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something to draw: its kind in a word, its label and its page; `here` is the page's own subject."""

    key: str
    kind: str
    label: str
    url: str | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place and its label cut in lines."""

    node: Node
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of this size. `edges` are path data; `heads` are the words above the columns, with their place."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[str, ...]
    heads: tuple[tuple[int, str], ...]


def around(entry: Entry, below: Sequence[Entry], above: Sequence[Entry]) -> Drawing:
    """An entry in the middle, what it rests on to the left, and what it feeds to the right."""
    own = Node(entry.url, entry.kind, entry.title, here=True)
    columns = [[_node(e) for e in below], [own], [_node(e) for e in above]]
    edges = [(e.url, own.key) for e in below] + [(own.key, e.url) for e in above]
    heads = ["steunt op", f"deze {entry.kind}", "voedt"]
    filled = [index for index, column in enumerate(columns) if column]
    return layered([columns[index] for index in filled], edges, [heads[index] for index in filled])


def _node(entry: Entry) -> Node:
    return Node(entry.url, entry.kind, entry.title, entry.url)


def layered(columns: Sequence[Sequence[Node]], edges: Sequence[tuple[str, str]], heads: Sequence[str]) -> Drawing:
    """Columns of boxes, each column ordered so that its edges cross little, and centred."""
    ordered = _ordered(columns, edges)
    tallest = max(len(column) for column in ordered)
    height = TOP + tallest * (HEIGHT + GAP_Y)
    boxes: dict[str, Box] = {}
    for index, column in enumerate(ordered):
        free = (tallest - len(column)) * (HEIGHT + GAP_Y) // 2
        for row, node in enumerate(column):
            x, y = index * (WIDTH + GAP_X) + 1, TOP + free + row * (HEIGHT + GAP_Y)
            boxes[node.key] = Box(node, x, y, _lines(node.label))
    return Drawing(
        width=len(ordered) * (WIDTH + GAP_X) - GAP_X + 2,
        height=height,
        boxes=tuple(boxes.values()),
        edges=tuple(_edge(boxes[one], boxes[other]) for one, other in dict.fromkeys(edges)),
        heads=tuple((index * (WIDTH + GAP_X) + WIDTH // 2, head) for index, head in enumerate(heads)),
    )


def _ordered(columns: Sequence[Sequence[Node]], edges: Sequence[tuple[str, str]]) -> list[list[Node]]:
    """Each column by the mean place of its neighbours (barycentres, Sugiyama, Tagawa and Toda 1981), a few times."""
    ordered = [list(column) for column in columns]
    neighbours: dict[str, list[str]] = {}
    for one, other in edges:
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    for _ in range(6):
        for column in ordered:
            place = {node.key: (row + 0.5) / len(c) for c in ordered for row, node in enumerate(c)}
            column.sort(key=lambda node, place=place: _mean(node.key, neighbours, place))  # type: ignore[misc]  # mypy cannot infer the type of a lambda with a default
    return ordered


def _mean(key: str, neighbours: Mapping[str, Sequence[str]], place: Mapping[str, float]) -> float:
    near = neighbours.get(key, ())
    return sum(place[other] for other in near) / len(near) if near else place[key]


def _edge(one: Box, other: Box) -> str:
    x1, y1 = one.x + WIDTH, one.y + HEIGHT // 2
    x2, y2 = other.x, other.y + HEIGHT // 2
    bend = max(30, (x2 - x1) // 2)
    return f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _lines(label: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(label, CHARACTERS, max_lines=2, placeholder=" …"))
