"""A03: a rule that fires for no answers at all. What fires only where rules contradict each other is told by A01."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity, Witness
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.conditions import All, Condition, holds
from slimmer_rules.rulebook.model import Conversation, Rule
from slimmer_rules.rulebook.wording import condition_text


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each rule whose condition never holds, with the case that comes nearest."""
    space = audited.space(conversation)
    for rule in conversation.rules.values():
        if rule.id in space.dead - space.conflicting_only:
            yield CHECK.finding(
                f"regel {rule.id}",
                f"Regel {rule.id} kan nooit gelden: bij geen enkel antwoord is aan alle voorwaarden voldaan.",
                rule.place,
                "Haal de regel weg, of verander de voorwaarde die met de andere botst.",
                _nearest(space, rule),
            )


def _nearest(space: AnswerSpace, rule: Rule) -> Iterator[Witness]:
    """A case in which all parts of the condition but one hold, if there is one."""
    parts = rule.condition.parts if isinstance(rule.condition, All) else ()
    for missing in parts:
        others = [part for part in parts if part is not missing]
        answers = space.find(*(space.encoding.holds(part) for part in others)) if others else None
        if answers is not None:
            _confirm(space, answers, rule, others)
            told = " ".join(condition_text(missing, space.conversation).split())
            yield space.replay.show(answers, f"Hier ontbreekt voor regel {rule.id} alleen nog: {told}.")
            return


def _confirm(space: AnswerSpace, answers: dict[str, str | int], rule: Rule, others: list[Condition]) -> None:
    facts = space.replay.derive(answers).facts
    confirm(all(holds(part, facts) for part in others), answers, f"op één na alle voorwaarden van regel {rule.id}")


CHECK = Check("A03", "regel die nooit kan gelden", Severity.ERROR, run)
