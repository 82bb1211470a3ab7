"""`slimmer compare`: what a change of the rules does, over all answers and to given cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from slimmer_rules.audit_input import Folder, case_files, read_cases, read_version
from slimmer_rules.cli.common import fail, seconds_option
from slimmer_rules.cli.lines import echo_json, tell
from slimmer_rules.cli.revisions import version_folder

if TYPE_CHECKING:
    from slimmer_rules.audit.comparing import CaseChange, Change, Compared, Comparison
    from slimmer_rules.audit.differences import Difference, Group, Version
    from slimmer_rules.rulebook.model import Conversation, Rulebook


MOST_TOLD = 5
"""Of so many changed rules it is told where else to look; who changes more at once has them all before them."""

NEVER_COMPARED = ("de sjablonen van brieven", "opmaak en opmerkingen in de bestanden")


CONTRADICTING = {
    "nieuw": "De nieuwe regels spreken elkaar tegen waar de oude dat niet doen. Er komt dan geen enkele uitkomst.",
    "oud": "De oude regels spreken elkaar tegen waar de nieuwe dat niet doen. Daar komt nu wel een uitkomst.",
}
CASE_CONTRADICTING = {
    "nieuw": "er komt geen uitkomst meer:",
    "oud": "er komt nu wel een uitkomst; met de oude regels niet:",
}


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
    """Vergelijk twee versies van de regels: de uitkomst bij alle antwoorden, en alles wat erin staat.

    Voorop staat wat er verandert aan wat de regels doen (★), dan wat er verandert aan teksten, bronnen, beloften en
    gevallen. OUD en NIEUW zijn mappen met regels, of versies in git: HEAD~3:knowledge.
    """
    from slimmer_rules.audit.comparing import compare
    from slimmer_rules.audit.differences import compared, differences

    before, after = _versions(old, new)
    roots: list[tuple[Folder, str]] = [(folder, str(folder))] if folder else []
    files = [file for root, name in roots for file in case_files(root, name)]
    if folder and not files:
        fail(f"In “{folder}” staan geen gevallen (bestanden die eindigen op .yaml, .yml of .json).")
    found = compare(before.rulebook, after.rulebook, read_cases(files, before.rulebook), seconds)
    content = Content(differences(before, after), compared(before, after))
    if as_json:
        echo_json(_record(found, content))
    else:
        tell("\n".join(_text(found, content, before.rulebook, after.rulebook)).rstrip())
    error = next((compared.error for compared in found.conclusions if compared.error), None)
    if error is not None:
        raise error
    if not found.same:
        click.get_current_context().exit(1)


@dataclass(frozen=True)
class Content:
    """What differs in the files, and the groups that were compared."""

    differences: tuple[Difference, ...]
    compared: tuple[Group, ...]

    @property
    def left_out(self) -> list[str]:
        """What was not compared."""
        from slimmer_rules.audit.differences import Group

        return [*(group.value for group in Group if group not in self.compared), *NEVER_COMPARED]


def _versions(old: str, new: str) -> tuple[Version, Version]:
    """Both versions; of what beside the rules has mistakes it is told that it is left out."""
    from slimmer_rules.audit.differences import BESIDE
    from slimmer_rules.rulebook.diagnostics import RulebookError

    (before, faults), (after, more) = (read_version(version_folder(name)) for name in (old, new))
    if before is None or after is None:
        raise RulebookError(dict.fromkeys((*faults.get("rulebook", ()), *more.get("rulebook", ()))))
    for name, found in ((old, faults), (new, more)):
        for part in found:
            told = f"In “{name}” zijn {BESIDE[part].value} niet te lezen; die zijn niet vergeleken."
            tell(f"{told} Wat er mis is, zegt “slimmer rules check --knowledge {name}”.", err=True)
    return before, after


def _text(found: Comparison, content: Content, old: Rulebook, new: Rulebook) -> Iterator[str]:
    from slimmer_rules.audit.change_words import difference_lines

    yield from _summary(found, content)
    yield ""
    for name in dict.fromkeys(compared.conversation for compared in found.conclusions):
        yield from _contradictions(name, found, old, new)
    for compared in found.conclusions:
        if not compared.same_outside_conflict:
            yield from _compared(compared, old, new)
            yield ""
    for case in found.cases:
        yield from _case(case, old.conversations[case.conversation], new.conversations[case.conversation])
        yield ""
    if found.unseen:
        yield f"{len(found.unseen)} gevallen zijn niet vergeleken: de tijd was om."
        yield ""
    yield from difference_lines(content.differences)
    yield from _look_also(old, new, content)


def _contradictions(name: str, found: Comparison, old: Rulebook, new: Rulebook) -> Iterator[str]:
    """Where only one version contradicts itself; that changes every conclusion, so it is told once."""
    talk, before = new.conversations[name], old.conversations[name]
    changes = [change for compared in found.conclusions if compared.conversation == name for change in compared.changes]
    for side, heading in CONTRADICTING.items():
        change = next((change for change in changes if change.clash_in == side), None)
        if change is not None and change.clash is not None:
            yield f"{heading} Het kleinste geval:"
            yield f"- {change.clash}"
            yield from _answers(change, talk, before)
            yield ""


def _answers(change: Change, talk: Conversation, before: Conversation) -> Iterator[str]:
    from slimmer_rules.audit.words import case_lines

    told = [line for version in (talk, before) for line in case_lines(version, change.answers)]
    yield from (f"    {question} {answer}" for question, answer in dict.fromkeys(told))
    if not told:
        yield "    zonder één antwoord"


def _compared(compared: Compared, old: Rulebook, new: Rulebook) -> Iterator[str]:
    from slimmer_rules.audit.change_words import WAYS, change_text
    from slimmer_rules.rulebook.wording import quoted

    talk, before = (version.conversations[compared.conversation] for version in (new, old))
    title = quoted(talk.conclusions[compared.conclusion].title)
    changes = [change for change in compared.changes if not change.clash_in]
    if not changes:
        why = "door een fout in het programma" if compared.error else "de tijd was om"
        yield f"★ {title} ({compared.conclusion}): niet bewezen; {why}."
        return
    more = ", en misschien op meer manieren" if compared.unproved else ""
    way = WAYS[compared.direction] if compared.direction else more
    if compared.direction and len(changes) < len(compared.changes):
        way += ", de tegenspraak hierboven niet meegeteld"
    yield f"★ {title} ({compared.conclusion}) verandert{way}. De kleinste gevallen:"
    for change in changes:
        yield f"- {change_text(change, compared.conclusion, before, talk)}"
        yield from _answers(change, talk, before)


def _case(case: CaseChange, old: Conversation, new: Conversation) -> Iterator[str]:
    from slimmer_rules.audit.change_words import change_text
    from slimmer_rules.rulebook.wording import quoted

    yield f"Geval {case.name}:"
    for question in case.refused:
        yield f"- het antwoord over {old.questions[question].short} (`{question}`) past niet meer"
    clash = next((change for change in case.changes.values() if change.clash_in), None)
    if clash is not None:  # then there is no outcome at all
        yield f"- {CASE_CONTRADICTING[clash.clash_in or 'nieuw']} {clash.clash}"
        return
    for name, change in case.changes.items():
        yield f"- {quoted(new.conclusions[name].title)}: {change_text(change, name, old, new)}"


def _look_also(old: Rulebook, new: Rulebook, content: Content) -> Iterator[str]:
    """Where else to look, for the first few rules that say something else."""
    from slimmer_rules.audit.change_words import companion_lines
    from slimmer_rules.audit.companions import companions

    reworded = {each.subject for each in content.differences if each.before != each.after}
    told = [
        [*companion_lines(found, talk)]
        for name, talk in new.conversations.items()
        if name in old.conversations
        for found in companions(old.conversations[name], talk)
        if f"de regel `{found.rule}`" in reworded
    ]
    for lines in told[:MOST_TOLD]:
        yield from (*lines, "") if lines else ()


def _summary(found: Comparison, content: Content) -> Iterator[str]:
    """What was compared and how that came out, and what was not."""
    from slimmer_rules.audit.change_words import group_name

    same = sum(compared.same for compared in found.conclusions)
    unproved = sum(compared.unproved for compared in found.conclusions)
    known = "bij alle antwoorden die beide versies kennen"
    told = f"{same} van de {len(found.conclusions)} conclusies: bewezen gelijk, {known}"
    elsewhere = sum(compared.same_outside_conflict for compared in found.conclusions)
    if elsewhere > same:
        told += f"; {elsewhere} als u de antwoorden met een tegenspraak weglaat"
    if not found.conclusions:
        told = "Geen enkele conclusie is vergeleken: er is er geen die in beide versies in hetzelfde gesprek staat"
    yield f"{told}; {unproved} niet bewezen." if unproved else f"{told}."
    counts = {group: sum(each.group is group for each in content.differences) for group in content.compared}
    changed = [f"{count} bij {group_name(group, star=True)}" for group, count in counts.items() if count]
    same_groups = [group_name(group) for group, count in counts.items() if not count]
    if changed:
        yield f"Verschillen: {'; '.join(changed)}."
    if same_groups:
        yield f"Gelijk: {', '.join(same_groups)}."
    yield f"Niet vergeleken: {', '.join(content.left_out)}."


def _record(found: Comparison, content: Content) -> dict[str, Any]:
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
                "richting": compared.direction.value if compared.direction else None,
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
        "verschillen": [_difference(each) for each in content.differences],
        "vergeleken": [group.value for group in content.compared],
        "buiten_beschouwing": content.left_out,
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "groep": each.group.value,
        "betekenis": each.group.means,
        "over": each.subject,
        "sleutel": each.key and each.key.replace("`", ""),
        "oud": each.before,
        "nieuw": each.after,
        "plaats": {"bestand": each.place.file, "regel": each.place.line or None},
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
            "tegenspraak_in": change.clash_in,
        }
        for change in changes
    ]
