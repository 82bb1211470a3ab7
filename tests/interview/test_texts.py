"""The interview's own sentences read easily: the same measures as for letters."""

from __future__ import annotations

import re

import pytest

from slimmer_rules.interview import texts
from slimmer_rules.rulebook import language

SENTENCES = {name: value for name, value in vars(texts).items() if name.isupper() and isinstance(value, str)}
SENTENCES |= {f"HELP {typed}": meaning for typed, meaning in texts.HELP}

MEASURES = (
    language.long_sentences,
    language.passives,
    language.difficult,
    language.double_negatives,
    language.english,
)


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_reads_easily(name: str) -> None:
    assert [remark for measure in MEASURES for remark in measure(SENTENCES[name])] == []


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_says_u(name: str) -> None:
    assert not re.search(r"\b(?:je|jij|jou|jouw|jullie)\b", SENTENCES[name], re.IGNORECASE)
