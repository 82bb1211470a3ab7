"""The clingo program says of every case what the slow evaluator says: situations, conditions and conclusions."""

from __future__ import annotations

from hypothesis import given, settings

from slimmer_rules.reasoning.answer_variables import AnswerVariables, Band, options
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.situation import situate
from slimmer_rules.reasoning.solver import Solver
from slimmer_rules.reasoning.twin_cases import variables
from slimmer_rules.rulebook.conditions import All, AnyOf, Between, Condition, Is, Not
from slimmer_rules.rulebook.model import Conversation
from tests.building import question
from tests.rulebooks import CLASHING, Answers, cases
from tests.slow_evaluator import ClashError, Outcome, evaluate

KNOWN = Is("a", ("ja", "nee"))


def reading_of(talk: Conversation) -> RuleEncoding:
    return RuleEncoding(variables(Solver(), talk), talk)


@given(cases(CLASHING))
@settings(max_examples=200)
def test_one_case_comes_out_as_the_rules_say(case: tuple[Conversation, Answers]) -> None:
    talk, answers = case
    encoding = reading_of(talk)
    fixed = encoding.variables.fix(answers)
    found, expected = situate(talk, answers), evaluate(talk, answers)
    concluded = {(name, value): lit for name in talk.conclusions for value, lit in encoding.values(name).items()}
    overlaps = [encoding.overlap(name) for name in talk.conclusions]
    known = {name: encoding.known(name) for name in talk.questions}
    read = [*concluded.values(), *overlaps, *known.values(), *encoding.applies.values(), *encoding.excluded.values()]
    true = encoding.solver.solve(fixed, read)
    assert true is not None
    assert {name for name, lit in known.items() if lit in true} == set(found.known)
    assert {name for name, lit in encoding.applies.items() if lit in true} == set(found.askable)
    assert {name for name, lit in encoding.excluded.items() if lit in true} == found.not_applicable
    assert any(lit in true for lit in overlaps) is isinstance(expected, ClashError)
    if isinstance(expected, Outcome):
        pairs = {
            (name, value)
            for name, held in expected.values.items()
            for value in (held if isinstance(held, frozenset) else [held])
        }
        assert {pair for pair, lit in concluded.items() if lit in true} == pairs


def test_whole_numbers_are_cut_where_a_condition_makes_a_difference() -> None:
    conditions: tuple[Condition, ...] = (Between("n", 3, 10), Not(AnyOf((Between("n", None, 1), All((KNOWN,))))))
    assert options(question("n", between=(0, 99)), conditions) == (Band(0, 1), Band(2, 2), Band(3, 10), Band(11, 99))


def test_a_bound_outside_the_range_cuts_nothing() -> None:
    assert options(question("n", between=(0, 5)), (Between("n", -3, 5),)) == (Band(0, 5),)


def test_the_nearest_number_of_a_band() -> None:
    band = Band(3, 10)
    assert [band.nearest(number) for number in (0, 7, 50)] == [3, 7, 10]


def test_equal_formulas_are_one_literal_and_trivial_ones_are_none() -> None:
    program = Solver()
    a, b = program.choice(), program.choice()
    assert program.conj((a, b)) == program.conj((b, a, a))
    assert program.conj((a, -a)) == -program.true
    assert program.disj((a, -a)) == program.true
    assert program.disj(()) == -program.true
    assert program.at_least(1, [a, b]) == program.disj((a, b))
    assert program.at_least(0, [a]) == program.true
    assert program.at_least(3, [a, b]) == -program.true


def test_a_part_that_stands_there_twice_counts_twice() -> None:
    program = Solver()
    a, b = program.choice(), program.choice()
    twice = program.at_least(2, [a, a, b])
    assert not program.possible([a, -b, -twice])
    assert not program.possible([-a, b, twice])


def test_solutions_are_given_once_each_and_optima_only_where_least() -> None:
    program = Solver()
    a, b, c = (program.choice() for _ in range(3))
    program.minimise([(a, 1), (b, 1), (c, 1)])
    some = program.disj((a, b))
    assert set(program.solutions([some], [a, b])) == {frozenset({a}), frozenset({b}), frozenset({a, b})}
    assert set(program.optima([some], [a, b])) == {frozenset({a}), frozenset({b})}


def test_a_program_can_grow_after_it_was_asked() -> None:
    program = Solver()
    a = program.choice()
    assert program.possible([a])
    b = program.choice()
    program.never((a, b))
    assert not program.possible([a, b])


def test_an_answer_outside_the_question_is_no_answer() -> None:
    program = Solver()
    given_sheet = AnswerVariables(program, {"n": question("n", between=(0, 5))}, ())
    try:
        given_sheet.index("n", 9)
    except ValueError as error:
        assert "9" in str(error)  # noqa: PT017  # the message is what is tested
    else:
        raise AssertionError("9 lies outside 0 to 5")
