"""`slimmer explain`: why the rules conclude what they conclude."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.cli.common import fail, knowledge_option, load_case, load_rulebook

if TYPE_CHECKING:
    from slimmer_rules.rulebook.model import Conversation


@click.command()
@click.argument("case", metavar="GEVAL", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--conclusion", metavar="NAAM", help="De conclusie die u wilt begrijpen. Zonder deze optie: het doel.")
@knowledge_option
def command(case: Path, conclusion: str | None, knowledge: Path | None) -> None:
    """Leg uit hoe een conclusie tot stand komt.

    GEVAL is een bestand met antwoorden (YAML of JSON), of - voor standaardinvoer. De uitleg loopt van de conclusie,
    langs de regels, tot aan de antwoorden.
    """
    from slimmer_rules.reasoning.explanation import proof_text
    from slimmer_rules.reasoning.forward import Reasoner

    rulebook = load_rulebook(knowledge)
    told = load_case(case, rulebook)
    conversation = rulebook.conversations[told.conversation]
    asked = _chosen(conclusion, conversation)
    derivation = Reasoner(conversation).derive(told.answers)
    click.echo(proof_text(derivation, asked, rulebook))


def _chosen(name: str | None, conversation: Conversation) -> str:
    """The conclusion asked for, or the goal; stops if there is none."""
    from slimmer_rules.rulebook.diagnostics import suggest

    if name is None:
        if conversation.goal is None:
            fail(f"Gesprek `{conversation.id}` heeft geen doel. Kies een conclusie met --conclusion.")
        return conversation.goal
    if name not in conversation.conclusions:
        meant = suggest(name, tuple(conversation.conclusions))
        hint = f"Bedoelde u `{meant}`?" if meant else f"De conclusies zijn: {', '.join(conversation.conclusions)}."
        fail(f"Conclusie `{name}` bestaat niet in gesprek `{conversation.id}`. {hint}")
    return name
