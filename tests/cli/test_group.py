"""The command group: instant, in Dutch, and never a traceback."""

import gettext
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from slimmer_rules.cli.group import COMMANDS, EXIT_INTERNAL, slimmer

ENGLISH = re.compile(r"\b(the|usage|error|option|missing|invalid|does|not|exit|try|for help|choose|unexpected)\b", re.I)


def run(*args: str) -> Result:
    return CliRunner().invoke(slimmer, args, prog_name="slimmer")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_its_help_is_dutch(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Gebruik: slimmer {name}")
    assert not ENGLISH.search(re.sub(r"--[\w-]+|SLIMMER_\w+", "", result.output)), result.output


def leaves(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        assert child is not None
        yield from leaves(child, *path, name)


@pytest.mark.parametrize("path", list(leaves(slimmer)), ids=" ".join)
def test_every_command_takes_own_rules_and_own_letters(path: tuple[str, ...], tmp_path: Path) -> None:
    told = run(*path, "--help").output
    assert "--knowledge MAP" in told
    assert "--templates MAP" in told
    for option in ("--knowledge", "--templates"):
        assert "Map 'nergens' bestaat niet." in run(*path, option, "nergens").output


def test_a_folder_of_letters_changes_no_conclusion(tmp_path: Path) -> None:
    case = tmp_path / "geval.yaml"
    case.write_text("gesprek: intake\nantwoorden: {}\n", encoding="utf-8")
    made = run("assess", str(case), "--json", "--templates", str(tmp_path))
    assert made.exit_code == 0, made.output
    assert made.stdout == run("assess", str(case), "--json").stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["asess"], "De opdracht 'asess' bestaat niet. Bedoelde u 'assess'?"),
        (["--nope"], "De optie '--nope' bestaat niet."),
        (["assess"], "Er ontbreekt een argument"),
        (["assess", "a", "b"], "Dit argument is te veel"),
        (["assess", "a", "--knowledge"], "De optie '--knowledge' heeft een waarde nodig."),
        (["assess", "a", "--knowledge", "nergens"], "Map 'nergens' bestaat niet."),
        (["assess", "nergens.yaml"], "bestaat niet"),
    ],
)
def test_wrong_use_is_told_in_dutch_with_exit_code_2(args: list[str], told: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert told in result.output
    assert not ENGLISH.search(re.sub(r"--[\w-]+", "", result.output)), result.output


def test_a_fault_of_ours_is_owned_up_to_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLIMMER_DEBUG", raising=False)
    monkeypatch.setattr(click.Command, "invoke", lambda *_: (_ for _ in ()).throw(ZeroDivisionError("oei")))
    result = run("assess", __file__)
    assert result.exit_code == EXIT_INTERNAL
    assert "ZeroDivisionError: oei" in result.output
    assert "niet gewijzigd" not in result.output, "who knows"
    assert "Traceback" not in result.output


MAIN = [sys.executable, "-c", "from slimmer_rules.cli import main; main()"]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_output_that_is_closed_is_no_fault_of_the_program(closed: str, tmp_path: Path) -> None:
    command = f'"$@" interview geval.yaml </dev/null {closed}'
    done = subprocess.run(["sh", "-c", command, "sh", *MAIN], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "--version", "rules list"])
def test_a_full_disk_is_told_in_one_sentence(arguments: str) -> None:
    command = f'"$@" {arguments} > /dev/full'
    done = subprocess.run(["sh", "-c", command, "sh", *MAIN], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "Fout: Een bestand past niet meer: de schijf is vol.\n")


def test_the_overview_imports_no_heavy_library() -> None:
    heavy = ["experta", "clingo", "jinja2", "yaml", "markdown_it", "docx", "typst", "sqlalchemy", "flask"]
    script = (
        "import sys\nfrom slimmer_rules.cli import slimmer\n"
        "try: slimmer(['--help'])\nexcept SystemExit: pass\n"
        f"print('heavy:', [m for m in {heavy!r} if m in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == "heavy: []"


def test_the_compiled_texts_are_those_of_the_source() -> None:
    from babel.messages.pofile import read_po

    folder = Path(__file__).parents[2] / "slimmer_rules/cli/locale/nl/LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        source = read_po(file, locale="nl")
    with (folder / "messages.mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)
    for message in source:
        if isinstance(message.id, str) and message.id:
            assert shipped.gettext(message.id) == message.string
        elif not isinstance(message.id, str):
            one, more = message.id
            assert (shipped.ngettext(one, more, 1), shipped.ngettext(one, more, 2)) == message.string


@pytest.mark.parametrize(
    ("variable", "option"), [("SLIMMER_KNOWLEDGE", "--knowledge"), ("SLIMMER_TEMPLATES", "--templates")]
)
def test_a_wrong_folder_is_blamed_on_what_named_it(variable: str, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"De waarde bij '{option}' kan niet" in run("letter", "-", option, "/nergens").stderr
    monkeypatch.setenv(variable, "/nergens")
    result = run("letter", "-")
    assert result.exit_code == 2
    assert f"De waarde bij '{variable}' kan niet: Map '/nergens' bestaat niet." in result.stderr


@pytest.mark.parametrize(
    ("command", "inside"),
    [
        (("rules", "check", "--knowledge", "eigen"), "knowledge"),
        (("assess", "geval.yaml", "--knowledge", "eigen"), "knowledge"),
        (("audit", "--knowledge", "eigen"), "knowledge"),
        (("compare", "eigen", "eigen/knowledge"), "knowledge"),
        (("compare", "eigen/knowledge", "eigen"), "knowledge"),
        (("letter", "geval.yaml", "--knowledge", "eigen/knowledge", "--templates", "eigen"), "templates"),
    ],
)
def test_the_folder_around_the_one_that_is_meant_is_known(
    command: tuple[str, ...], inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("geval.yaml").write_text("gesprek: intake\nantwoorden: {}\n", encoding="utf-8")
    assert run("init", "eigen").exit_code == 0
    result = run(*command)
    assert result.exit_code == 2
    meant = Path("eigen") / inside
    assert result.stderr == f"Fout: In “eigen” zit een map {inside}. Bedoelde u “{meant}”?\n"
