"""The checks of the audit: one a file, each with its own page in `docs/audit/`."""

from __future__ import annotations

from slimmer_rules.audit.auditing import Check
from slimmer_rules.audit.checks import (
    asked_too_early,
    broken_property,
    contradiction,
    dead_rule,
    gap,
    idle_question,
    long_sentence,
    missing_source,
    passive,
    redundant_condition,
    redundant_rule,
    same_answers,
    same_rule,
    silent_rule,
    stale_acceptance,
    template_name,
    unaskable,
    unchecked_source,
    unexplained,
    unexplained_word,
    untested_condition,
    untold_outcome,
    unused_source,
    unused_value,
)

CHECKS: tuple[Check, ...] = (
    contradiction.CHECK,
    gap.CHECK,
    dead_rule.CHECK,
    redundant_rule.CHECK,
    redundant_condition.CHECK,
    idle_question.CHECK,
    same_answers.CHECK,
    unused_value.CHECK,
    same_rule.CHECK,
    unaskable.CHECK,
    asked_too_early.CHECK,
    broken_property.CHECK,
    missing_source.CHECK,
    unused_source.CHECK,
    unchecked_source.CHECK,
    unexplained.CHECK,
    silent_rule.CHECK,
    untested_condition.CHECK,
    long_sentence.CHECK,
    passive.CHECK,
    unexplained_word.CHECK,
    template_name.CHECK,
    stale_acceptance.CHECK,
    untold_outcome.CHECK,
)
"""Every check, by code."""
