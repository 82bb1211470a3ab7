"""From a case to its letter model: reason, read the sender, settle the date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date  # noqa: N812  # a type, beside a value named `date`
from importlib.resources.abc import Traversable
from pathlib import Path

from slimmer_rules.letter.changes import fewest_changes
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.sender import EXAMPLE_SENDER, read_sender
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.model import Rulebook


def prepare(
    case: Case,
    rulebook: Rulebook,
    knowledge: Path | Traversable,
    *,
    today: Date,
    date: Date | None = None,
) -> Letter:
    """The letter model for a case.

    It is dated by `date`, else by the case, else by `today`.

    Raises LetterError for a goal without a value, RulebookError for a fault in
    `afzender.yaml`, and `reasoning.forward.ContradictionError` where two rules contradict.
    """
    derivation = advised(case, rulebook)
    sender, day = read_sender(knowledge), date or _dated(case, today)
    letter = Letter(case, derivation, rulebook, sender, day, fewest_changes(derivation))
    if letter.outcome != letter.advice and not (case.decision and case.decision.reason):
        raise LetterError(
            "Het besluit wijkt af van het advies. Schrijf in het geval bij `besluit_mens` ook de `reden`; "
            "wie de brief leest, heeft daar recht op."
        )
    return letter


def advised(case: Case, rulebook: Rulebook) -> Derivation:
    """What follows from a case, for its letter. Raises LetterError where there is no advice to write about."""
    conversation = rulebook.conversations[case.conversation]
    derivation = Reasoner(conversation).derive(case.answers)
    if conversation.goal is not None and conversation.goal not in derivation.values:
        raise LetterError("Uit deze antwoorden volgt geen advies. Geen regel geeft er een; kijk met “slimmer audit”.")
    return derivation


def _dated(case: Case, today: Date) -> Date:
    return Date.fromisoformat(str(case.date)) if case.date else today


def reminders(letter: Letter) -> Iterator[str]:
    """What is not in a letter that one may want in it before it is sent, with what to do."""
    if not (letter.case.coach or "").strip():
        yield "er staat geen naam onder de brief. Zet in het geval bij `coach` wie ondertekent"
    if not (letter.case.addressee or "").strip():
        yield "er staat niet aan wie de brief gaat. Zet dat in het geval bij `geadresseerde`"
    if letter.sender.is_example:
        yield EXAMPLE_SENDER
