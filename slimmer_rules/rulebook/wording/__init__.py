"""Wording: the one place where conditions, grounds and rules become Dutch.

Everything a person reads about a rule or a ground comes from here, so that the same thing is always said in the same
words. Four things are worded apart (`Standing`): it is so, it is known not to be so, it does not follow, and it is not
known.
"""

from slimmer_rules.rulebook.wording.conditions import condition_text
from slimmer_rules.rulebook.wording.leaves import Standing, leaf_text, literal_text, standing
from slimmer_rules.rulebook.wording.pages import conclusion_text, question_text
from slimmer_rules.rulebook.wording.rules import ORIGINS, reason_text, rule_sentence, rule_text
from slimmer_rules.rulebook.wording.sources import citation_text, place_text, source_text
from slimmer_rules.rulebook.wording.texts import (
    NO_ANSWER,
    WIDTH,
    capital,
    fact_text,
    headed,
    judged_text,
    listed,
    quoted,
    stopped,
    told_answer,
    topic,
    value_text,
    whole_lines,
    wrapped,
)

__all__ = [
    "NO_ANSWER",
    "ORIGINS",
    "WIDTH",
    "Standing",
    "capital",
    "citation_text",
    "conclusion_text",
    "condition_text",
    "fact_text",
    "headed",
    "judged_text",
    "leaf_text",
    "listed",
    "literal_text",
    "place_text",
    "question_text",
    "quoted",
    "reason_text",
    "rule_sentence",
    "rule_text",
    "source_text",
    "standing",
    "stopped",
    "told_answer",
    "topic",
    "value_text",
    "whole_lines",
    "wrapped",
]
