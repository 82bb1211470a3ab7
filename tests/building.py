"""Short ways to write rulebook values in a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from slimmer_rules.rulebook.conditions import All, Condition, Is, reads
from slimmer_rules.rulebook.model import (
    Answer,
    Citation,
    Conclusion,
    Conversation,
    Origin,
    Place,
    Question,
    Rule,
    Rulebook,
    Section,
    Text,
    Value,
)

HERE = Place("proef.yaml", 1, 1)


def question(
    id: str,
    *answers: str,
    applies_if: Condition | None = None,
    between: tuple[int, int] | None = None,
    order: tuple[str, ...] = (),
    changeable: bool = True,
) -> Question:
    """A question with these answers (`ja` and `nee` if none), or a whole number between two bounds."""
    listed = () if between else (answers or ("ja", "nee"))
    return Question(
        id=id,
        text=f"Wat is {id}?",
        short=f"de {id}",
        why=None,
        note=None,
        example=None,
        answers=tuple(Answer(a, f"keuze {a}", None, None, HERE) for a in listed),
        applies_if=applies_if,
        low=between[0] if between else None,
        high=between[1] if between else None,
        assessor=None,
        order=order,
        changeable=changeable,
        record_only=False,
        group=None,
        optional=False,
        place=HERE,
    )


def conclusion(id: str, *values: str, default: str | None = None) -> Conclusion:
    """A single-valued conclusion."""
    return Conclusion(id, f"Titel van {id}", _values(values), default, False, None, (), HERE)


def members(id: str, *values: str) -> Conclusion:
    """A set conclusion."""
    return Conclusion(id, f"Titel van {id}", _values(values), None, True, None, (), HERE)


def rule(id: str, condition: Condition, *concludes: tuple[str, str], reason: Text = ("Omdat het zo is.",)) -> Rule:
    return Rule(id, f"Regel {id}", condition, concludes, reason, (Citation("bron"),), Origin.LITERAL, None, HERE)


def conversation(
    questions: Iterable[Question], conclusions: Iterable[Conclusion], rules: Iterable[Rule], goal: str | None = None
) -> Conversation:
    """A conversation of one section, with its strata."""
    asked = {q.id: q for q in questions}
    concluded = {c.id: c for c in conclusions}
    ruled = {r.id: r for r in rules}
    return Conversation(
        id="proef",
        title="Proefgesprek",
        intro=None,
        goal=goal,
        signals=None,
        groups={},
        sections=(Section("1-alles", "Alles", tuple(asked)),),
        questions=asked,
        conclusions=concluded,
        rules=ruled,
        strata=strata(concluded, ruled),
    )


def rulebook(talk: Conversation) -> Rulebook:
    """A rulebook with only this conversation."""
    return Rulebook("Proef", "0", {talk.id: talk}, {}, "0" * 64)


def strata(conclusions: Mapping[str, Conclusion], rules: Mapping[str, Rule]) -> dict[str, int]:
    """The layer of each conclusion, straight from its definition; the rules must not run in a circle."""

    @cache
    def layer(name: str) -> int:
        read = {n for r in rules.values() if name in dict(r.concludes) for n in reads(r.condition)}
        return 1 + max((layer(n) for n in read if n in conclusions), default=0)

    return {name: layer(name) for name in conclusions}


def given(**answers: str) -> Condition:
    """Each question has this answer."""
    return All(tuple(Is(name, (value,)) for name, value in answers.items()))


def _values(ids: Iterable[str]) -> tuple[Value, ...]:
    return tuple(Value(v, f"label {v}", None, HERE) for v in ids)
