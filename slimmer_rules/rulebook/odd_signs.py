"""Odd signs: what Word, web pages and other scripts put where a plain sign was meant, and what it is called."""

from __future__ import annotations

import re
import unicodedata

_KINDS = (
    ("‐‑‒–—―−", "een lang streepje, zoals Word het maakt; typ een gewoon streepje: -"),
    ("‘’‚‛′´", "een krul-aanhalingsteken, zoals Word het maakt; typ een recht: '"),
    ("“”„‟″", 'een krul-aanhalingsteken, zoals Word het maakt; typ een recht: "'),
    ("•‣◦▪·", "een opsommingsteken; typ een gewoon streepje: -"),
    ("：﹕", "een brede dubbele punt; typ een gewone: :"),
)
_STRUCTURE = re.compile(
    r"^ *([^\x00-\x7f])(?<=[\u2010-\u2015\u2212•‣◦▪·\s])"
    r"|[:\-]([^\x00-\x7f])(?<=\s)"
    r"|^[\w ]+([：﹕])"
)  # fmt: skip
"""A sign that stands where the shape of a file depends on it: before a line or a value."""

_ARTICLE = re.compile(r"(?:^|[:\-,\[{])[ ]*(('[stnmk])(?![A-Za-z']).*)", re.IGNORECASE)
_QUOTED_FIRST = re.compile(r"(?:^|[:\-,\[{])[ ]*((['\"])(?:(?!\2).)+\2)[ ]*$")


def odd_sign_help(name: str) -> str | None:
    """What to do about the first odd sign in a name; None if there is none (é and ö are no odd signs)."""
    return next((_help(sign) for sign in name if not sign.isascii() and _called(sign)), None)


def odd_structure_help(line: str) -> str | None:
    """What to do about an odd sign before a line or a value; None if there is none."""
    found = _STRUCTURE.search(line)
    return _help(found[found.lastindex or 0]) if found else None


def quotes_help(line: str, column: int) -> tuple[int, str, str] | None:
    """Column, message and help where the quotes on a line are not what they seem; the fault was seen at `column`."""
    if article := _ARTICLE.search(line):
        message = f"een tekst zonder aanhalingstekens kan niet met `{article[2]}` beginnen"
        return article.start(1), message, _quoted(article[1].rstrip())
    if quoted := _QUOTED_FIRST.search(line[:column]):
        return column, "na de aanhalingstekens staat nog tekst", _quoted(line[quoted.start(1) :].rstrip())
    return None


def _quoted(text: str) -> str:
    sign, kind = next(((s, k) for s, k in (('"', "dubbele"), ("'", "enkele")) if s not in text), ("", ""))
    if not sign:
        return "schrijf de hele tekst na `|` op een volgende regel, die inspringt"
    return f"zet de hele tekst tussen {kind} aanhalingstekens: {sign}{text}{sign}"


def _help(sign: str) -> str:
    return f"hier staat {f'`{sign}` (U+{ord(sign):04X}), ' if sign.isprintable() else ''}{_called(sign)}"


def _called(sign: str) -> str | None:
    for signs, called in _KINDS:
        if sign in signs:
            return called
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return "een vaste spatie, zoals Word en webpagina's die maken; typ een gewone spatie"
    if kind == "Cf":
        return f"een onzichtbaar teken (U+{ord(sign):04X}); haal het weg"
    if kind.startswith("L") and not unicodedata.name(sign, "").startswith("LATIN "):
        return "een letter uit een ander schrift; typ haar opnieuw"
    return None
