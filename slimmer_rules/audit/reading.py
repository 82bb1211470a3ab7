"""Reading what stands beside the rules: promises (`eigenschappen.yaml`), acceptances (`aanvaard.yaml`), the glossary.

The mistakes are told as those in rule files are: all at once, with place and help.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from slimmer_rules.audit.acceptance import Acceptance
from slimmer_rules.audit.properties import Always, Claim, Never, NeverWorse, NoInfluence, Property
from slimmer_rules.rulebook import kinds
from slimmer_rules.rulebook.located_yaml import Node, Scalar
from slimmer_rules.rulebook.model import Conversation, Rulebook
from slimmer_rules.rulebook.reading_conditions import Scope, read_condition
from slimmer_rules.rulebook.reading_names import Names, named_conversation
from slimmer_rules.rulebook.reading_shapes import RULE, Fields, Notes, read_whole, shown

PROPERTIES, ACCEPTED, GLOSSARY = "eigenschappen.yaml", "aanvaard.yaml", "begrippen.yaml"

KINDS = tuple(claim.name for claim in kinds.CLAIMS)
CODE = re.compile(r"A[0-9]{2}")


def read_properties(data: bytes, file: str, rulebook: Rulebook) -> tuple[Property, ...]:
    """The promises in a file. Raises RulebookError with all mistakes."""
    return read_whole(data, file, lambda tree, notes: _properties(tree, rulebook, notes))


def read_acceptances(data: bytes, file: str) -> tuple[Acceptance, ...]:
    """The accepted findings in a file. Raises RulebookError with all mistakes."""
    return read_whole(data, file, _acceptances)


def read_glossary(data: bytes, file: str) -> dict[str, str]:
    """The words that a file explains, each with its explanation. Raises RulebookError with all mistakes."""
    return read_whole(data, file, _glossary)


# Promises


def _properties(tree: Node, rulebook: Rulebook, notes: Notes) -> tuple[Property, ...]:
    head = kinds.properties().fields(tree, "dit bestand", notes)
    found: dict[str, Property] = {}
    for node in notes.items(head.node("eigenschappen"), "`eigenschappen`") if head else ():
        promise = _property(node, rulebook, notes)
        if promise is None:
            continue
        if promise.id in found:
            notes.add("R018", f"er is al een eigenschap `{promise.id}`", promise.place, "kies een andere naam")
        found[promise.id] = promise
    return tuple(found.values())


def _property(node: Node, rulebook: Rulebook, notes: Notes) -> Property | None:
    told = "deze eigenschap"
    fields = kinds.PROMISE.fields(node, told, notes)
    if fields is None:
        return None
    values = kinds.PROMISE.values(fields, notes)
    id: Scalar | None = values.pop("id") or None
    name = notes.name(id, RULE, "een eigenschap") if id else None
    conversation = named_conversation(fields, rulebook, notes)
    claim = _claim(fields, conversation, notes) if conversation else None
    if name is None or conversation is None or claim is None or id is None:
        return None
    return Property(id=name, conversation=conversation.id, claim=claim, place=id.place, **values)


def _claim(fields: Fields, conversation: Conversation, notes: Notes) -> Claim | None:
    """The one thing that is promised."""
    kinds = [kind for kind in KINDS if kind in fields]
    if len(kinds) != 1:
        place = fields.key(kinds[1]) if kinds else fields.place
        notes.add("R029", "een eigenschap belooft precies één ding", place, f"gebruik een van: {', '.join(KINDS)}")
        return None
    reader = _ClaimReader(conversation, Scope(Names.of(conversation), notes), notes)
    return reader.read(kinds[0], fields.node(kinds[0]))


@dataclass(frozen=True, slots=True)
class _ClaimReader:
    """Reads what is promised of one conversation."""

    conversation: Conversation
    scope: Scope
    notes: Notes

    def read(self, kind: str, node: Node | None) -> Claim | None:
        match kind:
            case "altijd":
                return self._always(node)
            case "nooit":
                condition = read_condition(node, self.scope)
                return None if condition is None else Never(condition)
            case "nooit_slechter":
                return self._never_worse(node)
            case _:
                return self._no_influence(node)

    def _always(self, node: Node | None) -> Claim | None:
        fields = kinds.ALWAYS.fields(node, "`altijd`", self.notes)
        parts = [read_condition(fields.node(key), self.scope) if fields else None for key in ("als", "dan")]
        return None if parts[0] is None or parts[1] is None else Always(parts[0], parts[1])

    def _never_worse(self, node: Node | None) -> Claim | None:
        fields = kinds.PAIR.fields(node, "`nooit_slechter`", self.notes)
        if fields is None:
            return None
        questions = self._named(fields, "vraag", "kent dus geen beter antwoord")
        conclusions = self._named(fields, "conclusie", "kan dus niet slechter")
        return NeverWorse(questions, conclusions[0]) if questions and len(conclusions) == 1 else None

    def _no_influence(self, node: Node | None) -> Claim | None:
        fields = kinds.PAIR.fields(node, "`nooit_van_invloed`", self.notes)
        if fields is None:
            return None
        questions, conclusions = self._named(fields, "vraag"), self._named(fields, "conclusie")
        return NoInfluence(questions, conclusions) if questions and conclusions else None

    def _named(self, fields: Fields, key: str, without_order: str = "") -> tuple[str, ...]:
        """The questions or conclusions under a key: a name, or a list of names.

        Each must have an order, where it is given what follows `without_order`.
        """
        found = []
        asked = key == "vraag"
        names, of = self.scope.names, self.conversation
        for scalar in self.notes.distinct(self.notes.one_or_more(fields.node(key), f"`{key}`"), f"`{key}`"):
            subject = (names.question if asked else names.conclusion)(scalar.text, scalar.place, self.notes)
            if subject is None:
                continue
            if without_order and not (of.questions if asked else of.conclusions)[subject.id].order:
                help = f"zet `volgorde: [slechtste, …, beste]` bij {subject.told}"
                message = f"{subject.told} heeft geen `volgorde`, en {without_order}"
                self.notes.add("R027", message, scalar.place, help)
            else:
                found.append(subject.id)
        return tuple(found)


# Acceptances and glossary


def _acceptances(tree: Node, notes: Notes) -> tuple[Acceptance, ...]:
    found: dict[tuple[str, str], Acceptance] = {}
    for each in kinds.ACCEPTANCES.read(notes, tree, "dit bestand")["acceptances"]:
        acceptance = _acceptance(**each, notes=notes)
        if acceptance is None:
            continue
        key = (acceptance.code, acceptance.subject)
        if key in found:
            notes.add("R018", f"{key[0]} over “{key[1]}” is al aanvaard", acceptance.place, "houd er één")
        found[key] = acceptance
    return tuple(found.values())


def _acceptance(code: Scalar | None, subject: str, reason: str, notes: Notes) -> Acceptance | None:
    if code and not CODE.fullmatch(code.text):
        notes.add("R017", f"`{shown(code.text)}` is geen code van een controle", code.place, "schrijf bijvoorbeeld A07")
    elif code and subject and reason:
        return Acceptance(code.text, subject, reason, code.place)
    return None


def _glossary(tree: Node, notes: Notes) -> dict[str, str]:
    words: dict[str, str] = kinds.GLOSSARY.read(notes, tree, "dit bestand")["words"]
    return words
