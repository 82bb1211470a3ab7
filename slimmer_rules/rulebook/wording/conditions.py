"""Conditions: a tree of leaves as a sentence or an indented list."""

from __future__ import annotations

from collections.abc import Sequence

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording.leaves import Phrase, phrase
from slimmer_rules.rulebook.wording.texts import wrapped

INLINE = 140
"""A condition of at most two leaves that takes no more characters than this stays in the sentence itself."""


def condition_text(condition: Condition, conversation: Conversation) -> str:
    """A condition as main clauses: one line, or a heading with an indented list."""
    return "\n".join(_lines(condition, conversation, "", ""))


def _lines(condition: Condition, conversation: Conversation, first: str, rest: str) -> list[str]:
    """The condition wrapped, with `first` before the first line and `rest` before the others."""
    inner, positive = _unwrapped(condition)
    sentence = _sentence(inner, conversation, positive)
    if sentence is not None:
        return wrapped(sentence, first, rest)
    lines = wrapped(_heading(inner, positive), first, rest)
    for part in _parts(inner):
        lines += _lines(part, conversation, f"{rest}- ", f"{rest}  ")
    return lines


def _unwrapped(condition: Condition) -> tuple[Condition, bool]:
    """The condition without double negation and without branches of one part, and whether it is meant positively."""
    positive = True
    while True:
        match condition:
            case Not(part):
                condition, positive = part, not positive
            case All((part,)) | AnyOf((part,)) | AtLeast(1, (part,)):
                condition = part
            case _:
                return condition, positive


def _parts(condition: Condition) -> tuple[Condition, ...]:
    assert isinstance(condition, All | AnyOf | AtLeast)  # noqa: S101 - leaves and *not* never come here
    return condition.parts


def _sentence(condition: Condition, conversation: Conversation, positive: bool) -> str | None:
    """The condition as one main clause, or a few joined by *en*; None if it needs a list."""
    match condition:
        case Is() | Between() | Unknown():
            return phrase(condition, conversation, positive).main
        case All(parts) if positive and len(parts) <= 3 and (phrases := _phrases(parts, conversation)):
            return " en ".join(phrase.main for phrase in phrases)
        case _:
            return None


def _phrases(parts: Sequence[Condition], conversation: Conversation) -> list[Phrase] | None:
    """The phrases of parts that are all leaves or their negation; None if one is not."""
    phrases = []
    for part in parts:
        inner, positive = _unwrapped(part)
        if not isinstance(inner, Is | Between | Unknown):
            return None
        phrases.append(phrase(inner, conversation, positive))
    return phrases


def _heading(condition: Condition, positive: bool) -> str:
    """The words above a list; chosen so that they read the same in a main clause and after *als*."""
    match condition:
        case All(()) | AnyOf(()):
            return "altijd" if isinstance(condition, All) is positive else "nooit"
        case All():
            return "al deze punten gelden:" if positive else "niet al deze punten gelden:"
        case AtLeast(count, parts) if count > 1:
            return _counted("minstens", count, len(parts)) if positive else _counted("hoogstens", count - 1, len(parts))
        case _:
            return "minstens één van deze punten geldt:" if positive else "geen van deze punten geldt:"


def _counted(word: str, count: int, total: int) -> str:
    return f"{word} {'één' if count == 1 else count} van deze {total} punten {'geldt' if count == 1 else 'gelden'}:"


def after_als(condition: Condition, conversation: Conversation) -> list[str]:
    """The condition as the lines from *Als* up to and including *dan*, which ends the last line."""
    inner, positive = _unwrapped(condition)
    inline = _inline(inner, conversation, positive)
    if inline is not None:
        return [f"Als {inline}, dan"]
    lines = wrapped(f"Als {_heading(inner, positive)}", "", "  ")
    for part in _parts(inner):
        lines += _lines(part, conversation, "- ", "  ")
    return [*lines, "dan"]


def _inline(condition: Condition, conversation: Conversation, positive: bool) -> str | None:
    """The condition after *als*, if it is short: one leaf, or two joined by *en* or *of*."""
    match condition:
        case Is() | Between() | Unknown():
            return phrase(condition, conversation, positive).after_als
        case All((_, _) as parts) | AnyOf((_, _) as parts) if positive:
            phrases = _phrases(parts, conversation)
            joined = f" {'en' if isinstance(condition, All) else 'of'} ".join(p.after_als for p in phrases or ())
            return joined if phrases and len(joined) <= INLINE else None
        case _:
            return None
