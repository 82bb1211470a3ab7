"""A template that no parser can take is a finding, not a fault of ours."""

from __future__ import annotations

from pathlib import Path

from tests.cli.small import no_traceback, run, small


def test_a_template_too_deep_to_read_is_a_finding(tmp_path: Path) -> None:
    templates = tmp_path / "sjablonen"
    (templates / "brief").mkdir(parents=True)
    (templates / "brief/intake.md.j2").write_text("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", encoding="utf-8")
    result = run("audit", "--knowledge", small(tmp_path / "kennis"), "--templates", templates)
    no_traceback(result)
    assert result.exit_code == 1
    assert "`brief/intake.md.j2` zit te diep in elkaar" in result.output
