"""A06: a question whose answer can never matter."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answers import Shares
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.checks.unaskable import unaskable
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each question that changes no conclusion, and no other question's applicability."""
    space = audited.space(conversation)
    hopeless = unaskable(space)
    for question in conversation.questions.values():
        if question.record_only or question.id in hopeless:
            continue
        if Shares(space, question.id).never_matters:
            yield CHECK.finding(
                f"vraag {question.id}",
                f"De vraag `{question.id}` doet er nooit toe: geen enkel antwoord verandert ooit een conclusie.",
                question.place,
                "Schrijf een regel die de vraag gebruikt, haal haar weg, of zeg `alleen_vastleggen: ja`.",
            )


CHECK = Check("A06", "vraag die er nooit toe doet", Severity.WARNING, run)
