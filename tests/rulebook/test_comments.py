"""A comment is where a person meant one; a `#` that may belong to a text is never left out unasked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from slimmer_rules.audit.reading import read_acceptances, read_glossary
from slimmer_rules.letter.sender import parse_sender
from slimmer_rules.rulebook.cases import Case, read_case
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import sound

BOOK = read(sound())


def case(text: str) -> Case:
    return read_case(text.encode(), "geval.yaml", BOOK)


def refused(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of all that is told about a case."""
    with pytest.raises(RulebookError) as caught:
        case(text)
    return [(d.code, d.place.line, d.place.column) for d in caught.value.diagnostics if d.place]


def test_a_comment_after_a_word_that_is_one_of_a_few_is_a_comment() -> None:
    found = case(
        "# dossier van de wijk\ngesprek: intake  # de gewone\n\nantwoorden:  # zoals gezegd\n"
        "  adopter: concreet # 3 maart\n"
        "  leden: 12\t# geteld\ndatum: 2026-11-26 # donderdag\ntitel: 'Roosters'# vlak erna\n"
        "verwacht: {kans: goed, opvallend: []}   # nagerekend\nvraagstuk: |  # hieronder\n  Het is #1 bij ons\n"
    )
    assert found.answers == {"adopter": "concreet", "leden": 12}
    assert (found.title, found.issue, found.date) == ("Roosters", "Het is #1 bij ons\n", "2026-11-26")


@pytest.mark.parametrize("text", ["Wijk#7", "C#, en wat dan", "'a # b'", '"#samen sterk"'])
def test_a_hash_within_a_text_stays(text: str) -> None:
    assert case(f"gesprek: intake\ntitel: {text}\nantwoorden: {{}}\n").title == text.strip("'\"")


@pytest.mark.parametrize(
    "line",
    [
        "titel: Wijk #7",
        "titel: Wijk\n  aanpak #7",
        "kenmerk: Z-2026 #014",
        "coach: Siën # de vaste",
        "bron: eigen # dossier",
        "eigen_oordeel: aannemen # toch maar",
        "eigen_oordeel: Ik twijfel # nog",
        "geadresseerde: [Zorg BV, Plein 1 # 014\n  ]",
        "notities: {adopter: Belt #7\n  }",
        "herkomst:\n  adopter: blz. 3 # onderaan",
        "notities:\n  leden:\n    tekst: a #b",
        "besluit_mens:\n  besluit: aannemen  # dat mag\n  reden: Te duur #budget",
    ],
)
def test_a_text_in_own_words_with_a_comment_behind_it_is_told_at_its_place(line: str) -> None:
    before, _, _ = line.rpartition("#")
    place = (3 + before.count("\n"), len(before.rpartition("\n")[2]) + 1)
    assert refused(f"gesprek: intake\nantwoorden: {{}}\n{line}\n") == [("R035", *place)]


def test_a_text_that_is_all_comment_is_empty_and_the_help_says_why() -> None:
    with pytest.raises(RulebookError) as caught:
        case("gesprek: intake\ntitel: #samensterk\nantwoorden: {}\n")
    (found,) = caught.value.diagnostics
    assert (found.code, found.help) == (
        "R016",
        "wat na een `#` staat, telt niet mee: zet de tekst tussen aanhalingstekens",
    )


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (parse_sender, "naam: Zorg #1\naanspreekvorm: je # informeel\n"),
        (read_glossary, "begrippen:\n  doetank: Een groep # of meer\n"),
        (read_acceptances, "aanvaard:\n- {code: A07, over: adopter, reden: Nog niet # later\n  }\n"),
    ],
)
def test_what_stands_beside_the_rules_is_read_alike(reader: Callable[[bytes, str], object], text: str) -> None:
    with pytest.raises(RulebookError) as caught:
        reader(text.encode(), "a.yaml")
    assert [d.code for d in caught.value.diagnostics] == ["R035"]


def test_every_text_in_own_words_of_a_rule_file_is_read_alike() -> None:
    path = "intake/1-adopter.yaml"
    lines = sound()[path].decode().splitlines()
    told = []
    for number in range(len(lines)):
        changed = [f"{line} # en meer" if at == number else line for at, line in enumerate(lines)]
        try:
            read(sound() | {path: "\n".join(changed).encode()})
        except RulebookError as error:
            told += [(d.code, d.message.split("`")[1]) for d in error.diagnostics]
    assert {code for code, _ in told} == {"R035"}
    assert {key for _, key in told} == {"onderwerp", "vraag", "titel", "uitleg_herkomst"}
