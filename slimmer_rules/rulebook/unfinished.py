"""Files that can be read to their end, though they seem to have lost it: half copied, or half saved."""

from __future__ import annotations

import re

from slimmer_rules.rulebook.diagnostics import Diagnostic
from slimmer_rules.rulebook.located_yaml import Mapping, Node, Scalar, UnreadableError, decode, parse

_CLOSED = re.compile(r"[.!?…:)\]}\"'”’»]\Z")
"""How a file ends that closes its last sentence, quote or bracket, or gives no value; of the last readers tell."""


def cut_off(data: bytes, file: str) -> Diagnostic | None:
    """What is wrong with the end of a YAML file; None where nothing is, or where the file cannot be read anyhow.

    The last text has no end if its line has none, or if it takes more lines and no sign closes it. A file that stops
    between two rules cannot be told from one that is complete.
    """
    try:
        source = decode(data, file)
        tree, _ = parse(source)
    except UnreadableError:
        return None
    text = source.text.rstrip()
    last = text.rpartition("\n")[2]
    if _CLOSED.search(text) or last.lstrip().startswith("#"):
        return None
    if "\n" not in source.text[len(text) :]:
        help = "is er een stuk weg? Is de tekst compleet, zet dan de cursor achter het laatste teken en druk op Enter"
    elif len(_last(tree).raw.strip().splitlines()) > 1:
        help = "is er een stuk weg? Is de tekst compleet, zet er dan een punt achter"
    else:
        return None
    word = last.split()[-1]
    place = source.at(len(text) - len(word), len(word))
    return source.diagnostic("R036", "dit bestand houdt midden in een tekst op", place, help)


def _last(node: Node) -> Scalar:
    """The last text in a tree; a list or mapping that is empty closes itself, and does not come here."""
    while not isinstance(node, Scalar):
        node = node.entries[-1][1] if isinstance(node, Mapping) else node.items[-1]
    return node
