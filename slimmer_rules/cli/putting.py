"""Reading what was named, never more than it may have; and writing many files, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from slimmer_rules.replacing import replace_files
from slimmer_rules.rulebook.located_yaml import MAX_BYTES


def taken(path: Path, most: int = MAX_BYTES) -> bytes:
    """A file's content, and where it is larger than `most` only so much that this shows. Raises OSError."""
    with path.open("rb") as stream:
        return taken_from(stream, most)


def taken_from(stream: IO[bytes], most: int = MAX_BYTES) -> bytes:
    """As `taken`, from a stream that may give its content in parts."""
    return stream.read(most + 1)


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file that exists."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def put_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, made if need be, by their paths in it; as `replace_files`, for anyone to read.

    Raises OSError; then every file is as it was, and no folder is new.
    """
    made: list[Path] = []
    try:
        for name in files:
            _make((folder / name).parent, made)
        replace_files({folder / name: content for name, content in files.items()}, new=0o666 & ~_withheld())
    except BaseException:
        for new in reversed(made):
            with suppress(OSError):
                new.rmdir()
        raise


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder, and note each one that was not there."""
    if not folder.is_dir():
        _make(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _withheld() -> int:
    """The rights that whoever runs this lets no new file have; the system tells them only when they are set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
