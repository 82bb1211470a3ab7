"""The rules of a conversation as one generated Python function: for cases by the thousand, where nobody reads why.

What a person reads of a case comes from `reasoning.forward`, which also gives the grounds. Both say the same.

The source is made from the trees of conditions. Of the rulebook only ids stand in it, each checked to be letters,
digits, `-` and `_`: no text of a rule is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

from slimmer_rules.reasoning.agenda import stratum_of
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import Answers, AnswerValue, controlling_first
from slimmer_rules.rulebook.answers import require_answers
from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Facts,
    Is,
    Not,
    Unknown,
    reads,
)
from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation, Rule

Values = Mapping[str, str | frozenset[str]]
Run = Callable[..., tuple[dict[str, AnswerValue], dict[str, str | frozenset[str]], list[str]]]

WIDEST = 100
"""A longer condition is cut at its parts."""

_ID = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Conclusions:
    """All that follows from answers: those in force, each conclusion with a value, and the rules in firing order."""

    known: Mapping[str, AnswerValue]
    values: Values
    fired: tuple[str, ...]

    @property
    def facts(self) -> Facts:
        """The answers in force and the conclusions, by name."""
        return {**self.known, **self.values}


class _ContradictedError(Exception):
    """Altered rules contradict each other; which ones nobody asks."""


class Compiled:
    """The rules of one conversation, compiled when first used."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation

    def conclude(self, answers: Answers) -> Conclusions:
        """All that follows from `answers`.

        Raises AnswerError for what is no question or no answer to it, and ContradictionError as `Reasoner.derive` does.
        """
        require_answers(self.conversation.questions, answers)
        known, values, fired = self.run(answers)
        return Conclusions(known, values, tuple(fired))

    def altered(self, answers: Answers, rule: str, pairs: Iterable[tuple[str, str]]) -> Facts | None:
        """The facts if this rule gave these (conclusion, value) and no others; None if the rules then contradict."""
        given: dict[str, list[str]] = {}
        for name, value in dict.fromkeys(pairs):
            given.setdefault(name, []).append(value)
        if any(len(values) > 1 and not self.conversation.conclusions[name].is_set for name, values in given.items()):
            return None
        try:
            known, values, _ = self._alterable(answers, rule, given)
        except _ContradictedError:
            return None
        return {**known, **values}

    @cached_property
    def run(self) -> Run:
        """As `conclude`, without looking whether these are answers: known, values and fired."""
        return self._function(source(self.conversation), self._contradiction)

    @cached_property
    def _alterable(self) -> Run:
        return self._function(source(self.conversation, alterable=True), _ContradictedError)

    def _function(self, text: str, contradiction: Callable[[str, str, list[str]], Exception]) -> Run:
        builtins = {"frozenset": frozenset, "set": set, "sum": sum}
        scope: dict[str, Any] = {"__builtins__": builtins, "contradiction": contradiction}
        exec(compile(text, f"<{self.conversation.id}>", "exec"), scope)  # noqa: S102  # see above: ids only
        return cast(Run, scope["conclude"])

    def _contradiction(self, conclusion: str, value: str, fired: list[str]) -> ContradictionError:
        """What to raise where the last rule of `fired` gives `value` to a conclusion that has another."""
        given = (
            (found, rule)
            for rule in fired
            for name, found in self.conversation.rules[rule].concludes
            if name == conclusion
        )
        return ContradictionError(conclusion, next(given), (value, fired[-1]))


def with_all_values(conversation: Conversation) -> Conversation:
    """The same rules, where a conclusion holds every value that a rule gives it: none contradict each other."""
    conclusions = {name: replace(each, is_set=True) for name, each in conversation.conclusions.items()}
    return replace(conversation, conclusions=conclusions)


def source(conversation: Conversation, *, alterable: bool = False) -> str:
    """The Python source of the function `conclude`. Raises ValueError where an id is none.

    If `alterable` the function also takes a rule that never holds, and what is concluded beforehand.
    """
    return "\n".join(_lines(conversation, alterable)) + "\n"


def _lines(conversation: Conversation, alterable: bool) -> Iterator[str]:
    used = {name for rule in conversation.rules.values() for name in reads(rule.condition)}
    writer = _Writer(conversation, alterable)
    yield f"def conclude(answers{', without, given' if alterable else ''}):"
    yield f"    known = {{name: answer for name, answer in answers.items() if answer != {_text(UNKNOWN)}}}"
    yield "    fired = []"
    yield ""
    yield "    # Antwoorden op vragen die niet van toepassing zijn, tellen niet mee."
    for name in controlling_first(conversation):
        yield from writer.applicability(name)
    yield ""
    yield "    # De antwoorden die meetellen."
    for name in conversation.questions:
        if name in used:
            yield f"    {_question(name)} = known.get({_text(name)})"
    for name, concluded in conversation.conclusions.items():
        yield f"    {_conclusion(name)} = {writer.beforehand(concluded)}"
    for stratum in range(1, max(conversation.strata.values(), default=0) + 1):
        yield ""
        yield f"    # Laag {stratum}."
        for _, rule in sorted(conversation.rules.items()):
            if stratum_of(rule, conversation) == stratum:
                yield from writer.rule(rule)
        for name in sorted(conversation.conclusions):
            if conversation.strata[name] == stratum:
                yield from _default(conversation.conclusions[name])
    yield ""
    yield "    values = {"
    for name, concluded in conversation.conclusions.items():
        if concluded.is_set:
            yield f"        {_text(name)}: frozenset({_conclusion(name)}),"
        elif concluded.default is not None:
            yield f"        {_text(name)}: {_conclusion(name)},"
    yield "    }"
    for name, concluded in conversation.conclusions.items():
        if not concluded.is_set and concluded.default is None:
            yield f"    if {_conclusion(name)} is not None:"
            yield f"        values[{_text(name)}] = {_conclusion(name)}"
    yield "    return known, values, fired"


def _default(concluded: Conclusion) -> Iterator[str]:
    """What the conclusion is worth if no rule gave it a value."""
    if concluded.default is None:
        return
    name, default = _conclusion(concluded.id), _text(concluded.default)
    yield f"    if {f'not {name}' if concluded.is_set else f'{name} is None'}:  # anders"
    yield f"        {f'{name}.add({default})' if concluded.is_set else f'{name} = {default}'}"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Conditions and rules of one conversation as Python."""

    conversation: Conversation
    alterable: bool

    def beforehand(self, concluded: Conclusion) -> str:
        """What a conclusion is before any rule has fired."""
        if self.alterable:
            given = f"given.get({_text(concluded.id)}, {'()' if concluded.is_set else '(None,)'})"
            return f"set({given})" if concluded.is_set else f"{given}[0]"
        return "set()" if concluded.is_set else "None"

    def rule(self, rule: Rule) -> Iterator[str]:
        """What happens if the rule fires."""
        allowed = f"without != {_text(rule.id)} and " if self.alterable else ""
        yield f"    if {allowed}{_broken(rule.condition, self.holds)}:  # {rule.id}"
        yield f"        fired.append({_text(rule.id)})"
        for conclusion, value in rule.concludes:
            name, given = _conclusion(conclusion), _text(value)
            if self.conversation.conclusions[conclusion].is_set:
                yield f"        {name}.add({given})"
                continue
            yield f"        if {name} is not None and {name} != {given}:"
            yield f"            raise contradiction({_text(conclusion)}, {given}, fired)"
            yield f"        {name} = {given}"

    def holds(self, condition: Condition) -> str:
        """The condition as an expression that is True or False."""
        match condition:
            case All(parts):
                return joined(" and ", map(self.holds, parts), "True")
            case AnyOf(parts):
                return joined(" or ", map(self.holds, parts), "False")
            case AtLeast(count, parts):
                return _at_least(count, map(self.holds, parts))
            case Not(part):
                return f"not {self.holds(part)}"
            case Unknown(questions):
                return joined(" and ", (f"{_question(name)} is None" for name in questions), "True")
            case Is(subject, values) if subject in self.conversation.conclusions:
                name = _conclusion(subject)
                if self.conversation.conclusions[subject].is_set:
                    return joined(" or ", (f"{_text(value)} in {name}" for value in values), "False")
                return _is_one_of(name, values)
            case Is(subject, values):
                return _is_one_of(_question(subject), values)
            case Between(subject):
                return f"({_question(subject)} is not None and {_between(condition)})"

    def applicability(self, name: str) -> Iterator[str]:
        """Whether the question is surely not asked for; if so its answer counts no more."""
        asked, condition = _question(name), self.conversation.questions[name].applies_if
        dependents = any(name in reads(q.applies_if) for q in self.conversation.questions.values() if q.applies_if)
        if dependents:
            yield f"    {asked} = known.get({_text(name)})"
        if condition is None:
            return
        yield f"    excluded_{asked} = {self.surely(condition, False)}"
        yield f"    if excluded_{asked}:"
        yield f"        {f'{asked} = ' if dependents else ''}known.pop({_text(name)}, None)"
        if dependents:
            yield f"        {asked} = None"

    def surely(self, condition: Condition, truth: bool) -> str:
        """Whether the condition has this truth, whatever the answers that are not known (`conditions.truth`)."""
        match condition:
            case All(parts) | AnyOf(parts):
                every = isinstance(condition, All) is truth
                found = (self.surely(part, truth) for part in parts)
                return joined(" and " if every else " or ", found, str(every))
            case AtLeast(count, parts):
                needed = count if truth else len(parts) - count + 1
                return _at_least(needed, (self.surely(part, truth) for part in parts))
            case Not(part):
                return self.surely(part, not truth)
            case Unknown():
                return self.holds(condition if truth else Not(condition))
            case _ if truth:
                return self.holds(condition)
            case Is(subject, values):
                return self._otherwise(subject, _is_one_of(_question(subject), values))
            case Between(subject):
                return self._otherwise(subject, _between(condition))

    def _otherwise(self, question: str, test: str) -> str:
        """The question has an answer that does not pass the test, or is sure not to have any."""
        known = f"({_question(question)} is not None and not {test})"
        if self.conversation.questions[question].applies_if is None:
            return known
        return f"(excluded_{_question(question)} or {known})"


def _broken(condition: Condition, holds: Callable[[Condition], str]) -> str:
    """The condition of a rule; each part of a long one on a line of its own."""
    text = holds(condition)
    if len(text) <= WIDEST or not isinstance(condition, All | AnyOf):
        return text
    word = "and" if isinstance(condition, All) else "or"
    return "(\n        " + f"\n        {word} ".join(map(holds, condition.parts)) + "\n    )"


def joined(word: str, parts: Iterable[str], empty: str) -> str:
    """The parts with a word between them, in brackets where there are more; `empty` if there are none."""
    found = list(parts)
    if len(found) == 1:
        return found[0]
    return f"({word.join(found)})" if found else empty


def _at_least(count: int, parts: Iterable[str]) -> str:
    return f"sum([{', '.join(parts)}]) >= {count:d}"


def _is_one_of(name: str, values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"{name} == {_text(values[0])}"
    return f"{name} in ({', '.join(map(_text, values))})" if values else "False"


def _between(condition: Between) -> str:
    low = "" if condition.low is None else f"{condition.low:d} <= "
    high = "" if condition.high is None else f" <= {condition.high:d}"
    return f"{low}{_question(condition.subject)}{high}"


def _question(id: str) -> str:
    return f"q_{checked_id(id)}"


def _conclusion(id: str) -> str:
    return f"c_{checked_id(id)}"


def _text(id: str) -> str:
    return f"'{checked_id(id)}'"


def checked_id(id: str) -> str:
    """The id, which is letters, digits, `-` and `_`: nothing else of a rulebook enters the source."""
    if not _ID.fullmatch(id):
        raise ValueError(f"{id!r} is no id")
    return id
