"""What an audit costs: the shipped rules with all properties, mutation, comparing, and 60 questions with 480 rules."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from random import Random

from benchmarks.generated import generated, random_answers
from slimmer_rules.audit.auditing import Material, audit
from slimmer_rules.audit.checks import CHECKS
from slimmer_rules.audit.comparing import compare
from slimmer_rules.audit.mutation import mutate
from slimmer_rules.audit.properties import Never, NeverWorse, Property
from slimmer_rules.audit_input import gather
from slimmer_rules.reasoning.compiled import Compiled
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.conditions import All, Is
from slimmer_rules.rulebook.model import Conversation, Place
from tests.building import rulebook

CASES = 50


def main() -> None:
    print(f"{platform.machine()}, Python {platform.python_version()}, {_processor()}")
    shipped = gather(files("slimmer_rules.knowledge"), files("slimmer_rules.templates")).material
    _timed("meegeleverd: controle met alle eigenschappen", lambda: audit(shipped, CHECKS))
    _timed("meegeleverd: mutatie", lambda: mutate(shipped))
    _timed("meegeleverd: vergelijken met zichzelf", lambda: compare(shipped.rulebook, shipped.rulebook))
    large = generated()
    goal = large.conclusions["besluit"]
    ordered = replace(goal, order=tuple(value.id for value in goal.values if value.id != goal.default))
    large = replace(large, conclusions={**large.conclusions, "besluit": ordered})
    material = Material(rulebook(large), _cases(large), _promises(large))
    print(f"gegenereerd: {len(large.questions)} vragen, {len(large.rules)} regels, {len(material.cases)} gevallen")
    _timed("gegenereerd: controle met eigenschappen", lambda: audit(material, CHECKS))
    changed = replace(large, rules=dict(list(large.rules.items())[:-1]))
    _timed("gegenereerd: vergelijken, één regel weg", lambda: compare(rulebook(large), rulebook(changed)))


def _cases(talk: Conversation) -> list[tuple[str, Case]]:
    """Random cases that expect what the rules say: for the checks of coverage."""
    compiled = Compiled(talk)
    found = []
    for number in range(CASES):
        answers = random_answers(Random(number), talk)
        expected = compiled.conclude(answers).values
        found.append((f"geval-{number}", Case(talk.id, answers, expected=expected)))
    return found


def _promises(talk: Conversation) -> list[Property]:
    """A better answer gives no worse decision, for each question; and something that never holds."""
    place = Place("eigenschappen.yaml", 1, 1)
    never = Never(All((Is("besluit", (talk.conclusions["besluit"].values[0].id,)), Is("groep00", ("onvoldoende",)))))
    better = NeverWorse(tuple(talk.questions), "besluit")
    return [
        Property("E1", "nooit", talk.id, never, "proef", place),
        Property("E2", "beter", talk.id, better, "proef", place),
    ]


def _timed(name: str, work: Callable[[], object]) -> None:
    start, used = time.perf_counter(), time.process_time()
    work()
    seconds, busy = time.perf_counter() - start, time.process_time() - used
    print(f"{name}: {seconds:.1f} s, waarvan {busy:.1f} s rekentijd", flush=True)


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="ascii") as lines:
            return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


if __name__ == "__main__":
    main()
