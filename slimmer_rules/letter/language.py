"""The language of a letter: what in its own words may be hard to read.

The signals and their limits are those of `rulebook.language`; nothing here claims a reading level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from slimmer_rules.letter.address import half_turned
from slimmer_rules.letter.said import Segment
from slimmer_rules.rulebook import language
from slimmer_rules.rulebook.language import Remark

THEIRS = ("gegeven", "notitie", "bron", "document", "keuze", "figuur", "titel", "onderwerp", "regeltitel", "bronnummer")
"""Kinds of text that are names, quotes of others, or no sentences."""

EXPLAINED = ("Doetank",)
"""Difficult words that every letter explains or that its reader knows: it is what the letter is about."""

_POLITE = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
_FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)


def prose(pieces: tuple[Segment, ...]) -> str:
    """The letter's own sentences, without headings, tables, the appendix's records and what others wrote."""
    text = "".join("" if piece.ground and piece.ground.kind in THEIRS else piece.text for piece in pieces)
    lines = (re.sub(r"^(?:[-*>]|\d+\.) +", "", line.strip()).strip() for line in text.split("\n"))
    kept = (line for line in lines if re.search(r"\w", line) and not line.startswith(("#", "|", ":::")))
    return "\n\n".join(re.sub(r"\*\*|\\(?=\W)", "", line) for line in kept)


def remarks(text: str, form: str) -> Iterator[Remark]:
    """Everything that may be hard in a text; `form` is how it should address people."""
    yield from language.long_sentences(text)
    yield from language.passives(text)
    yield from language.double_negatives(text)
    yield from language.difficult(text, EXPLAINED)
    yield from language.english(text)
    other = _FAMILIAR if form == "u" else _POLITE
    for sentence in language.sentences(text):
        if found := other.search(sentence):
            yield Remark(f"{form} hoort hier, geen ander woord", found.group(), sentence)
        if form == "je" and (half := half_turned(sentence)):
            yield Remark("past dit bij je?", half, sentence)


def measure(text: str) -> tuple[int, float]:
    """The most and the average words of a sentence."""
    counts = [len(language.words(sentence)) for sentence in language.sentences(text)] or [0]
    return max(counts), sum(counts) / len(counts)
