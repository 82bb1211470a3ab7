"""What every wording of an analysis is made from."""

from __future__ import annotations

from collections.abc import Iterable

from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from slimmer_rules.rulebook.wording import (
    NO_ANSWER,
    fact_text,
    listed,
    quoted,
    told_answer,
    wrapped,
)

SETTLED_HIDDEN = "De uitkomst staat al vast. Dit antwoord verandert haar niet meer."
CLASH = "De regels spreken elkaar bij deze antwoorden tegen."
OUT_OF_TIME = "Daarvoor was de gegeven tijd te kort."
Lines = list[str]


def say(text: str, indent: str = "") -> Lines:
    """A paragraph as wrapped lines."""
    return wrapped(text, indent, f"{indent}  ")


def item(text: str, indent: str = "") -> Lines:
    """An item of a list as wrapped lines."""
    return wrapped(text, f"{indent}- ", f"{indent}  ")


def shown_value(conclusion: str, value: str | frozenset[str] | None, talk: Conversation) -> str:
    """A value between quotes; a set's members as a list."""
    if value is None:
        return "geen conclusie"
    if isinstance(value, frozenset):
        found = [quoted(member.label) for member in talk.conclusions[conclusion].values if member.id in value]
        return listed(found) if found else "niets"
    return quoted(fact_text(conclusion, value, talk))


def shown_values(conclusion: str, values: Iterable[str | None], talk: Conversation, word: str = "of") -> str:
    """Values of a conclusion as one listing."""
    return listed([shown_value(conclusion, value, talk) for value in values], word)


def shown_answer(question: str, value: AnswerValue | None, talk: Conversation) -> str:
    """An answer as its choice, between quotes."""
    if value is None or value == UNKNOWN:
        return quoted(NO_ANSWER)
    return fact_text(question, value, talk) if isinstance(value, int) else quoted(fact_text(question, value, talk))


def told_value(question: str, value: AnswerValue | None, talk: Conversation) -> str:
    """An answer that was given, or would be, as the initiator may read it, between quotes."""
    if value is None or value == UNKNOWN or isinstance(value, int):
        return shown_answer(question, value, talk)
    return quoted(told_answer(question, value, talk))


def wished_value(question: str, value: AnswerValue, talk: Conversation) -> str:
    """An answer that would help, as the initiator may read it: what the coach judges as the letter wishes it."""
    asked = talk.questions[question]
    judged = asked.assessor and not asked.is_number and value != UNKNOWN
    wish = asked.answer(str(value)).wish if judged else None
    return quoted(wish.removesuffix(".")) if wish else told_value(question, value, talk)


def heading(conclusion: str, talk: Conversation) -> str:
    """The title of a conclusion, between quotes."""
    return quoted(talk.conclusions[conclusion].title)


def counted(count: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"1 {one}" if count == 1 else f"{count} {more}"
