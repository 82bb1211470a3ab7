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


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder, with what the files hold."""
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def test_files_that_were_there_stay_as_they_were_when_a_later_one_cannot_be_placed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"was")
    (tmp_path / "z" / "in de weg").mkdir(parents=True)
    before = tree(tmp_path)
    with pytest.raises(IsADirectoryError) as caught:
        put_all(tmp_path, {"a": b"wordt", "nieuw/b": b"1", "z": b"2"})
    assert caught.value.filename == str(tmp_path / "z")
    assert tree(tmp_path) == before


def test_a_file_in_the_place_of_a_folder_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"was")
    (tmp_path / "b").write_bytes(b"een bestand")
    before = tree(tmp_path)
    with pytest.raises(OSError) as caught:  # noqa: PT011  # systems word it in their own way
        put_all(tmp_path, {"a": b"wordt", "nieuw/c": b"1", "b/c": b"2"})
    assert caught.value.filename == str(tmp_path / "b")
    assert tree(tmp_path) == before


def test_a_file_that_is_read_only_stays_and_so_do_the_others(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"was")
    (tmp_path / "b").chmod(0o444)
    with pytest.raises(PermissionError) as caught:
        put_all(tmp_path, {"a": b"wordt", "b": b"wordt"})
    assert caught.value.filename == str(tmp_path / "b")
    assert tree(tmp_path) == {"a": b"was", "b": b"was"}


def test_a_link_stays_one_and_new_files_are_for_anyone_to_read(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "echt").write_bytes(b"was")
    (tmp_path / "map" / "a").symlink_to(tmp_path / "echt")
    put_all(tmp_path / "map", {"a": b"wordt", "b": b"1"})
    assert (tmp_path / "map" / "a").is_symlink()
    assert (tmp_path / "echt").read_bytes() == b"wordt"
    (tmp_path / "gewoon").touch()
    assert (tmp_path / "map" / "b").stat().st_mode == (tmp_path / "gewoon").stat().st_mode


def test_two_names_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert same_file(tmp_path / "a", tmp_path / "." / "a")
    assert not same_file(tmp_path / "a", tmp_path / "b")
