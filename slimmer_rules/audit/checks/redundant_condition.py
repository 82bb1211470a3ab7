"""A05: a condition within a rule that could be left out without any conclusion ever changing."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.changes import nodes, smaller, with_condition
from slimmer_rules.audit.checks.redundant_rule import missed
from slimmer_rules.audit.checks.same_rule import twins
from slimmer_rules.audit.findings import Finding, Severity, Witness
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.conditions import All, Condition, Is, children
from slimmer_rules.rulebook.model import Conversation, Rule
from slimmer_rules.rulebook.wording import condition_text, fact_text

FRESH = 25
"""After so many rules a new program is begun."""


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each part of a condition, or value in it, that does no work; the outer part where both do none."""
    space = audited.space(conversation)
    known = space.dead | {rule for pair in twins(space) for rule in pair}
    for number, rule in enumerate(conversation.rules.values()):
        if number % FRESH == 0:
            space = space.fresh()
        if rule.id not in known and missed(space, rule):
            for part, told in enumerate(idle(space, rule), 1):
                yield CHECK.finding(
                    f"regel {rule.id}, {part}: {told}",
                    f"In regel {rule.id} kan dit deel van de voorwaarde weg, zonder dat ooit iets verandert: {told}",
                    rule.place,
                    "Haal dit deel weg, of ga na wat het had moeten uitsluiten.",
                    _shown(space, rule),
                )


def idle(space: AnswerSpace, rule: Rule) -> Iterator[str]:
    """Each part that could be left out, in words."""
    done: list[Condition] = []
    for node, rebuild in nodes(rule.condition):
        if any(node is inner for outer in done for inner, _ in nodes(outer)):
            continue
        if node is not rule.condition and equivalent(space, rule, rebuild(None) or All(())):
            done.append(node)
            yield _told(node, space.conversation)
            continue
        if not children(node):
            for name, less in smaller(node):
                whole = rebuild(less)
                if whole is not None and equivalent(space, rule, whole):
                    yield _value_told(node, name, space.conversation)


def equivalent(space: AnswerSpace, rule: Rule, condition: Condition) -> bool:
    """Whether every conclusion is the same for all answers with another condition here. Raises `OutOfTimeError`."""
    touched = space.dependence.downstream(dict(rule.concludes))
    old, changed = (
        space.encoding,
        space.changed(with_condition(space.conversation, rule.id, condition), touched).encoding,
    )
    local = space.solver.differ(old.fires(rule.id), changed.fires(rule.id))
    if not space.possible(local, consistent=()):
        return True
    return not space.possible(local, space.differ(old, changed, touched), consistent=())


def _told(node: Condition, conversation: Conversation) -> str:
    return " ".join(condition_text(node, conversation).split())


def _value_told(node: Condition, name: str, conversation: Conversation) -> str:
    told = fact_text(node.subject, name, conversation) if isinstance(node, Is) else conversation.questions[name].short
    return f"“{told}” in: {_told(node, conversation)}"


def _shown(space: AnswerSpace, rule: Rule) -> Iterator[Witness]:
    answers = space.find(space.encoding.fires(rule.id))
    if answers is not None:
        confirm(rule.id in space.replay.fired(answers), answers, f"regel {rule.id} geldt")
        yield space.replay.show(answers, f"Regel {rule.id} geldt hier, en zonder dit deel ook.", dict(rule.concludes))


CHECK = Check("A05", "voorwaarde die weg kan", Severity.WARNING, run)
