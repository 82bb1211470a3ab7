"""What ships is pinned file by file, and what is known against it is told, also where nobody can be asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from configparser import ConfigParser
from pathlib import Path

import pytest

from tools.check_dependencies import UNREACHABLE, judge

ROOT = Path(__file__).parent.parent
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(_PIN.findall((ROOT / name).read_text(encoding="utf-8")))


def normalized(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ ;\[]", requirement, maxsplit=1)[0]).lower()


def required(*keys: tuple[str, str]) -> set[str]:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = [line for section, key in keys for line in setup[section][key].splitlines()]
    return {normalized(line) for line in lines if line.strip() and not line.startswith("slimmer-rules")}


def test_all_that_ships_is_pinned_with_the_hashes_of_its_files() -> None:
    parts = re.split(r"^(?=[a-z])", (ROOT / "constraints.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert required(("options", "install_requires"), ("options.extras_require", "brief")) <= set(
        pins("constraints.txt")
    )
    for part in parts:
        assert _PIN.match(part), part
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", part), part


def test_tools_are_pinned_beside_it_and_the_two_lists_agree() -> None:
    tools = pins("constraints-dev.txt")
    assert required(("options.extras_require", "dev")) <= set(tools)
    assert pins("constraints.txt").items() <= tools.items()


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt"])
def test_no_list_names_where_packages_come_from(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def report(*dependencies: Mapping[str, object]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


CLEAN = {"name": "click", "version": "8.5.1", "vulns": []}
UNKNOWN = {"name": "typst", "skip_reason": "Dependency not found"}
FAULTY = {"name": "jinja2", "version": "3.1.3", "vulns": [{"id": "CVE-2024-34064", "fix_versions": ["3.1.4"]}]}


def test_a_known_vulnerability_is_found() -> None:
    text, code = judge(report(CLEAN, FAULTY))
    assert (text, code) == ("Bekende kwetsbaarheden:\n- jinja2 3.1.3: CVE-2024-34064 (goed vanaf 3.1.4)", 1)


def test_none_known_is_told_with_what_was_not_looked_at() -> None:
    assert judge(report(CLEAN)) == ("Nagekeken: 1 van de 1. Geen bekende kwetsbaarheden.", 0)
    text, code = judge(report(CLEAN, UNKNOWN))
    assert code == 0
    assert text.endswith("Niet nagekeken: typst.")


@pytest.mark.parametrize("printed", ["", "Traceback (most recent call last):", "[]", report(UNKNOWN)])
def test_where_the_service_is_out_of_reach_it_says_so_and_stops_nobody(printed: str) -> None:
    assert judge(printed) == (UNREACHABLE, 0)
