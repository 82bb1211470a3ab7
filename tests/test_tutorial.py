"""The tutorial for a conversation of one's own is followed to the letter; `python -m tests.test_tutorial` renews it.

A block of YAML is the file that its first line names. A line that begins with `$` in a block of a console is run, and
what stands below it is what it prints.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "eigen-gesprek.md"
BLOCK = re.compile(r"^```(yaml|console)\n(.*?)^```$", re.M | re.S)
STEPS = 10
HOME = "/home/auditor"
"""Where the page says that everything stands."""
SLIMMER = '#!/bin/sh\nexec "{python}" -c "from slimmer_rules.cli import main; main()" "$@"\n'


def renewed(text: str, folder: Path) -> str:
    """The page with what each command prints when the steps before it were followed."""
    folder = folder.resolve()
    program = folder / "bin" / "slimmer"
    program.parent.mkdir()
    program.write_text(SLIMMER.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o700)
    place = folder / "werk"
    place.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLIMMER_", "COLUMNS"))}
    env = {**clean, "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(folder), "NO_COLOR": "1"}

    def followed(block: re.Match[str]) -> str:
        kind, content = block.groups()
        if kind == "yaml":
            file = place / content.partition("\n")[0].removeprefix("# ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
            return block.group()
        typed = [line.removeprefix("$ ") for line in content.splitlines() if line.startswith("$ ")]
        shown = "".join(f"$ {line}\n{printed(line)}" for line in typed)
        return f"```console\n{shown}```"

    def printed(line: str) -> str:
        done = subprocess.run(  # noqa: S602  # the lines of our own page
            line, shell=True, cwd=place, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300
        )
        return done.stdout.decode().replace(str(place), HOME)

    return BLOCK.sub(followed, text)


def test_every_step_does_what_the_page_shows(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"^## \d+\. ", text, re.M)) == STEPS
    assert renewed(text, tmp_path) == text, "renew the page with `python -m tests.test_tutorial`, and read it"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
