"""In a case file that a person wrote in, only the lines of what changes are others; comments and layout stay."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.case_edit import with_case
from slimmer_rules.rulebook.cases import Case, Progress, as_yaml, case_fields, dump_case
from tests.rulebook.test_cases import case, cases

BY_HAND = """# Dossier wijkteam, bijgehouden door de coach
gesprek: intake
kenmerk: "D-12"   # uit de brief van maart
titel:   'Roosters'

# let op: eerst bellen
antwoorden:
    adopter: concreet   # zelf gezegd op 3 maart
    # nog navragen
    leden:  7
notities: {adopter: 'Belt terug.'}  # los
voortgang:
  overgeslagen: [bereid]   # liever niet
  bij: leden
# einde
"""


def changed(text: str, **fields: Any) -> str:
    """The text after these fields of its case change."""
    after = replace(case(text), **fields)
    found = with_case(text, after, case)
    assert found is not None
    assert case_fields(case(found)) == case_fields(after)
    return found


def test_an_answer_changes_its_own_word_only() -> None:
    found = changed(BY_HAND, answers={"adopter": "geen", "leden": 7})
    assert found == BY_HAND.replace("concreet", "geen")


def test_a_new_answer_comes_below_the_others() -> None:
    found = changed(BY_HAND, answers={"adopter": "concreet", "leden": 7, "bereid": "ja"})
    assert found == BY_HAND.replace("leden:  7\n", "leden:  7\n    bereid: ja\n")


def test_what_goes_leaves_its_comment() -> None:
    found = changed(BY_HAND, answers={"leden": 7}, reference=None)
    assert found == BY_HAND.replace("    adopter: concreet   # zelf", "    # zelf").replace(
        'kenmerk: "D-12"   # uit', "# uit"
    )


def test_a_text_keeps_its_kind_of_quotes() -> None:
    found = changed(BY_HAND, title="Roosters van 't team", reference='D-"13"')
    assert found == BY_HAND.replace("'Roosters'", "'Roosters van ''t team'").replace('"D-12"', r'"D-\"13\""')


def test_a_text_of_some_lines_takes_the_comment_above_it() -> None:
    found = changed(BY_HAND, reference="D-12\nD-13")
    assert found == BY_HAND.replace(
        'kenmerk: "D-12"   # uit de brief van maart\n', "# uit de brief van maart\nkenmerk: |-\n  D-12\n  D-13\n"
    )
    assert changed(found, reference="D-14") == found.replace("|-\n  D-12\n  D-13", "D-14")


def test_what_stands_on_one_line_in_braces_stays_so_and_what_was_empty_opens() -> None:
    found = changed(BY_HAND, notes={"adopter": "Belde.", "leden": "a # b"}, progress=Progress((), "bereid"))
    assert found == BY_HAND.replace(
        "{adopter: 'Belt terug.'}",
        "{adopter: {tekst: Belde., in_brief: nee}, leden: {tekst: 'a # b', in_brief: nee}}",
    ).replace("[bereid]", "[]").replace("bij: leden", "bij: bereid")
    empty = "antwoorden: {}   # nog niets\ngesprek: intake\n"
    assert changed(empty, answers={"leden": 7}) == "# nog niets\nantwoorden:\n  leden: 7\ngesprek: intake\n"
    no_end = "# a\ngesprek: intake\nantwoorden: {}"
    assert changed(no_end, title="T") == f"{no_end}\ntitel: T\n"


def test_line_ends_of_windows_stay() -> None:
    found = changed(BY_HAND.replace("\n", "\r\n"), answers={"adopter": "geen", "leden": 7, "bereid": "ja"})
    assert "\n" not in found.replace("\r\n", "")
    assert "bereid: ja\r\n" in found


def test_signs_outside_the_first_plane_shift_nothing() -> None:
    text = BY_HAND.replace("Roosters", "🙂🙂 Roosters").replace("# let op", "# 🙂 let op")
    assert changed(text, answers={"adopter": "geen", "leden": 7}) == text.replace("concreet", "geen")


def test_nothing_that_changes_changes_nothing() -> None:
    assert changed(BY_HAND) == BY_HAND


def test_a_file_without_a_trace_of_a_person_is_written_as_ours() -> None:
    before, after = Case("intake"), Case("intake", {"leden": 7}, title="T")
    assert with_case(dump_case(before), after, case) == dump_case(after)


def test_what_cannot_be_edited_is_written_anew_and_with_comments_it_is_left_to_the_caller() -> None:
    braces = "{gesprek: intake, antwoorden: {}}\n"
    after = Case("intake", {"leden": 7})
    assert with_case(braces, after, case) == dump_case(after)
    assert with_case(f"# van mij\n{braces}", after, case) is None


def test_an_answer_that_the_rules_no_longer_know_goes() -> None:
    text = BY_HAND.replace("concreet", "verdwenen")
    after = replace(case(BY_HAND), answers={"leden": 7})
    found = with_case(text, after, case)
    assert found is not None
    assert case_fields(case(found)) == case_fields(after)
    assert re.findall("#.*", found) == re.findall("#.*", text)


def commented(text: str, places: list[int]) -> str:
    """A text with comments above some of its keys."""
    lines = text.splitlines(keepends=True)
    for place in places:
        at = place % len(lines)
        inside = re.search(r"\|-?\n(?:  .*\n|\n)*\Z", "".join(lines[:at]))  # within a block of text it would be text
        if re.match(r" *[a-z_]+:", lines[at]) and not inside:
            indent = len(lines[at]) - len(lines[at].lstrip())
            lines[at] = f"{' ' * indent}# opmerking {place}\n{lines[at]}"
    return "".join(lines)


@pytest.mark.parametrize("flow", [None, False])
@given(before=cases, after=cases, places=st.lists(st.integers(0, 100), max_size=6), windows=st.booleans())
def test_any_case_becomes_any_other_with_every_comment(
    flow: bool | None, before: Case, after: Case, places: list[int], windows: bool
) -> None:
    text = as_yaml(case_fields(before)) if flow is False else as_yaml(case_fields(before), flow=None)
    text = commented(text, places)
    text = text.replace("\n", "\r\n") if windows else text
    assert case(text) == before
    found = with_case(text, after, case)
    assert found is not None
    assert case(found) == after
    assert sorted(re.findall(r"# opmerking \d+", found)) == sorted(re.findall(r"# opmerking \d+", text))
