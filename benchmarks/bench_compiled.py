"""What a decision costs, compiled and in a warehouse, against zen-engine and experta: ratios from one run.

Every party gets the same rules and the same cases, and what comes out is compared first. It asserts no figures: they
depend on the machine, the ratios hardly.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import duckdb
import zen

from benchmarks.generated import generated, random_answers
from slimmer_rules.reasoning.agenda import stratum_of
from slimmer_rules.reasoning.compiled import Compiled, joined
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.situation import controlling_first
from slimmer_rules.reasoning.warehouse import member_column, view
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from tests.intakes import OUTCOMES, random_intake, shipped_intake

Answers = dict[str, str | int]
CASES, ROUNDS, ROWS = 200, 7, 100_000
TURN = 0.3
"""The seconds that a party works before the next one does."""


def main() -> None:
    told = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "zen-engine", "experta"))
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, {told}")
    rng = Random(1)
    intake = shipped_intake()
    zen_time = _decisions("intake", intake, [random_intake(rng, OUTCOMES[n % len(OUTCOMES)]) for n in range(CASES)])
    large = generated()
    _decisions("60 vragen", large, [random_answers(rng, large, rng.choice((0.5, 0.9, 1.0))) for _ in range(CASES)])
    _warehouse(intake, [random_intake(rng, OUTCOMES[n % len(OUTCOMES)]) for n in range(1000)], zen_time)


def _decisions(name: str, talk: Conversation, cases: Sequence[Answers]) -> float:
    """Microseconds of zen-engine for one decision, having printed those of all parties and the ratios."""
    compiled, reasoner = Compiled(talk), Reasoner(talk)
    decision = zen.ZenEngine().create_decision(json.dumps(_decision_model(talk)))
    parties: dict[str, Callable[[Answers], object]] = {
        "compiled": compiled.run,
        "zen": decision.evaluate,
        "experta": reasoner.derive,
    }
    for case in cases:
        expected = dict(reasoner.derive(case).values)
        assert compiled.run(case)[1] == expected
        assert _zen_values(talk, decision.evaluate(case)["result"]) == expected
    times = _interleaved(parties, cases)
    ratios = ", ".join(f"1/{times[other] / times['compiled']:.0f} {other}" for other in ("zen", "experta"))
    told = "   ".join(f"{party} {time:8.1f}" for party, time in times.items())
    print(f"{name:10} {len(talk.rules):4} regels   µs per besluit: {told}   compiled = {ratios}", flush=True)
    return times["zen"]


def _interleaved(parties: dict[str, Callable[[Answers], object]], cases: Sequence[Answers]) -> dict[str, float]:
    """Microseconds a case: the median of rounds in which the parties take turns, each for about as long."""
    found: dict[str, list[float]] = {name: [] for name in parties}
    for _ in range(ROUNDS):
        for name, run in parties.items():
            done, start = 0, perf_counter()
            while (used := perf_counter() - start) < TURN:
                for case in cases[:: len(cases) // 20]:
                    run(case)
                    done += 1
            found[name].append(used / done * 1e6)
    return {name: median(times) for name, times in found.items()}


def _warehouse(talk: Conversation, cases: Sequence[Answers], zen_time: float) -> None:
    """A million rows in DuckDB with two threads, the columns ready, against as many calls of zen-engine."""
    with TemporaryDirectory() as folder, duckdb.connect(str(Path(folder) / "bench.db")) as base:
        base.execute("SET threads = 2")
        columns = ", ".join(f"{name} {'INTEGER' if q.is_number else 'TEXT'}" for name, q in talk.questions.items())
        base.execute(f"CREATE TABLE soorten (id INTEGER, {columns})")
        marks = ", ".join("?" * (len(talk.questions) + 1))
        rows = [[number, *(case.get(name) for name in talk.questions)] for number, case in enumerate(cases)]
        base.executemany(f"INSERT INTO soorten VALUES ({marks})", rows)
        base.execute(f"CREATE TABLE antwoorden AS SELECT s.* FROM soorten s, range({ROWS // len(cases)})")
        base.execute(view(talk, "antwoorden"))
        compiled, goal = Compiled(talk), talk.goal
        query = f"SELECT DISTINCT id, {goal}, tegenspraak FROM {talk.id}_conclusies ORDER BY id"
        expected = [(number, compiled.run(case)[1][goal or ""], None) for number, case in enumerate(cases)]
        assert base.execute(query).fetchall() == expected
        times = []
        for _ in range(3):
            base.execute("DROP TABLE IF EXISTS uit")
            start = perf_counter()
            base.execute(f"CREATE TABLE uit AS SELECT * FROM {talk.id}_conclusies")
            times.append(perf_counter() - start)
    seconds = median(times)
    ratio = zen_time * ROWS / 1e6 / seconds
    print(f"DuckDB, twee draden, {ROWS} intakes, alle conclusies: {seconds:.1f} s = 1/{ratio:.0f} zen")


# The same rules for zen-engine: expressions, layer by layer; a set is a truth a member.


def _decision_model(talk: Conversation) -> dict[str, Any]:
    layers = [list(_in_force(talk))]
    for stratum in range(1, max(talk.strata.values()) + 1):
        layers += [list(_rules(talk, stratum)), list(_values(talk, stratum))]
    nodes: list[dict[str, Any]] = [{"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}}]
    for number, layer in enumerate(layers):
        content = {
            "expressions": [{"id": key, "key": key, "value": value} for key, value in layer],
            "passThrough": True,
        }
        name = f"laag{number}"
        node = {"id": name, "name": name, "type": "expressionNode", "content": content, "position": {"x": 0, "y": 0}}
        nodes.append(node)
    nodes.append({"id": "uit", "name": "uit", "type": "outputNode", "position": {"x": 0, "y": 0}})
    edges = [
        {"id": f"e{number}", "sourceId": one["id"], "targetId": other["id"], "type": "edge"}
        for number, (one, other) in enumerate(pairwise(nodes))
    ]
    return {"nodes": nodes, "edges": edges}


def _in_force(talk: Conversation) -> Iterator[tuple[str, str]]:
    for name in controlling_first(talk):
        condition = talk.questions[name].applies_if
        known = f"({name} == '{UNKNOWN}' ? null : {name})"
        if condition is not None:
            assert isinstance(condition, Is)  # all that these rulebooks use
            asked = f"$.q_{condition.subject}"
            known = f"({asked} != null and not ({asked} in {_list(condition.values)})) ? null : {known}"
        yield f"q_{name}", known


def _rules(talk: Conversation, stratum: int) -> Iterator[tuple[str, str]]:
    for number, rule in enumerate(talk.rules.values()):
        if stratum_of(rule, talk) == stratum:
            yield f"r_{number}", _test(rule.condition, talk)


def _values(talk: Conversation, stratum: int) -> Iterator[tuple[str, str]]:
    for name, concluded in talk.conclusions.items():
        if talk.strata[name] != stratum:
            continue
        giving = [(f"r_{n}", v) for n, rule in enumerate(talk.rules.values()) for c, v in rule.concludes if c == name]
        if concluded.is_set:
            for member in concluded.values:
                fired = [rule for rule, value in giving if value == member.id]
                yield member_column(name, member.id), joined(" or ", fired, "false")
        else:
            default = f"'{concluded.default}'" if concluded.default else "null"
            yield f"c_{name}", "".join(f"{rule} ? '{value}' : " for rule, value in giving) + default


def _test(condition: Condition, talk: Conversation) -> str:
    match condition:
        case All(parts):
            return joined(" and ", (_test(part, talk) for part in parts), "true")
        case AnyOf(parts):
            return joined(" or ", (_test(part, talk) for part in parts), "false")
        case AtLeast(count, parts):
            return f"({' + '.join(f'({_test(part, talk)} ? 1 : 0)' for part in parts)} >= {count})"
        case Not(part):
            return f"(not ({_test(part, talk)}))"
        case Unknown(questions):
            return joined(" and ", (f"(q_{name} == null)" for name in questions), "true")
        case Between():
            raise AssertionError("these rulebooks have no numbers")
        case Is(subject, values) if subject in talk.conclusions and talk.conclusions[subject].is_set:
            return joined(" or ", (member_column(subject, value) for value in values), "false")
        case Is(subject, values):
            name = f"{'c' if subject in talk.conclusions else 'q'}_{subject}"
            return f"({name} == '{values[0]}')" if len(values) == 1 else f"({name} in {_list(values)})"


def _list(values: Sequence[str]) -> str:
    return str(list(values))


def _zen_values(talk: Conversation, result: dict[str, Any]) -> dict[str, str | frozenset[str]]:
    found: dict[str, str | frozenset[str]] = {}
    for name, concluded in talk.conclusions.items():
        if concluded.is_set:
            found[name] = frozenset(m.id for m in concluded.values if result[member_column(name, m.id)])
        elif result[f"c_{name}"] is not None:
            found[name] = result[f"c_{name}"]
    return found


if __name__ == "__main__":
    main()
