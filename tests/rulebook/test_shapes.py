"""One description gives the values, the mistakes, and the schema."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft7Validator

from slimmer_rules.rulebook import kinds
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.reading_shapes import NAME, read_whole
from slimmer_rules.rulebook.shapes import (
    DAY,
    FREE,
    LINES,
    NUMBER,
    TEXT,
    Record,
    Shape,
    items,
    named,
    offered,
    optional,
    record,
    required,
    word,
    yes_no,
)

DOOR = record(
    required("naam", TEXT, "Hoe de deur heet.", "name"),
    optional("kleur", word("rood", "blauw"), "De kleur.", "colour"),
    optional("open", yes_no(True), field="open"),
    optional("hoogte", NUMBER, field="height"),
    optional("sloten", items(TEXT, "een slot"), field="locks"),
    optional("sleutels", named(NAME, TEXT, "een sleutel", "sleutel `{}` bij {}"), field="keys"),
    optional("eigenaar", TEXT),
)


def values(shape: Record, text: str) -> dict[str, Any]:
    return read_whole(text.encode(), "deur.yaml", lambda tree, notes: shape.read(notes, tree, "de deur"))


def faults(shape: Record, text: str) -> list[tuple[str, str]]:
    with pytest.raises(RulebookError) as caught:
        values(shape, text)
    return [(each.code, each.message) for each in caught.value.diagnostics]


def test_values_go_to_their_fields() -> None:
    text = "{naam: ' Voor ', kleur: rood, open: nee, hoogte: 2, sloten: [a, b], sleutels: {jan: groot}, eigenaar: Jan}"
    assert values(DOOR, text) == {
        "name": "Voor",
        "colour": "rood",
        "open": False,
        "height": 2,
        "locks": ("a", "b"),
        "keys": {"jan": "groot"},
    }


def test_what_is_not_there_has_its_default() -> None:
    assert values(DOOR, "naam: Voor") == {
        "name": "Voor",
        "colour": None,
        "open": True,
        "height": None,
        "locks": (),
        "keys": {},
    }


def test_all_mistakes_are_told_at_once() -> None:
    assert faults(DOOR, "{kleur: geel, open: misschien, hoogte: hoog, sloten: [[]], sleutels: {Jan: {}}}") == [
        ("R011", "de deur mist `naam`"),
        ("R023", "`kleur` van de deur kan niet `geel` zijn"),
        ("R023", "`open` van de deur kan niet `misschien` zijn"),
        ("R022", "`hoogte` van de deur moet een geheel getal zijn, en is `hoog`"),
        ("R015", "een slot moet tekst zijn"),
        ("R017", "een sleutel kan niet `Jan` heten"),
        ("R015", "sleutel `Jan` bij `sleutels` van de deur moet tekst zijn"),
    ]


def test_a_terse_record_names_a_key_without_its_owner() -> None:
    assert faults(record(*DOOR.keys, terse=True), "{naam: Voor, kleur: geel}") == [
        ("R023", "`kleur` kan niet `geel` zijn")
    ]


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (FREE, "'a\u202eb '", "ab "),
        (LINES, "[een, twee]", "een\ntwee"),
        (LINES, '"een\\ntwee"', "een\ntwee"),
        (DAY, "2026-11-24", "2026-11-24"),
        (items(TEXT, least=0), "[]", ()),
    ],
)
def test_other_shapes(shape: Shape, text: str, value: object) -> None:
    assert values(record(required("x", shape, field="x")), f"x: {text}") == {"x": value}


def test_the_schema_has_the_keys_and_their_help() -> None:
    schema = DOOR.schema
    assert list(schema["properties"]) == ["naam", "kleur", "open", "hoogte", "sloten", "sleutels", "eigenaar"]
    assert schema["properties"]["kleur"] == {"enum": ["rood", "blauw"], "description": "De kleur."}
    assert schema["required"] == ["naam"]
    check = Draft7Validator(schema)
    assert check.is_valid({"naam": "Voor", "hoogte": 2, "open": "ja"})
    for wrong in ({}, {"naam": "Voor", "kleur": "geel"}, {"naam": "Voor", "vreemd": 1}, {"naam": ""}):
        assert not check.is_valid(wrong), wrong


def test_a_word_that_is_not_offered_is_allowed() -> None:
    check = Draft7Validator(offered(["nu"], TEXT).schema)
    assert check.is_valid("nu")
    assert check.is_valid("later")
    assert offered([], TEXT) == TEXT


@pytest.mark.parametrize(
    "name", ["RULEBOOK", "SOURCE", "CONVERSATION", "QUESTION", "CONCLUSION", "RULE_ENTRY", "SENDER"]
)
def test_no_two_keys_of_a_kind_fill_the_same_field(name: str) -> None:
    filled = [key.field for key in getattr(kinds, name).keys if key.field]
    assert len(filled) == len(set(filled))
