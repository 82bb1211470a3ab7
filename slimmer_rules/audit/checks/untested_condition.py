"""A18: a condition that no case tests both ways."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.coverage import Leaf, leaves
from slimmer_rules.audit.findings import Finding, Severity, Witness
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import condition_text


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each leaf of a firing rule's condition that is never seen to hold, or never not to hold.

    A rule that no case fires is A17's; a leaf that answers cannot bring to that side is left alone.
    """
    space = audited.space(conversation)
    fired = {rule for result in audited.results for rule in result.fired}
    for leaf in leaves(conversation, audited.results):
        if leaf.rule not in fired or (leaf.seen_true and leaf.seen_false):
            continue
        witness = _missing(space, leaf)
        if witness is None:
            continue
        told = " ".join(condition_text(leaf.literal, conversation).split())
        yield CHECK.finding(
            f"regel {leaf.rule}, {leaf.number}: {told}",
            f"Geen enkel geval toetst in regel {leaf.rule} dat dit {'niet ' if leaf.seen_true else ''}zo is: {told}.",
            conversation.rules[leaf.rule].place,
            "Voeg een geval toe, bijvoorbeeld dit.",
            [witness],
        )


def _missing(space: AnswerSpace, leaf: Leaf) -> Witness | None:
    """A case on the side that was not seen."""
    holds = space.encoding.holds(leaf.literal)
    answers = space.find(-holds if leaf.seen_true else holds)
    if answers is None:
        return None
    concluded = dict(space.conversation.rules[leaf.rule].concludes)
    return space.replay.show(answers, "Hier is het anders.", concluded)


CHECK = Check("A18", "voorwaarde die maar één kant op getoetst wordt", Severity.NOTE, run)
