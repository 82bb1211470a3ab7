"""A30: an outcome that says yes, though a better one does not, or no worse one is left to say no."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each positive outcome that is the worst of the goal's order, or has a better one that is not."""
    if conversation.goal is None:
        return
    space, goal = audited.space(conversation), conversation.conclusions[conversation.goal]
    positive = [value for value in goal.order if conversation.outcome(value).positive]
    for value in positive:
        better = [other for other in goal.order[goal.order.index(value) + 1 :] if other not in positive]
        if not better and value != goal.order[0]:
            continue
        why = f"en `{better[0]}`, die beter is, niet" if better else "en het is de slechtste die er is"
        answers = space.find(space.encoding.values(goal.id)[value])
        witnesses = []
        if answers is not None:
            confirm(space.replay.derive(answers).values[goal.id] == value, answers, f"{goal.id} is {value}")
            witnesses.append(space.replay.show(answers, "Dit heet nu een ja.", [goal.id]))
        yield CHECK.finding(
            f"{goal.id}: {value}",
            f"De uitkomst `{value}` is een ja (`positief: ja`), {why}.",
            conversation.outcome(value).place,
            "Zet `positief: ja` alleen bij een ja, of verbeter de `volgorde` van het doel.",
            witnesses,
        )


CHECK = Check("A30", "slechte uitkomst die een ja heet", Severity.ERROR, run)
