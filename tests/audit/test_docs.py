"""Every check has its page: what, wrong, right and why; and the figures on those pages are the measured ones."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path

import pytest

from slimmer_rules.audit.auditing import Check
from slimmer_rules.audit.checks import CHECKS
from slimmer_rules.audit.mutants import mutants
from slimmer_rules.audit.mutation import Verdict, mutate
from slimmer_rules.audit_input import gather

DOCS = Path(__file__).parents[2] / "docs/audit"


@pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])
def test_a_check_has_a_page_with_its_title_severity_and_parts(check: Check) -> None:
    text = (DOCS / f"{check.code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {check.code} {check.title}\n\nErnst: {check.severity.value}.\n")
    assert [line for line in text.splitlines() if line.startswith("## ")][:4] == [
        "## Wat",
        "## Fout",
        "## Goed",
        "## Waarom",
    ]
    assert f"[{check.code}]({check.code}.md)" in (DOCS / "README.md").read_text(encoding="utf-8")


def test_there_is_no_page_without_a_check() -> None:
    assert {file.stem for file in DOCS.glob("A*.md")} == {check.code for check in CHECKS}


def test_the_share_of_caught_mutants_is_the_one_measured() -> None:
    page = (DOCS / "README.md").read_text(encoding="utf-8")
    told = re.search(
        r"is (\d+)% van (\d+) veranderingen gevangen of bewezen zonder gevolg: "
        r"(\d+) door een geval, (\d+) door een belofte,"
        r"\s+(\d+) door A01, (\d+) veranderen bewezen niets",
        page,
    )
    assert told is not None
    percentage, total, *verdicts = map(int, told.groups())
    assert sum(verdicts) == total
    assert f"{total} kleine veranderingen" in page
    material = gather(files("slimmer_rules.knowledge"), files("slimmer_rules.templates")).material
    assert total == sum(1 for talk in material.rulebook.conversations.values() for _ in mutants(talk))
    if os.environ.get("SLIMMER_FULL") == "1":
        report = mutate(material)
        caught = (Verdict.CASE, Verdict.PROPERTY, Verdict.CONTRADICTION, Verdict.EQUIVALENT)
        counted = [report.count(verdict) for verdict in caught]
        assert [report.percentage, *counted] == [percentage, *verdicts]
