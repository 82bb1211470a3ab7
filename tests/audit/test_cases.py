"""Running cases: what differs from what was expected, and which rules no case fires."""

import json
from typing import Any

from slimmer_rules.audit.cases import CaseResult, Difference, coverage, run_cases
from slimmer_rules.rulebook.cases import Case, read_case
from slimmer_rules.rulebook.conditions import Is
from tests.building import conclusion, conversation, members, question, rule, rulebook

BOOK = rulebook(
    conversation(
        [question("wil"), question("kan")],
        [
            conclusion("mag", "ja", "nee", default="nee"),
            conclusion("besluit", "ja", "nee", default="nee"),
            members("lijst", "x"),
        ],
        [
            rule("M1", Is("wil", ("ja",)), ("mag", "ja")),
            rule("B1", Is("mag", ("ja",)), ("besluit", "ja")),
            rule("B2", Is("kan", ("nee",)), ("besluit", "nee")),
            rule("L1", Is("kan", ("nee",)), ("lijst", "x")),
        ],
    )
)


def case(answers: dict[str, str], **expected: Any) -> tuple[str, Case]:
    told = {"gesprek": "proef", "antwoorden": answers, **({"verwacht": expected} if expected else {})}
    return "geval.json", read_case(json.dumps(told).encode(), "geval.json", BOOK)


def result(answers: dict[str, str], **expected: Any) -> CaseResult:
    (made,) = run_cases([case(answers, **expected)], BOOK)
    return made


def test_a_case_passes_when_all_it_expects_comes_out() -> None:
    assert result({"wil": "ja"}, mag="ja", besluit="ja").passed


def test_what_is_not_named_is_not_checked() -> None:
    assert result({"wil": "ja"}, mag="ja").passed


def test_a_set_must_be_equal_as_a_set() -> None:
    assert result({"kan": "nee"}, lijst=["x"]).passed
    assert result({"kan": "nee"}, lijst=[]).differences == (Difference("lijst", frozenset(), frozenset({"x"})),)


def test_causes_are_told_before_their_consequences() -> None:
    made = result({"wil": "ja"}, besluit="nee", mag="nee")
    assert made.differences == (Difference("mag", "nee", "ja"), Difference("besluit", "nee", "ja"))
    assert not made.passed


def test_a_contradiction_is_a_failing_case() -> None:
    made = result({"wil": "ja", "kan": "nee"}, lijst=["x"])
    assert not made.passed
    assert made.contradiction is not None
    assert made.contradiction.conclusion == "besluit"


def test_coverage_counts_the_rules_that_fire_in_a_case_that_expects_something() -> None:
    results = run_cases([case({"wil": "ja"}, mag="ja"), case({"kan": "nee"})], BOOK)
    covered = coverage(results, BOOK)
    assert covered.fired == {"proef": ("M1", "B1")}
    assert covered.silent == {"proef": ("B2", "L1")}
    assert (covered.count, covered.total, covered.percentage) == (2, 4, 50)


def test_one_hundred_per_cent_means_all_rules() -> None:
    results = run_cases([case({"wil": "ja"}, mag="ja"), case({"kan": "nee"}, lijst=["x"])], BOOK)
    assert coverage(results, BOOK).percentage == 100
    assert coverage([], rulebook(conversation([], [], []))).percentage == 100
