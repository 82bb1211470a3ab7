"""Pages: a question or a conclusion as a page of Dutch, for who reads the rules without reading YAML."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import Conclusion, Conversation, Question, Rule
from slimmer_rules.rulebook.wording.conditions import condition_text
from slimmer_rules.rulebook.wording.texts import wrapped


def question_text(question: Question, conversation: Conversation) -> str:
    """A question with its answers, when it is asked, and the rules that use it."""
    return "\n".join(_question(question, conversation))


def _question(question: Question, conversation: Conversation) -> Iterator[str]:
    yield from wrapped(f"Vraag {question.id}: {question.text}", "", "  ")
    for head, text in (("Waarom", question.why), ("Toelichting", question.note), ("Voorbeeld", question.example)):
        if text:
            yield from wrapped(f"{head}: {text}", "", "  ")
    if question.assessor:
        yield "De coach beoordeelt dit zelf."
    yield ""
    if question.is_number:
        yield f"Antwoord: een geheel getal van {question.low} tot en met {question.high}."
    else:
        yield "Antwoorden:"
        for answer in question.answers:
            yield from wrapped(f"{answer.id}: {answer.choice}", "- ", "  ")
            if answer.note:
                yield from wrapped(answer.note, "  ", "  ")
    if question.applies_if is not None:
        yield from ("", "Deze vraag is van toepassing als:")
        yield from (f"  {line}" for line in condition_text(question.applies_if, conversation).split("\n"))
    yield from _users("Regels die deze vraag gebruiken", question.id, conversation)


def conclusion_text(conclusion: Conclusion, conversation: Conversation) -> str:
    """A conclusion with its values, the rules that give each, and the rules that use it."""
    return "\n".join(_conclusion(conclusion, conversation))


def _conclusion(conclusion: Conclusion, conversation: Conversation) -> Iterator[str]:
    yield from wrapped(f"Conclusie {conclusion.id}: {conclusion.title}", "", "  ")
    if conclusion.norm:
        yield from wrapped(f"Norm: {conclusion.norm}", "", "  ")
    yield ""
    yield "Wat op deze lijst kan staan:" if conclusion.is_set else "Mogelijke waarden:"
    for value in conclusion.values:
        yield from wrapped(f"{value.id}: {value.label}", "- ", "  ")
        giving = [rule for rule in conversation.rules.values() if (conclusion.id, value.id) in rule.concludes]
        if giving:
            yield from wrapped(f"door {_named(giving)}", "  ", "  ")
        if value.id == conclusion.default:
            yield "  als geen regel een andere waarde geeft"
    yield from _users("Regels die deze conclusie gebruiken", conclusion.id, conversation)


def _users(head: str, name: str, conversation: Conversation) -> Iterator[str]:
    using = [rule for rule in conversation.rules.values() if name in reads(rule.condition)]
    yield ""
    yield from wrapped(f"{head}: {_named(using) if using else 'geen'}", "", "  ")


def _named(rules: list[Rule]) -> str:
    return "; ".join(f"{rule.id} ({rule.title})" for rule in rules)
