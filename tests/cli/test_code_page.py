"""Whatever a terminal can show, no command ends because it cannot show a sign."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.cli import code_page, main
from slimmer_rules.cli.code_page import nearest

CASE = '{"gesprek":"intake","titel":"Buurtteam Güneş – “samen” 日本","antwoorden":{"adopter":"geen"}}'


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "geval.json"
    file.write_text(CASE, encoding="utf-8")
    return file


def run(monkeypatch: pytest.MonkeyPatch, encoding: str, *args: object) -> tuple[int, str, str]:
    """Exit code and what came out, from a terminal with this code page."""
    monkeypatch.setattr(code_page, "_changed", {})
    monkeypatch.setattr(sys, "argv", ["slimmer", *map(str, args)])
    streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2)]
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = (stream.detach().getvalue().decode(encoding, "replace") for stream in streams)
    return int(ended.value.code or 0), out, err


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp437", "ascii", "utf-8"])
@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["assess"], 0),
        (["explain"], 0),
        (["letter"], 0),
        (["assess", "--json"], 0),
        (["explain", "--question", "adopter", "--json"], 0),
        (["assess", "--ş→\udcff"], 2),
        (["rules", "show", "K2"], 0),
        (["rules", "show", "Güneş"], 2),
        (["rules", "list"], 0),
        (["rules", "schema"], 0),
        (["ş→"], 2),
        (["assess", "weg-ş→\udcff.yaml"], 2),
        (["--help"], 0),
        (["audit", "--help"], 0),
    ],
)
def test_a_command_ends_as_elsewhere(
    monkeypatch: pytest.MonkeyPatch, case: Path, encoding: str, args: list[str], code: int
) -> None:
    needs_case = args[0] in ("assess", "explain", "letter") and code == 0
    ended, out, err = run(monkeypatch, encoding, *args, *([case] if needs_case else []))
    assert ended == code, err
    assert "Traceback" not in err
    if "--json" in args or "schema" in args:
        assert json.loads(out)


def test_what_cannot_be_shown_comes_out_as_what_comes_nearest_and_is_told(
    monkeypatch: pytest.MonkeyPatch, case: Path
) -> None:
    _, out, err = run(monkeypatch, "latin-1", "letter", case)
    assert 'Buurtteam Günes - "samen" ??' in out.replace("\\", "")
    assert "Dit scherm kan niet alle tekens tonen (U+015F U+65E5 U+672C)" in err
    _, out, err = run(monkeypatch, "utf-8", "letter", case)
    assert "Güneş" in out
    assert "Dit scherm" not in err


def test_json_is_whole_on_any_terminal(monkeypatch: pytest.MonkeyPatch, case: Path) -> None:
    for args in (("assess", "--json", case), ("rules", "schema")):
        made = {json.dumps(json.loads(run(monkeypatch, page, *args)[1])) for page in ("utf-8", "latin-1", "ascii")}
        assert len(made) == 1


@given(st.characters(exclude_categories=()))
def test_what_comes_nearest_can_be_shown_everywhere(sign: str) -> None:
    assert nearest(sign).isascii()


def test_the_program_itself_survives_a_code_page(case: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "slimmer", "letter", case],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Buurtteam Günes – “samen”" in done.stdout.decode("cp1252").replace("\\", "")
