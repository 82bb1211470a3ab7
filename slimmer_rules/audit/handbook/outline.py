"""A sentence form as an outline: wrapped lines with `- ` at their depths become paragraphs and nested lists."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Item:
    """A paragraph or list item, with the items below it."""

    text: str
    items: list[Item] = field(default_factory=list)


def outline(text: str) -> list[Item]:
    """The paragraphs of a text as `rulebook.wording` wraps it."""
    paragraphs: list[Item] = []
    open_items: list[tuple[int, Item]] = []
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip())
        told = line.strip()
        if told.startswith("- "):
            while open_items and open_items[-1][0] >= depth + 2:
                open_items.pop()
            item = Item(told[2:])
            (open_items[-1][1].items if open_items else paragraphs).append(item)
            open_items.append((depth + 2, item))
        elif depth and open_items:
            open_items[-1][1].text += f" {told}"
        elif told:
            item = Item(told)
            paragraphs.append(item)
            open_items = [(0, item)]
    return paragraphs
