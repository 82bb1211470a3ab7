"""Whatever stands in the files, a rulebook or a list of mistakes comes out, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.cases import read_case
from slimmer_rules.rulebook.diagnostics import CODES, Diagnostic, RulebookError, render
from slimmer_rules.rulebook.files import shipped
from slimmer_rules.rulebook.located_yaml import MAX_BYTES
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import sound

SOUND = sound()
BOOK = read(SOUND)
RULES = Path(str(shipped()))
SHIPPED = {
    path.relative_to(RULES).as_posix(): path.read_bytes()
    for path in RULES.rglob("*.yaml")
    if path.parent.name != "gevallen"
}
CASE = b"""gesprek: intake
titel: Een geval
antwoorden: {adopter: concreet, leden: 12, bereid: onbekend}
notities: {adopter: {tekst: "Let op", in_brief: nee}, leden: Telt mee.}
verwacht: {kans: goed, opvallend: []}
besluit_mens: {besluit: aannemen}
voortgang: {overgeslagen: [bereid], bij: leden}
"""

PIECES = [
    *(
        b"",
        b"\n",
        b" ",
        b"\t",
        b":",
        b": ",
        b"- ",
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b"#",
        b"'",
        b'"',
        b"|",
        b">",
        b"?",
        b"%",
    ),
    *(b"&a ", b"*a", b"!x ", b"@", b"`", b"\\", b"\r", b"\x00", b"\xff", b"\xc3\xa9", b"\xe2\x80\xa8", b"\xef\xbb\xbf"),
    *(b"---\n", b"...\n", b"<<: ", b"~", b"null", b"onbekend", b"niet", b"een_van", b"minstens", b"{{", b"}}", b"{%"),
]


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """The data with a few pieces put in, taken out, repeated or swapped."""
    rng = Random(draw(st.integers(0, 2**32)))  # noqa: S311  # no secret
    for _ in range(draw(st.integers(1, 4))):
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + rng.choice((0, 0, 1, 2, 5, 20, 100)))
        lines = data.split(b"\n")
        match rng.randrange(4):
            case 0:
                data = data[:start] + rng.choice(PIECES) + data[end:]
            case 1:
                data = data[:end] + data[start:]
            case 2:
                data = b"\n".join(rng.sample(lines, k=len(lines)))
            case _:
                words = data.split(b" ")
                at = rng.randrange(len(words))
                data = b" ".join([*words[:at], rng.choice(words), *words[at + rng.randrange(2) :]])
    return data


def mistakes(reading: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """What a reading tells is wrong; any other exception goes through."""
    try:
        reading()
    except RulebookError as error:
        return error.diagnostics or (Diagnostic("R???", "a refusal must say why", None),)
    return ()


def check(files: dict[str, bytes]) -> None:
    for found in mistakes(lambda: read(files)):
        assert found.code in CODES
        assert render(found)
        if found.place and found.line is not None:
            assert 1 <= found.place.column <= len(found.line) + 1
            assert found.place.column - 1 + found.place.length <= max(len(found.line), found.place.column)


@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=200))
def test_random_bytes(path: str, data: bytes) -> None:
    check(SOUND | {path: data})


@given(st.data(), st.sampled_from(sorted(SOUND)))
def test_mutated_files(data: st.DataObject, path: str) -> None:
    check(SOUND | {path: data.draw(mutated(SOUND[path]))})


@given(st.data())
def test_mutated_shipped_files(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(SHIPPED)))
    check(SHIPPED | {path: data.draw(mutated(SHIPPED[path]))})


@given(
    mutated(CASE) | mutated(CASE.replace(b"\n", b"\r\n")) | st.binary(max_size=200),
    st.sampled_from(["a.yaml", "a.json", "-"]),
)
def test_mutated_cases(data: bytes, file: str) -> None:
    found = mistakes(lambda: read_case(data, file, BOOK))
    assert all(each.code in CODES and render(each) for each in found)


def test_the_case_that_is_mutated_is_sound() -> None:
    assert read_case(CASE, "a.yaml", BOOK).answers == {"adopter": "concreet", "leden": 12, "bereid": "onbekend"}


def test_a_file_of_the_greatest_size_is_read() -> None:
    line = b"# " + b"x" * 61 + b"\n"
    data = b"onderwerp: De proef\n" + line * ((MAX_BYTES - 20) // len(line))
    assert read(SOUND | {"intake/2-proef.yaml": data})
