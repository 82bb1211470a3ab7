"""Writing files and folders that come whole or not at all: written beside, brought to disk, renamed.

Of one user, one process at a time writes in a folder. So reading, comparing and replacing a file is one step, and what
lies there under a passing name is of a run that was killed, and goes.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import signal
import stat
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

OWNER_ONLY = 0o600
"""What a new file may be: cases, letters and receipts are about a person."""
ANYONE = 0o666
"""What a new file of rules may be, less what the user's own settings withhold."""

PATIENCE = 10.0
"""Seconds to wait for another process that writes in the same folder."""
HELD = 1.0
"""Seconds to try again on Windows, where a synchroniser or a virus scanner may hold a file for a moment."""
WINDOWS = os.name == "nt"
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask a program to end; Windows has no SIGHUP."""

PASSING, STREAMING = "deel", "bezig"
_LEFT = re.compile(rf"\..+\.[a-z0-9_]{{8}}\.{PASSING}")

Parts = list[tuple[Path, Path]]
"""What stands beside its place, and that place."""


class ChangedError(Exception):
    """A file does not hold what it was to hold: someone else wrote it."""


def write_files(files: Mapping[Path, bytes], new: int = OWNER_ONLY) -> None:
    """Write each file, in this order; one that is replaced keeps its rights, a new one gets the rights `new`.

    Where a path is a link, the file that it leads to is replaced, and the link stays. All are on disk before the first
    is renamed. Raises OSError that names the file, also for a folder or a file that may not be written; then what was
    there is as it was, unless the system let one file be renamed and another not.
    """
    targets = {real(path): content for path, content in files.items()}
    with _alone(targets), _parts() as parts:
        for target, content in targets.items():
            _fill(_part(parts, target), target, content, new, _rights(target))
        _rename(parts)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths in a folder, for anyone to read; a folder that is not there yet comes as a whole.

    Raises OSError as `write_files`; then nothing new is there.
    """
    whole: dict[Path, dict[Path, bytes]] = {}
    for name, content in files.items():
        target = real(folder / name)
        top = _first_missing(target)
        whole.setdefault(top, {})[target.relative_to(top)] = content
    with _alone(whole), _parts() as parts:
        for top, contents in whole.items():
            rights = _rights(top)
            part = _part(parts, top)
            for inside, content in contents.items():
                with _about(top / inside):
                    (part / inside).parent.mkdir(parents=True, exist_ok=True)
                _fill(part / inside, top / inside, content, ANYONE, rights)
        _rename(parts)


def exchange(path: Path, old: bytes | None, new: bytes) -> None:
    """Let a file hold `new` if it still holds `old`, None if it is not there yet; nobody can come between.

    Raises ChangedError where it holds something else, and OSError as `write_files`.
    """
    target = real(path)
    with _alone((target,)), _parts() as parts:
        if _content(target) != old:
            raise ChangedError(str(target))
        if new == old:
            return
        _fill(_part(parts, target), target, new, OWNER_ONLY, _rights(target))
        if old is None:
            _take(*parts[0])
        else:
            _rename(parts)


@contextmanager
def stream(path: Path) -> Iterator[IO[str]]:
    """A stream of text to what will stand at `path` when it ends well; as `write_files`, for what is much to hold.

    Raises OSError. However it ends, no part is left behind, and if it does not end well the file is as it was.
    """
    target = real(path)
    with _parts() as parts:
        rights = _rights(target)
        part = _part(parts, target, STREAMING)
        _fill(part, target, b"", OWNER_ONLY, rights)
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _rename(parts)


def real(path: Path) -> Path:
    """Where a path leads to when all links are followed."""
    return Path(os.path.realpath(path))


def goes_round(path: Path) -> bool:
    """Whether the links on a path lead back to themselves, so that it leads nowhere."""
    end = real(path)
    return any(near.is_symlink() for near in (end, *end.parents))


# --- one writer at a time --------------------------------------------------------------------------------------------


@contextmanager
def _alone(targets: Iterable[Path]) -> Iterator[None]:
    """Be the only process of this user that writes in the folders of the targets; clear what killed ones left there.

    A folder is known by its number, as one folder may have many names. Raises OSError.
    """
    from filelock import FileLock, Timeout

    folders: dict[str, Path] = {}
    for target in targets:
        with _about(target):
            known = target.parent.stat()
        folders[f"{known.st_dev:x}-{known.st_ino:x}.lock"] = target.parent
    place = _own_runtime_folder()
    with ExitStack() as held:
        for name, folder in sorted(folders.items()):
            try:
                held.enter_context(FileLock(place / name, PATIENCE, poll_interval=0.01))
            except Timeout:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(folder)) from None
        for folder in folders.values():
            with suppress(OSError):  # a folder that may be written in, but not listed
                for left in [path for path in folder.iterdir() if _LEFT.fullmatch(path.name)]:
                    _remove(left)
        yield


def _own_runtime_folder() -> Path:
    """The folder for what lasts as long as the user is there; where it cannot be used, one among the user's data."""
    from platformdirs import user_data_path, user_runtime_path

    with warnings.catch_warnings(), suppress(OSError):
        warnings.simplefilter("ignore")  # where the system names none, one is made in the folder for passing files
        folder = user_runtime_path("slimmer-rules", appauthor=False, ensure_exists=True)
        if os.access(folder, os.W_OK | os.X_OK):
            return folder
    folder = user_data_path("slimmer-rules", appauthor=False) / "vergrendeling"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# --- beside, then renamed --------------------------------------------------------------------------------------------


@contextmanager
def _parts() -> Iterator[Parts]:
    """A list for what is written beside; however it ends, also by a signal, nothing of that is left there."""
    parts: Parts = []
    with _signals_as_exit():
        try:
            yield parts
        finally:
            for part, _ in parts:
                _remove(part)


@contextmanager
def _signals_as_exit() -> Iterator[None]:
    """Let a signal to end come as SystemExit, so that what was begun is cleared away."""

    def leave(number: int, _: object) -> NoReturn:
        raise SystemExit(128 + number)

    usual = [number for number in ENDING if signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in usual:
            signal.signal(number, leave)
    except ValueError:  # only the main thread can
        usual = []
    try:
        yield
    finally:
        for number in usual:
            signal.signal(number, signal.SIG_DFL)


def _part(parts: Parts, target: Path, ending: str = PASSING) -> Path:
    """A passing name beside a target, noted before anything has it."""
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.{ending}")
    parts.append((part, target))
    return part


def _fill(part: Path, target: Path, content: bytes, new: int, rights: int | None) -> None:
    """Bring to disk, as a part, what the target is to hold, with its rights, or as a new file with at most `new`.

    Raises OSError that names the target.
    """
    mode = new if rights is None else rights
    with _about(target):
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if rights is not None:
            part.chmod(rights)


def _rename(parts: Sequence[tuple[Path, Path]]) -> None:
    """Give each part its place; where one fails, what is new goes again. Raises OSError."""
    new = [(part, target) for part, target in parts if not os.path.lexists(target)]
    try:
        for part, target in parts:
            with _about(target):
                _replace(part, target)
    except BaseException:
        for part, target in new:
            if not part.exists():
                with suppress(OSError):
                    target.replace(part)
        raise
    _sync({target.parent for _, target in parts})


def _replace(part: Path, target: Path) -> None:
    """Rename, and try again where Windows says that another program holds the target. Raises OSError."""
    until = _now() + HELD
    while True:
        try:
            part.replace(target)
        except PermissionError:
            if not WINDOWS or _now() >= until:
                raise
            _pause(HELD / 20)
        else:
            return


_now, _pause = time.monotonic, time.sleep


def _take(part: Path, target: Path) -> None:
    """Give a part a name that nobody has. Raises ChangedError where someone has it by now, else OSError."""
    with _about(target):
        try:
            os.link(part, target)
        except FileExistsError:
            raise ChangedError(str(target)) from None
        except OSError:  # a disk that gives no file two names
            try:
                target.open("xb").close()
            except FileExistsError:
                raise ChangedError(str(target)) from None
            try:
                _replace(part, target)
            except BaseException:
                target.unlink()
                raise
    _sync({target.parent})


def _first_missing(target: Path) -> Path:
    """The first part of a path that is not there, or the path itself. Raises OSError where a file is in the way."""
    for near in reversed(target.parents):
        if not os.path.lexists(near):
            return near
        if not near.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(near))
    return target


def _rights(target: Path) -> int | None:
    """What the file in this place may be; None where there is none. Raises OSError for one that may not be written.

    To rename over a file takes no right to it, only to its folder: who made it read-only would lose it all the same.
    Root may write anything; what nobody may write, stays for root too. A folder is no file to replace.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return mode & 0o777


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _remove(path: Path) -> None:
    """Remove a file or a folder, if it is there and can be removed."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def _about(target: Path) -> Iterator[None]:
    """Let an OSError name the file that it is about, not the passing one beside it."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(target), None
        raise


def _sync(folders: Iterable[Path]) -> None:
    """Make the renaming itself last. Not every system can open a folder; the content is safe all the same."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
