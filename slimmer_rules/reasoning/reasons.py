"""Why a conclusion has its value, what it was judged on, and what is open: the same on the screen and in a letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slimmer_rules.reasoning.derivation import Derivation, Step
from slimmer_rules.rulebook.conditions import names, reads
from slimmer_rules.rulebook.model import UNKNOWN, Section
from slimmer_rules.rulebook.strata import controlled_by, reached, read_by_rules
from slimmer_rules.rulebook.wording import reason_text

_SENTENCES = re.compile(r"(?<=[.!?]) ")


@dataclass(frozen=True, slots=True)
class Reason:
    """The `omdat` of a rule that gave a value, without the sentences that an earlier reason has told."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """The questions of one section that apply and have no known answer; whether any of the section was discussed."""

    section: Section
    questions: tuple[str, ...]
    discussed: bool


def reasons(derivation: Derivation, conclusion: str) -> tuple[Reason, ...]:
    """What the rules say that gave a conclusion its value, in firing order; none for what came by `anders`."""
    talk, facts = derivation.conversation, derivation.facts
    rules = [step.rule for step in _giving(derivation, conclusion) if step.rule is not None]
    told = without_repeats(reason_text(talk.rules[rule], talk, facts) for rule in rules)
    return tuple(Reason(rule, text) for rule, text in zip(rules, told, strict=True) if text)


def without_repeats(told: Iterable[str]) -> list[str]:
    """Texts that are read one after another, without the sentences that an earlier one has told; some may be empty."""
    seen: set[str] = set()
    kept = []
    for text in told:
        sentences = [sentence for sentence in _SENTENCES.split(text) if sentence not in seen]
        seen.update(sentences)
        kept.append(" ".join(sentences))
    return kept


def criteria(derivation: Derivation, conclusion: str) -> Mapping[str, bool]:
    """The conclusions that the rules for this one read, in the order of the rulebook, and whether each decided it.

    Those decided it that stand in the true leaves of the rules that gave the value; all of them where it came by
    `anders`. Sets are left out.
    """
    talk = derivation.conversation
    rules = (rule for rule in talk.rules.values() if conclusion in dict(rule.concludes))
    read = {name for rule in rules for name in reads(rule.condition)}
    steps = [step for step in _giving(derivation, conclusion) if step.rule is not None]
    decisive = {name for step in steps for ground in step.grounds if ground.holds for name in names(ground.literal)}
    return {
        name: not decisive or name in decisive
        for name, each in talk.conclusions.items()
        if name in read and not each.is_set
    }


def answers_under(derivation: Derivation, conclusion: str) -> tuple[str, ...]:
    """The questions with a known answer that a conclusion's value rests on directly."""
    used = {name for step in _giving(derivation, conclusion) for g in step.grounds for name in names(g.literal)}
    return tuple(name for name in derivation.situation.known if name in used)


def open_points(derivation: Derivation) -> tuple[OpenPoints, ...]:
    """What applies and has no known answer, by section.

    A question that may be passed over counts only where it was answered `onbekend`.
    """
    found = []
    for section in derivation.conversation.sections:
        points = tuple(name for name in section.questions if _is_open(derivation, name))
        if points:
            discussed = any(name in derivation.answers for name in section.questions)
            found.append(OpenPoints(section, points, discussed))
    return tuple(found)


def awaited(derivation: Derivation, conclusion: str) -> frozenset[str]:
    """The open questions that can bear on what decided a conclusion and is itself `onbekend`.

    None where nothing that decided it is `onbekend`.
    """
    talk = derivation.conversation
    decisive = (name for name, decided in criteria(derivation, conclusion).items() if decided)
    unknown = [name for name in decisive if derivation.values.get(name) == UNKNOWN]
    bearing = reached(unknown, {**read_by_rules(talk), **controlled_by(talk)})
    return frozenset(name for name in talk.questions if name in bearing and _is_open(derivation, name))


def rules_behind(derivation: Derivation, conclusion: str) -> frozenset[str]:
    """The rules that a conclusion's value rests on: those that gave it, and those behind the conclusions they read.

    What was found not to be so carries a value too, as does what kept rules for another value from firing.
    """
    read: dict[str, set[str]] = defaultdict(set)
    for step in derivation.steps:
        read[step.conclusion].update(name for ground in step.grounds for name in names(ground.literal))
    under = reached((conclusion,), read)
    return frozenset(step.rule for step in derivation.steps if step.rule is not None and step.conclusion in under)


def _is_open(derivation: Derivation, question: str) -> bool:
    situation = derivation.situation
    if question in situation.unknown:
        return True
    asked = question in situation.askable and not derivation.conversation.questions[question].optional
    return asked and question not in situation.known


def _giving(derivation: Derivation, conclusion: str) -> tuple[Step, ...]:
    """The steps that gave a conclusion the value it has."""
    return derivation.steps_for(conclusion, str(derivation.values.get(conclusion, "")))
