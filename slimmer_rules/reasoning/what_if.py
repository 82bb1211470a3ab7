"""What if: the conclusions of the answers as they are beside those of other answers, and what makes the difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.situation import Answers, AnswerValue

Value = str | frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Differing:
    """One conclusion before and after, with the rules behind it that fire only before, or only after."""

    conclusion: str
    old: Value
    new: Value
    lost: tuple[str, ...]
    gained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The two derivations, and how they differ. All tuples are in the order of the rulebook.

    conclusions: those that differ. parked: answers that no longer count; revived: those that count again. asked:
    questions without an answer that may now be asked and might not before; dropped: those that fall away.
    """

    old: Derivation
    new: Derivation
    conclusions: tuple[Differing, ...]
    parked: tuple[str, ...]
    revived: tuple[str, ...]
    asked: tuple[str, ...]
    dropped: tuple[str, ...]


def what_if(derive: Callable[[Answers], Derivation], answers: Answers, changes: Mapping[str, AnswerValue]) -> WhatIf:
    """What becomes different if the questions in `changes` are answered so (`onbekend` takes an answer away).

    `derive` is the forward reasoning (`Reasoner.derive`); it may raise ContradictionError.
    """
    old = derive(answers)
    new = derive({**answers, **changes})
    before, after = old.situation, new.situation
    return WhatIf(
        old,
        new,
        conclusions=tuple(
            _differing(old, new, n) for n in old.conversation.conclusions if _value(old, n) != _value(new, n)
        ),
        parked=_only(after.parked, before.parked),
        revived=_only(before.parked, after.parked),
        asked=_only(_open(new), _open(old)),
        dropped=tuple(name for name in _only(_open(old), _open(new)) if name not in new.answers),
    )


def _value(derivation: Derivation, conclusion: str) -> Value:
    return derivation.values.get(conclusion)


def _differing(old: Derivation, new: Derivation, conclusion: str) -> Differing:
    before, after = _rules(old, conclusion), _rules(new, conclusion)
    return Differing(
        conclusion, _value(old, conclusion), _value(new, conclusion), _only(before, after), _only(after, before)
    )


def _rules(derivation: Derivation, conclusion: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.rule for step in derivation.steps_for(conclusion) if step.rule is not None))


def _open(derivation: Derivation) -> tuple[str, ...]:
    """The questions that may be asked and were not."""
    return tuple(name for name in derivation.situation.askable if name not in derivation.answers)


def _only(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)
