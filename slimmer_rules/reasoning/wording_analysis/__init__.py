"""Every kind of analysis in Dutch: the one place where its results become words. Each function gives lines of text."""

from slimmer_rules.reasoning.wording_analysis.outcomes import (
    changes_text,
    consequences,
    rests_on_text,
    what_if_text,
    why_not_text,
)
from slimmer_rules.reasoning.wording_analysis.questions import (
    CHAIN_STEPS,
    counted,
    effects,
    link_text,
    open_text,
    range_text,
    why_ask_text,
)

__all__ = [
    "CHAIN_STEPS",
    "changes_text",
    "consequences",
    "counted",
    "effects",
    "link_text",
    "open_text",
    "range_text",
    "rests_on_text",
    "what_if_text",
    "why_ask_text",
    "why_not_text",
]
