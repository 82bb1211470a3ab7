"""A14: a source, or a place in a source, that no rule cites."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity


def run(audited: Audited) -> Iterator[Finding]:
    """A finding for each source that no rule of any conversation cites."""
    cited = {c.source for t in audited.rulebook.conversations.values() for r in t.rules.values() for c in r.citations}
    for source in audited.rulebook.sources.values():
        if source.id not in cited:
            yield CHECK.finding(
                f"bron {source.id}",
                f"Geen enkele regel noemt de bron `{source.id}`.",
                source.place,
                "Haal de bron weg, of noem haar bij de regels die erop steunen.",
            )


CHECK = Check("A14", "bron die niet gebruikt wordt", Severity.NOTE, whole=run)
