"""The README tells the truth: its commands run, its conversation was held, and what it points to exists."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from slimmer_rules.cli.group import slimmer

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[list[str]]:
    """The `slimmer` commands, on docs/voorbeeld.yaml or on nothing."""
    lines = [line for block in blocks("console") for line in block.splitlines() if line.startswith("$ slimmer ")]
    return [shlex.split(line.removeprefix("$ slimmer "), comments=True) for line in lines]


def test_the_commands_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "voorbeeld.yaml").write_bytes((ROOT / "docs" / "voorbeeld.yaml").read_bytes())
    assert commands()
    for command in commands():
        result = CliRunner().invoke(slimmer, command, prog_name="slimmer")
        assert result.exit_code == 0, (command, result.output)


def test_the_conversation_is_part_of_the_example() -> None:
    whole = (ROOT / "docs/voorbeeldgesprek.txt").read_text(encoding="utf-8")
    shown = re.search(r"<!-- uit docs/voorbeeldgesprek.txt -->\n```text\n(.*?)```", README, re.DOTALL)
    assert shown
    assert shown[1] in whole


def test_every_link_within_the_repository_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_target_of_make_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z][a-z-]*)", README))
    assert named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()
