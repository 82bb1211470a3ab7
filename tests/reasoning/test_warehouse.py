"""The SQL view gives, in DuckDB and in PostgreSQL, what the slow and obvious evaluator gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from pwd import getpwnam
from random import Random
from tempfile import mkdtemp
from typing import Any, Protocol

import pytest

from slimmer_rules.reasoning.warehouse import SqlError, member_column, view
from slimmer_rules.rulebook.conditions import All, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Question
from tests import slow_evaluator
from tests.building import conclusion, conversation, members, question, rule
from tests.intakes import OUTCOMES, random_intake, shipped_intake
from tests.rulebooks import CLASHING, Answers, random_answers, random_conversation

FULL = os.environ.get("SLIMMER_FULL") == "1"
Row = dict[str, Any]


class Warehouse(Protocol):
    """A database that holds nothing between two calls."""

    def select(self, statements: Sequence[str], table: str, rows: Sequence[Sequence[Any]], query: str) -> list[Row]:
        """The rows of `query`, after the statements around filling `table`, the first one creating it."""


class DuckDb:
    def select(self, statements: Sequence[str], table: str, rows: Sequence[Sequence[Any]], query: str) -> list[Row]:
        import duckdb

        with duckdb.connect() as base:
            base.execute(statements[0])
            if rows:
                base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608
            for statement in statements[1:]:
                base.execute(statement)
            found = base.execute(query)
            return [dict(zip([d[0] for d in found.description or ()], row, strict=True)) for row in found.fetchall()]


class PostgreSql:
    """A server of its own, in a temporary folder, without network, as a user without rights."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(mkdtemp(prefix="slimmer-pg-"))
        self._programs = programs
        self._user: dict[str, Any] = {}
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            user = getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._run("initdb", "--no-sync", "--auth=trust", "--username=toets", "--encoding=UTF8", "--locale=C")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self._run("pg_ctl", "--silent", "--wait", f"--log={self.folder}/log", f"--options={options}", "start")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, f"--pgdata={self.folder}/data", *arguments],
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **self._user,
        )

    def select(self, statements: Sequence[str], table: str, rows: Sequence[Sequence[Any]], query: str) -> list[Row]:
        import psycopg
        from psycopg.rows import dict_row

        with psycopg.connect(f"host={self.folder} user=toets dbname=postgres", row_factory=dict_row) as base:
            base.execute(statements[0].encode())
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                base.cursor().executemany(f"INSERT INTO {table} VALUES ({marks})".encode(), rows)  # noqa: S608
            for statement in statements[1:]:
                base.execute(statement.encode())
            found = base.execute(query.encode()).fetchall()
            base.rollback()
            return found

    def stop(self) -> None:
        self._run("pg_ctl", "--silent", "--mode=immediate", "stop")
        shutil.rmtree(self.folder)


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def warehouse(request: pytest.FixtureRequest) -> Iterator[Warehouse]:
    if request.param == "duckdb":
        yield DuckDb()
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("PostgreSQL is not here (Debian: apt install postgresql)")
    server = PostgreSql(programs[-1])
    try:
        yield server
    finally:
        server.stop()


def concluded(warehouse: Warehouse, talk: Conversation, cases: Sequence[Answers]) -> list[Row]:
    """The rows of the view, in the order of the cases."""
    types = [f'"{name}" {_type(asked)}' for name, asked in talk.questions.items()]
    create = f"CREATE TABLE antwoorden ({', '.join(['id INTEGER', *types])})"
    rows = [[number, *(_cell(talk, name, case) for name in talk.questions)] for number, case in enumerate(cases)]
    query = f"SELECT * FROM {talk.id}_conclusies ORDER BY id"  # noqa: S608  # our own name
    return warehouse.select([create, view(talk, "antwoorden")], "antwoorden", rows, query)


def _type(asked: Question) -> str:
    return "INTEGER" if asked.is_number else "TEXT"


def _cell(talk: Conversation, name: str, case: Answers) -> str | int | None:
    """A number that is unknown is NULL: its column holds numbers only."""
    value = case.get(name)
    return None if value == UNKNOWN and talk.questions[name].is_number else value


def expected(talk: Conversation, number: int, answers: Answers) -> Row:
    """The row that the slow evaluator would write."""
    found = slow_evaluator.evaluate(talk, answers)
    row: Row = {"id": number, "ongeldig": None, "tegenspraak": None}
    if isinstance(found, slow_evaluator.ClashError):
        (one, first), (other, second) = found.first, found.second
        row["tegenspraak"] = f"{found.conclusion}: {first} {one}, {second} {other}"
    for name, each in talk.conclusions.items():
        value = None if isinstance(found, slow_evaluator.ClashError) else found.values.get(name)
        if each.is_set:
            for member in each.values:
                has = member.id in value if isinstance(value, frozenset) else None
                row[member_column(name, member.id)] = has
        else:
            row[name] = value
    return row


def test_random_rulebooks_come_out_as_the_slow_evaluator_says(warehouse: Warehouse) -> None:
    for seed in range(200 if FULL else 40):
        rng = Random(seed)  # noqa: S311  # a draw that can be repeated, no secret
        talk = random_conversation(rng, CLASHING)
        cases = [random_answers(rng, talk) for _ in range(50 if FULL else 15)]
        rows = concluded(warehouse, talk, cases)
        assert rows == [expected(talk, number, case) for number, case in enumerate(cases)], seed


def test_random_intakes_come_out_as_the_slow_evaluator_says(warehouse: Warehouse) -> None:
    rng = Random(14)  # noqa: S311  # as above
    count = 10_000 if FULL else 100
    cases = [random_intake(rng, OUTCOMES[number % len(OUTCOMES)]) for number in range(count)]
    rows = concluded(warehouse, shipped_intake(), cases)
    assert rows == [expected(shipped_intake(), number, case) for number, case in enumerate(cases)]


def small(*conditions: Condition) -> Conversation:
    """A number, a chain of three questions, and one member for each condition."""
    questions = [
        question("order"),
        question("select", between=(-2, 5), applies_if=Is("order", ("ja",))),
        question("from", applies_if=Between("select", 1, None)),
    ]
    names = [f"m{number}" for number in range(len(conditions))]
    rules = [rule(name, condition, ("s", name)) for name, condition in zip(names, conditions, strict=True)]
    return conversation(questions, [members("s", *names)], rules)


@pytest.mark.parametrize(
    ("answers", "holding"),
    [
        ({}, "0 4"),
        ({"order": "ja", "select": 2, "from": "ja"}, "1 2"),
        ({"order": "ja", "select": 0, "from": "ja"}, "2 3"),
        ({"order": "nee", "select": 2, "from": "ja"}, "0 4"),
        ({"order": "onbekend", "select": 1, "from": "ja"}, "1 2"),
        ({"order": "ja", "select": -2}, "2 3"),
    ],
)
def test_reserved_words_numbers_and_parked_chains(warehouse: Warehouse, answers: Answers, holding: str) -> None:
    """A chain is parked as a whole, and a number that is parked or unknown lies between no bounds."""
    talk = small(
        Unknown(("select", "from")),
        Is("from", ("ja",)),
        Between("select", None, 3),
        All((Not(Is("from", ("ja",))), Not(Unknown(("select",))))),
        Not(Between("select", None, 3)),
    )
    (row,) = concluded(warehouse, talk, [answers])
    assert [name for name, holds in row.items() if holds is True] == [f"s__m{number}" for number in holding.split()]


def test_what_is_no_answer_is_named_and_concludes_nothing(warehouse: Warehouse) -> None:
    talk = small(All(()))
    rows = concluded(warehouse, talk, [{"order": "misschien", "select": 6}, {"order": "", "select": 5}])
    assert [(row["ongeldig"], row["s__m0"]) for row in rows] == [("order select", None), (None, True)]


@pytest.mark.parametrize("table", ["", "a b", "a;b", "a--", "gegeven", "regels_1", "a.b.c.d", '"a"'])
def test_what_is_no_name_of_a_table_is_refused(table: str) -> None:
    with pytest.raises(SqlError, match="de naam van de tabel"):
        view(small(All(())), table)


@pytest.mark.parametrize(
    ("questions", "problem"),
    [(["id"], "`id` heten"), (["s__m"], "`s__m` heten"), (["v" * 60], "te lange naam")],
)
def test_columns_that_would_be_confused_are_refused(questions: list[str], problem: str) -> None:
    talk = conversation([question(name) for name in questions], [members("s", "m")], [])
    with pytest.raises(SqlError, match=problem):
        view(talk, "antwoorden")


def test_the_example_of_the_docs_comes_out_as_they_say(warehouse: Warehouse) -> None:
    """Its table has a few questions only; the others are added, not asked."""
    text = (Path(__file__).parents[2] / "docs/datawarehouse.md").read_text(encoding="utf-8")
    create, query = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    others = [name for name in shipped_intake().questions if name not in create]
    added = [f"ALTER TABLE antwoorden ADD COLUMN {name} TEXT" for name in others]
    statements = [create, *added, view(shipped_intake(), "antwoorden")]
    rows = warehouse.select(statements, "antwoorden", [], query)
    shown = [[str(value).lower() if value is not None else "NULL" for value in row.values()] for row in rows]
    found = [f"| {' | '.join(row)} |" for row in ([*rows[0]], *shown)]
    assert found == re.findall(r"^\| (?:id|\d) .*$", text, re.MULTILINE)


def test_a_rule_is_one_column_under_its_id() -> None:
    talk = conversation([question("a")], [conclusion("k", "x", "y")], [rule("K-1", Is("a", ("ja",)), ("k", "x"))])
    assert "    -- K-1\n    v.a = 'ja' AS _r1_k_1\n" in view(talk, "schema.tabel")
