"""The check of a letter: every claim supported, every decisive reason there, nothing unknown worded as not so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from slimmer_rules.letter.address import in_form, turned
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.language import prose, remarks
from slimmer_rules.letter.literals import Literals, literals
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.said import Ground, Said, Segment, escaped, guarded
from slimmer_rules.letter.support import allowed, bound
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.views import Criterion
from slimmer_rules.letter.words import differing
from slimmer_rules.rulebook.conditions import Is, Unknown
from slimmer_rules.rulebook.model import UNKNOWN

LITERAL_KINDS = ("bij", "besluit_mens", "vorm", "figuur")

SHOWN: Mapping[str, tuple[str, ...]] = {
    "afwijzen": ("afwijsgronden",),
    "aanhouden": ("voorwaarden", "aanbevelingen"),
    "aannemen_onder_voorwaarden": ("voorwaarden", "aanbevelingen", "vervolgstappen"),
    "aannemen": ("aanbevelingen", "vervolgstappen"),
}
"""The lists that a letter must show in full, by its outcome; of all these it shows no other, tips excepted."""

TIPS = "aanbevelingen"
"""What a letter may always give."""

_UNSURE = re.compile(r"\b(nog|onbekend|niet bekend|weten|onzeker|onduidelijk)\b", re.IGNORECASE)
"""The words that tell a reader that something is not known. A list with limits: it sees words, not meaning."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a letter: the kind, the text that it is about, and what it means."""

    kind: str
    text: str
    told: str


def check(letter: Letter, templates: Templates, pieces: tuple[Segment, ...]) -> tuple[Finding, ...]:
    """All findings on a rendered letter, in the order of the letter; what is missing comes last."""
    own = literals(templates, letter.sender.form)
    grounds = {piece.ground for piece in pieces if piece.ground}
    found: list[Finding] = []
    for piece in pieces:
        found += _literal(piece, own) if piece.ground is None else _claim(letter, piece.text, piece.ground, own)
    return (*found, *_missing(letter, grounds), *_misplaced(letter, grounds))


def check_all(rendered: Rendered) -> tuple[Finding, ...]:
    """`check`, the language of the letter, and whether every format that can be made here has the same text.

    Raises LetterError when a program for a format is missing.
    """
    found = [*check(rendered.letter, rendered.templates, rendered.segments), *check_language(rendered)]
    for ending, make in FORMATS.items():
        if differing_words := differing(rendered, ending, make(rendered)):
            told = f"deze woorden staan niet even vaak of niet op dezelfde plaats in de brief als {ending}"
            found.append(Finding("verschil", " ".join(differing_words[:20]), told))
    return tuple(found)


def check_language(rendered: Rendered) -> Iterator[Finding]:
    """What may be hard to read in the letter itself; the appendix and what others wrote are left out."""
    form = rendered.letter.sender.form
    for remark in remarks(prose(rendered.segments), form):
        yield Finding("taal", remark.sentence, f"{remark.kind}: {remark.words}")


def _literal(piece: Segment, own: Literals) -> Iterator[Finding]:
    for line in piece.text.split("\n"):
        if (text := line.strip()) and text not in own.fragments:
            yield Finding("eigen tekst", text, "deze tekst staat zo niet in het sjabloon en rust nergens op")


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
    texts = {in_form(escaped(text), form) for text in allowed(letter, ground)}
    return texts | {guarded(text) for text in texts}


def _bound(letter: Letter, text: str, ground: Ground, own: Literals) -> Iterator[Finding]:
    if not bound(letter, ground):
        yield Finding("zonder steun", text, f"deze zin hoort bij een andere waarde ({_named(ground)})")
    elif ground.kind in ("bij", "besluit_mens") and (ground.value, text) not in own.bound:
        yield Finding("eigen tekst", text, f"deze zin staat zo niet in het sjabloon bij “{ground.value}”")
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


def _missing(letter: Letter, grounds: Iterable[Ground]) -> Iterator[Finding]:
    there = set(grounds)
    kinds = {(ground.kind, ground.id, ground.value) for ground in there}
    goal = letter.goal.id
    outcome = ("besluit_mens", goal, letter.outcome) if letter.case.decision else ("bij", goal, letter.advice)
    if letter.is_example:
        told = {"stelt", "label", "bij", "omdat"} & {kind for kind, id, _ in kinds if id == goal}
        if told:
            yield Finding("misplaatst", letter.advice, "over een voorbeeld uit een bron geeft een brief geen advies")
    elif outcome not in kinds and (letter.case.decision or ("stelt", goal, letter.advice) not in kinds):
        yield Finding("ontbreekt", letter.outcome, "de uitkomst staat niet in de brief")
    for said in _required(letter):
        if said and said.ground not in there:
            yield Finding("ontbreekt", said.text, f"dit hoort in de brief te staan ({_named(said.ground)})")


def _required(letter: Letter) -> Iterator[Said]:
    """What no letter may leave out: the decisive reasons, the lists of its outcome, what is open, and the record."""
    if not letter.is_example:
        yield from _advised(letter)
    for answers in letter.answer_sections:
        yield from (row.antwoord for row in answers.rijen)
    yield from (row.id for row in letter.rule_rows)
    yield from (text for note in letter.notes for text in note.alineas)


def _advised(letter: Letter) -> Iterator[Said]:
    """The reasons for the outcome, and what can be done."""
    yield from letter.reasons(letter.goal.id)
    for criterion in letter.criteria:
        yield from _reasoned(criterion)
    for name in (*SHOWN.get(letter.outcome, ()), letter.conversation.signals or ""):
        if name in letter.conversation.conclusions:
            yield from letter.members(name)
    for section in letter.open_sections:
        yield from (section.titel,) if section.onbesproken else section.punten
    yield from letter.would_help
    if letter.case.decision:
        yield letter.given["reden"]


def _reasoned(criterion: Criterion) -> Iterator[Said]:
    """What was concluded on a criterion and on its decisive parts, and why."""
    yield criterion.stelt
    yield from criterion.redenen
    for part in criterion.delen:
        if part.beslissend:
            yield from _reasoned(part)


def _misplaced(letter: Letter, grounds: Iterable[Ground]) -> Iterator[Finding]:
    """Refusals list no conditions, acceptances no grounds for refusal."""
    lists = {name for names in SHOWN.values() for name in names}
    wrong = lists - {TIPS} - set(SHOWN.get(letter.outcome, lists))
    for ground in sorted(set(grounds), key=_named):
        if ground.kind == "lid" and ground.id in wrong:
            yield Finding(
                "misplaatst", ground.value, f"dit hoort niet in een brief met deze uitkomst ({_named(ground)})"
            )


def _named(ground: Ground) -> str:
    parts = [ground.kind, ground.id, ground.value, ground.rule]
    return " · ".join(part for part in parts if part)
