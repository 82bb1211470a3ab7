"""A rulebook comes out of its files as they say, in whatever order, and mistakes are told once each."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.rulebook.model import Citation, Conversation, Origin, Outcome, Place, Slot
from slimmer_rules.rulebook.reading import read
from tests.rulebook.bad_knowledge import sound
from tests.rulebooks import conversations
from tests.writing import write

FILE = "intake/2-proef.yaml"
RULE = """onderwerp: De proef
regels:
  - id: P1
    titel: Proefregel
    als: {}
    dan: {{kans: slecht}}
    omdat: {}
    bron: {}
    herkomst: afgeleid
"""


def sound_with(text: str, file: str = FILE) -> dict[str, bytes]:
    return sound() | {file: text.encode()}


def intake(text: str) -> Conversation:
    return read(sound_with(text)).conversations["intake"]


def condition(text: str) -> Condition:
    return intake(RULE.format(text, "Daarom.", "boek")).rules["P1"].condition


def mistakes(text: str, file: str = FILE) -> tuple[Diagnostic, ...]:
    with pytest.raises(RulebookError) as caught:
        read(sound_with(text, file))
    return caught.value.diagnostics


def codes(text: str, file: str = FILE) -> list[str]:
    return [found.code for found in mistakes(text, file)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{adopter: geen}", Is("adopter", ("geen",))),
        ("{adopter: [geen, in_beeld]}", Is("adopter", ("geen", "in_beeld"))),
        ("{adopter: geen, bereid: nee}", All((Is("adopter", ("geen",)), Is("bereid", ("nee",))))),
        ("{opvallend: weinig_leden}", Is("opvallend", ("weinig_leden",))),
        ("{een_van: [{bereid: ja}, {bereid: nee}]}", AnyOf((Is("bereid", ("ja",)), Is("bereid", ("nee",))))),
        ("{alle: [{bereid: ja}, {leden: 3}]}", All((Is("bereid", ("ja",)), Between("leden", 3, 3)))),
        ("{niet: {bereid: ja}}", Not(Is("bereid", ("ja",)))),
        ("{niet: {bereid: ja, leden: 3}}", Not(All((Is("bereid", ("ja",)), Between("leden", 3, 3))))),
        ("{minstens: {aantal: 1, van: [{bereid: ja}]}}", AtLeast(1, (Is("bereid", ("ja",)),))),
        ("{onbekend: [adopter, leden]}", Unknown(("adopter", "leden"))),
        ("{onbekend: adopter}", Unknown(("adopter",))),
        ("{leden: {van: 3, tot: 10}}", Between("leden", 3, 10)),
        ("{leden: {tot: 10}}", Between("leden", None, 10)),
        ("{leden: {van: 3}}", Between("leden", 3, None)),
    ],
)  # fmt: skip
def test_every_form_of_condition_is_read(written: str, meant: Condition) -> None:
    assert condition(written) == meant


def test_unknown_is_a_value_like_any_other_for_a_conclusion() -> None:
    made = intake(
        RULE.format("{kans: onbekend}", "Daarom.", "boek").replace("dan: {kans: slecht}", "dan: {besluit: aanhouden}")
    )
    assert made.rules["P1"].condition == Is("kans", ("onbekend",))


def test_a_rule_is_read_whole() -> None:
    text = RULE.format(
        "{leden: {tot: 2}, kans: goed}",
        '"Er zijn {{ getal(\'leden\') }} leden; {{waarde(\\"kans\\")}}."',
        "[boek, boek#kern/tabel-1]",
    ).replace("dan: {kans: slecht}", "dan: {besluit: aanhouden}")
    rule = intake(text).rules["P1"]
    assert rule.title == "Proefregel"
    assert rule.concludes == (("besluit", "aanhouden"),)
    assert rule.reason == ("Er zijn ", Slot("getal", "leden"), " leden; ", Slot("waarde", "kans"), ".")
    assert rule.citations == (Citation("boek"), Citation("boek", "kern", "tabel-1"))
    assert rule.origin is Origin.DERIVED
    assert rule.origin_note is None
    assert rule.place == Place(FILE, 3, 9, 2)


def test_a_question_is_read_whole() -> None:
    question = intake(
        """
onderwerp: De proef
vragen:
  proef:
    vraag: >-
      Is dit
      een proef?
    kort: de proef
    waarom: Daarom.
    toelichting: Let op.
    voorbeeld: Een proef.
    antwoorden:
      ja: {keuze: Ja, toelichting: Dat ziet u., in_brief: Het is een proef., wens: U begint met een proef.}
      nee: Nee
      010: Tien
    volgorde: [nee, ja]
    beoordelaar: coach
    veranderbaar: nee
    alleen_vastleggen: ja
    facultatief: ja
    groep: mensen
    van_toepassing_als: {adopter: geen}
"""
    ).questions["proef"]
    assert question.text == "Is dit een proef?"
    assert (question.short, question.why, question.note, question.example) == (
        "de proef",
        "Daarom.",
        "Let op.",
        "Een proef.",
    )
    assert [(a.id, a.choice) for a in question.answers] == [("ja", "Ja"), ("nee", "Nee"), ("010", "Tien")]
    assert question.answer("ja").in_letter == "Het is een proef."
    assert (question.answer("ja").wish, question.answer("nee").wish) == ("U begint met een proef.", None)
    assert question.answer("ja").note == "Dat ziet u."
    assert question.order == ("nee", "ja")
    assert question.assessor == "coach"
    assert (question.changeable, question.record_only, question.optional) == (False, True, True)
    assert question.group == "mensen"
    assert question.applies_if == Is("adopter", ("geen",))


def test_what_is_not_said_has_its_default() -> None:
    question = read(sound()).conversations["intake"].questions["bereid"]
    assert question.short == "bereid"
    assert (question.changeable, question.record_only, question.optional) == (True, False, False)
    assert (question.group, question.assessor, question.order, question.low) == (None, None, (), None)


def test_a_whole_number_question_has_bounds() -> None:
    question = read(sound()).conversations["intake"].questions["leden"]
    assert question.is_number
    assert (question.low, question.high, question.answers) == (0, 50, ())


def test_what_an_outcome_means_is_read() -> None:
    files = sound()
    told = b"uitkomsten: {aannemen: {positief: ja, toont: [opvallend]}, aanhouden: {}}\n"
    made = read({**files, "intake/gesprek.yaml": files["intake/gesprek.yaml"] + told}).conversations["intake"]
    assert made.outcome("aannemen") == Outcome(True, ("opvallend",))
    assert made.positive() == ("aannemen",)
    assert (made.hidden("aannemen"), made.hidden("aanhouden")) == (frozenset(), frozenset({"opvallend"}))
    assert read(sound()).conversations["intake"].hidden("aannemen") == frozenset()


def test_the_conversation_is_read_whole() -> None:
    book = read(sound())
    made = book.conversations["intake"]
    assert (book.name, book.version) == ("Proef", "1.0")
    assert (made.title, made.goal, made.signals, made.groups) == (
        "Proefintake",
        "besluit",
        "opvallend",
        {"mensen": "De mensen"},
    )
    assert [(s.id, s.title, s.questions) for s in made.sections] == [
        ("1-adopter", "De adopter", ("adopter", "bereid", "leden")),
        ("2-proef", "De proef", ()),
    ]
    assert made.conclusions["opvallend"].is_set
    assert made.conclusions["kans"].default == "onbekend"
    assert book.sources["boek"].sections == {"kern": "De kern"}
    assert book.sources["boek"].checked


@given(conversations(), st.randoms(use_true_random=False))
def test_a_written_rulebook_is_read_as_it_was_meant(talk: Conversation, rng: Random) -> None:
    made = read({path: text.encode() for path, text in write(rng, talk).items()}).conversations[talk.id]
    assert made.strata == talk.strata
    assert {r.id: (_normal(r.condition), set(r.concludes)) for r in made.rules.values()} == {
        r.id: (_normal(r.condition), set(r.concludes)) for r in talk.rules.values()
    }
    for id, asked in talk.questions.items():
        read_back = made.questions[id]
        assert [a.id for a in read_back.answers] == [a.id for a in asked.answers]
        assert (read_back.low, read_back.high, read_back.order) == (asked.low, asked.high, asked.order)
        assert (read_back.applies_if is None) is (asked.applies_if is None)
    for id, concluded in talk.conclusions.items():
        assert [v.id for v in made.conclusions[id].values] == [v.id for v in concluded.values]
        assert made.conclusions[id].default == concluded.default
        assert made.conclusions[id].is_set is concluded.is_set


def _normal(condition: Condition) -> Condition:
    """The same condition without an *and* of one part or within another, and with parts and values in one order."""
    match condition:
        case All(parts):
            flat = [part for p in map(_normal, parts) for part in (p.parts if isinstance(p, All) else (p,))]
            each_once = tuple(sorted(set(flat), key=repr))
            return each_once[0] if len(each_once) == 1 else All(each_once)
        case AnyOf(parts):
            return AnyOf(tuple(_normal(part) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(_normal(part) for part in parts))
        case Not(part):
            return Not(_normal(part))
        case _:
            return condition


def test_the_order_of_files_does_not_matter() -> None:
    files = sound()
    turned = dict(reversed(files.items()))
    assert read(turned) == read(files)


def test_the_hash_is_over_paths_and_contents_with_plain_line_ends() -> None:
    files = sound()
    expected = hashlib.sha256()
    for path in sorted(files):
        expected.update(path.encode() + b"\0" + files[path] + b"\0")
    assert read(files).sha256 == expected.hexdigest()
    crlf = {path: content.replace(b"\n", b"\r\n") for path, content in files.items()}
    own = {"afzender.yaml": b"naam: x", "aanvaard.yaml": b"", "gevallen/a.yaml": b"gesprek: x", "lees.txt": b"mij"}
    assert read(crlf | own) == replace(read(files), sha256=expected.hexdigest())
    assert read(files | {"eigenschappen.yaml": b"x: y"}).sha256 != expected.hexdigest()


# One mistake, one message.


def test_all_mistakes_of_all_files_are_told_at_once_in_order() -> None:
    files = sound_with(RULE.format("{adopter: gen}", "", "Boek 1")) | {
        "bronnen.yaml": b"\tx",
        "kennisbank.yaml": b"naam: [x]\nversie: 1\n",
    }
    with pytest.raises(RulebookError) as caught:
        read(files)
    places = [d.place for d in caught.value.diagnostics if d.place]
    assert places == sorted(places)
    assert [(d.code, d.place.file if d.place else "") for d in caught.value.diagnostics] == [
        ("R005", "bronnen.yaml"), ("R012", FILE), ("R016", FILE), ("R024", FILE),
        ("R011", "kennisbank.yaml"), ("R015", "kennisbank.yaml"),
    ]  # fmt: skip


def test_a_broken_file_does_not_make_its_names_unknown() -> None:
    text = sound()["intake/1-adopter.yaml"].decode()
    assert codes(text.replace("onderwerp", "\tonderwerp"), "intake/1-adopter.yaml") == ["R005"]
    assert codes(text.replace("vragen:", "vragen: hier\nx:"), "intake/1-adopter.yaml") == ["R015", "R010"]
    assert codes(text.replace("vragen:", "iets_heel_anders:"), "intake/1-adopter.yaml") == ["R010"]


def test_a_question_without_readable_answers_makes_no_answer_unknown() -> None:
    text = sound()["intake/1-adopter.yaml"].decode()
    answers = "antwoorden: {concreet: Ja, in_beeld: Misschien, geen: Nee}\n    volgorde: [geen, in_beeld, concreet]"
    for broken in ("antwoorden: [concreet, in_beeld]", "antwoorden:", "antwoorden: {}", "antwoorden: concreet"):
        assert len(codes(text.replace(answers, broken), "intake/1-adopter.yaml")) == 1
    assert codes(text.replace("antwoorden: {con", "antworden: {con"), "intake/1-adopter.yaml") == ["R010"]
    assert codes(text.replace("in_beeld: Misschien, ", "in beeld: Misschien, "), "intake/1-adopter.yaml") == ["R017"]


def test_a_conclusion_without_readable_values_makes_no_value_unknown() -> None:
    text = sound()["intake/1-adopter.yaml"].decode()
    for broken in ("waarden: goed", "waarden: []", "waarden:", "warden: {goed: g, slecht: s, onbekend: o}"):
        found = codes(
            text.replace("waarden: {goed: goed, slecht: slecht, onbekend: nog onbekend}", broken),
            "intake/1-adopter.yaml",
        )
        assert len(found) == 1, (broken, found)


def test_each_missing_key_is_told() -> None:
    assert codes("onderwerp: x\nregels:\n  - {titel: x}\n") == ["R011"] * 6


def test_a_broken_head_still_lets_the_rules_be_read() -> None:
    files = sound_with(RULE.format("{adopter: gen}", "Daarom.", "boek")) | {"intake/gesprek.yaml": b"["}
    with pytest.raises(RulebookError) as caught:
        read(files)
    assert {d.code for d in caught.value.diagnostics} == {"R005", "R012"}


def test_a_folder_that_is_no_rulebook_says_so() -> None:
    with pytest.raises(RulebookError) as caught:
        read({})
    assert [d.message for d in caught.value.diagnostics] == [
        "het bestand bronnen.yaml ontbreekt", "het bestand kennisbank.yaml ontbreekt",
    ]  # fmt: skip


def test_files_of_a_folder_that_is_no_rulebook_are_not_said_to_be_in_the_wrong_place() -> None:
    with pytest.raises(RulebookError) as caught:
        read({f"knowledge/{path}": data for path, data in sound().items()} | {"iets.yaml": b"x"})
    assert {d.code for d in caught.value.diagnostics} == {"R001"}


def test_the_files_of_a_misspelt_conversation_are_told_of_once() -> None:
    with pytest.raises(RulebookError) as caught:
        read(sound() | {"kennisbank.yaml": b"naam: Proef\nversie: 1\ngesprekken: [intaek]\n"})
    assert [(d.code, d.help) for d in caught.value.diagnostics] == [
        ("R001", "bedoelde u `intake`? Deze mappen hebben er een: intake")
    ]


def test_each_file_that_nobody_reads_is_told_with_the_mistakes_in_the_rest() -> None:
    stray = {
        "a.yaml": b"[",
        "intaek/b.yaml": b"",
        "intake/oud/c.yaml": b"x",
        "gevallen/d.yaml": b"",
        "schema/e.yaml": b"",
    }
    with pytest.raises(RulebookError) as caught:
        read(sound() | stray | {"intake/2-proef.yaml": b"onderwrp: x"})
    assert [(d.code, d.place.file if d.place else "") for d in caught.value.diagnostics] == [
        ("R033", "a.yaml"), ("R033", "intaek/b.yaml"), ("R010", "intake/2-proef.yaml"), ("R033", "intake/oud/c.yaml"),
    ]  # fmt: skip


def test_every_knot_of_conclusions_is_told_with_its_rules() -> None:
    (found,) = mistakes(RULE.format("{besluit: aanhouden}", "Daarom.", "boek"))
    assert "besluit → kans → besluit" in found.message
    assert found.help is not None
    assert "B1 leest `kans` voor `besluit`; P1 leest `besluit` voor `kans`" in found.help


@pytest.mark.parametrize(
    "nesting",
    [
        *("{niet: {adopter: gen}}", "{een_van: [{adopter: gen}]}", "{alle: [{adopter: gen}]}"),
        "{minstens: {aantal: 1, van: [{adopter: gen}]}}",
    ],
)
def test_a_mistake_is_found_at_any_depth(nesting: str) -> None:
    assert codes(RULE.format(nesting, "Daarom.", "boek")) == ["R012"]


@pytest.mark.parametrize("gap", ["antwoord('adopter')", "getal('leden')", "waarde('kans')"])
def test_a_reason_names_only_what_its_own_condition_reads(gap: str) -> None:
    text = RULE.replace("{{kans: slecht}}", "{{besluit: aanhouden}}")
    own = "{niet: {een_van: [{onbekend: adopter}, {leden: {tot: 2}}, {kans: goed}]}}"
    assert intake(text.format(own, f'"{{{{ {gap} }}}}"', "boek")).rules["P1"].reason
    assert codes(text.format("{bereid: ja}", f'"{{{{ {gap} }}}}"', "boek")) == ["R025"]


@pytest.mark.parametrize(
    ("written", "underlined"),
    [
        ("Ja {{ antwoord('adoptr') }}.", "adoptr"),
        ("\"Ja {{ antwoord('adoptr') }}.\"", "adoptr"),
        ("'Ja {{ antwoord(''adoptr'') }}.'", "adoptr"),
        ("|\n      Eerst {{ antwoord('adopter') }},\n      dan {{ antwoord('adoptr') }}.", "adoptr"),
        (">\n      Eerst dit,\n      dan {{ x|y }}.", "{{ x|y }}"),
        ("'{{ antwoord(adopter) }}'", "{{ antwoord(adopter) }}"),
        ("'Een {# grap #} dus'", "{# grap #}"),
        ("'Open {{ eind'", "{{ eind'"),
    ],
)
def test_a_gap_is_pointed_at_in_every_way_to_write_a_text(written: str, underlined: str) -> None:
    (found,) = mistakes(RULE.format("{adopter: geen}", written, "boek"))
    assert found.place is not None
    assert found.line is not None
    start = found.place.column - 1
    assert found.line[start : start + found.place.length] == underlined


def test_as_many_branches_as_are_allowed_are_read() -> None:
    ten = "{een_van: [" + ", ".join(f"{{leden: {n}}}" for n in range(10)) + "]}"
    assert condition(f"{{alle: [{ten}, {ten}]}}")
    eleven = ten.replace("]}", ", {leden: 10}]}")
    assert codes(RULE.format(f"{{alle: [{ten}, {eleven}]}}", "Daarom.", "boek")) == ["R028"]
    three = "{leden: 1, adopter: geen, bereid: ja}"
    assert codes(RULE.format(f"{{niet: {{een_van: [{', '.join([three] * 5)}]}}}}", "Daarom.", "boek")) == ["R028"]


def test_groups_that_cannot_be_read_make_no_group_unknown() -> None:
    text = sound()["intake/gesprek.yaml"].decode()
    for broken in ("zo_maar: {mensen: x}", "groepen: mensen", "groepen: {}", "[", "groep: {mensen: x}"):
        assert len(codes(text.replace("groepen: {mensen: De mensen}", broken), "intake/gesprek.yaml")) == 1
    assert codes(text.replace("groepen: {mensen: De mensen}\n", ""), "intake/gesprek.yaml") == ["R023"]


def test_a_very_short_key_may_be_misspelt() -> None:
    (found,) = mistakes(RULE.format("{adopter: geen}", "Daarom.", "boek").replace("- id:", "- iq:"))
    assert found.code == "R010"
    assert found.help is not None
    assert found.help.startswith("bedoelde u `id`?")
