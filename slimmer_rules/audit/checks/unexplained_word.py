"""A21: a difficult word that the glossary does not explain."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.texts import passages
from slimmer_rules.rulebook.language import difficult
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each difficult word, at the first text that uses it."""
    seen: set[str] = set()
    for passage in passages(conversation):
        for remark in difficult(passage.text, audited.material.glossary):
            word = remark.words.lower()
            if word not in seen:
                seen.add(word)
                yield CHECK.finding(
                    f"{conversation.id}: {word}",
                    f"Het woord “{word}” ({passage.subject}, {passage.kind}) staat niet in de begrippenlijst.",
                    passage.place,
                    "Gebruik een gewoner woord, of leg het uit in begrippen.yaml.",
                )


CHECK = Check("A21", "woord zonder uitleg", Severity.NOTE, run)
