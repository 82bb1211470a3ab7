"""A change of the rules in plain Dutch: what a conclusion becomes, and where else to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from slimmer_rules.audit.companions import Companions
from slimmer_rules.audit.comparing import Change, Direction
from slimmer_rules.audit.differences import NAME, Difference, Group
from slimmer_rules.audit.findings import Value
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import capital, listed, quoted

MOST_RULES = 4
"""So many other rules are named; of more only how many."""

SHORT = 90
"""A text that was and a text that becomes stand on one line if they are no longer together."""

WAYS = {
    Direction.MORE_LENIENT: ", alleen soepeler (bewezen: steeds hoger in de `volgorde`)",
    Direction.STRICTER: ", alleen strenger (bewezen: steeds lager in de `volgorde`)",
    Direction.MORE: "; er komt alleen bij (bewezen)",
    Direction.LESS: "; er gaat alleen af (bewezen)",
}
"""A direction, after *verandert*."""

_OWN = {"titel": "de titel", "omdat": "de reden", "uitleg_herkomst": "de uitleg"}


def change_text(change: Change, name: str, old: Conversation, new: Conversation) -> str:
    """What a conclusion was and becomes, by its labels (with ids where the labels are the same), and by which rules."""
    rules = f" (door {', '.join(change.rules)})" if change.rules else ""
    before, after = change.before, change.after
    if isinstance(before, frozenset) and isinstance(after, frozenset):
        parts = ((word, some) for word, some in (("erbij", after - before), ("eraf", before - after)) if some)
        told = "; ".join(f"{word} {_shown(some, name, new, old)}" for word, some in parts)
    else:
        was, becomes = _shown(before, name, old, new), _shown(after, name, new, old)
        told = f"{was} → {becomes}" if was != becomes else f"{was} ({before}) → {becomes} ({after})"
    return f"{told}{rules}"


def _shown(value: Value, name: str, talk: Conversation, other: Conversation) -> str:
    """A value by its label in one version, or in the other where that one does not know it."""
    if value is None:
        return "geen waarde"
    known = {each.id: each.label for version in (other, talk) for each in version.conclusions[name].values}
    if isinstance(value, frozenset):
        return listed([quoted(known[member]) for member in known if member in value]) if value else "niets"
    return quoted(known[value])


_GROUPS = {Group.RULES: "regels (als en dan)", Group.MEANING: "opbouw (vragen, antwoorden, uitkomsten)"}
"""What groups are called whose own name could be taken to be about their texts too."""


def group_name(group: Group, star: bool = False) -> str:
    """What a group of differences is called, with a `star` where it touches the meaning of the rules."""
    return f"{'★ ' if star and group.means else ''}{_GROUPS.get(group, group.value)}"


def difference_lines(found: Sequence[Difference]) -> Iterator[str]:
    """Differences as lines: below each group what is otherwise, by file and line, as it was and as it becomes.

    What is otherwise in the same way in many places, as after a renaming, is told once below all of them.
    """
    for group, members in groupby(found, key=lambda each: each.group):
        yield capital(group_name(group, star=True))
        places: dict[tuple[str, ...], list[str]] = {}
        for (place, subject), parts in groupby(members, key=lambda each: (each.place, each.subject)):
            for whole, some in groupby(parts, key=lambda each: each.key is None or each.key == NAME):
                for told in ([each] for each in some) if whole else [list(some)]:
                    head = str(told[0]) if whole else subject
                    body = tuple(f"    {line}" for each in told for line in _otherwise(each))
                    where = "" if place.file in subject else f"{place.file}:{place.line or ''}".rstrip(":") + ": "
                    places.setdefault(body or (head,), []).append(f"- {where}{head}")
        for body, heads in places.items():
            yield from heads
            yield from (line for line in body if line.startswith(" "))
        yield ""


def _otherwise(each: Difference) -> Iterator[str]:
    key, before, after = each.key, each.before, each.after
    told = f"{key}: {before} → {after}"
    if key == NAME:
        return
    if key is None:  # of the cases that are gone, which may be many, only the names
        yield from (after or ("" if each.group is Group.CASES else before) or "").splitlines()
    elif before == after:
        yield f"{key}: met dezelfde woorden, maar met andere namen of in een andere vorm"
    elif before is not None and after is not None and "\n" not in told and len(told) <= SHORT:
        yield told
    else:
        words = ("weg", "nieuw") if before is None or after is None else ("was", "wordt")
        for word, text in zip(words, (before, after), strict=True):
            first, *rest = (text or "").split("\n")
            if text is not None:
                yield f"{key} {word}: {first}"
                yield from (f"  {line}" for line in rest)


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
