"""Names that a user gives on the command line: what to say of one that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slimmer_rules.cli.common import fail

if TYPE_CHECKING:
    from slimmer_rules.rulebook.lookup import Known

FEW = 8
"""So many names are all told; of more only where to find them."""

LISTED = "Alle namen ziet u met “slimmer rules list”."


def refuse_unknown(name: str, known: Known, told: str, kind: str = "namen", found: str = LISTED) -> None:
    """Stop if a name is not known: with what was likely meant, else with the few of this kind, or where they are found.

    `told` is the sentence that says that it is not there.
    """
    if name not in known:
        fail(f"{told} {hint(name, known, kind, found)}")


def hint(name: str, known: Known, kind: str = "namen", found: str = LISTED) -> str:
    """What to do about a name that is not there."""
    from slimmer_rules.rulebook.lookup import bare, did_you_mean

    all_are = f"De {kind} zijn: {', '.join(bare(id, known) for id in known)}."
    return did_you_mean(name, known) or (all_are if len(known) <= FEW else found)
