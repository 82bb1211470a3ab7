"""Propositional formulas as a clingo program: built as stratified rules, so that each choice has one stable model.

On it stand `AnswerVariables`, the choice of answers, and a `RuleEncoding`, what one conversation makes of these.
Several may share one solver: two cases that differ in one answer, or two versions of the rules.

Equal formulas are the same literal, so two encodings share whatever they do not differ in, and only what is asked for
(with all it depends on) is built. Atoms are numbers; no text is ever grounded.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import clingo

Lit = int
"""A literal of a program: an atom's number, negative where it is denied."""


class OutOfTimeError(Exception):  # what befell the question; the name is what a caller needs
    """The time bound passed before the solver had an answer: nothing is known."""


class Solver:
    """Formulas over free atoms, and the questions put to them. Ground once; each question is a set of assumptions."""

    def __init__(self, seed: int | None = None) -> None:
        """With a `seed`, models come in a random order that is the same each time; else as the solver likes."""
        drawn = () if seed is None else ("--rand-freq=1", "--sign-def=rnd", "--save-progress=0", f"--seed={seed}")
        self._control = clingo.Control(["--warn=none", "--models=0", "--opt-strategy=usc", *drawn])
        self._settings: Any = self._control.configuration.solve
        self._grounding = ExitStack()
        self._open: clingo.Backend | None = None
        self._memo: dict[object, Lit] = {}
        self._optimising = False
        self.deadline: float | None = None
        self.true: Lit = self._atom()
        self._backend.add_rule([self.true])

    @property
    def _backend(self) -> clingo.Backend:
        if self._open is None:
            self._open = self._grounding.enter_context(self._control.backend())
        return self._open

    def _close(self) -> None:
        self._grounding.close()
        self._open = None

    def _atom(self) -> Lit:
        return self._backend.add_atom()

    @contextmanager
    def within(self, seconds: float | None) -> Iterator[None]:
        """Bound the time of all questions inside; one that takes longer raises `OutOfTimeError`. None is no bound."""
        self.deadline = None if seconds is None else time.monotonic() + seconds
        try:
            yield
        finally:
            self.deadline = None

    # Formulas

    def choice(self) -> Lit:
        """A new atom that may be true or false."""
        atom = self._atom()
        self._backend.add_rule([atom], choice=True)
        return atom

    def conj(self, parts: Iterable[Lit]) -> Lit:
        """All of `parts`."""
        kept = {part for part in parts if part != self.true}
        if -self.true in kept or any(-part in kept for part in kept):
            return -self.true
        if len(kept) <= 1:
            return next(iter(kept), self.true)
        return self._define(("conj", frozenset(kept)), sorted(kept))

    def disj(self, parts: Iterable[Lit]) -> Lit:
        """At least one of `parts`."""
        return -self.conj(-part for part in parts)

    def differ(self, one: Lit, other: Lit) -> Lit:
        """Exactly one of the two."""
        return self.disj((self.conj((one, -other)), self.conj((-one, other))))

    def at_least(self, count: int, parts: Sequence[Lit]) -> Lit:
        """At least `count` of `parts`, where a part that stands there twice counts twice."""
        count -= sum(part == self.true for part in parts)
        kept = sorted(part for part in parts if abs(part) != self.true)
        if count <= 0:
            return self.true
        if count > len(kept):
            return -self.true
        if count == 1:
            return self.disj(kept)
        if count == len(kept):
            return self.conj(kept)
        key = ("at_least", count, tuple(kept))
        if key not in self._memo:
            atom = self._memo[key] = self._atom()
            self._backend.add_weight_rule([atom], count, sorted(Counter(kept).items()))
        return self._memo[key]

    def _define(self, key: object, body: Sequence[Lit]) -> Lit:
        if key not in self._memo:
            atom = self._memo[key] = self._atom()
            self._backend.add_rule([atom], body)
        return self._memo[key]

    def never(self, parts: Iterable[Lit]) -> None:
        """From now on, not all of `parts` together."""
        self._backend.add_rule([], list(parts))

    def minimise(self, weights: Iterable[tuple[Lit, int]], priority: int = 0) -> None:
        """Let `optima` look for the least total weight of what is true; a higher priority goes first."""
        self._optimising = True
        self._backend.add_minimize(priority, [(part, weight) for part, weight in weights if weight])

    # Questions

    def solve(self, assumptions: Iterable[Lit], read: Sequence[Lit] = ()) -> frozenset[Lit] | None:
        """Those of `read` that are true in some model of `assumptions`; None where there is no model."""
        return next(self._models(assumptions, read, optimal=False), None)

    def possible(self, assumptions: Iterable[Lit]) -> bool:
        """Whether there is a model of `assumptions`."""
        return self.solve(assumptions) is not None

    def solutions(self, assumptions: Iterable[Lit], read: Sequence[Lit]) -> Iterator[frozenset[Lit]]:
        """Every different part of `read` that is true in some model of `assumptions`, each once."""
        return self._models(assumptions, read, optimal=False)

    def optima(self, assumptions: Iterable[Lit], read: Sequence[Lit]) -> Iterator[frozenset[Lit]]:
        """As `solutions`, of the models with the least total weight only."""
        return self._models(assumptions, read, optimal=True)

    def _models(self, assumptions: Iterable[Lit], read: Sequence[Lit], *, optimal: bool) -> Iterator[frozenset[Lit]]:
        self._close()
        if self.deadline is not None and time.monotonic() >= self.deadline:
            raise OutOfTimeError
        if self._optimising:
            self._settings.opt_mode = "optN" if optimal else "ignore"
        with self._control.solve(
            assumptions=list(dict.fromkeys(assumptions)), yield_=True, async_=self.deadline is not None
        ) as handle:
            while (model := self._next(handle)) is not None:
                if not optimal or model.optimality_proven:
                    found = frozenset(part for part in read if _true(model, part))
                    # What was found is denied for the rest of this question: each part of `read` is given once.
                    model.context.add_clause([-part if part in found else part for part in read])
                    yield found
                handle.resume()

    def _next(self, handle: clingo.SolveHandle) -> clingo.Model | None:
        if self.deadline is not None and not handle.wait(max(0.0, self.deadline - time.monotonic())):
            handle.cancel()
            raise OutOfTimeError
        return handle.model()


def _true(model: clingo.Model, part: Lit) -> bool:
    return model.is_true(part) if part > 0 else not model.is_true(-part)
