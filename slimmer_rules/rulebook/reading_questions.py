"""Questions and conclusions: what stands under `vragen` and `conclusies` of a rule file.

What is wrong is noted, and something empty is put in its place: with a mistake noted, no rulebook comes out anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slimmer_rules.rulebook.kinds import ANSWER, CONCLUSION, LISTED_VALUE, MEMBER, QUESTION, WHOLE_NUMBER
from slimmer_rules.rulebook.located_yaml import Mapping, Node, Scalar
from slimmer_rules.rulebook.model import UNKNOWN, Answer, Conclusion, Question, Value
from slimmer_rules.rulebook.reading_names import WORDS, Subject, option
from slimmer_rules.rulebook.reading_shapes import NAME, VALUE, Fields, Notes, shown
from slimmer_rules.rulebook.shapes import Record


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question without its condition, which can be read only once all names are known."""

    subject: Subject
    question: Question
    condition: Node | None
    group: Node | None


@dataclass(frozen=True, slots=True)
class ConclusionDraft:
    """A conclusion, and what other readers must know of it.

    `spots` are the keys of its values: where these lie can be read only once the axes are known.
    """

    subject: Subject
    conclusion: Conclusion
    spots: dict[str, Fields]


@dataclass(frozen=True, slots=True)
class _Option:
    """A listed answer, value or member: its name, the values for its model, and its keys."""

    key: Scalar
    values: dict[str, Any]
    fields: Fields

    @property
    def model(self) -> dict[str, Any]:
        return {"id": self.key.text, "place": self.key.place, **self.values}


def subject_name(key: Scalar, what: str, notes: Notes) -> str | None:
    """The name of a question or conclusion."""
    if key.text in WORDS:
        help = f"deze woorden hebben een eigen betekenis: {', '.join(WORDS)}"
        notes.add("R017", f"{what} kan niet `{key.text}` heten", key.place, help)
        return None
    return notes.name(key, NAME, what)


def read_question(key: Scalar, node: Node, notes: Notes) -> QuestionDraft:
    """The question under this key."""
    told = f"vraag `{shown(key.text)}`"
    fields = QUESTION.fields(node, told, notes, key.place) or Fields(told, key.place)
    values = QUESTION.values(fields, notes)
    kind = notes.word(fields.node("soort"), f"`soort` van {told}", (WHOLE_NUMBER,))
    is_number = kind is not None or ("soort" in fields and "antwoorden" not in fields)
    low, high = _bounds(fields, is_number, notes)
    options = _question_options(fields, is_number, isinstance(node, Mapping), notes)
    subject = Subject(key.text, key.place, True, _ids(options), low=low, high=high, is_number=is_number)
    question = Question(
        **values | {"short": values["short"] or key.text.replace("_", " ")},
        id=key.text,
        answers=tuple(Answer(**o.model) for o in options or ()),
        applies_if=None,
        low=low,
        high=high,
        order=_order(fields, subject, notes),
        group=None,
        place=key.place,
    )
    return QuestionDraft(subject, question, fields.node("van_toepassing_als"), fields.node("groep"))


def _bounds(fields: Fields, is_number: bool, notes: Notes) -> tuple[int | None, int | None]:
    """`van` and `tot` of a whole-number question."""
    told = fields.owner
    if not is_number:
        for key in ("van", "tot"):
            if key in fields:
                message = f"{told} heeft `{key}`, maar geen `soort: {WHOLE_NUMBER}`"
                notes.add("R027", message, fields.key(key), f"voeg `soort: {WHOLE_NUMBER}` toe, of haal `{key}` weg")
        return None, None
    for key in ("van", "tot"):
        if key not in fields:
            notes.add("R011", f"{told} mist `{key}`", fields.place, f"voeg `{key}:` toe: een getal heeft grenzen nodig")
    low, high = (notes.number(fields.node(key), f"`{key}` van {told}") for key in ("van", "tot"))
    tot = fields.node("tot")
    if low is not None and high is not None and tot is not None and low > high:
        message = f"`tot` ({high}) ligt onder `van` ({low}) bij {told}"
        notes.add("R022", message, tot.place, "draai de grenzen om")
        return None, None
    return low, high


def _question_options(fields: Fields, is_number: bool, usable: bool, notes: Notes) -> tuple[_Option, ...] | None:
    """The listed answers; None where they are not reliably known. A whole-number question has none."""
    told = fields.owner
    if is_number:
        if "antwoorden" in fields:
            message = f"{told} is een geheel getal en heeft geen `antwoorden`"
            notes.add("R027", message, fields.key("antwoorden"), "haal `antwoorden` of `soort` weg")
        return None
    if "antwoorden" not in fields:
        if usable:
            help = f"noem de antwoorden, of schrijf `soort: {WHOLE_NUMBER}` met `van` en `tot`"
            notes.add("R011", f"{told} mist `antwoorden`", fields.place, help)
        return None
    options = _options(fields.node("antwoorden"), f"`antwoorden` van {told}", ANSWER, notes)
    for listed in options or ():
        if listed.key.text == UNKNOWN:
            message = f"{told} noemt `{UNKNOWN}` bij de antwoorden"
            notes.add("R026", message, listed.key.place, "haal het weg: elke vraag neemt dat antwoord al aan")
    return options


def _options(node: Node | None, what: str, kind: Record, notes: Notes) -> tuple[_Option, ...] | None:
    """Named texts: each a text, or the keys of this kind, of which the first holds the text."""
    entries = notes.entries(node, what)
    if not entries:
        return None
    found = []
    sound = True
    for key, value in entries:
        sound = notes.name(key, VALUE, f"een van de {what}") is not None and sound
        told = f"`{shown(key.text)}` bij {what}"
        keys = kind.fields(value, told, notes, key.place) if isinstance(value, Mapping) else None
        fields = keys or Fields(told, key.place, complete=True)
        values = kind.values(fields, notes)
        if keys is None:
            values[str(kind.keys[0].field)] = notes.text(value, told) or ""
        found.append(_Option(key, values, fields))
    return tuple(found) if sound else None


def _ids(options: tuple[_Option, ...] | None) -> tuple[str, ...] | None:
    return None if options is None else tuple(option.key.text for option in options)


def _order(fields: Fields, subject: Subject, notes: Notes) -> tuple[str, ...]:
    """`volgorde`: values from worst to best."""
    node = fields.node("volgorde")
    if node is None:
        return ()
    if subject.is_number:
        message = f"{subject.told} is een geheel getal en heeft geen `volgorde`"
        notes.add("R027", message, fields.key("volgorde"), "haal `volgorde` weg: getallen hebben hun eigen volgorde")
        return ()
    what = f"`volgorde` van {fields.owner}"
    given = list(notes.distinct(notes.items(node, what), what))
    values = [_ordered(subject, scalar, notes) for scalar in given]
    return tuple(value for value in values if value is not None)


def _ordered(subject: Subject, scalar: Scalar, notes: Notes) -> str | None:
    if subject.is_question and scalar.text == UNKNOWN and subject.options is not None:
        message = f"`{UNKNOWN}` is geen antwoord dat beter of slechter is dan een ander"
        notes.add("R012", message, scalar.place, f"De antwoorden zijn: {', '.join(subject.options)}")
        return None
    return option(subject, scalar, notes)


def read_conclusion(key: Scalar, node: Node, notes: Notes) -> ConclusionDraft:
    """The conclusion under this key."""
    told = f"conclusie `{shown(key.text)}`"
    fields = CONCLUSION.fields(node, told, notes, key.place) or Fields(told, key.place)
    is_set = "verzameling" in fields and "waarden" not in fields
    chosen = "verzameling" if is_set else "waarden"
    _check_kind(fields, isinstance(node, Mapping), notes)
    options = _options(fields.node(chosen), f"`{chosen}` van {told}", MEMBER if is_set else LISTED_VALUE, notes)
    listed = None if "waarden" in fields and "verzameling" in fields else _ids(options)
    subject = Subject(key.text, key.place, False, listed, is_set=is_set)
    conclusion = Conclusion(
        **CONCLUSION.values(fields, notes),
        id=key.text,
        values=tuple(Value(**o.model) for o in options or ()),
        default=_default(fields, subject, notes),
        is_set=is_set,
        order=_order(fields, subject, notes),
        place=key.place,
    )
    return ConclusionDraft(subject, conclusion, {o.key.text: o.fields for o in options or ()})


def _check_kind(fields: Fields, usable: bool, notes: Notes) -> None:
    """A conclusion has either `waarden`, perhaps with `anders`, or `verzameling`."""
    told = fields.owner
    if "waarden" in fields and "verzameling" in fields:
        message = f"{told} heeft zowel `waarden` als `verzameling`"
        help = "kies `waarden` (er geldt er één) of `verzameling` (er gelden er nul of meer)"
        notes.add("R029", message, fields.key("verzameling"), help)
    elif "verzameling" in fields and "anders" in fields:
        message = f"{told} is een verzameling en heeft geen `anders`"
        notes.add("R029", message, fields.key("anders"), "haal `anders` weg: een verzameling kan leeg zijn")
    elif usable and "waarden" not in fields and "verzameling" not in fields:
        help = "voeg `waarden:` toe (er geldt er één) of `verzameling:` (er gelden er nul of meer)"
        notes.add("R029", f"{told} heeft geen `waarden` en geen `verzameling`", fields.place, help)


def _default(fields: Fields, subject: Subject, notes: Notes) -> str | None:
    scalar = notes.scalar(fields.node("anders"), f"`anders` van {fields.owner}") if not subject.is_set else None
    return option(subject, scalar, notes) if scalar else None
