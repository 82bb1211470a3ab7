"""YAML is read as text with places, within bounds, and without what a rule file has no use for."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook import located_yaml
from slimmer_rules.rulebook.located_yaml import Mapping, Node, Scalar, Sequence, Source, UnreadableError, decode, parse
from slimmer_rules.rulebook.model import Place
from tests.rulebook.bad_knowledge import sound

Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The tree without places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def tree(data: bytes) -> Node:
    found, doubles = parse(decode(data, "a.yaml"))
    assert not doubles
    return found


def value(text: str) -> Scalar:
    found = tree(f"a: {text}\n".encode())
    assert isinstance(found, Mapping)
    ((_, scalar),) = found.entries
    assert isinstance(scalar, Scalar)
    return scalar


def refusal(data: bytes) -> tuple[str, Place | None]:
    with pytest.raises(UnreadableError) as caught:
        parse(decode(data, "a.yaml"))
    return caught.value.diagnostic.code, caught.value.diagnostic.place


@pytest.mark.parametrize(
    "text", ["nee", "no", "010", "1.0", "~", "null", "true", "2013-01-01", "0x10", "1_000", ".inf"]
)
def test_every_scalar_is_text(text: str) -> None:
    assert value(text).text == text


def test_nothing_is_an_empty_text() -> None:
    assert value("").text == ""
    assert value("''").text == ""


def test_places_count_characters_from_one() -> None:
    found = tree("é😀: x\nlijst: [a, 'b c']\n".encode())
    assert isinstance(found, Mapping)
    (_, first), (_, listed) = found.entries
    assert first.place == Place("a.yaml", 1, 5, 1)
    assert isinstance(listed, Sequence)
    assert listed.place == Place("a.yaml", 2, 8, 10)
    assert listed.items[1].place == Place("a.yaml", 2, 12, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind_give_the_same_places(end: str) -> None:
    data = "\ufeff# kop\na: |\n  een\n  twee\nb: x\n".replace("\n", end).encode("utf-8")
    found = tree(data)
    assert plain(found) == {"a": "een\ntwee\n", "b": "x"}
    assert isinstance(found, Mapping)
    assert found.entries[1][1].place == Place("a.yaml", 5, 4, 1)


def test_a_part_of_a_text_can_be_pointed_at() -> None:
    source = decode(b"a: >-\n  een twee\n  drie vier\n", "a.yaml")
    found, _ = parse(source)
    assert isinstance(found, Mapping)
    scalar = found.entries[0][1]
    assert isinstance(scalar, Scalar)
    assert source.within(scalar, scalar.raw.index("vier"), 4) == Place("a.yaml", 3, 8, 4)


@pytest.mark.parametrize("opening", ["[", "{", "{a: [", "- ", "? ", "a: [{", "[[], "])
@pytest.mark.parametrize("times", [31, 50_000, 100_000])
def test_what_is_nested_too_deep_is_refused_before_it_is_built(opening: str, times: int) -> None:
    assert refusal(opening.encode() * times)[0] in ("R004", "R005")


def test_depth_within_the_bound_is_read() -> None:
    depth = located_yaml.MAX_DEPTH
    assert plain(tree(b"[" * depth + b"x" + b"]" * depth)) is not None
    assert refusal(b"[" * (depth + 1) + b"x" + b"]" * (depth + 1)) == ("R004", Place("a.yaml", 1, depth + 1, 1))


def test_ten_megabytes_are_refused_unread() -> None:
    assert refusal(b"a: b\n" * 2_000_000)[0] == "R003"


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{f'*{chr(97 + i)},' * 9}]\n" for i in range(9))
    assert refusal(bomb.encode()) == ("R006", Place("a.yaml", 1, 4, 2))


@pytest.mark.parametrize("text", ["!!python/object/apply:os.system [ls]", "!!str x", "!x y", "! x", "!<tag:x> y"])
def test_tags_are_refused(text: str) -> None:
    assert refusal(f"a: {text}".encode())[0] == "R007"


@pytest.mark.parametrize(
    "text",
    [
        '"\\0"',
        '"\\e[31m"',
        '"\\x7f"',
        '"\\x9b"',
        '"\\b"',
        "a\x00b",
        "a\x1bb",
        "a\x7fb",
        "a\ufffeb",
        '"\\ufffe"',
        '"\\uFFFF"',
    ],
)
def test_control_characters_are_refused(text: str) -> None:
    assert refusal(f"a: {text}".encode())[0] == "R005"


@pytest.mark.parametrize("data", ["ä".encode("latin-1"), "a: b".encode("utf-16"), b"a: \xed\xa0\x80", b"\xff"])
def test_what_is_no_utf8_is_refused(data: bytes) -> None:
    assert refusal(data)[0] == "R002"


def test_every_double_key_is_told_and_the_first_counts() -> None:
    found, doubles = parse(decode(b"a: 1\nb: 2\na: 3\nb: 4\n", "a.yaml"))
    assert plain(found) == {"a": "1", "b": "2"}
    assert [(d.code, d.place) for d in doubles] == [
        ("R008", Place("a.yaml", 3, 1, 1)),
        ("R008", Place("a.yaml", 4, 1, 1)),
    ]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=30
)
trees = st.recursive(
    texts, lambda part: st.lists(part, max_size=4) | st.dictionaries(texts, part, max_size=4), max_leaves=15
)


@given(trees.filter(lambda tree: tree != ""), st.sampled_from([None, True, False]))
def test_what_was_written_is_read(given_tree: Plain, flow: bool | None) -> None:
    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    text = yaml.dump(given_tree, Dumper=Dumper, default_flow_style=flow, allow_unicode=True)
    assert plain(tree(text.encode("utf-8"))) == given_tree


@given(trees.filter(lambda tree: tree != ""))
def test_json_of_texts_is_yaml(given_tree: Plain) -> None:
    assert plain(tree(json.dumps(given_tree, ensure_ascii=False).replace("\x7f", "").encode())) == given_tree


@pytest.mark.parametrize("path", sorted(sound()))
def test_python_s_own_parser_gives_the_same_tree(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(path, sound()[path].decode())
    expected = parse(source)
    monkeypatch.setattr(located_yaml, "LOADER", yaml.SafeLoader)
    assert parse(source) == expected
