"""A15: a source that nobody here has read."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity


def run(audited: Audited) -> Iterator[Finding]:
    """A finding for each source that says `nagelopen: nee`."""
    for source in audited.rulebook.sources.values():
        if not source.checked:
            yield CHECK.finding(
                f"bron {source.id}",
                f"De bron `{source.id}` is niet nagelopen: niemand heeft de regels ernaast gelegd.",
                source.place,
                "Leg de regels naast de bron, en zet dan `nagelopen: ja`.",
            )


CHECK = Check("A15", "bron die niet is nagelopen", Severity.WARNING, whole=run)
