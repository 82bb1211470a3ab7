"""Every mistake that can be made in a file is told once, in the right words, at the right place."""

from __future__ import annotations

from pathlib import Path

import pytest

from slimmer_rules.rulebook.diagnostics import CODES, render
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import EXAMPLES, FOLDER, MESSAGE, code_of, mistakes, sound


def test_the_sound_rulebook_is_sound() -> None:
    assert read(sound()).conversations["intake"].strata == {"kans": 1, "besluit": 2, "opvallend": 1}


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_message_place_and_underlined_text(folder: Path) -> None:
    (found,) = mistakes(folder)
    assert found.code == code_of(folder)
    assert render(found) + "\n" == (folder / MESSAGE).read_text(encoding="utf-8")


def test_every_code_has_an_example() -> None:
    assert {code_of(folder) for folder in EXAMPLES} == set(CODES), f"see {FOLDER}"
