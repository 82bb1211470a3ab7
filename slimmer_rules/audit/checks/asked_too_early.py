"""A11: a question that is asked before a question that controls it."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each question that comes before one that its `van_toepassing_als` reads."""
    order = [question for section in conversation.sections for question in section.questions]
    for position, name in enumerate(order):
        condition = conversation.questions[name].applies_if
        later = sorted(reads(condition) & set(order[position:])) if condition else []
        if later:
            yield CHECK.finding(
                f"vraag {name}",
                f"De vraag `{name}` komt vóór {' en '.join(f'`{other}`' for other in later)}, "
                "die bepaalt of zij van toepassing is.",
                conversation.questions[name].place,
                "Zet de vraag verderop in het gesprek.",
            )


CHECK = Check("A11", "vraag die te vroeg gesteld wordt", Severity.ERROR, run)
