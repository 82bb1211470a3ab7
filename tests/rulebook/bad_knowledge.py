"""The examples of mistakes in `tests/bad_knowledge/`: one folder each, laid over the sound rulebook in `goed/`.

Such a folder holds the files that replace those of the sound rulebook, or a case (`geval.yaml`, `geval.json`), and in
`melding.txt` all that is to be told about it. A file that begins with `# herhaal: N` stands for N times its rest.
"""

from __future__ import annotations

from pathlib import Path

from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.reading import read
from slimmer_rules.rulebook.unfinished import cut_off

FOLDER = Path(__file__).parent.parent / "bad_knowledge"
SOUND = FOLDER / "goed"
MESSAGE = "melding.txt"

EXAMPLES = sorted(folder for folder in FOLDER.iterdir() if folder != SOUND)


def sound() -> dict[str, bytes]:
    """The files of the sound rulebook."""
    return _files(SOUND)


def code_of(folder: Path) -> str:
    """The code that an example is about."""
    return folder.name.removeprefix("geval-")[:4]


def mistakes(folder: Path) -> tuple[Diagnostic, ...]:
    """What is told about an example."""
    files = _files(folder)
    try:
        case = next((name for name in files if name.startswith("geval.")), None)
        if case is not None:
            read_case(files[case], case, read(sound()))
        else:
            read(sound() | files)
    except RulebookError as error:
        return error.diagnostics
    return tuple(found for file, data in files.items() if (found := cut_off(data, file)))


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.suffix in (".yaml", ".json"))
    return {path.relative_to(folder).as_posix(): _content(path.read_bytes()) for path in paths}


def _content(data: bytes) -> bytes:
    first, _, rest = data.partition(b"\n")
    return rest * int(first.split()[-1]) if first.startswith(b"# herhaal:") else data
