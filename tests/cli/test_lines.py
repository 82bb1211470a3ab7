"""Lines that fit the screen: of every command, at any width, and left alone in a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.cli.group import COMMANDS
from slimmer_rules.cli.lines import laid_out
from slimmer_rules.rulebook.model import Rulebook
from slimmer_rules.rulebook.wording import WIDTH, rule_text, whole_lines
from tests.cli.small import run, small
from tests.cli.terminal import PATIENCE, SLIMMER, plain_environment

EXAMPLE = Path("docs/voorbeeld.yaml")
TOLD: dict[str, tuple[str | Path, ...]] = {
    "assess": ("assess", EXAMPLE),
    "explain": ("explain", EXAMPLE),
    "why-not": ("explain", EXAMPLE, "--why-not", "aannemen"),
    "change-to": ("explain", EXAMPLE, "--change-to", "aannemen"),
    "what-if": ("explain", EXAMPLE, "--what-if", "adopter=concreet"),
    "rests-on": ("explain", EXAMPLE, "--rests-on"),
    "open": ("explain", EXAMPLE, "--open"),
    "question": ("explain", EXAMPLE, "--question", "adopter"),
    "rule": ("rules", "show", "K2"),
    "asked": ("rules", "show", "adopter"),
    "concluded": ("rules", "show", "besluit"),
    "list": ("rules", "list"),
    "check": ("rules", "check"),
    "test": ("test", "knowledge/gevallen/tabel-2"),
    "letter": ("letter", EXAMPLE, "--check"),
    "no value": ("explain", EXAMPLE, "--why-not", "gek"),
    "no option": ("explain", EXAMPLE, "--gek"),
    "no file": ("assess", "er/is/geen/bestand/met/deze/naam.yaml"),
}
HELPS = [(name,) for name in COMMANDS] + [("rules", name) for name in ("show", "list", "check", "schema")]
CODE = "# yaml-language-server: $schema=../schema/regels-GESPREK.json"


def too_long(text: str, width: int) -> list[str]:
    """The lines that are longer, and could have been broken."""
    return [line for line in text.splitlines() if len(line) > width and len(line.split()) > 1]


@pytest.mark.parametrize("name", TOLD)
def test_what_a_command_tells_fits_the_screen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = run(*TOLD[name])
    for width in (60, 40):
        monkeypatch.setenv("COLUMNS", str(width))
        narrow = run(*TOLD[name])
        assert too_long(narrow.output, width) == []
        assert narrow.output.split() == piped.output.split()
        assert narrow.exit_code == piped.exit_code


@pytest.mark.parametrize("command", [(), *HELPS], ids=lambda command: " ".join(command) or "slimmer")
def test_help_fits_the_screen(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    wide = run(*command, "--help").output
    for width in (60, 40):
        monkeypatch.setenv("COLUMNS", str(width))
        narrow = run(*command, "--help").output
        assert [line for line in too_long(narrow, width) if line.strip() != CODE] == []
        assert narrow.split() == wide.split(), "nothing is cut off, and no word broken"


def test_a_line_of_code_in_help_stays_whole() -> None:
    assert f"  {CODE}" in run("rules", "schema", "--help").output.splitlines()


@pytest.mark.parametrize(
    "command", [("assess", EXAMPLE, "--json"), ("explain", EXAMPLE, "--rests-on", "--json"), ("letter", EXAMPLE)]
)
def test_what_is_for_a_program_is_the_same_on_any_screen(
    command: tuple[str | Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = run(*command).stdout
    monkeypatch.setenv("COLUMNS", "40")
    assert run(*command).stdout == piped
    assert too_long(piped, 40)


def test_in_a_pipe_a_rule_is_as_the_rulebook_words_it(rulebook: Rulebook) -> None:
    talk = rulebook.conversations["intake"]
    assert run("rules", "show", "K2").stdout == f"{rule_text(talk.rules['K2'], talk, rulebook)}\n"


def test_a_wide_screen_has_the_lines_of_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("assess", "explain", "why-not", "rests-on", "question", "rule")
    piped = [run(*TOLD[name]).stdout for name in names]
    monkeypatch.setenv("COLUMNS", "200")
    assert [run(*TOLD[name]).stdout for name in names] == piped


def test_a_mistake_in_a_file_keeps_its_line_and_carets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge, case = small(tmp_path / "regels"), tmp_path / "een geval.yaml"
    case.write_text("gesprek: intake\nantwoorden: {leden: 1, partner: nee, aanvrager: profesional}\n", encoding="utf-8")
    piped = run("assess", case, "--knowledge", knowledge).stderr
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run("assess", case, "--knowledge", knowledge).stderr
    code = [line for line in piped.splitlines() if " | " in line]
    assert len(code) == 2
    assert [line for line in narrow.splitlines() if " | " in line] == code
    assert [line for line in too_long(narrow, 40) if line not in code and str(case) not in line] == []
    assert narrow.split() == piped.split()


def test_paths_and_commands_to_copy_stay_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    folder = tmp_path / "een map met een spatie"
    told = run("init", folder).stdout.splitlines()
    assert any(str(folder / "templates") in line for line in told)
    command = f"slimmer interview --knowledge {folder / 'knowledge'} --templates {folder / 'templates'}"
    assert f"Gebruik ze zo: {command}" in told
    assert too_long("\n".join(line for line in told if str(folder) not in line), 40) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Een zin die niet op een regel past", ["Een zin die niet op", "  een regel past"]),
        ("- Een punt dat niet op een regel past", ["- Een punt dat niet", "  op een regel past"]),
        ("  K2  Een titel die niet past", ["  K2  Een titel die", "      niet past"]),
        ("  = Dit is hulp die niet past", ["  = Dit is hulp die", "    niet past"]),
        ("   12 | code: die niet op een regel past", ["   12 | code: die niet op een regel past"]),
        ("      |               ^^^^^^^^^^^", ["      |               ^^^^^^^^^^^"]),
        ("kort\n\n  ook kort ", ["kort", "", "  ook kort "]),
        ("Ziet u “slimmer test” dan?", ["Ziet u", "  “slimmer test”", "  dan?"]),
        ("Hier is “a b/c d.yaml” dan", ["Hier is", "  “a b/c d.yaml” dan"]),
        ("a b/c.yaml:3:4: R012 past niet", ["a b/c.yaml:3:4: R012", "  past niet"]),
        ("kop\n            heel diep in de boom", ["kop", "      heel diep in", "        de boom"]),
    ],
)
def test_lines_are_laid_out(text: str, lines: list[str]) -> None:
    assert laid_out(text, 20).split("\n") == lines


WORDS = st.lists(st.text("abcdefgh/.-", min_size=1, max_size=30), min_size=1, max_size=12).map(" ".join)
LINES = st.builds(
    lambda depth, mark, told: " " * depth + mark + told, st.integers(0, 30), st.sampled_from(["", "- "]), WORDS
)


@given(st.lists(LINES, max_size=6).map("\n".join), st.integers(20, 100))
def test_no_word_is_lost_or_broken_and_no_line_is_too_long(text: str, width: int) -> None:
    told = laid_out(text, width)
    assert told.split() == text.split()
    for line in told.splitlines():
        words = line.strip().removeprefix("- ").split()
        assert len(line) <= width or len(words) == 1


def test_every_rule_is_laid_out_as_the_rulebook_wraps_it(rulebook: Rulebook) -> None:
    talk = rulebook.conversations["intake"]
    for rule in talk.rules.values():
        with whole_lines():
            whole = rule_text(rule, talk, rulebook)
        assert laid_out(whole, WIDTH) == rule_text(rule, talk, rulebook)


@pytest.mark.parametrize("width", [40, 60, 79])
def test_a_real_screen_tells_how_wide_it_is(width: int, tmp_path: Path) -> None:
    piped = run(*TOLD["explain"]).stdout
    shown = pexpect.run(
        f"{sys.executable} -c '{SLIMMER}' explain {EXAMPLE}",
        env=plain_environment(tmp_path),
        dimensions=(40, width),
        encoding="utf-8",
        timeout=PATIENCE,
    ).replace("\r\n", "\n")
    assert too_long(shown, width) == []
    assert shown.split() == piped.split()
    assert max(map(len, shown.splitlines())) > width - 4, "the width is used"


def test_progress_stays_on_one_line(tmp_path: Path) -> None:
    shown = pexpect.run(
        f"{sys.executable} -c '{SLIMMER}' audit --knowledge {small(tmp_path)}",
        env={**plain_environment(tmp_path), "TERM": "xterm"},
        dimensions=(40, 40),
        encoding="utf-8",
        timeout=PATIENCE,
    )
    drawn = [part.split("\r")[0] for part in shown.split("\r\x1b[2K")[1:]]
    assert any(drawn)
    assert max(map(len, drawn)) < 40
