"""A19: a sentence that is too long to read out or to put in a letter."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.texts import passages
from slimmer_rules.rulebook.language import long_sentences
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each text with a sentence of too many words."""
    for passage in passages(conversation):
        for remark in list(long_sentences(passage.text, passage.most))[:1]:
            yield CHECK.finding(
                f"{passage.subject}, {passage.kind}",
                f"Een zin in `{passage.kind}` van {passage.subject} heeft {remark.words}; {passage.most} is genoeg: "
                f"“{remark.sentence}”",
                passage.place,
                "Maak er twee zinnen van.",
            )


CHECK = Check("A19", "lange zin", Severity.NOTE, run)
