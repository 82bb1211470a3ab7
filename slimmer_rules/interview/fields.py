"""The texts that a coach gives beside the answers: what it is about, by whom, and for the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from slimmer_rules.interview import texts
from slimmer_rules.interview.matching import Refused
from slimmer_rules.interview.navigation import at_phase
from slimmer_rules.interview.state import Interview, Phase
from slimmer_rules.rulebook.addressee import address_lines, is_mail_line
from slimmer_rules.rulebook.cases import Case

LINE_LIMIT = 2000
"""Characters in one line of free text."""


@dataclass(frozen=True, slots=True)
class Field:
    """One text of the case. `word` is typed to go to it; `refusal` is told where no letter stands in what was typed.

    `lines`: the text may have more than one.
    """

    word: str
    ask: str
    get: Callable[[Case], str | None]
    put: Callable[[Case, str], Case]
    how: str | None = None
    refusal: str | None = None
    lines: bool = False

    def shown(self, case: Case) -> str | None:
        """What stands there, on one line; None where it is empty."""
        return ", ".join((self.get(case) or "").splitlines()) or None

    def filled(self, case: Case, line: str) -> Case | Refused:
        """The case with what was typed; an empty line keeps what stands there."""
        if not line:
            return case
        if self.refusal is not None and not any(character.isalpha() for character in line):
            return Refused(self.refusal)
        return self.put(case, line)


def _lines(typed: str) -> str:
    """A line for each part between commas; lines that were pasted or copied are lines already."""
    parts = typed.splitlines() if "\n" in typed or is_mail_line(typed) else typed.split(",")
    return "\n".join(address_lines("\n".join(part.strip(" ,") for part in parts)))


def _without(label: str, typed: str) -> str:
    """The text without the word that stood before it where it was copied."""
    return re.sub(rf"^(?:(?:ons|uw) )?{label}\s*:\s*", "", typed, flags=re.IGNORECASE) or typed


TITLE = Field(
    "titel",
    texts.ASK_TITLE,
    lambda case: case.title,
    lambda case, text: replace(case, title=text),
    refusal=texts.TITLE_NO_WORD,
)
COACH = Field(
    "naam",
    texts.ASK_COACH,
    lambda case: case.coach,
    lambda case, text: replace(case, coach=text),
    refusal=texts.COACH_NO_WORD,
)
ADDRESSEE = Field(
    "geadresseerde",
    texts.ASK_ADDRESSEE,
    lambda case: case.addressee,
    lambda case, text: replace(case, addressee=_lines(text)),
    how=texts.ADDRESSEE_HOW,
    refusal=texts.ADDRESSEE_NO_WORD,
    lines=True,
)
SALUTATION = Field(
    "aanhef",
    texts.ASK_SALUTATION,
    lambda case: case.salutation,
    lambda case, text: replace(case, salutation=_without("aanhef", text).rstrip(" ,")),
    how=texts.SALUTATION_HOW,
    refusal=texts.SALUTATION_NO_WORD,
)
REFERENCE = Field(
    "kenmerk",
    texts.ASK_REFERENCE,
    lambda case: case.reference,
    lambda case, text: replace(case, reference=_without("kenmerk", text)),
)

FIELDS = {field.word: field for field in (TITLE, COACH, ADDRESSEE, SALUTATION, REFERENCE)}
"""By the word to go to each with."""

IN_PHASE = {
    Phase.TITLE: TITLE,
    Phase.COACH: COACH,
    Phase.NAME: COACH,
    Phase.ADDRESSEE: ADDRESSEE,
    Phase.REFERENCE: REFERENCE,
}
"""What each phase asks that asks for such a text."""

FOR_LETTER = (Phase.NAME, Phase.ADDRESSEE, Phase.REFERENCE)
"""What a letter shows, asked before it is offered."""


def to_letter(state: Interview) -> Interview:
    """To the first text that the letter lacks and that was not passed over, else to the letter."""
    asked = (phase for phase in FOR_LETTER if phase.value not in state.skipped)
    lacking = (phase for phase in asked if not IN_PHASE[phase].get(state.case))
    return at_phase(state, next(lacking, Phase.LETTER))
