"""Plain language: what in a Dutch text may be hard to read.

These are signals, made from short lists and simple patterns; they measure no reading level and claim none. A passive is
taken to be a form of *worden* with a past participle in the same clause, so a passive with *zijn* is not seen, and an
adjective that looks like a participle may be. Difficult words are those listed here, in any ending.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

LETTER = 15
"""The most words of a sentence in a letter."""

SPOKEN = 20
"""The most words of a sentence that a coach reads out or explains."""


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SENTENCE = re.compile(r"(?<=[.!?:;…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-ZÀ-Ý0-9])|\n{2,}|(?<=[.!?])\s+")
_WORD = re.compile(r"[\w’'-]*\w")
_GAP = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}")

_WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden"})
_PARTICIPLE = re.compile(
    r"(?:aan|af|bij|door|in|mee|na|om|op|over|toe|uit|vast|voor|weg)?ge\w{2,}(?:d|t|en)"
    r"|(?:be|ver|ont|her)\w{2,}(?:d|t|oken|oten|omen|even|ezen|oden|oren)"
)
_NOT_PARTICIPLES = _list("""
    geld geduld gebied gebruikt gemeenten gegevens gesprekken gevallen getallen genoeg bestaat bekend vergt besluit
    bericht belangen betekent verschilt verandert bevat behoudt beperkt verliest ontstaat bereikt vertelt gezet geen
    geven gaat groeit gelden geldt gebeurt gewoon gebeuren geloven genieten gebouwen gezinnen bereid verschillend
    verband bestand herhaalt beoordeelt verdient verwacht beslist onthoudt
""")

DIFFICULT = _list("""
    adopter adoptie autonomie borgen criterium criteria determinant diffusie doetank draagvlak effectiviteit efficiëntie
    experiment expertise faciliteren governance implementatie implementeren incentive innovatie interventie
    ketenpartner legitimiteit narratief opinieleider opschalen participatie pilot proactief stakeholder transitie
    urgentie validatie bedrijfsmodel eigenaarschap
""")
"""Words that many readers do not know. A text may use one once the glossary explains it."""

_ENDINGS = ("", "s", "en", "n", "e", "’s")
_ENGLISH = _list("the and with from your practice tool tools feedback mindset challenge deadline business")
_NEGATIONS = _list("niet geen nooit niemand nergens niets zonder noch")


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: its kind, the words it is about, and the sentence that they stand in."""

    kind: str
    words: str
    sentence: str


def sentences(text: str) -> list[str]:
    """The sentences of a text, each stripped; gaps of a template count as one word."""
    plain = _GAP.sub("dit", text)
    return [part.strip() for part in _SENTENCE.split(plain) if part and part.strip()]


def words(sentence: str) -> list[str]:
    """The words of a sentence."""
    return _WORD.findall(sentence)


def long_sentences(text: str, most: int = LETTER) -> Iterator[Remark]:
    """The sentences of more than `most` words."""
    for sentence in sentences(text):
        if (count := len(words(sentence))) > most:
            yield Remark("lang", f"{count} woorden", sentence)


def passives(text: str) -> Iterator[Remark]:
    """The sentences that seem to be passive."""
    for sentence in sentences(text):
        for clause in re.split(r"[,;:]", sentence):
            lowered = [word.lower() for word in words(clause)]
            done = [word for word in lowered if _PARTICIPLE.fullmatch(word) and word not in _NOT_PARTICIPLES]
            if done and (helper := next((word for word in lowered if word in _WORDEN), None)):
                yield Remark("lijdend", f"{helper} … {done[-1]}", sentence)


def difficult(text: str, explained: Collection[str] = ()) -> Iterator[Remark]:
    """The difficult words that are not among the explained ones."""
    known = {form for word in explained for form in _forms(word.lower())}
    hard = {form: word for word in DIFFICULT for form in _forms(word)}
    for sentence in sentences(text):
        for word in words(sentence):
            if word.lower() in hard and word.lower() not in known and hard[word.lower()] not in known:
                yield Remark("moeilijk woord", word, sentence)


def double_negatives(text: str) -> Iterator[Remark]:
    """The clauses with two negations."""
    for sentence in sentences(text):
        for clause in re.split(r"[,;:]", sentence):
            found = [word for word in words(clause) if word.lower() in _NEGATIONS]
            if len(found) > 1:
                yield Remark("dubbele ontkenning", " … ".join(found), sentence)


def english(text: str) -> Iterator[Remark]:
    """English words of a short list."""
    for sentence in sentences(text):
        for word in words(sentence):
            if word.lower() in _ENGLISH and f"{word} case".lower() not in sentence.lower():  # a term of the field
                yield Remark("Engels", word, sentence)


def _forms(word: str) -> Iterator[str]:
    return (word + ending for ending in _ENDINGS)
