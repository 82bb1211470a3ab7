"""Layers of names that read each other, and the circles among them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.reading import read
from slimmer_rules.rulebook.strata import controlled_by, cycles, reached, read_by_rules, strata
from tests.rulebook.bad_knowledge import sound

names = st.sampled_from("abcdefgh")
graphs = st.dictionaries(names, st.frozensets(names, max_size=3)).map(
    lambda graph: {name: {other for other in others if other in graph} for name, others in graph.items()}
)
layered = graphs.map(lambda graph: {name: {o for o in others if o < name} for name, others in graph.items()})


def test_a_name_that_reads_nothing_is_in_the_first_layer() -> None:
    assert strata({"a": []}) == {"a": 1}


def test_the_longest_way_down_decides() -> None:
    assert strata({"a": [], "b": ["a"], "c": ["a", "b"]}) == {"a": 1, "b": 2, "c": 3}


def test_names_of_others_count_for_nothing() -> None:
    assert strata({"a": ["vraag"]}) == {"a": 1}


@given(layered)
def test_each_layer_is_one_above_the_highest_it_reads(graph: dict[str, set[str]]) -> None:
    layers = strata(graph)
    assert list(layers) == list(graph)
    assert layers == {name: 1 + max((layers[o] for o in others), default=0) for name, others in graph.items()}
    assert cycles(graph) == []


def test_a_circle_is_told_as_a_path() -> None:
    assert cycles({"a": ["b"], "b": ["c"], "c": ["a"]}) == [("a", "b", "c", "a")]
    assert cycles({"a": ["a"]}) == [("a", "a")]


def test_each_knot_is_told_once_by_a_shortest_path() -> None:
    graph = {"a": ["b"], "b": ["a", "c"], "c": ["b", "d"], "d": ["e"], "e": ["d"], "f": ["a"]}
    assert cycles(graph) == [("a", "b", "a"), ("d", "e", "d")]


@given(graphs)
def test_layers_and_circles_are_each_other_s_complement(graph: dict[str, set[str]]) -> None:
    found = cycles(graph)
    assert (strata(graph).keys() == graph.keys()) is (not found)
    for path in found:
        assert path[0] == path[-1]
        assert len(set(path)) == len(path) - 1
        assert all(after in graph[before] for before, after in pairwise(path))
    broken = {
        name: {o for o in others if all(name not in p or o not in p for p in found)} for name, others in graph.items()
    }
    knots = {name: next((i for i, path in enumerate(found) if name in path), None) for name in graph}
    assert all(knots[path[0]] == i for i, path in enumerate(found)), "no name is told of twice"
    assert len(cycles(broken)) <= len(graph)


def test_what_is_reached_is_all_that_is_read_and_where_it_began() -> None:
    assert reached(["a"], {"a": ["b", "vraag"], "b": ["c"], "d": ["a"]}) == {"a", "b", "c", "vraag"}
    assert reached([], {"a": ["b"]}) == frozenset()
    assert reached(["vraag"], {"a": ["vraag"]}) == {"vraag"}


@given(graphs, st.frozensets(names, max_size=3))
def test_what_is_reached_is_closed_and_no_more_than_that(graph: dict[str, set[str]], starts: frozenset[str]) -> None:
    found = reached(starts, graph)
    assert starts <= found
    assert all(graph.get(name, set()) <= found for name in found)
    assert all(name in starts or any(name in graph.get(other, ()) for other in found) for name in found)


def test_diamonds_on_diamonds_are_walked_once() -> None:
    """Each layer doubles the ways down; a walk along every way would never end."""
    ladder = {f"{side}{i}": [f"a{i - 1}", f"b{i - 1}"] for i in range(1, 200) for side in "ab"}
    assert len(reached(["a199"], ladder)) == 2 * 199 + 1


def test_what_rules_and_applicability_read() -> None:
    talk = read(sound()).conversations["intake"]
    assert read_by_rules(talk)["besluit"] == {"kans"}
    assert controlled_by(talk) == {"bereid": {"adopter"}}


def test_a_long_chain_and_a_great_circle_need_no_recursion() -> None:
    chain = {f"n{i}": [f"n{i - 1}"] for i in range(20_000)}
    assert strata(chain)["n19999"] == 20_000
    (path,) = cycles({**chain, "n0": ["n19999"]})
    assert len(path) == 20_001
    assert cycles({**chain, "n5": ["n4", "n5"]}) == [("n5", "n5")]
