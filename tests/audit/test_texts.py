"""Every text that a person may read is looked at, each for its own length of sentence."""

from dataclasses import replace

from slimmer_rules.audit.texts import passages
from slimmer_rules.rulebook.language import LETTER
from tests.building import conversation, question


def test_the_wish_of_an_answer_is_a_text_of_the_letter() -> None:
    asked = question("tijd")
    yes, no = asked.answers
    talk = conversation([replace(asked, answers=(replace(yes, wish="U krijgt tijd."), no))], [], [])
    (found,) = [passage for passage in passages(talk) if passage.kind == "wens"]
    assert (found.subject, found.text, found.most) == ("vraag tijd: ja", "U krijgt tijd.", LETTER)
