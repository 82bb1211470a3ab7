"""A24: an outcome of which `uitkomsten` does not say what it means."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation


def run(_: Audited, conversation: Conversation) -> Iterator[Finding]:
    """One finding that names the values of the goal left out; none for a conversation without a goal."""
    if conversation.goal is None:
        return
    goal = conversation.conclusions[conversation.goal]
    untold = ", ".join(value.id for value in goal.values if value.id not in conversation.outcomes)
    if untold:
        yield CHECK.finding(
            f"{goal.id}: {untold}",
            f"Bij `uitkomsten` staat niet wat deze waarden van `{goal.id}` betekenen: {untold}.",
            goal.place,
            "Zet ze bij `uitkomsten` in gesprek.yaml: of het een ja is, en welke lijsten gesprek en brief tonen.",
        )


CHECK = Check("A24", "uitkomst waarvan niet staat wat zij betekent", Severity.WARNING, run)
