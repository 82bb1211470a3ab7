"""A20: a sentence in the passive, which hides who does it."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.texts import passages
from slimmer_rules.rulebook.language import passives
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each text with a sentence that seems to be passive."""
    for passage in passages(conversation):
        for remark in list(passives(passage.text))[:1]:
            yield CHECK.finding(
                f"{passage.subject}, {passage.kind}",
                f"Een zin in `{passage.kind}` van {passage.subject} lijkt lijdend ({remark.words}): "
                f"“{remark.sentence}”",
                passage.place,
                "Zeg wie het doet.",
            )


CHECK = Check("A20", "lijdende zin", Severity.NOTE, run)
