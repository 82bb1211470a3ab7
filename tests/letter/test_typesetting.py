"""Typst as a program of its own: no network, no files, no end to its patience or its memory, and it hears Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from slimmer_rules.letter import typesetting
from slimmer_rules.letter.errors import LetterError, MissingProgramError
from slimmer_rules.letter.typesetting import compile_typst

LONG = "#for a in range(10000) { for b in range(10000) { let c = calc.pow(a, 2) } }"
SWELLING = "#let x = (1,); #for i in range(60) { x = x + x }; #x.len()"


def test_a_text_becomes_a_pdf() -> None:
    (made,) = compile_typst("Hallo", format="pdf")
    assert made.startswith(b"%PDF")


def test_no_package_server_is_reached_also_where_the_surroundings_name_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:

        def listen() -> None:
            try:
                connection, _ = proxy.accept()
                heard.append(connection.recv(100))
                connection.close()
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
            monkeypatch.setenv(name.upper(), f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "")
        with pytest.raises(LetterError, match="haalt een pakket van het internet"):
            compile_typst('#import "@pre" + "view/cetz:0.3.1": canvas')
        assert heard == []


@pytest.mark.parametrize("name", ["/etc/passwd", "../../../../etc/passwd", "geheim.txt"])
def test_no_file_is_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "geheim.txt").write_text("geheim")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LetterError, match="De PDF lukt niet"):
        compile_typst(f'#read("{name}")')


def test_what_takes_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MAX_MEMORY", 512 * 1024**2)
    with pytest.raises(LetterError, match="te veel geheugen of tijd"):
        compile_typst(SWELLING)


def test_what_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "SECONDS", 1)
    with pytest.raises(LetterError, match=r"langer dan 1 seconden|te veel geheugen of tijd"):
        compile_typst(LONG)


def test_each_page_becomes_a_picture() -> None:
    pictures = compile_typst("a #pagebreak() b", format="png")
    assert [picture[:4] for picture in pictures] == [b"\x89PNG"] * 2
    assert pictures[0] == compile_typst("a", format="png")[0]


def test_without_typst_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(MissingProgramError, match="pip install"):
        compile_typst("Hallo")


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl-C is no signal to a group")
def test_ctrl_c_ends_it_at_once() -> None:
    code = f"from slimmer_rules.letter.typesetting import compile_typst\nprint(1, flush=True)\ncompile_typst({LONG!r})"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            program.wait(2)
        os.killpg(program.pid, signal.SIGINT)
        program.wait(30)
        with pytest.raises(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
