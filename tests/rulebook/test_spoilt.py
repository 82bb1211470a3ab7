"""Shipped rule files and cases, spoilt at random: a refusal with a place, or a right reading; never anything else.

Larger numbers with SLIMMER_FULL=1.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from slimmer_rules.audit.reading import read_acceptances, read_glossary, read_properties
from slimmer_rules.letter.sender import parse_sender
from slimmer_rules.reasoning.forward import ContradictionError, Reasoner
from slimmer_rules.rulebook.cases import dump_case, read_case
from slimmer_rules.rulebook.diagnostics import CODES, RulebookError, render
from slimmer_rules.rulebook.files import shipped
from slimmer_rules.rulebook.reading import read

FULL = bool(os.environ.get("SLIMMER_FULL"))
RULES = Path(str(shipped()))
FILES = {path.relative_to(RULES).as_posix(): path.read_bytes() for path in RULES.rglob("*.yaml")}
CASES = {name: content for name, content in FILES.items() if "gevallen/" in name}
SOUND = {name: content for name, content in FILES.items() if name not in CASES}
BOOK = read(SOUND)
BESIDE: dict[str, Callable[[bytes, str], object]] = {
    "afzender.yaml": parse_sender,
    "aanvaard.yaml": read_acceptances,
    "begrippen.yaml": read_glossary,
    "eigenschappen.yaml": lambda data, file: read_properties(data, file, BOOK),
}
SECONDS = 20
"""A hang guard, no measure."""

SIGNS = [
    *(*"\t:#-[]{},'\"|>?%&*!@`\\~", ": ", " #", "- ", "\r", "\r\n", "\x00", "\x1b[31m", "\ufeff", "\u200b", "\u2028"),
    *("\u00a0", "–", "“", "’", "а", "日", "😀", "\ud800", "<<: ", "---\n", "...\n", "null", "true", "1e9", "9" * 30),
    *("onbekend", "{{ x }}", "{% for %}", "[" * 40, "{a: " * 40, "x" * 5000, "\n" * 2000, "  v: x\n" * 3000),
]


def spoilt(text: str, rng: Random) -> str:
    """The text with one to three faults: a piece away, twice, elsewhere, indented otherwise, or a sign put in."""
    for _ in range(rng.randint(1, 3)):
        lines = text.split("\n")
        at, start = rng.randrange(len(lines)), rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice((1, 3, 20, 200)))
        match rng.randrange(8):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:end] + text[start:]
            case 2:
                text = text[:start] + rng.choice(SIGNS) + text[start:]
            case 3:
                lines.insert(rng.randrange(len(lines)), lines.pop(at))
                text = "\n".join(lines)
            case 4:
                lines[at] = " " * rng.randint(0, 9) + lines[at].lstrip()
                text = "\n".join(lines)
            case 5:
                words = lines[at].split(" ")
                words[rng.randrange(len(words))] = rng.choice(rng.choice(lines).split(" "))
                lines[at] = " ".join(words)
                text = "\n".join(lines)
            case 6:
                text = text[:start]
            case _:
                lines[at] = lines[at].replace(rng.choice(" :'\",[]{}"), rng.choice(SIGNS))
                text = "\n".join(lines)
    return text


def refused(reading: Callable[[], object]) -> bool:
    """Whether it is refused, having looked at what is told; any other exception goes through."""
    began = time.monotonic()
    told: RulebookError | None = None
    try:
        reading()
    except RulebookError as error:
        told = error
    assert time.monotonic() - began < SECONDS
    if told is None:
        return False
    assert told.diagnostics
    for found in told.diagnostics[:50]:
        assert found.code in CODES
        assert found.place is not None or found.code in {"R001", "R033"}
        assert all(line.isprintable() for line in render(found).split("\n"))
    return True


@pytest.mark.parametrize("seed", range(500 if FULL else 30))
def test_a_spoilt_rule_file_is_refused_with_a_place_or_read(seed: int) -> None:
    rng = Random(seed)  # noqa: S311  # no secret
    name = rng.choice(sorted(SOUND))
    data = spoilt(SOUND[name].decode(), rng).encode("utf-8", "surrogatepass")
    if name in BESIDE:
        refused(lambda: BESIDE[name](data, name))
    else:
        refused(lambda: read(SOUND | {name: data}))


@pytest.mark.parametrize("seed", range(200 if FULL else 20))
def test_a_spoilt_case_is_refused_with_a_place_or_read_and_reasoned_with(seed: int) -> None:
    rng = Random(seed)  # noqa: S311  # no secret
    name = rng.choice(sorted(CASES))
    data = spoilt(CASES[name].decode(), rng).encode("utf-8", "surrogatepass")

    def reading() -> None:
        case = read_case(data, name, BOOK)
        assert read_case(dump_case(case).encode(), "weer.yaml", BOOK) == case
        try:
            Reasoner(BOOK.conversations[case.conversation]).derive(case.answers)
        except ContradictionError:
            pytest.fail("the shipped rules never contradict each other")

    refused(reading)


def test_most_of_what_is_spoilt_is_refused() -> None:
    """So that the tests above look at refusals, and at right readings too."""
    counts = {True: 0, False: 0}
    for seed in range(40):
        rng = Random(seed)  # noqa: S311  # no secret
        name = rng.choice(sorted(CASES))
        text = spoilt(CASES[name].decode(), rng)
        counts[refused(lambda text=text, name=name: read_case(text.encode("utf-8", "replace"), name, BOOK))] += 1  # type: ignore[misc]  # defaults
    assert min(counts.values()) > 4
