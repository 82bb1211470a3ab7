"""Reading bounded."""

from __future__ import annotations

from pathlib import Path

from slimmer_rules.cli.common import same_file
from slimmer_rules.rulebook.bounded import read_file


def test_no_more_is_read_than_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "groot").write_bytes(b"x" * 100)
    assert len(read_file(tmp_path / "groot", 10)) == 11


def test_two_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert same_file(tmp_path / "a", tmp_path / "." / "a")
    assert not same_file(tmp_path / "a", tmp_path / "b")
