"""Shapes: what may stand somewhere in a file, described once: how it is read, and the JSON Schema for an editor.

A schema tells *structure* only. Whether a name exists, or a rule makes sense, is for the code that reads on.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.located_yaml import Mapping as Tree
from slimmer_rules.rulebook.located_yaml import Node, Sequence
from slimmer_rules.rulebook.model import INTEGER, Place
from slimmer_rules.rulebook.reading_shapes import Fields, Notes, shown

Schema = dict[str, Any]
Reader = Callable[[Notes, Node | None, str], Any]
"""Reads a node, called so in messages, into a value; None, with a note, where it is not usable or not there."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand somewhere. Without a reader it is read by code that knows more, such as which names exist."""

    schema: Schema
    read: Reader = lambda _notes, node, _what: node


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what may stand under it; what is read there goes to the `field` of the model, if one is named."""

    name: str
    shape: Shape
    field: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record(Shape):
    """A mapping with certain keys. Where it is `terse`, a message names a key without its owner."""

    keys: tuple[Key, ...] = ()
    terse: bool = False

    def fields(self, node: Node | None, owner: str, notes: Notes, at: Place | None = None) -> Fields | None:
        """The entries of a mapping with these keys, as `Notes.fields`."""
        needed = (key.name for key in self.keys if key.required)
        return notes.fields(node, owner, needed, (key.name for key in self.keys), at)

    def values(self, fields: Fields, notes: Notes) -> dict[str, Any]:
        """The values for the fields of the model; the empty text stands in for a required one that is not there."""
        of = "" if self.terse else f" van {fields.owner}"
        found = {}
        for key in (key for key in self.keys if key.field):
            value = key.shape.read(notes, fields.node(key.name), f"`{key.name}`{of}")
            found[str(key.field)] = "" if value is None and key.required else value
        return found


def record(*keys: Key, terse: bool = False, **more: Any) -> Record:
    """A mapping with these keys; `more` is what its schema must say besides."""
    properties = {key.name: key.shape.schema for key in keys}
    needed = [key.name for key in keys if key.required]
    whole = {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}

    def read(notes: Notes, node: Node | None, what: str) -> dict[str, Any] | None:
        if node is None:
            return None
        return made.values(made.fields(node, what, notes) or Fields(what, node.place), notes)

    made = Record(whole | more, read, keys, terse)
    return made


def optional(name: str, shape: Shape, help: str = "", field: str | None = None) -> Key:
    """A key that may miss, with its help in an editor."""
    return Key(name, helped(shape, help), field)


def required(name: str, shape: Shape, help: str = "", field: str | None = None) -> Key:
    """A key that may not miss, with its help in an editor."""
    return Key(name, helped(shape, help), field, required=True)


def helped(shape: Shape, help: str) -> Shape:
    """The shape with help for an editor."""
    return replace(shape, schema=shape.schema | {"description": help}) if help else shape


def anchored(form: re.Pattern[str]) -> str:
    """The form of a whole name, for a schema."""
    return f"^(?:{form.pattern})$"


def text(pattern: str = r"\S", read: Reader = Notes.text) -> Shape:
    """A text; an editor refuses one that does not fit the pattern."""
    # Every scalar is read as text, so what an editor takes for a number or a boolean is text as well.
    return Shape({"type": ["string", "number", "boolean"], "pattern": pattern}, read)


def _free(notes: Notes, node: Node | None, what: str) -> str | None:
    scalar = notes.prose(node, what)
    return clean_text(scalar.text) or None if scalar else None


def _lines(notes: Notes, node: Node | None, what: str) -> str | None:
    if isinstance(node, Sequence):
        return "\n".join(items(FREE, f"een regel van {what}").read(notes, node, what))
    if isinstance(node, Tree):
        help = "schrijf elke regel na `- `, of alles als één tekst"
        notes.wrong_kind(node, None, f"{what} moet tekst zijn, of een lijst van regels", help)
        return None
    return _free(notes, node, what)


def _day(notes: Notes, node: Node | None, what: str) -> str | None:
    scalar = notes.scalar(node, what)
    if scalar is None:
        return None
    try:
        return datetime.date.fromisoformat(scalar.text).isoformat()
    except ValueError:
        message = f"`{shown(scalar.text)}` is geen datum"
        notes.add("R015", message, scalar.place, "schrijf jaar, maand en dag: 2026-11-24")
        return None


def word(*words: str) -> Shape:
    """One of a few words."""
    return Shape({"enum": list(words)}, lambda notes, node, what: notes.word(node, what, words))


def yes_no(default: bool) -> Shape:
    """`ja` or `nee`, and what holds where neither stands."""
    either = word("ja", "nee")
    return replace(either, read=lambda *asked: {"ja": True, "nee": False}.get(either.read(*asked), default))


def items(item: Shape, each: str = "", least: int = 1) -> Shape:
    """A list; `each` is what an item is called in messages."""

    def read(notes: Notes, node: Node | None, what: str) -> tuple[Any, ...]:
        values = (item.read(notes, part, each) for part in notes.items(node, what, least))
        return tuple(value for value in values if value is not None)

    return Shape({"type": "array", "items": item.schema, "minItems": least}, read)


def named(
    form: re.Pattern[str] | None,
    item: Shape,
    kind: str = "",
    each: str = "",
    known: Mapping[str, Shape] | None = None,
    least: int = 1,
) -> Shape:
    """Names of a form (any, without one), each with its content; the `known` ones are offered for completion.

    In messages a name is a `kind`, and its content is called `each`, in which the first `{}` stands for the name and
    the second for the whole.
    """

    def read(notes: Notes, node: Node | None, what: str) -> dict[str, Any]:
        found = {}
        for key, content in notes.entries(node, what, least) or ():
            if form is not None:
                notes.name(key, form, kind)
            found[key.text] = item.read(notes, content, each.format(shown(key.text), what))
        return found

    pattern = anchored(form) if form else r"\S"
    schema = {"type": "object", "patternProperties": {pattern: item.schema}, "additionalProperties": False}
    schema |= {"minProperties": least} if least else {}
    schema |= {"properties": {name: shape.schema for name, shape in known.items()}} if known else {}
    return Shape(schema, read)


def either(*shapes: Shape) -> Shape:
    """One of several shapes."""
    return Shape({"anyOf": [shape.schema for shape in shapes]})


def one_or_more(item: Shape) -> Shape:
    """One, or a list."""
    return either(item, items(item))


def offered(words: Iterable[str], form: Shape, help: str = "") -> Shape:
    """Any text of a form; the `words` are offered for completion."""
    listed = tuple(words)
    return helped(either(word(*listed), form) if listed else form, help)


TEXT = text()
FREE = text(read=_free)
"""A text that a coach typed or pasted: signs that no file can hold are cleaned away."""
LINES = replace(one_or_more(TEXT), read=_lines)
"""A free text of some lines, which may also be given as a list of them."""
DAY = text(read=_day)
"""A day in ISO form."""
NUMBER = Shape({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": anchored(INTEGER)}]}, Notes.number)
