"""Changing a case file in which a person wrote: only the lines of what changes, so that comments and layout stay.

A file without a trace of a person is written anew. What an edit gives is read again before it counts: it must hold the
very case, and every comment. Where it does not, the caller hears so and can keep the file as it was beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import yaml

from slimmer_rules.rulebook.cases import Case, as_yaml, case_fields, dump_case
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.located_yaml import LOADER

_COMMENT = re.compile(r"#[^\r\n]*")
_HEADER = re.compile(r"[^\r\n]*?[ \t](#[^\r\n]*)")

_TEXT = "tag:yaml.org,2002:str"

Comments = list[tuple[int, str]]
"""Each with its place."""

Span = tuple[int, int, str]
"""From, up to, and what comes in that place."""


def with_case(text: str, case: Case, read: Callable[[str], Case]) -> str | None:
    """The text of a YAML file when it holds this case; None where that takes a comment that a person wrote.

    `read` gives the case in a text, or raises RulebookError.
    """
    before = _fields(text, read)
    whole, after = dump_case(case), case_fields(case)
    comments = list(_comments(text))
    if not comments and text == as_yaml(before):
        return whole
    changed = _edited(text, comments, before, after)
    if changed is not None and _fields(changed, read) == after and _words(_comments(changed)) == _words(comments):
        return changed
    return None if comments else whole


def _fields(text: str, read: Callable[[str], Case]) -> dict[str, Any]:
    """What a text holds; nothing that is known where it cannot be read."""
    try:
        return case_fields(read(text))
    except RulebookError:
        return {}


def _words(comments: Iterable[tuple[int, str]]) -> list[str]:
    return sorted(comment for _, comment in comments)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Each comment with its place: what stands between the tokens, or in the first line of a block of text."""
    end = 0
    try:
        for token in yaml.scan(text, Loader=LOADER):
            start = token.start_mark.index
            for found in _COMMENT.finditer(text, end, start):
                yield found.start(), found[0].rstrip()
            end = max(end, token.end_mark.index)
            if getattr(token, "style", None) in ("|", ">") and (header := _HEADER.match(text, start, end)):
                yield header.start(1), header[1].rstrip()
    except yaml.YAMLError:
        return


def _edited(text: str, comments: Comments, before: Mapping[str, Any], after: Mapping[str, Any]) -> str | None:
    """The text with the fields `after` where it has `before`; None where it is not one block of keys and values."""
    try:
        tree = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return None
    if not isinstance(tree, yaml.MappingNode) or tree.flow_style:
        return None
    spans = sorted(_Edit(text, comments).mapping(tree, before, after), key=lambda span: span[0])
    if any(one[1] > other[0] for one, other in pairwise(spans)):
        return None
    pieces, done = [], 0
    for start, end, new in spans:
        pieces += [text[done:start], new.replace("\n", "\r\n") if "\r\n" in text else new]
        done = end
    return "".join((*pieces, text[done:]))


class _Edit:
    """Where a text changes, as spans in the order in which they come."""

    def __init__(self, text: str, comments: Comments) -> None:
        self._text, self._comments = text, comments

    def mapping(self, node: yaml.MappingNode, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Span]:
        """What changes in keys that stand below each other."""
        indent = node.value[0][0].start_mark.column
        for key, value in node.value:
            name = key.value
            if name in after:
                if name not in before or before[name] != after[name]:
                    yield from self._change(key, value, before.get(name), after[name])
            elif name in before or value.value:  # else it says nothing, and may stay
                start, end = self._line(key.start_mark.index), self._next_line(self._end(key, value))
                yield start, end, self._own_lines(start, end, indent)
        known = {key.value for key, _ in node.value}
        if added := {name: value for name, value in after.items() if name not in known}:
            place = self._next_line(self._end(*node.value[-1]))
            first = "" if self._text[:place].endswith("\n") else "\n"
            yield place, place, first + _indented(as_yaml(added), indent)

    def _change(self, key: yaml.Node, value: yaml.Node, before: Any, after: Any) -> Iterator[Span]:
        """What changes where a key gets another value."""
        if isinstance(value, yaml.MappingNode) and not value.flow_style and isinstance(after, dict) and after:
            yield from self.mapping(value, before if isinstance(before, dict) else {}, after)
            return
        indent, line = key.start_mark.column, self._line(key.start_mark.index)
        start, end = self._text.index(":", key.end_mark.index) + 1, self._end(key, value)
        new = _written(value, after).replace("\n", "\n" + " " * indent)
        if "\n" in new:
            end = self._line_end(end)
        elif value.value and value.start_mark.line == key.end_mark.line:
            start, new = value.start_mark.index, new[1:]
        if comments := self._own_lines(line, end, indent):
            yield line, line, comments
        yield start, end, new

    def _own_lines(self, start: int, end: int, indent: int) -> str:
        """The comments in a stretch that goes, each on a line of its own."""
        return "".join(f"{' ' * indent}{comment}\n" for place, comment in self._comments if start <= place < end)

    def _end(self, key: yaml.Node, value: yaml.Node) -> int:
        """Where what is written under a key ends."""
        if isinstance(value, yaml.MappingNode) and not value.flow_style:
            return self._end(*value.value[-1])
        last = value.value[-1] if isinstance(value, yaml.SequenceNode) and not value.flow_style else value
        start, end = last.start_mark.index, last.end_mark.index
        return max(start + len(self._text[start:end].rstrip()), key.end_mark.index + 1)

    def _line(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        end = self._next_line(place)
        return place + len(self._text[place:end].rstrip("\r\n"))

    def _next_line(self, place: int) -> int:
        return self._text.find("\n", place) + 1 or len(self._text)


def _written(like: yaml.Node, value: Any) -> str:
    """A value as it comes behind a colon, in the manner of what stands there."""
    style = like.style if isinstance(like, yaml.ScalarNode) else None
    if style in ("'", '"') and isinstance(value, str) and "\n" not in value:
        node = yaml.ScalarNode(_TEXT, value, style=style)
        return f" {yaml.serialize(node, allow_unicode=True, width=1_000_000).rstrip()}"
    if isinstance(like, yaml.CollectionNode) and like.flow_style and like.value and isinstance(value, dict | list):
        return " " + as_yaml(value, flow=True).rstrip()
    return as_yaml({"k": value}).removeprefix("k:").rstrip()


def _indented(text: str, indent: int) -> str:
    return "".join(f"{' ' * indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))
