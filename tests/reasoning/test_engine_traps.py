"""What experta 1.9.4 gets wrong, or gives a meaning of its own, does not reach our reasoning."""

from __future__ import annotations

import collections
import subprocess
import sys

import pytest

from slimmer_rules.reasoning.experta_engine import Engine
from slimmer_rules.reasoning.forward import ContradictionError, Reasoner
from slimmer_rules.rulebook.conditions import All, AnyOf, Condition, Is, Not
from slimmer_rules.rulebook.model import Conversation
from tests.building import conclusion, conversation, given, members, question, rule

NAMES = ["self", "args", "run", "facts", "salience", "a__b", "a_", "b__", "class", "fact_id", "x__0"]


def withdrawn(count: int) -> Conversation:
    """Rule Nxx holds unless `first` has member mxx; the middle half of the members is concluded."""
    names = [f"m{i:02}" for i in range(count)]
    middle = [("first", name) for name in names[count // 4 : count - count // 4]]
    rules = [rule(f"N{name}", Not(Is("first", (name,))), ("second", name)) for name in names]
    return conversation(
        [question("go")],
        [members("first", *names), members("second", *names)],
        [rule("block", given(go="ja"), *middle), *rules],
    )


def test_fifty_rules_on_not_fire_only_where_it_still_holds() -> None:
    derivation = Reasoner(withdrawn(50)).derive({"go": "ja"})
    assert derivation.values["first"] == frozenset(f"m{i:02}" for i in range(12, 38))
    assert derivation.values["second"] == frozenset(f"m{i:02}" for i in range(50) if not 12 <= i < 38)


def test_one_rule_with_fifty_branches_on_not_fires_only_if_one_still_holds() -> None:
    """The branches share the rule's salience and their facts, which is where experta's agenda goes wrong."""
    names = [f"m{i:02}" for i in range(50)]
    middle, outer = names[12:38], names[:12] + names[38:]
    branches = tuple(All((Is("go", ("ja", f"other{n}")), Not(Is("first", (n,))))) for n in names)
    talk = conversation(
        [question("go")],
        [members("first", *names), conclusion("k", "x", "y", default="y")],
        [
            rule("block1", given(go="ja"), *(("first", name) for name in middle)),
            rule("block2", given(go="ja"), *(("first", name) for name in outer)),
            rule("any", AnyOf(branches), ("k", "x")),
        ],
    )
    assert Reasoner(talk).derive({"go": "ja"}).values["k"] == "y"


@pytest.mark.parametrize("name", NAMES)
def test_no_id_has_a_meaning_to_experta(name: str) -> None:
    talk = conversation(
        [question(name), question("other")],
        [conclusion("c", "x", "y", default="y"), members(f"{name}c", name)],
        [rule(name, All((Is(name, ("ja",)), Not(Is("other", ("ja",))))), ("c", "x"), (f"{name}c", name))],
    )
    reasoner = Reasoner(talk)
    assert reasoner.derive({name: "ja"}).values == {"c": "x", f"{name}c": {name}}
    assert reasoner.derive({name: "nee"}).values == {"c": "y", f"{name}c": frozenset()}


def test_a_rule_is_recorded_once_however_many_branches_hold() -> None:
    any_of_three: Condition = AnyOf(tuple(Is(name, ("ja",)) for name in "abc"))
    talk = conversation([question(n) for n in "abc"], [members("s", "m")], [rule("R", any_of_three, ("s", "m"))])
    assert len(Reasoner(talk).derive(dict.fromkeys("abc", "ja")).steps) == 1


def test_no_two_rules_share_a_salience() -> None:
    saliences = [rule.salience for rule in Engine(withdrawn(20)).get_rules()]
    assert len(set(saliences)) == len(saliences)


def test_two_conversations_in_turn_do_not_disturb_each_other() -> None:
    first, second = Reasoner(withdrawn(5)), Reasoner(withdrawn(9))
    alone = [Reasoner(withdrawn(5)).derive({"go": "ja"}).steps, Reasoner(withdrawn(9)).derive({"go": "ja"}).steps]
    assert [[r.derive({"go": "ja"}).steps for r in (first, second)] for _ in range(3)] == [alone] * 3


def test_a_contradiction_leaves_nothing_behind() -> None:
    talk = conversation(
        [question("a"), question("b")],
        [conclusion("k", "x", "y", "z", default="z"), conclusion("later", "p", "q", default="q")],
        [
            rule("R1", given(a="ja"), ("k", "x")),
            rule("R2", given(b="ja"), ("k", "y")),
            rule("R3", Is("k", ("z",)), ("later", "p")),
        ],
    )
    reasoner = Reasoner(talk)
    with pytest.raises(ContradictionError):
        reasoner.derive({"a": "ja", "b": "ja"})
    assert reasoner.derive({}).steps == Reasoner(talk).derive({}).steps
    assert reasoner.derive({"b": "ja"}).steps == Reasoner(talk).derive({"b": "ja"}).steps


def test_a_run_that_is_broken_off_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    reasoner = Reasoner(withdrawn(8))
    expected = reasoner.derive({"go": "ja"}).steps

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "conclude", interrupt)
        with pytest.raises(KeyboardInterrupt):
            reasoner.derive({"go": "ja"})
    assert reasoner.derive({"go": "ja"}).steps == expected


def test_the_loan_of_collections_mapping_is_taken_back() -> None:
    assert not hasattr(collections, "Mapping")


def test_experta_is_imported_only_when_a_case_is_reasoned_about() -> None:
    look = "import sys, slimmer_rules.reasoning.forward; sys.exit('experta' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
