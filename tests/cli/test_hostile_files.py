"""Files that are no files, links that go round, and targets that would be lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small

CASE = "gesprek: intake\nantwoorden: {aanvrager: professional}\n"

only_posix = pytest.mark.skipif(os.name == "nt", reason="Windows heeft deze soort bestanden niet")


@only_posix
@pytest.mark.parametrize("args", [("assess",), ("explain",), ("letter",), ("verify",), ("interview",)])
def test_a_device_without_end_is_refused(args: tuple[str, ...], tmp_path: Path) -> None:
    result = run(*args, "/dev/zero", "--knowledge", small(tmp_path))
    no_traceback(result)
    assert result.exit_code == 2


@only_posix
@pytest.mark.parametrize("args", [("assess",), ("explain",), ("letter",), ("verify",), ("interview",)])
def test_a_pipe_in_the_place_of_a_file_is_refused_and_never_waited_for(args: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "geval.yaml")
    result = run(*args, tmp_path / "geval.yaml", "--knowledge", small(tmp_path / "regels"))
    no_traceback(result)
    assert result.exit_code == 2
    assert "is geen gewoon bestand" in result.stderr


@only_posix
def test_a_pipe_among_the_cases_or_the_rules_is_never_waited_for(tmp_path: Path) -> None:
    knowledge = small(tmp_path / "regels")
    (tmp_path / "mijn").mkdir()
    (tmp_path / "mijn" / "goed.yaml").write_text(CASE, encoding="utf-8")
    os.mkfifo(tmp_path / "mijn" / "pijp.yaml")
    no_traceback(run("test", tmp_path / "mijn", "--knowledge", knowledge))
    for name in ("afzender.yaml", "eigenschappen.yaml", "aanvaard.yaml"):
        (knowledge / name).unlink(missing_ok=True)
        os.mkfifo(knowledge / name)
    no_traceback(run("letter", tmp_path / "mijn" / "goed.yaml", "--knowledge", knowledge))
    no_traceback(run("audit", "--knowledge", knowledge))
    no_traceback(run("rules", "check", "--knowledge", knowledge))


@only_posix
def test_links_that_go_round_are_followed_once(tmp_path: Path) -> None:
    knowledge = small(tmp_path / "regels")
    cases = tmp_path / "mijn"
    cases.mkdir()
    (cases / "een.yaml").write_text(CASE, encoding="utf-8")
    for name in "ab":
        (cases / name).symlink_to(cases, target_is_directory=True)
    assert run("test", cases, "--knowledge", knowledge).output.startswith("1 geval getoetst")


@only_posix
def test_a_batch_to_a_device_leaves_the_device(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": 1, "antwoorden": {}}\n', encoding="utf-8")
    knowledge = small(tmp_path)
    assert run("batch", lines, "-o", "/dev/null", "--knowledge", knowledge).exit_code == 0
    assert not Path("/dev/null").is_file()
    if Path("/dev/full").exists():
        result = run("batch", lines, "-o", "/dev/full", "--knowledge", knowledge)
        assert result.exit_code == 2
        assert "schijf is vol" in result.stderr


def test_a_letter_never_takes_the_place_of_its_case(tmp_path: Path) -> None:
    file = tmp_path / "geval.txt"
    file.write_text(CASE, encoding="utf-8")
    result = run("letter", file, "-o", file, "--knowledge", small(tmp_path))
    assert result.exit_code == 2
    assert "Kies een andere naam" in result.stderr
    assert file.read_text(encoding="utf-8") == CASE


@only_posix
def test_a_closed_input_is_an_empty_one(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "slimmer"
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" assess - --knowledge "$1" <&-', program, small(tmp_path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "dit bestand is leeg" in done.stderr.decode()


def test_a_name_that_is_too_long_is_told_in_dutch(tmp_path: Path) -> None:
    result = run("assess", "x" * 300, "--knowledge", small(tmp_path))
    assert result.exit_code == 2
    assert "heeft een te lange naam" in result.stderr or "bestaat niet" in result.stderr
