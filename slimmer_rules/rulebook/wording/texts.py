"""Texts: names, values and lists as pieces of Dutch, and the lines of a screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from textwrap import fill

from slimmer_rules.rulebook.conditions import FactValue
from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation, Question

WIDTH = 100
_width = ContextVar("width", default=WIDTH)

NO_ANSWER = "Weet ik nog niet"
"""How the answer `onbekend` is put to people."""


def quoted(text: str) -> str:
    """A text between Dutch quotes."""
    return f"“{text}”"


def listed(parts: Sequence[str], word: str = "en") -> str:
    """`a, b en c`, or with another word before the last."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def capital(text: str) -> str:
    """The text with a capital first, also where it starts with a quote."""
    for index, letter in enumerate(text):
        if letter.isalpha():
            return text[:index] + letter.upper() + text[index + 1 :]
        if letter.isdigit():
            break
    return text


def stopped(text: str) -> str:
    """The text as a sentence: with a full stop, unless it ends in one already, perhaps within quotes."""
    return text if text.endswith((".", "!", "?", ".”", "!”")) else f"{text}."


def fact_text(name: str, value: FactValue, conversation: Conversation) -> str:
    """What a person reads for a value: an answer's choice, a number, a conclusion's label, or a set's labels."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, frozenset):
        return "; ".join(m.label for m in conversation.conclusions[name].values if m.id in value) or "niets"
    if value == UNKNOWN and name in conversation.questions:
        return NO_ANSWER
    return label(name, value, conversation)


def told_answer(name: str, value: FactValue, conversation: Conversation) -> str:
    """An answer as the two at the table may both read it: what the coach judged as the letter says it."""
    return judged_text(conversation.questions[name], value) or fact_text(name, value, conversation)


def judged_text(question: Question, value: FactValue) -> str | None:
    """What the letter says for what the coach judged, without its full stop; None where that is not known or said."""
    judged = question.assessor and not question.is_number and value != UNKNOWN
    said = question.answer(str(value)).in_letter if judged else None
    return said.removesuffix(".") if said else None


def headed(title: str, text: str) -> str:
    """A conclusion's title with what was concluded: `Type: PB`, but `Is het relevant? Ja`."""
    return f"{title} {capital(text)}" if title.endswith("?") else f"{title}: {text}"


def value_text(conclusion: Conclusion, value: str) -> str:
    """The sentence for one value (or member) of a conclusion."""
    found = conclusion.value(value)
    return found.in_letter or stopped(
        capital(found.label) if conclusion.is_set else headed(conclusion.title, found.label)
    )


def topic(name: str, conversation: Conversation) -> str:
    """A question or conclusion as the subject of a sentence."""
    if name in conversation.conclusions:
        return f"de conclusie bij {quoted(conversation.conclusions[name].title)}"
    question = conversation.questions[name]
    if question.is_number:
        return question.short
    return f"{'het oordeel van de coach' if question.assessor else 'het antwoord'} over {question.short}"


def label(name: str, value: str, conversation: Conversation) -> str:
    """The choice of a listed answer, or the label of a conclusion's value."""
    if name in conversation.conclusions:
        return conversation.conclusions[name].value(value).label
    return conversation.questions[name].answer(value).choice


@contextmanager
def whole_lines() -> Iterator[None]:
    """Within this no text is wrapped: for who lays it out anew, on a screen of another width or in a sentence."""
    before = _width.set(sys.maxsize)
    try:
        yield
    finally:
        _width.reset(before)


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of `WIDTH`, with `first` before the first line and `rest` before the others."""
    width = max(_width.get(), len(rest) + WIDTH // 2)
    return fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ).split("\n")
