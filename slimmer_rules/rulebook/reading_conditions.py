"""Conditions: what stands under `als` and `van_toepassing_als`, read into a condition tree."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.kinds import AT_LEAST, RANGE
from slimmer_rules.rulebook.located_yaml import Mapping, Node, Scalar, Sequence
from slimmer_rules.rulebook.model import INTEGER, UNKNOWN, Place
from slimmer_rules.rulebook.reading_names import WORDS, Names, Subject, option
from slimmer_rules.rulebook.reading_shapes import AFTER_COLON, Notes, shown

MAX_BRANCHES = 100
"""A condition may come down to this many combinations; more is better written as more rules."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a condition may speak of, and where mistakes are noted.

    With `answers_only` it says whether a question applies: that is settled on known answers, before any rule runs.
    """

    names: Names
    notes: Notes
    answers_only: bool = False


def read_condition(node: Node | None, scope: Scope) -> Condition | None:
    """A condition; None, with a note for each mistake, where it cannot be used."""
    if node is None:
        return None
    if not isinstance(node, Mapping):
        glued = isinstance(node, Scalar) and node.text.partition(":")[0] in (*scope.names.subjects, *WORDS)
        help = AFTER_COLON if glued else "schrijf bijvoorbeeld `{adopter: concreet}`"
        scope.notes.wrong_kind(node, None, "een voorwaarde heeft namen nodig, elk met hun waarde", help)
        return None
    if not node.entries:
        scope.notes.add("R016", "deze voorwaarde is leeg", node.place, "noem minstens één vraag of conclusie")
        return None
    parts = [_part(key, value, scope) for key, value in node.entries]
    whole = [part for part in parts if part is not None]
    if len(whole) < len(parts):
        return None
    return whole[0] if len(whole) == 1 else All(tuple(whole))


def _part(key: Scalar, value: Node, scope: Scope) -> Condition | None:
    """What one key of a condition says."""
    match key.text:
        case "een_van":
            parts = _parts(value, "een_van", scope)
            return None if parts is None else AnyOf(parts)
        case "alle":
            parts = _parts(value, "alle", scope)
            return None if parts is None else All(parts)
        case "niet":
            part = read_condition(value, scope)
            return None if part is None else Not(part)
        case "minstens":
            return _at_least(value, scope)
        case "onbekend":
            return _unknown(key, value, scope)
        case _:
            return _subject(key, value, scope)


def _subject(key: Scalar, node: Node, scope: Scope) -> Condition | None:
    """What is said of the question or conclusion that a key names."""
    subject = scope.names.either(key.text, key.place, scope.notes)
    if subject is not None and scope.answers_only and not subject.is_question:
        message = f"of een vraag van toepassing is, kan niet afhangen van {subject.told}"
        scope.notes.add("R020", message, key.place, "noem hier alleen vragen: de regels komen pas later")
        return None
    return None if subject is None else _about(subject, node, scope.notes)


def _parts(node: Node | None, word: str, scope: Scope) -> tuple[Condition, ...] | None:
    items = scope.notes.items(node, f"`{word}`")
    parts = [read_condition(item, scope) for item in items]
    whole = tuple(part for part in parts if part is not None)
    return whole if items and len(whole) == len(items) else None


def _at_least(node: Node, scope: Scope) -> Condition | None:
    fields = AT_LEAST.fields(node, "`minstens`", scope.notes)
    if fields is None:
        return None
    count = scope.notes.number(fields.node("aantal"), "`aantal`")
    listed = fields.node("van")
    size = len(listed.items) if isinstance(listed, Sequence) else 0
    if count is not None and size and not 1 <= count <= size:
        message = f"`aantal` is {count}, en er staan {size} voorwaarden"
        place = _where(fields.node("aantal"), node.place)
        scope.notes.add("R032", message, place, f"kies een getal van 1 tot en met {size}")
        count = None
    parts = _parts(listed, "van", scope)
    return None if count is None or parts is None else AtLeast(count, parts)


def _unknown(key: Scalar, node: Node, scope: Scope) -> Condition | None:
    names, notes = scope.names, scope.notes
    if scope.answers_only:
        message = f"of een vraag van toepassing is, kan niet afhangen van `{UNKNOWN}`"
        notes.add("R020", message, key.place, "alleen een bekend antwoord kan een vraag uitsluiten")
        return None
    found = []
    nodes = notes.one_or_more(node, f"`{UNKNOWN}`")
    for scalar in notes.distinct(nodes, f"`{UNKNOWN}`"):
        subject = names.subjects.get(scalar.text)
        if subject is not None and not subject.is_question:
            message = f"`{UNKNOWN}` gaat over vragen, en {subject.told} is er geen"
            notes.add("R027", message, scalar.place, f"schrijf `{subject.id}: {UNKNOWN}`, als zij die waarde kent")
        elif names.question(scalar.text, scalar.place, notes) is not None:
            found.append(scalar.text)
    return Unknown(tuple(found)) if nodes and len(found) == len(nodes) else None


def _about(subject: Subject, node: Node, notes: Notes) -> Condition | None:
    """What is said of one question or conclusion."""
    if subject.is_question and subject.is_number:
        return _number(subject, node, notes)
    if isinstance(node, Mapping) and subject.options is not None:
        message = f"{subject.told} heeft geen getal als antwoord"
        notes.add("R027", message, node.place, f"noem een of meer van: {', '.join(subject.options)}")
        return None
    nodes = notes.one_or_more(node, f"de voorwaarde over {subject.told}") if not isinstance(node, Mapping) else ()
    given = list(notes.distinct(nodes, f"de voorwaarde over {subject.told}"))
    values = [option(subject, scalar, notes, several=True) for scalar in given]
    known = tuple(value for value in values if value is not None)
    return Is(subject.id, known) if nodes and len(known) == len(nodes) else None


def _number(subject: Subject, node: Node, notes: Notes) -> Condition | None:
    """A number, or a range of numbers."""
    if isinstance(node, Scalar):
        if node.text == UNKNOWN:
            option(Subject(subject.id, subject.place, True, ()), node, notes)
            return None
        number = _bound(subject, node, notes)
        return None if number is None else Between(subject.id, number, number)
    if isinstance(node, Sequence):
        message = f"{subject.told} heeft een geheel getal als antwoord, geen lijst"
        notes.add("R027", message, node.place, "schrijf een getal, of `{van: 3, tot: 10}`")
        return None
    fields = RANGE.fields(node, f"de voorwaarde over {subject.told}", notes)
    if fields is None:
        return None
    if not fields.found:
        if not node.entries:
            notes.add("R016", f"de voorwaarde over {subject.told} is leeg", node.place, "noem `van`, `tot` of beide")
        return None
    low, high = (_bound(subject, fields.node(key), notes) for key in ("van", "tot"))
    if (low is None and "van" in fields) or (high is None and "tot" in fields) or len(fields.found) < len(node.entries):
        return None
    if low is not None and high is not None and low > high:
        place = _where(fields.node("tot"), node.place)
        notes.add("R022", f"`tot` ({high}) ligt onder `van` ({low})", place, "draai de grenzen om")
        return None
    return Between(subject.id, low, high)


def _bound(subject: Subject, node: Node | None, notes: Notes) -> int | None:
    """A number that can be an answer to the question."""
    if isinstance(node, Scalar) and node.text.strip() and not INTEGER.fullmatch(node.text):
        message = f"{subject.told} heeft een geheel getal als antwoord, en `{shown(node.text)}` is dat niet"
        notes.add("R022", message, node.place, "schrijf een getal, of `{van: 3, tot: 10}`")
        return None
    number = notes.number(node, f"de voorwaarde over {subject.told}")
    if number is None or node is None or subject.low is None or subject.high is None:
        return number
    if not subject.low <= number <= subject.high:
        message = f"{subject.told} gaat van {subject.low} tot en met {subject.high}, en {number} valt daarbuiten"
        notes.add("R022", message, node.place, "kies een getal binnen deze grenzen")
        return None
    return number


def _where(node: Node | None, otherwise: Place) -> Place:
    return node.place if node else otherwise


def branches(condition: Condition, negated: bool = False) -> int:
    """How many combinations the condition comes down to; each part of an *at least* is counted by itself."""
    match condition:
        case Not(part):
            return branches(part, not negated)
        case Unknown(questions):
            return len(questions) if negated else 1
        case AtLeast(_, parts):
            return max((branches(part, negated) for part in parts), default=1)
        case All(parts) | AnyOf(parts):
            counts = [branches(part, negated) for part in parts]
            return prod(counts) if isinstance(condition, All) is not negated else sum(counts)
        case _:
            return 1
