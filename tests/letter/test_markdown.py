"""How the Markdown of a letter is read: as blocks, with styled blocks and tables in one meaning."""

from __future__ import annotations

import re

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.markdown import to_html, tokens, tree


@pytest.mark.parametrize("opening", ["::: {.x}", "::: x", ':::: {.x custom-style="Y"}', "::: x :::"])
def test_a_styled_block_is_a_division(opening: str) -> None:
    text = f"{opening}\ntekst\n:::\n\nverder"
    assert to_html(text).replace("\n", "") == '<div class="x"><p>tekst</p></div><p>verder</p>'


def flat(page: str) -> str:
    return page.replace("\n", "")


def test_a_block_without_a_name_has_no_style_here() -> None:
    assert to_html('::: {custom-style="Y"}\ntekst\n:::').replace("\n", "") == "<div><p>tekst</p></div>"


def test_a_styled_block_knows_its_style_in_word() -> None:
    (block,) = tree('::: {.x custom-style="Met vriendelijke groet"}\ntekst\n:::').children
    assert (block.type, block.attrs, block.meta) == ("division", {"class": "x"}, {"style": "Met vriendelijke groet"})


def test_styled_blocks_may_hold_blocks() -> None:
    assert flat(to_html('::: {custom-style="X"}\n::: b\nx\n:::\ny\n:::\nz')) == (
        '<div><div class="b"><p>x</p></div><p>y</p></div><p>z</p>'
    )


@pytest.mark.parametrize("before", ["tekst", "> citaat", "- punt", "| a |\n|---|", "# Kop"])
def test_a_styled_block_ends_what_stands_before_it(before: str) -> None:
    assert flat(to_html(f"{before}\n::: x\nin\n:::")).endswith('<div class="x"><p>in</p></div>')


@pytest.mark.parametrize(
    "text", ["een\n:::\n", "> ::: x", "- ::: x", " ::: x", "::: Hoofdletter", ":::x {y}", "woord ::: x"]
)
def test_what_is_no_styled_block_is_text(text: str) -> None:
    assert ":::" in to_html(text)
    assert "<div" not in to_html(text)


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_a_block_within_code_is_code(fence: str) -> None:
    assert to_html(f"{fence}\n::: kader\n:::\n{fence}\n") == "<pre><code>::: kader\n:::\n</code></pre>\n"


@pytest.mark.parametrize(
    ("markdown", "shape"),
    [
        ("voor\n| a | b |\n|:--|----:|\n| c | d |\nna", "p voor table tr th a th b tr td c td d p na"),
        ("| a |\n|---|\nhet teken \\| hoort bij de tekst", "table tr th a p tekst"),
        ("a | b\n--|--\nc | d\nna", "table tr th a th b tr td c td d p na"),
        ("> voor\n> | a |\n> |---|\n> na", "blockquote p voor table tr th a p na"),
        ("| a |\n|---|\n## Kop", "table tr th a h2 Kop"),
        ("| a |\n\n|---|\ngeen tabel", "p a p tabel"),
    ],
)
def test_a_table_ends_at_a_line_without_a_mark_between_cells(markdown: str, shape: str) -> None:
    parts = r"<(table|tr|td|th|p|h2|blockquote)\b|\b([abcd]|voor|na|tekst|Kop|tabel)\b"
    assert " ".join(tag or word for tag, word in re.findall(parts, to_html(markdown))) == shape


def test_deep_lists_are_all_there() -> None:
    deep = "".join(f"{'  ' * level}- punt{level}\n" for level in range(30))
    assert [f"punt{level}" in to_html(deep) for level in range(30)] == [True] * 30


def test_lists_that_are_too_deep_are_refused_and_not_cut_off() -> None:
    with pytest.raises(LetterError, match="te veel lijsten of citaten in elkaar"):
        to_html("> " * 200 + "tekst")


@pytest.mark.parametrize("text", ["::: a\n::: b\n- een\n:::\ntwee", "::: a\n> een\n::: b\ntwee", "::: a\n::: b\nx"])
def test_a_block_that_nothing_ends_lasts_to_the_end(text: str) -> None:
    assert to_html(text).count("</div>") == to_html(text).count("<div") == 2
    assert tree(text).children


def test_a_tag_is_text() -> None:
    assert flat(to_html("een <b>\n\n</div>\n")) == "<p>een &lt;b&gt;</p><p>&lt;/div&gt;</p>"


@pytest.mark.parametrize("before", ["", "> ", "> - ", "1. "])
def test_a_table_knows_the_share_of_each_column(before: str) -> None:
    rest = re.sub(r"[^>]", " ", before)
    read = tokens(f"{before}| a | b |\n{rest}|:--|----:|\n{rest}| - | - |\n{rest}|---|---|")
    assert [each.meta["shares"] for each in read if each.type == "table_open"] == [(2, 4)]


def test_columns_are_as_wide_as_their_dashes() -> None:
    assert '<col style="width: 25%"><col style="width: 75%">' in to_html("| a | b |\n|--|------|\n| c | d |\n")


def test_an_address_is_shown_as_it_was_written() -> None:
    assert ">https://a.nl/%C3%A9?b=c&amp;d<" in to_html("<https://a.nl/%C3%A9?b=c&d>")


def test_a_long_line_takes_no_long_time() -> None:
    assert "<table" not in to_html(" " * 1_000_000 + "\n" + "|" + " " * 1_000_000)
