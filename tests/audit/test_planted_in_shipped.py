"""Each fault planted in a copy of the shipped rules is found, and named, by the command that the table tells."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from slimmer_rules.audit.auditing import audit
from slimmer_rules.audit.checks import CHECKS
from slimmer_rules.audit_input import gather
from tests.audit.planted_in_shipped import FAULTS, SHIPPED, Fault
from tests.cli.small import no_traceback, run

TABLE = Path(__file__).parents[2] / "docs/audit/geplante-fouten.md"
FULL = os.environ.get("SLIMMER_FULL") == "1"


@dataclass(frozen=True)
class Row:
    """A line of the table: the kind of fault, the fault in words, the command that finds it, and what that names."""

    kind: str
    fault: str
    command: str
    named: str


def rows() -> list[Row]:
    text = TABLE.read_text(encoding="utf-8")
    found = re.findall(r"^\| (.+?) \| (.+) \| `slimmer (.+?)`: (.+) \|$", text, re.MULTILINE)
    return [Row(*cells) for cells in found]


def planted() -> Iterator[tuple[str, Fault]]:
    for kind, faults in FAULTS.items():
        for fault in faults:
            yield kind, fault


TOLD = list(zip([fault for _, fault in planted()], rows(), strict=False))
TRIED = TOLD if FULL else TOLD[::6]


def test_the_table_tells_of_every_planted_fault_and_of_no_other() -> None:
    assert [(kind, fault.told) for kind, fault in planted()] == [(row.kind, row.fault) for row in rows()]
    assert len(rows()) >= 100
    assert {row.command for row in rows()} == {"rules check", "test", "audit", "compare"}


@pytest.mark.parametrize(("fault", "row"), TRIED, ids=[row.fault for _, row in TRIED])
def test_the_fault_is_found_and_named_by_the_command_that_the_table_tells(
    fault: Fault, row: Row, tmp_path: Path
) -> None:
    knowledge = fault.plant(tmp_path)
    (tmp_path / "brieven").mkdir()
    match row.command:
        case "rules check":
            result = run("rules", "check", "--knowledge", knowledge)
            assert (result.exit_code, row.named in result.output) == (2, True), result.output
        case "test":
            case, conclusion = re.fullmatch(r"geval `(.+)`, `(.+)`", row.named).groups()  # type: ignore[union-attr]  # else the table is wrong
            result = run("test", knowledge / "gevallen" / f"{case}.yaml", "--knowledge", knowledge)
            assert result.exit_code == 1
            assert f"  {conclusion}: verwacht" in result.output
        case "audit":
            code, subject = re.fullmatch(r"(A\d\d), `(.+)`", row.named).groups()  # type: ignore[union-attr]  # as above
            gathered = gather(knowledge, tmp_path / "brieven")
            checks = [check for check in CHECKS if check.code == code or check.run is None]
            report = audit(gathered.material, checks, gathered.acceptances)
            assert (code, subject) in [(finding.code, finding.subject) for finding in report.findings]
        case "compare":
            result = run("compare", SHIPPED, knowledge)
            assert result.exit_code in (0, 1)  # 0: nothing that the rules do is changed
            assert re.search(rf"^- \S+: {re.escape(row.named)}$", result.output, re.MULTILINE), result.output


@pytest.mark.parametrize("fault", [fault for _, fault in planted()][:: 1 if FULL else 60], ids=lambda fault: fault.told)
def test_no_fault_ends_the_audit_by_a_fault_of_ours(fault: Fault, tmp_path: Path) -> None:
    no_traceback(run("audit", "--knowledge", fault.plant(tmp_path)))
