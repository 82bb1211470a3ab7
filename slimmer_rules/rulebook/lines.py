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

from slimmer_rules.rulebook.answers import MOST_FAULTS, answer_faults, shorten
from slimmer_rules.rulebook.diagnostics import suggest
from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question

MAX_BYTES = 1 << 20
"""A longer line is refused unread; a real one has a few thousand bytes."""

KEYS = ("id", "antwoorden")


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
    answers: Mapping[str, Any] = given["antwoorden"]
    return Line(given["id"], _as_written(answers, conversation))


_ONE_BY_ONE = 'Zet elk geval op een eigen regel, als {"id": .., "antwoorden": {..}}.'
_OTHER_KINDS = (
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0", f"Dit is een Excel- of zipbestand. {_ONE_BY_ONE}"),
    (rb"\xff\xfe|\xfe\xff|.\x00", "Dit bestand is UTF-16. Sla het op als UTF-8."),
    (
        rb"\s*\[",
        "Dit is een JSON-lijst. Zet elk geval op een eigen regel, zonder [ en ] en zonder komma erachter.",
    ),
    (rb"\s*\{\s*$", "Dit is een JSON-bestand van meer regels. Zet elk geval op één eigen regel."),
    (rb"\s*[a-z_]+:(\s|$)|---", "Dit is YAML. Voor één geval in YAML is er “slimmer assess GEVAL”."),
    (rb"[^{]*[^{\s][;,\t][^{]*$", f"Dit is CSV, een tabel met kolommen. {_ONE_BY_ONE}"),
)
"""How the first line of other kinds of file begins, and what to do about it."""


def other_kind(data: bytes) -> str | None:
    """What a file is that begins with this line, which could not be read; None if it seems to be of the right kind."""
    return next((told for begin, told in _OTHER_KINDS if re.match(begin, data[:1000], re.DOTALL)), None)


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
            raise LineError(f"de sleutel `{shorten(key)}` staat er twee keer")
        made[key] = value
    return made


def _constant(name: str) -> NoReturn:
    raise LineError(f"`{name}` is geen geldige JSON")


def _faults(given: Mapping[str, Any], conversation: Conversation) -> Iterator[str]:
    for key in given:
        if key not in KEYS:
            yield _unknown_name(f"de sleutel `{shorten(key)}` hoort hier niet", key, KEYS)
    if not _is_scalar(given.get("id")):
        yield "`id` ontbreekt of is geen tekst of geheel getal"
    answers = given.get("antwoorden")
    if not isinstance(answers, dict):
        yield "`antwoorden` ontbreekt of is geen JSON-object"
        return
    yield from answer_faults(conversation.questions, _as_written(answers, conversation), MOST_FAULTS + 1)


def _as_written(answers: Mapping[str, Any], conversation: Conversation) -> dict[str, Any]:
    """The answers, read from text or number alike; what is no answer stays as it is."""
    return {name: _read(conversation.questions.get(name), value) for name, value in answers.items()}


def _read(question: Question | None, value: object) -> object:
    answer = question.parse(clean_text(str(value))) if question is not None and _is_scalar(value) else None
    return value if answer is None else answer


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _unknown_name(told: str, word: str, options: tuple[str, ...]) -> str:
    meant = suggest(word, options)
    return f"{told}; bedoelde u `{meant}`?" if meant and meant != UNKNOWN else told
