"""A09: the same rule twice."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each rule that fires exactly when an earlier one does, and concludes the same."""
    space = audited.space(conversation)
    for first, second in twins(space):
        answers = space.find(space.encoding.fires(first))
        assert answers is not None, "a rule that is not dead fires for some answers"  # noqa: S101  # see `twins`
        confirm({first, second} <= set(space.replay.fired(answers)), answers, f"regels {first} en {second} gelden")
        yield CHECK.finding(
            f"regel {first}, regel {second}",
            f"De regels {first} en {second} zeggen hetzelfde: zij gelden altijd samen en geven dezelfde conclusies.",
            conversation.rules[second].place,
            "Houd de regel met de beste uitleg over.",
            [
                space.replay.show(
                    answers,
                    f"Regel {first} en regel {second} gelden allebei.",
                    dict(conversation.rules[first].concludes),
                )
            ],
        )


def twins(space: AnswerSpace) -> Iterator[tuple[str, str]]:
    """The pairs of living rules with the same conclusions and the same answers for which they fire."""
    rules = [rule for rule in space.conversation.rules.values() if rule.id not in space.dead]
    for index, first in enumerate(rules):
        for second in rules[index + 1 :]:
            if set(first.concludes) == set(second.concludes):
                one, other = space.encoding.fires(first.id), space.encoding.fires(second.id)
                if not space.possible(space.solver.differ(one, other)):
                    yield first.id, second.id


CHECK = Check("A09", "dezelfde regel twee keer", Severity.WARNING, run)
