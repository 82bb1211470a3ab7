"""A sandbox that gives pieces: what a template's author typed is known as such, whatever way it takes to be printed."""

from __future__ import annotations

from typing import Any

import pytest

from slimmer_rules import templating
from slimmer_rules.pieces import Literal, PieceSandbox

NAME, OTHER = "a.j2", "b.j2"


class Value:
    """A value that is no text."""

    def __len__(self) -> int:
        return 3


VALUE = Value()


def printed(source: str, other: str = "", **values: Any) -> tuple[Any, ...]:
    texts = {NAME: source, OTHER: other}
    sandbox = PieceSandbox(lambda name: (texts[name], name, None), lambda value: value, lambda _: None)
    return sandbox.pieces(NAME, {"x": VALUE, "f": lambda: VALUE, **values})


def test_a_value_stays_the_value_that_it_was() -> None:
    assert printed("a{{ x }}b{{ f() }}") == ("a", VALUE, "b", VALUE)


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m(v) %}a{{ v }}{% endmacro %}{{ m(x) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}a{{ x }}{% endcall %}",
        "{% set s %}a{{ x }}{% endset %}{{ s }}",
        "{% block b %}a{{ x }}{% endblock %}",
        "{% if false %}{% block b %}a{{ x }}{% endblock %}{% endif %}{{ self.b() }}",
        "{% include 'b.j2' %}",
        "{% from 'b.j2' import m with context %}{{ m() }}",
        "{% extends 'b.j2' %}{% block c %}a{{ super() }}{% endblock %}",
        "{% set s %}{% set t %}a{{ x }}{% endset %}{{ t }}{% endset %}{{ s }}",
    ],
)
def test_macros_blocks_and_includes_keep_the_pieces(source: str) -> None:
    other = {"include": "a{{ x }}", "from": "{% macro m() %}a{{ x }}{% endmacro %}"}.get(source.split()[1], "")
    found = printed(source, other or "{% block c %}{{ x }}{% endblock %}")
    assert found == ("a", VALUE)
    assert isinstance(found[0], Literal)


def test_a_text_in_a_template_knows_where_it_stands() -> None:
    source = "een\ntwee {{ x }}\n{% if x %}\ndrie{{ 'v\\u0069er' }}{% endif %}"
    found = [(str(each), each.template, each.line) for each in printed(source) if isinstance(each, Literal)]
    assert found == [("een\ntwee ", NAME, 1), ("\n", NAME, 2), ("drie", NAME, 4), ("vier", NAME, 4)]


@pytest.mark.parametrize(
    "made",
    ["'abc'[0:2]", "'abc'|reverse", "'abc'|first", "('a', 'b')|map('first')|first", "'abc'[1]", "g()"],
)
def test_what_is_made_of_a_text_is_no_longer_typed(made: str) -> None:
    (found,) = printed("{{ " + made + " }}", g=lambda: "gegeven")
    assert not isinstance(found, Literal)


@pytest.mark.parametrize("kept", ["('a', 'b')[0]", "{'a': 'b'}['a']", "('a',)|first", "'a' 'b'", "'a' if x else ''"])
def test_what_is_only_taken_from_a_list_is_still_typed(kept: str) -> None:
    (found,) = printed("{{ " + kept + " }}")
    assert isinstance(found, Literal)


def test_what_a_block_printed_can_be_asked_whether_it_is_empty() -> None:
    source = "{% set s %}{{ y }}{% endset %}{{ 'leeg' if not s else 'vol' }}"
    assert printed(source, y=Literal("", NAME, 1)) == ("leeg",)
    assert printed(source, y=VALUE) == ("vol",)


def test_each_text_of_a_template_is_told_when_it_is_compiled_also_where_it_is_not_printed() -> None:
    seen: list[str] = []
    source = "a{% if false %}b{{ 'c' }}{% endif %}"
    PieceSandbox(lambda name: (source, name, None), lambda value: value, seen.append).pieces(NAME, {})
    assert sorted(seen) == ["a", "b", "c"]


def test_printing_nothing_without_end_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templating, "MAX_SECONDS", 0.2)
    source = "{% for i in range(99999) %}" + "{{ y }}" * 9_999 + "{% endfor %}"
    with pytest.raises(OverflowError):
        printed(source, y=Literal("", NAME, 1))
