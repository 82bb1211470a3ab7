"""How often a question can decide, in Dutch."""

from __future__ import annotations

from collections.abc import Sequence

from slimmer_rules.reasoning.needs import Need
from slimmer_rules.reasoning.wording_analysis.parts import (
    Lines,
    heading,
    item,
    say,
)
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import (
    capital,
)


def needs_text(needs: Sequence[Need], talk: Conversation) -> Lines:
    """The questions by how often they can decide."""
    title = heading(talk.goal or "", talk)
    lines = say(f"In hoeveel van de getrokken gevallen geeft een ander antwoord op één vraag iets anders bij {title}?")
    for need in needs:
        short = capital(talk.questions[need.question].short)
        if not need.complete:
            lines += item(f"{short} ({need.question}): niet uitgezocht.")
        elif not need.turns:
            lines += item(f"{short} ({need.question}): beslist nooit.")
        else:
            lines += item(f"{short} ({need.question}): in {need.share:.0%} van de gevallen.")
    return lines
