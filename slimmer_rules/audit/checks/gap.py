"""A02: a single-valued conclusion that has no value for some answers."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each conclusion that answers can leave without a value. Clashing answers are A01's."""
    space = audited.space(conversation)
    for name, conclusion in conversation.conclusions.items():
        if conclusion.is_set or conclusion.default is not None:
            continue
        answers = space.find(space.encoding.valueless(name))
        if answers is None:
            continue
        confirm(name not in space.replay.derive(answers).values, answers, f"geen waarde voor {name}")
        yield CHECK.finding(
            name,
            f"De conclusie `{name}` krijgt niet altijd een waarde.",
            conclusion.place,
            "Maak een regel voor dit geval, of noem met `anders` de waarde die dan geldt.",
            [space.replay.show(answers, "Geen enkele regel geeft hier een waarde.", [name])],
        )


CHECK = Check("A02", "gat", Severity.ERROR, run)
