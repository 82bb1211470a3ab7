"""`slimmer letter`, `slimmer verify` and `slimmer init`: a letter, its proof, and a network's own letters."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run

HOLDING = ("html", "docx", "pdf")
SHIPPED = Path(__file__).parents[2]
CASE = """\
gesprek: intake
titel: 'A & B <c> *d* #e $f$ @g'
coach: A. Jansen
datum: 2026-03-05
antwoorden: {slimmer_werken: ja, aanvrager: burger, adopter: geen, tijd: ja}
notities:
  tijd: {tekst: Vrijdag kan., in_brief: ja}
  adopter: {tekst: Vertrouwelijk., in_brief: nee}
eigen_oordeel: aannemen
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "geval.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A network's own copy of everything, made with `slimmer init`."""
    result = run("init", tmp_path / "eigen")
    assert result.exit_code == 0, result.output
    return tmp_path / "eigen"


def options(own: Path) -> tuple[str, ...]:
    return ("--knowledge", str(own / "knowledge"), "--templates", str(own / "templates"))


# -- letter


def test_without_a_file_the_letter_is_shown(case: Path) -> None:
    result = run("letter", case)
    assert result.exit_code == 0
    assert "Ons advies is om met dit vraagstuk geen Doetank te starten." in result.stdout
    assert "Vrijdag kan." in result.stdout
    assert "Vertrouwelijk" not in result.stdout


@pytest.mark.parametrize("ending", ["md", "txt", "html", "docx", "pdf"])
def test_the_letter_is_written_with_its_receipt(ending: str, case: Path, tmp_path: Path) -> None:
    target = tmp_path / f"brief.{ending}"
    result = run("letter", case, "-o", target, *(["--embed"] if ending in HOLDING else []))
    assert result.exit_code == 0, result.output
    assert result.stdout == f"De brief staat in {target}, het bewijs in {target}.bewijs.json.\n"
    assert run("verify", f"{target}.bewijs.json").exit_code == 0


def test_the_check_passes_on_a_shipped_letter(case: Path) -> None:
    result = run("letter", case, "--check")
    assert (result.exit_code, result.stdout) == (
        0,
        "De brief klopt: elke zin rust ergens op, en elke soort brief heeft dezelfde tekst.\n",
    )


def test_without_the_programs_the_check_says_what_it_did_not_compare(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    result = run("letter", case, "--check")
    assert (result.exit_code, result.stdout) == (
        0,
        "Niet vergeleken: .docx. Daarvoor is nodig: pip install 'slimmer-rules[brief]'.\n"
        "De brief klopt: elke zin rust ergens op, en elke soort brief die hier te maken is heeft dezelfde tekst.\n",
    )


def test_the_check_names_what_is_wrong(case: Path, own: Path) -> None:
    template = own / "templates" / "brief" / "_uitkomst.md.j2"
    template.write_text(
        template.read_text().replace("{{ stelt('besluit') }}", "Er worden veel vragen gesteld door ons.")
    )
    result = run("letter", case, "--check", *options(own))
    assert result.exit_code == 1
    assert "ontbreekt: “afwijzen”\n    de uitkomst staat niet in de brief" in result.stdout
    assert "lijdend: worden … gesteld" in result.stdout


def test_the_check_goes_on_where_one_format_cannot_be_made(case: Path, own: Path) -> None:
    template = own / "templates" / "brief" / "_verder.md.j2"
    template.write_text(template.read_text() + "\n##### Nog iets\n\nEr worden veel vragen gesteld door ons.\n")
    result = run("letter", case, "--check", *options(own))
    assert result.exit_code == 1
    assert "kop: “Nog iets”\n    deze kop slaat een niveau over" in result.stdout
    assert "niet te maken: “.pdf”" in result.stdout
    assert "lijdend: worden … gesteld" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "brief.odt"], "laat de naam eindigen op een van: .md, .txt, .html, .docx, .pdf."),
        (["-o", "weg/brief.md"], "de map bestaat niet"),
        (["--date", "5 maart"], "“5 maart” is geen datum"),
        (["--date", ""], "“” is geen datum; schrijf jaar, maand en dag, zoals 2026-03-05."),
        (["--date", "20260305"], "“20260305” is geen datum"),
        (["--date", "2026-W10-4"], "“2026-W10-4” is geen datum"),
        (["--date", "2026-02-30"], "“2026-02-30” is geen datum"),
        (["--embed"], "--embed zet het bewijs in een bestand. Geef met -o de naam van dat bestand."),
        (["--embed", "-o", "brief.txt"], "In een bestand met .txt past geen bewijs. Laat --embed weg, of kies een van"),
        (["--embed", "-o", "brief.md"], "In een bestand met .md past geen bewijs."),
        (["--check", "-o", "brief.md"], "--check maakt geen brief. Laat -o weg, of laat --check weg."),
    ],
)
def test_wrong_use_is_told_in_one_sentence(arguments: list[str], told: str, case: Path, tmp_path: Path) -> None:
    result = run("letter", case, *(str(tmp_path / each) if "." in each else each for each in arguments))
    assert result.exit_code == 2
    assert told in result.stderr
    no_traceback(result)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["geval.yaml"]


@pytest.mark.parametrize("target", [".", "..", "brief", "map/.md"])
def test_a_name_without_a_known_ending_is_told_as_typed(target: str, case: Path) -> None:
    result = run("letter", case, "-o", target)
    assert result.exit_code == 2
    assert f"“{target}” heeft geen bekende soort" in result.stderr


def test_neither_the_letter_nor_its_receipt_takes_the_place_of_the_case(tmp_path: Path) -> None:
    file = tmp_path / "k.md.bewijs.json"
    file.write_text('{"gesprek": "intake", "antwoorden": {}}', encoding="utf-8")
    result = run("letter", file, "-o", tmp_path / "k.md")
    assert result.exit_code == 2
    assert "zou over het geval heen komen" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["k.md.bewijs.json"]
    assert file.read_text(encoding="utf-8") == '{"gesprek": "intake", "antwoorden": {}}'


NOBODY, NOWHERE = "Let op: er staat geen naam onder de brief.", "Let op: er staat niet aan wie de brief gaat."
EXAMPLE = "Let op: de afzender is nog het voorbeeld."


@pytest.mark.parametrize("output", [[], ["-o", "brief.md"]])
def test_what_a_letter_lacks_is_told_beside_it(output: list[str], own: Path, tmp_path: Path) -> None:
    file = tmp_path / "geval.yaml"
    arguments = [str(tmp_path / each) if "." in each else each for each in output]
    file.write_text(CASE.replace("coach: A. Jansen\n", ""), encoding="utf-8")
    result = run("letter", file, *arguments)
    assert result.exit_code == 0
    assert [line.split(". ")[0] + "." for line in result.stderr.splitlines()] == [NOBODY, NOWHERE, EXAMPLE]
    file.write_text(CASE + "geadresseerde: Mevrouw S. de Wit\n", encoding="utf-8")
    sender = own / "knowledge" / "afzender.yaml"
    sender.write_text(sender.read_text().replace("voorbeeld.example", "ons-netwerk.nl"))
    assert run("letter", file, *arguments, *options(own)).stderr == ""


def test_missing_sender_data_is_told(case: Path, own: Path) -> None:
    sender = own / "knowledge" / "afzender.yaml"
    sender.write_text("naam: ''\n")
    result = run("letter", case, *options(own))
    assert (result.exit_code, "R016" in result.stderr) == (2, True)
    sender.unlink()
    result = run("letter", case, *options(own))
    assert result.exit_code == 2
    assert "ontbreekt afzender.yaml" in result.stderr
    no_traceback(result)


def test_a_broken_reference_document_is_told(case: Path, own: Path, tmp_path: Path) -> None:
    (own / "templates" / "huisstijl.docx").write_bytes(b"stuk")
    result = run("letter", case, "-o", tmp_path / "brief.docx", *options(own))
    assert result.exit_code == 2
    assert "geen heel Word-bestand" in result.stderr
    assert not (tmp_path / "brief.docx").exists()


def test_a_fault_in_a_template_is_told_with_its_line(case: Path, own: Path) -> None:
    template = own / "templates" / "brief" / "_verder.md.j2"
    template.write_text("een\n{{ gegeven('kenmrk') }}\n")
    result = run("letter", case, *options(own))
    assert result.exit_code == 2
    assert "templates/brief/_verder.md.j2:2:1: B006 er is geen gegeven `kenmrk`" in result.stderr
    assert "bedoelde u `kenmerk`?" in result.stderr
    no_traceback(result)


def test_a_decision_that_departs_needs_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "geval.yaml"
    file.write_text(CASE + "besluit_mens: {besluit: aannemen}\n", encoding="utf-8")
    result = run("letter", file)
    assert result.exit_code == 2
    assert "Het besluit wijkt af van het advies." in result.stderr
    file.write_text(CASE + "besluit_mens: {besluit: aannemen, reden: Wij durven dit aan.}\n", encoding="utf-8")
    result = run("letter", file)
    assert result.exit_code == 0
    assert "Dit is onze reden:\n\n> Wij durven dit aan." in result.stdout


def test_a_conversation_without_a_goal_has_a_letter_too(tmp_path: Path) -> None:
    file = tmp_path / "geval.yaml"
    file.write_text("gesprek: verdieping\nantwoorden: {midi_kennis: belemmerend}\n")
    result = run("letter", file)
    assert result.exit_code == 0
    assert "Hieronder leest u wat uit ons gesprek volgt." in result.stdout


# -- as a new user would: one sentence and one colour, without Python


def test_a_sentence_and_a_colour_are_changed_without_python(case: Path, own: Path, tmp_path: Path) -> None:
    template = own / "templates" / "brief" / "_uitkomst.md.j2"
    template.write_text(
        template.read_text().replace("Wij danken u voor uw vraagstuk", "Hartelijk dank voor uw vraagstuk")
    )
    layout = own / "templates" / "brief.css"
    layout.write_text(layout.read_text().replace("#12506b", "#aa0000"))
    result = run("letter", case, "-o", tmp_path / "brief.html", *options(own))
    assert result.exit_code == 0, result.output
    page = (tmp_path / "brief.html").read_text()
    assert "Hartelijk dank voor uw vraagstuk" in page
    assert "#aa0000" in page
    assert run("letter", case, "--check", *options(own)).exit_code == 0


def test_the_check_goes_on_where_one_format_cannot_show_a_sign(tmp_path: Path) -> None:
    file = tmp_path / "geval.yaml"
    file.write_text(
        "gesprek: intake\ntitel: Wijk \U00016a00 en school\nantwoorden: {adopter: geen}\n", encoding="utf-8"
    )
    result = run("letter", file, "--check")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Niet vergeleken: .pdf. Geen lettertype op deze computer heeft het teken “\U00016a00”."
    )
    assert result.stdout.endswith("elke soort brief die hier te maken is heeft dezelfde tekst.\n")


# -- texts that people type

TYPED = {
    "a long title": {"titel": "Naar een wijkgerichte werkwijze in Súdwest-Fryslân " * 6},
    "a title in one word": {"titel": "x" * 2000},
    "a long name": {"coach": "Van den Broek-" * 140},
    "lines and lists": {"vraagstuk": "Wat willen wij?\n• Zelf melden\n- 2. Bellen\n\n1. Praten\n2. Doen\n"},
    "signs that show nothing": {"titel": "Vroegsigna\u00adlering schulden\u200bteam", "vraagstuk": "Coör\u00addinatie"},
    "an accent without a letter of its own": {"titel": "Proef x\u0302 in de wijk"},
    "joiners and blanks": {"titel": "Wijk\u200dteam\u00a0a\u2009b 👩\u200d🏫", "kenmerk": "\u2060Z-1\u200e"},
    "all in a note": {"notities": {"tijd": {"tekst": "Ja.\r\n\r\n* nee\t\u00adnee\n" * 30, "in_brief": "ja"}}},
}


@pytest.mark.parametrize("ending", ["md", "txt", "html", "docx", "pdf"])
@pytest.mark.parametrize("fields", TYPED.values(), ids=TYPED)
def test_whatever_is_typed_a_fresh_letter_is_verified(fields: dict[str, object], ending: str, tmp_path: Path) -> None:
    file, target = tmp_path / "geval.json", tmp_path / f"brief.{ending}"
    file.write_text(json.dumps({"gesprek": "intake", "antwoorden": {"adopter": "geen"}, **fields}), encoding="utf-8")
    made = run("letter", file, "-o", target)
    if ending == "pdf" and "Geen lettertype op deze computer" in made.stderr:
        return
    assert made.exit_code == 0, made.output
    result = run("verify", target)
    assert (result.exit_code, result.stdout[:28]) == (0, "Hetzelfde: dit is precies de")
    assert result.stderr == ""


# -- verify


@pytest.fixture
def proof(case: Path, tmp_path: Path) -> Path:
    run("letter", case, "-o", tmp_path / "brief.md")
    return tmp_path / "brief.md.bewijs.json"


def test_a_receipt_is_verified(proof: Path) -> None:
    result = run("verify", proof)
    assert result.exit_code == 0
    assert result.stdout == "Hetzelfde: dit bewijs geeft hetzelfde advies en dezelfde brief.\n"


def test_another_version_of_the_program_is_remarked_on(proof: Path) -> None:
    proof.write_text(json.dumps({**json.loads(proof.read_text()), "programma": "99"}))
    result = run("verify", proof)
    assert result.exit_code == 0
    assert result.stderr.startswith('Let op: dit bewijs is gemaakt met versie "99" van het programma')


def test_the_first_difference_is_told(proof: Path) -> None:
    made = json.loads(proof.read_text())
    made["geval"]["antwoorden"]["adopter"] = "concreet"
    proof.write_text(json.dumps(made))
    result = run("verify", proof)
    assert result.exit_code == 1
    assert result.stdout.startswith("Anders: conclusie “")


def test_a_receipt_of_older_rules_is_verified_with_those(proof: Path, own: Path) -> None:
    rules = own / "knowledge" / "intake" / "3-kans.yaml"
    older = own.parent / "toen"
    shutil.copytree(own, older)
    rules.write_text(rules.read_text().replace("Zo blijft de oplossing een idee.", "Dan blijft het een idee."))
    result = run("verify", proof, *options(own))
    assert result.exit_code == 1
    assert "Geef de regels van toen met --knowledge." in result.stdout
    assert run("verify", proof, *options(older)).exit_code == 0


@pytest.mark.parametrize(
    ("ending", "embed"),
    [*((ending, []) for ending in ("md", "txt", *HOLDING)), *((ending, ["--embed"]) for ending in HOLDING)],
)
def test_a_letter_itself_is_verified(ending: str, embed: list[str], case: Path, tmp_path: Path) -> None:
    target = tmp_path / f"brief.{ending}"
    run("letter", case, "-o", target, *embed)
    if embed:
        (tmp_path / f"brief.{ending}.bewijs.json").unlink()
    result = run("verify", target)
    assert (result.exit_code, result.stdout) == (
        0,
        "Hetzelfde: dit is precies de brief van zijn bewijs, teken voor teken, en dat geeft hetzelfde advies.\n",
    )


def test_a_letter_that_was_changed_is_told(proof: Path) -> None:
    target = proof.with_name("brief.md")
    target.write_text(target.read_text().replace("geen Doetank te starten", "een Doetank te starten"))
    result = run("verify", target)
    assert result.exit_code == 1
    assert result.stdout == (
        "Anders: “brief.md” is niet de brief van zijn bewijs. Let op: de tekst.\n"
        "de tekst:\n"
        "    in dit bestand:     … advies is om met dit vraagstuk «een» Doetank te starten. De kans op …\n"
        "    volgens het bewijs: … advies is om met dit vraagstuk «geen» Doetank te starten. De kans op …\n"
    )


def test_a_letter_that_was_saved_again_is_told_to_be_so(proof: Path) -> None:
    target = proof.with_name("brief.md")
    target.write_bytes(target.read_bytes().replace(b"\n", b"\r\n"))
    result = run("verify", target)
    assert result.exit_code == 0
    assert result.stdout.startswith("Hetzelfde: dit bestand is opnieuw bewaard, maar alles wat een lezer ziet is")


def test_a_letter_without_a_receipt_is_told(proof: Path) -> None:
    proof.unlink()
    result = run("verify", proof.with_name("brief.md"))
    assert result.exit_code == 2
    assert "In “brief.md” zit geen bewijs, en “brief.md.bewijs.json” staat er niet naast." in result.stderr


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 50_000])
def test_what_is_no_receipt_is_refused(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bewijs.json"
    file.write_bytes(data)
    result = run("verify", file)
    assert result.exit_code == 2
    assert "“bewijs.json” is geen" in result.stderr
    no_traceback(result)


# -- init


def test_init_copies_rules_and_letters_and_no_python(own: Path) -> None:
    for part in ("knowledge", "templates"):
        wanted = {
            path.relative_to(SHIPPED)
            for path in (SHIPPED / part).rglob("*")
            if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
        }
        assert {path.relative_to(own) for path in (own / part).rglob("*") if path.is_file()} == wanted
    assert run("rules", "check", "--knowledge", own / "knowledge").exit_code == 0


def test_init_never_overwrites(own: Path) -> None:
    (own / "knowledge" / "afzender.yaml").write_text("naam: Van mij\n")
    result = run("init", own)
    assert result.exit_code == 2
    assert "Er staat al iets in" in result.stderr
    assert (own / "knowledge" / "afzender.yaml").read_text() == "naam: Van mij\n"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rechten werken op dit systeem anders")
def test_init_tells_where_it_may_not_write(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    result = run("init", tmp_path / "bestand" / "eigen")
    assert result.exit_code == 2
    no_traceback(result)
