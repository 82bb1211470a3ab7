"""`slimmer rules`: reading the rules without reading the files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.atomic_write import write_folder
from slimmer_rules.audit_input import cut_off_files, read_version
from slimmer_rules.cli.common import fail, knowledge_folder, knowledge_option, load_conversation, load_rulebook
from slimmer_rules.cli.lines import echo_json, tell, whole

if TYPE_CHECKING:
    from slimmer_rules.rulebook.model import Conversation, Rule, Rulebook


@click.group()
def command() -> None:
    """Bekijk en controleer de regels."""


@command.command()
@click.argument("id", metavar="NAAM")
@knowledge_option
def show(id: str, knowledge: Path | None) -> None:
    """Toon een regel, vraag of conclusie in gewone taal."""
    rulebook = load_rulebook(knowledge)
    found = list(_found(id, rulebook))
    if not found:
        fail(_not_found(id, rulebook))
    tell("\n\n".join(found))


@command.command(name="list")
@knowledge_option
def list_(knowledge: Path | None) -> None:
    """Toon alle regels, per onderwerp, en de namen van alle vragen en conclusies."""
    rulebook = load_rulebook(knowledge)
    for conversation in rulebook.conversations.values():
        tell(f"{conversation.title} (gesprek {conversation.id})")
        for subject, rules in _by_subject(conversation):
            tell(f"\n{subject}")
            for rule in rules:
                tell(f"  {rule.id}  {rule.title} ({rule.origin.value})")
        tell("\nVragen")
        for question in conversation.questions.values():
            tell(f"  {question.id}  {question.short}")
        tell("\nConclusies")
        for conclusion in conversation.conclusions.values():
            tell(f"  {conclusion.id}  {conclusion.title}")
        tell("")
    tell("Een regel, vraag of conclusie in gewone taal ziet u met “slimmer rules show NAAM”.")


@command.command()
@click.argument("kind", metavar="[SOORT]", required=False)
@click.option(
    "--write",
    "folder",
    metavar="MAP",
    type=click.Path(file_okay=False, path_type=Path),
    help="Schrijf elk schema als bestand in deze map.",
)
@click.option("--table", is_flag=True, help="Toon alle sleutels van elk soort bestand, als tabellen in Markdown.")
@knowledge_option
def schema(kind: str | None, folder: Path | None, table: bool, knowledge: Path | None) -> None:
    """Toon het JSON-schema van elk soort bestand, of van één soort.

    Met een schema vult een editor sleutels en antwoorden aan. Noem het bovenaan een bestand:

    \b
    # yaml-language-server: $schema=../schema/regels-GESPREK.json
    """
    from slimmer_rules.rulebook.schema import key_tables, kinds

    if table:
        if kind or folder:
            fail("Met --table krijgt u alle soorten bij elkaar: laat SOORT en --write weg.")
        tell(key_tables().removesuffix("\n"))
        return
    found = kinds(load_rulebook(knowledge))
    if kind is not None and kind not in found:
        fail(f"Er is geen soort bestand “{kind}”. De soorten zijn: {', '.join(found)}.")
    chosen = {name: text for name, text in found.items() if kind in (None, name)}
    if folder is None:
        echo_json(chosen if kind is None else chosen[kind], indent=1)
        return
    write_folder(folder, {f"{name}.json": f"{_json(content)}\n".encode() for name, content in chosen.items()})
    tell(f"{len(chosen)} {'schema staat' if len(chosen) == 1 else 'schema’s staan'} in {whole(folder)}.")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


@command.command()
@knowledge_option
def check(knowledge: Path | None) -> None:
    """Controleer of de regels goed te lezen zijn, en alles wat erbij hoort: gevallen, beloften, bronnen en begrippen.

    Is er iets mis, dan ziet u alle fouten ineens, elk met de plaats.
    """
    from slimmer_rules.reasoning.wording_analysis import counted
    from slimmer_rules.rulebook.diagnostics import RulebookError
    from slimmer_rules.rulebook.wording import listed

    folder = knowledge_folder(knowledge)
    version, faults = read_version(folder)
    found = [*(each for part in faults.values() for each in part), *cut_off_files(folder)]
    if version is None:
        tell("De gevallen en beloften zijn nog niet gelezen: daarvoor moeten de regels eerst kloppen.", err=True)
    if version is None or found:
        raise RulebookError(found)
    for conversation in version.rulebook.conversations.values():
        told = (
            f"{counted(len(conversation.questions), 'vraag', 'vragen')}, "
            f"{counted(len(conversation.conclusions), 'conclusie', 'conclusies')}, "
            f"{counted(len(conversation.rules), 'regel', 'regels')}"
        )
        tell(f"{conversation.title}: {told}.")
    counts = {
        "gevallen": version.cases,
        "beloften": version.promises,
        "bronnen": version.rulebook.sources,
        "begrippen": version.glossary,
        "aanvaarde bevindingen": version.acceptances,
    }
    tell(f"Ook gelezen: {listed([f'{name} ({len(held or ())})' for name, held in counts.items()])}.")
    tell(f"{version.rulebook.name}, versie {version.rulebook.version}: geen fouten gevonden.")


@command.command()
@click.option("--gesprek", "conversation", metavar="NAAM", help="Van welk gesprek. Zonder deze optie: het eerste.")
@knowledge_option
def compiled(conversation: str | None, knowledge: Path | None) -> None:
    """Toon de regels als de Python-functie waarmee het programma veel gevallen achter elkaar doet.

    Alleen namen uit de regels staan erin, nooit tekst. De functie geeft de antwoorden die meetellen, de conclusies en
    de regels die gelden.
    """
    from slimmer_rules.reasoning.compiled import source

    click.echo(source(load_conversation(conversation, knowledge)), nl=False)


@command.command()
@click.option("--gesprek", "conversation", metavar="NAAM", help="Van welk gesprek. Zonder deze optie: het eerste.")
@click.option(
    "--table", metavar="TABEL", default="antwoorden", show_default=True, help="De tabel waarin de antwoorden staan."
)
@knowledge_option
def sql(conversation: str | None, table: str, knowledge: Path | None) -> None:
    """Toon de regels als view in SQL, over een tabel met antwoorden.

    De view draait in DuckDB, PostgreSQL en Spark. De tabel heeft een kolom id, en een kolom per vraag. Meer staat in
    docs/datawarehouse.md.
    """
    from slimmer_rules.reasoning.warehouse import SqlError, view

    rulebook = load_rulebook(knowledge)
    try:
        text = view(load_conversation(conversation, knowledge), table)
    except SqlError as error:
        fail(f"Van dit gesprek is geen view te maken: {error}.")
    click.echo(f"-- Kennisbank {rulebook.sha256}\n{text}", nl=False)


def _found(id: str, rulebook: Rulebook) -> Iterator[str]:
    """The pages of everything with this id; under the name of its conversation where several have it."""
    from slimmer_rules.rulebook.wording import conclusion_text, question_text, rule_text

    having = [
        talk for talk in rulebook.conversations.values() if id in {*talk.rules, *talk.questions, *talk.conclusions}
    ]
    for conversation in having:
        if len(having) > 1:
            yield f"{conversation.title} (gesprek {conversation.id})"
        if id in conversation.rules:
            yield rule_text(conversation.rules[id], conversation, rulebook)
        if id in conversation.questions:
            yield question_text(conversation.questions[id], conversation)
        if id in conversation.conclusions:
            yield conclusion_text(conversation.conclusions[id], conversation)


def _not_found(id: str, rulebook: Rulebook) -> str:
    from slimmer_rules.cli.naming import hint
    from slimmer_rules.rulebook.lookup import everything

    known = {name: called for talk in rulebook.conversations.values() for name, called in everything(talk).items()}
    return f"Er is geen regel, vraag of conclusie `{id}`. {hint(id, known)}"


def _by_subject(conversation: Conversation) -> list[tuple[str, list[Rule]]]:
    """The rules by the file in which they stand, under that file's subject where it is known."""
    subjects = {section.id: section.title for section in conversation.sections}
    grouped: dict[str, list[Rule]] = {}
    for rule in conversation.rules.values():
        stem = Path(rule.place.file).stem
        subject = subjects.get(stem) or stem.lstrip("0123456789-").capitalize()
        grouped.setdefault(subject, []).append(rule)
    return list(grouped.items())
