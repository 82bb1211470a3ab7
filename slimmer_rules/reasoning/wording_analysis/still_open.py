"""What is still open, and how many questions that may take, in Dutch."""

from __future__ import annotations

from slimmer_rules.reasoning.outcomes import LiveQuestions, OpenOutcomes
from slimmer_rules.reasoning.wording_analysis.parts import (
    CLASH,
    OUT_OF_TIME,
    Lines,
    counted,
    heading,
    item,
    say,
    shown_values,
)
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import (
    capital,
)


def open_text(outcomes: OpenOutcomes, live: LiveQuestions, talk: Conversation) -> Lines:
    """Which outcomes are open, and which questions still matter."""
    name = outcomes.conclusion
    if outcomes.undecided:
        return say(f"Welke uitkomsten bij {heading(name, talk)} nog mogelijk zijn, is niet bekend. {OUT_OF_TIME}")
    if talk.conclusions[name].is_set:
        lines = _open_set(outcomes, talk)
    elif not outcomes.possible:
        return say(f"Bij {heading(name, talk)} is geen uitkomst mogelijk. {CLASH}")
    elif outcomes.settled:
        lines = say(
            f"Bij {heading(name, talk)} staat de conclusie vast: {shown_values(name, outcomes.possible, talk)}."
        )
    else:
        lines = say(f"Bij {heading(name, talk)} is nog mogelijk: {shown_values(name, outcomes.possible, talk)}.")
    if not live.complete:
        return [*lines, *say(f"Welke vragen dit nog kunnen veranderen, is niet bekend. {OUT_OF_TIME}")]
    if not live.live:
        return [*lines, *say("Het antwoord op de overige vragen verandert dit niet meer.")]
    lines += ["", "Deze vragen kunnen dit nog veranderen:"]
    lines += [line for question in live.live for line in _question(question, talk)]
    if live.doors:
        lines += ["", "Van deze vragen hangt af of u een van die vragen krijgt:"]
        lines += [line for question in live.doors for line in _question(question, talk)]
    return lines


def _open_set(outcomes: OpenOutcomes, talk: Conversation) -> Lines:
    name = outcomes.conclusion
    open_ = [value for value in outcomes.possible if value not in outcomes.certain]
    lines: Lines = []
    if outcomes.certain:
        lines += say(
            f"Op de lijst {heading(name, talk)} staat zeker: {shown_values(name, outcomes.certain, talk, 'en')}."
        )
    if open_:
        lines += say(f"Op de lijst {heading(name, talk)} kan nog komen: {shown_values(name, open_, talk)}.")
    return lines or say(f"Op de lijst {heading(name, talk)} komt niets.")


def _question(question: str, talk: Conversation, indent: str = "") -> Lines:
    return item(f"{capital(talk.questions[question].short)} ({question})", indent)


def range_text(least: int, most: int) -> str:
    """How many questions are ahead, as a range."""
    if least == most:
        return f"nog {counted(most, 'vraag', 'vragen')}"
    if least == 0:
        return f"nog hoogstens {counted(most, 'vraag', 'vragen')}"
    return f"nog {least} tot {most} vragen"
