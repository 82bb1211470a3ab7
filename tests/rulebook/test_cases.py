"""A case is read against its conversation, in YAML or JSON, and comes back as it was written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.cases import (
    Case,
    HumanDecision,
    Progress,
    dump_case,
    for_others,
    read_case,
)
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.kinds import STAGES
from slimmer_rules.rulebook.located_yaml import MAX_BYTES
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import sound

BOOK = read(sound())

WHOLE = """gesprek: intake
titel: Een wijkteam
vraagstuk: |
  Twee regels
  tekst.
geadresseerde: |-
  Mevrouw Visser
  Gemeente
kenmerk: D-12
datum: 2026-11-24
coach: Noor
antwoorden: {adopter: concreet, bereid: onbekend, leden: 010}
notities:
  adopter: {tekst: Belt terug., in_brief: ja}
  leden: Klopt dit?
eigen_oordeel: aannemen
besluit_mens: {besluit: aanhouden, reden: Te vroeg.}
verwacht: {kans: goed, opvallend: [weinig_leden]}
herkomst: {adopter: Rij 3}
bron: Het boek
voortgang: {overgeslagen: [bereid], bij: leden}
"""


def case(text: str, file: str = "geval.yaml") -> Case:
    return read_case(text.encode(), file, BOOK)


def mistakes(text: str, file: str = "geval.yaml") -> tuple[Diagnostic, ...]:
    with pytest.raises(RulebookError) as caught:
        case(text, file)
    return caught.value.diagnostics


def codes(text: str) -> list[str]:
    return [found.code for found in mistakes(text)]


def test_a_case_is_read_whole() -> None:
    assert case(WHOLE) == Case(
        conversation="intake",
        answers={"adopter": "concreet", "bereid": "onbekend", "leden": 10},
        title="Een wijkteam",
        issue="Twee regels\ntekst.\n",
        addressee="Mevrouw Visser\nGemeente",
        reference="D-12",
        date="2026-11-24",
        coach="Noor",
        notes={"leden": "Klopt dit?"},
        letter_notes={"adopter": "Belt terug."},
        own_view="aannemen",
        decision=HumanDecision("aanhouden", "Te vroeg."),
        expected={"kans": "goed", "opvallend": frozenset({"weinig_leden"})},
        origins={"adopter": "Rij 3"},
        source="Het boek",
        progress=Progress(("bereid",), "leden"),
    )


def test_the_least_case_has_a_conversation_and_no_answers() -> None:
    assert case("gesprek: intake\nantwoorden: {}\n") == Case("intake")


@pytest.mark.parametrize("number", ["12", '"12"', "'12'"])
def test_a_whole_number_may_be_a_number_or_a_text(number: str) -> None:
    assert case(f"gesprek: intake\nantwoorden: {{leden: {number}}}").answers == {"leden": 12}


def test_onbekend_is_an_answer_to_every_question() -> None:
    text = "gesprek: intake\nantwoorden: {adopter: onbekend, leden: onbekend}"
    assert case(text).answers == {"adopter": "onbekend", "leden": "onbekend"}


def test_json_is_the_same_case() -> None:
    told = {
        "gesprek": "intake",
        "titel": "Café 😀",
        "antwoorden": {"leden": 12, "adopter": "geen"},
        "verwacht": {"opvallend": []},
    }
    for ascii in (True, False):
        found = case(json.dumps(told, ensure_ascii=ascii), "geval.json")
        assert found.title == "Café 😀"
        assert found.answers == {"leden": 12, "adopter": "geen"}
        assert found.expected == {"opvallend": frozenset()}


def test_all_mistakes_are_told_at_once() -> None:
    text = """gesprek: intake
antwoorden: {adoptr: geen, bereid: misschien, leden: 51}
notities: {weg: x, adopter: {tekst: ""}}
datum: gisteren
verwacht: {kan: goed, besluit: ja}
eigen_oordeel: nee
herkomst: {adopter: [x]}
voortgang: {bij: nergens}
"""
    assert codes(text) == ["R013", "R012", "R022", "R013", "R016", "R015", "R013", "R014", "R014", "R015", "R013"]


@pytest.mark.parametrize("answer", ["1.0", "1e1", "0x1", "een", "-1", "51", "9" * 400, "1_0", "１"])
def test_what_is_no_number_within_bounds_is_refused(answer: str) -> None:
    assert codes(f"gesprek: intake\nantwoorden: {{leden: {answer}}}") == ["R022"]


@pytest.mark.parametrize(
    "text",
    [
        *("[]", "hallo", "", "gesprek: intake", "antwoorden: {}", "gesprek: [intake]\nantwoorden: {}"),
        *("gesprek: intake\nantwoorden:", "gesprek: intake\nantwoorden: [adopter]"),
    ],
)
def test_what_is_no_case_is_refused_once(text: str) -> None:
    assert len(codes(text)) == 1


def test_an_answer_that_is_a_list_or_empty_is_refused() -> None:
    assert codes("gesprek: intake\nantwoorden: {adopter: [geen], bereid: }") == ["R015", "R016"]


def test_places_are_of_the_file_as_it_was_named() -> None:
    (found,) = mistakes("gesprek: intake\nantwoorden: {adopter: gen}", "map/geval.yaml")
    assert found.place is not None
    assert (found.place.file, found.place.line, found.place.column, found.place.length) == ("map/geval.yaml", 2, 23, 3)


def test_the_own_view_may_also_be_a_sentence() -> None:
    found = case("gesprek: intake\nantwoorden: {}\neigen_oordeel: Ik zou dit aannemen.")
    assert found.own_view == "Ik zou dit aannemen."
    assert codes("gesprek: intake\nantwoorden: {}\neigen_oordeel: aanneme") == ["R014"]


@pytest.mark.parametrize("lines", ["[Mevrouw Visser, Gemeente]", "\n  - Mevrouw Visser\n  - Gemeente"])
def test_the_addressee_may_be_a_list_of_lines(lines: str) -> None:
    made = case(f"gesprek: intake\nantwoorden: {{}}\ngeadresseerde: {lines}\n")
    assert made.addressee == "Mevrouw Visser\nGemeente"
    assert case(dump_case(made)) == made


@pytest.mark.parametrize(
    ("lines", "code", "told"),
    [
        ("{naam: Visser}", "R015", "`geadresseerde` moet tekst zijn, of een lijst van regels"),
        ("[Visser, [Gemeente]]", "R015", "een regel van `geadresseerde` moet tekst zijn"),
        ("[]", "R016", "`geadresseerde` is een lege lijst"),
        ("[Visser, '']", "R016", "een regel van `geadresseerde` is leeg"),
    ],
)
def test_another_shape_of_addressee_is_refused(lines: str, code: str, told: str) -> None:
    (mistake,) = mistakes(f"gesprek: intake\nantwoorden: {{}}\ngeadresseerde: {lines}\n")
    assert (mistake.code, mistake.message) == (code, told)


def test_without_a_goal_the_own_view_is_free() -> None:
    files = sound()
    files["intake/gesprek.yaml"] = files["intake/gesprek.yaml"].replace(b"doel: besluit\n", b"")
    text = b"gesprek: intake\nantwoorden: {}\neigen_oordeel: Mooi plan."
    assert read_case(text, "a", read(files)).own_view == "Mooi plan."


def test_how_large_a_case_may_be_is_for_its_reader_to_say() -> None:
    long = b"gesprek: intake\nantwoorden: {}\nvraagstuk: " + b"x" * MAX_BYTES
    with pytest.raises(RulebookError, match="groter dan 1024 KiB"):
        read_case(long, "geval.yaml", BOOK)
    assert read_case(long, "geval.yaml", BOOK, 2 * MAX_BYTES).issue == "x" * MAX_BYTES


def test_one_reading_tells_all_that_is_wrong_in_a_json_case() -> None:
    """What JSON has instead of a text is told once, and what else is wrong beside it."""
    text = b'{"gesprek": "intake", "titel": null, "antwoorden": {"adopter": true, "bereid": "jaa"}, "verwacht": false}'
    with pytest.raises(RulebookError) as caught:
        read_case(text, "geval.json", BOOK)
    assert [(d.code, d.place.column if d.place else 0) for d in caught.value.diagnostics] == [
        ("R015", 32), ("R015", 64), ("R012", 80), ("R015", 100),
    ]  # fmt: skip


# Writing.

sound_characters = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")
full = st.text(sound_characters | st.sampled_from("\n\t"), min_size=1)
hard = [
    *(
        "nee",
        "null",
        "~",
        "010",
        "1.0",
        "a: b",
        "- a",
        "'",
        '"',
        "#x",
        "{}",
        "|",
        "%",
        "@a",
        "--- x",
        "...",
        "! x",
        "&a",
    ),
    *("*a", "? a", "x #y", "😀\n\n x ", "a\n", "\na", " a", "a ", "\ta", "a\n  b", "a\n\tb", "a\n---\nb", "a\n\n\n"),
    *("\ufeff", "\u200b", "0\x85", "\u2028x", "a\u2029b", "\U0010ffff"),
]
words = (full | st.sampled_from(hard)).map(clean_text)
told = words.filter(str.strip)
questions = st.sampled_from(["adopter", "bereid", "leden"])
places = questions | st.sampled_from(STAGES)
decisions = st.builds(HumanDecision, st.sampled_from(["aannemen", "aanhouden"]), st.none() | told)
cases = st.builds(
    Case,
    conversation=st.just("intake"),
    answers=st.fixed_dictionaries(
        {},
        optional={
            "adopter": st.sampled_from(["concreet", "geen", "onbekend"]),
            "bereid": st.sampled_from(["ja", "nee", "onbekend"]),
            "leden": st.integers(0, 50) | st.just("onbekend"),
        },
    ),
    title=st.none() | told,
    issue=st.none() | told,
    addressee=st.none() | told,
    reference=st.none() | told,
    date=st.none() | st.dates().map(str),
    coach=st.none() | told,
    notes=st.dictionaries(questions, told),
    letter_notes=st.dictionaries(questions, told),
    own_view=st.none() | st.sampled_from(["aannemen", "aanhouden"]),
    decision=st.none() | decisions,
    expected=st.fixed_dictionaries(
        {},
        optional={
            "kans": st.sampled_from(["goed", "onbekend"]),
            "opvallend": st.frozensets(st.sampled_from(["weinig_leden", "niet_bereid"])),
        },
    ),
    origins=st.dictionaries(questions, told),
    source=st.none() | told,
    progress=st.none() | st.builds(Progress, st.lists(questions, unique=True).map(tuple), st.none() | places),
)


@given(cases)
def test_a_written_case_is_read_back_the_same(made: Case) -> None:
    assert case(dump_case(made)) == made


@given(cases)
def test_line_ends_of_windows_change_nothing(made: Case) -> None:
    assert case(dump_case(made).replace("\n", "\r\n")) == made


@given(st.text())
def test_no_text_makes_a_written_case_unreadable(text: str) -> None:
    made = Case("intake", title=text, issue=text, notes={"adopter": text}, decision=HumanDecision("aannemen", text))
    found = case(dump_case(made))
    assert found.issue == (clean_text(text) if clean_text(text).strip() else None)


def test_a_case_reads_well() -> None:
    made = Case("intake", {"adopter": "geen"}, issue="Eerste regel.\nTweede: regel.", notes={"adopter": "nee"})
    assert dump_case(made) == (
        "gesprek: intake\n"
        "vraagstuk: |-\n"
        "  Eerste regel.\n"
        "  Tweede: regel.\n"
        "antwoorden:\n"
        "  adopter: geen\n"
        "notities:\n"
        "  adopter:\n"
        "    tekst: nee\n"
        "    in_brief: nee\n"
    )


def test_a_question_may_have_a_note_for_the_coach_and_one_for_the_letter() -> None:
    both = Case("intake", notes={"adopter": "Niet zeggen."}, letter_notes={"adopter": "Een begin.\nEn meer."})
    assert case(dump_case(both)) == both
    given = "gesprek: intake\nantwoorden: {}\nnotities: {adopter: [een, {tekst: brief, in_brief: ja}, {tekst: twee}]}"
    assert (case(given).notes, case(given).letter_notes) == ({"adopter": "een\ntwee"}, {"adopter": "brief"})
    assert codes("gesprek: intake\nantwoorden: {}\nnotities: {adopter: [[x], {tekst: ''}]}") == ["R015", "R016"]


def test_what_the_letter_shows_is_for_others() -> None:
    told = Case("intake", title="T", issue="V", addressee="A", salutation="Dag A", reference="1", date="2026-11-24")
    assert for_others(told, BOOK) == told


@given(cases)
def test_what_is_for_others_holds_nothing_internal(made: Case) -> None:
    kept = for_others(made, BOOK)
    assert (kept.notes, kept.own_view, kept.expected, kept.origins, kept.progress) == ({}, None, {}, {}, None)
    assert (kept.answers, kept.title, kept.decision) == (made.answers, made.title, made.decision)
    assert kept.letter_notes == made.letter_notes


def test_what_is_not_there_is_not_written() -> None:
    empty: dict[str, Any] = {"title": "", "issue": " ", "notes": {"adopter": ""}, "origins": {"adopter": ""}}
    assert dump_case(Case("intake", **empty)) == "gesprek: intake\nantwoorden: {}\n"


def test_a_question_named_as_people_say_it_is_told_by_its_id() -> None:
    with pytest.raises(RulebookError) as caught:
        read_case(b"gesprek: intake\nantwoorden: {De Overnemer: geen}\n", "geval.yaml", read_folder(shipped()))
    (mistake,) = caught.value.diagnostics
    assert (mistake.code, mistake.help) == ("R013", "bedoelde u `adopter` (de overnemer)?")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u200b", " "])
def test_a_space_that_nobody_sees_after_an_answer_makes_no_other_answer(space: str) -> None:
    assert case(f'gesprek: intake\nantwoorden: {{adopter: "geen{space}"}}\n').answers == {"adopter": "geen"}


@pytest.mark.parametrize("where", ["antwoorden", "verwacht", "notities", "herkomst"])
def test_sixty_thousand_wrong_names_are_refused_with_suggestions_for_the_first(where: str) -> None:
    names = "".join(f"  w{number}: x\n" for number in range(60_000))
    given = "" if where == "antwoorden" else "antwoorden: {}\n"
    with pytest.raises(RulebookError) as caught:
        case(f"gesprek: intake\n{given}{where}:\n{names}")
    helps = [diagnostic.help for diagnostic in caught.value.diagnostics]
    assert len(helps) == 60_000
    assert sum(help is not None for help in helps) == 20
    assert str(caught.value).count("bestaat niet") == 100


def test_what_is_set_aside_again_leaves_what_was_set_aside_before() -> None:
    progress = f"voortgang: {{overgeslagen: [], kennisbank: {{versie: 1.0.0, sha256: {'0' * 64}}}}}\n"
    once = f"gesprek: intake\n{progress}antwoorden: {{weg: eerst}}\neigen_oordeel: eerst\n"
    first = read_case(once.encode(), "geval.yaml", BOOK, set_aside=True)
    assert first.aside == {"antwoorden": {"weg": "eerst"}, "eigen_oordeel": "eerst"}
    again = f"{once.replace('eerst', 'later')}terzijde: {{antwoorden: {{weg: eerst}}, eigen_oordeel: eerst}}\n"
    found = read_case(again.encode(), "geval.yaml", BOOK, set_aside=True).aside
    assert found == {
        "antwoorden": {"weg": "later"},
        "eigen_oordeel": "later",
        "terzijde": {"antwoorden": {"weg": "eerst"}, "eigen_oordeel": "eerst"},
    }
