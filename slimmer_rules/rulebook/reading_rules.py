"""Rules: what stands under `regels` of a rule file, with the gaps of their `omdat` and the places that they cite."""

from __future__ import annotations

import re

from slimmer_rules.rulebook.conditions import Condition, reads
from slimmer_rules.rulebook.kinds import CITATION, RULE_ENTRY
from slimmer_rules.rulebook.located_yaml import Node, Scalar, Sequence
from slimmer_rules.rulebook.model import Citation, Origin, Place, Rule, Slot, Text
from slimmer_rules.rulebook.reading_conditions import MAX_BRANCHES, Scope, branches, read_condition
from slimmer_rules.rulebook.reading_names import Names, Subject, option
from slimmer_rules.rulebook.reading_shapes import RULE, Fields, Notes, shown

_OPENING = re.compile(r"\{\{|\{%|\{#")
_GAP = re.compile(r"""\{\{\s*(antwoord|waarde|getal)\(\s*(['"])([a-z][a-z0-9_]*)\2\s*\)\s*\}\}""")
_GAP_HELP = "een omdat kent alleen {{ antwoord('vraag') }}, {{ waarde('conclusie') }} en {{ getal('vraag') }}"


def read_rule(node: Node, scope: Scope) -> Rule | None:
    """One rule; None, with a note for each mistake, where it cannot be used."""
    names, notes = scope.names, scope.notes
    id = _id(node)
    told = f"regel `{shown(id.text)}`" if id else "deze regel"
    fields = RULE_ENTRY.fields(node, told, notes, id.place if id else None)
    if fields is None:
        return None
    scalar = notes.scalar(fields.node("id"), "`id` van een regel")
    name = notes.name(scalar, RULE, "een regel") if scalar else None
    condition = read_condition(fields.node("als"), scope)
    if condition is not None and branches(condition) > MAX_BRANCHES:
        count = branches(condition)
        message = f"de voorwaarde van {told} komt neer op {count} combinaties; hoogstens {MAX_BRANCHES} mag"
        notes.add("R028", message, fields.key("als"), "verdeel haar over meer regels")
    concludes = _concludes(fields, names, notes)
    reason = read_reason(fields.node("omdat"), f"`omdat` van {told}", condition, names, notes)
    citations = _citations(fields, notes)
    values = RULE_ENTRY.values(fields, notes)
    if name is None or condition is None:
        return None
    return Rule(
        **values | {"origin": Origin(values["origin"] or Origin.INTERPRETATION)},
        id=name,
        condition=condition,
        concludes=concludes,
        reason=reason,
        citations=citations,
        place=fields.place,
    )


def _id(node: Node) -> Scalar | None:
    """The name of a rule, to point at and to speak of it by."""
    for key, value in getattr(node, "entries", ()):
        if key.text == "id" and isinstance(value, Scalar) and value.text.strip():
            return value
    return None


def _concludes(fields: Fields, names: Names, notes: Notes) -> tuple[tuple[str, str], ...]:
    """`dan`: each conclusion with its value, or with each member."""
    found = []
    for key, value in notes.entries(fields.node("dan"), f"`dan` van {fields.owner}") or ():
        subject = names.conclusion(key.text, key.place, notes)
        if subject is None:
            continue
        if isinstance(value, Sequence) and not subject.is_set and subject.options is not None:
            message = f"{subject.told} krijgt één waarde, geen lijst"
            notes.add("R027", message, value.place, f"kies een van: {', '.join(subject.options)}")
            continue
        what = f"wat {fields.owner} zegt over {subject.told}"
        for scalar in notes.distinct(notes.one_or_more(value, what), what):
            given = option(subject, scalar, notes)
            if given is not None:
                found.append((subject.id, given))
    return tuple(found)


def read_reason(node: Node | None, what: str, condition: Condition | None, names: Names, notes: Notes) -> Text:
    """A text cut at its gaps; a gap that cannot be, or names what the rule itself does not read, is noted."""
    scalar = notes.prose(node, what)
    if scalar is None:
        return ()
    text = scalar.text.strip()
    parts: list[str | Slot] = []
    done = 0
    raw = [match.start() for match in _OPENING.finditer(scalar.raw)]
    for number, opening in enumerate(_OPENING.finditer(text)):
        if opening.start() < done:
            continue
        gap = _GAP.match(text, opening.start())
        offset = raw[number] if number < len(raw) else None
        place = _gap_place(scalar, offset, notes)
        if gap is None:
            notes.add("R025", f"deze invulplek in {what} kan niet", place, _GAP_HELP)
            break  # what comes after may well belong to it
        parts += [text[done : gap.start()], Slot(gap[1], gap[3])]
        done = gap.end()
        at = scalar.raw.find(gap[3], offset or 0)
        name_place = place if at < 0 else notes.within(scalar, at, len(gap[3]))
        subject = _subject(gap[1], gap[3], place, name_place, names, notes)
        if subject is not None and condition is not None and subject.id not in reads(condition):
            message = f"{what} noemt {subject.told}, en die leest deze regel niet"
            help = "een reden rust op wat bij `als` staat: zet het daar, of haal de invulplek weg"
            notes.add("R025", message, place, help)
    return tuple(part for part in (*parts, text[done:]) if part)


def _gap_place(scalar: Scalar, offset: int | None, notes: Notes) -> Place:
    """Where a gap stands in the file: up to its closing braces, or to the end of the line."""
    if offset is None:
        return scalar.place
    rest = scalar.raw[offset:].splitlines()[0]
    ends = [rest.find(close) + 2 for close in ("}}", "%}", "#}") if close in rest]
    return notes.within(scalar, offset, min(ends, default=len(rest)))


def _subject(kind: str, name: str, place: Place, name_place: Place, names: Names, notes: Notes) -> Subject | None:
    """What a gap names, or None with a note where it names nothing of its own kind."""
    if kind == "waarde":
        return names.conclusion(name, name_place, notes)
    subject = names.question(name, name_place, notes)
    if subject is None or (subject.options is None and not subject.is_number):
        return subject
    if subject.is_number is not (kind == "getal"):
        right = "getal" if subject.is_number else "antwoord"
        message = f"{subject.told} geeft geen {kind}"
        notes.add("R025", message, place, f"schrijf {{{{ {right}('{name}') }}}}")
        return None
    return subject


def _citations(fields: Fields, notes: Notes) -> tuple[Citation, ...]:
    """`bron`: one place in a source, or a list of them."""
    what = f"`bron` van {fields.owner}"
    found = []
    for scalar in notes.distinct(notes.one_or_more(fields.node("bron"), what), what):
        match = CITATION.fullmatch(scalar.text)
        if match:
            found.append(Citation(*match.groups()))
        else:
            message = f"`{shown(scalar.text)}` is geen vindplaats"
            notes.add("R024", message, scalar.place, "schrijf `bron`, `bron#plaats` of `bron#plaats/alinea`")
    return tuple(found)
