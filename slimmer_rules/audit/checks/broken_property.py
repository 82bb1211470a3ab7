"""A12: a property that some answers break."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.properties import refute
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each property of this conversation that does not hold for all answers."""
    space = audited.space(conversation)
    for promise in audited.material.properties:
        if promise.conversation == conversation.id and (witnesses := refute(space, promise.claim)):
            yield CHECK.finding(
                f"eigenschap {promise.id}",
                f"De eigenschap {promise.id} geldt niet altijd: {promise.title}.",
                promise.place,
                "Pas de regels aan, of de eigenschap als zij te veel belooft.",
                witnesses,
            )


CHECK = Check("A12", "eigenschap die niet geldt", Severity.ERROR, run)
