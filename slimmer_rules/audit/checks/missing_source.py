"""A13: a rule that cites a source, or a place in it, that the list of sources does not have."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each citation of an unknown source, or of an unlisted place in a source that lists its places."""
    sources = audited.rulebook.sources
    for rule in conversation.rules.values():
        for citation in rule.citations:
            source = sources.get(citation.source)
            if source is None:
                told, where = f"de bron `{citation.source}` staat niet in de lijst van bronnen", "Zet de bron erbij"
            elif citation.section and citation.section not in source.sections:
                told, where = f"de bron `{source.id}` kent de plaats `{citation.section}` niet", "Zet de plaats erbij"
            else:
                continue
            yield CHECK.finding(
                f"regel {rule.id}: {citation}",
                f"Regel {rule.id} noemt `{citation}`, maar {told}.",
                rule.place,
                f"{where}, of verbeter de verwijzing.",
            )


CHECK = Check("A13", "bron die er niet is", Severity.ERROR, run)
