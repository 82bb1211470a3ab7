"""The receipt of a letter: all that it takes to make the letter again, and to see that it is the same.

It never holds internal notes, the coach's own view, or anything else that the letter may not hold. Its keys are a
contract (docs/brief.md): more may be added, none is changed or removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  # a type, beside fields named `date`
from itertools import zip_longest
from pathlib import Path
from typing import Any

from slimmer_rules import __version__
from slimmer_rules.letter.changes import fewest_changes
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.prepare import advised
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.letter.sender import Sender, parse_sender, sender_fields
from slimmer_rules.letter.templates import Templates
from slimmer_rules.reasoning.record import record
from slimmer_rules.rulebook.cases import Case, case_fields, for_others, read_case
from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.model import Rulebook

KIND = "slimmer-bewijs"
FORM = 1
MAX_BYTES = 32 * 1024 * 1024
SHOWN = 120
"""So many characters of something that differs are told."""

KEYS = ("soort", "vorm", "programma", "datum", "sjablonen", "afzender", "geval", "beoordeling", "brief")


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that has been read: its JSON object, and the case, sender and date in it."""

    made: Mapping[str, Any]
    case: Case
    sender: Sender
    date: Date


def receipt(letter: Rendered) -> dict[str, Any]:
    """The receipt as a JSON object."""
    model = letter.letter
    return {
        "soort": KIND,
        "vorm": FORM,
        "programma": __version__,
        "datum": model.date.isoformat(),
        "sjablonen": letter.templates.sha256,
        "afzender": sender_fields(model.sender),
        "geval": case_fields(for_others(model.case, model.rulebook)),
        "beoordeling": record(model.derivation, model.rulebook),
        "brief": letter.markdown,
    }


def as_bytes(made: Mapping[str, Any]) -> bytes:
    """The receipt as a file."""
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def beside(letter: Path) -> Path:
    """Where the receipt of a letter stands."""
    return letter.with_name(f"{letter.name}.bewijs.json")


def read_receipt(data: bytes, name: str, rulebook: Rulebook) -> Receipt:
    """A receipt from a file.

    Raises LetterError when it is not one of a letter, RulebookError when its case does not fit the rules.
    """
    made = _parsed(data, name)
    case = read_case(_part(made["geval"]), name, rulebook, most=MAX_BYTES)
    if case.own_view is not None or case.notes:
        raise LetterError(
            f"“{name}” is geen bewijs bij een brief: er staat iets in dat nooit in een brief komt "
            "(`eigen_oordeel`, of een notitie zonder `in_brief: ja`)."
        )
    sender = parse_sender(_part(made["afzender"]), name, most=MAX_BYTES)
    try:
        return Receipt(made, case, sender, Date.fromisoformat(made["datum"]))
    except (TypeError, ValueError):
        raise LetterError(f"In “{name}” staat geen goede datum.") from None


def _part(made: Any) -> bytes:
    return json.dumps(made, ensure_ascii=False).encode("utf-8")


def _parsed(data: bytes, name: str) -> Mapping[str, Any]:
    if len(data) > MAX_BYTES:
        raise LetterError(f"“{name}” is te groot voor een bewijs bij een brief.")
    try:
        made = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
        _part(made)  # half a character (\\ud8..) can stand in JSON, and in no letter
    except (ValueError, RecursionError):
        raise LetterError(f"“{name}” is geen bewijs bij een brief: het is geen leesbare JSON.") from None
    if not isinstance(made, dict) or made.get("soort") != KIND:
        raise LetterError(f"“{name}” is geen bewijs bij een brief.")
    if type(made.get("vorm")) is not int or made["vorm"] != FORM:
        raise LetterError(f"“{name}” is een bewijs van een andere versie; dit programma kan het niet lezen.")
    missing = [key for key in KEYS if key not in made]
    if missing or not isinstance(made["beoordeling"], dict) or not isinstance(made["brief"], str):
        raise LetterError(
            f"“{name}” is geen heel bewijs: er ontbreekt iets ({', '.join(missing) or 'beoordeling of brief'})."
        )
    return {**made, "geval": _without_nulls(made["geval"])}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON in which no key stands twice: of two contents only one would be looked at."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def _without_nulls(case: Any) -> Any:
    """A case without what says nothing: older receipts had `"reden": null`."""
    if not isinstance(case, dict):
        return case
    parts = {
        key: {name: each for name, each in part.items() if each is not None} if isinstance(part, dict) else part
        for key, part in case.items()
    }
    return {key: part for key, part in parts.items() if part is not None}


def made_again(read: Receipt, rulebook: Rulebook, templates: Templates) -> Rendered:
    """The letter of a receipt, reasoned and written anew. Raises LetterError as `prepare.advised` does."""
    derivation = advised(read.case, rulebook)
    letter = Letter(read.case, derivation, rulebook, read.sender, read.date, fewest_changes(derivation))
    return compose(letter, templates)


def differences(read: Receipt, again: Rendered) -> Iterator[str]:
    """What differs between a receipt and that of the letter made again, in Dutch; what decides the most comes first."""
    old, new = read.made, receipt(again)
    was, now = old["beoordeling"], new["beoordeling"]
    yield from _in_mapping("conclusie", was.get("conclusies"), now["conclusies"])
    yield from _in_steps(was.get("afleiding"), now["afleiding"])
    for number, lines in enumerate(zip_longest(old["brief"].split("\n"), new["brief"].split("\n")), start=1):
        if lines[0] != lines[1]:
            yield f"regel {number} van de brief is {_both(*lines)}"
    case = _cleaned(old["geval"])
    if "bron" not in new["geval"]:
        case.pop("bron", None)  # older receipts held it also where the letter does not
    yield from _in_mapping("van het geval: gegeven", case, new["geval"])
    yield from _in_mapping("van de afzender: gegeven", old["afzender"], new["afzender"])
    yield from _in_mapping("gegeven", was, now)
    told = ("beoordeling", "brief", "geval", "afzender", "programma")
    yield from _in_mapping("gegeven", *({key: made[key] for key in made if key not in told} for made in (old, new)))


def _cleaned(value: Any) -> Any:
    """A part of a receipt with its texts as they are read: older programs wrote these as they came."""
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    return clean_text(value) if isinstance(value, str) else value


def remarks(read: Receipt) -> Iterator[str]:
    """What is otherwise than when a receipt was made, and makes it no other letter."""
    made_by = read.made["programma"]
    if made_by != __version__:
        yield f"dit bewijs is gemaakt met versie {_shown(made_by)} van het programma, en nagegaan met {__version__}"


def _in_mapping(what: str, old: Any, new: Mapping[str, Any]) -> Iterator[str]:
    given = old if isinstance(old, dict) else {}
    for key in [*new, *(key for key in given if key not in new)]:
        if given.get(key) != new.get(key):
            yield f"{what} “{_name(key)}” is {_both(given.get(key), new.get(key))}"


def _in_steps(old: Any, new: list[dict[str, Any]]) -> Iterator[str]:
    given = old if isinstance(old, list) else []
    for number, (was, now) in enumerate(zip_longest(given, new), start=1):
        if was != now:
            known = now or (was if isinstance(was, dict) else {})
            by = f", regel {_name(known['regel'])}" if known.get("regel") else ""
            step = f"stap {number} van de afleiding (conclusie “{_name(known.get('conclusie'))}”{by})"
            yield f"{step} is anders: {_in_step(was, now)}"


def _in_step(was: Any, now: Mapping[str, Any] | None) -> str:
    """The first thing that differs between two steps."""
    if now is None or not isinstance(was, dict):
        return "hij staat alleen in het bewijs" if now is None else "hij staat niet in het bewijs"
    parts = (("conclusie", "de conclusie"), ("regel", "de regel"), ("waarde", "de waarde"))
    for key, told in parts:
        if was.get(key) != now[key]:
            return f"{told} is {_both(was.get(key), now[key])}"
    facts = was["steunt_op"] if isinstance(was.get("steunt_op"), list) else []
    for one, other in zip_longest(facts, now["steunt_op"]):
        if one != other:
            return f"waar hij op steunt is {_both(_fact(one), _fact(other))}"
    return "in het bewijs staat er meer bij"


def _fact(fact: Any) -> str | None:
    """A fact that a step rests on, in a few words."""
    if not isinstance(fact, dict):
        return None
    told = f"{_name(fact.get('feit'))} = {_name(fact.get('waarde'))}"
    return f"{told} (niet {_name(fact['toets'])})" if "toets" in fact else told


def _both(was: Any, now: Any) -> str:
    """Two things that differ, long ones around the first character that does."""
    one, other = _shown(was), _shown(now)
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    return f"in het bewijs {_around(one, same)}, en nu {_around(other, same)}"


def _shown(value: Any) -> str:
    return "er niet" if value is None else clean_text(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _name(value: Any) -> str:
    """An id out of a receipt, which others may have written."""
    return _around(_shown(value).strip('"'), 0)


def _around(text: str, at: int) -> str:
    """The text, and of a long one what stands around a place in it."""
    if len(text) <= SHOWN:
        return text
    start = max(0, min(at - SHOWN // 3, len(text) - SHOWN))
    return f"{'…' if start else ''}{text[start : start + SHOWN]}{'…' if start + SHOWN < len(text) else ''}"


def same_rules(read: Receipt, rulebook: Rulebook) -> bool:
    """Whether a receipt was made with just these rules."""
    made_with = read.made["beoordeling"].get("kennisbank")
    return isinstance(made_with, dict) and made_with.get("sha256") == rulebook.sha256


def same_templates(read: Receipt, templates: Templates) -> bool:
    """Whether a receipt was made with just these templates."""
    return bool(read.made["sjablonen"] == templates.sha256)
