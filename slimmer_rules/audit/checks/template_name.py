"""A22: a template that names a question, conclusion or value that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.rulebook.model import Conversation, Place
from slimmer_rules.templating import Sandbox, syntax

QUESTIONS = frozenset({"antwoord", "onderwerp"})
CONCLUSIONS = frozenset({"stelt", "label", "titel", "norm", "omdat", "bij", "heeft", "lijst"})
EITHER = frozenset({"waarde"})
"""The words of the letter's templates whose first argument is a name, by what it must name.

The letter has the words themselves (`letter/vocabulary.py`), which the audit does not know; a test holds the two equal.
"""


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each name in a template of this conversation that it does not know.

    A template belongs to the conversation whose name its file bears (`intake.md.j2`); a part to every conversation
    whose template uses it. Names that a template computes cannot be seen here.
    """
    templates = audited.material.templates
    todo = [path for path in templates if path.rpartition("/")[2].split(".")[0] == conversation.id]
    seen = set(todo)
    for path in todo:  # grows while it is walked
        tree = _tree(path, templates[path])
        if isinstance(tree, Finding):
            yield tree
            continue
        for part in find_referenced_templates(tree):  # None for a name that the template computes
            if part is not None and part in templates and part not in seen:
                seen.add(part)
                todo.append(part)
        yield from _in_template(path, tree, conversation)


def _tree(path: str, source: str) -> nodes.Template | Finding:
    """The template as the letter's own sandbox reads it, or why it cannot."""
    try:
        return Sandbox(lambda _: None).parse(source)
    except TemplateSyntaxError as error:
        return CHECK.finding(
            f"{path}: {error.lineno}",
            f"Het sjabloon `{path}` klopt niet: {syntax(error.message)}.",
            Place(path, error.lineno, 1),
        )
    except RecursionError:
        return CHECK.finding(f"{path}: diepte", f"Het sjabloon `{path}` zit te diep in elkaar.", Place(path, 1, 1))


def _in_template(path: str, tree: nodes.Template, conversation: Conversation) -> Iterator[Finding]:
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
