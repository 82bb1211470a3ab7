"""`slimmer assess`: what the rules conclude for one case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slimmer_rules.cli.beside import beside_option, read_earlier
from slimmer_rules.cli.common import NO_ADVICE, knowledge_option, load_case, load_rulebook
from slimmer_rules.cli.lines import echo_json, tell

if TYPE_CHECKING:
    from slimmer_rules.reasoning.derivation import Derivation
    from slimmer_rules.reasoning.earlier import Earlier


@click.command()
@click.argument("case", metavar="GEVAL", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@beside_option
@click.option("--json", "as_json", is_flag=True, help="Geef één JSON-object, voor andere programma's.")
@knowledge_option
def command(case: Path, bij: Path | None, as_json: bool, knowledge: Path | None) -> None:
    """Geef de conclusies bij een geval.

    GEVAL is een bestand met antwoorden (YAML of JSON), of - voor standaardinvoer.
    """
    from slimmer_rules.reasoning.forward import Reasoner
    from slimmer_rules.reasoning.record import record
    from slimmer_rules.rulebook.cases import is_example

    rulebook = load_rulebook(knowledge)
    told = load_case(case, rulebook)
    derivation = Reasoner(rulebook.conversations[told.conversation]).derive(told.answers)
    earlier = read_earlier(bij, told, rulebook) if bij else None
    if as_json:
        found = record(derivation, rulebook)
        echo_json({**found, "bij": record(earlier.derivation, rulebook)} if earlier else found)
        return
    if told.title:
        tell(f"{told.title}\n")
    tell("\n".join(_summary(derivation, advised=not is_example(told, rulebook))))
    if earlier:
        tell("\n".join(("", *_beside(earlier))))
    tell(f"\nVolgens {rulebook.name}, versie {rulebook.version}. Meer uitleg geeft “slimmer explain”.")


def _summary(derivation: Derivation, advised: bool) -> Iterator[str]:
    """The goal first (or that there is no advice), every other conclusion, what was not used and what is not known."""
    from slimmer_rules.rulebook.wording import wrapped

    goal = derivation.conversation.goal
    if goal is not None:
        yield from _concluded(derivation, goal) if advised else [NO_ADVICE]
        yield ""
    others = [name for name in derivation.conversation.conclusions if name != goal]
    for name in others:
        yield from _concluded(derivation, name)
    if others:
        yield ""
    yield from _profile(derivation)
    questions = derivation.conversation.questions
    parked = [questions[name].short for name in derivation.situation.parked]
    if parked:
        yield from wrapped(f"Niet gebruikt, want hier niet van toepassing: {'; '.join(parked)}.", "", "  ")
    away = derivation.situation.not_applicable
    known = derivation.situation.known
    counted = len(questions) - len(away)
    yield f"Bekend: {len(known)} van de {counted} antwoorden die ertoe kunnen doen."


def _beside(found: Earlier) -> Iterator[str]:
    """The earlier conversation: its title, its outcome, and the lists that belong with it."""
    from slimmer_rules.rulebook.wording import wrapped

    yield from wrapped(f"Uit een eerder gesprek: {found.conversation.title}", "", "  ")
    if found.outcome:
        yield from wrapped(found.outcome, "", "  ")
    for title, members in found.lists:
        yield from wrapped(title, "", "  ")
        for member in members:
            yield from wrapped(member, "- ", "  ")


def _profile(derivation: Derivation) -> Iterator[str]:
    """How the grouped questions stand, a group at a time."""
    from slimmer_rules.reasoning.profile import by_standing, profile
    from slimmer_rules.rulebook.wording import wrapped

    for group in profile(derivation):
        yield group.title
        for stands, subjects in by_standing(group):
            yield from wrapped(f"{stands}: {'; '.join(subjects)}", "- ", "  ")
        yield ""


def _concluded(derivation: Derivation, name: str) -> Iterator[str]:
    from slimmer_rules.rulebook.wording import fact_text, headed, wrapped

    conclusion = derivation.conversation.conclusions[name]
    value = derivation.values.get(name)
    if isinstance(value, frozenset) and value:
        yield from wrapped(conclusion.title, "", "  ")
        for member in conclusion.values:
            if member.id in value:
                yield from wrapped(member.label, "- ", "  ")
    else:
        label = "geen conclusie" if value is None else fact_text(name, value, derivation.conversation)
        yield from wrapped(headed(conclusion.title, label), "", "  ")
