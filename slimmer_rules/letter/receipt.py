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
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.letter.sender import Sender, parse_sender, sender_fields
from slimmer_rules.letter.templates import Templates
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.record import record
from slimmer_rules.rulebook.cases import Case, case_fields, for_others, read_case
from slimmer_rules.rulebook.model import Rulebook

KIND = "slimmer-bewijs"
FORM = 1
MAX_BYTES = 32 * 1024 * 1024
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
        "geval": case_fields(for_others(model.case)),
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

    Raises LetterError when it is not one, RulebookError when its case does not fit the rules.
    """
    made = _parsed(data, name)
    case = read_case(_part(made["geval"]), name, rulebook)
    sender = parse_sender(_part(made["afzender"]), name)
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
        made = json.loads(data.decode("utf-8"))
        _part(made)  # half a character (\\ud8..) can stand in JSON, and in no letter
    except (ValueError, RecursionError):
        raise LetterError(f"“{name}” is geen bewijs bij een brief: het is geen leesbare JSON.") from None
    if not isinstance(made, dict) or made.get("soort") != KIND:
        raise LetterError(f"“{name}” is geen bewijs bij een brief.")
    if made.get("vorm") != FORM:
        raise LetterError(f"“{name}” is een bewijs van een andere versie; dit programma kan het niet lezen.")
    missing = [key for key in KEYS if key not in made]
    if missing or not isinstance(made["beoordeling"], dict) or not isinstance(made["brief"], str):
        raise LetterError(
            f"“{name}” is geen heel bewijs: er ontbreekt iets ({', '.join(missing) or 'beoordeling of brief'})."
        )
    return made


def made_again(read: Receipt, rulebook: Rulebook, templates: Templates) -> Rendered:
    """The letter of a receipt, reasoned and written anew."""
    derivation = Reasoner(rulebook.conversations[read.case.conversation]).derive(read.case.answers)
    letter = Letter(read.case, derivation, rulebook, read.sender, read.date, fewest_changes(derivation))
    return compose(letter, templates)


def differences(read: Receipt, again: Rendered) -> Iterator[str]:
    """What differs between a receipt and the letter made again, in Dutch: conclusions, derivation, text, rules."""
    new = receipt(again)
    old, now = read.made["beoordeling"], new["beoordeling"]
    yield from _in_mapping("conclusie", old.get("conclusies"), now["conclusies"])
    yield from _in_list("stap {} van de afleiding", old.get("afleiding"), now["afleiding"])
    yield from _in_list("regel {} van de brief", read.made["brief"].split("\n"), new["brief"].split("\n"))
    yield from _in_mapping(
        "gegeven", {**old, "sjablonen": read.made["sjablonen"]}, {**now, "sjablonen": new["sjablonen"]}
    )


def _in_mapping(what: str, old: Any, new: Mapping[str, Any]) -> Iterator[str]:
    given = old if isinstance(old, dict) else {}
    for key in [*new, *(key for key in given if key not in new)]:
        if given.get(key) != new.get(key):
            yield f"{what} “{key}” is in het bewijs {_shown(given.get(key))}, en nu {_shown(new.get(key))}"


def _in_list(what: str, old: Any, new: list[Any]) -> Iterator[str]:
    given = old if isinstance(old, list) else []
    for number, (was, now) in enumerate(zip_longest(given, new), start=1):
        if was != now:
            yield f"{what.format(number)} is in het bewijs {_shown(was)}, en nu {_shown(now)}"


def _shown(value: Any) -> str:
    return "er niet" if value is None else json.dumps(value, ensure_ascii=False)


def same_rules(read: Receipt, rulebook: Rulebook) -> bool:
    """Whether a receipt was made with just these rules."""
    made_with = read.made["beoordeling"].get("kennisbank")
    return isinstance(made_with, dict) and made_with.get("sha256") == rulebook.sha256


def same_templates(read: Receipt, templates: Templates) -> bool:
    """Whether a receipt was made with just these templates."""
    return bool(read.made["sjablonen"] == templates.sha256)
