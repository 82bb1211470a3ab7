"""A27: a `volgorde` that lacks a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.properties import NeverWorse
from slimmer_rules.rulebook.model import Answer, Conversation, Value


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each question or conclusion whose order, from worst to best, leaves out an answer or value."""
    ordered: list[tuple[str, str, Sequence[Answer | Value], tuple[str, ...]]] = [
        *(("vraag", q.id, q.answers, q.order) for q in conversation.questions.values()),
        *(("conclusie", c.id, c.values, c.order) for c in conversation.conclusions.values()),
    ]
    for kind, name, options, order in ordered:
        missing = [option for option in options if order and option.id not in order]
        if missing:
            lacking = ", ".join(option.id for option in missing)
            promises = ", ".join(_promises(audited, conversation, name))
            less = f" Daarover bewijst `nooit_slechter` niets ({promises})." if promises else ""
            yield CHECK.finding(
                f"{kind} {name}: {lacking}",
                f"In de `volgorde` van {kind} `{name}` ontbreekt: {lacking}.{less}",
                missing[0].place,
                "Noem elke waarde in `volgorde`, van slechtst naar best.",
            )


def _promises(audited: Audited, conversation: Conversation, name: str) -> Iterator[str]:
    """The properties that compare along the order of this question or conclusion."""
    for promise in audited.material.properties:
        match promise.claim:
            case NeverWorse(questions, conclusion) if name in (*questions, conclusion):
                if promise.conversation == conversation.id:
                    yield promise.id


CHECK = Check("A27", "volgorde die een waarde mist", Severity.WARNING, run)
