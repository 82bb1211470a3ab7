"""Names: what the questions and conclusions of a conversation are called, and which values each of them knows."""

from __future__ import annotations

from dataclasses import dataclass, field

from slimmer_rules.rulebook.located_yaml import Scalar
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Place, Rulebook
from slimmer_rules.rulebook.reading_shapes import Fields, Notes, shown

WORDS = ("een_van", "alle", "niet", "minstens", "onbekend")
"""The words of the condition language, which name no question or conclusion."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A question or conclusion by name.

    `options` is None where they could not be read, so that none can be wrong. `called`: what people call it, if known.
    """

    id: str
    place: Place
    is_question: bool
    options: tuple[str, ...] | None = None
    is_set: bool = False
    low: int | None = None
    high: int | None = None
    is_number: bool = False
    called: str | None = None

    @property
    def told(self) -> str:
        """The subject as it is called in a message."""
        return f"{'vraag' if self.is_question else 'conclusie'} `{self.id}`"


@dataclass(slots=True)
class Names:
    """All subjects of a conversation. `complete` is false where some could not be read: then no name is unknown."""

    subjects: dict[str, Subject] = field(default_factory=dict)
    complete: bool = True

    @classmethod
    def of(cls, conversation: Conversation, *also: str) -> Names:
        """The names of a conversation that was read. `also` are answers that may be given besides those listed."""
        subjects = {}
        for q in conversation.questions.values():
            options = None if q.is_number else (*(answer.id for answer in q.answers), *also)
            subjects[q.id] = Subject(
                q.id, q.place, True, options, low=q.low, high=q.high, is_number=q.is_number, called=q.short
            )
        for c in conversation.conclusions.values():
            values = tuple(value.id for value in c.values)
            subjects[c.id] = Subject(c.id, c.place, False, values, is_set=c.is_set, called=c.title)
        return cls(subjects)

    @property
    def questions(self) -> dict[str, tuple[str, ...]]:
        """The names of questions, with what each is called."""
        return {name: _called(subject) for name, subject in self.subjects.items() if subject.is_question}

    @property
    def conclusions(self) -> dict[str, tuple[str, ...]]:
        """The names of conclusions, with what each is called."""
        return {name: _called(subject) for name, subject in self.subjects.items() if not subject.is_question}

    def add(self, subject: Subject, notes: Notes) -> bool:
        """Add a subject; false, with a note, where its name is taken."""
        first = self.subjects.get(subject.id)
        if first is None:
            self.subjects[subject.id] = subject
            return True
        message = f"de naam `{subject.id}` is al gebruikt"
        help = f"{first.told} staat in {first.place.file}, regel {first.place.line}; kies een andere naam"
        notes.add("R018", message, subject.place, help)
        if first.options != subject.options or first.is_question is not subject.is_question:
            self.subjects[subject.id] = Subject(first.id, first.place, first.is_question, is_set=first.is_set)
        return False

    def question(self, name: str, place: Place, notes: Notes) -> Subject | None:
        """The question with this name, or None with a note."""
        subject = self.subjects.get(name)
        if subject is not None and subject.is_question:
            return subject
        if subject is not None:
            notes.add("R013", f"`{name}` is een conclusie, geen vraag", place, "noem hier een vraag")
        elif self.complete:
            message = f"vraag `{shown(name)}` bestaat niet"
            notes.add("R013", message, place, notes.meant_of(name, lambda: self.questions, "De vragen zijn"))
        return None

    def conclusion(self, name: str, place: Place, notes: Notes) -> Subject | None:
        """The conclusion with this name, or None with a note."""
        subject = self.subjects.get(name)
        if subject is not None and not subject.is_question:
            return subject
        if subject is not None:
            notes.add("R013", f"`{name}` is een vraag, geen conclusie", place, "noem hier een conclusie")
        elif self.complete:
            message = f"conclusie `{shown(name)}` bestaat niet"
            notes.add("R013", message, place, notes.meant_of(name, lambda: self.conclusions, "De conclusies zijn"))
        return None

    def either(self, name: str, place: Place, notes: Notes) -> Subject | None:
        """The question or conclusion with this name, or None with a note."""
        subject = self.subjects.get(name)
        if subject is None and self.complete:
            help = notes.meant(name, (*self.subjects, *WORDS), "De namen zijn")
            notes.add("R013", f"vraag of conclusie `{shown(name)}` bestaat niet", place, help)
        return subject


def _called(subject: Subject) -> tuple[str, ...]:
    return () if subject.called is None else (subject.called,)


def option(subject: Subject, scalar: Scalar, notes: Notes, *, several: bool = False) -> str | None:
    """A value that the subject knows, or None with a note. Where `several` may stand, the note tells how."""
    if subject.options is None or scalar.text in subject.options:
        return scalar.text
    if subject.is_question and scalar.text == UNKNOWN:
        message = f"`{UNKNOWN}` kan in een voorwaarde niet als antwoord staan"
        notes.add("R021", message, scalar.place, f"schrijf `{UNKNOWN}: [{subject.id}]`")
        return None
    code, kind, all_are = (
        ("R012", "het antwoord", "De antwoorden zijn")
        if subject.is_question
        else ("R014", "het lid", "De leden zijn")
        if subject.is_set
        else ("R014", "de waarde", "De waarden zijn")
    )
    message = f"{subject.told} kent {kind} `{shown(scalar.text)}` niet"
    joined = scalar.text.replace(", ", " of ").split(" of ")
    if several and set(joined) <= set(subject.options):
        notes.add(code, message, scalar.place, f"schrijf `[{', '.join(joined)}]`")
    else:
        notes.unknown(code, message, scalar.place, scalar.text, subject.options, all_are)
    return None


def named_conclusion(fields: Fields, key: str, is_set: bool, names: Names, notes: Notes) -> str | None:
    """The conclusion that a key names, or None with a note. One of the wrong kind (a set or not) is noted too."""
    scalar = notes.scalar(fields.node(key), f"`{key}` van {fields.owner}")
    subject = names.conclusion(scalar.text, scalar.place, notes) if scalar else None
    if scalar is None or subject is None:
        return None
    if subject.options is not None and subject.is_set is not is_set:
        message = f"`{key}` van {fields.owner} moet {'een verzameling' if is_set else 'een conclusie met waarden'} zijn"
        notes.add("R027", message, scalar.place, f"{subject.told} is dat niet")
    return subject.id


def named_conversation(fields: Fields, rulebook: Rulebook, notes: Notes) -> Conversation | None:
    """The conversation that `gesprek` names, or None with a note."""
    scalar = notes.scalar(fields.node("gesprek"), "`gesprek`")
    if scalar is not None and scalar.text not in rulebook.conversations:
        help = notes.meant(scalar.text, rulebook.conversations, "De gesprekken zijn")
        notes.add("R013", f"het gesprek `{shown(scalar.text)}` bestaat niet", scalar.place, help)
    return rulebook.conversations.get(scalar.text) if scalar else None
