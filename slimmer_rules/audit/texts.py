"""The texts of a conversation that people read, each with where it stands and how long its sentences may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slimmer_rules.rulebook.language import LETTER, SPOKEN
from slimmer_rules.rulebook.model import Conversation, Place, Question, Rule


@dataclass(frozen=True, slots=True)
class Passage:
    """A text: what it belongs to (`vraag adopter`), which of its texts it is (`waarom`), and its longest sentence."""

    subject: str
    kind: str
    text: str
    place: Place
    most: int


def passages(conversation: Conversation) -> Iterator[Passage]:
    """All texts that a coach reads out or a letter may hold. The notes on origins are for auditors and are left out."""
    for question in conversation.questions.values():
        yield from _of_question(question)
    for conclusion in conversation.conclusions.values():
        subject = f"conclusie {conclusion.id}"
        yield from _given(subject, "titel", conclusion.title, conclusion.place, LETTER)
        yield from _given(subject, "norm", conclusion.norm, conclusion.place, LETTER)
        for value in conclusion.values:
            yield from _given(f"{subject}: {value.id}", "tekst", value.label, value.place, LETTER)
            yield from _given(f"{subject}: {value.id}", "in_brief", value.in_letter, value.place, LETTER)
    for rule in conversation.rules.values():
        yield from _given(f"regel {rule.id}", "omdat", reason(rule), rule.place, LETTER)


def reason(rule: Rule) -> str:
    """A rule's `omdat`, with its gaps as the reader found them."""
    return "".join(part if isinstance(part, str) else f"{{{{ {part.kind}('{part.name}') }}}}" for part in rule.reason)


def _of_question(question: Question) -> Iterator[Passage]:
    subject = f"vraag {question.id}"
    for kind, text in (
        ("vraag", question.text),
        ("waarom", question.why),
        ("toelichting", question.note),
        ("voorbeeld", question.example),
    ):
        yield from _given(subject, kind, text, question.place, SPOKEN)
    for answer in question.answers:
        yield from _given(f"{subject}: {answer.id}", "keuze", answer.choice, answer.place, SPOKEN)
        yield from _given(f"{subject}: {answer.id}", "toelichting", answer.note, answer.place, SPOKEN)
        yield from _given(f"{subject}: {answer.id}", "in_brief", answer.in_letter, answer.place, LETTER)
        yield from _given(f"{subject}: {answer.id}", "wens", answer.wish, answer.place, LETTER)


def _given(subject: str, kind: str, text: str | None, place: Place, most: int) -> Iterator[Passage]:
    if text:
        yield Passage(subject, kind, text, place, most)
