"""Lines: reading one line of a batch, `{"id": .., "antwoorden": {question: answer}}`.

A batch may hold many thousands of lines from someone else's system, so a line is read as plain JSON, bounded, and
whatever is wrong with it is told in one Dutch sentence that fits behind its line number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from slimmer_rules.rulebook.diagnostics import suggest
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question

MAX_BYTES = 1 << 20
"""A longer line is refused unread; a real one has a few thousand bytes."""

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
    """The id and answers of one line. Raises LineError, which names everything that is wrong with it."""
    given = _parsed(data)
    if not isinstance(given, dict):
        raise LineError("hier hoort een JSON-object te staan, met `id` en `antwoorden`")
    faults = [
        _unknown_name(f"de sleutel `{_shown(key)}` hoort hier niet", key, KEYS) for key in given if key not in KEYS
    ]
    id = given.get("id")
    if not isinstance(id, str | int) or isinstance(id, bool):
        faults.append("`id` ontbreekt of is geen tekst of geheel getal")
    answers = given.get("antwoorden")
    if not isinstance(answers, dict):
        faults.append("`antwoorden` ontbreekt of is geen JSON-object")
        answers = {}
    checked, wrong = _checked(answers, conversation)
    faults += wrong
    if faults:
        raise LineError("; ".join(faults))
    return Line(id, checked)  # type: ignore[arg-type]  # an id of another type is a fault


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


def _checked(answers: Mapping[str, Any], conversation: Conversation) -> tuple[dict[str, str | int], list[str]]:
    checked: dict[str, str | int] = {}
    faults = []
    for name, value in answers.items():
        question = conversation.questions.get(name)
        if question is None:
            faults.append(_unknown_name(f"vraag `{_shown(name)}` bestaat niet", name, tuple(conversation.questions)))
        elif isinstance(value, bool) or not isinstance(value, str | int):
            faults.append(f"het antwoord op `{name}` moet tekst of een geheel getal zijn")
        elif (answer := _answer(question, str(value))) is None:
            faults.append(_refused(question, str(value)))
        else:
            checked[name] = answer
    return checked, faults


def _answer(question: Question, text: str) -> str | int | None:
    """The answer that a text stands for; None if the question does not know it."""
    if text == UNKNOWN:
        return text
    if question.low is None or question.high is None:
        return text if any(answer.id == text for answer in question.answers) else None
    number = int(text) if _INTEGER.fullmatch(text) else None
    return number if number is not None and question.low <= number <= question.high else None


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
