"""The figure that a letter draws: which conclusions are its axes (`figuur`), and where their values lie (`plaats`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from slimmer_rules.rulebook import kinds
from slimmer_rules.rulebook.axis_words import ACROSS, NONE, POSSIBLE, UPWARD, AxisWords
from slimmer_rules.rulebook.located_yaml import Node, Scalar
from slimmer_rules.rulebook.model import UNKNOWN, Axis, Figure, Stretch
from slimmer_rules.rulebook.reading_conditions import Scope
from slimmer_rules.rulebook.reading_names import named_conclusion
from slimmer_rules.rulebook.reading_questions import ConclusionDraft
from slimmer_rules.rulebook.reading_shapes import Fields, Notes

FIGURE, SPOT = "figuur", kinds.SPOT.name
AXES = (ACROSS, UPWARD)


def read_figure(head: Fields, drafts: Mapping[str, ConclusionDraft], scope: Scope) -> Figure | None:
    """The figure of a conversation, with the places of all values of its axes; None if it has none. Faults are noted.

    A place with a value of another conclusion is a fault too: it would be drawn nowhere.
    """
    notes, owner = scope.notes, f"`{FIGURE}` van {head.owner}"
    fields = kinds.FIGURE.fields(head.node(FIGURE), owner, notes)
    across, upward = axes = [_named(fields, words, drafts, scope) if fields else None for words in AXES]
    upright = fields.node(UPWARD.key) if fields else None
    if upright and upward and upward is across:
        message = f"{owner} noemt `{upward.subject.id}` twee keer"
        notes.add("R030", message, upright.place, "noem bij elke as een andere conclusie")
        return None
    if head.complete and (FIGURE not in head or None not in axes):
        _refuse_elsewhere([draft for draft in drafts.values() if draft not in axes], notes)
    read = [_axis(words, draft, notes) if draft else None for words, draft in zip(AXES, axes, strict=True)]
    return Figure(read[0], read[1]) if read[0] and read[1] else None


def _named(
    fields: Fields, words: AxisWords, drafts: Mapping[str, ConclusionDraft], scope: Scope
) -> ConclusionDraft | None:
    """The conclusion of one axis; None if it cannot be one."""
    draft = drafts.get(str(named_conclusion(fields, words.key, False, scope.names, scope.notes)))
    return None if draft is None or draft.subject.is_set else draft


def _refuse_elsewhere(others: Iterable[ConclusionDraft], notes: Notes) -> None:
    """Note each conclusion that gives its values a place and is no axis."""
    for draft in others:
        placed = [spot.key(SPOT) for spot in draft.spots.values() if SPOT in spot]
        if placed:
            message = f"{draft.subject.told} heeft waarden met `{SPOT}`, maar is geen as van `{FIGURE}`"
            help = f"noem haar bij `{FIGURE}` in gesprek.yaml, of haal `{SPOT}` weg"
            notes.add("R034", message, placed[0], help)


def _axis(words: AxisWords, draft: ConclusionDraft, notes: Notes) -> Axis:
    told = draft.subject.told
    found = {id: _stretches(words, f"waarde `{id}` van {told}", spot, notes) for id, spot in draft.spots.items()}
    return Axis(draft.subject.id, {id: halves for id, halves in found.items() if halves is not None})


def _stretches(words: AxisWords, owner: str, spot: Fields, notes: Notes) -> tuple[Stretch, ...] | None:
    """Where a value lies; none beside the axis, None where that is not known or cannot be read."""
    node = spot.node(SPOT)
    if node is None:
        if spot.complete:
            kinds = ", ".join(words.words)
            help = f"schrijf `{SPOT}:` naast `tekst:`. Op de {words.key}e as kan het zijn: {kinds}"
            notes.add("R034", f"{owner} heeft geen `{SPOT}` in de figuur", spot.place, help)
        return None
    what = f"`{SPOT}` van {owner}"
    if isinstance(node, Scalar):
        word = notes.word(node, what, words.words)
        if word == NONE:
            return ()
        half = words.halves.get(word or UNKNOWN)
        return (half,) if half else None
    return tuple(sorted(_listed(words, node, what, notes)))


def _listed(words: AxisWords, node: Node, what: str, notes: Notes) -> Iterator[Stretch]:
    """The halves in a list, each once."""
    seen: set[bool] = set()
    for scalar in notes.distinct(notes.items(node, what), what):
        half = words.halves.get(scalar.text)
        if scalar.text in words.alone:
            message = f"in een lijst bij {what} kan `{scalar.text}` niet staan"
            notes.add("R023", message, scalar.place, f"schrijf `{SPOT}: {scalar.text}`, of haal dit woord weg")
        elif half is None:
            notes.word(scalar, what, words.halves)
        elif half.far in seen:
            message = f"{what} noemt `{words.far if half.far else words.near}` twee keer"
            notes.add("R030", message, scalar.place, f"kies: zeker, of {POSSIBLE}")
        else:
            seen.add(half.far)
            yield half
