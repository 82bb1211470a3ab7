"""The example conversation of the docs is what the program says today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.example import PAGE, example

GUIDE = PAGE.with_name("coachgids.md")


def test_the_example_conversation_is_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    now, page = example(tmp_path).split(), PAGE.read_text(encoding="utf-8").split()
    assert now == page, "renew the page with `python -m tests.cli.example`, and read it"


def test_a_question_that_the_guide_shows_is_put_so_in_the_example() -> None:
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(.*?)\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    shown = [block.split("\n>")[0] for language, block in blocks if not language and "\n>" in block]
    assert len(shown) == 2
    assert all(question in page for question in shown)
