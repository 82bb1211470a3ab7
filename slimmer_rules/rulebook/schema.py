"""The JSON Schema of each kind of file, by which an editor completes keys and answers and underlines mistakes."""

from __future__ import annotations

from collections.abc import Iterator

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


def key_tables() -> str:
    """Every key of every kind of file as a page in Markdown, a table for each place where keys stand."""
    files = kinds() | {"afzender": _file("De afzender van de brief.", described.SENDER)}
    tables = (table for name, schema in files.items() for table in _tables(name.capitalize(), schema))
    head = "# Alle sleutels, per soort bestand\n\nDeze bladzijde is gemaakt met `slimmer rules schema --table`."
    return "\n\n".join((head, *dict.fromkeys(tables))) + "\n"


def _tables(title: str, schema: Schema) -> Iterator[str]:
    """The keys that may stand here, and then those below them."""
    keys = schema.get("properties", {})
    if keys:
        needed = schema.get("required", ())
        rows = (
            f"| `{key}` | {'ja' if key in needed else ''} | {part.get('description', '')} |"
            for key, part in keys.items()
        )
        head = (f"## {title}", schema.get("description", ""), "| sleutel | verplicht | wat erin staat |\n|---|---|---|")
        yield "\n\n".join(filter(None, head)) + "\n" + "\n".join(rows)
    named = f"{title}, elke andere naam" if keys else title
    below = [(named, part) for part in schema.get("patternProperties", {}).values()]
    below += [(title, part) for part in schema.get("anyOf", ())]
    below += [(title, schema["items"])] if "items" in schema else []
    below += [(f"{title}, `{key}`", part) for key, part in keys.items()]
    below += [(key.capitalize(), part) for key, part in schema.get("definitions", {}).items()]
    for name, part in below:
        yield from _tables(name, part)
