"""Promises in plain Dutch: a sentence, however long its parts are."""

from slimmer_rules.audit.properties import Never, Property
from slimmer_rules.audit.words import promise_text
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import condition_text


def test_a_promise_separates_the_parts_of_a_condition_and_nothing_else(intake: Conversation) -> None:
    rule = intake.rules["K2"]
    told = promise_text(Property("E1", "Proef", "intake", Never(rule.condition), "Proef.", rule.place), intake)
    lines = condition_text(rule.condition, intake).split("\n")
    parts = sum(line.lstrip().startswith("- ") for line in lines)
    assert len(lines) > parts + 1, "some part takes more than one line"
    assert told.count(";") == parts - 1
    assert "het antwoord over de bereidheid van de overnemer is “Ja” of “Nog niet zeker”;" in told
