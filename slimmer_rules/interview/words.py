"""How the rulebook's words stand in the interview."""

from __future__ import annotations

from slimmer_rules.interview import texts
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.rulebook.model import UNKNOWN, Answer, Conversation, Question


def answer_text(question: Question, value: AnswerValue) -> str:
    """An answer as it was put to the coach, without the full stop that a sentence around it brings."""
    if value == UNKNOWN:
        return texts.UNKNOWN_ANSWER
    if question.is_number:
        return str(value)
    return question.answer(str(value)).choice.removesuffix(".")


def told_text(question: Question, value: AnswerValue) -> str:
    """An answer as the two at the table may both read it: what the coach judged as the letter says it."""
    judged = question.assessor and value != UNKNOWN and not question.is_number
    said = question.answer(str(value)).in_letter if judged else None
    return said.removesuffix(".") if said else answer_text(question, value)


def joined(parts: list[str], word: str = "en") -> str:
    """`a, b en c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def own_view_text(talk: Conversation, view: str) -> str:
    """The coach's own view, as the value of the goal reads; a sentence of the coach's own without its full stop."""
    values = talk.conclusions[talk.goal].values if talk.goal else ()
    return next((value.label for value in values if value.id == view), view.removesuffix("."))


def within(text: str) -> str:
    """A text within a sentence: without its capital, unless that belongs to an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def with_sign(answer: Answer) -> str:
    """A choice with what may be seen or heard when it fits."""
    choice = answer.choice.removesuffix(".")
    return texts.SIGN.format(choice=choice, note=answer.note) if answer.note else choice
