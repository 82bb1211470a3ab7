"""Replacing files as a whole: written beside, brought to disk, renamed; so no half file is ever left."""

from __future__ import annotations

import errno
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

    Where a path is a link, the file that it leads to is replaced, and the link stays. All are on disk before the first
    is renamed. Raises OSError, also for a file that may not be written, leaving no part behind.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            rights, target = _rights(path), real(path)
            parts[target] = _beside(target, content, rights)
        for target, part in parts.items():
            part.replace(target)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    for folder in {target.parent for target in parts}:
        _sync(folder)


def real(path: Path) -> Path:
    """Where a path leads to when all links are followed."""
    return Path(os.path.realpath(path))


def goes_round(path: Path) -> bool:
    """Whether the links on a path lead back to themselves, so that it leads nowhere."""
    end = real(path)
    return any(near.is_symlink() for near in (end, *end.parents))


def _rights(target: Path) -> int:
    """What the file that comes in this place may be. Raises PermissionError for one that may not be written.

    To rename over a file takes no right to it, only to its folder: who made it read-only would lose it all the same.
    Root may write anything; what nobody may write, stays for root too.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return OWNER_ONLY
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return mode & 0o777


def _beside(target: Path, content: bytes, rights: int) -> Path:
    """The content on disk under a passing name, whole; nothing is left if that fails."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".deel", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(rights)
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
    rights, target = _rights(target), real(target)
    part = _beside(target, b"", rights)
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _sync(target.parent)
