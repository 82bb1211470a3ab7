"""What the interview says: plain lines with a tone. How they look on a screen or a page is for the caller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """What a line is for."""

    HEADING = "kop"
    QUESTION = "vraag"
    TEXT = "tekst"
    ITEM = "punt"
    HINT = "aanwijzing"
    NOTICE = "melding"
    ERROR = "fout"


@dataclass(frozen=True, slots=True)
class Message:
    """One paragraph. `mark` stands before it: the number to type, or a dash in a list."""

    tone: Tone
    text: str
    mark: str = ""


Messages = tuple[Message, ...]


def heading(text: str) -> Message:
    """A new part of the conversation."""
    return Message(Tone.HEADING, text)


def question(text: str) -> Message:
    """What is asked now."""
    return Message(Tone.QUESTION, text)


def plain(text: str) -> Message:
    """Something told."""
    return Message(Tone.TEXT, text)


def item(text: str, mark: str = "-") -> Message:
    """A line of a list, or a choice with the number to type."""
    return Message(Tone.ITEM, text, mark)


def hint(text: str) -> Message:
    """What can be typed."""
    return Message(Tone.HINT, text)


def notice(text: str) -> Message:
    """What just happened."""
    return Message(Tone.NOTICE, text)


def error(text: str) -> Message:
    """What was typed cannot be used."""
    return Message(Tone.ERROR, text)
