"""Where a word that is too long for a line of the PDF may be broken: no program does so by itself."""

from __future__ import annotations

import re

STRETCH = 20
"""A very long word may be broken after so many letters."""

LONG_WORD = re.compile(r"[^\W_]{40,}|\\?_(?=\w)")
"""A very long word, or an underscore within a name (with the backslash that it has in Markdown)."""


def stretches(found: str) -> list[str]:
    """The parts of a very long word; an underscore, and an empty part after it."""
    if found.endswith("_"):
        return [found, ""]
    return [found[at : at + STRETCH] for at in range(0, len(found), STRETCH)]
