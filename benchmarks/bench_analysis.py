"""What each kind of analysis costs: at 60 questions and 480 rules, and for the shipped intake.

Each kind is asked for cases of 0, 50, 90 and 100% answers. Every claim is checked by a run of experta, which takes most
of the time; so the changes are asked for with one set only (each further set costs one more run).
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from benchmarks.generated import generated, random_answers
from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.answer_variables import concrete
from slimmer_rules.reasoning.changes import changes_to
from slimmer_rules.reasoning.outcomes import live_questions, open_outcomes
from slimmer_rules.reasoning.progress import ahead
from slimmer_rules.reasoning.rests_on import rests_on
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.solver import Solver
from slimmer_rules.reasoning.twin_cases import variables
from slimmer_rules.reasoning.what_if import what_if
from slimmer_rules.reasoning.why_ask import why_ask
from slimmer_rules.reasoning.why_not import why_not
from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.model import Conversation

CASES = 25
SHARES = (0.0, 0.5, 0.9, 1.0)


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, {_processor()}")
    large = generated()
    _report("60 vragen, 480 regels", large, [random_answers(Random(n), large, s) for s in SHARES for n in range(CASES)])
    intake = read_folder(shipped()).conversations["intake"]
    whole = list(_drawn(Analysis(intake), "besluit"))
    _report(
        "de meegeleverde intake", intake, [_part(Random(n), case, s) for s in SHARES for n, case in enumerate(whole)]
    )


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="ascii") as lines:
            return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


def _drawn(analysis: Analysis, goal: str) -> Iterator[Answers]:
    """Cases in which every question that applies is answered, as many of each outcome."""
    program = Solver(seed=2013)
    encoding = RuleEncoding(variables(program, analysis.conversation), analysis.conversation)
    for name, none in encoding.variables.none.items():
        program.never((encoding.applies[name], none))
        program.never((-encoding.applies[name], -none))
    for value in analysis.conversation.conclusions[goal].values:
        wanted = [analysis.outcome(encoding, goal, value.id), *analysis.valid(encoding)]
        for _ in range(CASES):
            if (found := program.solve(wanted, encoding.variables.all)) is not None:
                yield concrete(encoding.variables.answers(found))


def _part(rng: Random, case: Answers, share: float) -> Answers:
    return {name: value for name, value in case.items() if rng.random() < share}


def _report(name: str, talk: Conversation, cases: list[Answers]) -> None:
    start = time.perf_counter()
    analysis = Analysis(talk)
    for each in ("consistent", "single", "pair", "changed", "part"):
        getattr(analysis, each)
    for ask in _questions(analysis, cases[-1]).values():
        ask()
    print(f"\n{name}: alles een keer opbouwen en vragen {time.perf_counter() - start:.2f} s")
    spent: dict[str, list[float]] = {}
    for case in cases:
        for kind, ask in _questions(analysis, case).items():
            start = time.perf_counter()
            ask()
            spent.setdefault(kind, []).append(time.perf_counter() - start)
    for kind, seconds in spent.items():
        seconds.sort()
        middle, high = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
        print(f"  {kind:<12} mediaan {middle * 1000:6.1f} ms   p95 {high * 1000:6.1f} ms")


def _questions(analysis: Analysis, case: Answers) -> dict[str, Callable[[], object]]:
    talk = analysis.conversation
    goal = talk.goal
    assert goal is not None
    derivation = analysis.reasoner.derive(case)
    now = derivation.values[goal]
    assert isinstance(now, str)
    other = next(_others(talk, goal, now, len(case)))
    question = next((name for name in derivation.situation.askable if name not in case), next(iter(talk.questions)))
    changes = {question: talk.questions[question].answers[0].id}
    return {
        "open": lambda: open_outcomes(analysis, case, goal),
        "live": lambda: live_questions(analysis, case, goal),
        "ahead": lambda: ahead(analysis, case, short=True),
        "why ask": lambda: why_ask(analysis, case, question),
        "why not": lambda: why_not(derivation, goal, other),
        "change to": lambda: changes_to(analysis, case, goal, other, most=1),
        "what if": lambda: what_if(analysis.reasoner.derive, case, changes),
        "rests on": lambda: rests_on(analysis, case, goal, now, most=1),
    }


def _others(talk: Conversation, goal: str, now: str, turn: int) -> Iterator[str]:
    values = [value.id for value in talk.conclusions[goal].values if value.id != now]
    yield values[turn % len(values)]


if __name__ == "__main__":
    main()
