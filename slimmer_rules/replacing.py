"""Replacing files as a whole: written beside, brought to disk, renamed; so no half file is ever left."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

OWNER_ONLY = 0o600
"""What a new file may be: cases, letters and receipts are about a person."""


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put each content at its path; a file that is replaced keeps its rights, a new one is for its owner only.

    All are on disk before the first is renamed. Raises OSError, leaving no part behind.
    """
    parts: dict[Path, Path] = {}
    try:
        for target, content in files.items():
            parts[target] = _beside(target, content)
        for target, part in parts.items():
            part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    for folder in {target.parent for target in files}:
        _sync(folder)


def _beside(target: Path, content: bytes) -> Path:
    """The content on disk under a passing name, whole; nothing is left if that fails."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".deel", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else OWNER_ONLY)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _sync(folder: Path) -> None:
    """Make the renaming itself last. Not every system can open a folder; the content is safe all the same."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def replacing(target: Path) -> Iterator[IO[str]]:
    """A stream of text to what will stand at `target` when it ends well; as `replace_files`, for what is much to hold.

    Raises OSError. However it ends, no part is left behind, and if it does not end well the file is as it was.
    """
    target = target.resolve()
    part = _beside(target, b"")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _sync(target.parent)
