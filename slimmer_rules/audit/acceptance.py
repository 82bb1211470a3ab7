"""Findings that a network accepts with a written reason (`aanvaard.yaml`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from slimmer_rules.audit.findings import Finding, Severity, Unproved
from slimmer_rules.rulebook.model import Place

STALE = "A23"
"""The code of an acceptance that accepts nothing."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The finding with this code and subject is accepted, because of `reason`."""

    code: str
    subject: str
    reason: str
    place: Place


def sift(
    findings: Sequence[Finding],
    acceptances: Sequence[Acceptance],
    unproved: Collection[Unproved],
    checked: Collection[str],
) -> tuple[list[Finding], tuple[tuple[Finding, str], ...], list[Finding]]:
    """The findings that stand, those accepted with the reason, and a finding for each acceptance that has no use.

    An acceptance is not called useless where its check did not run, or ran out of time.
    """
    reasons = {(a.code, a.subject): a.reason for a in acceptances}
    kept = [f for f in findings if (f.code, f.subject) not in reasons]
    accepted = tuple((f, reasons[f.code, f.subject]) for f in findings if (f.code, f.subject) in reasons)
    used = {(f.code, f.subject) for f, _ in accepted}
    settled = set(checked) - {u.code for u in unproved}
    stale = [a for a in acceptances if (a.code, a.subject) not in used and a.code in settled]
    return kept, accepted, [_stale(acceptance) for acceptance in stale]


def _stale(acceptance: Acceptance) -> Finding:
    return Finding(
        STALE,
        Severity.WARNING,
        f"{acceptance.code} {acceptance.subject}",
        f"De aanvaarding van {acceptance.code} over “{acceptance.subject}” slaat nergens meer op.",
        acceptance.place,
        "De bevinding is er niet meer. Haal de aanvaarding weg.",
    )
