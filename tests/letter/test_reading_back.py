"""A letter read back from its file: what is broken is told in one sentence, and where it differs in a few words."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from slimmer_rules.letter.appearance.difference import Difference, differences
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.reading_back import compared, enclosed
from slimmer_rules.letter.rendered import Rendered, compose
from tests.letter.making import OUTCOMES, letter, shipped
from tests.letter.tampering import in_parts


def made(outcome: str) -> Rendered:
    return compose(letter(OUTCOMES[outcome], title="Buurtlab", issue="Wij willen dit."), shipped())


BROKEN = [b"", b"\xff\xfe", b"PK\x03\x04rommel"]


@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_a_broken_letter_is_told_in_one_sentence(ending: str, content: bytes) -> None:
    with pytest.raises(LetterError, match="“brief"):
        compared(made("afwijzen"), content, ending, f"brief{ending}")
    with pytest.raises(LetterError, match="“brief"):
        enclosed(content, ending, f"brief{ending}")


@pytest.mark.parametrize("ending", FORMATS)
def test_half_a_letter_is_broken_or_differs(ending: str) -> None:
    rendered = made("afwijzen")
    whole = FORMATS[ending](rendered)
    assert outcome(rendered, whole[: len(whole) // 2], ending)


def outcome(rendered: Rendered, content: bytes, ending: str) -> object:
    """The differences, or the refusal."""
    try:
        return compared(rendered, content, ending, f"brief{ending}").differences
    except LetterError as error:
        return str(error)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: b'<!DOCTYPE x [<!ENTITY y "z">]>' + xml,
        lambda xml: xml.replace(b"</w:body>", b""),
        lambda xml: b"<w:p>" * 100_000,
        lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
)
def test_a_word_file_with_broken_parts_is_told(change: Callable[[bytes], bytes]) -> None:
    content = in_parts(document=change)(FORMATS[".docx"](made("afwijzen")))
    with pytest.raises(LetterError, match=r"“brief\.docx” is niet te lezen"):
        compared(made("afwijzen"), content, ".docx", "brief.docx")


def test_a_word_file_in_which_a_part_stands_twice_is_told() -> None:
    content = BytesIO(FORMATS[".docx"](made("afwijzen")))
    with zipfile.ZipFile(content, "a") as file:
        file.writestr("word/Document.xml", "<x/>")
    with pytest.raises(LetterError, match=r"“brief\.docx” is niet te lezen"):
        compared(made("afwijzen"), content.getvalue(), ".docx", "brief.docx")


def test_a_difference_stands_between_what_is_around_it() -> None:
    content = FORMATS[".md"](made("afwijzen")).replace(b"Beste initiatiefnemer", b"Hallo allemaal")
    (found,) = compared(made("afwijzen"), content, ".md", "brief.md").differences
    assert found == Difference(
        "de tekst",
        "… Buurtlab # Advies over uw vraagstuk «Hallo allemaal,» Ons advies is om geen Doetank …",
        "… Buurtlab # Advies over uw vraagstuk «Beste initiatiefnemer,» Ons advies is om geen Doetank …",
    )


def test_what_differs_on_and_on_is_told_three_times_at_most_and_at_once() -> None:
    """Also of a large file: a search for the best match in all of it would take hours."""
    words = [str(number) for number in range(300_000)]
    found = list(differences({"de tekst": words[::-1]}, {"de tekst": words}))
    assert len(found) == 1
    found = list(
        differences(
            {"de tekst": [f"{word}x" if number % 9 == 0 else word for number, word in enumerate(words)]},
            {"de tekst": words},
        )
    )
    assert [(each.found.count("«"), each.made.count("«")) for each in found] == [(1, 1)] * 3


def test_what_a_changed_file_holds_cannot_steer_a_terminal() -> None:
    (found,) = differences({"de tekst": ["\x1b[2J\u202e" + "x" * 500]}, {"de tekst": ["a"]})
    assert found.found == f"«[2J{'x' * 57}…»"
