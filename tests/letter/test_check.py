"""The check catches every changed letter, and has nothing to say of those that the shipped templates give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from slimmer_rules.letter.check import LITERAL_KINDS, Finding, check
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.render import render
from slimmer_rules.letter.said import Ground, Segment, clean, escaped
from slimmer_rules.letter.templates import Templates
from slimmer_rules.rulebook.cases import HumanDecision
from slimmer_rules.rulebook.diagnostics import RulebookError
from tests.letter.making import CONDITIONAL, HELD, OUTCOMES, REFUSED, SENDER, SENTENCES, letter, shipped

FULL = {
    **CONDITIONAL,
    "bestuur": "PB_MO",
    "burger": "ZB_mogelijk",
    "bereid": "onbekend",
    "det_plan": "belemmerend",
    "leden": 4,
}
NOTES = {"adopter": "Niet doorvertellen."}
LETTER_NOTES = {"tijd": "Vrijdag kan altijd."}

TO = "Mevrouw A. & Z.\nGemeente *Ergens*"

GIVEN: dict[str, Any] = {
    "title": "Buurtlab",
    "issue": "Wij willen dit.\n\nEn dat.",
    "notes": NOTES,
    "letter_notes": {**LETTER_NOTES, "slimmer": "Dat is zeker."},
    "addressee": TO,
    "reference": "26/3",
}

Pieces = tuple[Segment, ...]


def findings(model: Letter, pieces: Pieces) -> tuple[Finding, ...]:
    return check(model, shipped(), pieces)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_shipped_letter_has_no_finding(outcome: str) -> None:
    model = letter(
        OUTCOMES[outcome],
        title="A & B <c> *d*",
        issue="Eerst dit.\n\nDan dat.",
        notes=NOTES,
        letter_notes=LETTER_NOTES,
        addressee=TO,
        reference="26/3",
    )
    assert model.advice == outcome
    assert findings(model, render(model, shipped())) == ()


@pytest.mark.parametrize("decision", OUTCOMES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_letter_with_a_decision_has_no_finding(outcome: str, decision: str) -> None:
    model = letter(OUTCOMES[outcome], decision=HumanDecision(decision, "Het college wil dit."))
    assert findings(model, render(model, shipped())) == ()


# -- mutants: each change of a letter that matters is caught

NEEDED = (
    "stelt", "omdat", "antwoord", "lid", "open", "anders", "figuur", "label", "stand", "onderwerp", "keuze", "notitie",
    "regel", "regeltitel", "bron", "herkomst", "bronnummer", "document", "gegeven", "als", "bij", "besluit_mens",
)  # fmt: skip


FREE = ("aanhef", "begroeting", "urgentie", "slaagkans", "adoptiekans", "diffusiekans")
"""What informs, and may be left out."""


def without_a_reason(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    for index, piece in enumerate(pieces):
        if piece.ground and piece.ground.kind in NEEDED and piece.ground.id not in FREE and pieces.count(piece) == 1:
            yield f"zonder {piece.ground.kind} {piece.ground.id}", pieces[:index] + pieces[index + 1 :]


def with_swapped_pieces(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    """Each true in itself: only where they stand is wrong."""
    for kind in NAMING:
        found = [index for index, piece in enumerate(pieces) if piece.ground and piece.ground.kind == kind]
        for first, second in (*pairwise(found), *zip(found, reversed(found), strict=True)):
            if pieces[first].ground.id != pieces[second].ground.id:  # type: ignore[union-attr]  # picked for its ground
                changed = list(pieces)
                changed[first], changed[second] = pieces[second], pieces[first]
                yield f"verwisseld {kind} {first} {second}", tuple(changed)


NAMING = ("onderwerp", "keuze", "stand", "titel", "label", "norm", "regel", "regeltitel", "bron", "herkomst", "notitie")


def with_a_sentence(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    added = ("De kans is groot.", "U bent niet geschikt.", "Niemand wil dit.")
    for index, piece in enumerate(pieces):
        if piece.ground is None and "\n\n" in piece.text:
            changed = piece.text.replace("\n\n", f"\n\n{added[index % 3]}\n\n", 1)
            yield f"met een zin bij {index}", (*pieces[:index], replace(piece, text=changed), *pieces[index + 1 :])


def with_another_value(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    for index, piece in enumerate(pieces):
        if piece.ground and piece.ground.value:
            ground = replace(piece.ground, value=f"{piece.ground.value}_anders")
            yield (
                f"waarde van {piece.ground.id}",
                (*pieces[:index], replace(piece, ground=ground), *pieces[index + 1 :]),
            )


def with_other_words(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    for index, piece in enumerate(pieces):
        if piece.ground:
            changed = piece.text.replace(" niet ", " ") if " niet " in piece.text else f"Niet waar is: {piece.text}"
            yield f"woorden van {piece.ground}", (*pieces[:index], replace(piece, text=changed), *pieces[index + 1 :])


def with_swapped_claims(pieces: Pieces) -> Iterator[tuple[str, Pieces]]:
    claims = [index for index, piece in enumerate(pieces) if piece.ground and piece.ground.kind not in ("gegeven",)]
    for first, second in pairwise(claims):
        if pieces[first].text != pieces[second].text:
            changed = list(pieces)
            changed[first] = replace(pieces[first], text=pieces[second].text)
            changed[second] = replace(pieces[second], text=pieces[first].text)
            yield f"verwisseld {first} {second}", tuple(changed)


MUTATIONS = (
    without_a_reason,
    with_a_sentence,
    with_another_value,
    with_other_words,
    with_swapped_claims,
    with_swapped_pieces,
)


@pytest.mark.parametrize("answers", [REFUSED, FULL, HELD], ids=["afwijzen", "voorwaarden", "aanhouden"])
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.__name__)
def test_every_mutant_is_caught(mutation: object, answers: dict[str, str]) -> None:
    assert callable(mutation)
    model = letter(answers, **GIVEN)
    mutants = list(mutation(render(model, shipped())))
    assert len(mutants) >= 3
    survivors = [name for name, pieces in mutants if not findings(model, pieces)]
    assert survivors == []


@pytest.mark.parametrize("decision", ["aannemen", "afwijzen"])
def test_nothing_can_go_from_a_letter_with_a_decision(decision: str) -> None:
    model = letter(REFUSED, decision=HumanDecision(decision, "Het college wil dit."), **GIVEN)
    mutants = list(without_a_reason(render(model, shipped())))
    assert [name for name, pieces in mutants if not findings(model, pieces)] == []


def test_there_are_at_least_fifty_mutants() -> None:
    pieces = render(
        letter(FULL, title="Buurtlab", issue="Wij willen dit.", notes=NOTES, letter_notes=LETTER_NOTES), shipped()
    )
    assert sum(len(list(mutation(pieces))) for mutation in MUTATIONS) >= 50


def test_what_is_not_known_may_not_be_worded_as_not_so() -> None:
    """Also where the rulebook itself gives the words."""
    model = letter(HELD)
    unknown = Ground("stelt", "kans", "onbekend")
    pieces = (*render(model, shipped()), Segment("De kans is er niet.", unknown))
    assert "onbekend" in {finding.kind for finding in findings(model, pieces)}


def test_a_refusal_lists_no_conditions() -> None:
    model = letter({**REFUSED, "det_nut": "belemmerend"})
    (condition,) = model.members("voorwaarden")
    pieces = (*render(model, shipped()), Segment(escaped(condition.text), condition.ground))
    assert [finding.kind for finding in findings(model, pieces)] == ["misplaatst"]


def test_internal_notes_support_nothing() -> None:
    model = letter(REFUSED, notes=NOTES, letter_notes=LETTER_NOTES)
    subject = Segment("De adopter", Ground("onderwerp", "adopter"))
    note = Segment("Niet doorvertellen.", Ground("notitie", "adopter"))
    pieces = (*render(model, shipped()), Segment("\n### ", None), subject, Segment("\n\n", None), note)
    assert [(finding.kind, finding.text) for finding in findings(model, pieces)] == [("zonder steun", note.text)]


def test_words_bound_to_a_value_hold_only_for_that_value() -> None:
    model = letter(REFUSED)
    sentence = "Dat advies was: start een Doetank."
    pieces = (*render(model, shipped()), Segment(sentence, Ground("bij", "besluit", "aannemen")))
    assert [finding.kind for finding in findings(model, pieces)] == ["zonder steun"]
    pieces = (*render(model, shipped()), Segment(sentence, Ground("bij", "besluit", "afwijzen")))
    assert [finding.kind for finding in findings(model, pieces)] == ["eigen tekst"]


def test_every_literal_kind_is_known() -> None:
    model = letter(REFUSED)
    for kind in LITERAL_KINDS:
        pieces = (*render(model, shipped()), Segment("Zomaar.", Ground(kind, "besluit", "aannemen")))
        assert findings(model, pieces)


# -- faults of a template that each of its claims survives


def changed(old: str, new: str, part: str = "_uitkomst") -> Templates:
    """The shipped templates with a change in one of them."""
    name = f"brief/{part}.md.j2"
    source = shipped().text(name)
    assert old in source
    return Templates({**shipped().files, name: source.replace(old, new).encode()})


def faults(model: Letter, templates: Templates) -> set[str]:
    return {finding.kind for finding in check(model, templates, render(model, templates))}


def test_a_refusal_may_not_open_with_a_yes() -> None:
    """Neither as the template's own text, nor as what it says by a value."""
    own = changed("{{ stelt('besluit') }}", f"{SENTENCES['aannemen']}")
    tied = changed("{{ stelt('besluit') }}", f"{{{{ bij('besluit', {{'afwijzen': '{SENTENCES['aannemen']}'}}) }}}}")
    besides = changed("{{ stelt('besluit') }}", f"{{{{ stelt('besluit') }}}} Toch: **{SENTENCES['aannemen']}**")
    assert faults(letter(REFUSED), own) == {"eigen tekst", "ontbreekt"}
    assert faults(letter(REFUSED), tied) == {"eigen tekst", "ontbreekt"}
    assert faults(letter(REFUSED), besides) == {"eigen tekst"}
    assert faults(letter(OUTCOMES["aannemen"]), besides) == set()


def test_the_outcome_comes_first() -> None:
    late = changed("{{ stelt('besluit') }}", "{{ stelt('kans') }}\n\n{{ stelt('besluit') }}")
    assert faults(letter(REFUSED), late) == {"misplaatst"}


def test_a_reason_stands_with_its_own_conclusion() -> None:
    """Both are of this criterion and true; after another conclusion it would be read as the reason for that."""
    model = letter(REFUSED)
    pieces = list(render(model, shipped()))
    reasons = [index for index, piece in enumerate(pieces) if piece.ground and piece.ground.kind == "omdat"]
    first, second = reasons[-2:]
    assert pieces[first].ground != pieces[second].ground
    pieces[first], pieces[second] = pieces[second], pieces[first]
    assert {finding.kind for finding in findings(model, tuple(pieces))} == {"misplaatst"}


def test_a_letter_on_a_decision_says_who_decided() -> None:
    sentence = "{{ als('is_besloten', 'Mensen hebben dit besluit genomen, niet een computer.') }}"
    advice = "'afwijzen': 'Dat advies was: start geen Doetank.',"
    decided = HumanDecision("aannemen", "Zo is het.")
    assert faults(letter(REFUSED, decision=decided), changed(sentence, "")) == {"ontbreekt"}
    assert faults(letter(REFUSED, decision=decided), changed(advice, "")) == {"ontbreekt"}


def test_who_decides_is_told_while_nobody_has() -> None:
    model = letter(REFUSED, replace(SENDER, decision_making="Het bestuur beslist."))
    assert faults(model, shipped()) == set()
    assert faults(model, changed("{{ gegeven('besluitvorming') }}", "", "_slot")) == {"ontbreekt"}
    decided = replace(model, case=replace(model.case, decision=HumanDecision("aannemen", "Zo is het.")))
    assert faults(decided, changed("{{ gegeven('besluitvorming') }}", "", "_slot")) == set()


def test_a_hold_names_all_that_is_open() -> None:
    """Also what the advice does not wait for."""
    model = letter({"slimmer": "ja", "adopter": "concreet"})
    assert faults(model, shipped()) == set()
    for part in ("{{ open(eerst_nodig) }}", "{{ open(verder_open) }}"):
        assert faults(model, changed(part, "", "_doen")) == {"ontbreekt"}


def test_words_by_a_flag_hold_only_while_it_does() -> None:
    sentence = "Onze regels gaven hetzelfde advies."
    for value, kinds in (("nee", ["zonder steun"]), ("ja", ["eigen tekst"])):
        model = letter(REFUSED, decision=HumanDecision("aannemen", "Zo is het."))
        pieces = (*render(model, shipped()), Segment(sentence, Ground("als", "wijkt_af", value)))
        assert [finding.kind for finding in findings(model, pieces)] == kinds


@pytest.mark.parametrize("worded", ["De kans is ook nog te klein.", "Er is nog geen kans.", "U moet dat weten."])
def test_nog_alone_does_not_say_that_something_is_not_known(worded: str) -> None:
    model = letter(HELD)
    pieces = (*render(model, shipped()), Segment(worded, Ground("stelt", "kans", "onbekend")))
    assert "onbekend" in {finding.kind for finding in findings(model, pieces)}


def test_every_layer_of_reasons_is_in_the_letter() -> None:
    """The reason for the reason for the reason: as deep as the rules go."""
    model = letter({"slimmer": "ja", "adopter": "concreet", "tijd": "nee"})
    written = clean(render(model, shipped()))
    assert "\n- Titel van initiatiefnemer: label onvoldoende.\n  Dit is te veel.\n  - Titel van beschik" in written
    assert "label krap.\n    De tijd is er niet.\n" in written
    assert findings(model, render(model, shipped())) == ()


def test_a_part_that_this_letter_does_not_use_must_be_well_formed_too() -> None:
    templates = Templates({**shipped().files, "brief/_los.md.j2": b"een\n{% if %}\n"})
    with pytest.raises(RulebookError) as caught:
        faults(letter(REFUSED), templates)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.place is not None
    assert (diagnostic.code, diagnostic.place.file, diagnostic.place.line) == ("B004", "templates/brief/_los.md.j2", 2)


HIDING = (
    '[lees]: https://a.nl "{}"',
    "[lees](https://a.nl '{}')",
    "[{}]: https://a.nl",
    "| een |\n|---|\n| twee | {} |",
    "``` {}\n```",
    "~~~ {}\n~~~",
    "[a](<https://a.nl/{}>)",
)
"""Markdown in which words stand that no reader sees."""


@pytest.mark.parametrize("form", HIDING)
def test_a_reason_that_no_reader_sees_is_missing(form: str) -> None:
    model = letter(REFUSED, **GIVEN)
    pieces = render(model, shipped())
    assert findings(model, pieces) == ()
    (reason,) = (each for each in pieces if each.ground == Ground("omdat", "besluit", "afwijzen", "B1"))
    before, after = form.split("{}")
    hidden = (Segment(f"\n\n{before}", None), reason, Segment(f"{after}\n\n", None))
    without = tuple(each for each in pieces if each is not reason)
    assert ("ontbreekt", reason.text) in {(each.kind, each.text) for each in findings(model, (*without, *hidden))}


def test_a_template_that_hides_all_reasons_is_seen_by_the_check() -> None:
    model = letter(REFUSED, **GIVEN)
    body = shipped().files["brief/_waarom.md.j2"].decode()
    loop = "{% for punt in criteria %}\n{{ criterium(punt) }}\n\n{% endfor %}\n"
    assert loop in body
    hiding = '{% for punt in criteria %}\n[a]: https://a.nl "{{ punt.stelt }}"\n\n{% endfor %}\n'
    templates = Templates({**shipped().files, "brief/_waarom.md.j2": body.replace(loop, hiding).encode()})
    missing = [each.text for each in check(model, templates, render(model, templates)) if each.kind == "ontbreekt"]
    assert "Titel van kans: label ongunstig." in missing
