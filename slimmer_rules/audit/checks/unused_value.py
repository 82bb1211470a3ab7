"""A08: a value or member that can never be concluded."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each value that no answers bring about.

    Where only dead rules give it, those are A03's; where it follows only from answers that contradict, it is A01's.
    """
    space = audited.space(conversation)
    for name, conclusion in conversation.conclusions.items():
        for value in conclusion.values:
            giving = {rule.id for rule in conversation.rules.values() if (name, value.id) in rule.concludes}
            if giving and giving <= space.dead:
                continue
            if not space.possible(space.encoding.values(name)[value.id], consistent=()):
                yield CHECK.finding(
                    f"{name}: {value.id}",
                    f"De conclusie `{name}` wordt nooit `{value.id}`.",
                    value.place,
                    "Schrijf een regel die deze waarde geeft, of haal de waarde weg.",
                )


CHECK = Check("A08", "waarde die nooit volgt", Severity.WARNING, run)
