"""`slimmer explain`: why the rules conclude what they conclude, and every other question about an advice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slimmer_rules.cli.common import NO_ADVICE, fail, knowledge_option, load_case, load_rulebook
from slimmer_rules.cli.lines import echo_json, tell

if TYPE_CHECKING:
    from slimmer_rules.cli.explaining import Explainer, Told
    from slimmer_rules.rulebook.model import Conversation

DEEPEST = 3
NO_PLAIN_JSON = "Met --json hoort een vraag, zoals --rests-on. De afleiding zelf geeft “slimmer assess --json”."


@click.command()
@click.argument("case", metavar="GEVAL", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--conclusion", metavar="NAAM", help="De conclusie die u wilt begrijpen. Zonder deze optie: het doel.")
@click.option("--open", "open", is_flag=True, help="Welke uitkomsten zijn nog mogelijk, en welke vragen tellen nog?")
@click.option("--question", metavar="VRAAG", help="Waarom wordt deze vraag gesteld?")
@click.option("--why-not", metavar="WAARDE", help="Waarom is de conclusie niet deze waarde?")
@click.option("--change-to", metavar="WAARDE", help="Wat moet er minstens veranderen voor deze waarde?")
@click.option("--what-if", metavar="VRAAG=ANTWOORD", multiple=True, help="Wat als dit antwoord anders was? Mag vaker.")
@click.option("--rests-on", is_flag=True, help="Op welke antwoorden rust de conclusie?")
@click.option(
    "--depth",
    type=click.IntRange(1, 3),
    help="Bij --question: hoe ver omhoog, 1 tot en met 3 (zo ver gaat het anders).",
)
@click.option("--json", "as_json", is_flag=True, help="Geef één JSON-object, voor andere programma's.")
@click.option("--seconds", type=click.FloatRange(0, 3600), default=10.0, help="Hoe lang het zoeken mag duren.")
@knowledge_option
def command(
    case: Path,
    conclusion: str | None,
    depth: int | None,
    as_json: bool,
    seconds: float,
    knowledge: Path | None,
    **questions: Any,
) -> None:
    """Leg uit hoe een conclusie tot stand komt.

    GEVAL is een bestand met antwoorden (YAML of JSON), of - voor standaardinvoer. De uitleg loopt van de conclusie,
    langs de regels, tot aan de antwoorden. Met een van de andere opties stelt u een andere vraag over dit geval.
    """
    asked = {name: given for name, given in questions.items() if given not in (None, False, ())}
    if len(asked) > 1:
        options = " of ".join(f"--{name.replace('_', '-')}" for name in asked)
        fail(f"Stel één vraag tegelijk. Kies uit {options}.")
    _refuse_idle(conclusion, depth, next(iter(asked), None))
    from slimmer_rules.rulebook.cases import is_example

    rulebook = load_rulebook(knowledge)
    told = load_case(case, rulebook)
    conversation = rulebook.conversations[told.conversation]
    about_advice = conclusion in (None, conversation.goal) and conversation.goal is not None
    withheld = about_advice and is_example(told, rulebook)
    if asked:
        from slimmer_rules.cli.explaining import Explainer
        from slimmer_rules.reasoning.analysis import Analysis

        analysis = Analysis(conversation)
        analysis.reasoner.derive(
            told.answers
        )  # where rules contradict each other, that is the answer to every question
        explainer = Explainer(rulebook, analysis, told, seconds)
        answer = _answered(explainer, conclusion, depth or DEEPEST, asked)
        _show(replace(answer, lines=[NO_ADVICE]) if withheld and "what_if" not in asked else answer, as_json)
        return
    if as_json:
        fail(NO_PLAIN_JSON)
    from slimmer_rules.reasoning.explanation import proof_text
    from slimmer_rules.reasoning.forward import Reasoner

    about = _chosen(conclusion, conversation)
    if withheld:
        tell(NO_ADVICE)
        return
    tell(proof_text(Reasoner(conversation).derive(told.answers), about, rulebook))


def _refuse_idle(conclusion: str | None, depth: int | None, question: str | None) -> None:
    """Stop at an option that makes no difference to what was asked."""
    if depth is not None and question != "question":
        fail("--depth hoort bij --question. Laat --depth weg, of vraag met --question naar een vraag.")
    if conclusion is not None and question in ("question", "what_if"):
        fail(f"Bij --{question.replace('_', '-')} hoort geen --conclusion. Laat een van de twee weg.")


def _answered(explainer: Explainer, conclusion: str | None, depth: int, asked: dict[str, Any]) -> Told:
    """The answer to the one question that was asked."""
    ((name, given),) = asked.items()
    if name == "question":
        return explainer.question(given, depth)
    if name == "what_if":
        return explainer.what_if(given)
    about = _chosen(conclusion, explainer.talk)
    if name == "why_not":
        return explainer.why_not(about, given)
    if name == "change_to":
        return explainer.change_to(about, given)
    return explainer.rests_on(about) if name == "rests_on" else explainer.open(about)


def _show(told: Told, as_json: bool) -> None:
    if as_json:
        echo_json(told.data)
    else:
        tell("\n".join(told.lines))
    if told.code:
        raise SystemExit(told.code)


def _chosen(name: str | None, conversation: Conversation) -> str:
    """The conclusion asked for, or the goal; stops if there is none."""
    from slimmer_rules.cli.naming import refuse_unknown
    from slimmer_rules.rulebook.lookup import conclusions

    if name is None:
        if conversation.goal is None:
            names = ", ".join(conversation.conclusions)
            fail(f"Gesprek `{conversation.id}` heeft geen doel. Kies een conclusie met --conclusion. Er zijn: {names}.")
        return conversation.goal
    missing = f"Conclusie `{name}` bestaat niet in gesprek `{conversation.id}`."
    refuse_unknown(name, conclusions(conversation), missing, "conclusies")
    return name
