"""Findings that a network accepts with a written reason (`aanvaard.yaml`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from slimmer_rules.audit.findings import Failure, Finding, Severity, Unproved
from slimmer_rules.rulebook.model import Place

STALE = "A23"
"""The code of an acceptance that accepts nothing."""

UNFIT = "A31"
"""The code of an acceptance that cannot be."""


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
    unsettled: Collection[Unproved | Failure],
    checks: Mapping[str, Severity],
) -> tuple[list[Finding], tuple[tuple[Finding, str], ...], list[Finding]]:
    """The findings that stand, those accepted with the reason, and a finding for each acceptance that cannot be.

    `checks` are the codes with what their findings are. An error is accepted by nobody. An acceptance is not called
    useless where its check ran out of time or went wrong.
    """
    fit = [a for a in acceptances if checks.get(a.code, Severity.ERROR) is not Severity.ERROR]
    reasons = {(a.code, a.subject): a.reason for a in fit}
    kept = [f for f in findings if (f.code, f.subject) not in reasons]
    accepted = tuple((f, reasons[f.code, f.subject]) for f in findings if (f.code, f.subject) in reasons)
    used = {(f.code, f.subject) for f, _ in accepted}
    unknown = {u.code for u in unsettled}
    stale = [a for a in fit if (a.code, a.subject) not in used and a.code not in unknown]
    unfit = [_unfit(a, checks) for a in acceptances if a not in fit]
    return kept, accepted, [*map(_stale, stale), *unfit]


def _stale(acceptance: Acceptance) -> Finding:
    return Finding(
        STALE,
        Severity.WARNING,
        f"{acceptance.code} {acceptance.subject}",
        f"De aanvaarding van {acceptance.code} over “{acceptance.subject}” slaat nergens meer op.",
        acceptance.place,
        "De bevinding is er niet meer. Haal de aanvaarding weg.",
    )


def _unfit(acceptance: Acceptance, checks: Mapping[str, Severity]) -> Finding:
    code = acceptance.code
    if code in checks:
        told, help = f"{code} is een fout in de regels, en die is niet te aanvaarden", "Verbeter de regels"
    else:
        told, help = f"een controle {code} is er niet", f"De controles zijn {min(checks)} tot en met {max(checks)}"
    return Finding(
        UNFIT,
        Severity.ERROR,
        f"{code} {acceptance.subject}",
        f"De aanvaarding van {code} over “{acceptance.subject}” kan niet: {told}.",
        acceptance.place,
        f"{help}. Haal de aanvaarding weg.",
    )
