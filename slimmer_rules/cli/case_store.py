"""Where an interview is kept: one file, replaced as a whole after every answer, readable by its owner only."""

from __future__ import annotations

import json
import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slimmer_rules.atomic_write import ChangedError, exchange, real
from slimmer_rules.rulebook.bounded import read_file

if TYPE_CHECKING:
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

FOLDER_OWNER_ONLY = 0o700


class CommentsError(Exception):
    """Keeping the case would take comments that a person wrote in its file, and no copy of them was made yet."""


class CaseFile:
    """One case file. It remembers what it holds, so that it never overwrites what another put there."""

    def __init__(self, path: Path, rulebook: Rulebook, content: bytes | None = None) -> None:
        self.path = real(path)
        self._rulebook = rulebook
        self._content = content
        self._copied = False

    @property
    def exists(self) -> bool:
        """Whether anything was kept yet."""
        return self._content is not None

    def keep(self, case: Case) -> None:
        """Let the file hold this case, with the layout and the comments that a person gave it.

        Raises ChangedError if it is no longer as this interview left it, CommentsError, or OSError where it cannot be
        written; the file is then as it was.
        """
        content = self._with(case)
        exchange(self.path, self._content, content)
        self._content = content

    def apart(self, case: Case) -> CaseFile:
        """A new file, of this name or one like it, with this case and what a person wrote here. Raises OSError."""
        try:
            content = self._with(case)
        except CommentsError:  # they stay in this file
            content = _whole(self.path, case)
        return CaseFile(_write_new(self.path, content), self._rulebook, content)

    def copy(self) -> Path:
        """Put the file as it is beside it, so that its comments need not be kept in it; where. Raises OSError."""
        assert self._content is not None  # noqa: S101  # only what exists has comments
        path = _write_new(self.path.with_name(f"{self.path.stem}-origineel.txt"), self._content)
        self._copied = True
        return path

    def other(self) -> Case | None:
        """The case that another left in the file, if it can be read."""
        from slimmer_rules.rulebook.cases import read_case
        from slimmer_rules.rulebook.diagnostics import RulebookError

        with suppress(OSError, RulebookError):
            return read_case(read_file(self.path), str(self.path), self._rulebook)
        return None

    def _with(self, case: Case) -> bytes:
        """The content of the file when it holds this case. Raises CommentsError."""
        from slimmer_rules.rulebook.case_edit import with_case
        from slimmer_rules.rulebook.cases import read_case

        if self._content is None or self._copied or _is_json(self.path):
            return _whole(self.path, case)
        mark = BOM_UTF8 if self._content.startswith(BOM_UTF8) else b""
        before = self._content.removeprefix(mark).decode()
        text = with_case(before, case, lambda text: read_case(text.encode(), str(self.path), self._rulebook))
        if text is None:
            raise CommentsError(str(self.path))
        return mark + text.encode()


def _write_new(path: Path, content: bytes) -> Path:
    """Write a new file, under the first of the names of this path that nobody has; that name. Raises OSError."""
    for each in _names(path):
        with suppress(ChangedError):
            exchange(each, None, content)
            break
    return each


def _whole(path: Path, case: Case) -> bytes:
    """What a file of this name holds when nobody else wrote in it."""
    from slimmer_rules.rulebook.cases import dump_case

    text = dump_case(case)
    if _is_json(path):
        import yaml

        text = json.dumps(yaml.load(text, yaml.BaseLoader), ensure_ascii=False, indent=2) + "\n"  # noqa: S506  # gives text only
    return text.encode()


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def _names(path: Path) -> Iterator[Path]:
    """This path, and with -2, -3, … behind the name."""
    return chain((path,), (path.with_name(f"{path.stem}-{n}{path.suffix}") for n in count(2)))


# --- the user's own folder -------------------------------------------------------------------------------------------


def own_place() -> Path:
    """Where the folder for interviews without a file of their own is, or would be."""
    from platformdirs import user_data_path

    return user_data_path("slimmer-rules", appauthor=False) / "gesprekken"


def own_folder() -> Path:
    """That folder, made if need be. Raises OSError."""
    folder = own_place()
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=FOLDER_OWNER_ONLY)
        folder.chmod(FOLDER_OWNER_ONLY)
    return folder


def new_path(folder: Path, conversation: str, date: str, title: str | None) -> Path:
    """A readable name: `2026-03-05-rugzakje.yaml`."""
    return folder / f"{date}-{_slug(title or '') or conversation}.yaml"


def free(path: Path) -> Path:
    """The first of the names of this path that is not taken."""
    return next(each for each in _names(path) if not each.exists())


class Unfinished(NamedTuple):
    """An interview that was not ended, as its file holds it."""

    path: Path
    content: bytes
    case: Case


def unfinished(folder: Path, rulebook: Rulebook) -> list[Unfinished]:
    """The interviews that were not ended: newest first, those without any answer after the others.

    What cannot be read is left alone.
    """
    from slimmer_rules.interview import Phase
    from slimmer_rules.rulebook.cases import read_case
    from slimmer_rules.rulebook.diagnostics import RulebookError

    files = sorted((path for path in folder.glob("*.yaml") if path.is_file()), key=_when, reverse=True)
    found: list[Unfinished] = []
    for path in files:
        with suppress(OSError, RulebookError):
            content = read_file(path)
            case = read_case(content, str(path), rulebook, set_aside=True)
            if case.progress is not None and case.progress.at != Phase.DONE.value:
                found.append(Unfinished(path, content, case))
    return sorted(found, key=lambda each: not each.case.answers)


def _when(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # gone meanwhile
        return 0


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def reason(error: OSError) -> str:
    """Why a case cannot be kept, as part of a sentence."""
    from slimmer_rules.rulebook.os_errors import trouble

    reasons = {PermissionError: "u heeft daar geen schrijfrechten", FileNotFoundError: "de map is er niet meer"}
    return reasons.get(type(error)) or f"het bestand {trouble(error)}"
