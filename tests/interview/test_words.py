"""How words and numbers stand in a sentence of the interview."""

from __future__ import annotations

import pytest

from slimmer_rules.interview.words import numbers_text


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([8], "8"),
        ([7, 8], "7 en 8"),
        ([7, 8, 9], "7 tot en met 9"),
        ([33, *range(37, 44)], "33 en 37 tot en met 43"),
        ([1, 2, 4, 6, 7, 8], "1, 2, 4 en 6 tot en met 8"),
    ],
)
def test_numbers_are_those_that_are_meant_and_no_others(numbers: list[int], told: str) -> None:
    assert numbers_text(numbers) == told
