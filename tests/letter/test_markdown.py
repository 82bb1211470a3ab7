"""The letter read within the program says what pandoc makes of it, block by block."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.tree import SyntaxTreeNode

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.markdown import to_html, tokens
from slimmer_rules.letter.pandoc import convert
from slimmer_rules.letter.words import in_html

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.md"))
WIDE = "Een cel die de regel veel langer maakt dan wat op een scherm naast elkaar past, en dus breekt"

EVERY_KIND = f"""# Kop met *nadruk* en `code`

Een alinea
over twee regels,\\
en een harde.

> Een citaat.
>
> - met een lijst

- een

  met een alinea

- twee

3. drie
4. vier
   - binnen

| a | **b** |
|:--|------:|
| x \\| y | {WIDE} |

    code die \\*zo\\* blijft

```
ook zo
```

***

[woord](https://voorbeeld.nl "titel"), ![tekst](plaats.svg) en <https://voorbeeld.nl/%C3%A9?a=b&c>.
"""


@pytest.mark.parametrize("text", [*(path.read_text("utf-8") for path in GOLDEN), EVERY_KIND])
def test_a_letter_has_the_same_words_and_marks_as_by_pandoc(text: str) -> None:
    assert in_html(to_html(text).encode()) == in_html(convert(text, "html5", "--wrap=none"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_letter_has_the_same_elements_as_by_pandoc(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page, other = to_html(text), convert(text, "html5", "--wrap=none").decode()
    for name in ("h1", "h2", "h3", "p", "ul", "li", "blockquote", "table", "thead", "th", "td", "strong"):
        assert page.count(f"<{name}>") + page.count(f"<{name} ") == other.count(f"<{name}>") + other.count(f"<{name} ")


@pytest.mark.parametrize("opening", ["::: {.x}", "::: x", '::: {.x custom-style="Y"}', "::: x :::"])
def test_a_styled_block_is_a_division(opening: str) -> None:
    text = f"{opening}\ntekst\n:::\n\nverder"
    assert to_html(text).replace("\n", "") == '<div class="x"><p>tekst</p></div><p>verder</p>'


def test_a_block_without_a_name_has_no_style_here() -> None:
    assert to_html('::: {custom-style="Y"}\ntekst\n:::').replace("\n", "") == "<div><p>tekst</p></div>"


def test_a_block_within_code_is_code() -> None:
    assert to_html("```\n::: kader\n:::\n```\n") == "<pre><code>::: kader\n:::\n</code></pre>\n"


def test_deep_lists_are_all_there() -> None:
    deep = "".join(f"{'  ' * level}- punt{level}\n" for level in range(30))
    assert [f"punt{level}" in to_html(deep) for level in range(30)] == [True] * 30


def test_lists_that_are_too_deep_are_refused_and_not_cut_off() -> None:
    with pytest.raises(LetterError, match="te veel lijsten of citaten in elkaar"):
        to_html("> " * 200 + "tekst")


@pytest.mark.parametrize("text", ["::: a\n::: b\n- een\n:::\ntwee", "::: a\n> een\n::: b\ntwee"])
def test_a_block_that_nothing_ends_lasts_to_the_end(text: str) -> None:
    assert to_html(text).count("</div>") == to_html(text).count("<div") == 2
    SyntaxTreeNode(tokens(text))


def test_what_ends_no_block_ends_nothing() -> None:
    assert [block.type for block in tokens("een\n\n</div>\n")][-1] == "html_block"
    assert to_html("een\n\n</div>\n").startswith("<p>een</p>")


def test_columns_are_as_wide_as_their_dashes() -> None:
    assert '<col style="width: 25%"><col style="width: 75%">' in to_html("| a | b |\n|--|------|\n| c | d |\n")


def test_an_address_is_shown_as_it_was_written() -> None:
    assert ">https://a.nl/%C3%A9?b=c&amp;d<" in to_html("<https://a.nl/%C3%A9?b=c&d>")
