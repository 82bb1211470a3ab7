"""Rendering: a letter for each outcome, and each fault of a template told with file, line and help."""

from __future__ import annotations

import pytest

from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import clean
from slimmer_rules.letter.templates import Templates
from slimmer_rules.rulebook.cases import HumanDecision, Note
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.templating import MAX_CHARACTERS
from tests.letter.making import ACCEPTED, CONDITIONAL, HELD, OUTCOMES, REFUSED, SENTENCES, letter, shipped


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
    notes = {"tijd": Note("Vrijdag kan.", True), "adopter": Note("Vertrouwelijk.", False)}
    written = text(letter(REFUSED, notes=notes, own_view="Ik twijfel."))
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
    assert "Het begin: dit onderdeel bespraken wij nog niet." in written
    assert len(written.split()) < 300


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
