"""From what was typed to an answer: by number, by id, or by the first letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from slimmer_rules.interview import texts
from slimmer_rules.rulebook.diagnostics import suggest
from slimmer_rules.rulebook.model import UNKNOWN, Question

NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a line is no answer, in a sentence for the coach."""

    reason: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what may be typed for it, and how it reads. `purpose` is what a choice 0 is typed for."""

    mark: str
    id: str
    text: str
    purpose: str | None = None


def options(question: Question) -> tuple[Option, ...]:
    """The choices of a question as they are numbered, `onbekend` last."""
    given = tuple(Option(str(n), answer.id, answer.choice) for n, answer in enumerate(question.answers, start=1))
    return (*given, Option(texts.UNKNOWN_MARK, UNKNOWN, texts.UNKNOWN_ANSWER))


def match_answer(question: Question, line: str) -> str | int | Refused:
    """The answer that was typed, or why it is none."""
    if question.is_number:
        return _match_number(question, line)
    found = match_option(options(question), line)
    if isinstance(found, Option):
        return found.id
    return found or Refused(
        texts.NOT_A_CHOICE.format(line=shown(line), typed=_numbers(len(question.answers))) + _meant(question, line)
    )


def match_option(choices: Sequence[Option], line: str) -> Option | Refused | None:
    """The choice with this number, this id or text, or these first letters; None if there is no such choice."""
    typed = simplified(line)
    for option in choices:
        if typed == option.mark:
            return option
    if NUMBER.fullmatch(typed) or not typed:
        return None
    for option in choices:
        if typed in _names(option):
            return option
    close = [option for option in choices if any(name.startswith(typed) for name in _names(option))]
    if len(close) > 1:
        meant = ", ".join(f"{option.mark} ({option.text})" for option in close)
        return Refused(texts.MORE_THAN_ONE.format(line=shown(line), options=meant))
    return close[0] if close else None


def not_an_option(choices: Sequence[Option], line: str) -> str:
    """That a line is none of the choices, with what may be typed, a choice 0 and what it is for included."""
    form = texts.NOT_AN_OPTION if line else texts.EMPTY_CHOICE
    return form.format(line=shown(line), typed=to_type(choices))


def to_type(choices: Sequence[Option]) -> str:
    """What may be typed to choose."""
    apart = next((option.purpose for option in choices if option.mark == texts.UNKNOWN_MARK), None)
    typed = _numbers(sum(option.mark != texts.UNKNOWN_MARK for option in choices))
    return texts.TYPE_OR_UNKNOWN_MARK.format(typed=typed, purpose=apart) if apart else typed


def _numbers(last: int) -> str:
    few = texts.TYPE_NUMBERS
    return few[last - 1] if 0 < last <= len(few) else texts.TYPE_MORE_NUMBERS.format(last=last)


def shown(line: str) -> str:
    """What was typed, short enough to be repeated in a message."""
    return line if len(line) <= 40 else f"{line[:39]}…"


def _match_number(question: Question, line: str) -> str | int | Refused:
    typed = simplified(line)
    if typed and UNKNOWN.startswith(typed):
        return UNKNOWN
    answer = question.parse(typed)
    if answer is None:
        return Refused(texts.NOT_A_NUMBER.format(line=shown(line), low=question.low, high=question.high))
    return answer


def _meant(question: Question, line: str) -> str:
    names = {name: option for option in options(question) for name in _names(option)}
    near = names.get(suggest(simplified(line), names) or "")
    if near is None or near.id == UNKNOWN:  # nothing else is taken to mean that nobody knows
        return ""
    return f" {texts.MEANT.format(meant=f'{near.mark} ({near.text})')}"


def _names(option: Option) -> tuple[str, ...]:
    return (simplified(option.id), simplified(option.text))


def simplified(text: str) -> str:
    """What is compared of what was typed: without capitals, underscores, closing marks and double blanks."""
    return " ".join(text.casefold().replace("_", " ").split()).rstrip(".):")
