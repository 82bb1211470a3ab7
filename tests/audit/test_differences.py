"""Whatever differs between two folders of rules is told, by what it is, as it was and as it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from slimmer_rules.audit.change_words import difference_lines
from slimmer_rules.audit.differences import (
    BESIDE,
    KINDS,
    NAME,
    ORDER,
    Difference,
    Group,
    Version,
    compared,
    differences,
)
from slimmer_rules.audit_input import read_sound
from slimmer_rules.cli.common import knowledge_folder
from slimmer_rules.rulebook.cases import Case, dump_case
from slimmer_rules.rulebook.conditions import Is, Not
from slimmer_rules.rulebook.model import Axis, Conversation, Figure, Origin, Rule, Rulebook
from tests.building import conclusion, conversation, question, rule, rulebook

SHIPPED = read_sound(knowledge_folder(None))
INTAKE = SHIPPED.rulebook.conversations["intake"]
FOLLOWS = {"id", "place", "strata", "code", "subject"}
"""Fields that are a name, say where a thing stands, or follow from the others."""


def small(*rules: Rule, **changes: Any) -> Version:
    talk = conversation(
        [question("a", "een", "twee"), question("b")],
        [conclusion("c", "x", "y", default="y")],
        rules or [rule("R1", Is("a", ("een",)), ("c", "x"))],
    )
    return Version(rulebook(replace(talk, **changes)))


def in_question(**changes: Any) -> Version:
    talk = small().rulebook.conversations["proef"]
    return small(questions={**talk.questions, "a": replace(talk.questions["a"], **changes)})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_what_is_compared_is_in_the_table(kind: type) -> None:
    told = {*KINDS[kind].texts, *KINDS[kind].parts, *FOLLOWS}
    assert {field.name for field in fields(kind)} - told == set()


def test_every_part_of_a_version_is_compared() -> None:
    assert {field.name for field in fields(Version)} == {"rulebook", *BESIDE}
    assert {field.name for field in fields(Rulebook)} == {"name", "version", "conversations", "sources", "sha256"}


def test_the_same_version_has_no_differences() -> None:
    assert differences(SHIPPED, SHIPPED) == ()
    assert compared(SHIPPED, SHIPPED) == tuple(Group)


def _otherwise(value: Any) -> Any:
    """Something else of the same kind."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value} anders"
        case Origin():
            return Origin.LITERAL if value is not Origin.LITERAL else Origin.DERIVED
        case Mapping():
            return {**value, "erbij": next(iter(value.values()), "iets")}
        case frozenset():
            return value | {"erbij"}
        case Figure():
            return Figure(value.upward, Axis(value.across.conclusion, {}))
        case tuple():
            return (*value, *value)
        case _:
            return Not(value)


def _changed(thing: Any, seen: set[tuple[type, str]]) -> Iterator[tuple[str, Any]]:
    """The thing with one of its fields otherwise, and the key of that; then with one of its parts so.

    Each field of each kind of thing comes once.
    """
    kind = KINDS[type(thing)]
    for name, text in kind.texts.items():
        value = getattr(thing, name)
        if value is not None and value != () and (type(thing), name) not in seen:
            seen.add((type(thing), name))
            yield text.key, replace(thing, **{name: _otherwise(value)})
    for name in kind.parts:
        held = getattr(thing, name)
        for key, part in held.items() if isinstance(held, Mapping) else enumerate(held):
            for what, other in _changed(part, seen):
                inner = {**held, key: other} if isinstance(held, Mapping) else (*held[:key], other, *held[key + 1 :])
                yield what, replace(thing, **{name: inner})


def test_every_text_of_every_thing_that_is_changed_is_told() -> None:
    seen: set[tuple[type, str]] = set()
    for key, talk in _changed(INTAKE, seen):
        found = _in_talk(INTAKE, talk)
        assert [each.key for each in found if each.key and f"`{key}`" in each.key], key
        assert all(each.before != each.after or each.key == "`regel`" for each in found)
    assert len(seen) > 40


def _in_talk(old: Conversation, new: Conversation) -> list[Difference]:
    """The differences of one conversation, without walking over all that stands beside it."""
    return list(differences(*(Version(Rulebook("", "", {"intake": talk}, {}, "")) for talk in (old, new))))


def test_a_changed_text_is_told_as_it_was_and_as_it_becomes() -> None:
    (found,) = differences(small(), in_question(text="Wat nu?"))
    assert (found.group, found.subject, found.key) == (Group.TEXTS, "de vraag `a`", "`vraag`")
    assert (found.before, found.after) == ("Wat is a?", "Wat nu?")


def test_a_changed_rule_is_told_in_words_with_what_it_concludes() -> None:
    (found,) = differences(small(), small(rule("R1", Is("a", ("twee",)), ("c", "x"))))
    assert (found.group, found.subject) == (Group.RULES, "de regel `R1`")
    assert found.before == "Als het antwoord over de a “keuze een” is, dan is bij “Titel van c” de conclusie “label x”."
    assert found.after == "Als het antwoord over de a “keuze twee” is, dan is bij “Titel van c” de conclusie “label x”."


def test_a_new_label_does_not_make_every_rule_that_names_it_another() -> None:
    answers = small().rulebook.conversations["proef"].questions["a"].answers
    (found,) = differences(small(), in_question(answers=(replace(answers[0], choice="anders"), answers[1])))
    assert (found.subject, found.key) == ("bij de vraag `a` het antwoord `een`", "`keuze`")


def test_what_is_new_or_gone_is_told_whole() -> None:
    one, other = rule("R1", Is("a", ("een",)), ("c", "x")), rule("R2", Is("b", ("ja",)), ("c", "x"))
    (found,) = differences(small(one), small(one, other))
    assert (found.key, found.before, str(found)) == (None, None, "de regel `R2` is nieuw")
    assert (found.after or "").split("\n") == [
        "`regel`: Als het antwoord over de b “keuze ja” is, dan is bij “Titel van c” de conclusie “label x”.",
        "`titel`: Regel R2",
        "`omdat`: Omdat het zo is.",
        "`bron`: bron",
        "`herkomst`: letterlijk",
    ]
    (gone,) = differences(small(one, other), small(one))
    assert (gone.before, gone.after, str(gone)) == (found.after, None, "de regel `R2` is weg")


def test_another_name_is_told_as_one() -> None:
    answers = small().rulebook.conversations["proef"].questions["b"].answers
    renamed = replace(question("b"), answers=(replace(answers[0], id="jawel"), answers[1]))
    new = small(questions={"a": question("a", "een", "twee"), "b": renamed})
    (found,) = differences(small(), new)
    assert (found.key, found.before, found.after) == (NAME, "ja", "jawel")
    assert str(found) == "bij de vraag `b` het antwoord `ja` heet nu `jawel`"


def test_the_order_in_which_answers_are_seen_is_told_but_that_of_rules_is_not() -> None:
    answers = small().rulebook.conversations["proef"].questions["a"].answers
    (found,) = differences(small(), in_question(answers=answers[::-1]))
    assert (found.group, found.key, found.before, found.after) == (Group.COURSE, ORDER, "een, twee", "twee, een")
    one, other = rule("R1", Is("a", ("een",)), ("c", "x")), rule("R2", Is("b", ("ja",)), ("c", "x"))
    assert differences(small(one, other), small(other, one)) == ()


def test_of_what_one_version_does_not_know_nothing_is_said() -> None:
    unknown = replace(SHIPPED, promises=None, cases=None)
    assert differences(SHIPPED, unknown) == ()
    assert {Group.PROMISES, Group.CASES}.isdisjoint(compared(unknown, SHIPPED))
    assert {each.group for each in differences(SHIPPED, replace(SHIPPED, promises=()))} == {Group.PROMISES}


@pytest.mark.parametrize(
    ("part", "group"),
    [
        ({"promises": (SHIPPED.promises or ())[1:]}, Group.PROMISES),
        ({"acceptances": ()}, Group.ACCEPTANCES),
        ({"glossary": {}}, Group.GLOSSARY),
        ({"cases": (SHIPPED.cases or ())[1:]}, Group.CASES),
        ({"sender": {**(SHIPPED.sender or {}), "naam": "Een ander"}}, Group.SENDER),
        ({"rulebook": replace(SHIPPED.rulebook, version="9")}, Group.NAME),
        ({"rulebook": replace(SHIPPED.rulebook, sources={})}, Group.GROUNDS),
    ],
)
def test_what_stands_beside_the_rules_is_compared(part: dict[str, Any], group: Group) -> None:
    found = differences(SHIPPED, replace(SHIPPED, **part))
    assert {each.group for each in found} == {group}


def test_what_touches_the_meaning_comes_first() -> None:
    found = differences(small(), in_question(text="Wat nu?", applies_if=Is("b", ("ja",)), group="g", optional=True))
    assert [each.group.means for each in found] == [True, False, False, False]
    assert found[0].key == "`van_toepassing_als`"


def test_what_is_otherwise_in_the_same_way_is_told_once_for_all_places() -> None:
    cases = {f"gevallen/{name}.yaml": Case("proef", {"a": "een"}) for name in ("een", "twee")}
    other = {name: replace(case, answers={"a": "twee"}) for name, case in cases.items()}
    found = differences(replace(small(), cases=[*cases.items()]), replace(small(), cases=[*other.items()]))
    assert [*difference_lines(found)] == [
        "Gevallen",
        "- het geval `gevallen/een.yaml`",
        "- het geval `gevallen/twee.yaml`",
        "    `antwoorden` a: een → twee",
        "",
    ]


def test_what_differs_in_a_case_is_named_as_in_its_file() -> None:
    whole = Case("proef", {}, title="T", salutation="Beste Jo", coach="N", aside={"antwoorden": {"b": "ja"}})
    found = differences(*(replace(small(), cases=[("gevallen/een.yaml", case)]) for case in (Case("proef", {}), whole)))
    assert {str(each.key).split("`")[1] for each in found} == {"titel", "aanhef", "coach", "terzijde"}
    assert all(f"{name}:" in dump_case(whole) for name in ("titel", "aanhef", "coach", "terzijde"))


def test_the_same_words_for_something_else_are_said_to_be_so() -> None:
    twins = [replace(answer, choice="Ja") for answer in question("a", "een", "twee").answers]
    asked = {"a": replace(question("a"), answers=tuple(twins)), "b": question("b")}
    one = small(rule("R1", Is("a", ("een",)), ("c", "x")), questions=asked)
    found = differences(one, small(rule("R1", Is("a", ("twee",)), ("c", "x")), questions=asked))
    assert [*difference_lines(found)][1:3] == [
        "- proef.yaml:1: de regel `R1`",
        "    `regel`: met dezelfde woorden, maar met andere namen of in een andere vorm",
    ]


def test_of_what_is_new_all_is_told_and_of_a_case_that_is_gone_only_its_name() -> None:
    full = replace(small(), cases=[("gevallen/een.yaml", Case("proef", {"a": "een"}))])
    assert [*difference_lines(differences(small(), full))] == []
    empty = replace(small(), cases=[])
    assert [*difference_lines(differences(full, empty))] == ["Gevallen", "- het geval `gevallen/een.yaml` is weg", ""]
    assert [*difference_lines(differences(empty, full))][1:3] == [
        "- het geval `gevallen/een.yaml` is nieuw",
        "    `gesprek`: proef",
    ]
