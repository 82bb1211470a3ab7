"""The same rules, written over the files in any way and order, say the same."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.reading import read
from tests.reasoning.test_forward import assert_equal_to_slow, content, derive
from tests.rulebooks import Answers, as_files, cases


def written_and_read(rng: Random, talk: Conversation) -> Conversation:
    """The conversation as it comes back from files over which its parts were strewn at random."""
    files = {path: text.encode() for path, text in as_files(rng, talk).items()}
    return read(files).conversations[talk.id]


@given(cases(), st.randoms(use_true_random=False))
def test_order_of_rules_files_and_answers_never_matters(case: tuple[Conversation, Answers], rng: Random) -> None:
    talk, answers = case
    first, second = written_and_read(rng, talk), written_and_read(rng, talk)
    found = derive(first, answers)
    assert_equal_to_slow(first, answers, found)
    reordered = {name: answers[name] for name in rng.sample(list(answers), k=len(answers))}
    assert content(derive(second, reordered)) == content(found) == content(derive(talk, answers))
