"""Explanation: the proof of a conclusion, from the rules that gave it down to the answers.

A proof is data; `proof_text` puts it into Dutch. What proofs share is told where it is first needed, and referred to
after that. For a value that came by `anders` the proof says which rules could have concluded otherwise, and what each
of them lacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from slimmer_rules.reasoning.derivation import Derivation, Ground, Step, grounds
from slimmer_rules.rulebook.conditions import names
from slimmer_rules.rulebook.model import Rule, Rulebook
from slimmer_rules.rulebook.wording import (
    headed,
    literal_text,
    place_text,
    quoted,
    reason_text,
    source_text,
    wrapped,
)


@dataclass(frozen=True, slots=True)
class Premise:
    """A ground, with the proofs of the conclusion that it speaks of (none for an answer)."""

    ground: Ground
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """A rule that could have given another `value`, and what kept it from firing."""

    rule: str
    value: str
    premises: tuple[Premise, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One way in which a value came about: by a rule's premises, or (`rule` is None) by what other rules lacked."""

    rule: str | None
    premises: tuple[Premise, ...]
    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a conclusion has a value, or a set a member. A repeated proof was given before and has no arguments here."""

    conclusion: str
    value: str
    arguments: tuple[Argument, ...]
    repeated: bool


def prove(derivation: Derivation, conclusion: str) -> tuple[Proof, ...]:
    """The proof of a conclusion's value, or of each member of a set; none if it has no value. KeyError if unknown."""
    if conclusion not in derivation.conversation.conclusions:
        raise KeyError(conclusion)
    return _Prover(derivation).proofs(conclusion, _members(derivation, conclusion))


def _members(derivation: Derivation, conclusion: str) -> tuple[str, ...]:
    """The values in force, in the order of the rulebook."""
    value = derivation.values.get(conclusion)
    held = value if isinstance(value, frozenset) else {value}
    return tuple(v.id for v in derivation.conversation.conclusions[conclusion].values if v.id in held)


class _Prover:
    """Walks from a conclusion to the answers, remembering what was proved already."""

    def __init__(self, derivation: Derivation) -> None:
        self._derivation = derivation
        self._facts = derivation.facts
        self._proved: set[tuple[str, str]] = set()

    def proofs(self, conclusion: str, values: tuple[str, ...]) -> tuple[Proof, ...]:
        return tuple(self._proof(conclusion, value) for value in values)

    def _proof(self, conclusion: str, value: str) -> Proof:
        if (conclusion, value) in self._proved:
            return Proof(conclusion, value, (), repeated=True)
        self._proved.add((conclusion, value))
        steps = self._derivation.steps_for(conclusion, value)
        return Proof(conclusion, value, tuple(self._argument(step) for step in steps), repeated=False)

    def _argument(self, step: Step) -> Argument:
        if step.rule is not None:
            return Argument(step.rule, self._premises(step.grounds), ())
        return Argument(None, (), tuple(self._lacks(step)))

    def _lacks(self, step: Step) -> Iterator[Lack]:
        for rule in self._derivation.conversation.rules.values():
            for name, value in rule.concludes:
                if name == step.conclusion and value != step.value:
                    yield Lack(rule.id, value, self._premises(grounds(rule.condition, self._facts)))

    def _premises(self, given: tuple[Ground, ...]) -> tuple[Premise, ...]:
        return tuple(Premise(ground, self._proofs_of(ground)) for ground in given)

    def _proofs_of(self, ground: Ground) -> tuple[Proof, ...]:
        name = names(ground.literal)[0]
        conclusion = self._derivation.conversation.conclusions.get(name)
        if conclusion is None:
            return ()
        held = _members(self._derivation, name)
        if conclusion.is_set:
            held = tuple(value for value in held if value in getattr(ground.literal, "values", ()))
        return self.proofs(name, held)


def proof_text(derivation: Derivation, conclusion: str, rulebook: Rulebook) -> str:
    """The proof of a conclusion as an indented Dutch tree, with rule ids and sources."""
    concluded = derivation.conversation.conclusions[conclusion]
    proofs = prove(derivation, conclusion)
    if not proofs:
        none = "er staat niets op deze lijst, want geen enkele regel zet er iets op."
        return headed(concluded.title, none if concluded.is_set else "geen regel geeft hier een conclusie.")
    teller = _Teller(derivation, rulebook)
    lines = [line for proof in proofs for line in teller.told(proof)]
    lines += [""] if teller.cited else []
    for source in teller.cited:
        lines += wrapped(f"Bron {source}: {source_text(source, rulebook)}", "", "  ")
    return "\n".join(lines)


class _Teller:
    """Puts proofs into lines of Dutch."""

    def __init__(self, derivation: Derivation, rulebook: Rulebook) -> None:
        self._derivation = derivation
        self._conversation = derivation.conversation
        self._facts = derivation.facts
        self._rulebook = rulebook
        self.cited: dict[str, None] = {}
        """The sources named so far, in order; each is told in full once, below the tree."""

    def told(self, proof: Proof) -> Iterator[str]:
        concluded = self._conversation.conclusions[proof.conclusion]
        yield from wrapped(headed(concluded.title, concluded.value(proof.value).label), "", "  ")
        yield from self._arguments(proof, "  ")

    def _arguments(self, proof: Proof, indent: str) -> Iterator[str]:
        for argument in proof.arguments:
            if argument.rule is not None:
                yield from self._by_rule(self._conversation.rules[argument.rule], argument, indent)
            else:
                yield from self._by_default(proof.conclusion, argument, indent)

    def _by_rule(self, rule: Rule, argument: Argument, indent: str) -> Iterator[str]:
        reason = reason_text(rule, self._conversation, self._facts)
        yield from wrapped(f"Regel {rule.id} ({rule.title}): {reason}", indent, f"{indent}  ")
        for citation in rule.citations:
            self.cited[citation.source] = None
            told = ", ".join(filter(None, [f"Bron: {citation.source}", place_text(citation, self._rulebook)]))
            told += f" ({rule.origin.value})"
            yield from wrapped(told, f"{indent}  ", f"{indent}    ")
        yield f"{indent}  Dat steunt op:"
        yield from self._premises(argument.premises, f"{indent}  ")

    def _by_default(self, conclusion: str, argument: Argument, indent: str) -> Iterator[str]:
        if not argument.lacks:
            yield f"{indent}Geen enkele regel kan hier een andere conclusie geven."
            return
        yield f"{indent}Geen regel gaf een andere conclusie:"
        for lack in argument.lacks:
            rule = self._conversation.rules[lack.rule]
            would = quoted(self._conversation.conclusions[conclusion].value(lack.value).label)
            told = f"Regel {rule.id} ({rule.title}) zou {would} geven, maar:"
            yield from wrapped(told, f"{indent}- ", f"{indent}  ")
            yield from self._premises(lack.premises, f"{indent}  ")

    def _premises(self, premises: tuple[Premise, ...], indent: str) -> Iterator[str]:
        """One line for each premise with what proves it; what two of them would tell in the same words stands once."""
        away = self._derivation.situation.not_applicable
        said = set()
        for premise in premises:
            literal, holds = premise.ground.literal, premise.ground.holds
            told = literal_text(literal, self._conversation, holds, self._facts, away)
            if told in said and all(proof.repeated for proof in premise.proofs):
                continue
            said.add(told)
            if premise.proofs and all(proof.repeated for proof in premise.proofs):
                told += " (Dit is hierboven uitgelegd.)"
            yield from wrapped(told, f"{indent}- ", f"{indent}  ")
            for proof in premise.proofs:
                yield from self._arguments(proof, f"{indent}    ")
