"""A16: a rule that is an interpretation, without saying why it was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation, Origin


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each interpretation without `uitleg_herkomst`."""
    for rule in conversation.rules.values():
        if rule.origin is Origin.INTERPRETATION and not rule.origin_note:
            yield CHECK.finding(
                f"regel {rule.id}",
                f"Regel {rule.id} is een interpretatie, maar zegt niet waarom zo gekozen is.",
                rule.place,
                "Leg de keuze uit bij `uitleg_herkomst`.",
            )


CHECK = Check("A16", "interpretatie zonder uitleg", Severity.WARNING, run)
