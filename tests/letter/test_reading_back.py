"""A letter read back from its file: every change of its words is seen, and a broken file is told in one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.reading_back import changed_words, enclosed
from slimmer_rules.letter.rendered import Rendered, compose
from tests.letter.making import OUTCOMES, letter, shipped


def made(outcome: str) -> Rendered:
    return compose(letter(OUTCOMES[outcome], title="Buurtlab", issue="Wij willen dit."), shipped())


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_letter_as_it_was_made_has_its_words(outcome: str, ending: str) -> None:
    rendered = made(outcome)
    assert changed_words(rendered, FORMATS[ending](rendered), ending, f"brief{ending}") is None


def in_text(content: bytes, old: str, new: str) -> bytes:
    return content.replace(old.encode(), new.encode())


def in_word(content: bytes, old: str, new: str) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as file, zipfile.ZipFile(result, "w") as changed:
        for name in file.namelist():
            changed.writestr(name, in_text(file.read(name), old, new))
    return result.getvalue()


@pytest.mark.parametrize(
    ("ending", "change"), [(".md", in_text), (".txt", in_text), (".html", in_text), (".docx", in_word)]
)
@pytest.mark.parametrize(
    ("old", "new", "told"), [("geen Doetank", "een Doetank", "een geen"), ("Buurtlab", "Buurtlab 2", "2")]
)
def test_a_changed_word_is_told(
    ending: str, change: Callable[[bytes, str, str], bytes], old: str, new: str, told: str
) -> None:
    rendered = made("afwijzen")
    content = change(FORMATS[ending](rendered), old, new)
    assert changed_words(rendered, content, ending, f"brief{ending}") == told


def test_words_in_another_order_are_told() -> None:
    rendered = made("afwijzen")
    content = in_text(FORMATS[".html"](rendered), "Wij willen dit.", "dit willen Wij.")
    assert changed_words(rendered, content, ".html", "brief.html") == "Wij dit"


BROKEN = [b"", b"\xff\xfe", b"PK\x03\x04rommel"]


@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_a_broken_letter_is_told_in_one_sentence(ending: str, content: bytes) -> None:
    with pytest.raises(LetterError, match="“brief"):
        changed_words(made("afwijzen"), content, ending, f"brief{ending}")
    with pytest.raises(LetterError, match="“brief"):
        enclosed(content, ending, f"brief{ending}")


@pytest.mark.parametrize("ending", FORMATS)
def test_half_a_letter_is_broken_or_differs(ending: str) -> None:
    rendered = made("afwijzen")
    whole = FORMATS[ending](rendered)
    assert told(rendered, whole[: len(whole) // 2], ending)


def told(rendered: Rendered, content: bytes, ending: str) -> str | None:
    try:
        return changed_words(rendered, content, ending, f"brief{ending}")
    except LetterError as error:
        return str(error)
