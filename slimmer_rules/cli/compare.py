"""`slimmer compare`: what a change of the rules does, over all answers and to given cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slimmer_rules.cli.common import fail
from slimmer_rules.cli.lines import echo_json, tell
from slimmer_rules.cli.material import Folder, case_files, read_cases, seconds_option
from slimmer_rules.cli.revisions import read_version

if TYPE_CHECKING:
    from slimmer_rules.audit.comparing import CaseChange, Change, Compared, Comparison
    from slimmer_rules.rulebook.model import Conversation, Rulebook


MOST_TOLD = 5
"""Of so many changed rules it is told where else to look; who changes more at once has them all before them."""


@click.command()
@click.argument("old", metavar="OUD")
@click.argument("new", metavar="NIEUW")
@click.option(
    "--cases",
    "folder",
    metavar="MAP",
    type=click.Path(exists=True, path_type=Path),
    help="Vergelijk ook deze gevallen.",
)
@click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON.")
@seconds_option
def command(old: str, new: str, folder: Path | None, as_json: bool, seconds: float | None) -> None:
    """Vergelijk twee versies van de regels: is de uitkomst bij alle antwoorden gelijk?

    OUD en NIEUW zijn mappen met regels, of versies in git: HEAD~3:knowledge.
    """
    from slimmer_rules.audit.comparing import compare

    before, after = read_version(old), read_version(new)
    roots: list[tuple[Folder, str]] = [(folder, str(folder))] if folder else []
    files = [file for root, name in roots for file in case_files(root, name)]
    if folder and not files:
        fail(f"In “{folder}” staan geen gevallen (bestanden die eindigen op .yaml, .yml of .json).")
    found = compare(before, after, read_cases(files, before), seconds)
    if as_json:
        echo_json(_record(found))
    else:
        tell("\n".join((*_text(found, before, after), *_look_also(before, after))))
    if not found.same:
        click.get_current_context().exit(1)


def _text(found: Comparison, old: Rulebook, new: Rulebook) -> Iterator[str]:
    if found.structure:
        yield "Wat de ene versie heeft en de andere niet:"
        yield from (f"- {told}" for told in found.structure)
        yield ""
    if found.rules:
        yield f"Regels die nieuw zijn, weg zijn of iets anders doen: {', '.join(found.rules)}."
        yield ""
    for compared in found.conclusions:
        if not compared.same:
            yield from _compared(compared, old, new)
            yield ""
    for case in found.cases:
        yield from _case(case, old.conversations[case.conversation], new.conversations[case.conversation])
        yield ""
    if found.unseen:
        yield f"{len(found.unseen)} gevallen zijn niet vergeleken: de tijd was om."
    yield _summary(found)


def _compared(compared: Compared, old: Rulebook, new: Rulebook) -> Iterator[str]:
    from slimmer_rules.audit.change_words import change_text
    from slimmer_rules.audit.words import case_lines
    from slimmer_rules.rulebook.wording import quoted

    talk, before = (version.conversations[compared.conversation] for version in (new, old))
    title = quoted(talk.conclusions[compared.conclusion].title)
    if not compared.changes:
        yield f"{title} ({compared.conclusion}): niet bewezen; de tijd was om."
        return
    more = ", en misschien op meer manieren" if compared.unproved else ""
    yield f"{title} ({compared.conclusion}) verandert{more}. De kleinste gevallen:"
    for change in compared.changes:
        yield f"- {change_text(change, compared.conclusion, before, talk)}"
        told = [line for version in (talk, before) for line in case_lines(version, change.answers)]
        yield from (f"    {question} {answer}" for question, answer in dict.fromkeys(told))
        if not told:
            yield "    zonder één antwoord"


def _case(case: CaseChange, old: Conversation, new: Conversation) -> Iterator[str]:
    from slimmer_rules.audit.change_words import change_text
    from slimmer_rules.rulebook.wording import quoted

    yield f"Geval {case.name}:"
    for question in case.refused:
        yield f"- het antwoord over {old.questions[question].short} (`{question}`) past niet meer"
    for name, change in case.changes.items():
        yield f"- {quoted(new.conclusions[name].title)}: {change_text(change, name, old, new)}"


def _look_also(old: Rulebook, new: Rulebook) -> Iterator[str]:
    """Where else to look, for the first few rules that were changed."""
    from slimmer_rules.audit.change_words import companion_lines
    from slimmer_rules.audit.companions import companions

    told = [
        [*companion_lines(found, talk)]
        for name, talk in new.conversations.items()
        if name in old.conversations
        for found in companions(old.conversations[name], talk)
    ]
    for lines in told[:MOST_TOLD]:
        yield from ("", *lines) if lines else ()


def _summary(found: Comparison) -> str:
    same = sum(compared.same for compared in found.conclusions)
    unproved = sum(compared.unproved for compared in found.conclusions)
    total = len(found.conclusions)
    told = f"{same} van de {total} conclusies: bewezen gelijk, bij alle antwoorden die beide versies kennen"
    return f"{told}; {unproved} niet bewezen." if unproved else f"{told}."


def _record(found: Comparison) -> dict[str, Any]:
    return {
        "gelijk": found.same,
        "opbouw": list(found.structure),
        "regels": list(found.rules),
        "niet_vergeleken": list(found.unseen),
        "conclusies": [
            {
                "gesprek": compared.conversation,
                "conclusie": compared.conclusion,
                "stand": "gelijk" if compared.same else "verandert" if compared.changes else "niet_bewezen",
                "volledig": not compared.unproved,
                "veranderingen": _changes(compared.changes),
            }
            for compared in found.conclusions
        ],
        "gevallen": [
            {
                "geval": case.name,
                "past_niet_meer": list(case.refused),
                "veranderingen": [
                    {"conclusie": name, **record}
                    for name, record in zip(case.changes, _changes(list(case.changes.values())), strict=True)
                ],
            }
            for case in found.cases
        ],
    }


def _changes(changes: Sequence[Change]) -> list[dict[str, Any]]:
    from slimmer_rules.reasoning.record import plain

    return [
        {
            "antwoorden": dict(change.answers),
            "oud": plain(change.before),
            "nieuw": plain(change.after),
            "regels": list(change.rules),
            "tegenspraak": change.clash,
        }
        for change in changes
    ]
