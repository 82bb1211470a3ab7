"""The wheel that ships, installed in an empty environment away from the repository, does what the README says."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def slimmer(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of an environment that holds the wheel and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip("install", "--require-hashes", "--requirement", str(ROOT / "constraints.txt"), python=python)
    pip("install", "--no-deps", str(wheel), python=python)
    pip("check", python=python)
    return python.with_name("slimmer")


def pip(*args: str, python: Path | str = sys.executable) -> None:
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *args]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode and "Could not find a version" in done.stderr:
        pytest.skip("no package registry within reach")
    assert done.returncode == 0, done.stderr


def test_the_wheel_holds_every_module_rule_file_and_template(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    folders = ["slimmer_rules", "knowledge", "templates"]
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = listed.stdout.splitlines()
    assert tracked
    assert {name if name.startswith("slimmer_rules/") else f"slimmer_rules/{name}" for name in tracked} <= shipped


def test_an_intake_and_a_letter_away_from_the_repository(slimmer: Path, tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}

    def run(*args: str, typed: str = "") -> str:
        done = subprocess.run(
            [str(slimmer), *args], input=typed, cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    case = ROOT / "knowledge/gevallen"
    answered = next(path for path in sorted(case.glob("*.yaml")) if "aannemen" in path.name)
    (tmp_path / "geval.yaml").write_bytes(answered.read_bytes())
    assert "Onderdeel 1 van 6" in run("interview", "nieuw.yaml", typed="\n\n\n1\n")
    assert "antwoorden" in (tmp_path / "nieuw.yaml").read_text(encoding="utf-8")
    assert '"besluit"' in run("assess", "geval.yaml", "--json")
    run("letter", "geval.yaml", "-o", "brief.html")
    assert "Ons advies is" in (tmp_path / "brief.html").read_text(encoding="utf-8")
    run("init", "eigen", "--leeg")
    assert "geen fouten gevonden" in run("rules", "check", "--knowledge", "eigen/knowledge")
