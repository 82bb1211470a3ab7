"""What a decision costs: building the engine and reasoning about a case, for the shipped intake and a large rulebook.

Prints figures and asserts none: they depend on the machine. The ratio to the slow evaluator of the tests, from the same
run, says more than the milliseconds.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from time import perf_counter

from benchmarks.generated import generated, random_answers
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.model import Conversation
from tests.intakes import OUTCOMES, random_intake, shipped_intake
from tests.slow_evaluator import evaluate

Answers = dict[str, str | int]
CASES, ROUNDS = 40, 5


def main() -> None:
    rng = Random(1)
    print(
        f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; ms, median of {ROUNDS} rounds"
    )
    intake = shipped_intake()
    _report("intake", intake, [random_intake(rng, OUTCOMES[n % len(OUTCOMES)]) for n in range(CASES)])
    large = generated()
    _report("60 questions", large, [random_answers(rng, large, rng.choice((0.5, 0.9, 1.0))) for _ in range(CASES)])


def _report(name: str, talk: Conversation, cases: Sequence[Answers]) -> None:
    start = perf_counter()
    reasoner = Reasoner(talk)
    reasoner.derive({})
    build = (perf_counter() - start) * 1000
    decision = _per_case(reasoner.derive, cases)
    slow = _per_case(lambda answers: evaluate(talk, answers), cases)
    print(
        f"{name:14} {len(talk.questions):3} questions {len(talk.rules):4} rules   first {build:7.1f}   "
        f"a decision {decision:6.2f}   slow evaluator {slow:6.2f} (experta is {decision / slow:.1f} times that)"
    )


def _per_case(run: Callable[[Answers], object], cases: Sequence[Answers]) -> float:
    return median(_seconds(run, cases) for _ in range(ROUNDS)) * 1000 / len(cases)


def _seconds(run: Callable[[Answers], object], cases: Sequence[Answers]) -> float:
    start = perf_counter()
    for answers in cases:
        run(answers)
    return perf_counter() - start


if __name__ == "__main__":
    main()
