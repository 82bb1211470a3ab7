"""Writing: the format by the ending, and a letter as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.writing import write_letter
from tests.letter.making import REFUSED, letter, shipped


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_gives_the_format(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"brief{ending.upper()}"
    write_letter(letter(REFUSED), shipped(), target)
    starts = {".md": b"Proef", ".txt": b"Proef", ".html": b"<!DOCTYPE html>", ".docx": b"PK", ".pdf": b"%PDF"}
    assert target.read_bytes().startswith(starts[ending])
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, f"{target.name}.bewijs.json"]


def test_an_unknown_ending_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    for name in ("brief.odt", "brief", ".md."):
        with pytest.raises(
            LetterError, match=r"laat de naam eindigen op een van: \.md, \.txt, \.html, \.docx, \.pdf\."
        ):
            write_letter(letter(REFUSED), shipped(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="de map bestaat niet"):
        write_letter(letter(REFUSED), shipped(), tmp_path / "weg" / "brief.md")


def test_a_folder_as_target_is_told(tmp_path: Path) -> None:
    (tmp_path / "brief.md").mkdir()
    with pytest.raises(LetterError, match="is een map"):
        write_letter(letter(REFUSED), shipped(), tmp_path / "brief.md")


def test_a_file_as_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("geen map")
    with pytest.raises(LetterError, match="geen map"):
        write_letter(letter(REFUSED), shipped(), tmp_path / "map" / "brief.md")


@pytest.mark.parametrize("name", ["brief.md", "brief.md.bewijs.json"])
def test_a_letter_or_receipt_that_is_read_only_is_told_and_stays(name: str, tmp_path: Path) -> None:
    old = tmp_path / name
    old.write_text("van toen")
    old.chmod(0o444)
    with pytest.raises(LetterError, match=rf"{name}” is niet te schrijven: u heeft daar geen schrijfrechten"):
        write_letter(letter(REFUSED), shipped(), tmp_path / "brief.md")
    assert old.read_text() == "van toen"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_letter_through_a_link_leaves_the_link(tmp_path: Path) -> None:
    link = tmp_path / "brief.md"
    link.symlink_to(tmp_path / "echt.md")
    write_letter(letter(REFUSED), shipped(), link)
    assert link.is_symlink()
    assert (tmp_path / "echt.md").read_text().startswith("Proef")


def test_what_fails_leaves_the_old_letter_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "brief.md"
    target.write_text("de oude brief")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LetterError, match="niet te schrijven"):
        write_letter(letter(REFUSED), shipped(), target)
    assert target.read_text() == "de oude brief"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]


def test_a_new_letter_is_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    write_letter(letter(REFUSED), shipped(), target)
    assert target.stat().st_mode & 0o077 == 0


WITHOUT_PROGRAMS = (".md", ".txt", ".html")


def test_a_missing_program_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(LetterError, match=r"pip install 'slimmer-rules\[brief\]'"):
        write_letter(letter(REFUSED), shipped(), tmp_path / "brief.docx")
    for ending in WITHOUT_PROGRAMS:
        write_letter(letter(REFUSED), shipped(), tmp_path / f"brief{ending}")
    monkeypatch.undo()
    (hidden := tmp_path / "zonder").mkdir()
    (hidden / "typst.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(hidden))
    with pytest.raises(LetterError, match=r"pip install 'slimmer-rules\[brief\]'"):
        write_letter(letter(REFUSED), shipped(), tmp_path / "brief.pdf")
    made = {f"brief{ending}{proof}" for ending in WITHOUT_PROGRAMS for proof in ("", ".bewijs.json")}
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == made
