"""The letter as Typst: whatever a text holds, it is text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.letter.markdown import tree
from slimmer_rules.letter.said import escaped, guarded
from slimmer_rules.letter.typst_source import quoted, to_typst


def typst(markdown: str) -> str:
    return to_typst(tree(markdown))


@pytest.mark.parametrize(
    ("markdown", "source"),
    [
        ("## Kop", '#heading(level: 2)[#"Kop";]'),
        ("a *b* **c** `d`", '#"a ";#emph[#"b";]#" ";#strong[#"c";]#" ";#raw("d");'),
        ("a\nb\\\nc", '#"a"; #"b";#linebreak();#"c";'),
        ("- a\n- b", '#list(tight: true, [#"a";], [#"b";])'),
        ("3) a\n\n   b", '#enum(numbering: "1)", start: 3, tight: false, [#"a";\n\n#"b";])'),
        ("> a", '#quote(block: true)[\n#"a";\n]'),
        ("[a](https://b.nl) [c](#d)", '#link("https://b.nl")[#"a";]#" ";#"c";'),
        ("![alt](plaats.svg)", '#tekening("plaats", "alt");'),
        ("::: {.groet}\na\n:::", '#groet[\n#"a";\n\n]'),
        ('::: {custom-style="X"}\na\n:::', '#block[\n#"a";\n\n]'),
        ("    a\n     b", '#raw(block: true, "a\\n b")'),
        ("***", "#horizontalrule"),
    ],
)
def test_each_block_is_a_call(markdown: str, source: str) -> None:
    assert typst(markdown) == source


def test_a_table_has_its_widths_and_its_sides() -> None:
    source = " ".join(typst("| a | b |\n|--|----:|\n| c | d |").split())
    assert source == (
        "#figure( align(center)[#table( columns: (2fr, 4fr, ), align: (auto, right, ), "
        'table.header([#"a";], [#"b";],), table.hline(), [#"c";], [#"d";], )], kind: table)'
    )


@pytest.mark.parametrize("text", ['a" b', "a\\", '\\"', "a\nb", "\x07", "#x", "]", '"#eval("1")'])
def test_a_string_ends_where_it_should(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\\n\x00-\x1f]|\\["\\n]|\\u\{[0-9a-f]+\})*"', quoted(text))


@given(st.text(alphabet='ab#[]();"\\$*_=-+~@<>/`\u00e9\n', max_size=40))
def test_whatever_is_typed_stands_within_strings(text: str) -> None:
    source = typst(guarded(escaped(text)))
    assert re.sub(r'#"(?:[^"\\]|\\.)*";', "", source).strip() == ""


def test_a_name_with_underscores_may_be_broken_after_each() -> None:
    assert typst("een\\_naam") == '#"een_\u200bnaam";'
