"""Writers at one moment, and writers that are killed: what was said to be kept, is kept. With real processes."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
import yaml

from tests.cli.small import small
from tests.cli.terminal import SLIMMER, plain_environment

FULL = os.environ.get("SLIMMER_FULL") == "1"
ROUNDS = 200 if FULL else 5
KILLS = 100 if FULL else 3

OPEN = """gesprek: intake
antwoorden: {aanvrager: ander, partner: ja}
voortgang: {overgeslagen: [':eerder_stoppen'], bij: leden}
"""

WRITER = """
import io, json, sys, time
from tests.cli.small import run
parent, back = sys.stdin, sys.stdout

def tell(what):
    print(json.dumps(what), file=back, flush=True)

class Typed(io.BytesIO):
    waiting = True
    def read1(self, size=-1):
        if self.waiting:
            self.waiting = False
            tell("open")
            at = json.loads(parent.readline())
            while time.time() < at:
                pass
        return super().read1(size)

tell("begonnen")
for line in parent:
    arguments, lines = json.loads(line)
    result = run("interview", *arguments, input=Typed("".join(f"{each}\\n" for each in lines).encode()))
    tell([result.exit_code, result.output])
"""
"""Holds interviews; each waits at its first prompt until the moment that it is told."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "thuis"
    home.mkdir()
    return home


@pytest.fixture
def environment(home: Path, tmp_path: Path) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**plain_environment(home), "SLIMMER_KNOWLEDGE": str(small(tmp_path / "regels")), "PYTHONPATH": root}


class Writer:
    """A process that holds interviews."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to: IO[str] = process.stdin
        self._of: IO[str] = process.stdout
        assert self.hear() == "begonnen"

    def tell(self, what: object) -> None:
        self._to.write(json.dumps(what) + "\n")
        self._to.flush()

    def hear(self) -> Any:
        return json.loads(self._of.readline())


@contextmanager
def writers(number: int, environment: dict[str, str]) -> Iterator[list[Writer]]:
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", WRITER],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
                )
            )
            for _ in range(number)
        ]  # fmt: skip
        try:
            yield [Writer(process) for process in started]
        finally:
            for process in started:
                process.kill()


def together(held: list[Writer], arguments: list[str], lines: list[list[str]]) -> list[tuple[str, Path]]:
    """What each shows of an interview that all opened before any typed, and where it says that all is kept."""
    for writer, typed in zip(held, lines, strict=True):
        writer.tell([arguments, typed])
    assert all(writer.hear() == "open" for writer in held)
    at = time.time() + 0.01
    for writer in held:
        writer.tell(at)
    found = []
    for writer in held:
        code, shown = writer.hear()
        assert code == 0, shown
        found.append((shown, Path(re.findall(r"Alles is bewaard in\s+(\S+)\.\n", shown)[-1])))
    return found


def case(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_bytes())
    assert isinstance(found, dict)
    return found


def only_cases(folder: Path, number: int) -> None:
    """Nothing but the cases is left in a folder."""
    names = [path.name for path in folder.iterdir()]
    assert len(names) == number, names
    assert all(name.endswith(".yaml") and not name.startswith(".") for name in names)


@pytest.mark.parametrize("number", [2, 4])
def test_writers_of_one_new_name_lose_nothing(number: int, tmp_path: Path, environment: dict[str, str]) -> None:
    with writers(number, environment) as held:
        for turn in range(ROUNDS):
            folder = tmp_path / f"ronde-{turn}"
            folder.mkdir()
            titles = [f"Van {each}" for each in range(number)]
            kept = together(held, [str(folder / "geval.yaml")], [[title, "", "2"] for title in titles])
            assert [case(path)["titel"] for _, path in kept] == titles
            assert all(case(path)["antwoorden"] == {"aanvrager": "ander"} for _, path in kept)
            only_cases(folder, number)


@pytest.mark.parametrize("number", [2, 4])
def test_writers_in_one_case_lose_nothing_and_the_later_ones_see_both(
    number: int, tmp_path: Path, environment: dict[str, str]
) -> None:
    with writers(number, environment) as held:
        for turn in range(ROUNDS):
            folder = tmp_path / f"ronde-{turn}"
            folder.mkdir()
            path = folder / "geval.yaml"
            path.write_text(OPEN)
            kept = together(held, [str(path)], [[str(each)] for each in range(number)])
            assert [int(case(place)["antwoorden"]["leden"]) for _, place in kept] == list(range(number))
            for output, place in kept:
                apart = "Dit gesprek is intussen ook ergens anders gewijzigd." in output.replace("\n", " ")
                if place != path and apart:
                    assert str(path) in output
                    assert "Het aantal leden: daar " in output
                else:
                    assert place == path
            only_cases(folder, len({place for _, place in kept}))


@pytest.mark.parametrize("number", [2, 4])
def test_new_conversations_of_one_title_get_a_file_each(number: int, home: Path, environment: dict[str, str]) -> None:
    folder = home / "data" / "slimmer-rules" / "gesprekken"
    with writers(number, environment) as held:
        for turn in range(ROUNDS):
            for path in folder.glob("*"):
                path.unlink()
            kept = together(held, [], [["Rugzakje", f"Coach {each}", "1"] for each in range(number)])
            assert [case(path)["coach"] for _, path in kept] == [f"Coach {each}" for each in range(number)], turn
            assert not any("ergens anders" in output for output, _ in kept)
            only_cases(folder, number)


@pytest.mark.skipif(os.name == "nt", reason="Windows kent SIGKILL niet")
def test_killed_at_any_moment_nothing_that_was_kept_is_lost_and_the_next_save_leaves_no_part(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "gevallen"
    folder.mkdir()
    path, chance = folder / "geval.yaml", random.Random(11)  # noqa: S311  # moments, no secret
    path.write_text("# van de coach\ngesprek: intake\ntitel: T0\nantwoorden: {}\n")
    typed = "".join(f":ga titel\nT{number}\n" for number in range(1, 5000))
    for _ in range(KILLS):
        (tmp_path / "getypt").write_text(typed)
        with (tmp_path / "getypt").open() as lines, (tmp_path / "getoond").open("w") as shown:
            command = [sys.executable, "-c", SLIMMER, "interview", str(path)]
            with subprocess.Popen(command, stdin=lines, stdout=shown, env=environment) as held:
                while "> T3\n" not in (tmp_path / "getoond").read_text():
                    assert held.poll() is None
                    time.sleep(0.01)
                time.sleep(chance.uniform(0, 0.1))
                held.send_signal(signal.SIGKILL)
                held.wait()
        # whatever a prompt came after, was kept
        acknowledged = re.findall(r"> T(\d+)\n(?=.*\n> )", (tmp_path / "getoond").read_text(), re.DOTALL)
        assert int(case(path)["titel"][1:]) >= int(acknowledged[-1])
        assert path.read_text().startswith("# van de coach\n")
        (tmp_path / "een").write_text(":ga titel\nT0\n")
        with (tmp_path / "een").open() as lines:
            subprocess.run(
                [sys.executable, "-c", SLIMMER, "interview", str(path)],
                stdin=lines,
                env=environment,
                check=True,
                capture_output=True,
            )
        only_cases(folder, 1)
