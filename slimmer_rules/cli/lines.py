"""Lines for who reads: as wide as the screen, with a hanging indent below bullets and labels.

What a person reads goes through `tell`; what is kept as it is (JSON, a letter, a case to save) through `click.echo`.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import wrap
from typing import TextIO

import click

from slimmer_rules.cli.code_page import shows

WIDEST = 100
"""Longer lines read badly, however wide the screen is."""
NARROWEST = 20
USUAL = 80
"""The width of a screen that does not say how wide it is."""

_KEPT_SPACE = "\ue000"
_MARK = re.compile(r"[-=] |\S+ {2,}")
_CODE = re.compile(r" *\d* \| ")
"""A line of a file that is shown with its number, or the line with carets below it."""
_TOGETHER = re.compile(r"^\S[^“]*?:\d+:(?=\d+: | )|“(?:slimmer |[^”]*[/\\])[^”]*”|`[^`]+`")
"""A place in a file, a command or path between quotes, a name."""


def columns(stream: TextIO) -> int | None:
    """How wide the lines on a stream may be; None where nobody said: in a pipe or file, without COLUMNS."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return max(NARROWEST, int(told))
    if not stream.isatty():
        return None
    try:
        return max(NARROWEST, os.get_terminal_size(stream.fileno()).columns or USUAL)
    except (OSError, ValueError):
        return USUAL


def tell(text: str, *, err: bool = False) -> None:
    """Print text for a person; its lines fit the screen, and are left as they are in a pipe or file."""
    width = columns(sys.stderr if err else sys.stdout)
    told = text if width is None else laid_out(text, min(width, WIDEST))
    click.echo(told.replace(_KEPT_SPACE, " "), err=err)


def echo_json(content: object, indent: int = 2) -> None:
    """Print JSON, with escapes where standard output cannot show a sign: it is the same JSON either way."""
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    click.echo(text if shows(text) else json.dumps(content, indent=indent))


def meter() -> Callable[[int, int, str], None]:
    """A progress line (done, total, label) on a terminal that can redraw one, nothing elsewhere."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return lambda done, total, label: None

    def show(done: int, total: int, label: str) -> None:
        line = f"  {done} van {total}  {label}" if done < total else ""
        room = min(columns(sys.stderr) or USUAL, USUAL) - 2
        click.echo(f"\r\x1b[2K{line[:room]}", nl=False, err=True)

    return show


def whole(text: Path | str) -> str:
    """A path or command for a text that goes to `tell` or to a screen: it is not broken at a space."""
    return str(text).replace(" ", _KEPT_SPACE)


def laid_out(text: str, width: int) -> str:
    """The text in lines of at most so many characters, save for words and lines of code that are longer.

    Where indents would take half of a line or more, all of them are halved.
    """
    lines = text.split("\n")
    deep = any(len(line) > width and _depth(line) > width // 2 for line in lines if not _CODE.match(line))
    return "\n".join(part for line in lines for part in _hanging(line, width, 2 if deep else 1))


def folded(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """One paragraph in lines, with `first` before the first and `rest` before the others; nothing if it is empty."""
    room = width - len(rest)
    held = _TOGETHER.sub(lambda m: m[0].replace(" ", _KEPT_SPACE) if len(m[0]) <= room else m[0], text)
    lines = wrap(
        held, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return [line.replace(_KEPT_SPACE, " ") for line in lines]


def _hanging(line: str, width: int, shrink: int) -> list[str]:
    if _CODE.match(line) or not line.strip() or (len(line) <= width and shrink == 1):
        return [line]
    depth = min(_depth(line) // shrink, width // 2)
    told = line.strip()
    mark = _MARK.match(told)
    hang = len(mark[0]) if mark and len(mark[0]) <= width // 3 else 2
    return folded(told, width, " " * depth, " " * (depth + hang))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
