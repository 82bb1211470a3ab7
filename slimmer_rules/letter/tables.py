"""The tables of a letter in Markdown: set apart from what is around them, and how wide their columns are.

Programs differ on where a table ends: some take the line right below it for a row. With an empty line around each
table, every format has the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PIPE = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r":?-+:?")
_QUOTED = re.compile(r"[ >]*")


def set_apart(markdown: str) -> str:
    """The Markdown with an empty line before and after each table, within a quote too."""
    lines = markdown.split("\n")
    apart: list[str] = []
    done = 0
    for table in _tables(lines):
        for edge in (table.start, table.stop):
            apart += lines[done:edge]
            if 0 < edge < len(lines) and _content(lines[edge - 1]) and _content(lines[edge]):
                apart.append(_quoted(lines[edge]).rstrip())
            done = edge
    return "\n".join(apart + lines[done:])


def column_shares(markdown: str) -> tuple[tuple[int, ...], ...]:
    """For each table, in order, the share of each column: its number of dashes under the head."""
    lines = markdown.split("\n")
    rulers = (lines[table.start + 1] for table in _tables(lines))
    return tuple(tuple(cell.count("-") for cell in _cells(ruler)) for ruler in rulers)


def _tables(lines: Sequence[str]) -> Iterator[range]:
    """The lines of each table: a head, the dashes under it, and rows."""
    number = 0
    while number + 1 < len(lines):
        stop = number + 1
        if _PIPE.search(lines[number]) and _is_ruler(lines[stop]):
            while stop < len(lines) and _PIPE.search(lines[stop]):
                stop += 1
            yield range(number, stop)
        number = stop


def _is_ruler(line: str) -> bool:
    return "|" in line and all(_DASHES.fullmatch(cell.strip()) for cell in _cells(line))


def _cells(line: str) -> list[str]:
    return _content(line).strip("|").split("|")


def _content(line: str) -> str:
    """A line without the marks of a quote."""
    return line[len(_quoted(line)) :].strip()


def _quoted(line: str) -> str:
    """The marks of a quote that a line begins with, and spaces."""
    found = _QUOTED.match(line)
    return found[0] if found else ""
