"""A26: a promise whose condition can never hold, so that it promises nothing."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.properties import Always, Claim, Never
from slimmer_rules.rulebook.conditions import All, Condition, reads
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import condition_text


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each promise of this conversation that speaks of something that never is so.

    What is so only where rules contradict each other follows from that: it is told with the contradiction (A01).
    """
    space = audited.space(conversation)
    for promise in audited.material.properties:
        if promise.conversation != conversation.id:
            continue
        for condition in supposed(promise.claim, conversation):
            if not space.possible(space.encoding.holds(condition), consistent=()):
                never = " ".join(condition_text(condition, conversation).split())
                yield CHECK.finding(
                    f"eigenschap {promise.id}",
                    f"De eigenschap {promise.id} belooft niets ({promise.title}), want dit is nooit zo: {never}.",
                    promise.place,
                    "Verbeter de voorwaarde, of haal de eigenschap weg.",
                )
                break


def supposed(claim: Claim, conversation: Conversation) -> Iterator[Condition]:
    """What must be able to hold for the claim to promise anything.

    Of `altijd` that is its condition. Of `nooit` that some things never go together, it is each of those things: all
    that is said of answers, and each thing that is said of conclusions.
    """
    match claim:
        case Always(condition):
            yield condition
        case Never(All(parts)):
            answers = [part for part in parts if not reads(part) & conversation.conclusions.keys()]
            apart = [*([All(tuple(answers))] if answers else ()), *(part for part in parts if part not in answers)]
            if len(apart) > 1:
                yield from apart


CHECK = Check("A26", "belofte waarvan de voorwaarde nooit geldt", Severity.WARNING, run)
