"""A file that lost its end is told where that can be seen, and a file that is whole never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.reading import read
from slimmer_rules.rulebook.unfinished import cut_off
from tests.rulebook.bad_knowledge import sound

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def test_no_file_that_ships_is_taken_for_half() -> None:
    files = [*KNOWLEDGE.rglob("*.yaml")]
    assert len(files) > 200
    assert [path for path in files if cut_off(path.read_bytes(), path.name)] == []


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("a: een zin zonder eind", True),
        ("a: een zin zonder eind\n", False),
        ("a: Een hele zin.", False),
        ("a: {b: c}", False),
        ("a: 'tussen aanhalingstekens'", False),
        ("a: >-\n  Een zin die\n  ophoudt\n", True),
        ("a: >-\n  Een zin die\n  eindigt.\n", False),
        ("a: Een zin die\n  doorloopt\n", True),
        ("- een\n- twee", True),
        ("a: b\n# een opmerking", False),
        ("a: b\n\n\n", False),
        ("", False),
    ],
)
def test_the_last_text_must_have_an_end(text: str, half: bool) -> None:
    assert bool(cut_off(text.encode(), "proef.yaml")) is half


def test_a_rule_file_that_stops_within_a_line_is_never_read_as_whole() -> None:
    file = "intake/1-adopter.yaml"
    whole = sound()[file]
    for length in range(1, len(whole)):
        part = whole[:length]
        if part.endswith(b"\n") or not part.decode(errors="ignore").rpartition("\n")[2].strip():
            continue  # between two lines: what follows may never have been there
        try:
            read({**sound(), file: part})
        except RulebookError:
            continue
        assert cut_off(part, file) or part.rstrip()[-1:] in b".}]", part[-40:]
