"""Lines: reading one line of a batch, `{"id": .., "antwoorden": {question: answer}}`.

A batch may hold many thousands of lines from someone else's system, so a line is read as plain JSON, bounded, and
whatever is wrong with it is told in one Dutch sentence that fits behind its line number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NoReturn

from slimmer_rules.rulebook.diagnostics import suggest
from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question

MAX_BYTES = 1 << 20
"""A longer line is refused unread; a real one has a few thousand bytes."""

MOST_FAULTS = 10
"""So many are told of one line: did-you-mean takes its time, and nobody reads on."""

KEYS = ("id", "antwoorden")

_INTEGER = re.compile(r"-?[0-9]{1,18}")


class LineError(ValueError):
    """What is wrong with a line, in Dutch."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line's id, as given, and its answers, checked against the conversation."""

    id: str | int
    answers: Mapping[str, str | int]


def read_line(data: bytes, conversation: Conversation) -> Line:
    """The id and answers of one line. Raises LineError, which names what is wrong with it."""
    given = _parsed(data)
    if not isinstance(given, dict):
        raise LineError("hier hoort een JSON-object te staan, met `id` en `antwoorden`")
    found = _faults(given, conversation)
    faults = list(islice(found, MOST_FAULTS))
    if faults:
        raise LineError("; ".join([*faults, *(["en meer"] if next(found, None) else [])]))
    answers = given["antwoorden"]
    return Line(given["id"], {name: _answer(conversation.questions[name], _text(answers[name])) for name in answers})


def _parsed(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise LineError(f"de regel is langer dan {MAX_BYTES} bytes")
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        raise LineError("de regel is geen UTF-8") from None
    except LineError:
        raise
    except json.JSONDecodeError as error:
        raise LineError(f"dit is geen geldige JSON (vanaf teken {error.colno})") from None
    except RecursionError:
        raise LineError("de haken staan te diep in elkaar") from None
    except ValueError:  # an integer of more digits than Python converts
        raise LineError("een getal is te lang") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise LineError(f"de sleutel `{_shown(key)}` staat er twee keer")
        made[key] = value
    return made


def _constant(name: str) -> NoReturn:
    raise LineError(f"`{name}` is geen geldige JSON")


def _faults(given: Mapping[str, Any], conversation: Conversation) -> Iterator[str]:
    for key in given:
        if key not in KEYS:
            yield _unknown_name(f"de sleutel `{_shown(key)}` hoort hier niet", key, KEYS)
    if not _is_scalar(given.get("id")):
        yield "`id` ontbreekt of is geen tekst of geheel getal"
    answers = given.get("antwoorden")
    if not isinstance(answers, dict):
        yield "`antwoorden` ontbreekt of is geen JSON-object"
        return
    for name, value in answers.items():
        question = conversation.questions.get(name)
        if question is None:
            yield _unknown_name(f"vraag `{_shown(name)}` bestaat niet", name, tuple(conversation.questions))
        elif not _is_scalar(value):
            yield f"het antwoord op `{name}` moet tekst of een geheel getal zijn"
        elif not _known(question, _text(value)):
            yield _refused(question, _text(value))


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _text(value: str | int) -> str:
    return clean_text(str(value))


def _known(question: Question, text: str) -> bool:
    if text == UNKNOWN or not question.is_number:
        return text == UNKNOWN or any(answer.id == text for answer in question.answers)
    low, high = question.low, question.high
    return low is not None and high is not None and bool(_INTEGER.fullmatch(text)) and low <= int(text) <= high


def _answer(question: Question, text: str) -> str | int:
    return int(text) if question.is_number and text != UNKNOWN else text


def _refused(question: Question, text: str) -> str:
    if question.is_number:
        told = f"vraag `{question.id}` kent het antwoord `{_shown(text)}` niet"
        return f"{told}; geef een geheel getal van {question.low} tot en met {question.high}, of {UNKNOWN}"
    options = (*(answer.id for answer in question.answers), UNKNOWN)
    told = _unknown_name(f"vraag `{question.id}` kent het antwoord `{_shown(text)}` niet", text, options)
    return f"{told}; de antwoorden zijn: {', '.join(options)}"


def _unknown_name(told: str, word: str, options: tuple[str, ...]) -> str:
    meant = suggest(word, options)
    return f"{told}; bedoelde u `{meant}`?" if meant else told


def _shown(text: str) -> str:
    """A stranger's text, short and without characters that would disturb a terminal."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:60])
    return clean if len(text) <= 60 else f"{clean}…"
