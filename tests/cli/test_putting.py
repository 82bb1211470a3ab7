"""Reading bounded, writing all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.cli.putting import put_all, same_file, taken


def test_no_more_is_read_than_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "groot").write_bytes(b"x" * 100)
    assert len(taken(tmp_path / "groot", 10)) == 11


def test_all_files_are_written_and_others_are_left(tmp_path: Path) -> None:
    (tmp_path / "eigen").write_text("van mij", encoding="utf-8")
    put_all(tmp_path, {"a": b"1", "b/c": b"2"})
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["a", "b", "b/c", "eigen"]


def test_nothing_is_left_of_what_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        put_all(tmp_path / "nieuw" / "map", {"a": b"1", "b" * 300: b"2"})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("first", ["nieuw/a", "nieuw/map/a", "a"])
def test_nothing_new_is_left_where_the_last_file_cannot_be_placed(tmp_path: Path, first: str) -> None:
    (tmp_path / "z" / "in de weg").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OSError, match=r"."):
        put_all(tmp_path, {first: b"1", "z": b"2"})
    assert sorted(tmp_path.rglob("*")) == before


def test_two_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert same_file(tmp_path / "a", tmp_path / "." / "a")
    assert not same_file(tmp_path / "a", tmp_path / "b")
