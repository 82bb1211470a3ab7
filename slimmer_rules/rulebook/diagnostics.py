"""Errors in files that people write: what is wrong, where, and what to do about it.

A `Diagnostic` is one mistake; `RulebookError` carries all mistakes of one reading, sorted by place. `CODES` is the one
list of codes for rule files and case files; each has a page in `docs/fouten/` and an example in `tests/bad_knowledge/`.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from slimmer_rules.rulebook.model import Place

CODES = {
    "R001": "een bestand of map ontbreekt of is niet te lezen",
    "R002": "een bestand is geen UTF-8",
    "R003": "een bestand of map is te groot",
    "R004": "een bestand is te diep genest",
    "R005": "de tekst is geen geldige YAML of JSON",
    "R006": "een anker of verwijzing (& of *)",
    "R007": "een tag (!)",
    "R008": "dezelfde sleutel staat er twee keer",
    "R009": "een bestand is leeg of heeft meer dan één document",
    "R010": "een sleutel die hier niet hoort",
    "R011": "een verplichte sleutel ontbreekt",
    "R012": "een antwoord dat de vraag niet kent",
    "R013": "een naam die niet bestaat",
    "R014": "een waarde die de conclusie niet kent",
    "R015": "tekst, een lijst of sleutels op een plek waar iets anders hoort",
    "R016": "een lege tekst of lijst",
    "R017": "een naam in een verkeerde vorm",
    "R018": "een naam die twee keer is gebruikt",
    "R019": "conclusies die van zichzelf afhangen",
    "R020": "een vraag waarvan niet te zeggen is of zij van toepassing is",
    "R021": "onbekend als antwoord in een voorwaarde",
    "R022": "een getal dat geen geheel getal is of buiten de grenzen valt",
    "R023": "een woord dat hier niet kan",
    "R024": "een bron in een verkeerde vorm",
    "R025": "een invulplek in een omdat die niet kan",
    "R026": "onbekend als antwoord in de lijst van een vraag",
    "R027": "een voorwaarde of sleutel die niet past bij de soort vraag of conclusie",
    "R028": "een voorwaarde met te veel takken",
    "R029": "waarden, anders en verzameling die niet samengaan",
    "R030": "hetzelfde staat twee keer in een lijst",
    "R031": "onderdelen en bestanden die niet bij elkaar passen",
    "R032": "een aantal bij minstens dat niet kan",
    "R033": "een bestand met regels dat niemand leest",
    "R034": "een figuur en plaatsen die niet bij elkaar passen",
    "R035": "een # die tekst afbreekt",
    "R036": "een bestand dat midden in een tekst ophoudt",
}
"""Every code with its meaning in a few words. Codes are stable: none changes its meaning, none is used again."""

MOST_SHOWN = 100
"""So many mistakes are shown; who has more has one that comes back on every line."""

MAX_SHOWN = 160
"""A longer line is shown from some way before the part that is wrong."""

_TAB = "    "


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake. `line` is the whole line of text at `place`; `help` says what to do. Both are Dutch and may miss."""

    code: str
    message: str
    place: Place | None
    line: str | None = None
    help: str | None = None


class RulebookError(Exception):
    """What was read is not usable. `diagnostics` holds every mistake found, sorted by place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=_by_place))
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(render(diagnostic) for diagnostic in self.diagnostics[:MOST_SHOWN])


def _by_place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    place = diagnostic.place or Place("", 0, 0)
    return place.file, place.line, place.column, diagnostic.code, diagnostic.message


def render(diagnostic: Diagnostic) -> str:
    """The mistake as text: place, code and message; the line with the part underlined; help. No line end at the end."""
    place = diagnostic.place
    number = str(place.line) if place else ""
    margin = max(5, len(number))
    lines = [f"{place.file}:{place.line}:{place.column}: " if place else ""]
    lines[0] += f"{diagnostic.code} {diagnostic.message}"
    if place and diagnostic.line is not None:
        shown, marks = _underlined(diagnostic.line, place)
        lines.append(f"{number:>{margin}} | {shown}".rstrip())
        lines.append(f"{'':>{margin}} | {marks}")
    if diagnostic.help:
        lines += [f"{'':>{margin}} = {part}" for part in diagnostic.help.split("\n")]
    return "\n".join(_printable(line) for line in lines)


def _underlined(line: str, place: Place) -> tuple[str, str]:
    """The line as shown, and the line of carets below it. Tabs become spaces; wide characters count for two."""
    start = place.column - 1
    end = start + max(1, place.length)
    first = 0 if len(line) <= MAX_SHOWN else max(0, start - MAX_SHOWN // 4)
    last = first + MAX_SHOWN
    before = ("…" if first else "") + _displayed(line[first:start])
    part = _displayed(line[start : min(end, last)])
    shown = before + part + _displayed(line[end:last]) + ("…" if last < len(line) else "")
    return shown, " " * _width(before) + "^" * max(1, _width(part))


def _displayed(text: str) -> str:
    return text.replace("\t", _TAB)


def _width(text: str) -> int:
    """How many columns a terminal gives to a text."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _printable(line: str) -> str:
    """Without characters that would disturb a terminal or could not be written to it."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cs", "Cf") else c for c in line)


def suggest(word: str, options: Iterable[str]) -> str | None:
    """The option that was most likely meant by a misspelt word; None if none comes near."""
    listed = list(options)
    folded = {option.lower(): option for option in reversed(listed)}
    cutoff = 0.6 if len(word) > 3 else 0.5  # of a very short word one letter is much
    near = difflib.get_close_matches(word[:100].lower(), list(folded), n=1, cutoff=cutoff)
    return folded[near[0]] if near else None
