"""The check of a letter: every claim supported, every decisive reason there, nothing unknown worded as not so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from slimmer_rules.letter.address import in_form, turned
from slimmer_rules.letter.errors import LetterError, MissingProgramError, MissingSignError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.language import prose, remarks
from slimmer_rules.letter.literals import Literals, literals
from slimmer_rules.letter.markdown import shown_claims
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.placement import out_of_place
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.required import is_outcome, misplaced, missing, opens_with_outcome, says_advice
from slimmer_rules.letter.said import Ground, Segment, escaped, guarded, is_claim, on_one_line, plain, with_grounds
from slimmer_rules.letter.support import allowed, bound, not_so
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.words import differing
from slimmer_rules.rulebook.conditions import Is, Unknown
from slimmer_rules.rulebook.model import UNKNOWN

LITERAL_KINDS = ("bij", "besluit_mens", "als", "vorm", "figuur")

_UNSURE = re.compile(
    r"\b(?:nog niet|nog onbekend|onbekend|niet bekend|weten\b[^.!?]*\bniet|onzeker|onduidelijk|niet duidelijk)\b",
    re.IGNORECASE,
)
"""The words that tell a reader that something is not known. A list with limits: it sees words, not meaning."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a letter: the kind, the text that it is about, and what it means."""

    kind: str
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on a letter, and the formats that were not compared.

    `left_out`: a program for them is not installed. `unshown`: they cannot show a sign, and why.
    """

    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    unshown: tuple[tuple[str, str], ...] = ()


def check(letter: Letter, templates: Templates, pieces: tuple[Segment, ...]) -> tuple[Finding, ...]:
    """All findings on a rendered letter, in the order of the letter; what is missing comes last."""
    own = literals(templates, letter.sender.form)
    untrue = sorted(not_so(letter))
    found: list[Finding] = []
    for piece in pieces:
        found += _literal(piece, own) if piece.ground is None else _claim(letter, piece.text, piece.ground, own)
        if piece.ground is None or piece.ground.kind in LITERAL_KINDS:
            found += _untrue(piece, untrue)
    return (*found, *_whole(letter, seen(pieces)))


def seen(pieces: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The pieces that a reader sees: no claim in the title of a link, or in a cell that its table has no column for."""
    numbers = shown_claims(with_grounds(pieces))
    return tuple(each for number, each in enumerate(pieces) if number in numbers or not is_claim(each))


def check_all(rendered: Rendered) -> Report:
    """`check`, the headings and the language, and whether every format that can be made here has the same text.

    A format that cannot be made is a finding of its own: the others are still compared.
    """
    found = [*check(rendered.letter, rendered.templates, rendered.segments), *_headings(rendered.markdown)]
    found += check_language(rendered)
    left_out: list[str] = []
    unshown: list[tuple[str, str]] = []
    for ending, make in FORMATS.items():
        try:
            words = differing(rendered, ending, make(rendered))
        except MissingProgramError:
            left_out.append(ending)
            continue
        except MissingSignError as error:
            unshown.append((ending, str(error)))
            continue
        except LetterError as error:
            found.append(Finding("niet te maken", ending, str(error)))
            continue
        if words:
            told = f"deze woorden staan niet even vaak of niet op dezelfde plaats in de brief als {ending}"
            found.append(Finding("verschil", " ".join(words[:20]), told))
    return Report(tuple(found), tuple(left_out), tuple(unshown))


def _headings(markdown: str) -> Iterator[Finding]:
    """The headings that skip a level: a screen reader loses its way there, and a PDF refuses them (PDF/UA-1)."""
    level = 0
    for line in markdown.split("\n"):
        if heading := re.match(r"(#+) (.*)", line):
            marks, text = heading.groups()
            if len(marks) > level + 1:
                told = f"deze kop slaat een niveau over: zet er {'#' * (level + 1)} voor in plaats van {marks}"
                yield Finding("kop", text, told)
            level = len(marks)


def check_language(rendered: Rendered) -> Iterator[Finding]:
    """What may be hard to read in the letter itself; the appendix and what others wrote are left out."""
    form = rendered.letter.sender.form
    for remark in remarks(prose(rendered.segments), form):
        yield Finding("taal", remark.sentence, f"{remark.kind}: {remark.words}")


def _literal(piece: Segment, own: Literals) -> Iterator[Finding]:
    for line in piece.text.split("\n"):
        if (text := line.strip()) and text not in own.fragments:
            yield Finding("eigen tekst", text, "deze tekst staat zo niet in het sjabloon en rust nergens op")


def _untrue(piece: Segment, untrue: Iterable[str]) -> Iterator[Finding]:
    """The rulebook's own sentences among the template's, where they do not hold now."""
    text = f" {plain(piece.text)} "
    for sentence in untrue:
        if f" {sentence} " in text:
            yield Finding("eigen tekst", sentence, "dit zeggen de regels van een andere uitkomst dan deze")


def _claim(letter: Letter, text: str, ground: Ground, own: Literals) -> Iterator[Finding]:
    if ground.kind in LITERAL_KINDS:
        yield from _bound(letter, text, ground, own)
    elif text not in _forms(letter, ground):
        yield Finding("zonder steun", text, f"dit volgt niet uit het geval en de regels ({_named(ground)})")
    if _is_unknown(letter, ground) and not _UNSURE.search(text):
        yield Finding("onbekend", text, f"dit is niet bekend, en dat hoort er te staan ({_named(ground)})")


def _forms(letter: Letter, ground: Ground) -> set[str]:
    """The Markdown that a claim with this ground may be."""
    form = letter.sender.form if turned(ground.kind, ground.id) else "u"
    texts = {in_form(escaped(text, ground), form) for text in allowed(letter, ground)}
    return texts | {each for text in texts for each in (guarded(text), on_one_line(text))}


def _bound(letter: Letter, text: str, ground: Ground, own: Literals) -> Iterator[Finding]:
    if not bound(letter, ground):
        yield Finding("zonder steun", text, f"deze zin hoort bij een andere waarde ({_named(ground)})")
    elif ground.kind in ("bij", "besluit_mens") and (ground.value, text) not in own.bound:
        yield Finding("eigen tekst", text, f"deze zin staat zo niet in het sjabloon bij “{ground.value}”")
    elif ground.kind == "als" and (f"{ground.id} {ground.value}", text) not in own.bound:
        yield Finding("eigen tekst", text, f"deze zin staat zo niet in het sjabloon bij “{ground.id}”")
    elif ground.kind == "vorm" and text not in own.strings:
        yield Finding("eigen tekst", text, "deze woorden staan zo niet in het sjabloon")
    elif ground.kind == "figuur" and text.removeprefix("![").rsplit("](", 1)[0] not in own.strings:
        yield Finding("eigen tekst", text, "deze omschrijving staat zo niet in het sjabloon")


def _is_unknown(letter: Letter, ground: Ground) -> bool:
    """Whether a claim says that something is not known: its value is `onbekend`, or its rule rests on just that."""
    conclusion = letter.conversation.conclusions.get(ground.id)
    if conclusion is None or ground.kind not in ("stelt", "label", "bij", "omdat"):
        return False
    if ground.kind != "omdat":
        return ground.value == UNKNOWN
    steps = [step for step in letter.derivation.steps_for(ground.id, ground.value) if step.rule == ground.rule]
    holding = [each.literal for step in steps for each in step.grounds if each.holds]
    return bool(holding) and all(
        isinstance(each, Unknown) or (isinstance(each, Is) and each.values == (UNKNOWN,)) for each in holding
    )


def _whole(letter: Letter, pieces: tuple[Segment, ...]) -> Iterator[Finding]:
    """What is wrong with the letter as a whole: what is missing, and what stands where it should not."""
    absent = list(missing(letter, pieces))
    for said in absent:
        if is_outcome(letter, said.ground):
            yield Finding("ontbreekt", letter.outcome, "de uitkomst staat niet in de brief")
        else:
            yield Finding("ontbreekt", said.text, f"dit hoort in de brief te staan ({_named(said.ground)})")
    grounds = sorted({piece.ground for piece in pieces if piece.ground}, key=_named)
    if letter.flags["wijkt_af"] and not says_advice(letter, grounds):
        yield Finding("ontbreekt", letter.advice, "het advies van de regels staat niet in de brief")
    there = not any(is_outcome(letter, said.ground) for said in absent)
    if there and not letter.is_example and not opens_with_outcome(letter, pieces):
        yield Finding("misplaatst", letter.outcome, "de uitkomst hoort voorop te staan")
    for ground in misplaced(letter, grounds):
        told = f"dit hoort niet in een brief met deze uitkomst ({_named(ground)})"
        yield Finding("misplaatst", ground.value, told)
    for piece, name in out_of_place(letter.conversation, pieces):
        told = f"dit hoort niet bij “{name.id}”" if name else "er staat niet bij waar dit over gaat"
        yield Finding("misplaatst", piece.text, f"{told} ({_named(piece.ground)})")


def _named(ground: Ground | None) -> str:
    parts = [ground.kind, ground.id, ground.value, ground.rule] if ground else []
    return " · ".join(part for part in parts if part)
