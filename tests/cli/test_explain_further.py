"""`slimmer explain` with its further questions."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import Result

from slimmer_rules.cli.common import load_rulebook
from tests.cli.small import no_traceback, run, small

HELD = "gesprek: intake\nantwoorden: {aanvrager: ander, partner: nee, leden: 1}\n"
EMPTY = "gesprek: intake\nantwoorden: {}\n"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return small(tmp_path)


def explain(knowledge: Path, *options: str, case: str = HELD) -> Result:
    return run("explain", "-", *options, "--knowledge", knowledge, input=case)


def test_open_outcomes_and_the_questions_that_still_matter(knowledge: Path) -> None:
    result = explain(knowledge, "--open", case=EMPTY)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Bij “Besluit” is nog mogelijk: “aannemen” of “aanhouden”.",
        "",
        "Deze vragen kunnen dit nog veranderen:",
        "- De aanvrager (aanvrager)",
    ]


def test_a_settled_outcome_is_said_to_be_settled(knowledge: Path) -> None:
    assert explain(knowledge, "--open").stdout.splitlines() == [
        "Bij “Besluit” staat de conclusie vast: “aanhouden”.",
        "Het antwoord op de overige vragen verandert dit niet meer.",
    ]


def test_why_a_question_is_asked(knowledge: Path) -> None:
    told = explain(knowledge, "--question", "aanvrager", case=EMPTY).stdout
    assert "Waarom wij dit vragen: Wij willen weten voor wie dit is." in told
    assert "- “Een professional”: dan staat vast: “aannemen”." in told
    assert "- “Iemand anders”: dan staat vast: “aanhouden”." in told
    assert "- “Weet ik nog niet”: dan blijft alles mogelijk." in told
    assert "- Regel T1, Professional, over “Mag dit meedoen?”" in told
    assert "- Regel B1, Toegelaten, over “Besluit”" in told


def test_the_depth_says_how_far_up_the_chain(knowledge: Path) -> None:
    assert "Regel B1" not in explain(knowledge, "--question", "aanvrager", "--depth", "1", case=EMPTY).stdout


def test_why_not_goes_down_to_the_answers(knowledge: Path) -> None:
    assert explain(knowledge, "--why-not", "aannemen").stdout.splitlines() == [
        "Waarom is bij “Besluit” de conclusie niet “aannemen”? Die is nu “aanhouden”.",
        "Regel B1, Toegelaten: er ontbreekt 1 punt.",
        "  - Niet voldaan: bij “Mag dit meedoen?” is de conclusie “nee”, niet “ja”.",
        "",
        "Waarom is bij “Mag dit meedoen?” de conclusie niet “ja”? Die is nu “nee” (regel T2).",
        "Regel T1, Professional: er ontbreekt 1 punt.",
        "  - Niet voldaan: het antwoord over de aanvrager is “Iemand anders”, niet “Een professional”.",
    ]


def test_what_does_not_follow_and_what_is_not_known_are_told_apart(knowledge: Path) -> None:
    told = explain(knowledge, "--why-not", "aannemen", case=EMPTY).stdout
    assert "- Volgt niet: uit de antwoorden volgt niet dat" in told
    assert "- Niet bekend: over de aanvrager is nog niets bekend." in told


def test_what_would_have_to_change(knowledge: Path) -> None:
    assert explain(knowledge, "--change-to", "aannemen").stdout.splitlines() == [
        "Bij “Besluit” wordt de conclusie “aannemen” met dit ene antwoord:",
        "- De aanvrager: nu “Iemand anders”, wordt “Een professional”.",
    ]


def test_what_no_one_can_change_is_named_as_what_stands_in_the_way(knowledge: Path) -> None:
    file = knowledge / "intake" / "1-vragen.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("    kort: de aanvrager\n", "    kort: de aanvrager\n    veranderbaar: nee\n"), "utf-8"
    )
    result = explain(knowledge, "--change-to", "aannemen")
    assert result.exit_code == 1
    assert "- De aanvrager is “Iemand anders”; dat kan niemand veranderen (aanvrager)." in result.stdout
    open_ = explain(knowledge, "--change-to", "aannemen", case=EMPTY)
    assert "- Over de aanvrager is nog niets bekend. Beantwoord eerst die vraag (aanvrager)." in open_.stdout


def test_what_if_shows_both_conclusions_and_the_rules_between(knowledge: Path) -> None:
    told = explain(knowledge, "--what-if", "aanvrager=professional").stdout
    assert "- Besluit: was “aanhouden”, wordt “aannemen”.\n  Nu wel: regel B1, Toegelaten." in told
    assert "- Tips: eraf “Zoek een partner.”." in told
    assert "Dit antwoord telt dan niet meer, want de vraag is niet van toepassing: de partner." in told


def test_what_a_conclusion_rests_on(knowledge: Path) -> None:
    told = explain(knowledge, "--rests-on", "--conclusion", "toelating").stdout
    assert told.splitlines()[2:5] == [
        "Dit is genoeg als al het andere open blijft:",
        "- De aanvrager: “Iemand anders”",
        "- De partner: “Nee”",
    ]
    assert "Met of zonder deze antwoorden was de conclusie hetzelfde:\n- Het aantal leden: 1" in told


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (("--open",), "mogelijk"),
        (("--question", "leden"), "keten"),
        (("--why-not", "aannemen"), "regels"),
        (("--change-to", "aannemen"), "veranderingen"),
        (("--what-if", "leden=3"), "conclusies"),
    ],
)
def test_each_answer_is_there_for_programs_too(knowledge: Path, options: tuple[str, ...], key: str) -> None:
    assert key in json.loads(explain(knowledge, *options, "--json").stdout)


def test_the_keys_are_those_of_the_contract(knowledge: Path) -> None:
    contract = (Path(__file__).parents[2] / "docs" / "contracten.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(--[a-z-]+)` \| (`[^|]*) \|$", contract, re.M))
    given = {"--question": ["leden"], "--why-not": ["aannemen"], "--change-to": ["aannemen"], "--what-if": ["leden=3"]}
    for name, keys in rows.items():
        told = json.loads(explain(knowledge, name, *given.get(name, []), "--json").stdout)
        first = told[0] if isinstance(told, list) else told
        assert sorted(first) == sorted(re.findall(r"`(\w+)`", keys)), name
    assert len(rows) == 6


def test_what_it_rests_on_is_there_for_programs_too(knowledge: Path) -> None:
    assert json.loads(explain(knowledge, "--rests-on", "--json").stdout)[0]["waarde"] == "aanhouden"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--question", "partnr"), "Vraag `partnr` bestaat niet in gesprek `intake`. Bedoelde u `partner`?"),
        (("--why-not", "aanemen"), "Bedoelde u `aannemen`?"),
        (("--change-to", "xyz"), "De waarden zijn: aannemen, aanhouden."),
        (("--change-to", "ja", "--conclusion", "toelatin"), "Bedoelde u `toelating` (Mag dit meedoen)?"),
        (("--question", "de AANVRAGER"), "Bedoelde u `aanvrager`?"),
        (("--question", "aantal leden"), "Bedoelde u `leden` (het aantal leden)?"),
        (("--question", "onzin"), "De vragen zijn: aanvrager, partner, leden (het aantal leden)."),
        (("--conclusion", "mag dit meedoen?", "--open"), "Bedoelde u `toelating` (Mag dit meedoen)?"),
        (("--conclusion", "zoek een partner", "--open"), "Bedoelde u `tips`?"),
        (("--change-to", "Zoek een partner", "--conclusion", "tips"), "Bedoelde u `partner` (Zoek een partner)?"),
        (("--what-if", "aanvrager=iemand anders"), "Bedoelde u `ander` (Iemand anders)?"),
        (("--what-if", "partner"), "Schrijf --what-if VRAAG=ANTWOORD"),
        (("--what-if", "partne=ja"), "Bedoelde u `partner`?"),
        (("--what-if", "partner=jaa"), "Bedoelde u `ja`?"),
        (("--what-if", "leden=51"), "geef een geheel getal van 0 tot en met 50, of onbekend"),
        (("--what-if", "leden=²"), "geef een geheel getal van 0 tot en met 50, of onbekend"),
        (("--open", "--rests-on"), "Stel één vraag tegelijk. Kies uit --open of --rests-on."),
        (("--json",), "Met --json hoort een vraag"),
        (("--depth", "2"), "--depth hoort bij --question."),
        (("--open", "--depth", "2"), "--depth hoort bij --question."),
        (("--question", "leden", "--conclusion", "bestaatniet"), "Bij --question hoort geen --conclusion."),
        (("--what-if", "leden=3", "--conclusion", "besluit"), "Bij --what-if hoort geen --conclusion."),
        (("--what-if", "leden=3", "--what-if", "leden=4"), "Bij --what-if staat `leden` meer dan één keer."),
        (("--what-if", "leden=3", "--what-if", "leden = 3"), "Bij --what-if staat `leden` meer dan één keer."),
    ],
)
def test_wrong_use_is_refused(knowledge: Path, options: tuple[str, ...], told: str) -> None:
    result = explain(knowledge, *options)
    no_traceback(result)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--change-to", "aannemen"), "Wat er moet veranderen voor “aannemen”, is niet bekend."),
        (("--open",), "Welke uitkomsten bij “Besluit” nog mogelijk zijn, is niet bekend."),
        (("--rests-on", "--conclusion", "tips"), "Waar deze conclusie op rust, is niet bekend."),
    ],
)
def test_without_time_it_says_what_it_did_not_get_to(knowledge: Path, options: tuple[str, ...], told: str) -> None:
    result = explain(knowledge, *options, "--seconds", "0")
    no_traceback(result)
    assert result.exit_code == 1
    assert told in result.stdout


CLASHING = """
  - id: T4
    titel: Nooit een ander
    als: {aanvrager: ander}
    dan: {besluit: aannemen}
    omdat: Iedereen mag meedoen.
    bron: boek
    herkomst: afgeleid
  - id: T5
    titel: Toch niet
    als: {aanvrager: ander}
    dan: {besluit: aanhouden}
    omdat: Nog niet.
    bron: boek
    herkomst: afgeleid
"""


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--open",),
        ("--open", "--json"),
        ("--open", "--conclusion", "tips"),
        ("--question", "leden"),
        ("--why-not", "aannemen"),
        ("--change-to", "aannemen"),
        ("--what-if", "aanvrager=professional"),
        ("--rests-on",),
    ],
)
def test_rules_that_contradict_each_other_are_told_to_every_question(knowledge: Path, options: tuple[str, ...]) -> None:
    with (knowledge / "intake" / "1-vragen.yaml").open("a", encoding="utf-8") as file:
        file.write(CLASHING)
    result = explain(knowledge, *options)
    no_traceback(result)
    assert result.exit_code == 2
    assert "T4" in result.stderr
    assert "T5" in result.stderr
    assert result.stdout == ""


def test_an_answer_that_makes_rules_contradict_each_other_is_told_as_such(knowledge: Path) -> None:
    with (knowledge / "intake" / "1-vragen.yaml").open("a", encoding="utf-8") as file:
        file.write(CLASHING)
    told = explain(knowledge, "--question", "aanvrager", case=EMPTY).stdout
    assert "- “Iemand anders”: dan spreken de regels elkaar tegen." in told


def test_without_time_it_still_says_which_rules_use_an_answer(knowledge: Path) -> None:
    result = explain(knowledge, "--question", "aanvrager", "--seconds", "0", case=EMPTY)
    assert result.exit_code == 0
    assert "Wat dit antwoord nog kan veranderen, is niet bekend." in result.stdout
    assert "Regel T1" in result.stdout


def test_why_not_tells_each_point_once_and_then_what_is_needed() -> None:
    """Rule F6 asks of each point that it does not hinder, and of three of them that they help."""
    case = "gesprek: intake\nantwoorden: {}\n"
    lines = run(
        "explain", "-", "--conclusion", "determinantenprofiel", "--why-not", "gunstig", input=case
    ).stdout.splitlines()
    rule = lines[1 : lines.index("")]
    (heading,) = [number for number, line in enumerate(rule) if "Minstens 3 van deze 4" in line]
    unknown = [line for line in rule if "over het nut voor gebruikers is nog niets bekend" in line]
    assert len(unknown) == 1
    assert any(
        line.startswith("    - Nodig: het antwoord over het nut voor gebruikers is “") for line in rule[heading:]
    )


def test_what_the_coach_may_come_to_judge_is_told_as_the_letter_wishes_it() -> None:
    case = "gesprek: intake\nantwoorden: {motivatie: nee, bekwaamheid: ja, tijd: ja, ruimte: ja}\n"
    question = ("--conclusion", "initiatiefnemer", "--change-to", "te_versterken")
    told = " ".join(run("explain", "-", *question, input=case).stdout.split())
    assert "wordt “U wilt dit vraagstuk misschien oppakken”." in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--what-if", "overnemer=geen"), "Bedoelde u `adopter` (de overnemer)?"),
        (("--why-not", "start een Doetank"), "Bedoelde u `aannemen` (start een Doetank)?"),
        (("--question", "zomaar"), "Alle namen ziet u met “slimmer rules list”."),
    ],
)
def test_everyday_words_lead_to_the_names_that_are_meant(options: tuple[str, ...], told: str) -> None:
    result = run("explain", "-", *options, input=EMPTY)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("`") <= 8  # never a list of all names


def test_what_the_coach_judged_is_told_as_the_letter_says_it() -> None:
    case = "gesprek: intake\nantwoorden: {motivatie: nee, tijd: ja}\n"
    answer = load_rulebook(None).conversations["intake"].questions["motivatie"].answer("nee")
    assert answer.in_letter
    for question in (("--rests-on",), ("--change-to", "sterk")):
        told = " ".join(run("explain", "-", "--conclusion", "initiatiefnemer", *question, input=case).stdout.split())
        assert answer.in_letter.removesuffix(".") in told
        assert answer.choice not in told
