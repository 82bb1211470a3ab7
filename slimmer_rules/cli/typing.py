"""Typing at a terminal: what is pasted arrives as one text, and the terminal is left as it was found.

A terminal with bracketed paste marks a pasted text, and GNU readline keeps it whole, its lines included. Elsewhere the
lines of a pasted text arrive as if they were typed, only faster than anyone types: those are taken together.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

BURST = 0.05
"""Seconds after Enter in which no one types on: what arrives within them was pasted."""
BURST_ENDS = 0.25
"""Seconds of silence after which a pasted text is whole, also over a slow line."""
MOST = 1_000_000
"""Characters of a pasted text that are read at once; no prompt takes as many."""

PASTE_ON, PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"


def prepare() -> bool:
    """Let a line be edited, but remember none: what is typed may be about a person. Whether pasted texts are marked."""
    try:
        import readline
    except ImportError:  # not on every system; the terminal's own editing then does
        return False
    readline.set_auto_history(False)
    readline.parse_and_bind("set disable-completion on")
    marked = "libedit" not in (readline.__doc__ or "") and os.environ.get("TERM", "dumb") != "dumb"
    if marked:  # Python turns it off by itself, as its own prompt reads one line at a time
        readline.parse_and_bind("set enable-bracketed-paste on")
    return marked


def read_text(prompt: str, marked: bool, again: Callable[[], None]) -> str:
    """The line that is typed, or the lines that are pasted, without the last line end.

    `marked`: what `prepare` said. `again` shows what is asked, after the coach came back from Ctrl-Z. Raises EOFError
    at the end of input, KeyboardInterrupt at Ctrl-C.
    """
    if sys.platform == "win32":  # its console gives lines only
        return input(prompt)
    with _left_as_found(prompt, marked, again):
        return input(prompt) + _burst()


if sys.platform != "win32":
    import select
    import termios

    def _burst() -> str:
        """The lines that came right behind a line; nothing where they are blank, as of an Enter that was held down."""
        terminal = sys.stdin.fileno()
        found = termios.tcgetattr(terminal)
        silent = [*found]
        silent[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(terminal, termios.TCSANOW, silent)
        came, wait = b"", BURST
        try:
            while len(came) < MOST and select.select([terminal], [], [], wait)[0]:
                part = os.read(terminal, 65536)
                if not part:
                    break
                came, wait = came + part, BURST_ENDS
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, found)
        text = came.decode(sys.stdin.encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
        return f"\n{text}" if text.strip() else ""

    @contextmanager
    def _left_as_found(prompt: str, marked: bool, again: Callable[[], None]) -> Iterator[None]:
        """Put the terminal back whenever the program stops or ends while it waits for a line.

        Python's readline leaves that undone at signals, and Ctrl-Z would hand the shell a terminal without echo.
        """
        terminal = sys.stdin.fileno()
        found = termios.tcgetattr(terminal)

        def leave(number: int, _: FrameType | None) -> None:
            typing = termios.tcgetattr(terminal)
            _switch(terminal, found, PASTE_OFF if marked else "")
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            signal.signal(number, leave)  # only who was stopped, and called back, comes here
            _switch(terminal, typing, PASTE_ON if marked else "")
            again()
            print(prompt + _begun(), end="", flush=True)  # readline's own line, as it stood

        try:
            usual = {number: signal.signal(number, leave) for number in (signal.SIGTSTP, signal.SIGTERM, signal.SIGHUP)}
        except ValueError:  # only the main thread can
            usual = {}
        try:
            yield
        finally:
            for number, handler in usual.items():
                signal.signal(number, handler)

    def _switch(terminal: int, mode: list[int | list[bytes | int]], sign: str) -> None:
        with suppress(OSError, termios.error):  # a terminal that is gone needs nothing
            termios.tcsetattr(terminal, termios.TCSADRAIN, mode)
            sys.stdout.write(sign)
            sys.stdout.flush()

    def _begun() -> str:
        """What was typed of the line already."""
        try:
            import readline
        except ImportError:
            return ""
        return readline.get_line_buffer()
