"""What no letter may leave out, and what a letter with its outcome may not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from slimmer_rules.letter.figures import profile, spot
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.said import Ground, Said, Segment
from slimmer_rules.letter.support import flag
from slimmer_rules.letter.views import Criterion

ADVISING = ("stelt", "label", "bij", "omdat")
"""What a claim about the outcome is, by its kind."""

DECIDED = ("besluit_mens", "besluit")
"""What a claim about a person's decision is: in the template's own words, or in those of the rulebook."""

CONCLUDING = (*ADVISING, *DECIDED, "lid", "antwoord")
"""What a letter starts to say once it is past its head."""

HEAD = ("afzender", "datum", "kenmerk", "titel")
"""What every letter says of itself, where it is given."""

CLOSE = ("coach", "contact", "bewaren", "kennisbank", "versie", "kenmerk_regels")
"""What a letter on an intake ends with, where it is given."""


def missing(letter: Letter, pieces: Iterable[Segment]) -> Iterator[Said]:
    """What should be in the letter and is not. Texts on the same ground are as many as they should be."""
    there: dict[Ground, set[str]] = defaultdict(set)
    for piece in pieces:
        if piece.ground:
            there[_as_required(piece.ground)].add(piece.text)
    needed: dict[Ground, set[str]] = defaultdict(set)
    for said in _required(letter):
        if said:
            needed[said.ground].add(said.text)
            if len(needed[said.ground]) > len(there[said.ground]):
                yield said


def _as_required(ground: Ground) -> Ground:
    return replace(ground, kind=DECIDED[0]) if ground.kind in DECIDED else ground


def says_advice(letter: Letter, grounds: Iterable[Ground]) -> bool:
    """Whether the letter tells what the rules advise; `bij` is the template's own words for it."""
    told = {(ground.kind, ground.value) for ground in grounds if ground.id == letter.goal_id}
    return any((kind, letter.advice) in told for kind in ("stelt", "label", "bij"))


def is_outcome(letter: Letter, ground: Ground) -> bool:
    """Whether a claim tells what the letter brings: the decision of a person, or else the advice."""
    kinds = DECIDED if letter.case.decision else ("stelt",)
    return letter.goal is not None and ground.kind in kinds and ground.id == letter.goal_id


def opens_with_outcome(letter: Letter, pieces: Iterable[Segment]) -> bool:
    """Whether the first thing that the letter concludes is its outcome; so is any letter that has none."""
    grounds = (piece.ground for piece in pieces if piece.ground and piece.ground.kind in CONCLUDING)
    first = next(grounds, None)
    return first is None or letter.goal is None or is_outcome(letter, first)


def misplaced(letter: Letter, grounds: Iterable[Ground]) -> Iterator[Ground]:
    """Refusals list no conditions, acceptances no grounds for refusal, and an example from a source nothing to do."""
    conversation = letter.conversation
    every = {name for outcome in conversation.outcomes.values() for name in outcome.shows}
    wrong = every if letter.is_example else conversation.hidden(letter.outcome)
    for ground in grounds:
        listed = ground.kind == "lid" and ground.id in wrong
        advises = ground.kind == "anders" or (ground.id == letter.goal_id and ground.kind in ADVISING)
        if listed or (letter.is_example and advises):
            yield ground


def _required(letter: Letter) -> Iterator[Said]:
    yield from (letter.given[name] for name in HEAD)
    yield from (*letter.address, *letter.addressee, *letter.issue)
    yield from (letter.given["bron"],) if letter.is_example else _advised(letter)
    yield from _appendix(letter)


def _advised(letter: Letter) -> Iterator[Said]:
    """The outcome and who gave it, the reasons for it, and what can be done."""
    yield from _outcome(letter)
    if letter.goal:
        yield from letter.reasons(letter.goal_id)
    for criterion in letter.criteria:
        yield from _reasoned(criterion)
    yield from letter.strong_points
    for each in (*letter.lists, *((letter.signals,) if letter.signals else ())):
        yield from each.leden
    for section in letter.open_sections:
        yield from (section.titel,) if section.onbesproken else section.punten
    yield from letter.would_help
    if letter.flags["meer_nodig"]:
        yield Said("of er meer moet veranderen dan de brief noemt", flag(letter, "meer_nodig"))
    yield from (letter.given[name] for name in CLOSE)


def _outcome(letter: Letter) -> Iterator[Said]:
    if letter.goal is None:
        return
    yield Said("of een mens besloot", flag(letter, "is_besloten"))
    if letter.case.decision is None:
        yield letter.concluded(letter.goal_id)
        yield letter.given["besluitvorming"]
    else:
        yield Said(letter.decided.text, _as_required(letter.decided.ground))
        yield Said("of het besluit afwijkt van het advies", flag(letter, "wijkt_af"))
        yield letter.given["reden"]


def _reasoned(criterion: Criterion) -> Iterator[Said]:
    """What was told and concluded on a criterion and on its decisive parts, and why."""
    yield criterion.stelt
    yield from criterion.redenen
    yield from criterion.verteld
    for part in criterion.delen:
        if part.beslissend:
            yield from _reasoned(part)


def _appendix(letter: Letter) -> Iterator[Said]:
    """The record: the issue's place, the determinants, the answers, the notes, and the rules with their sources."""
    figure = letter.conversation.figure
    if figure is not None and spot(letter) is not None:
        yield Said("tekening van de plaats", Ground("figuur", "plaats"))
        for axis in (figure.upward, figure.across):
            yield from (letter.title(axis.conclusion), letter.label(axis.conclusion))
    if groups := profile(letter):
        yield Said("tekening van wat helpt en hindert", Ground("figuur", "profiel"))
        yield from (point.stand for group in groups for point in group.punten)
    for answers in letter.answer_sections:
        yield from (row.antwoord for row in answers.rijen)
    yield from (text for note in letter.notes for text in note.alineas)
    for rule in letter.rule_rows:
        yield from (rule.id, rule.titel, rule.bronnen, rule.herkomst)
    for source in letter.sources:
        yield from (source.nummer, source.titel)
