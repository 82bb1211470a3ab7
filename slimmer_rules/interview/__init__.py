"""The interview: a pure state machine over a rulebook. It reads no line and prints none."""

from slimmer_rules.interview.machine import left, letter_failed, letter_made, prompt, respond, start
from slimmer_rules.interview.messages import Message, Messages, Tone
from slimmer_rules.interview.state import Interview, Phase

__all__ = [
    "Interview",
    "Message",
    "Messages",
    "Phase",
    "Tone",
    "left",
    "letter_failed",
    "letter_made",
    "prompt",
    "respond",
    "start",
]
