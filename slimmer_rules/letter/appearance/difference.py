"""Where two files of a letter differ, in order, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from slimmer_rules.rulebook.free_text import clean_text

MOST = 3
"""So many differences of one part are told."""
WINDOW = 200
"""So far ahead is looked for where two files go on alike; a search through all of a large file could take hours."""
ENOUGH = 3
"""So many words alike show that they go on alike."""
AROUND = 6
"""So many words before and after a difference are told."""
LONGEST = 60
"""Longer words, and more words of one difference, are cut."""

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_SIGNS = ("¶", "|")


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a letter, and what stands there in the one file and in the other."""

    part: str
    found: str
    made: str


def differences(found: Mapping[str, Sequence[str]], made: Mapping[str, Sequence[str]]) -> Iterator[Difference]:
    """The first differences of each part of a letter that was found with the letter as it was made."""
    for part, own in made.items():
        yield from islice(_in_order(part, found.get(part, ()), own), MOST)


def _in_order(part: str, found: Sequence[str], made: Sequence[str]) -> Iterator[Difference]:
    at = to = 0
    while True:
        while at < len(found) and to < len(made) and found[at] == made[to]:
            at, to = at + 1, to + 1
        if at == len(found) and to == len(made):
            return
        more, other, alike = _until_alike(found[at : at + WINDOW], made[to : to + WINDOW])
        yield Difference(part, _around(found, at, at + more), _around(made, to, to + other))
        if not alike:
            return
        at, to = at + more, to + other


def _until_alike(found: Sequence[str], made: Sequence[str]) -> tuple[int, int, bool]:
    """How many words of each come before they go on alike, and whether they do."""
    blocks = SequenceMatcher(None, found, made, autojunk=False).get_matching_blocks()
    for block in blocks:
        ends = block.a + block.size == len(found) and block.b + block.size == len(made)
        if block.size >= ENOUGH or (block.size and ends):
            return block.a, block.b, True
    return len(found), len(made), False


def _around(words: Sequence[str], start: int, end: int) -> str:
    """The words from `start` to `end` between guillemets, with what stands around them."""
    before, after = words[max(0, start - 2 * AROUND) : start], words[end : end + 2 * AROUND]
    inner = [*words[start : min(end, start + LONGEST)], *(["…"] if end - start > LONGEST else [])]
    whole = [*_told(before)[-AROUND:], f"«{' '.join(map(_short, inner))}»", *_told(after)[:AROUND]]
    return " ".join([*(["…"] if start else []), *whole, *(["…"] if end < len(words) else [])])


def _told(words: Sequence[str]) -> list[str]:
    return [_short(word) for word in words if word not in _SIGNS]


def _short(word: str) -> str:
    """A word out of a file that others may have written."""
    shown = clean_text(_DIGEST.sub("(een beeld)", word))
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
