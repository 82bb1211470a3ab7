"""The JSON Schema of each kind of file, by which an editor completes keys and answers and underlines mistakes."""

from __future__ import annotations

from slimmer_rules.rulebook import kinds as described
from slimmer_rules.rulebook.model import Rulebook
from slimmer_rules.rulebook.shapes import Record, Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that the YAML plugins of the common editors read best."""


def kinds(rulebook: Rulebook | None = None) -> dict[str, Schema]:
    """Every kind of file with its schema. With a rulebook there is one kind of rule file for each conversation."""
    found = {
        "kennisbank": _file("De kennisbank: naam, versie en gesprekken.", described.RULEBOOK),
        "bronnen": _file("De bronnen waarop regels steunen.", described.SOURCES),
        "gesprek": _file("Een gesprek: titel, doel en onderdelen.", described.CONVERSATION),
        "geval": _file("Een geval: antwoorden en, als toets, de verwachte conclusies.", described.case(rulebook)),
        "eigenschappen": _file("Wat altijd moet gelden, wat er ook geantwoord wordt.", described.properties(rulebook)),
        "aanvaard": _file("Bevindingen van de controle die bewust zijn aanvaard.", described.ACCEPTANCES),
        "begrippen": _file("Woorden met hun uitleg.", described.GLOSSARY),
    }
    if rulebook is None:
        return {**found, "regels": _file("Vragen, conclusies en regels over één onderwerp.", described.rule_file())}
    for name, conversation in rulebook.conversations.items():
        found[f"regels-{name}"] = _file(
            f"Vragen, conclusies en regels van {conversation.title}.", described.rule_file(conversation)
        )
    return found


def _file(description: str, content: Record) -> Schema:
    return {"$schema": DRAFT, "description": description, **content.schema}
