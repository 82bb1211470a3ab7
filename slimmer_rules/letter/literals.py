"""The template's own words: every stretch of literal text in the templates, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import jinja2
from jinja2 import nodes

from slimmer_rules.letter.address import in_form
from slimmer_rules.letter.templates import FOLDER, Templates
from slimmer_rules.templating import refuse


@dataclass(frozen=True, slots=True)
class Literals:
    """`fragments`: literal text between claims and line ends. `bound`: (value, text) of texts tied to a value.

    The value of a text tied to a flag (`als`) is that flag with `ja` or `nee`.
    """

    fragments: frozenset[str]
    bound: frozenset[tuple[str, str]]
    strings: frozenset[str]


@lru_cache(maxsize=4)
def literals(templates: Templates, form: str = "u") -> Literals:
    """The literal text of all letter templates, also of those that this letter does not use.

    `form` is how the sender addresses people. Raises RulebookError for a template that is not well formed.
    """
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
    fragments: set[str] = set()
    bound: set[tuple[str, str]] = set()
    strings: set[str] = set()
    for name in templates.files:
        if name.endswith(".md.j2"):
            tree = _parsed(environment, templates, name)
            for data in tree.find_all(nodes.TemplateData):
                fragments |= {line.strip() for line in data.data.split("\n")}
            for pair in tree.find_all(nodes.Pair):
                if isinstance(pair.key, nodes.Const) and isinstance(pair.value, nodes.Const):
                    bound.add((str(pair.key.value), str(pair.value.value).strip()))
            bound |= {tied for call in tree.find_all(nodes.Call) for tied in _flagged(call)}
            strings |= {str(const.value).strip() for const in tree.find_all(nodes.Const)}
    return Literals(
        frozenset(in_form(text, form) for text in fragments),
        frozenset((value, in_form(text, form)) for value, text in bound),
        frozenset(in_form(text, form) for text in strings),
    )


def _parsed(environment: jinja2.Environment, templates: Templates, name: str) -> nodes.Template:
    try:
        return environment.parse(templates.text(name), name)
    except Exception as error:
        refuse(error, templates.files, FOLDER)


def _flagged(call: nodes.Call) -> Iterator[tuple[str, str]]:
    """The texts of an `als`, each with its flag and how that stands."""
    if isinstance(call.node, nodes.Name) and call.node.name == "als":
        given = dict(zip(("naam", "ja", "nee"), call.args, strict=False))
        given |= {keyword.key: keyword.value for keyword in call.kwargs}
        texts = {key: value.value for key, value in given.items() if isinstance(value, nodes.Const)}
        for key in ("ja", "nee"):
            if key in texts and "naam" in texts:
                yield f"{texts['naam']} {key}", str(texts[key]).strip()
