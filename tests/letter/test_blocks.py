"""Styled blocks in the words of another language."""

from __future__ import annotations

import pytest

from slimmer_rules.letter.blocks import with_blocks


def turned(markdown: str) -> str:
    return "".join(line for line in with_blocks(markdown, lambda name: f"<{name}>", "</>").split("\n") if line)


@pytest.mark.parametrize(
    "opening", ["::: {.groet}", "::: groet", ':::: {.groet custom-style="Groet"}', "::: groet :::"]
)
def test_a_block_may_be_written_in_any_way_that_markdown_knows(opening: str) -> None:
    assert turned(f"{opening}\nDag\n:::\n") == "<groet>Dag</>"


def test_blocks_may_hold_blocks() -> None:
    assert turned("::: a\n::: b\nx\n:::\ny\n:::\n") == "<a><b>x</>y</>"


def test_a_block_without_a_name_is_a_block() -> None:
    assert turned('::: {custom-style="X"}\n::: b\nx\n:::\n:::') == "<><b>x</></>"


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_within_code_there_are_no_blocks(fence: str) -> None:
    assert turned(f"{fence}\n::: a\n:::\n{fence}\n::: b\nx\n:::") == f"{fence}::: a:::{fence}<b>x</>"


def test_what_ends_no_block_stays() -> None:
    assert turned("een\n:::\n") == "een:::"
