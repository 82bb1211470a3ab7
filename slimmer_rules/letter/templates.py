"""The files a letter is made with: Jinja templates and styles, read once from a folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn
from unicodedata import normalize

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.free_text import unseen
from slimmer_rules.rulebook.model import Place
from slimmer_rules.templating import Sandbox, stop

MAX_BYTES = 4 * 1024 * 1024
"""No template file is larger than this."""

FOLDER = "templates"
"""What the folder is called where a mistake in it is told."""

FOLDERS = ("", "brief")
ENDINGS = (".j2", ".css", ".docx", ".lua", ".typ", ".svg")


@dataclass(frozen=True, eq=False)
class Templates:
    """The template files by relative path. `sha256` is over their paths and contents, text with LF line ends."""

    files: Mapping[str, bytes]

    def text(self, name: str) -> str:
        """A file as text, each sign in its shortest form (NFC).

        Raises RulebookError when it is missing or not UTF-8, or holds a sign that shows nothing.
        """
        try:
            text = normalize("NFC", self.bytes(name).decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            raise _refused("B002", f"{name} is geen UTF-8", "bewaar het bestand opnieuw als UTF-8") from None
        if found := unseen(text):
            _refuse_unseen(name, text, found)
        return text

    def bytes(self, name: str) -> bytes:
        """A file's content. Raises RulebookError when it is missing."""
        if name not in self.files:
            raise _refused("B001", f"in de map met brieven ontbreekt “{name}”", "zet het terug met “slimmer init”")
        return self.files[name]

    @cached_property
    def sandbox(self) -> Sandbox:
        """Jinja for the page and the drawings, which compiles each of these once."""
        return Sandbox(lambda name: (self.text(name), name, None))

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of all files."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            content = self.files[name]
            if not name.endswith(".docx"):
                content = content.replace(b"\r\n", b"\n")
            digest.update(name.encode() + b"\0" + content + b"\0")
        return digest.hexdigest()


def _refuse_unseen(name: str, text: str, found: re.Match[str]) -> NoReturn:
    number = text.count("\n", 0, found.start()) + 1
    line = text.split("\n")[number - 1]
    start = text.rfind("\n", 0, found.start()) + 1
    place = Place(f"{FOLDER}/{name}", number, found.start() - start + 1)
    message = f"hier staat een onzichtbaar teken (U+{ord(found[0][0]):04X})"
    stop("B005", message, place, line.replace(found[0], "\N{REPLACEMENT CHARACTER}"), "haal het weg")


def read_templates(folder: Path | Traversable) -> Templates:
    """All template files of a folder.

    Raises OSError where it cannot be read, RulebookError for a file that is too large or that stands elsewhere.
    """
    return Templates(dict(_read(folder)))


def _read(folder: Path | Traversable) -> Iterator[tuple[str, bytes]]:
    for sub in FOLDERS:
        inside = folder / sub if sub else folder
        if not inside.is_dir():
            continue
        for entry in sorted(inside.iterdir(), key=lambda each: each.name):
            if entry.name.endswith(ENDINGS) and entry.is_file():
                name = f"{sub}/{entry.name}" if sub else entry.name
                if leads_out(entry, folder):
                    help = "zet een kopie van het bestand in de map zelf"
                    raise _refused("B014", f"“{name}” is een koppeling naar iets buiten de map met sjablonen", help)
                yield name, _content(entry, name)


def leads_out(entry: Path | Traversable, folder: Path | Traversable) -> bool:
    """Whether a file is elsewhere than in the folder where it seems to be: a link leads there."""
    if not isinstance(entry, Path) or not isinstance(folder, Path):
        return False
    return not entry.resolve().is_relative_to(folder.resolve())


def _content(entry: Path | Traversable, name: str) -> bytes:
    with entry.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _refused("B001", f"“{name}” is te groot", f"een bestand mag {MAX_BYTES} bytes zijn")
    return content


def _refused(code: str, message: str, help: str) -> RulebookError:
    return RulebookError((Diagnostic(code, message, None, None, help),))
