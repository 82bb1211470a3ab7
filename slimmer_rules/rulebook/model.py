"""The rulebook as data: what a network asks, what it may conclude, and by which rules.

Everything here is a frozen value. A `Rulebook` holds conversations (`gesprek`); a conversation holds its questions,
conclusions and rules. Ids of questions and conclusions share one namespace within a conversation; rule ids are unique
in the whole rulebook. Mappings keep the order of the files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from slimmer_rules.rulebook.conditions import Condition

INTEGER = re.compile(r"-?[0-9]{1,18}")
"""How a whole number is written."""

UNKNOWN = "onbekend"
"""The answer that every question accepts and that gives no value."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file relative to the rulebook's folder, 1-based line and column, length in characters."""

    file: str
    line: int
    column: int
    length: int = 1


class Origin(Enum):
    """`herkomst`: how a rule relates to its source."""

    LITERAL = "letterlijk"
    DERIVED = "afgeleid"
    INTERPRETATION = "interpretatie"


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in an `omdat`: `antwoord('x')`, `waarde('x')` or `getal('x')`."""

    kind: str
    name: str


Text = tuple[str | Slot, ...]
"""An `omdat`, cut at its gaps; a text without gaps is one string."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: `oeij2013#doetanks-en-de-praktijk/1` is source, section and paragraph (or table row)."""

    source: str
    section: str | None = None
    part: str | None = None

    def __str__(self) -> str:
        section = f"#{self.section}" if self.section else ""
        return self.source + section + (f"/{self.part}" if self.part else "")


@dataclass(frozen=True, slots=True)
class Source:
    """A document that rules cite; `sections` maps a section's slug to its title, `checked` says whether it was read."""

    id: str
    title: str
    authors: str
    year: str
    where: str
    sections: Mapping[str, str]
    checked: bool
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Answer:
    """A listed answer: what the coach chooses, what may be seen or heard when it fits, and the letter's sentence.

    `wish` is the letter's sentence where it is not so yet, and would help.
    """

    id: str
    choice: str
    note: str | None
    in_letter: str | None
    place: Place
    wish: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question. A whole-number question has no `answers` but a range `low` to `high`, both inclusive.

    `short` names the subject in a sentence ("de tijd van de initiatiefnemer"). `applies_if` speaks of questions only.
    `order` lists answers from worst to best. `assessor` is "coach" where the coach judges. `optional` questions are
    offered together and may be passed over. `group` is a key of the conversation's `groups`.
    """

    id: str
    text: str
    short: str
    why: str | None
    note: str | None
    example: str | None
    answers: tuple[Answer, ...]
    applies_if: Condition | None
    low: int | None
    high: int | None
    assessor: str | None
    order: tuple[str, ...]
    changeable: bool
    record_only: bool
    group: str | None
    optional: bool
    place: Place

    @property
    def is_number(self) -> bool:
        """Whether it asks for a whole number."""
        return self.low is not None

    def accepts(self, answer: object) -> bool:
        """Whether this is an answer: the id of a listed one, a whole number within the range, or `onbekend`."""
        if answer == UNKNOWN:
            return True
        if self.low is None or self.high is None:
            return any(listed.id == answer for listed in self.answers)
        return isinstance(answer, int) and not isinstance(answer, bool) and self.low <= answer <= self.high

    def parse(self, text: str) -> str | int | None:
        """The answer that is written so; None if it is no answer to this question."""
        answer = int(text) if self.is_number and INTEGER.fullmatch(text) else text
        return answer if self.accepts(answer) else None

    def answer(self, id: str) -> Answer:
        """The listed answer with this id; KeyError if there is none."""
        for answer in self.answers:
            if answer.id == id:
                return answer
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a conclusion, or a member of a set: a label, and where given the letter's sentence."""

    id: str
    label: str
    in_letter: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What rules may conclude: exactly one of `values` (`default` if no rule does), or, for a set, any of its members.

    `norm` is the letter's sentence for what is asked of an issue; `order` lists the values from worst to best.
    """

    id: str
    title: str
    values: tuple[Value, ...]
    default: str | None
    is_set: bool
    norm: str | None
    order: tuple[str, ...]
    place: Place

    def value(self, id: str) -> Value:
        """The value or member with this id; KeyError if there is none."""
        for value in self.values:
            if value.id == id:
                return value
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Rule:
    """If `condition` holds, then each (conclusion, value) of `concludes`; `reason` is `omdat`."""

    id: str
    title: str
    condition: Condition
    concludes: tuple[tuple[str, str], ...]
    reason: Text
    citations: tuple[Citation, ...]
    origin: Origin
    origin_note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the conversation: one file's subject and its questions, in the order in which they are asked."""

    id: str
    title: str
    questions: tuple[str, ...]
    intro: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a value of the goal means to who reads it: whether it says yes, and which sets are shown with it."""

    positive: bool = False
    shows: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """One half of an axis of the figure: `far` is right or above, the other left or below.

    `possible`: the issue may come to lie there, that is not certain.
    """

    far: bool
    possible: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of the figure: the conclusion that it is about, and where the values of that lie, from left or below.

    A value without stretches lies beside the axis (`plaats: geen`). With one that is not here (`plaats: onbekend`)
    nothing can be drawn.
    """

    conclusion: str
    stretches: Mapping[str, tuple[Stretch, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """The drawing of where an issue lies: between left and right by one conclusion, below and above by another."""

    across: Axis
    upward: Axis


@dataclass(frozen=True, slots=True)
class Conversation:
    """One `gesprek`. `goal` is the conclusion it is about; `signals` the set of contradictions shown at once.

    `outcomes` tells of values of the goal what they mean; see `outcome` and `hidden`. `profile` is the conclusion that
    rests on the telling ones of the grouped questions.

    `strata` gives each conclusion its layer: 1 if its rules read answers only, else one more than the highest that
    they read.
    """

    id: str
    title: str
    intro: str | None
    goal: str | None
    signals: str | None
    groups: Mapping[str, str]
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    conclusions: Mapping[str, Conclusion]
    rules: Mapping[str, Rule]
    strata: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    profile: str | None = None
    figure: Figure | None = None

    def outcome(self, value: str) -> Outcome:
        """What a value of the goal means; one of which nothing is told says no yes and shows nothing of its own."""
        return self.outcomes.get(value, Outcome())

    def positive(self) -> tuple[str, ...]:
        """The values of the goal that say yes, in the order of the rulebook."""
        return tuple(value for value, outcome in self.outcomes.items() if outcome.positive)

    def hidden(self, value: str) -> frozenset[str]:
        """The sets that belong to other outcomes, and so are not shown with this one."""
        every = {name for outcome in self.outcomes.values() for name in outcome.shows}
        return frozenset(every - set(self.outcome(value).shows))


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A whole `knowledge/` folder. `sha256` is over the rule files' paths and contents with LF line ends."""

    name: str
    version: str
    conversations: Mapping[str, Conversation]
    sources: Mapping[str, Source]
    sha256: str
