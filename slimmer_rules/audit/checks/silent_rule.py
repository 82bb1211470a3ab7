"""A17: a rule that no case fires."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.cases import coverage
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each living rule that fires in no case with expectations, with a case that would fire it."""
    space = audited.space(conversation)
    for rule in coverage(audited.results, audited.rulebook).silent[conversation.id]:
        answers = space.find(space.encoding.fires(rule))
        if answers is None:
            continue
        confirm(rule in space.replay.fired(answers), answers, f"regel {rule} geldt")
        concluded = dict(conversation.rules[rule].concludes)
        yield CHECK.finding(
            f"regel {rule}",
            f"Geen enkel geval laat regel {rule} gelden.",
            conversation.rules[rule].place,
            "Voeg een geval toe, bijvoorbeeld dit.",
            [space.replay.show(answers, f"Regel {rule} geldt hier.", concluded)],
        )


CHECK = Check("A17", "regel zonder geval", Severity.WARNING, run)
