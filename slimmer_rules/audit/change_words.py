"""A change of the rules in plain Dutch: what a conclusion becomes, and where else to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slimmer_rules.audit.companions import Companions
from slimmer_rules.audit.comparing import Change
from slimmer_rules.audit.findings import Value
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import listed, quoted

MOST_RULES = 4
"""So many other rules are named; of more only how many."""

_OWN = {"titel": "de titel", "omdat": "de reden", "uitleg_herkomst": "de uitleg"}


def change_text(change: Change, name: str, old: Conversation, new: Conversation) -> str:
    """What a conclusion was and becomes, by its labels (with ids where the labels are the same), and by which rules."""
    rules = f" (door {', '.join(change.rules)})" if change.rules else ""
    clash = f"; {change.clash}" if change.clash else ""
    before, after = change.before, change.after
    if isinstance(before, frozenset) and isinstance(after, frozenset):
        parts = ((word, some) for word, some in (("erbij", after - before), ("eraf", before - after)) if some)
        told = "; ".join(f"{word} {_shown(some, name, new, old)}" for word, some in parts)
    else:
        was, becomes = _shown(before, name, old, new), _shown(after, name, new, old)
        told = f"{was} → {becomes}" if was != becomes else f"{was} ({before}) → {becomes} ({after})"
    return f"{told}{rules}{clash}"


def _shown(value: Value, name: str, talk: Conversation, other: Conversation) -> str:
    """A value by its label in one version, or in the other where that one does not know it."""
    if value is None:
        return "geen waarde"
    known = {each.id: each.label for version in (other, talk) for each in version.conclusions[name].values}
    if isinstance(value, frozenset):
        return listed([quoted(known[member]) for member in known if member in value]) if value else "niets"
    return quoted(known[value])


def companion_lines(found: Companions, talk: Conversation) -> Iterator[str]:
    """Where to look as well, now that the condition of a rule has changed; nothing where there is nothing to see."""
    told = [part for part in (_own(found), _texts(found, talk), _rules(found), _tellers(found)) if part]
    if told:
        yield f"Regel {found.rule} heeft een andere voorwaarde. Kijk ook naar:"
        yield from (f"- {part}" for part in told)


def _own(found: Companions) -> str:
    return f"{listed([_OWN[key] for key in found.own])} van regel {found.rule} zelf" if found.own else ""


def _texts(found: Companions, talk: Conversation) -> str:
    norms = [f"de norm van {quoted(talk.conclusions[name].title)}" for name in found.norms]
    said = [
        f"de zin in de brief bij {quoted(talk.conclusions[name].value(value).label)}" for name, value in found.sentences
    ]
    return listed([*norms, *said]) if norms or said else ""


def _rules(found: Companions) -> str:
    return f"{_named(found.rules)}, {_which(found.rules)} ook over deze conclusie" if found.rules else ""


def _tellers(found: Companions) -> str:
    return f"de reden van {_named(found.tellers)}; daarin staat deze conclusie" if found.tellers else ""


def _named(rules: Sequence[str]) -> str:
    if len(rules) == 1:
        return f"regel {rules[0]}"
    more = len(rules) - MOST_RULES
    named = [*rules[:MOST_RULES], f"nog {more} andere"] if more > 0 else rules
    return f"de regels {listed(named)}"


def _which(rules: Sequence[str]) -> str:
    return "die gaat" if len(rules) == 1 else "die gaan"
