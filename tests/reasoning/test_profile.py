"""The profile: how grouped questions stand, by group, without any total."""

from __future__ import annotations

from dataclasses import replace

import pytest

from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.reasoning.profile import by_standing, profile
from slimmer_rules.rulebook.model import Conversation
from tests.building import conversation, members, question

ORDER = ("slecht", "gewoon", "goed")


def talk() -> Conversation:
    asked = [
        replace(question(name, *ORDER), group=group, order=ORDER, short=f"de {name}")
        for name, group in (("sfeer", "mensen"), ("kennis", "mensen"), ("ruimte", "plek"))
    ]
    groups = {"mensen": "De mensen", "plek": "De plek"}
    return replace(conversation([*asked, question("los")], [members("tips", "een")], []), groups=groups)


@pytest.mark.parametrize(
    ("answer", "stands"), [("goed", "helpt"), ("gewoon", "neutraal"), ("slecht", "hindert"), ("onbekend", None)]
)
def test_the_best_answer_helps_and_the_worst_hinders(answer: str, stands: str | None) -> None:
    found = profile(Reasoner(talk()).derive({"sfeer": answer, "kennis": "goed"}))
    assert {q.id: each for q, each in found[0].standings}["sfeer"] == (stands or "nog niet bekend")


def test_every_group_is_there_with_what_helps_first_and_what_is_open_last() -> None:
    first, second = profile(Reasoner(talk()).derive({"kennis": "goed"}))
    assert by_standing(first) == (("helpt", ("de kennis",)), ("nog niet bekend", ("de sfeer",)))
    assert (second.title, by_standing(second)) == ("De plek", (("nog niet bekend", ("de ruimte",)),))


def test_nothing_is_shown_while_no_grouped_question_is_known() -> None:
    assert profile(Reasoner(talk()).derive({"los": "ja", "sfeer": "onbekend"})) == ()
