"""The record: a derivation as the JSON object that `slimmer assess --json` prints.

Its keys are a contract (docs/contracten.md): more may be added, none is changed or removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slimmer_rules.reasoning.derivation import Derivation, Ground, Step
from slimmer_rules.rulebook.conditions import Between, Is, Unknown
from slimmer_rules.rulebook.model import Conversation, Rulebook

JsonObject = dict[str, Any]


def record(derivation: Derivation, rulebook: Rulebook) -> JsonObject:
    """Everything about one assessment, in the order of the rulebook; `afleiding` in firing order."""
    conversation = derivation.conversation
    return {
        "gesprek": conversation.id,
        "kennisbank": {"naam": rulebook.name, "versie": rulebook.version, "sha256": rulebook.sha256},
        "antwoorden": {name: derivation.answers[name] for name in conversation.questions if name in derivation.answers},
        "geparkeerd": sorted(derivation.situation.parked),
        "conclusies": conclusions(conversation, derivation.values),
        "doel": conversation.goal,
        "afleiding": [_step(step, derivation) for step in derivation.steps],
    }


def conclusions(
    conversation: Conversation, values: Mapping[str, str | frozenset[str]]
) -> dict[str, str | list[str] | None]:
    """Every conclusion of the conversation: its value (null if no rule gave one), or for a set a sorted list."""
    return {name: plain(values.get(name)) for name in conversation.conclusions}


def plain(value: str | frozenset[str] | None) -> str | list[str] | None:
    """A conclusion's value for JSON: a set as a sorted list."""
    return sorted(value) if isinstance(value, frozenset) else value


def _step(step: Step, derivation: Derivation) -> JsonObject:
    return {
        "regel": step.rule,
        "conclusie": step.conclusion,
        "waarde": step.value,
        "steunt_op": [fact for ground in step.grounds for fact in _facts(ground, derivation)],
    }


def _facts(ground: Ground, derivation: Derivation) -> Iterator[JsonObject]:
    """The facts of a ground with the values in force; `niet` and `toets` where the ground does not hold."""
    facts = derivation.facts
    match ground.literal:
        case Unknown(questions):
            told = questions if ground.holds else tuple(name for name in questions if name in facts)
            test: list[Any] = [None]
            yield from ({"feit": name, "waarde": facts.get(name), **_denied(ground, test)} for name in told)
        case Between(subject, low, high):
            bounds = {key: bound for key, bound in (("van", low), ("tot", high)) if bound is not None}
            yield {"feit": subject, "waarde": facts.get(subject), **_denied(ground, [bounds])}
        case Is(subject, values):
            value = facts.get(subject)
            if not isinstance(value, frozenset):
                yield {"feit": subject, "waarde": value, **_denied(ground, list(values))}
            elif ground.holds:
                yield from ({"feit": subject, "waarde": member} for member in values if member in value)
            else:
                yield {"feit": subject, "waarde": sorted(value), **_denied(ground, list(values))}


def _denied(ground: Ground, tested: list[Any]) -> JsonObject:
    return {} if ground.holds else {"niet": True, "toets": tested}
