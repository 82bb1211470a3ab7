"""How people are addressed: the letter's texts say *u*; a network that says *je* gets those same texts turned.

The turning knows the verbs in the table below and no grammar: a network that says *je* reads its letters once, and
mends a sentence in the template or in the rules where it sounds wrong. `half_turned` points at some of these.
"""

from __future__ import annotations

import re

_STEMS = {
    "heeft": "heb", "bent": "ben", "kunt": "kun", "wilt": "wil", "zult": "zul", "begint": "begin", "brengt": "breng",
    "denkt": "denk", "doet": "doe", "gaat": "ga", "geeft": "geef", "helpt": "help", "hoeft": "hoef", "hoort": "hoor",
    "kiest": "kies", "krijgt": "krijg", "leest": "lees", "maakt": "maak", "neemt": "neem", "regelt": "regel",
    "schrijft": "schrijf", "spreekt": "spreek", "staat": "sta", "stelt": "stel", "stuurt": "stuur", "vindt": "vind",
    "vraagt": "vraag", "werkt": "werk", "zegt": "zeg", "ziet": "zie", "zoekt": "zoek",
}  # fmt: skip
"""Verbs that lose their ending before *je*."""

_BEFORE = re.compile(rf"\b({'|'.join(_STEMS)}) u\b", re.IGNORECASE)
_HAS = re.compile(r"\b(u(?: nodig)?) heeft\b", re.IGNORECASE)
_ALSO_HAS = re.compile(r"\b(U\b[^.!?]*, (?:of|en)) heeft\b")
_WORDS = re.compile(r"\b(?!(?-i:U\. ?[A-Z]))(uzelf|uw|u)\b", re.IGNORECASE)
"""Not the initial of a name: *de heer U. Jansen*."""

_FAMILIAR = {"uzelf": "jezelf", "uw": "je", "u": "je"}

_KEEP_T = (
    "acht", "besluit", "groet", "laat", "let", "liet", "meet", "mocht", "moest", "moet",
    "ontmoet", "praat", "schat", "sluit", "start", "vergeet", "verlaat", "verwacht", "wacht", "weet", "wist", "zet",
    "zit",
    "dat", "dit", "doordat", "het", "met", "nadat", "niet", "omdat", "opdat", "tot", "totdat", "uit", "voordat",
    "want", "wat", "zodat",
)  # fmt: skip
"""Words that keep their *t* before *je*: verbs whose stem ends in it or that are past, and words that are no verb."""

_HALF = re.compile(
    rf"\b(?!(?:{'|'.join((*_KEEP_T, *_STEMS))}) )\w+t je\b|\bje(?: \w+){{1,3}} zich\b"
    r"|\b(?:als|dat|of|omdat|wat) je(?:,? \w+){1,9} heeft\b",
    re.IGNORECASE,
)

FORMAL = "u"
"""The form in which all texts are written."""

OTHERS = ("notitie", "bron", "document", "regel")
"""Kinds of text that someone else wrote, or that are names."""

OWN_DATA = ("contact", "besluitvorming", "bewaren")
"""Of what is given, the sentences of the sender."""


def familiar(text: str) -> str:
    """The text with *je* for *u*."""
    text = _ALSO_HAS.sub(r"\1 hebt", text)
    text = _HAS.sub(r"\1 hebt", text)
    text = _BEFORE.sub(lambda found: f"{_cased(_STEMS[found[1].lower()], found[1])} u", text)
    return _WORDS.sub(lambda found: _cased(_FAMILIAR[found[1].lower()], found[1]), text)


def half_turned(sentence: str) -> str | None:
    """Words of a sentence with *je* that may still have the ending of *u*: a verb not in the table, *zich*, *heeft*."""
    found = _HALF.search(sentence)
    return found.group() if found else None


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def in_form(text: str, form: str) -> str:
    """The text as this sender addresses people."""
    return text if form == FORMAL else familiar(text)


def turned(kind: str, id: str) -> bool:
    """Whether a claim of this kind is the letter's own words, and so follows the sender's form."""
    return id in OWN_DATA if kind == "gegeven" else kind not in OTHERS
