"""Shapes: taking keys, texts, lists, words and numbers out of a located tree, and noting what is wrong with them.

Every function here answers with None (or leaves out) what is not usable, having noted exactly one mistake for it.
Readers go on with the rest, and never note a second mistake that only follows from the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError, suggest
from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.located_yaml import (
    MAX_BYTES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Source,
    UnreadableError,
    decode,
    parse,
)
from slimmer_rules.rulebook.lookup import Known, did_you_mean
from slimmer_rules.rulebook.model import INTEGER, UNKNOWN, Place
from slimmer_rules.rulebook.odd_signs import odd_sign_help, odd_structure_help

T = TypeVar("T")

NAME = re.compile(r"[a-z][a-z0-9_]*")
VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
RULE = re.compile(r"[A-Za-z0-9_-]+")
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")

FILL_IN = "vul iets in, of haal de sleutel weg"
QUOTE_HASH = "wat na een `#` staat, telt niet mee: zet de tekst tussen aanhalingstekens"

MOST_SUGGESTED = 20
"""For so many wrong words it is looked up what was meant."""

MAX_LISTED = 20
"""More words than this are not all listed when one of them was likely meant."""

_FORMS = {
    NAME: "een naam begint met een kleine letter en heeft verder kleine letters, cijfers en _",
    VALUE: "deze naam heeft letters, cijfers en _, en begint niet met _",
    RULE: "de naam van een regel heeft letters, cijfers, - en _",
    SLUG: "deze naam heeft kleine letters, cijfers, - en _",
}


@dataclass(frozen=True, slots=True)
class Fields:
    """The entries of one mapping whose keys belong there, and where the mapping itself is to be pointed at.

    It is complete if nothing else stands there: under a stray key may stand what seems to be missing elsewhere.
    """

    owner: str
    place: Place
    found: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    complete: bool = False

    def __contains__(self, key: str) -> bool:
        return key in self.found

    def node(self, key: str) -> Node | None:
        """What stands under a key."""
        return self.found[key][1] if key in self.found else None

    def key(self, key: str) -> Place:
        """Where a key stands, or the mapping if it is not there."""
        return self.found[key][0].place if key in self.found else self.place


class Notes:
    """The mistakes found so far, and the texts of the files in which they stand."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.sources: dict[str, Source] = {}
        self._suggested = 0

    def add(self, code: str, message: str, place: Place, help: str | None = None) -> None:
        """Note a mistake."""
        source = self.sources.get(place.file)
        self.diagnostics.append(Diagnostic(code, message, place, source.line(place.line) if source else None, help))

    def unknown(self, code: str, message: str, place: Place, word: str, options: Iterable[str], what: str) -> None:
        """Note a word that is none of `options`; `what` names them in the help."""
        self.add(code, message, place, self.meant(word, options, what))

    def meant(self, word: str, options: Iterable[str], what: str) -> str | None:
        """The help for a word that is none of the options; for the first so many such words only, for it takes time."""
        self._suggested += 1
        return meant(word, options, what) if self._suggested <= MOST_SUGGESTED else None

    def meant_of(self, word: str, known: Callable[[], Known], what: str) -> str | None:
        """As `meant`, where it is known what each option is called."""
        self._suggested += 1
        return meant(word, called := known(), what, called) if self._suggested <= MOST_SUGGESTED else None

    def within(self, scalar: Scalar, offset: int, length: int) -> Place:
        """The place of a part of a text as it is written."""
        return self.sources[scalar.place.file].within(scalar, offset, length)

    def fields(
        self, node: Node | None, owner: str, required: Iterable[str], allowed: Iterable[str], at: Place | None = None
    ) -> Fields | None:
        """The entries of a mapping with these keys. `at` is where a missing key is noted.

        A misspelt key is noted once and then read as the key that was meant.
        """
        if not isinstance(node, Mapping):
            self.wrong_kind(node, at, f"{owner} heeft sleutels nodig", "schrijf `sleutel: waarde`")
            return None
        needed = tuple(required)
        keys = (*needed, *(key for key in allowed if key not in needed))
        found = {key.text: (key, value) for key, value in node.entries if key.text in keys}
        for key, value in (entry for entry in node.entries if entry[0].text not in keys):
            message = f"{owner} kent de sleutel `{shown(key.text)}` niet"
            self.unknown("R010", message, key.place, key.text, keys, "De sleutels zijn")
            free = [option for option in keys if option not in found] if self._suggested <= MOST_SUGGESTED else []
            likely = suggest(key.text, free)
            if likely:
                found[likely] = (key, value)
        fields = Fields(owner, at or node.place, found, complete=len(found) == len(node.entries))
        for missing in needed:
            if missing not in fields:
                self.add("R011", f"{owner} mist `{missing}`", fields.place, f"voeg `{missing}:` toe")
        return fields

    def text(self, node: Node | None, what: str) -> str | None:
        """A text in someone's own words that is not empty, without white space around it."""
        scalar = self.prose(node, what)
        return scalar.text.strip() if scalar else None

    def prose(self, node: Node | None, what: str) -> Scalar | None:
        """As `text`, with its place. What stands after a ` #` may belong to it, so that is never left out unasked."""
        scalar = self.scalar(node, what)
        if scalar is None or scalar.comment is None:
            return scalar
        message = f"{what}: wat hier na de `#` staat, telt niet mee"
        help = "zet de hele tekst tussen aanhalingstekens, of zet een opmerking op een eigen regel"
        self.add("R035", message, scalar.comment, help)
        return None

    def scalar(self, node: Node | None, what: str) -> Scalar | None:
        """A text that is not empty, with its place: a name, a number, or a word out of a list."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            help = "zet tekst met bijzondere tekens tussen aanhalingstekens"
            self.wrong_kind(node, None, f"{what} moet tekst zijn", help)
            return None
        if not node.text.strip():
            self.add("R016", f"{what} is leeg", node.place, FILL_IN if node.comment is None else QUOTE_HASH)
            return None
        if not clean_text(node.text).strip():
            self.add("R016", f"{what} heeft alleen tekens die niemand ziet", node.place, FILL_IN)
            return None
        return node

    def items(self, node: Node | None, what: str, least: int = 1) -> tuple[Node, ...]:
        """The items of a list, of which there are so many at the least: one or none."""
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            help = "schrijf `[a, b]`, of elk punt op een eigen regel na `- `"
            self.wrong_kind(node, None, f"{what} moet een lijst zijn", help)
            return ()
        if len(node.items) < least:
            self.add("R016", f"{what} is een lege lijst", node.place, FILL_IN)
        return node.items

    def one_or_more(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """A list, or a single thing as a list of one."""
        return (node,) if isinstance(node, Scalar) else self.items(node, what)

    def entries(self, node: Node | None, what: str, least: int = 1) -> tuple[tuple[Scalar, Node], ...] | None:
        """The entries of a mapping with free keys, so many at the least: one or none. None if it is no mapping."""
        if node is None:
            return ()
        if isinstance(node, Scalar) and not node.text.strip():
            self.add("R016", f"{what} is leeg", node.place, FILL_IN)
            return None
        if not isinstance(node, Mapping):
            self.wrong_kind(node, None, f"{what} heeft namen nodig, elk met hun inhoud", "schrijf `naam: inhoud`")
            return None
        if len(node.entries) < least:
            self.add("R016", f"{what} is leeg", node.place, FILL_IN)
        return node.entries

    def name(self, scalar: Scalar, form: re.Pattern[str], what: str) -> str | None:
        """A name of the given form."""
        if form.fullmatch(scalar.text):
            return scalar.text
        self.add("R017", f"{what} kan niet `{shown(scalar.text)}` heten", scalar.place, _FORMS[form])
        return None

    def word(self, node: Node | None, what: str, words: Iterable[str]) -> str | None:
        """One of a few words."""
        scalar = self.scalar(node, what)
        options = tuple(words)
        if scalar is None or scalar.text in options:
            return scalar.text if scalar else None
        message = f"{what} kan niet `{shown(scalar.text)}` zijn"
        self.unknown("R023", message, scalar.place, scalar.text, options, "Het kan zijn")
        return None

    def number(self, node: Node | None, what: str) -> int | None:
        """A whole number."""
        scalar = self.scalar(node, what)
        if scalar is None:
            return None
        if not INTEGER.fullmatch(scalar.text):
            message = f"{what} moet een geheel getal zijn, en is `{shown(scalar.text)}`"
            self.add("R022", message, scalar.place, "schrijf alleen cijfers, zonder punt of komma")
            return None
        return int(scalar.text)

    def distinct(self, nodes: Iterable[Node], what: str) -> Iterator[Scalar]:
        """The texts in a list, each once."""
        seen = set()
        for node in nodes:
            scalar = self.scalar(node, f"elk punt van {what}")
            if scalar is not None and scalar.text in seen:
                self.add("R030", f"{what} noemt `{shown(scalar.text)}` twee keer", scalar.place, "haal er een weg")
            elif scalar is not None:
                seen.add(scalar.text)
                yield scalar

    def wrong_kind(self, node: Node | None, at: Place | None, message: str, help: str) -> None:
        """Note that something else stands here than should; for what is not there at all nothing is noted."""
        if isinstance(node, Scalar) and not node.text.strip():
            self.add("R016", f"{message}, maar is leeg", at or node.place, help)
        elif node is not None:
            odd = odd_structure_help(node.raw) if isinstance(node, Scalar) else None
            self.add("R015", message, node.place, odd or help)


AFTER_COLON = "zet een spatie na de dubbele punt"


def meant(word: str, options: Iterable[str], what: str, called: Known | None = None) -> str | None:
    """The help for a word that is none of the options: the likely one, and all of them (or a good number).

    Where `called` tells what each option is called, the one that is called so is likely too.
    """
    listed = list(options)
    if word.partition(":")[0] in listed:
        return AFTER_COLON
    near = suggest(word, listed)
    near = None if near == UNKNOWN else near  # nothing else is taken to mean that nobody knows
    likely = did_you_mean(word, called) if called else f"Bedoelde u `{near}`?" if near else None
    odd = odd_sign_help(word)
    told = [part for part in (odd and f"{odd}.", likely) if part]
    told[:1] = [part[0].lower() + part[1:] for part in told[:1]]
    if listed and not (likely and len(listed) > MAX_LISTED):
        most = ", ".join(listed[:30]) + (", …" if len(listed) > 30 else "")
        told.append(f"{what}: {most}")
    return " ".join(told) or None


def shown(text: str) -> str:
    """Someone's text within a message: on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"


def read_whole(data: bytes, file: str, reader: Callable[[Node, Notes], T], most: int = MAX_BYTES) -> T:
    """What the reader makes of a file of at most so many bytes. Raises RulebookError with all mistakes in it."""
    notes = Notes()
    try:
        source = notes.sources[file] = decode(data, file, most)
        tree, doubles = parse(source)
    except UnreadableError as unreadable:
        raise RulebookError([unreadable.diagnostic]) from None
    notes.diagnostics += doubles
    found = reader(tree, notes)
    if notes.diagnostics:
        raise RulebookError(notes.diagnostics)
    return found
