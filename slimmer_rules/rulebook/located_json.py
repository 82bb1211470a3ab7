"""JSON with places: the same located tree as from YAML, for files that other programs write.

JSON is not read as the YAML that it nearly is: YAML knows no `\\ud83d\\ude00`, and would take `null` for a text.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from slimmer_rules.rulebook.diagnostics import Diagnostic
from slimmer_rules.rulebook.located_yaml import Builder, Node, Scalar, Source, UnreadableError, parse

_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(
    r"""(?P<mark>[{}\[\],:])
      | (?P<text>"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")
      | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
      | (?P<word>true|false|null)
    """,
    re.VERBOSE,
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_either(source: Source) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The tree of a file in JSON or, if it is no JSON, in YAML; see `located_yaml.parse`."""
    named = source.file.lower().endswith(".json")
    if not named and source.text.lstrip()[:1] != "{":
        return parse(source)
    try:
        return parse_json(source)
    except UnreadableError as unreadable:
        if named or unreadable.diagnostic.code != "R005":
            raise
    return parse(source)


def parse_json(source: Source) -> tuple[Node, tuple[Diagnostic, ...]]:
    """The tree of a file in JSON, and what is wrong in it at places where something else was to be.

    Numbers come as the text that they are written in. Raises UnreadableError when the file is no JSON.
    """
    builder = Builder(source)
    closing: list[str] = []  # the brackets that are still to come, the innermost last
    expected = "een waarde"
    offset = _after_space(source, 0)
    while offset < len(source.text):
        token = _TOKEN.match(source.text, offset)
        if token is None:
            _refuse(source, offset, expected)
        text = token[0]
        if expected == "einde":
            _refuse(source, offset, expected)
        elif text in ("{", "[") and expected in ("een waarde", "een waarde of ]"):
            builder.open(text == "{", source.at(offset))
            closing.append("}" if text == "{" else "]")
            expected = "een sleutel of }" if text == "{" else "een waarde of ]"
        elif text in ("}", "]") and closing and text == closing[-1] and expected.endswith(text):
            builder.close(token.end())
            closing.pop()
            expected = _after_value(closing)
        elif text == ":" and expected == ":":
            expected = "een waarde"
        elif text == "," and expected.startswith("een komma"):
            expected = "een sleutel" if closing[-1] == "}" else "een waarde"
        elif (
            token["text"]
            if expected.startswith("een sleutel")
            else expected.startswith("een waarde") and not token["mark"]
        ):
            builder.scalar(_scalar(builder, token))
            expected = ":" if expected.startswith("een sleutel") else _after_value(closing)
        else:
            _refuse(source, offset, expected)
        offset = _after_space(source, token.end())
    if expected != "einde" and source.text.strip():
        _refuse(source, len(source.text.rstrip()) - 1, expected)
    return builder.result()


def _after_space(source: Source, offset: int) -> int:
    match = _SPACE.match(source.text, offset)
    assert match is not None  # noqa: S101  # it matches no space as well
    return match.end()


def _after_value(closing: list[str]) -> str:
    return f"een komma of {closing[-1]}" if closing else "einde"


def _scalar(builder: Builder, token: re.Match[str]) -> Scalar:
    """The text of a token. A word of JSON's own is noted, and stands for a text so that the rest can be read."""
    source = builder.source
    place = source.at(token.start(), len(token[0]))
    if token["word"]:
        message = f"`{token[0]}` is geen tekst en geen getal"
        builder.note("R015", message, place, "schrijf tekst tussen aanhalingstekens, of laat de sleutel weg")
    text = json.loads(token[0]) if token["text"] else token[0]
    if _SURROGATE.search(text):
        help = "schrijf beide helften van het teken, of het teken zelf"
        raise UnreadableError(source.diagnostic("R005", "deze tekst heeft een half teken (\\ud8..)", place, help))
    return Scalar(text, place, token[0])


def _refuse(source: Source, offset: int, expected: str) -> NoReturn:
    wanted = {"einde": "hier hoort niets meer te staan", ":": "hier mist een dubbele punt"}
    message = wanted.get(expected, f"dit is geen geldige JSON: hier hoort {expected}")
    help = "kijk naar komma's, haken en aanhalingstekens"
    raise UnreadableError(source.diagnostic("R005", message, source.at(max(0, offset)), help))
