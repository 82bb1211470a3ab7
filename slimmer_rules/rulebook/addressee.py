"""Lines of an address as a letter shows them, also where they were copied from a mail program."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEFORE = re.compile(r"^(?:aan|to)\s*:\s*", re.IGNORECASE)
_MAIL = re.compile(r"\s*(?:<[^<>\s]*@[^<>\s]*>|\([^()\s]*@[^()\s]*\)|\[mailto:[^\]]*\])")
_BESIDE = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<beside>[^()]+)\)$")
_TURNED = re.compile(r"^(?P<last>[^,]+), (?P<first>[^,]+)$")
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.)+ ?")


def is_mail_line(line: str) -> bool:
    """Whether a line was copied from a mail program: it says `Aan:`, or has an address between brackets."""
    return bool(_BEFORE.match(line.strip()) or _MAIL.search(line))


def address_lines(text: str) -> tuple[str, ...]:
    """The lines of an address, without what only a mail program needs: `Aan: Wit, S. de <…>` is S. de Wit."""
    return tuple(part for line in text.splitlines() for part in _lines(line.strip()) if part)


def _lines(line: str) -> Iterator[str]:
    if not is_mail_line(line):
        yield line
        return
    for person in _BEFORE.sub("", line).split(";"):
        yield from _person(_MAIL.sub("", person).strip(" ,'\"") or person.strip(" <>"))


def _person(person: str) -> Iterator[str]:
    """A person, with their organisation on a line of its own where it stands between brackets."""
    beside = _BESIDE.match(person)
    name = beside["name"] if beside else person
    turned = _TURNED.match(name)
    if turned is None:
        yield name
        if beside:
            yield beside["beside"]
        return
    first = turned["first"]
    called = beside["beside"] if beside else ""
    if called and " " not in called and _INITIALS.match(first):  # Wit, S. de (Sanne)
        first, called = f"{called} {_INITIALS.sub('', first)}".strip(), ""
    yield f"{first} {turned['last']}"
    if called:
        yield called
