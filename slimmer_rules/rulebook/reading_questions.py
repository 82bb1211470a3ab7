"""Questions and conclusions: what stands under `vragen` and `conclusies` of a rule file.

What is wrong is noted, and something empty is put in its place: with a mistake noted, no rulebook comes out anyway.
"""

from __future__ import annotations

from dataclasses import dataclass

from slimmer_rules.rulebook.located_yaml import Mapping, Node, Scalar
from slimmer_rules.rulebook.model import UNKNOWN, Answer, Conclusion, Place, Question, Value
from slimmer_rules.rulebook.reading_names import WORDS, Subject, option
from slimmer_rules.rulebook.reading_shapes import NAME, VALUE, Fields, Notes, shown

QUESTION_KEYS = (
    "kort", "waarom", "toelichting", "voorbeeld", "antwoorden", "van_toepassing_als", "beoordelaar", "volgorde",
    "veranderbaar", "alleen_vastleggen", "groep", "facultatief", "soort", "van", "tot",
)  # fmt: skip
CONCLUSION_KEYS = ("waarden", "anders", "verzameling", "norm", "volgorde")
SPOT = "plaats"
"""The key of a value that tells where it lies in the figure."""

NUMBER = "geheel_getal"


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question without its condition, which can be read only once all names are known."""

    subject: Subject
    question: Question
    condition: Node | None
    group: Node | None


@dataclass(frozen=True, slots=True)
class SpotDraft:
    """Where a value lies in the figure, which can be read only once it is known what its axes are.

    `place` is that of the key, or of the value if it has none. It is complete if no stray key may be meant for it.
    """

    node: Node | None
    place: Place
    complete: bool


@dataclass(frozen=True, slots=True)
class ConclusionDraft:
    """A conclusion without the places of its values, and what other readers must know of it."""

    subject: Subject
    conclusion: Conclusion
    spots: dict[str, SpotDraft]


@dataclass(frozen=True, slots=True)
class _Option:
    id: str
    text: str
    note: str | None
    in_letter: str | None
    wish: str | None
    place: Place
    spot: SpotDraft


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
    fields = notes.fields(node, told, ("vraag",), QUESTION_KEYS, key.place) or Fields(told, key.place)

    def text(name: str) -> str | None:
        return notes.text(fields.node(name), f"`{name}` van {told}")

    def yes_no(name: str, default: bool) -> bool:
        return notes.yes_no(fields.node(name), f"`{name}` van {told}", default)

    kind = notes.word(fields.node("soort"), f"`soort` van {told}", (NUMBER,))
    is_number = kind is not None or ("soort" in fields and "antwoorden" not in fields)
    low, high = _bounds(fields, is_number, notes)
    options = _question_options(fields, is_number, isinstance(node, Mapping), notes)
    listed = None if options is None else tuple(o.id for o in options)
    subject = Subject(key.text, key.place, True, listed, low=low, high=high, is_number=is_number)
    question = Question(
        id=key.text,
        text=text("vraag") or "",
        short=text("kort") or key.text.replace("_", " "),
        why=text("waarom"),
        note=text("toelichting"),
        example=text("voorbeeld"),
        answers=tuple(Answer(o.id, o.text, o.note, o.in_letter, o.place, o.wish) for o in options or ()),
        applies_if=None,
        low=low,
        high=high,
        assessor=notes.word(fields.node("beoordelaar"), f"`beoordelaar` van {told}", ("coach",)),
        order=_order(fields, subject, notes),
        changeable=yes_no("veranderbaar", True),
        record_only=yes_no("alleen_vastleggen", False),
        group=None,
        optional=yes_no("facultatief", False),
        place=key.place,
    )
    return QuestionDraft(subject, question, fields.node("van_toepassing_als"), fields.node("groep"))


def _bounds(fields: Fields, is_number: bool, notes: Notes) -> tuple[int | None, int | None]:
    """`van` and `tot` of a whole-number question."""
    told = fields.owner
    if not is_number:
        for key in ("van", "tot"):
            if key in fields:
                message = f"{told} heeft `{key}`, maar geen `soort: {NUMBER}`"
                notes.add("R027", message, fields.key(key), f"voeg `soort: {NUMBER}` toe, of haal `{key}` weg")
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
            help = f"noem de antwoorden, of schrijf `soort: {NUMBER}` met `van` en `tot`"
            notes.add("R011", f"{told} mist `antwoorden`", fields.place, help)
        return None
    keys = ("keuze", "toelichting", "in_brief", "wens")
    options = _options(fields.node("antwoorden"), f"`antwoorden` van {told}", keys, notes)
    for listed in options or ():
        if listed.id == UNKNOWN:
            message = f"{told} noemt `{UNKNOWN}` bij de antwoorden"
            notes.add("R026", message, listed.place, "haal het weg: elke vraag neemt dat antwoord al aan")
    return options


def _options(
    node: Node | None, what: str, keys: tuple[str, ...], notes: Notes, others: tuple[str, ...] = ()
) -> tuple[_Option, ...] | None:
    """Named texts: each a text, or keys of which the first holds the text; `others` may hold something else."""
    entries = notes.entries(node, what)
    if not entries:
        return None
    found = []
    sound = True
    for key, value in entries:
        sound = notes.name(key, VALUE, f"een van de {what}") is not None and sound
        spot = SpotDraft(None, key.place, complete=True)
        if isinstance(value, Mapping):
            told = f"`{shown(key.text)}` bij {what}"
            fields = notes.fields(value, told, keys[:1], (*keys, *others), key.place)
            assert fields is not None  # noqa: S101  # it is a mapping
            texts = {name: notes.text(fields.node(name), f"`{name}` van {told}") for name in keys}
            spot = SpotDraft(fields.node(SPOT), fields.key(SPOT), fields.complete)
        else:
            texts = {keys[0]: notes.text(value, f"`{shown(key.text)}` bij {what}")}
        note, in_letter, wish = (texts.get(name) for name in ("toelichting", "in_brief", "wens"))
        found.append(_Option(key.text, texts[keys[0]] or "", note, in_letter, wish, key.place, spot))
    return tuple(found) if sound else None


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
    fields = notes.fields(node, told, ("titel",), CONCLUSION_KEYS, key.place) or Fields(told, key.place)
    is_set = "verzameling" in fields and "waarden" not in fields
    chosen = "verzameling" if is_set else "waarden"
    _check_kind(fields, isinstance(node, Mapping), notes)
    keys, others = ("tekst", "in_brief"), () if is_set else (SPOT,)
    options = _options(fields.node(chosen), f"`{chosen}` van {told}", keys, notes, others)
    listed = None if options is None else tuple(o.id for o in options)
    if "waarden" in fields and "verzameling" in fields:
        listed = None
    subject = Subject(key.text, key.place, False, listed, is_set=is_set)
    conclusion = Conclusion(
        id=key.text,
        title=notes.text(fields.node("titel"), f"`titel` van {told}") or "",
        values=tuple(Value(o.id, o.text, o.in_letter, o.place) for o in options or ()),
        default=_default(fields, subject, notes),
        is_set=is_set,
        norm=notes.text(fields.node("norm"), f"`norm` van {told}"),
        order=_order(fields, subject, notes),
        place=key.place,
    )
    return ConclusionDraft(subject, conclusion, {o.id: o.spot for o in options or ()})


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
