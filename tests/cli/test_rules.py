"""`slimmer rules`: reading and checking the rules without reading YAML."""

from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return small(tmp_path)


def test_a_rule_is_shown_as_a_sentence_with_source_and_origin(knowledge: Path) -> None:
    result = run("rules", "show", "T2", "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Regel T2: Zonder partner",
        "",
        "Als het antwoord over de aanvrager “Iemand anders” is en het antwoord over de partner “Nee” is, dan:",
        "- is bij “Mag dit meedoen?” de conclusie “nee”.",
        "- komt op de lijst “Tips”: “Zoek een partner.”",
        "",
        "Want: Er is geen partner.",
        "Bron: Iemand (2013), “Het boek”, onderdeel “De kern”, alinea 2",
        "Herkomst: interpretatie: dit is onze keuze, want de bron zegt het niet of niet duidelijk.",
        "Uitleg: Het boek zwijgt hierover.",
    ]


def test_the_compiled_rules_are_printed_with_the_rule_ids(knowledge: Path) -> None:
    result = run("rules", "compiled", "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    assert "    if (q_aanvrager == 'ander' and q_partner == 'nee'):  # T2\n        fired.append('T2')" in result.stdout
    compile(result.stdout, "regels", "exec")


def test_the_rules_are_printed_as_a_view_over_the_table_that_is_named(knowledge: Path) -> None:
    result = run("rules", "sql", "--table", "bron.intakes", "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    assert "CREATE VIEW intake_conclusies AS" in result.stdout
    assert "FROM bron.intakes AS v" in result.stdout
    refused = run("rules", "sql", "--table", "x; DROP TABLE y", "--knowledge", knowledge)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "kan niet de naam van de tabel zijn" in refused.stderr


def test_a_question_is_shown_with_its_answers_and_users(knowledge: Path) -> None:
    told = run("rules", "show", "partner", "--knowledge", knowledge).stdout.splitlines()
    assert told == [
        "Vraag partner: Is er een partner?",
        "",
        "Antwoorden:",
        "- ja: Ja",
        "- nee: Nee",
        "",
        "Deze vraag is van toepassing als:",
        "  het antwoord over de aanvrager is “Iemand anders”",
        "",
        "Regels die deze vraag gebruiken: T2 (Zonder partner)",
    ]
    assert "een geheel getal van 0 tot en met 50" in run("rules", "show", "leden", "--knowledge", knowledge).stdout


def test_a_conclusion_is_shown_with_the_rules_that_give_and_use_it(knowledge: Path) -> None:
    told = run("rules", "show", "toelating", "--knowledge", knowledge).stdout.splitlines()
    assert told == [
        "Conclusie toelating: Mag dit meedoen?",
        "",
        "Mogelijke waarden:",
        "- ja: ja",
        "  door T1 (Professional)",
        "- nee: nee",
        "  door T2 (Zonder partner)",
        "- onbekend: nog onbekend",
        "  als geen regel een andere waarde geeft",
        "",
        "Regels die deze conclusie gebruiken: B1 (Toegelaten)",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("partnr", "Bedoelde u `partner`?"),
        ("het AANTAL leden", "Bedoelde u `leden` (het aantal leden)?"),
        ("weinig leden", "Bedoelde u `T3` (Weinig leden)?"),
        ("mag dit meedoen", "Bedoelde u `toelating` (Mag dit meedoen)?"),
        ("nog onbekend", "Alle namen ziet u met “slimmer rules list”."),
        ("qqqqqq", "Alle namen ziet u met “slimmer rules list”."),
    ],
)
def test_an_unknown_name_is_refused(knowledge: Path, name: str, told: str) -> None:
    result = run("rules", "show", name, "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    assert told in result.stderr


def test_all_rules_are_listed_by_subject(knowledge: Path) -> None:
    told = run("rules", "list", "--knowledge", knowledge).stdout
    assert "Proefintake (gesprek intake)\n\nDe vragen\n  T1  Professional (letterlijk)\n" in told
    assert "\nVragen\n  aanvrager  de aanvrager\n" in told
    assert "\nConclusies\n  toelating  Mag dit meedoen?\n" in told


def test_a_good_rulebook_passes_the_check(knowledge: Path) -> None:
    result = run("rules", "check", "--knowledge", knowledge)
    assert result.exit_code == 0
    assert "3 vragen, 3 conclusies, 4 regels" in result.stdout


def test_a_broken_rulebook_is_told_with_all_its_errors(knowledge: Path) -> None:
    file = knowledge / "intake/1-vragen.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("partner: nee}", "partner: neen}").replace("{tot: 2}", "{tot: twee}"), encoding="utf-8"
    )
    result = run("rules", "check", "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    assert "R012" in result.stderr
    assert "R022" in result.stderr
    assert result.stdout == ""


def test_one_round_tells_all_that_is_wrong_beside_the_rules(knowledge: Path) -> None:
    (knowledge / "gevallen").mkdir(exist_ok=True)
    for name, text in {
        "gevallen/fout.yaml": "gesprek: intake\nantwoorden: {partner: jaa}\n",
        "eigenschappen.yaml": "eigenschappen:\n  - {id: E1, titel: T, gesprek: intak, nooit: {a: b}, omdat: Zo.}\n",
        "aanvaard.yaml": "aanvaard:\n  - {code: B07, over: iets, reden: Daarom.}\n",
        "begrippen.yaml": "begrippen: {woord: ''}\n",
        "afzender.yaml": "naam: Wij\naanspreekvorm: jij\n",
    }.items():
        (knowledge / name).write_text(text, encoding="utf-8")
    result = run("rules", "check", "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    for told in ("R012", "R013", "R017", "R016", "R023", "5 fouten"):
        assert told in result.stderr
    assert str(knowledge / "gevallen" / "fout.yaml") in result.stderr


def test_where_the_rules_have_mistakes_what_needs_no_rules_is_read_all_the_same(knowledge: Path) -> None:
    (knowledge / "begrippen.yaml").write_text("begrippen: {woord: ''}\n", encoding="utf-8")
    (knowledge / "bronnen.yaml").write_text("bronnen: {boek: {titel: Het boek}}\n", encoding="utf-8")
    result = run("rules", "check", "--knowledge", knowledge)
    assert result.exit_code == 2
    assert "begrippen.yaml" in result.stderr
    assert "bronnen.yaml" in result.stderr
    assert "De gevallen en beloften zijn nog niet gelezen" in result.stderr


def test_a_file_that_lost_its_end_is_told(knowledge: Path) -> None:
    (knowledge / "begrippen.yaml").write_text("begrippen:\n  woord: Een uitleg die halver", encoding="utf-8")
    result = run("rules", "check", "--knowledge", knowledge)
    assert result.exit_code == 2
    assert "R036 dit bestand houdt midden in een tekst op" in result.stderr
    assert run("rules", "list", "--knowledge", knowledge).exit_code == 0


def test_it_says_what_was_read(knowledge: Path) -> None:
    told = run("rules", "check", "--knowledge", knowledge).stdout.splitlines()
    assert told[1:2] == [
        "Ook gelezen: gevallen (2), beloften (0), bronnen (1), begrippen (0) en aanvaarde bevindingen (0)."
    ]
