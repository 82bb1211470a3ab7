"""Leaves: what a leaf of a condition says, and how it stands in a case, as a clause of Dutch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from slimmer_rules.rulebook.conditions import Between, Facts, FactValue, Is, Literal, Unknown, literal_holds, names
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording.texts import capital, fact_text, label, listed, quoted, stopped, topic


class Standing(Enum):
    """How a leaf stands in the facts."""

    SO = "het is zo"
    NOT_SO = "het is bekend dat het niet zo is"
    NOT_FOLLOWING = "het volgt niet"
    NOT_KNOWN = "het is niet bekend"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A clause in parts, because Dutch puts the verb second in a main clause and last after *als*."""

    subject: str
    verb: str
    rest: str
    tail: str = ""

    @property
    def main(self) -> str:
        """The clause on its own: the verb second."""
        return f"{self.subject} {self.verb} {self.rest}{self.tail}"

    @property
    def after_als(self) -> str:
        """The clause after *als*: the verb last."""
        return f"{self.subject} {self.rest} {self.verb}{self.tail}"


def _values(literal: Is, conversation: Conversation, word: str = "of") -> str:
    return listed(_labels(literal, conversation), word)


def _none_of(literal: Is, conversation: Conversation) -> str:
    """`niet a en ook niet b`: *niet a of b* can be misread."""
    return f"niet {' en ook niet '.join(_labels(literal, conversation))}"


def _labels(literal: Is, conversation: Conversation) -> list[str]:
    return [quoted(label(literal.subject, value, conversation)) for value in literal.values]


def _shorts(names: Iterable[str], conversation: Conversation) -> list[str]:
    return [conversation.questions[name].short for name in names]


def _range(literal: Between) -> str:
    if literal.low is None:
        return f"hoogstens {literal.high}"
    if literal.high is None:
        return f"minstens {literal.low}"
    return f"{literal.low}" if literal.low == literal.high else f"{literal.low} tot en met {literal.high}"


def phrase(literal: Literal, conversation: Conversation, positive: bool) -> Phrase:
    """What a leaf says, or that it does not hold."""
    match literal:
        case Unknown(questions):
            return _unknown_phrase(_shorts(questions, conversation), positive)
        case Between(subject):
            rest = _range(literal)
            return _asked(subject, conversation, rest if positive else f"niet {rest}", positive)
        case Is(subject, values) if subject in conversation.questions:
            if set(values) == {answer.id for answer in conversation.questions[subject].answers}:
                return Phrase(topic(subject, conversation), "is", "bekend" if positive else "niet bekend")
            rest = _values(literal, conversation) if positive else _none_of(literal, conversation)
            return _asked(subject, conversation, rest, positive)
        case Is(subject) if conversation.conclusions[subject].is_set:
            rest = f"op de lijst {quoted(conversation.conclusions[subject].title)}"
            return Phrase(_values(literal, conversation), "staat", rest if positive else f"niet {rest}")
        case Is(subject):
            rest = _values(literal, conversation) if positive else _none_of(literal, conversation)
            return Phrase(f"bij {quoted(conversation.conclusions[subject].title)}", "is", f"de conclusie {rest}")


def _asked(name: str, conversation: Conversation, rest: str, positive: bool) -> Phrase:
    """About a question: *not* holds too where nothing is known, and a reader must see that."""
    return Phrase(topic(name, conversation), "is", rest, "" if positive else " (of niet bekend)")


def _unknown_phrase(shorts: list[str], positive: bool) -> Phrase:
    if positive:
        return Phrase(f"over {listed(shorts)}", "is", "niets bekend")
    if len(shorts) == 1:
        return Phrase(f"over {shorts[0]}", "is", "iets bekend")
    return Phrase(f"over minstens één hiervan: {listed(shorts)},", "is", "iets bekend")


def leaf_text(literal: Literal, conversation: Conversation, positive: bool) -> str:
    """What a leaf asks, or that it must not hold, as one sentence, whatever the facts are."""
    return stopped(phrase(literal, conversation, positive).main)


def standing(literal: Literal, conversation: Conversation, facts: Facts) -> Standing:
    """How a leaf stands. A conclusion that only has its `anders` value was not denied by a rule: it does not follow."""
    if literal_holds(literal, facts):
        return Standing.SO
    if isinstance(literal, Unknown):
        return Standing.NOT_SO
    conclusion = conversation.conclusions.get(literal.subject)
    if conclusion is None:
        return Standing.NOT_SO if literal.subject in facts else Standing.NOT_KNOWN
    denied = not conclusion.is_set and facts.get(conclusion.id) not in (None, conclusion.default)
    return Standing.NOT_SO if denied else Standing.NOT_FOLLOWING


def literal_text(
    literal: Literal, conversation: Conversation, holds: bool, facts: Facts, not_applicable: Collection[str] = ()
) -> str:
    """One sentence on how a leaf stands in the facts, with the value in force; `holds` is the ground's own sign."""
    kind = Standing.SO if holds else standing(literal, conversation, facts)
    return capital(stopped(_STANDINGS[kind](literal, conversation, facts, not_applicable)))


def _so(literal: Literal, conversation: Conversation, facts: Facts, _: Collection[str]) -> str:
    match literal:
        case Unknown(questions):
            return f"over {listed(_shorts(questions, conversation))} is nog niets bekend"
        case Between(subject, low, high):
            told = _in_force(subject, conversation, facts)
            if low == high:
                return told
            return f"{told}, en dat {'ligt van' if None not in (low, high) else 'is'} {_range(literal)}"
        case Is(subject, values) if subject in conversation.conclusions and conversation.conclusions[subject].is_set:
            members = facts[subject]
            held = tuple(v for v in values if isinstance(members, frozenset) and v in members)
            verb = "staat" if len(held) == 1 else "staan"
            title = conversation.conclusions[subject].title
            return f"{_values(Is(subject, held), conversation, 'en')} {verb} op de lijst {quoted(title)}"
        case Is(subject):
            return _in_force(subject, conversation, facts)


def _not_so(literal: Literal, conversation: Conversation, facts: Facts, _: Collection[str]) -> str:
    if isinstance(literal, Unknown):
        return listed([_in_force(name, conversation, facts) for name in literal.questions if name in facts])
    asked = _range(literal) if isinstance(literal, Between) else _values(literal, conversation)
    return f"{_in_force(literal.subject, conversation, facts)}, niet {asked}"


def _not_following(literal: Literal, conversation: Conversation, facts: Facts, _: Collection[str]) -> str:
    told = f"uit de antwoorden volgt niet dat {phrase(literal, conversation, True).after_als}"
    (subject,) = names(literal)
    actual = facts.get(subject)
    if isinstance(actual, str):
        told += f"; de conclusie blijft {_quoted_value(subject, actual, conversation)}"
    return told


def _not_known(literal: Literal, conversation: Conversation, _: Facts, not_applicable: Collection[str]) -> str:
    (question,) = names(literal)
    short = conversation.questions[question].short
    if question in not_applicable:
        return f"de vraag over {short} is hier niet van toepassing"
    return f"over {short} is nog niets bekend"


_STANDINGS: dict[Standing, Callable[[Literal, Conversation, Facts, Collection[str]], str]] = {
    Standing.SO: _so,
    Standing.NOT_SO: _not_so,
    Standing.NOT_FOLLOWING: _not_following,
    Standing.NOT_KNOWN: _not_known,
}


def _in_force(name: str, conversation: Conversation, facts: Facts) -> str:
    """A main clause that says which value a question or single-valued conclusion has."""
    value = _quoted_value(name, facts[name], conversation)
    if name in conversation.conclusions:
        return f"bij {quoted(conversation.conclusions[name].title)} is de conclusie {value}"
    return f"{topic(name, conversation)} is {value}"


def _quoted_value(name: str, value: FactValue, conversation: Conversation) -> str:
    text = fact_text(name, value, conversation)
    return text if isinstance(value, int) else quoted(text)
