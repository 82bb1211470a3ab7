"""Where an interview is kept: one file, replaced as a whole after every answer, readable by its owner only."""

from __future__ import annotations

import json
import re
import unicodedata
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slimmer_rules.cli.putting import taken
from slimmer_rules.replacing import real, replace_files

if TYPE_CHECKING:
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

FOLDER_OWNER_ONLY = 0o700


class ChangedUnderneathError(Exception):
    """The file is no longer as this interview left it: someone else writes to it too."""


class CaseFile:
    """One case file. It remembers what it holds, so that it never overwrites what another put there."""

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        self.path = real(path)
        self._content = content

    @property
    def exists(self) -> bool:
        """Whether anything was kept yet."""
        return self._content is not None

    def keep(self, case: Case) -> None:
        """Replace the file by this case: temporary file beside it, fsync, rename, fsync of the folder.

        Raises ChangedUnderneathError, or OSError where it cannot be written; the file is then as it was.
        """
        content = _written(case, self.path)
        if content == self._content:
            return
        if _read(self.path) != self._content:
            raise ChangedUnderneathError(str(self.path))
        replace_files({self.path: content})
        self._content = content


def _written(case: Case, path: Path) -> bytes:
    from slimmer_rules.rulebook.cases import dump_case

    text = dump_case(case)
    if path.suffix.lower() == ".json":
        import yaml

        text = json.dumps(yaml.load(text, yaml.BaseLoader), ensure_ascii=False, indent=2) + "\n"  # noqa: S506  # gives text only
    return text.encode()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


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
    """A readable name that is not taken: `2026-03-05-rugzakje.yaml`."""
    return free(folder / f"{date}-{_slug(title or '') or conversation}.yaml")


def free(path: Path) -> Path:
    """This path, or with -2, -3, … behind the name if it is taken."""
    if not path.exists():
        return path
    return next(p for n in count(2) if not (p := path.with_name(f"{path.stem}-{n}{path.suffix}")).exists())


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
            content = taken(path)
            case = read_case(content, str(path), rulebook)
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
    from slimmer_rules.rulebook.troubles import trouble

    reasons = {PermissionError: "u heeft daar geen schrijfrechten", FileNotFoundError: "de map is er niet meer"}
    return reasons.get(type(error)) or f"het bestand {trouble(error)}"
