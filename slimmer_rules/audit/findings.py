"""What an audit may say: findings with their witnesses, and what it did not get to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.rulebook.model import Place

Value = str | frozenset[str] | None
"""A conclusion's value: its one value, the members of a set, or None where it has no value."""


class Severity(Enum):
    """How grave a finding is: the rules can go wrong, they hold dead wood, or they can be told better."""

    ERROR = "fout"
    WARNING = "waarschuwing"
    NOTE = "opmerking"


@dataclass(frozen=True, slots=True)
class Witness:
    """A fictional case that shows a finding, replayed through the forward reasoner.

    `shows` says in Dutch what is to be seen; `values` are the conclusions to look at, with what they come to.
    """

    conversation: str
    answers: Answers
    shows: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `subject` names what it is about and is stable, so that an acceptance can point to it.

    Two findings of one check never have the same subject. `witnesses` is one case, or a pair to compare. `consequences`
    are sentences on what follows from it, and so is no finding of its own.
    """

    code: str
    severity: Severity
    subject: str
    message: str
    place: Place | None
    help: str | None = None
    witnesses: tuple[Witness, ...] = ()
    consequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that went wrong over `subject`: a fault of ours. What it had found before stands, the rest is unknown."""

    code: str
    subject: str
    error: Exception


@dataclass(frozen=True, slots=True)
class Unproved:
    """A check that the time bound cut off: nothing is known of `subject` (a conversation, or a property)."""

    code: str
    subject: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an audit, findings in the order of their codes and places.

    `accepted` are the findings that `aanvaard.yaml` accepts, each with the written reason; `unproved` is what the time
    was too short for; `failures` are the checks that went wrong; `checked` are the codes of the checks that were done.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...]
    unproved: tuple[Unproved, ...]
    checked: tuple[str, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def unsettled(self) -> frozenset[str]:
        """The codes of the checks that did not get to everything."""
        return frozenset((*(u.code for u in self.unproved), *(f.code for f in self.failures)))

    @property
    def clean(self) -> bool:
        """No unaccepted finding, and nothing left unproved or failed."""
        return not self.findings and not self.unsettled
