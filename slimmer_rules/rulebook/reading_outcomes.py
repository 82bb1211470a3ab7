"""What each outcome of a conversation means to its reader: whether it says yes, and which lists are shown with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from slimmer_rules.rulebook.kinds import OUTCOME
from slimmer_rules.rulebook.located_yaml import Node
from slimmer_rules.rulebook.model import Outcome, Place
from slimmer_rules.rulebook.reading_conditions import Scope
from slimmer_rules.rulebook.reading_names import Subject, option
from slimmer_rules.rulebook.reading_shapes import Fields


def read_outcomes(head: Fields, goal: str | None, scope: Scope) -> Mapping[str, Outcome]:
    """`uitkomsten` of a conversation, by the value of its goal; faults are noted."""
    notes, node = scope.notes, head.node("uitkomsten")
    if node is not None and goal is None:
        if "doel" not in head:
            message = f"`uitkomsten` van {head.owner} kan niet zonder `doel`"
            notes.add("R027", message, node.place, "noem bij `doel` de conclusie waar het gesprek om draait")
        return {}
    found: dict[str, Outcome] = {}
    for key, body in notes.entries(node, f"`uitkomsten` van {head.owner}") or ():
        value = option(scope.names.subjects[str(goal)], key, notes)
        outcome = _outcome(f"uitkomst `{key.text}`", body, key.place, scope)
        if value is not None:
            found[value] = outcome
    return found


def _outcome(owner: str, node: Node, place: Place, scope: Scope) -> Outcome:
    notes = scope.notes
    fields = OUTCOME.fields(node, owner, notes)
    if fields is None:
        return Outcome()
    shows = tuple(each.id for each in _sets(fields.node("toont"), owner, scope))
    return Outcome(**OUTCOME.values(fields, notes), shows=shows, place=place)


def _sets(node: Node | None, owner: str, scope: Scope) -> Iterator[Subject]:
    notes, what = scope.notes, f"`toont` van {owner}"
    for scalar in notes.distinct(notes.one_or_more(node, what), what):
        subject = scope.names.conclusion(scalar.text, scalar.place, notes)
        if subject is not None and subject.options is not None and not subject.is_set:
            help = "noem hier alleen conclusies met een `verzameling`"
            notes.add("R027", f"{what} noemt {subject.told}, en dat is geen verzameling", scalar.place, help)
        elif subject is not None:
            yield subject
