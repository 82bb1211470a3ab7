"""How this program is called, for texts that tell what to type."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

NAME = "slimmer"


def called() -> str:
    """What to type for this program: its name where that finds it, else the path by which it was started."""
    started = Path(sys.argv[0])
    if started.stem.casefold() != NAME or not started.is_file():
        return NAME  # started otherwise, as a module or within a test
    found = shutil.which(NAME)
    return NAME if found is not None and started.samefile(found) else shlex.quote(sys.argv[0])
