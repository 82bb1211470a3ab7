"""Reading what was named, never more than it may have."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import IO

from slimmer_rules.rulebook.located_yaml import MAX_BYTES


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """A file's content, and where it is larger than `most` only so much that this shows.

    Raises OSError, also for what is no file: a pipe may never give anything, and a device never end.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.ESPIPE, "", str(path))
    with path.open("rb") as stream:
        return read_stream(stream, most)


def read_stream(stream: IO[bytes], most: int = MAX_BYTES) -> bytes:
    """As `read_file`, from a stream that may give its content in parts."""
    return stream.read(most + 1)
