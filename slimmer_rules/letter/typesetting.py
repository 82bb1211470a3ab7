"""Typst, run as a program of its own, with a bound on time and memory, without files, packages and network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from slimmer_rules.letter.errors import LetterError, MissingProgramError, MissingSignError
from slimmer_rules.letter.typesetting_worker import NOT_INSTALLED, REFUSED

LAYOUT = "brief.typ"
SECONDS = 60
MAX_MEMORY = 2 * 1024**3
"""Seven times what an empty page takes; the longest letter stays well below it."""

_WORKER = Path(__file__).with_name("typesetting_worker.py")
_NOWHERE = "http://127.0.0.1:0"
"""A proxy that is not there: Typst has no setting to stay off the network, but uses the proxy that it is given."""

_PACKAGE = re.compile(r"failed to download package|package not found|failed to load package")
_MISSING = re.compile(r'text `"(.*?)"` could not be displayed')


def compile_typst(source: str, **options: Any) -> tuple[bytes, ...]:
    """One run of Typst on a text: a PDF, or a picture of each page.

    Raises LetterError when it is missing, refuses, or takes too much.
    """
    with tempfile.TemporaryDirectory() as empty:
        task = {"source": source, "options": options, "empty": empty, "bytes": MAX_MEMORY, "seconds": SECONDS}
        done = _run(json.dumps(task).encode("utf-8"), empty)
    match done.returncode:
        case 0:
            return _files(done.stdout)
        case code if code == NOT_INSTALLED:
            raise MissingProgramError(
                "Voor een PDF is typst nodig. Installeer het met: pip install 'slimmer-rules[brief]'."
            )
        case code if code == REFUSED:
            raise _refused(**json.loads(done.stdout))
    raise LetterError(
        "De brief kost Typst te veel geheugen of tijd; hij is niet gemaakt. "
        f"Kijk of in templates/{LAYOUT} een lus staat die niet ophoudt."
    )


def _run(task: bytes, folder: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    surroundings |= dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NOWHERE)
    try:
        return subprocess.run(  # noqa: S603  # our own program, no shell
            [sys.executable, "-P", str(_WORKER)],
            input=task,
            capture_output=True,
            cwd=folder,
            env=surroundings,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LetterError(
            f"Typst doet langer dan {SECONDS} seconden over de brief; hij is niet gemaakt. "
            f"Kijk of in templates/{LAYOUT} een lus staat die niet ophoudt."
        ) from None
    except OSError as error:
        raise LetterError(f"Typst is niet te starten ({error.strerror}); de brief is niet gemaakt.") from None


def _files(made: bytes) -> tuple[bytes, ...]:
    lengths, _, body = made.partition(b"\n")
    ends = list(accumulate(json.loads(lengths), initial=0))
    return tuple(body[start:end] for start, end in pairwise(ends))


def _refused(message: str, hints: list[str]) -> LetterError:
    if _PACKAGE.search(message):
        return LetterError(
            f"templates/{LAYOUT} haalt een pakket van het internet. Een brief wordt gemaakt zonder internet."
        )
    if missing := _MISSING.search(message):
        return MissingSignError(
            f"Geen lettertype op deze computer heeft het teken “{missing.group(1)}”. "
            "Een PDF moet elk teken kunnen tonen. Haal het weg uit de tekst, of maak een Word-bestand."
        )
    hint = f" ({hints[0]})" if hints else ""
    return LetterError(f"De PDF lukt niet; Typst meldt: {message}{hint}. Kijk in templates/{LAYOUT}.")
