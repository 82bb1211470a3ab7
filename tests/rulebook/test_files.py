"""A folder gives its rule files, or one clear sentence for each thing in it that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.files import MAX_FILES, read_folder
from slimmer_rules.rulebook.located_yaml import MAX_BYTES
from slimmer_rules.rulebook.model import Rulebook
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import sound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sound rulebook on disk."""
    for path, content in sound().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def refusal(folder: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(RulebookError) as caught:
        read_folder(folder)
    return caught.value.diagnostics


def test_a_folder_gives_its_rule_files(folder: Path) -> None:
    assert read_folder(folder) == read(sound())


def test_cases_and_hidden_files_are_left_out(folder: Path) -> None:
    for path in ("gevallen/a.yaml", ".git/a.yaml", ".weg.yaml", "intake/.weg.yaml", "lees.txt", "intake/.#1.yaml"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text("[")
    assert read_folder(folder) == read(sound())


def test_places_are_told_from_the_folder_on(folder: Path) -> None:
    (folder / "intake" / "2-proef.yaml").write_text("onderwrp: x\n")
    (found,) = refusal(folder)
    assert found.place is not None
    assert found.place.file == str(folder / "intake" / "2-proef.yaml")
    assert found.line == "onderwrp: x"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (found,) = refusal(tmp_path / "weg")
    assert found.message == f"`{tmp_path / 'weg'}` is niet te lezen: het bestaat niet"


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    (found,) = refusal(tmp_path / "bestand")
    assert found.message == f"`{tmp_path / 'bestand'}` is niet te lezen: het is geen map"


@pytest.mark.parametrize("method", ["iterdir", "open"])
def test_what_may_not_be_read(folder: Path, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right: Callable[..., object] = getattr(Path, method)

    def denied(path: Path, *args: object, **kwargs: object) -> object:
        if path.name in ("intake", "bronnen.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return right(path, *args, **kwargs)

    monkeypatch.setattr(Path, method, denied)  # the superuser, who may run these tests, may read anything
    (found,) = refusal(folder)
    name = "intake" if method == "iterdir" else "bronnen.yaml"
    assert found.message == f"`{folder / name}` is niet te lezen: u mag het niet lezen"


def test_a_folder_in_place_of_a_file(folder: Path) -> None:
    (folder / "intake" / "3-map.yaml").mkdir()
    (found,) = refusal(folder)
    assert found.message == f"`{folder / 'intake' / '3-map.yaml'}` is geen gewoon bestand"


def test_a_link_to_nowhere_and_a_pipe(folder: Path) -> None:
    (folder / "a.yaml").symlink_to("nergens")
    (folder / "c.yaml").symlink_to("c.yaml")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "b.yaml")
    assert {found.code for found in refusal(folder)} == {"R001"}


def test_a_link_to_a_file_is_that_file(folder: Path) -> None:
    file = folder / "intake" / "2-proef.yaml"
    file.rename(folder / "elders")
    file.symlink_to(folder / "elders")
    assert read_folder(folder) == read(sound())


def test_folders_that_run_in_a_circle_end(folder: Path) -> None:
    (folder / "intake" / "kring").symlink_to(folder)
    assert read_folder(folder).conversations.keys() == {"intake"}


def test_too_large_a_file_is_not_read_whole(folder: Path) -> None:
    with (folder / "intake" / "2-proef.yaml").open("wb") as file:
        file.truncate(MAX_BYTES * 1000)
    (found,) = refusal(folder)
    assert (found.code, found.message.endswith("is groter dan 1024 KiB")) == ("R003", True)


def test_too_many_files(folder: Path) -> None:
    for number in range(MAX_FILES + 1):
        (folder / f"{number}.yaml").touch()
    (found,) = refusal(folder)
    assert found.code == "R003"


def test_the_other_ending_is_not_passed_over_in_silence(folder: Path) -> None:
    (folder / "intake" / "3-meer.yml").write_text("onderwerp: x\n")
    (found,) = refusal(folder)
    assert found.message.endswith("3-meer.yml` eindigt op .yml")
    assert found.help == "noem het 3-meer.yaml"


def test_all_that_cannot_be_read_is_told_with_the_mistakes_in_the_rest(folder: Path) -> None:
    (folder / "a.yml").touch()
    (folder / "b.yaml").mkdir()
    (folder / "intake" / "2-proef.yaml").write_text("onderwrp: x\n")
    assert [found.code for found in refusal(folder)] == ["R001", "R001", "R010"]


def test_what_an_unreadable_file_may_hold_is_not_said_to_be_missing(folder: Path) -> None:
    (folder / "intake" / "1-adopter.yaml").rename(folder / "intake" / "1-adopter.yml")
    (folder / "bronnen.yaml").unlink()
    (folder / "bronnen.yaml").mkdir()
    assert [found.code for found in refusal(folder)] == ["R001", "R001"]


def test_the_rules_that_ship_are_sound(rulebook: Rulebook) -> None:
    assert "intake" in rulebook.conversations
