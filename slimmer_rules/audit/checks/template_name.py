"""A22: a template that names a question, conclusion or value that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation, Place
from slimmer_rules.templating import syntax

QUESTIONS = frozenset({"antwoord", "onderwerp", "getal"})
CONCLUSIONS = frozenset({"stelt", "label", "titel", "norm", "omdat", "bij", "heeft", "lijst"})
EITHER = frozenset({"waarde"})
"""The words of the letter's templates whose first argument is a name, by what it must name."""


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each name in a template of this conversation that it does not know.

    A template belongs to the conversation whose name its file bears (`intake.md.j2`); parts that start with `_` to the
    first. Names that a template computes cannot be seen here.
    """
    for path, source in audited.material.templates.items():
        if conversation.id == _conversation(path, audited):
            yield from _in_template(path, source, conversation)


def _conversation(path: str, audited: Audited) -> str | None:
    stem = path.rsplit("/", 1)[-1].split(".")[0]
    names = audited.rulebook.conversations
    return next(iter(names), None) if stem.startswith("_") else stem if stem in names else None


def _in_template(path: str, source: str, conversation: Conversation) -> Iterator[Finding]:
    try:
        tree = Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(source)
    except TemplateSyntaxError as error:
        yield CHECK.finding(
            f"{path}: {error.lineno}",
            f"Het sjabloon `{path}` klopt niet: {syntax(error.message)}.",
            Place(path, error.lineno, 1),
        )
        return
    except RecursionError:
        yield CHECK.finding(f"{path}: diepte", f"Het sjabloon `{path}` zit te diep in elkaar.", Place(path, 1, 1))
        return
    seen: set[str] = set()
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.args and isinstance(call.args[0], nodes.Const):
            named = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
            told = _wrong(call.node.name, named, conversation)
            if told and told not in seen:
                seen.add(told)
                yield CHECK.finding(
                    f"{path}: {told}",
                    f"Het sjabloon `{path}` noemt {told}, en die bestaat niet.",
                    Place(path, call.lineno, 1),
                    "Verbeter de naam, of voeg toe wat ontbreekt.",
                )


def _wrong(word: str, named: list[object], conversation: Conversation) -> str | None:
    name = str(named[0])
    if word in QUESTIONS and name not in conversation.questions:
        return f"de vraag `{name}`"
    if word in CONCLUSIONS and name not in conversation.conclusions:
        return f"de conclusie `{name}`"
    if word in EITHER and name not in conversation.questions and name not in conversation.conclusions:
        return f"de vraag of conclusie `{name}`"
    if word == "heeft" and len(named) > 1:
        values = [value.id for value in conversation.conclusions[name].values]
        return None if str(named[1]) in values else f"het lid `{named[1]}` van `{name}`"
    return None


CHECK = Check("A22", "sjabloon met een naam die niet bestaat", Severity.ERROR, run)
