"""A28: an answer that a rule's reason can print, and that has no sentence for the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.rulebook.conditions import Is
from slimmer_rules.rulebook.model import Answer, Conversation, Question, Rule, Slot
from slimmer_rules.rulebook.wording import quoted


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each answer without `in_brief` that the reason of a rule prints where that rule holds."""
    space = audited.space(conversation)
    for question in conversation.questions.values():
        printing = [rule for rule in conversation.rules.values() if Slot("antwoord", question.id) in rule.reason]
        for answer in question.answers if printing else ():
            if answer.in_letter is None:
                given = space.encoding.holds(Is(question.id, (answer.id,)))
                found = [(rule, space.find(space.encoding.fires(rule.id), given)) for rule in printing]
                yield from _finding(space, question, answer, [(rule, case) for rule, case in found if case is not None])


def _finding(
    space: AnswerSpace, question: Question, answer: Answer, cases: Sequence[tuple[Rule, Answers]]
) -> Iterator[Finding]:
    for rule, answers in cases[:1]:
        confirm(rule.id in space.replay.derive(answers).fired, answers, f"regel {rule.id} geldt")
        rules = ", ".join(each.id for each, _ in cases)
        yield CHECK.finding(
            f"vraag {question.id}: {answer.id}",
            f"In een reden ({rules}) kan het antwoord {quoted(answer.choice)} op de vraag `{question.id}` komen. "
            "Dat antwoord heeft geen zin voor de brief.",
            answer.place,
            "Geef het antwoord een zin bij `in_brief`, of haal de invulplek uit `omdat`.",
            [space.replay.show(answers, f"Regel {rule.id} geldt hier.", dict(rule.concludes))],
        )


CHECK = Check("A28", "antwoord in een reden zonder zin voor de brief", Severity.WARNING, run)
