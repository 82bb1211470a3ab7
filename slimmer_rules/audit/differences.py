"""What differs between two versions of the rules, in all that stands in their files: texts, sources, promises, cases.

One walk over the values of the model, by one table of the Dutch words for what they hold. What that does to the
outcomes is for `comparing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import partial
from typing import Any

from slimmer_rules.audit.acceptance import Acceptance
from slimmer_rules.audit.properties import Property
from slimmer_rules.audit.texts import reason
from slimmer_rules.audit.words import promise_questions, promise_text
from slimmer_rules.rulebook.axis_words import ACROSS, UPWARD, told_spots
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.model import (
    Answer,
    Conclusion,
    Conversation,
    Outcome,
    Place,
    Question,
    Rule,
    Rulebook,
    Section,
    Source,
    Value,
)
from slimmer_rules.rulebook.wording import condition_text, rule_sentence, whole_lines


class Group(Enum):
    """What a difference is about, in the order in which it is told."""

    RULES = "regels"
    MEANING = "opbouw"
    COURSE = "verloop van gesprek en brief"
    TEXTS = "teksten"
    GROUNDS = "bronnen en herkomst"
    PROMISES = "beloften"
    ACCEPTANCES = "aanvaarde bevindingen"
    GLOSSARY = "begrippen"
    CASES = "gevallen"
    SENDER = "afzender"
    NAME = "naam en versie"

    @property
    def means(self) -> bool:
        """Whether it touches what the rules conclude, or from what."""
        return self in (Group.RULES, Group.MEANING)


@dataclass(frozen=True, slots=True)
class Version:
    """All that stands in a folder of rules; of what is None nothing is known, so that it is not compared."""

    rulebook: Rulebook
    promises: Sequence[Property] | None = None
    acceptances: Sequence[Acceptance] | None = None
    glossary: Mapping[str, str] | None = None
    cases: Sequence[tuple[str, Case]] | None = None
    sender: Mapping[str, str | list[str]] | None = None


BESIDE = {
    "promises": Group.PROMISES,
    "acceptances": Group.ACCEPTANCES,
    "glossary": Group.GLOSSARY,
    "cases": Group.CASES,
    "sender": Group.SENDER,
}
"""The parts of a version that may not be known."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise. `key` is which text of `subject`; None is the whole of it.

    `before` is None for what is new, `after` for what is gone. `place` is in the new version, in the old for what is
    gone; its line is 0 for a file as a whole.
    """

    group: Group
    subject: str
    key: str | None
    before: str | None
    after: str | None
    place: Place

    def __str__(self) -> str:
        if self.key is None:
            return f"{self.subject} is {'weg' if self.after is None else 'nieuw'}"
        return f"{self.subject} heet nu `{self.after}`" if self.key == NAME else f"{self.subject}: {self.key} is anders"


NAME = "naam"
"""The key of what has another name and is the same for the rest."""

ORDER = "de volgorde"


def differences(old: Version, new: Version) -> tuple[Difference, ...]:
    """All that differs, first what touches the meaning, and of each group in the order of the files."""
    groups = compared(old, new)
    before, after = (_Thing(Group.NAME, Place("", 0, 0), parts=dict(_all(version))) for version in (old, new))
    found = (each for each in _differing(before, after) if each.group in groups)
    return tuple(sorted(found, key=lambda each: (groups.index(each.group), each.place.file, each.place.line)))


def compared(old: Version, new: Version) -> tuple[Group, ...]:
    """The groups that both versions know, in order."""
    unknown = {group for part, group in BESIDE.items() if getattr(old, part) is None or getattr(new, part) is None}
    return tuple(group for group in Group if group not in unknown)


# The table


@dataclass(frozen=True, slots=True)
class _Text:
    """A field that is told: its key in the files, what it is about, and its words where they are not plain."""

    key: str
    group: Group = Group.TEXTS
    words: Callable[[Any, Conversation], str] | None = None


@dataclass(frozen=True, slots=True)
class _Kind:
    """What there is in a rulebook: what it is called, its texts, and the fields that hold other things.

    `ordered` are those of which the order is seen by who reads a question or a letter.
    """

    name: str
    group: Group
    texts: Mapping[str, _Text]
    parts: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()


def _rule_words(rule: Rule, talk: Conversation) -> str:
    return "\n".join(rule_sentence(rule, talk))


def _applies_words(question: Question, talk: Conversation) -> str:
    return condition_text(question.applies_if, talk) if question.applies_if else ""


def _promise_words(promise: Property, talk: Conversation) -> str:
    return "\n".join((promise_text(promise, talk), *(f"- {name}" for name in promise_questions(promise))))


def _figure_words(_: Conversation, talk: Conversation) -> str:
    assert talk.figure is not None  # noqa: S101  # only what is there is worded
    axes = ((ACROSS, talk.figure.across), (UPWARD, talk.figure.upward))
    spots = [told_spots(talk, axis.conclusion).items() for _, axis in axes]
    return "\n".join(
        f"{words.key}: {axis.conclusion} ({'; '.join(f'{value}: {spot}' for value, spot in found)})"
        for (words, axis), found in zip(axes, spots, strict=True)
    )


_RULE = _Text("regel", Group.RULES, _rule_words)

_CASE_KEYS = {
    "conversation": "gesprek",
    "title": "titel",
    "issue": "vraagstuk",
    "answers": "antwoorden",
    "expected": "verwacht",
    "origins": "herkomst",
    "source": "bron",
    "addressee": "geadresseerde",
    "salutation": "aanhef",
    "reference": "kenmerk",
    "date": "datum",
    "coach": "coach",
    "notes": "notities",
    "letter_notes": "notities in_brief",
    "own_view": "eigen_oordeel",
    "decision": "besluit_mens",
    "progress": "voortgang",
    "aside": "terzijde",
}

KINDS: Mapping[type, _Kind] = {
    Conversation: _Kind(
        "het gesprek",
        Group.MEANING,
        {
            "title": _Text("titel"),
            "intro": _Text("inleiding"),
            "goal": _Text("doel", Group.MEANING),
            "signals": _Text("tegenstrijdigheden", Group.MEANING),
            "groups": _Text("groepen"),
            "profile": _Text("profiel", Group.COURSE),
            "figure": _Text("figuur", Group.COURSE, _figure_words),
        },
        ("sections", "outcomes", "questions", "conclusions", "rules"),
        ("sections",),
    ),
    Section: _Kind(
        "het onderdeel",
        Group.COURSE,
        {
            "title": _Text("onderwerp"),
            "intro": _Text("inleiding"),
            "questions": _Text("vragen, op volgorde", Group.COURSE),
        },
    ),
    Outcome: _Kind(
        "de uitkomst",
        Group.MEANING,
        {"positive": _Text("positief", Group.MEANING), "shows": _Text("toont", Group.MEANING)},
    ),
    Question: _Kind(
        "de vraag",
        Group.MEANING,
        {
            "text": _Text("vraag"),
            "short": _Text("kort"),
            "why": _Text("waarom"),
            "note": _Text("toelichting"),
            "example": _Text("voorbeeld"),
            "applies_if": _Text("van_toepassing_als", Group.MEANING, _applies_words),
            "low": _Text("van", Group.MEANING),
            "high": _Text("tot", Group.MEANING),
            "order": _Text("volgorde", Group.MEANING),
            "changeable": _Text("veranderbaar", Group.MEANING),
            "assessor": _Text("beoordelaar", Group.COURSE),
            "record_only": _Text("alleen_vastleggen", Group.COURSE),
            "optional": _Text("facultatief", Group.COURSE),
            "group": _Text("groep", Group.COURSE),
        },
        ("answers",),
        ("answers",),
    ),
    Answer: _Kind(
        "het antwoord",
        Group.MEANING,
        {
            "choice": _Text("keuze"),
            "note": _Text("toelichting"),
            "in_letter": _Text("in_brief"),
            "wish": _Text("wens"),
        },
    ),
    Conclusion: _Kind(
        "de conclusie",
        Group.MEANING,
        {
            "title": _Text("titel"),
            "norm": _Text("norm"),
            "default": _Text("anders", Group.MEANING),
            "is_set": _Text("verzameling", Group.MEANING),
            "order": _Text("volgorde", Group.MEANING),
        },
        ("values",),
        ("values",),
    ),
    Value: _Kind("de waarde", Group.MEANING, {"label": _Text("tekst"), "in_letter": _Text("in_brief")}),
    Rule: _Kind(
        "de regel",
        Group.RULES,
        {
            "condition": _RULE,
            "concludes": _RULE,
            "title": _Text("titel"),
            "reason": _Text("omdat", Group.TEXTS, lambda rule, _: reason(rule)),
            "citations": _Text("bron", Group.GROUNDS),
            "origin": _Text("herkomst", Group.GROUNDS),
            "origin_note": _Text("uitleg_herkomst", Group.GROUNDS),
        },
    ),
    Source: _Kind(
        "de bron",
        Group.GROUNDS,
        {
            "title": _Text("titel", Group.GROUNDS),
            "authors": _Text("auteurs", Group.GROUNDS),
            "year": _Text("jaar", Group.GROUNDS),
            "where": _Text("vindplaats", Group.GROUNDS),
            "sections": _Text("plaatsen", Group.GROUNDS),
            "checked": _Text("nagelopen", Group.GROUNDS),
            "note": _Text("toelichting", Group.GROUNDS),
        },
    ),
    Property: _Kind(
        "de belofte",
        Group.PROMISES,
        {
            "title": _Text("titel", Group.PROMISES),
            "conversation": _Text("gesprek", Group.PROMISES),
            "claim": _Text("belofte", Group.PROMISES, _promise_words),
            "reason": _Text("omdat", Group.PROMISES),
        },
    ),
    Acceptance: _Kind("de aanvaarding", Group.ACCEPTANCES, {"reason": _Text("reden", Group.ACCEPTANCES)}),
    Case: _Kind(
        "het geval",
        Group.CASES,
        {held.name: _Text(_CASE_KEYS[held.name], Group.CASES) for held in fields(Case)},
    ),
}
"""Everything that two versions may have differently. What is not here only says where a thing stands, or follows."""


# The walk


@dataclass(frozen=True, slots=True)
class _Entry:
    """A text of a thing: what is compared, and how it is told, which is found only where that is asked for."""

    raw: object
    words: Callable[[], str]
    group: Group


@dataclass(frozen=True, slots=True)
class _Thing:
    """A thing's texts and what it holds, by name; `ordered` are the names of which the order is seen."""

    group: Group
    place: Place
    texts: Mapping[str, _Entry] = field(default_factory=dict)
    parts: Mapping[str, _Thing] = field(default_factory=dict)
    ordered: tuple[str, ...] = ()


def _all(version: Version) -> Iterator[tuple[str, _Thing]]:
    """Everything in a version, by a name of its own."""
    book = version.rulebook
    yield "de kennisbank", _listed({"naam": book.name, "versie": book.version}, Group.NAME, "kennisbank.yaml")
    for talk in book.conversations.values():
        yield from _things({talk.id: talk}, talk, Place(f"{talk.id}/gesprek.yaml", 0, 0))
    nowhere = Conversation("", "", None, None, None, {}, (), {}, {}, {})
    yield from _things(book.sources, nowhere, Place("bronnen.yaml", 0, 0))
    for promise in version.promises or ():
        yield from _things({promise.id: promise}, book.conversations[promise.conversation], promise.place)
    accepted = {f"{each.code} over {each.subject}": each for each in version.acceptances or ()}
    yield from _things(accepted, nowhere, Place("aanvaard.yaml", 0, 0))
    yield "de begrippen", _listed(version.glossary or {}, Group.GLOSSARY, "begrippen.yaml")
    yield "de afzender", _listed(version.sender or {}, Group.SENDER, "afzender.yaml")
    for name, case in version.cases or ():
        yield from _things({name: case}, nowhere, Place(name, 0, 0))


def _listed(texts: Mapping[str, Any], group: Group, file: str) -> _Thing:
    entries = {f"`{key}`": _Entry(text, partial(_words, text), group) for key, text in texts.items() if text}
    return _Thing(group, Place(file, 0, 0), entries)


def _things(found: object, talk: Conversation, around: Place) -> Iterator[tuple[str, _Thing]]:
    """What a field holds, each under its kind and id; `around` is where it stands that has no place of its own."""
    named = found.items() if isinstance(found, Mapping) else ((each.id, each) for each in found)  # type: ignore[attr-defined]  # the table names no other fields
    for id, item in named:
        kind = KINDS[type(item)]
        place = Place(f"{talk.id}/{id}.yaml", 0, 0) if isinstance(item, Section) else getattr(item, "place", around)
        parts = {name: dict(_things(getattr(item, name), talk, place)) for name in kind.parts}
        yield (
            f"{kind.name} `{id}`",
            _Thing(
                kind.group,
                place,
                _texts(item, kind, talk),
                {key: thing for name in kind.parts for key, thing in parts[name].items()},
                tuple(key for name in kind.ordered for key in parts[name]),
            ),
        )


def _texts(item: object, kind: _Kind, talk: Conversation) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for name, text in kind.texts.items():
        value = getattr(item, name)
        if value is None or value in ("", ()):
            continue
        if isinstance(value, Mapping):
            found |= {
                f"`{text.key}` {key}": _Entry(each, partial(_words, each), text.group) for key, each in value.items()
            }
            continue
        words = partial(text.words, item, talk) if text.words else partial(_words, value)
        key = f"`{text.key}`"
        raw = (found[key].raw, value) if key in found else value
        found[key] = _Entry(raw, words, text.group)
    return found


def _told(entry: _Entry) -> str:
    with whole_lines():
        return entry.words()


def _words(value: object) -> str:
    """A value as it may stand in a file."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(_words(each) for each in (sorted(value) if isinstance(value, frozenset) else value)) or "niets"
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        return "; ".join(_words(held) for each in fields(value) if (held := getattr(value, each.name)))
    return str(value)


def _differing(old: _Thing, new: _Thing, path: str = "") -> Iterator[Difference]:
    """What differs between two versions of one thing; `path` is what it is called within what holds it."""
    for key in dict.fromkeys((*old.texts, *new.texts)):
        before, after = old.texts.get(key), new.texts.get(key)
        if before is None or after is None or before.raw != after.raw:
            was, becomes = (_told(entry) if entry else None for entry in (before, after))
            yield Difference((after or old.texts[key]).group, path, key, was, becomes, new.place)
    shared = [[name for name in one.ordered if name in other.ordered] for one, other in ((old, new), (new, old))]
    if shared[0] != shared[1]:
        before_order, after_order = (", ".join(_id(name) for name in names) for names in shared)
        yield Difference(Group.COURSE, path, ORDER, before_order, after_order, new.place)
    renamed = dict(_renamed(old, new))
    for name, thing in old.parts.items():
        inner = _within(path, name)
        if name in renamed:
            yield Difference(thing.group, inner, NAME, _id(name), _id(renamed[name]), new.parts[renamed[name]].place)
        elif name in new.parts:
            yield from _differing(thing, new.parts[name], inner)
        else:
            yield Difference(thing.group, inner, None, _whole(thing), None, thing.place)
    for name, thing in new.parts.items():
        if name not in old.parts and name not in renamed.values():
            yield Difference(thing.group, _within(path, name), None, None, _whole(thing), thing.place)


def _within(path: str, name: str) -> str:
    """What a thing is called: by what holds it, unless that is a whole conversation."""
    return f"bij {path} {name}" if path and not path.startswith("het gesprek") else name


def _id(name: str) -> str:
    return name.partition("`")[2].removesuffix("`")


def _renamed(old: _Thing, new: _Thing) -> Iterator[tuple[str, str]]:
    """The things that are gone, each with the new one of its kind that is the same but for its name."""
    fresh = [name for name in new.parts if name not in old.parts]
    for name, thing in old.parts.items():
        if name not in new.parts and thing.texts:
            kind = name.partition("`")[0]
            same = [o for o in fresh if o.startswith(kind) and _content(new.parts[o]) == _content(thing)]
            if same:
                fresh.remove(same[0])
                yield name, same[0]


def _content(thing: _Thing) -> tuple[object, ...]:
    return {key: entry.raw for key, entry in thing.texts.items()}, {k: _content(p) for k, p in thing.parts.items()}


def _whole(thing: _Thing) -> str:
    """All that a thing holds, as lines."""
    lines = [f"{key}: {_told(entry)}" for key, entry in thing.texts.items() if entry.raw is not False]
    for name, part in thing.parts.items():
        lines += [f"{name}:", *(f"  {line}" for line in _whole(part).split("\n"))]
    return "\n".join(line.replace("\n", "\n  ") for line in lines)
