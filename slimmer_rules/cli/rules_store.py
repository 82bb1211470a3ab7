"""The rules that interviews were held with, each once, so that a later sitting can tell what changed since."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from slimmer_rules.atomic_write import ChangedError, exchange

if TYPE_CHECKING:
    from slimmer_rules.rulebook.model import Rulebook

MOST = 50_000_000
"""Bytes that the files of a rulebook may hold together."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

_UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
"""All that zipfile may raise of a damaged file."""


def _path(sha256: str) -> Path:
    from platformdirs import user_data_path

    return user_data_path("slimmer-rules", appauthor=False) / "regels" / f"{sha256}.zip"


def keep_rules(folder: Path | Traversable, rulebook: Rulebook) -> None:
    """Keep the rules of a folder, unless they are there. Where that cannot be, a later sitting tells less; no more."""
    from slimmer_rules.rulebook.diagnostics import RulebookError
    from slimmer_rules.rulebook.files import rule_files
    from slimmer_rules.rulebook.reading import digest

    path = _path(rulebook.sha256)
    with suppress(OSError, ChangedError, RulebookError):
        if path.exists():
            return
        files = rule_files(folder)
        if digest(files) != rulebook.sha256:  # changed since they were read
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        exchange(path, None, _packed(files))


def kept_rules(sha256: str) -> Rulebook | None:
    """The rules with this hash, if they were kept and are whole."""
    from slimmer_rules.rulebook.diagnostics import RulebookError
    from slimmer_rules.rulebook.reading import read

    with suppress(RulebookError, *_UNREADABLE):
        with zipfile.ZipFile(_path(sha256)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST:
                return None
            rulebook = read({each.filename: packed.read(each) for each in packed.infolist()})
        return rulebook if rulebook.sha256 == sha256 else None
    return None


def _packed(files: dict[str, bytes]) -> bytes:
    """The same bytes for the same files, whenever and wherever."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
