"""One run of Typst, as a program of its own: a task in JSON comes in, a PDF or a picture of each page goes out.

Started by its path, not as a part of the package, so that it imports nothing but Typst. It ends at once when
interrupted, and reads no package: those folders are empty.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from typing import Any

REFUSED, NOT_INSTALLED = 3, 4
"""How it ends without a file: Typst refuses (why, in JSON), or is not there."""


def main() -> int:
    """Read the task, and write what it makes; give the code to end with."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python would wait for Typst
    task = json.load(sys.stdin.buffer)
    _bound(task["bytes"], task["seconds"])
    try:
        import typst
    except ImportError:
        return NOT_INSTALLED
    try:
        made: Any = typst.compile(
            task["source"].encode("utf-8"),
            root=task["empty"],
            package_path=task["empty"],
            package_cache_path=task["empty"],
            **task["options"],
        )
    except typst.TypstError as error:
        sys.stdout.write(json.dumps({"message": error.message, "hints": error.hints}))
        return REFUSED
    files = [made] if isinstance(made, bytes) else made
    sys.stdout.buffer.write(json.dumps([len(file) for file in files]).encode("ascii") + b"\n" + b"".join(files))
    return 0


def _bound(memory: int, seconds: int) -> None:
    """No more memory and time than this, where the system can hold a program to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):  # a lower limit holds already, or this system has none
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    sys.exit(main())
