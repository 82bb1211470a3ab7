"""A07: answers to a question that no rule tells apart."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answers import Shares
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.checks.unaskable import unaskable
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import listed, quoted


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each group of answers that come to the same whatever else is answered."""
    space = audited.space(conversation)
    hopeless = unaskable(space)
    for question in conversation.questions.values():
        if question.record_only or question.is_number or question.id in hopeless:
            continue
        shares = Shares(space, question.id)
        if shares.never_matters:
            continue
        for group in shares.groups:
            names = [str(option) for option in group]
            yield CHECK.finding(
                f"vraag {question.id}: {', '.join(names)}",
                f"Bij de vraag `{question.id}` maakt het nooit uit of het antwoord "
                f"{listed([quoted(question.answer(name).choice) for name in names], 'of')} is.",
                question.place,
                "Voeg de antwoorden samen, schrijf een regel die ze onderscheidt, of zeg `alleen_vastleggen: ja`.",
            )


CHECK = Check("A07", "antwoorden die geen regel onderscheidt", Severity.WARNING, run)
