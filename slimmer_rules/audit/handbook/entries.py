"""What has a page in the handbook, where that page is, and what depends on what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import capital


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, conclusion or rule with its page, relative to the root of the site."""

    kind: str
    id: str
    title: str
    conversation: str

    @property
    def url(self) -> str:
        """The page of this entry."""
        return f"{self.conversation}/{self.kind}-{self.id}.html"

    @property
    def subject(self) -> str:
        """What a finding calls it."""
        return self.id if self.kind == "conclusie" else f"{self.kind} {self.id}"


class Directory:
    """All entries of one conversation, and their relations."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        name = conversation.id
        self.questions = {q.id: Entry("vraag", q.id, capital(q.short), name) for q in conversation.questions.values()}
        self.conclusions = {c.id: Entry("conclusie", c.id, c.title, name) for c in conversation.conclusions.values()}
        self.rules = {r.id: Entry("regel", r.id, r.title, name) for r in conversation.rules.values()}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry: questions, conclusions, rules."""
        return (*self.questions.values(), *self.conclusions.values(), *self.rules.values())

    def named(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """The entries of questions and conclusions, in the order of the rulebook."""
        wanted = set(names)
        both = {**self.questions, **self.conclusions}
        return tuple(entry for name, entry in both.items() if name in wanted)

    def below(self, entry: Entry) -> tuple[Entry, ...]:
        """What an entry rests on directly."""
        talk = self.conversation
        if entry.kind == "vraag":
            condition = talk.questions[entry.id].applies_if
            return self.named(reads(condition) if condition else ())
        if entry.kind == "regel":
            return self.named(reads(talk.rules[entry.id].condition))
        return self.named(n for r in talk.rules.values() if entry.id in dict(r.concludes) for n in reads(r.condition))

    def above(self, entry: Entry) -> tuple[Entry, ...]:
        """What an entry feeds directly: conclusions, and the questions whose applicability it settles."""
        talk = self.conversation
        if entry.kind == "regel":
            return self.named(dict(talk.rules[entry.id].concludes))
        using = [r for r in talk.rules.values() if entry.id in reads(r.condition)]
        asked = [q.id for q in talk.questions.values() if q.applies_if and entry.id in reads(q.applies_if)]
        return self.named([*asked, *(name for rule in using for name, _ in rule.concludes)])

    def rules_reading(self, name: str) -> tuple[Entry, ...]:
        """The rules whose condition speaks of a question or conclusion."""
        talk = self.conversation
        return tuple(self.rules[rule.id] for rule in talk.rules.values() if name in reads(rule.condition))

    def rules_giving(self, conclusion: str, value: str) -> tuple[Entry, ...]:
        """The rules that conclude a value."""
        talk = self.conversation
        return tuple(self.rules[r.id] for r in talk.rules.values() if (conclusion, value) in r.concludes)
