"""What a conclusion rests on, in Dutch."""

from __future__ import annotations

from slimmer_rules.reasoning.rests_on import RestsOn
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.wording_analysis.parts import (
    OUT_OF_TIME,
    Lines,
    heading,
    item,
    say,
    shown_value,
    told_value,
)
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import (
    capital,
)


def rests_on_text(found: RestsOn, answers: Answers, talk: Conversation) -> Lines:
    """What a conclusion rests on, and what made no difference."""
    lines = say(
        f"Bij {heading(found.conclusion, talk)} is de conclusie {shown_value(found.conclusion, found.value, talk)}."
    )
    lines.append("")
    if "giving" in found.unknown:
        lines += say(f"Waar deze conclusie op rust, is niet bekend. {OUT_OF_TIME}")
    elif not found.giving[0]:
        lines += say("Er is geen enkel antwoord voor nodig.")
    else:
        lines += say("Dit is genoeg als al het andere open blijft:")
        for number, names in enumerate(found.giving):
            lines += ["Of:"] if number else []
            lines += [line for name in names for line in _given(name, answers, talk)]
        lines += say("Er zijn meer even kleine groepen antwoorden.") if found.more else []
    if "idle" in found.unknown:
        lines += say(f"Welke antwoorden er niet toe deden, is niet bekend. {OUT_OF_TIME}")
    elif found.idle:
        lines += ["", "Met of zonder deze antwoorden was de conclusie hetzelfde:"]
        lines += [line for name in found.idle for line in _given(name, answers, talk)]
    return lines


def _given(question: str, answers: Answers, talk: Conversation) -> Lines:
    return item(f"{capital(talk.questions[question].short)}: {told_value(question, answers[question], talk)}")
