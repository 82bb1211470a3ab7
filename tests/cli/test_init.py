"""`slimmer init`: a copy of one's own, where it cannot do harm. That it works is in test_letter.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small


@pytest.mark.parametrize("place", [".", "eigen", "intake/eigen"])
def test_no_copy_is_made_within_a_folder_with_rules(tmp_path: Path, place: str) -> None:
    """There it would be read as rules in the wrong place."""
    rules = small(tmp_path / "regels")
    before = sorted(rules.rglob("*"))
    result = run("init", rules / place)
    no_traceback(result)
    assert result.exit_code == 2
    assert "is een map met regels" in result.stderr
    assert sorted(rules.rglob("*")) == before


def test_a_copy_may_stand_beside_a_folder_with_rules(tmp_path: Path) -> None:
    small(tmp_path / "regels")
    assert run("init", tmp_path / "eigen").exit_code == 0
    assert run("rules", "check", "--knowledge", tmp_path / "eigen" / "knowledge").exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows heeft deze koppelingen niet")
def test_a_link_that_goes_round_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    result = run("init", tmp_path / "a")
    no_traceback(result)
    assert result.exit_code == 2
    assert "verwijst naar zichzelf" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
