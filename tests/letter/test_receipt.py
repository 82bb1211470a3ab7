"""The receipt: enough to make the letter again, nothing that the letter may not hold, and every change is seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.reading_back import enclosed
from slimmer_rules.letter.receipt import as_bytes, differences, made_again, read_receipt, receipt, remarks
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.writing import write_letter
from slimmer_rules.rulebook.cases import Case, HumanDecision, Progress
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.located_yaml import MAX_BYTES as MAX_CASE
from tests.letter.making import CONDITIONAL, OUTCOMES, REFUSED, book, letter, shipped

NOTES = {"adopter": "Vertrouwelijk."}
LETTER_NOTES = {"tijd": "Vrijdag kan."}
FIELDS: dict[str, Any] = {
    "title": "A & B <c> *d* #e $f$ @g",
    "issue": "Eerst dit: \"zo\".\n\nDan dat — 😀.",
    "addressee": "Mevrouw A.\nGemeente B",
    "reference": "2026/3",
    "notes": NOTES,
    "letter_notes": LETTER_NOTES,
    "own_view": "afwijzen",
    "decision": HumanDecision("aannemen", "Wij durven het aan."),
}  # fmt: skip


def made(answers: dict[str, Any], **fields: Any) -> Rendered:
    return compose(letter(answers, **fields), shipped())


def first_difference(data: bytes, templates: Templates | None = None) -> str | None:
    read = read_receipt(data, "bewijs.json", book())
    return next(differences(read, made_again(read, book(), templates or shipped())), None)


@pytest.mark.parametrize("answers", [*OUTCOMES.values(), {}, {**CONDITIONAL, "leden": 4, "bereid": "onbekend"}])
def test_a_receipt_gives_the_same_decision_and_letter(answers: dict[str, Any]) -> None:
    assert first_difference(as_bytes(receipt(made(answers)))) is None
    assert first_difference(as_bytes(receipt(made(answers, **FIELDS)))) is None


@pytest.mark.parametrize("reason", [None, "", "Wij durven het aan."])
def test_a_decision_that_follows_the_advice_needs_no_reason(reason: str | None) -> None:
    assert first_difference(as_bytes(receipt(made(REFUSED, decision=HumanDecision("afwijzen", reason))))) is None


def test_a_receipt_holds_of_a_case_what_its_letter_tells_and_no_more() -> None:
    """Each field of a case, so that one that is added is thought of."""
    words = {each.name: f"woord-{each.name}" for each in fields(Case)}
    held = {"conversation", "answers", "title", "issue", "addressee", "reference", "date", "coach", "letter_notes"}
    case = replace(
        letter(REFUSED, **FIELDS).case,
        title=words["title"],
        issue=words["issue"],
        addressee=words["addressee"],
        reference=words["reference"],
        coach=words["coach"],
        own_view=words["own_view"],
        source=words["source"],
        notes={"tijd": words["notes"]},
        letter_notes={"tijd": words["letter_notes"]},
        decision=HumanDecision("aannemen", words["decision"]),
        expected={"besluit": words["expected"]},
        origins={"tijd": words["origins"]},
        aside={"antwoorden": {"weg": words["aside"]}},
        progress=Progress((words["progress"],), ":brief"),
        date="2026-03-05",
    )
    told = as_bytes(receipt(compose(replace(letter(REFUSED), case=case), shipped()))).decode()
    there = {name for name, word in words.items() if word in told} | {"conversation", "answers", "date"}
    assert there == held | {"decision"}


def test_an_older_receipt_that_held_where_a_case_comes_from_is_verified() -> None:
    now = receipt(made(REFUSED, source="een mail"))
    assert "bron" not in now["geval"]
    older = {**now, "geval": {**now["geval"], "bron": "een mail"}}
    assert first_difference(as_bytes(older)) is None


def test_a_receipt_holds_no_internal_notes_and_no_view_of_the_coach() -> None:
    told = as_bytes(receipt(made(REFUSED, **FIELDS))).decode()
    assert "Vrijdag kan." in told
    assert "Vertrouwelijk" not in told
    assert "eigen_oordeel" not in told


def test_the_receipt_stands_beside_the_letter(tmp_path: Path) -> None:
    beside = write_letter(letter(REFUSED, **FIELDS), shipped(), tmp_path / "brief.md")
    assert beside == tmp_path / "brief.md.bewijs.json"
    assert first_difference(beside.read_bytes()) is None


Change = Callable[[dict[str, Any]], None]


def _swap_answer(made: dict[str, Any]) -> None:
    made["geval"]["antwoorden"]["tijd"] = "nee"


def _swap_conclusion(made: dict[str, Any]) -> None:
    made["beoordeling"]["conclusies"]["kans"] = "gunstig"


def _drop_step(made: dict[str, Any]) -> None:
    del made["beoordeling"]["afleiding"][0]


def _change_step(made: dict[str, Any]) -> None:
    made["beoordeling"]["afleiding"][0]["steunt_op"][0]["waarde"] = "nee"


def _add_step(made: dict[str, Any]) -> None:
    made["beoordeling"]["afleiding"].append(made["beoordeling"]["afleiding"][0])


def _add_to_step(made: dict[str, Any]) -> None:
    made["beoordeling"]["afleiding"][0]["intern"] = "x"


def _add_expected(made: dict[str, Any]) -> None:
    made["geval"]["verwacht"] = {"kans": "ongunstig"}


def _add_key(made: dict[str, Any]) -> None:
    made["intern"] = "vertrouwelijk"


def _space_in_sender(made: dict[str, Any]) -> None:
    made["afzender"]["contact"] = " Bel ons gerust. "


def _change_letter(made: dict[str, Any]) -> None:
    made["brief"] = made["brief"].replace("geen Doetank", "een Doetank")


def _change_rules(made: dict[str, Any]) -> None:
    made["beoordeling"]["kennisbank"]["sha256"] = "f" * 64


def _change_sender(made: dict[str, Any]) -> None:
    made["afzender"]["naam"] = "Een ander"


def _change_date(made: dict[str, Any]) -> None:
    made["datum"] = "2020-01-01"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_swap_answer, 'conclusie “initiatiefnemer” is in het bewijs "sterk", en nu "onvoldoende"'),
        (_swap_conclusion, 'conclusie “kans” is in het bewijs "gunstig", en nu "ongunstig"'),
        (
            _drop_step,
            "stap 1 van de afleiding (conclusie “adoptiebasis”, regel A1) is anders: "
            'de conclusie is in het bewijs "afwijsgronden", en nu "adoptiebasis"',
        ),
        (
            _change_step,
            "stap 1 van de afleiding (conclusie “adoptiebasis”, regel A1) is anders: "
            'waar hij op steunt is in het bewijs "adopter = nee", en nu "adopter = geen"',
        ),
        (_add_step, "is anders: hij staat alleen in het bewijs"),
        (_add_to_step, "is anders: in het bewijs staat er meer bij"),
        (_add_expected, 'van het geval: gegeven “verwacht” is in het bewijs {"kans": "ongunstig"}, en nu er niet'),
        (_add_key, 'gegeven “intern” is in het bewijs "vertrouwelijk", en nu er niet'),
        (_space_in_sender, 'van de afzender: gegeven “contact” is in het bewijs " Bel ons gerust. "'),
        (_change_letter, "van de brief is in het bewijs"),
        (_change_rules, "gegeven “kennisbank” is in het bewijs"),
        (_change_sender, "regel 1 van de brief"),
        (_change_date, 'is in het bewijs "Datum: 5 maart 2026", en nu "Datum: 1 januari 2020"'),
    ],
)
def test_a_change_is_told(change: Change, told: str) -> None:
    changed = json.loads(as_bytes(receipt(made(REFUSED))))
    change(changed)
    assert told in str(first_difference(as_bytes(changed)))


def test_of_a_long_text_the_part_that_differs_is_told() -> None:
    changed = json.loads(as_bytes(receipt(made(REFUSED, issue="Heel veel woorden. " * 200 + "Het eind."))))
    changed["brief"] = changed["brief"].replace("Het eind.", "Het begin.")
    told = str(first_difference(as_bytes(changed)))
    assert "Het begin." in told
    assert "Het eind." in told
    assert len(told) < 320


def test_what_a_receipt_holds_cannot_steer_a_terminal() -> None:
    changed = json.loads(as_bytes(receipt(made(REFUSED))))
    changed["beoordeling"]["conclusies"]["\x1b[2J\x9b2J"] = "\x9b2J"
    assert str(first_difference(as_bytes(changed))).isprintable()


def test_what_is_internal_is_in_no_receipt_of_a_letter() -> None:
    whole = json.loads(as_bytes(receipt(made(REFUSED, **FIELDS))))
    for internal in (
        {"eigen_oordeel": "afwijzen"},
        {"notities": {"tijd": {"tekst": "Geheim.", "in_brief": "nee"}}},
        {"notities": {"tijd": "Geheim."}},
    ):
        changed = {**whole, "geval": {**whole["geval"], **internal}}
        with pytest.raises(LetterError, match="er staat iets in dat nooit in een brief komt"):
            read_receipt(as_bytes(changed), "bewijs.json", book())


@pytest.mark.parametrize("form", [True, 1.0, "1", None, 2])
def test_a_receipt_of_another_form_is_refused(form: object) -> None:
    with pytest.raises(LetterError, match="een andere versie"):
        read_receipt(as_bytes({**receipt(made(REFUSED)), "vorm": form}), "bewijs.json", book())


def test_a_key_that_stands_twice_is_refused() -> None:
    data = as_bytes(receipt(made(REFUSED))).replace(b'"geval"', b'"geval": {"eigen_oordeel": "afwijzen"}, "geval"')
    with pytest.raises(LetterError, match="geen leesbare JSON"):
        read_receipt(data, "bewijs.json", book())


def test_another_program_is_a_remark_and_no_difference() -> None:
    changed = as_bytes({**receipt(made(REFUSED)), "programma": "99"})
    assert first_difference(changed) is None
    (told,) = remarks(read_receipt(changed, "bewijs.json", book()))
    assert told.startswith('dit bewijs is gemaakt met versie "99" van het programma')
    assert list(remarks(read_receipt(as_bytes(receipt(made(REFUSED))), "bewijs.json", book()))) == []


def test_an_older_receipt_with_an_empty_reason_is_read() -> None:
    changed = json.loads(as_bytes(receipt(made(REFUSED, decision=HumanDecision("afwijzen")))))
    changed["geval"]["besluit_mens"]["reden"] = changed["geval"]["kenmerk"] = None
    assert first_difference(as_bytes(changed)) is None


@pytest.mark.parametrize("character", ['"', "\\", "é"])
def test_a_case_of_the_largest_size_can_be_verified(character: str) -> None:
    issue = character * (MAX_CASE // len(character.encode()) - 1000)
    assert first_difference(as_bytes(receipt(made(REFUSED, issue=issue)))) is None


def test_other_templates_are_told() -> None:
    files = {**shipped().files, "brief/_verder.md.j2": shipped().files["brief/_verder.md.j2"] + b"\nTot ziens.\n"}
    assert "van de brief" in str(first_difference(as_bytes(receipt(made(REFUSED))), Templates(files)))


@pytest.mark.parametrize(
    "data",
    [b"", b"geen json", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"soort": "slimmer-bewijs"}',
     b'{"soort": "slimmer-bewijs", "vorm": 1}', b'{"soort": "slimmer-bewijs", "vorm": 99}'],
)  # fmt: skip
def test_what_is_no_receipt_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(LetterError, match=r"“bewijs\.json”"):
        read_receipt(data, "bewijs.json", book())


@pytest.mark.parametrize("part", ["geval", "brief", "afzender"])
def test_half_a_character_is_refused(part: str) -> None:
    made = receipt(compose(letter(REFUSED), shipped()))
    made[part] = "\ud800" if part == "brief" else {**made[part], "titel": "\ud800"}
    with pytest.raises(LetterError, match="geen leesbare JSON"):
        read_receipt(json.dumps(made).encode(), "b.json", book())


@pytest.mark.parametrize("key", ["geval", "afzender", "beoordeling", "brief", "datum", "sjablonen"])
@pytest.mark.parametrize("value", [None, 3, "x", [], {}])
def test_a_receipt_of_another_shape_is_refused(key: str, value: object) -> None:
    changed = {**receipt(made(REFUSED)), key: value}
    assert outcome_of(as_bytes(changed))


def outcome_of(data: bytes) -> str | None:
    """The first difference, or the refusal."""
    try:
        return first_difference(data)
    except (LetterError, RulebookError) as error:
        return str(error)


def test_an_answer_that_the_rules_do_not_know_is_refused() -> None:
    changed = json.loads(as_bytes(receipt(made(REFUSED))))
    changed["geval"]["antwoorden"]["tijdd"] = "ja"
    with pytest.raises(RulebookError, match="tijd"):
        read_receipt(as_bytes(changed), "bewijs.json", book())


# -- inside the letter


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html"])
def test_an_embedded_receipt_is_the_receipt(ending: str) -> None:
    rendered = made(REFUSED, **{**FIELDS, "issue": "</script><b>& \\u003c ]]>"})
    made_receipt = as_bytes(receipt(rendered))
    content = FORMATS[ending](replace(rendered, enclosed=made_receipt))
    inside = enclosed(content, ending, f"brief{ending}")
    assert inside is not None
    assert json.loads(inside) == json.loads(made_receipt)
    assert "bewijs" not in FORMATS[ending](rendered).decode("latin-1")
    assert enclosed(FORMATS[ending](rendered), ending, f"brief{ending}") is None
