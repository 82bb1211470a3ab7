"""The page on the architecture names files and folders that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("", "slimmer_rules", *(f"slimmer_rules/{name}" for name in ("audit", "interview", "reasoning", "rulebook")))


def test_every_file_and_folder_that_is_named_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./-]+(?:\.py|/))`", page))
    assert len(named) > 30
    assert [name for name in sorted(named) if not any((ROOT / inside / name).exists() for inside in PACKAGES)] == []


def test_every_link_leads_somewhere() -> None:
    for page in (ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        assert links
        assert [link for link in links if not (page.parent / link).exists()] == []
