"""Every kind of analysis in Dutch: the one place where its results become words. Each function gives lines of text."""

from slimmer_rules.reasoning.wording_analysis.asking import CHAIN_STEPS, chain_text, effects, link_text, why_ask_text
from slimmer_rules.reasoning.wording_analysis.changing import change_text, changes_text
from slimmer_rules.reasoning.wording_analysis.parts import OUT_OF_TIME, SETTLED_HIDDEN
from slimmer_rules.reasoning.wording_analysis.resting import rests_on_text
from slimmer_rules.reasoning.wording_analysis.still_open import open_text, range_text
from slimmer_rules.reasoning.wording_analysis.what_if import consequences, what_if_text
from slimmer_rules.reasoning.wording_analysis.why_not import why_not_text

__all__ = [
    "CHAIN_STEPS",
    "OUT_OF_TIME",
    "SETTLED_HIDDEN",
    "chain_text",
    "change_text",
    "changes_text",
    "consequences",
    "effects",
    "link_text",
    "open_text",
    "range_text",
    "rests_on_text",
    "what_if_text",
    "why_ask_text",
    "why_not_text",
]
