"""Lines on a screen: wrapped, with blank lines to take breath. No redraw, no boxes; colour only where wanted."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

import click

from slimmer_rules.cli.lines import columns, folded
from slimmer_rules.cli.typing import prepare, read_text
from slimmer_rules.interview.messages import Message, Tone

WIDEST = 80
PROMPT = "> "

_STYLES: dict[Tone, Callable[[str], str]] = {
    Tone.HEADING: partial(click.style, bold=True, fg="blue"),
    Tone.QUESTION: partial(click.style, bold=True),
    Tone.NOTICE: partial(click.style, fg="green"),
    Tone.ERROR: partial(click.style, fg="red"),
    Tone.HINT: partial(click.style, dim=True),
}
_BREATH_BEFORE: dict[Tone, set[Tone | None]] = {
    Tone.TEXT: {Tone.TEXT, Tone.ITEM, Tone.HINT, Tone.NOTICE, Tone.ERROR, None},
    Tone.NOTICE: {Tone.ITEM, Tone.TEXT, Tone.HINT},
    Tone.ERROR: {Tone.ITEM, Tone.TEXT, Tone.HINT},
    Tone.ITEM: {None},
    Tone.HINT: {None},
}
"""After which tones a blank line comes first; None stands for what the coach typed."""


class Screen:
    """Shows messages on standard output and reads lines from standard input."""

    def __init__(self) -> None:
        self._last: Tone | None = Tone.HINT
        self._colour = _wants_colour()
        self._typing = sys.stdin.isatty()
        _forgiving()
        self._marked = self._typing and prepare()

    def show(self, messages: Sequence[Message]) -> None:
        """Print messages, each wrapped; consecutive items are aligned."""
        for is_item, group in groupby(messages, key=lambda message: message.tone is Tone.ITEM):
            shown = list(group)
            margin = max(len(message.mark) for message in shown) if is_item else 0
            for message in shown:
                self._one(message, margin)

    def read(self, asked: Callable[[], Sequence[Message]] = tuple) -> str:
        """The next line, or the lines that were pasted. Raises EOFError at the end, KeyboardInterrupt at Ctrl-C.

        `asked` gives what is asked now, for who comes back from Ctrl-Z.
        """
        if self._typing:
            line = read_text(PROMPT, self._marked, lambda: self.show(asked()))
        else:
            click.echo(PROMPT, nl=False)
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            click.echo(line.rstrip("\r\n"))
        self._last = None
        return line

    def _one(self, message: Message, margin: int) -> None:
        if message.tone in (Tone.HEADING, Tone.QUESTION) or self._last in _BREATH_BEFORE[message.tone]:
            click.echo()
        for line in _lines(message, margin):
            style = _STYLES.get(message.tone) if self._colour else None
            click.echo(style(line) if style else line)
        self._last = message.tone


def _lines(message: Message, margin: int) -> list[str]:
    width = min(WIDEST, columns(sys.stdout) or WIDEST)
    first = f"  {message.mark:<{margin}}  " if message.tone is Tone.ITEM else ""
    paragraphs = message.text.split("\n")
    lines: list[str] = []
    for paragraph in paragraphs:
        start = first if not lines else " " * len(first)
        lines += folded(paragraph, width, start, " " * len(first)) or [""]
    return lines


def _wants_colour() -> bool:
    """Colour only on a terminal that can, for a reader who did not decline it (no-color.org)."""
    dumb = os.environ.get("TERM", "dumb" if os.name != "nt" else "") == "dumb"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not dumb


def _forgiving() -> None:
    """Let no odd byte that comes in stop the conversation; UTF-8 holds all of ASCII, and more than it may be typed."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        ascii_only = codecs.lookup(sys.stdin.encoding or "utf-8").name == "ascii"
        reconfigure(encoding="utf-8" if ascii_only else None, errors="replace")
