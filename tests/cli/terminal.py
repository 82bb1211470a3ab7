"""A coach at a real terminal: reads what stands on the screen, finds the question in it, and types the answer."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pexpect

from slimmer_rules.interview import texts
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question

SLIMMER = "from slimmer_rules.cli import main; main()"
PATIENCE = 60
"""Seconds after which a silent program is stuck; no test waits that long for anything."""

Wanted = Mapping[str, str | int]


class Terminal:
    """One run of `slimmer interview` in a pseudo-terminal."""

    def __init__(self, talk: Conversation, home: Path, *arguments: str | Path, columns: int = 80, **env: str) -> None:
        self._talk = talk
        self.transcript = ""
        self.screen = ""
        self._child = pexpect.spawn(
            sys.executable,
            ["-c", SLIMMER, "interview", *map(str, arguments)],
            env={**plain_environment(home), **env},
            dimensions=(24, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None
        self._look()

    def type(self, line: str) -> str:
        """Type a line; what the program then shows, up to the next prompt or its end."""
        self._child.sendline(line)
        self._look()
        return self.screen

    def paste(self, text: str, *, marked: bool) -> str:
        """Paste a text; `marked` as a terminal with bracketed paste does, then Enter. What the program then shows."""
        typed = text.replace("\n", "\r")
        self._child.send(f"\x1b[200~{typed}\x1b[201~\r" if marked else f"{typed}\r")
        self._look()
        return self.screen

    def interrupt(self) -> str:
        """Ctrl-C."""
        self._child.sendintr()
        self._look()
        return self.screen

    def end_of_input(self) -> str:
        """Ctrl-D."""
        self._child.sendeof()
        self._look()
        return self.screen

    def kill(self) -> None:
        """`kill -9`: no farewell, no clean-up."""
        self._child.kill(signal.SIGKILL)
        self._child.wait()

    def exit_code(self) -> int | None:
        """The exit code of a program that has ended."""
        self._child.wait()
        code: int | None = self._child.exitstatus
        return code

    @property
    def question(self) -> Question | None:
        """The question that stands last on the screen."""
        found = [
            (self.screen.casefold().rfind(_line(q.text).casefold()), len(q.text), q.id)
            for q in self._talk.questions.values()
        ]
        place, _, name = max(found)
        return self._talk.questions[name] if place >= 0 else None

    def answer(self, wanted: Wanted) -> tuple[str, str | int] | None:
        """Answer the question on the screen as wanted, `onbekend` by default; None if no question stands there.

        An offer to stop before all is asked is declined.
        """
        if texts.SETTLED_ASK in self.screen:
            self.type("1")
        asked = self.question
        if asked is None:
            return None
        value = wanted.get(asked.id, UNKNOWN)
        self.type(typed_for(asked, value))
        return asked.id, value

    def answer_all(self, wanted: Wanted) -> dict[str, str | int]:
        """Answer every question that is put, until something else is."""
        given: dict[str, str | int] = {}
        while (one := self.answer(wanted)) is not None:
            given[one[0]] = one[1]
        return given

    def _look(self) -> None:
        self._child.expect([r"\r\n(?:\x1b\[\?2004h)?> ", pexpect.EOF])
        self.transcript += str(self._child.before) + "\n> "
        self.screen = _line(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self._child.before))

    def close(self) -> None:
        """Leave nothing running."""
        self._child.close(force=True)


@contextmanager
def terminal(
    talk: Conversation, home: Path, *arguments: str | Path, columns: int = 80, **env: str
) -> Iterator[Terminal]:
    """A terminal that is closed at the end, whatever happens."""
    held = Terminal(talk, home, *arguments, columns=columns, **env)
    try:
        yield held
    finally:
        held.close()


def typed_for(question: Question, value: str | int) -> str:
    """What a coach types for an answer."""
    if question.is_number:
        return str(value)
    numbers = [answer.id for answer in question.answers]
    return "0" if value == UNKNOWN else str(numbers.index(str(value)) + 1)


def _line(text: str) -> str:
    return " ".join(text.split())


def plain_environment(home: Path) -> dict[str, str]:
    """What a program of ours needs to start, and nothing of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "LANG", "PYTHONPATH")}
    return {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "TERM": "dumb", "PYTHONUTF8": "1"}
