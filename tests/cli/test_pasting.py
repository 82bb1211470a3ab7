"""What is pasted at a real terminal, with bracketed paste and without, and how the terminal is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from slimmer_rules.interview import texts
from slimmer_rules.rulebook.cases import Case, read_case
from slimmer_rules.rulebook.files import read_folder
from slimmer_rules.rulebook.model import Conversation, Rulebook
from tests.cli.small import small
from tests.cli.terminal import PATIENCE, SLIMMER, Terminal, plain_environment, terminal

NOTE = "Gesproken met Noor.\nNee\n1\n- belt vrijdag\nJa, zij wil wel"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return small(tmp_path / "regels")


@pytest.fixture(params=[True, False], ids=["bracketed", "burst"])
def marked(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def opened(rules: Path, home: Path, *arguments: str | Path, marked: bool) -> Terminal:
    talk = next(iter(read_folder(rules).conversations.values()))
    return Terminal(talk, home, *arguments, "--knowledge", rules, TERM="xterm" if marked else "dumb")


def kept(path: Path, rulebook: Rulebook) -> Case:
    return read_case(path.read_bytes(), path.name, rulebook)


def test_a_note_pasted_at_each_kind_of_prompt_answers_none(rules: Path, tmp_path: Path, marked: bool) -> None:
    path = tmp_path / "geval.yaml"
    held = opened(rules, tmp_path, path, marked=marked)

    def offered(first: str, choice: str) -> None:
        assert "U plakte 5 regels" in held.paste(NOTE, marked=marked)
        assert first in held.screen
        held.type(choice)

    try:
        offered(texts.PASTED_ISSUE, "2")  # the title
        held.type("Een titel.")
        offered(texts.PASTED_ONE_LINE, "0")  # the coach's name
        held.type("Noor")
        offered(texts.PASTED_NOTE, "1")  # a choice
        held.type("2")
        offered(texts.PASTED_NOTE, "0")  # the offer to stop
        held.type("1")
        offered(texts.PASTED_LETTER_NOTE, "2")  # the question that this brought
        held.type("2")
        offered(texts.PASTED_NOTE, "1")  # a number
        held.paste(f":notitie! {NOTE}", marked=marked)  # a note
        held.type(":overzicht")
        offered(texts.PASTED_NOTE, "0")  # a list to choose from
        held.type("")
        held.type("7")
        assert "U plakte 5 regels" in held.paste(NOTE, marked=marked)  # the overview
        held.type("partner")
        held.type("")
        offered(texts.PASTED_WHERE, "0")  # the own view
        held.type("")
        held.paste("Mevrouw S. de Wit\nGemeente A", marked=marked)
        offered(texts.PASTED_ONE_LINE, "0")  # the reference
        held.type(":ga aanhef")
        offered(texts.PASTED_ONE_LINE, "0")  # the salutation
        held.type("Geachte mevrouw")
        held.type("2026-1")
        offered(texts.PASTED_WHERE, "0")  # the letter
        held.type("3")
        offered(texts.PASTED_WHERE, "0")  # the decision
        held.type("1")
        held.paste("U heeft nodig:\n- tijd\n- ruimte", marked=marked)  # the reason
        held.type(":stop")
        assert held.exit_code() == 0
    finally:
        held.close()
    case = kept(path, read_folder(rules))
    assert case.answers == {"aanvrager": "ander", "partner": "nee", "leden": 7}
    assert (case.title, case.coach, case.issue) == ("Een titel.", "Noor", NOTE)
    assert case.notes == {"aanvrager": NOTE, "leden": NOTE, "partner": NOTE}
    assert case.letter_notes == {"partner": NOTE, "leden": NOTE}
    assert case.addressee == "Mevrouw S. de Wit\nGemeente A"
    assert case.decision is not None
    assert case.decision.reason == "U heeft nodig:\n- tijd\n- ruimte"


def test_a_pasted_word_and_its_line_end_is_a_line(rules: Path, tmp_path: Path, marked: bool) -> None:
    held = opened(rules, tmp_path, tmp_path / "geval.yaml", marked=marked)
    try:
        assert "Hoe heet u" in held.paste("Een titel", marked=marked)
        held.paste("Noor\n", marked=marked)
        assert held.question is not None
        assert held.question.id == "aanvrager"
    finally:
        held.close()


def test_a_long_text_is_taken_whole(rules: Path, tmp_path: Path, marked: bool) -> None:
    path = tmp_path / "geval.yaml"
    long = "\n".join(f"Regel {number}: één, “twee” en drie." for number in range(200))
    held = opened(rules, tmp_path, path, marked=marked)
    try:
        held.type("Een titel")
        held.type("Noor")
        assert "U plakte 200 regels" in held.paste(long, marked=marked)
        held.type("1")
        held.type(":stop")
    finally:
        held.close()
    assert kept(path, read_folder(rules)).notes == {"aanvrager": long}


def test_a_text_that_was_not_decided_on_is_kept_at_ctrl_c(rules: Path, tmp_path: Path, marked: bool) -> None:
    path = tmp_path / "geval.yaml"
    held = opened(rules, tmp_path, path, marked=marked)
    try:
        held.type("Een titel")
        held.type("Noor")
        held.paste(NOTE, marked=marked)
        assert "Alles is bewaard" in held.interrupt()
        assert held.exit_code() == 0
    finally:
        held.close()
    assert kept(path, read_folder(rules)).notes == {"aanvrager": NOTE}


def test_which_conversation_is_not_chosen_by_a_pasted_text(intake: Conversation, tmp_path: Path) -> None:
    with terminal(intake, tmp_path, "--gesprek", intake.id) as held:
        held.type("Roosters")
        held.type(":stop")
    with terminal(intake, tmp_path) as held:
        assert "Kies eerst een gesprek." in held.paste("1\nNee\n2", marked=False)
        held.type(":stop")


def test_piped_lines_stay_lines(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "geval.yaml"
    subprocess.run(
        [sys.executable, "-c", SLIMMER, "interview", str(path), "--knowledge", str(rules)],
        input=b"titel\nNoor\n1\n1\n7\n",
        env=plain_environment(tmp_path),
        timeout=PATIENCE,
        check=True,
    )
    assert kept(path, read_folder(rules)).answers == {"aanvrager": "professional", "leden": 7}


# --- how the terminal is left ----------------------------------------------------------------------------------------


@pytest.fixture
def shell(rules: Path, tmp_path: Path) -> Iterator[pexpect.spawn[str]]:
    """A shell with job control, in which an interview waits for the title."""
    env = {**plain_environment(tmp_path), "TERM": "xterm", "PS1": "schelp: "}
    child = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-i"], env=env, encoding="utf-8", timeout=PATIENCE, dimensions=(24, 200)
    )
    child.delaybeforesend = None
    child.sendline("bind 'set enable-bracketed-paste off'")
    child.sendline(f"{sys.executable} -c '{SLIMMER}' interview {tmp_path / 'geval.yaml'} --knowledge {rules}")
    child.expect_exact(texts.ASK_TITLE)
    child.expect_exact("\x1b[?2004h> ")
    yield child
    child.close(force=True)


def as_found(child: pexpect.spawn[str]) -> None:
    """Whether the shell's terminal shows what is typed, in lines."""
    child.sendline("stty -a | tr ' ;' '\\n\\n' | grep -x -e '-*icanon' -e '-*echo' | tr '\\n' _; echo klaar")
    child.expect("(-?i?[a-z]+_-?[a-z]+_)klaar")
    assert child.match[1] == "icanon_echo_"


def test_after_ctrl_z_and_back_the_question_stands_there_again(shell: pexpect.spawn[str], tmp_path: Path) -> None:
    shell.send("Een ti")
    shell.expect_exact("Een ti")
    shell.sendcontrol("z")
    shell.expect_exact("\x1b[?2004l")
    shell.expect("Stopped")
    as_found(shell)
    shell.sendline("fg")
    shell.expect_exact("\x1b[?2004h")
    shell.expect_exact(texts.ASK_TITLE)
    shell.expect_exact("> Een ti")
    shell.send("tel\r")
    shell.expect_exact(texts.ASK_COACH)
    shell.expect_exact("> ")
    shell.sendcontrol("c")
    shell.expect("Alles is bewaard")
    shell.expect_exact("schelp: ")
    as_found(shell)
    assert "titel: Een titel\n" in (tmp_path / "geval.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_it_leaves_the_terminal_as_it_was(shell: pexpect.spawn[str], number: signal.Signals) -> None:
    shell.sendcontrol("z")
    shell.expect("Stopped")
    shell.sendline("jobs -p | tr '\\n' _")
    shell.expect(r"(\d+)_")
    interview = int(shell.match[1])
    shell.sendline("fg")
    shell.expect_exact("\x1b[?2004h")
    shell.expect_exact("> ")
    os.kill(interview, number)
    shell.expect_exact("\x1b[?2004l")
    shell.expect_exact("schelp: ")
    as_found(shell)
