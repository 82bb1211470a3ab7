"""JSON gives the same tree as YAML, with JSON's own escapes and without its half-way words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.located_json import parse_either, parse_json
from slimmer_rules.rulebook.located_yaml import Mapping, UnreadableError, decode
from slimmer_rules.rulebook.model import Place
from tests.rulebook.test_located_yaml import Plain, plain, texts, trees

layouts = st.sampled_from([None, 0, 2, "\t"])


def read(text: str, file: str = "a.json") -> Plain:
    found, doubles = parse_either(decode(text.encode(), file))
    assert not doubles
    return plain(found)


def refusal(text: str, file: str = "a.json") -> tuple[str, Place | None]:
    with pytest.raises(UnreadableError) as caught:
        parse_either(decode(text.encode(), file))
    return caught.value.diagnostic.code, caught.value.diagnostic.place


@given(st.dictionaries(texts, trees, max_size=4), layouts, st.booleans(), st.sampled_from(["a.json", "a", "a.yaml"]))
def test_what_was_written_is_read(tree: dict[str, Plain], indent: int | str | None, ascii: bool, file: str) -> None:
    assert read(json.dumps(tree, indent=indent, ensure_ascii=ascii), file) == tree


@given(st.text(max_size=40))
def test_text_that_is_no_json_is_refused(text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError:
        with pytest.raises(UnreadableError):
            parse_json(decode(text.encode(errors="replace"), "a.json"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\\u00e9", "é"),
        ("\\/", "/"),
        ("\\ud83d\\ude00", "😀"),
        ("\\n\\t", "\n\t"),
        ("een\\r\\ntwee\\rdrie", "een\ntwee\ndrie"),
        ('\\"\\\\', '"\\'),
        ("\u2028", "\u2028"),
    ],
)
def test_escapes_come_out_right(written: str, meant: str) -> None:
    assert read(f'{{"a": "{written}"}}') == {"a": meant}


@pytest.mark.parametrize("number", ["0", "-3", "12", "1.0", "1e3"])
def test_numbers_come_as_they_are_written(number: str) -> None:
    assert read(f'{{"a": {number}}}') == {"a": number}


@pytest.mark.parametrize("word", ["null", "true", "false"])
@pytest.mark.parametrize("file", ["a.json", "standaardinvoer"])
def test_words_that_are_no_text_are_told_and_the_rest_is_read(word: str, file: str) -> None:
    found, noted = parse_either(decode(f'{{"a": {word}, "b": "c"}}'.encode(), file))
    assert [(d.code, d.place) for d in noted] == [("R015", Place(file, 1, 7, len(word)))]
    assert plain(found) == {"a": word, "b": "c"}


@pytest.mark.parametrize(
    "text",
    ['"\\ud83d"', '"\\u0000"', '"\\uffff"', '"\\uFFFE"', '"\\u001b[31m"', '"\\x41"', "'a'", "01", "+1", "NaN", "a"],
)
def test_what_is_no_sound_json_is_refused(text: str) -> None:
    assert refusal(f'{{"a": {text}}}')[0] == "R005"


@pytest.mark.parametrize(
    "text", ["{", "[", "{]", "[}", '{"a"}', '{"a":}', "[1,]", "[1 2]", "{,}", "{} {}", '{"a":1,}', "]", ":"]
)
def test_what_does_not_close_or_follow_is_refused(text: str) -> None:
    assert refusal(text)[0] == "R005"


def test_an_empty_file_is_empty() -> None:
    assert refusal("  \n")[0] == "R009"


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_deep_nesting_is_refused_before_it_is_built(opening: str) -> None:
    assert refusal(opening * 100_000)[0] == "R004"


def test_places_and_double_keys() -> None:
    found, doubles = parse_either(decode(b'{"a": 1,\n "b": [2],\n "a": 3}', "a.json"))
    assert isinstance(found, Mapping)
    assert found.entries[1][1].place == Place("a.json", 2, 7, 3)
    assert [d.place for d in doubles] == [Place("a.json", 3, 2, 3)]


def test_yaml_in_braces_is_yaml() -> None:
    assert read("{gesprek: intake, antwoorden: {a: nee}}", "geval.yaml") == {
        "gesprek": "intake",
        "antwoorden": {"a": "nee"},
    }
