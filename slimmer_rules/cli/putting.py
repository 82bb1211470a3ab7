"""Reading what was named, never more than it may have; and writing many files, all of them or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

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
    """Write files below a folder, made if need be, by their paths in it. Raises OSError, leaving nothing new behind."""
    near = next(above for above in (folder, *folder.absolute().parents) if above.is_dir())
    try:
        beside = Path(tempfile.mkdtemp(prefix=".slimmer.", suffix=".deel", dir=near))
    except OSError as error:
        error.filename = str(folder)
        raise
    made: list[Path] = []
    try:
        for name, content in files.items():
            part = beside / name
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
        for name in files:
            target = folder / name
            _make(target.parent, made)
            new = not target.exists()
            (beside / name).replace(target)
            if new:
                made.append(target)
    except BaseException:
        for thing in reversed(made):
            if thing.is_dir():
                shutil.rmtree(thing, ignore_errors=True)
            else:
                thing.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder, and note each one that was not there."""
    if not folder.is_dir():
        _make(folder.parent, made)
        folder.mkdir()
        made.append(folder)
