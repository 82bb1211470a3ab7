"""Which libraries that ship have a known vulnerability: `python -m tools.check_dependencies`.

It asks the service that keeps them, through pip-audit. Exit code 0 if it knows none, 1 if it knows some, and 0 with a
word about it where the service cannot be reached: a check that cannot be made must not stop who works offline.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"
SECONDS = 300

UNREACHABLE = "Niet nagekeken: de dienst die bekende kwetsbaarheden bijhoudt, is hier niet te bereiken."


def main() -> int:
    """Check, print what was found, and give the exit code."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        str(CONSTRAINTS),
        "--disable-pip",
        "--require-hashes",
    ]
    command += ["--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603  # ours
        printed = done.stdout
    except subprocess.TimeoutExpired:
        printed = ""
    text, code = judge(printed)
    print(text)
    return code


def judge(printed: str) -> tuple[str, int]:
    """What to say of what pip-audit printed, and the exit code."""
    try:
        found: list[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):  # it ends without a report where it reaches nothing
        return UNREACHABLE, 0
    unknown = [each["name"] for each in found if "skip_reason" in each]
    known = [
        f"{each['name']} {each['version']}: {fault['id']} (goed vanaf {', '.join(fault['fix_versions']) or '?'})"
        for each in found
        for fault in each.get("vulns", ())
    ]
    if known:
        return "\n".join(["Bekende kwetsbaarheden:", *(f"- {line}" for line in known)]), 1
    if len(unknown) == len(found):
        return UNREACHABLE, 0
    checked = f"Nagekeken: {len(found) - len(unknown)} van de {len(found)}. Geen bekende kwetsbaarheden."
    return f"{checked} Niet nagekeken: {', '.join(unknown)}." if unknown else checked, 0


if __name__ == "__main__":
    sys.exit(main())
