"""`slimmer init`: a copy of one's own, where it cannot do harm. That it works is in test_letter.py."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small
from tests.cli.terminal import SLIMMER, plain_environment

FULL = os.environ.get("SLIMMER_FULL") == "1"


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


def names(folder: Path) -> list[str]:
    """Everything in a folder, by its path."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows kent deze signalen niet")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_copy_is_there_as_a_whole_or_not_at_all_however_it_is_ended(number: int, tmp_path: Path) -> None:
    run("init", tmp_path / "voorbeeld")
    whole, chance = names(tmp_path / "voorbeeld"), random.Random(12)  # noqa: S311  # moments, no secret
    for turn in range(30 if FULL else 1):
        place = tmp_path / f"ronde-{turn}"
        place.mkdir()
        command = [sys.executable, "-c", SLIMMER, "init", str(place / "eigen")]
        environment = plain_environment(tmp_path)
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as copying:
            while not any(place.iterdir()) and copying.poll() is None:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.2))
            copying.send_signal(number)
            copying.wait()
        there = [path.name for path in place.iterdir()]
        if number != signal.SIGKILL:
            assert there in ([], ["eigen"])
        if (place / "eigen").exists():
            assert names(place / "eigen") == whole
        else:
            assert run("init", place / "eigen").exit_code == 0
            assert [path.name for path in place.iterdir()] == ["eigen"]


@pytest.mark.skipif(os.name == "nt", reason="Windows heeft deze koppelingen niet")
def test_a_link_to_elsewhere_is_not_copied(tmp_path: Path) -> None:
    assert run("init", tmp_path / "eigen").exit_code == 0
    (tmp_path / "geheim").write_text("geheim")
    (tmp_path / "eigen" / "templates" / "geheim.css").symlink_to(tmp_path / "geheim")
    result = run("init", tmp_path / "kopie", "--templates", tmp_path / "eigen" / "templates")
    no_traceback(result)
    assert result.exit_code == 2
    assert "templates/geheim.css is een koppeling naar iets buiten de map" in result.stderr
    assert not (tmp_path / "kopie").exists()


# --- the beginning of rules of one's own -----------------------------------------------------------------------------


def test_an_empty_beginning_is_small_sound_and_whole(tmp_path: Path) -> None:
    place = tmp_path / "eigen"
    assert run("init", place, "--leeg").exit_code == 0
    rules, letters = place / "knowledge", place / "templates"
    assert run("rules", "check", "--knowledge", rules).exit_code == 0
    assert run("test", "--coverage", "--mutate", "--knowledge", rules).exit_code == 0
    for case in sorted((rules / "gevallen").iterdir()):
        assert run("letter", case, "--check", "--knowledge", rules, "--templates", letters).exit_code == 0
    assert run("handbook", tmp_path / "handboek", "--knowledge", rules, "--templates", letters).exit_code == 0


def test_an_empty_beginning_has_only_the_letter_for_any_conversation(tmp_path: Path) -> None:
    run("init", tmp_path / "leeg", "--leeg")
    run("init", tmp_path / "heel")
    less, more = (set(names(tmp_path / place / "templates")) for place in ("leeg", "heel"))
    left_out = more - less
    assert less < more
    assert "brief/gesprek.md.j2" in less
    assert "brief/intake.md.j2" in left_out
    assert all(name.endswith(".md.j2") for name in left_out), "drawings, styles and the handbook stay"
    printed = "".join((tmp_path / "leeg/templates" / name).read_text() for name in less if name.endswith(".md.j2"))
    assert not [name for name in left_out if name in printed], "nothing that is used is left out"


def test_an_empty_beginning_is_refused_like_a_copy(tmp_path: Path) -> None:
    (tmp_path / "eigen" / "knowledge").mkdir(parents=True)
    result = run("init", tmp_path / "eigen", "--leeg")
    assert result.exit_code == 2
    assert "Er is niets gewijzigd." in result.stderr
    both = run("init", tmp_path / "ander", "--leeg", "--knowledge", small(tmp_path / "regels"))
    assert both.exit_code == 2
    assert "Laat --leeg of --knowledge weg." in both.stderr
    assert not (tmp_path / "ander").exists()
