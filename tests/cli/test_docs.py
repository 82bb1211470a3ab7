"""What the guide for auditors and the contracts show is what the program does."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from slimmer_rules.cli.group import COMMANDS
from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.files import read_folder
from tests.cli.small import run

DOCS = Path(__file__).parents[2] / "docs"
KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
PAGES = ("auditgids.md", "contracten.md")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", (DOCS / page).read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", PAGES)
def test_the_cases_shown_are_cases(page: str) -> None:
    cases = [block for block in blocks(page, "yaml") if block.startswith("gesprek:")]
    assert cases
    rulebook = read_folder(KNOWLEDGE)
    for case in cases:
        assert read_case(case.encode(), page, rulebook).answers


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_shown_exist(page: str) -> None:
    shown = re.findall(r"slimmer ([a-z]+)", (DOCS / page).read_text(encoding="utf-8"))
    assert shown
    assert set(shown) <= {*COMMANDS, "werken"}


def test_the_output_shown_is_what_the_program_prints() -> None:
    shown = [block for block in blocks("auditgids.md", "console") if block.count("\n") > 3]
    assert shown
    for block in shown:
        command, _, output = block.partition("\n")
        assert run(*command.removeprefix("$ slimmer ").split()).stdout == output


def test_the_record_shown_is_part_of_the_record() -> None:
    shown: dict[str, Any] = json.loads(blocks("contracten.md", "json")[0])
    case = json.dumps({"gesprek": shown["gesprek"], "antwoorden": shown["antwoorden"]})
    made = json.loads(run("assess", "-", "--json", input=case).stdout)
    assert list(made) == list(shown)
    assert shown["conclusies"].items() <= made["conclusies"].items()
    assert all(step in made["afleiding"] for step in shown["afleiding"])
    for key in ("antwoorden", "geparkeerd", "doel"):
        assert made[key] == shown[key]
    assert shown["kennisbank"].keys() == made["kennisbank"].keys()


def test_the_lines_shown_are_a_batch_and_its_result() -> None:
    line, result = blocks("contracten.md", "json")[1:]
    made = json.loads(run("batch", "-", "-o", "-", input=line).stdout)
    assert json.loads(result)["conclusies"].items() <= made["conclusies"].items()
