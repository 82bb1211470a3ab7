"""A10: a question that can never be asked."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each question that stands in no part of the conversation, or applies for no answers."""
    for question, why in unaskable(audited.space(conversation)).items():
        yield CHECK.finding(
            f"vraag {question}",
            f"De vraag `{question}` wordt nooit gesteld: {why}.",
            conversation.questions[question].place,
            "Zet het bestand bij `onderdelen`, of pas `van_toepassing_als` aan.",
        )


def unaskable(space: AnswerSpace) -> dict[str, str]:
    """The questions that are never asked, with why. Raises `OutOfTimeError`."""
    conversation = space.conversation
    placed = {question for section in conversation.sections for question in section.questions}
    found: dict[str, str] = {}
    for name in conversation.questions:
        if name not in placed:
            found[name] = "zij staat in geen enkel onderdeel van het gesprek"
        elif not space.possible(space.encoding.applies[name], consistent=()):  # asked before any rule runs
            found[name] = "aan haar voorwaarde is nooit voldaan"
    return found


CHECK = Check("A10", "vraag die nooit gesteld wordt", Severity.ERROR, run)
