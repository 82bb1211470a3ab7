"""A04: a rule that could be left out without any conclusion ever changing."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.changes import without_rule
from slimmer_rules.audit.checks.same_rule import twins
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.model import Conversation, Rule


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each rule without which every answer has the same outcome. Dead rules and twins have their own."""
    space = audited.space(conversation)
    known = space.dead | {rule for pair in twins(space) for rule in pair}
    for rule in conversation.rules.values():
        if rule.id not in known and not missed(space, rule):
            answers = space.find(space.encoding.fires(rule.id))
            assert answers is not None, "a rule that is not dead fires for some answers"  # noqa: S101  # see `known`
            confirm(rule.id in space.replay.fired(answers), answers, f"regel {rule.id} geldt")
            yield CHECK.finding(
                f"regel {rule.id}",
                f"Regel {rule.id} kan weg: zonder deze regel blijven alle conclusies bij alle antwoorden gelijk.",
                rule.place,
                "Haal de regel weg, of ga na of zij iets anders had moeten zeggen.",
                [
                    space.replay.show(
                        answers, f"Regel {rule.id} geldt hier, maar voegt niets toe.", dict(rule.concludes)
                    )
                ],
            )


def missed(space: AnswerSpace, rule: Rule) -> bool:
    """Whether for some answers a conclusion changes when the rule is left out."""
    conversation = space.conversation
    touched = space.dependence.downstream(dict(rule.concludes))
    changed = space.changed(without_rule(conversation, rule.id), touched).encoding
    return space.possible(space.encoding.fires(rule.id), space.differ(space.encoding, changed, touched), consistent=())


CHECK = Check("A04", "regel die weg kan", Severity.WARNING, run)
