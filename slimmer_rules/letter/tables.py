"""How wide the columns of a letter's tables are: as the dashes under their heads say, in Word and PDF alike."""

from __future__ import annotations

import re

_RULER = re.compile(r"^[ >]*\|? *:?-+:? *(?:\| *:?-+:? *)+\|? *$|^[ >]*\| *:?-+:? *\| *$", re.MULTILINE)
"""The line under the head of a pipe table, with or without pipes at its ends."""


def column_shares(markdown: str) -> tuple[tuple[int, ...], ...]:
    """For each table of a letter in Markdown, in order, the share of each column: its number of dashes."""
    rulers = (found.group().strip(" >|") for found in _RULER.finditer(markdown))
    return tuple(tuple(len(cell.strip()) for cell in ruler.split("|")) for ruler in rulers)
