"""The template's own words: every stretch of literal text in the templates, line by line."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from slimmer_rules.letter.address import in_form
from slimmer_rules.letter.templates import Templates


@dataclass(frozen=True, slots=True)
class Literals:
    """`fragments`: literal text between claims and line ends. `bound`: (value, text) of texts tied to a value."""

    fragments: frozenset[str]
    bound: frozenset[tuple[str, str]]
    strings: frozenset[str]


def literals(templates: Templates, form: str = "u") -> Literals:
    """The literal text of all letter templates, which must be well formed (rendering tells if not).

    `form` is how the sender addresses people.
    """
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
    fragments: set[str] = set()
    bound: set[tuple[str, str]] = set()
    strings: set[str] = set()
    for name in templates.files:
        if name.endswith(".md.j2"):
            tree = environment.parse(templates.text(name))
            for data in tree.find_all(nodes.TemplateData):
                fragments |= {line.strip() for line in data.data.split("\n")}
            for pair in tree.find_all(nodes.Pair):
                if isinstance(pair.key, nodes.Const) and isinstance(pair.value, nodes.Const):
                    bound.add((str(pair.key.value), str(pair.value.value).strip()))
            strings |= {str(const.value).strip() for const in tree.find_all(nodes.Const)}
    return Literals(
        frozenset(in_form(text, form) for text in fragments),
        frozenset((value, in_form(text, form)) for value, text in bound),
        frozenset(in_form(text, form) for text in strings),
    )
