"""Every check has its page: what, wrong, right and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.audit.auditing import Check
from slimmer_rules.audit.checks import CHECKS

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
