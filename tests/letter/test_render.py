"""Rendering: a letter for each outcome, and each fault of a template told with file, line and help."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import clean
from slimmer_rules.letter.templates import Templates
from slimmer_rules.rulebook.cases import HumanDecision
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.templating import MAX_CHARACTERS
from tests.letter.making import ACCEPTED, CONDITIONAL, HELD, OUTCOMES, REFUSED, SENDER, SENTENCES, letter, shipped


def text(model: Letter) -> str:
    return clean(render(model, shipped()))


def first_sentence(written: str) -> str:
    return written.split("Beste initiatiefnemer,")[1].strip().split("\n")[0]


def template(source: str, **others: str) -> Templates:
    files = {"brief/intake.md.j2": source, **{f"brief/{name}.md.j2": body for name, body in others.items()}}
    return Templates({name: body.encode() for name, body in files.items()})


def fault(source: str, model: Letter | None = None, **others: str) -> Diagnostic:
    with pytest.raises(RulebookError) as caught:
        render(model or letter(REFUSED), template(source, **others))
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


# -- what a letter says


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_outcome_stands_in_the_first_sentence(outcome: str) -> None:
    assert first_sentence(text(letter(OUTCOMES[outcome]))) == SENTENCES[outcome]


def test_we_decided_only_once_a_person_has() -> None:
    assert "besloten" not in text(letter(ACCEPTED))
    written = text(letter(ACCEPTED, decision=HumanDecision("aannemen", "Het past bij ons plan.")))
    assert first_sentence(written).startswith("Wij hebben besloten om met uw vraagstuk een Doetank te starten.")
    assert "Dit is onze reden:\n\n> Het past bij ons plan." in written
    assert "Onze regels gaven hetzelfde advies." in written


def test_a_decision_that_departs_from_the_advice_says_so() -> None:
    written = text(letter(REFUSED, decision=HumanDecision("aannemen", "Wij zoeken zelf een adopter.")))
    assert "Onze regels gaven een ander advies.\nDat advies was: start geen Doetank." in written


def test_only_notes_meant_for_the_letter_are_in_it() -> None:
    notes, for_letter = {"adopter": "Vertrouwelijk."}, {"tijd": "Vrijdag kan."}
    written = text(letter(REFUSED, notes=notes, letter_notes=for_letter, own_view="Ik twijfel."))
    assert "Vrijdag kan." in written
    assert "Vertrouwelijk" not in written
    assert "Ik twijfel" not in written


def test_a_refusal_names_its_grounds_and_no_conditions() -> None:
    written = text(letter({**REFUSED, "det_nut": "belemmerend"}))
    assert "## Titel van afwijsgronden" in written
    assert "Label geen\\_adopter." in written
    assert "## Onze voorwaarden" not in written
    assert "profiel\\_bespreken" not in written


def test_conditions_are_named_where_they_count() -> None:
    written = text(letter(CONDITIONAL))
    assert "## Onze voorwaarden\n\nDit spreken wij graag met u af:\n\n- Label adopter\\_vastleggen." in written


def test_a_reason_is_not_told_twice() -> None:
    """The answer stands in the reason, so it is not listed among what was told."""
    assert text(letter(CONDITIONAL)).count("Dat is nog geen toezegging.") == 1


def test_with_next_to_nothing_known_the_letter_stays_short() -> None:
    written = text(letter({}))
    assert first_sentence(written) == SENTENCES["aanhouden"]
    assert "Het begin: dit onderdeel hebben wij nog niet besproken." in written
    assert len(written.split()) < 300


WAITING = {"slimmer": "ja", "adopter": "concreet", "bereid": "ja", "leden": 3, "det_nut": "bevorderend"}
"""A hold that waits for the time only; what the issue's place is, is open besides."""


def unknown_part(written: str) -> str:
    return written.split("## Wat wij nog niet weten\n\n")[1].split("\n## ")[0]


def test_a_hold_says_first_what_the_advice_waits_for() -> None:
    told = unknown_part(text(letter(WAITING)))
    first, rest = told.split("Verder is nog niet bekend:")
    assert first == "Dit moeten wij eerst weten:\n\n- Het begin:\n    - De tijd\n\n"
    assert "- De rest:\n    - De bestuur\n    - De burger\n" in rest


def test_a_section_that_was_not_discussed_is_not_split() -> None:
    """The advice waits for three of its four questions; none was asked, so that is what the letter says."""
    assert unknown_part(text(letter({"det_nut": "bevorderend"}))) == (
        "Dit moeten wij eerst weten:\n\n"
        "- Het begin: dit onderdeel hebben wij nog niet besproken.\n\n"
        "Verder is nog niet bekend:\n\n"
        "- De rest:\n    - De bestuur\n    - De burger\n    - De det\\_steun\n"
    )


def test_nothing_open_is_left_out_by_the_split() -> None:
    for answers in ({}, WAITING, HELD, REFUSED):
        model = letter(answers)
        parts = [point for s in (*model.awaited_sections, *model.other_open_sections) for point in s.punten]
        assert sorted(p.text for p in parts) == sorted(p.text for s in model.open_sections for p in s.punten)


def test_only_a_hold_says_what_the_advice_waits_for() -> None:
    assert "Dit moeten wij eerst weten" not in text(letter(REFUSED))
    decided = HumanDecision("afwijzen", "Er is geen plaats.")
    assert "Dit moeten wij eerst weten" not in text(letter(WAITING, decision=decided))


def test_a_hold_that_waits_for_nothing_lists_what_is_open_as_it_is() -> None:
    decided = HumanDecision("aanhouden", "Wij wachten op de begroting.")
    told = unknown_part(text(letter(REFUSED, decision=decided)))
    assert "eerst weten" not in told
    assert "Verder" not in told


def tables(written: str) -> dict[str, list[str]]:
    """The headings above the tables of rules, each with the rules under it."""
    parts = written.split("\n## ")
    found = {part.split("\n")[0]: re.findall(r"^\| (\w+) \| Regel", part, re.M) for part in parts}
    return {heading: rules for heading, rules in found.items() if rules}


def test_the_rules_behind_the_advice_stand_apart_from_the_others() -> None:
    written = text(letter({**REFUSED, "bestuur": "PB", "det_plan": "belemmerend"}))
    assert tables(written.replace("\\", "")) == {
        "De regels achter het advies": ["A1", "K1", "B1"],
        "Andere regels die wij hebben gebruikt": ["I1", "T1", "U1", "V1", "bestuur_PB", "I3"],
    }


def test_the_rules_that_a_hold_by_default_rests_on_are_those_that_kept_others_silent() -> None:
    written = text(letter({"slimmer": "ja", "tijd": "ja"}))
    assert "De regels achter het advies" in tables(written)
    assert "Andere regels die wij hebben gebruikt" not in tables(text(letter({"slimmer": "ja"})))


def test_with_a_decision_that_departs_the_conclusions_are_those_of_the_rules() -> None:
    decided = text(letter(REFUSED, decision=HumanDecision("aannemen", "Wij zoeken zelf een adopter.")))
    assert "**Wat de regels concluderen:**" in decided
    assert "Onze conclusie" not in decided
    agreed = text(letter(REFUSED, decision=HumanDecision("afwijzen", "Dat zien wij ook zo.")))
    assert "**Onze conclusie:**" in agreed
    assert "**Onze conclusie:**" in text(letter(REFUSED))


DECIDING = replace(SENDER, decision_making="Het bestuur beslist. U krijgt bericht.")


def test_who_decides_is_told_after_that_people_do_until_they_have() -> None:
    told = "Dit is een advies: een mens neemt het besluit.\nHet bestuur beslist. U krijgt bericht.\n"
    assert told in text(letter(REFUSED, DECIDING))
    assert "Het bestuur beslist. Je krijgt bericht." in text(letter(REFUSED, replace(DECIDING, form="je")))
    decided = letter(REFUSED, DECIDING, decision=HumanDecision("afwijzen", "Dat zien wij ook zo."))
    assert "Het bestuur beslist" not in text(decided)


def test_a_letter_asks_to_be_told_of_a_mistake() -> None:
    for answers in OUTCOMES.values():
        assert "Klopt er iets niet in deze brief?\nLaat het ons weten.\nBel ons gerust.\n" in text(letter(answers))


def test_a_letter_says_what_a_doetank_is() -> None:
    for answers in OUTCOMES.values():
        assert "Een Doetank is een klein team van publieke professionals." in text(letter(answers))


def test_what_the_appendix_concludes_has_its_reasons() -> None:
    given = {**HELD, "bestuur": "PB", "burger": "ZB"}
    assert "Titel van urgentie: label hoog.\nOmdat het zo is.\n" in text(letter(given))


def test_parked_answers_are_shown_as_such() -> None:
    assert "| De bereid | Keuze ja | (telt nu niet mee) |".replace(" | (", " (") in text(
        letter({**REFUSED, "bereid": "ja"})
    )


def test_strong_points_are_told_to_who_is_refused() -> None:
    assert "## Wat sterk is aan uw vraagstuk\n\n- De tijd: Keuze ja." in text(letter(REFUSED))


def test_urgency_is_told_as_a_hypothesis() -> None:
    written = text(letter({**HELD, "bestuur": "PB", "burger": "ZB"}))
    assert "Titel van urgentie: label hoog." in written
    assert "De onderzoekers veronderstellen" in written


def test_contradictions_are_named() -> None:
    written = text(letter({**ACCEPTED, "tijd": "nee"}))
    assert "## Titel van tegenstrijdigheden" in written
    assert "Label leden\\_zonder\\_tijd." in written


def test_the_same_case_gives_the_same_letter() -> None:
    assert text(letter(CONDITIONAL)) == text(letter(dict(reversed(CONDITIONAL.items()))))


# -- what a template may not do


def test_a_misspelt_name_is_told_with_its_line_and_what_was_meant() -> None:
    wrong = fault("Beste lezer,\n\n  {{ stelt('kanz') }}\n")
    assert (wrong.code, wrong.message, wrong.help) == ("B006", "er is geen conclusie `kanz`", "bedoelde u `kans`?")
    assert wrong.place is not None
    assert (wrong.place.file, wrong.place.line, wrong.place.column) == ("templates/brief/intake.md.j2", 3, 3)
    assert wrong.line == "  {{ stelt('kanz') }}"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("{{ niets }}", "B006"),
        ("{{ stelt('afwijsgronden') }}", "B006"),
        ("{{ lijst('kans') }}", "B006"),
        ("{{ waarde('afwijsgronden') }}", "B006"),
        ("{{ heeft('afwijsgronden', 'geen_idee') }}", "B006"),
        ("{{ bij('besluit', {'aanname': 'x'}) }}", "B006"),
        ("{{ gegeven('titels') }}", "B006"),
        ("{{ antwoord('adapter') }}", "B006"),
        ("{{ figuur('plaat', 'x') }}", "B006"),
        ("{% if %}", "B004"),
        ("{{ stelt('kans' }}", "B004"),
        ("{% include 'brief/weg.md.j2' %}", "B003"),
        ("{{ waarde('kans') }}", "B008"),
        ("{{ stelt('kans').text }}", "B008"),
        ("{{ stelt('kans') ~ ' ja' }}", "B004"),
        ("{{ ''.__class__ }}", "B007"),
        ("{{ stelt.__globals__ }}", "B007"),
        ("{{ criteria.__class__.__mro__ }}", "B007"),
        ("{% for i in range(10**9) %}a{% endfor %}", "B007"),
        ("{% for i in range(900000) %}a{% endfor %}", "B009"),
        ("{% for i in range(99999) %}" + "a" * 100 + "{% endfor %}", "B009"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "B009"),
        ("onzichtbaar \x02", "B005"),
        ("<div hidden>", "B010"),
        ("een <!-- weg", "B010"),
        ("{{ vorm('<i>u', 'je') }}", "B010"),
        ("<{{ gegeven('titel') }}>", "B010"),
        ('::: {style="display:none"}', "B010"),
        ('[weg]{hidden=""}', "B010"),
        ("![Logo](logo.png)", "B012"),
        ("> ::: kader", "B012"),
        ("[woord]{.x}", "B012"),
        ("# Kop {.x}", "B012"),
        ("{{ vorm('een {.x}', 'je') }}", "B012"),
        ("{{ als('is_gek', 'x') }}", "B006"),
    ],
)
def test_what_a_template_may_not_do_is_refused(source: str, code: str) -> None:
    wrong = fault(source)
    assert wrong.code == code
    assert wrong.place is None or wrong.place.line == 1


@pytest.mark.parametrize(
    "source",
    [
        '::: {.a custom-style="A"}\n1 < 2, a \\<b, <https://a.nl>\n:::{# <b> #}{% if 1 <2 %}{% endif %}',
        "de set \\{a, b} en \\![een link](https://a.nl)",
    ],
)
def test_what_only_looks_like_it_is_fine(source: str) -> None:
    assert render(letter(REFUSED), template(source))


def test_html_is_told_with_its_line() -> None:
    wrong = fault("Beste lezer,\n{% if uitkomst %}\n\nDit <b>niet</b>.\n{% endif %}")
    assert wrong.place is not None
    assert (wrong.place.line, wrong.place.column, wrong.line) == (4, 5, "Dit <b>niet</b>.")


def test_a_fault_in_a_part_is_told_in_that_part() -> None:
    wrong = fault('{% include "brief/_deel.md.j2" %}', _deel="eerste regel\n{{ norm('x') }}")
    assert wrong.place is not None
    assert (wrong.place.file, wrong.place.line) == ("templates/brief/_deel.md.j2", 2)


def test_a_conversation_without_a_template_is_refused() -> None:
    with pytest.raises(RulebookError, match="er geen brief"):
        render(letter(REFUSED), Templates({}))


def test_no_letter_grows_without_end() -> None:
    assert MAX_CHARACTERS > 25 * 100_000  # the longest vraagstuk fits many times
    written = text(letter(REFUSED, issue="lang " * 20_000))
    assert written.count("lang lang") == 10_000
