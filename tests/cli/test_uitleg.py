"""The page on explanations shows what the program says; `python -m tests.cli.test_uitleg` renews it."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.cli.small import run

PAGE = Path(__file__).parents[2] / "docs" / "uitleg.md"
BLOCK = re.compile(r"^```console\n\$ slimmer (explain geval\.yaml[^\n]*)\n(.*?)^```$", re.M | re.S)


def renewed(text: str, folder: Path) -> str:
    """The page with the output of each command as it is today."""
    case = folder / "geval.yaml"
    (told,) = re.findall(r"^```yaml\n(gesprek:.*?)^```$", text, re.M | re.S)
    case.write_text(told, encoding="utf-8")

    def output(block: re.Match[str]) -> str:
        result = run(*block.group(1).replace("geval.yaml", str(case)).split())
        assert not result.stderr, result.stderr
        return f"```console\n$ slimmer {block.group(1)}\n{result.stdout}```"

    return BLOCK.sub(output, text)


def test_the_page_shows_what_the_program_says(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) >= 6
    assert renewed(text, tmp_path) == text, "renew the page with `python -m tests.cli.test_uitleg`, and read it"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
