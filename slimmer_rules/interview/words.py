"""How the rulebook's words stand in the interview."""

from __future__ import annotations

from collections.abc import Sequence

from slimmer_rules.interview import texts
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.rulebook.model import UNKNOWN, Answer, Conversation, Question
from slimmer_rules.rulebook.wording import judged_text, listed


def answer_text(question: Question, value: AnswerValue) -> str:
    """An answer as it was put to the coach, without the full stop that a sentence around it brings."""
    if value == UNKNOWN:
        return texts.UNKNOWN_ANSWER
    if question.is_number:
        return str(value)
    return question.answer(str(value)).choice.removesuffix(".")


def told_text(question: Question, value: AnswerValue) -> str:
    """An answer as the two at the table may both read it: what the coach judged as the letter says it."""
    return judged_text(question, value) or answer_text(question, value)


def numbers_text(numbers: Sequence[int]) -> str:
    """Ascending numbers, those that follow each other taken together: `2, 5 en 7 tot en met 9`."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    parts = [[f"{row[0]} tot en met {row[-1]}"] if len(row) > 2 else map(str, row) for row in rows]
    return listed([part for row in parts for part in row])


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
