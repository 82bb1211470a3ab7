"""`slimmer batch`: many cases, one line each; bad lines are named and left out."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.small import no_traceback, run, small

GOOD = '{"id": "a", "antwoorden": {"aanvrager": "professional", "leden": 3}}\n'
OTHER = '{"id": 7, "antwoorden": {"leden": "2"}}\n'


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return small(tmp_path / "regels")


def test_each_line_gives_its_conclusions_in_order(knowledge: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
    source.write_text(GOOD + "\n   \n" + OTHER, encoding="utf-8")
    result = run("batch", source, "-o", out, "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == [
        {"id": "a", "conclusies": {"toelating": "ja", "besluit": "aannemen", "tips": []}},
        {"id": 7, "conclusies": {"toelating": "onbekend", "besluit": "aanhouden", "tips": ["leden"]}},
    ]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.jsonl", "regels", "uit.jsonl"]


def test_the_rules_that_hold_are_given_on_request(knowledge: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "antwoorden": {"aanvrager": "ander", "partner": "nee"}}\n', encoding="utf-8")
    result = run("batch", source, "-o", "-", "--fired", "--knowledge", knowledge)
    assert result.exit_code == 0, result.output
    assert "T2" in json.loads(result.stdout)["regels"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("geen json", "geen geldige JSON"),
        ("[1]", "JSON-object"),
        ("[" * 100_000, "haken"),
        ('{"id": 1, "antwoorden": {"leden": ' + "9" * 10_000 + "}}", "een getal is te lang"),
        ('{"id": 1, "antwoorden": {"leden": NaN}}', "NaN"),
        ('{"id": 1, "id": 2, "antwoorden": {}}', "staat er twee keer"),
        ('{"antwoorden": {}}', "`id` ontbreekt"),
        ('{"id": true, "antwoorden": {}}', "`id` ontbreekt"),
        ('{"id": 1}', "`antwoorden` ontbreekt"),
        ('{"id": 1, "antwoorden": {}, "antwoordn": 2}', "`antwoordn` hoort hier niet; bedoelde u `antwoorden`?"),
        ('{"id": 1, "antwoorden": {"aanvragr": "ander"}}', "bedoelde u `aanvrager`?"),
        ('{"id": 1, "antwoorden": {"partner": "neen"}}', "bedoelde u `nee`?; de antwoorden zijn: ja, nee, onbekend"),
        ('{"id": 1, "antwoorden": {"leden": 51}}', "een geheel getal van 0 tot en met 50"),
        ('{"id": 1, "antwoorden": {"leden": 2.5}}', "moet tekst of een geheel getal zijn"),
        (
            '{"id": 1, "antwoorden": {"leden": true}}',
            "geheel getal zijn; geef een geheel getal van 0",
        ),
        ('{"id": 1, "antwoorden": {"leden": 35.0}}', "schrijf 35, zonder punt"),
        ('{"id": 1, "antwoorden": {"leden": null}}', 'schrijf "onbekend", of laat de vraag weg'),
        ('{"id": 1, "antwoorden": {"partner": true}}', 'schrijf "ja"'),
        ('{"id": 1, "antwoorden": {"partner": ["ja"]}}', "de antwoorden zijn: ja, nee, onbekend"),
        ('{"id": 1, "antwoorden": {"aanvrager": "Een professional"}}', "bedoelde u `professional`?"),
    ],
)
def test_a_bad_line_is_left_out_and_named_with_its_number(knowledge: Path, line: str, told: str) -> None:
    result = run("batch", "-", "-o", "-", "--knowledge", knowledge, input=f"{GOOD}{line}\n{OTHER}")
    no_traceback(result)
    assert result.exit_code == 1
    assert [json.loads(made)["id"] for made in result.stdout.splitlines()] == ["a", 7]
    assert "regel 2: " in result.stderr
    assert told in result.stderr
    assert "1 regel is overgeslagen; 2 beoordeeld." in result.stderr


@pytest.mark.parametrize("data", [b'{"id": "\xff", "antwoorden": {}}', b"x" * (3 << 20), b"\xef\xbb\xbf{}"])
def test_bytes_that_are_no_line_are_left_out_too(knowledge: Path, data: bytes) -> None:
    result = run("batch", "-", "-o", "-", "--knowledge", knowledge, input=data + b"\r\n" + GOOD.encode())
    no_traceback(result)
    assert result.exit_code == 1
    assert "regel 1: " in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_byte_order_mark_at_the_beginning_is_no_part_of_the_first_line(knowledge: Path) -> None:
    result = run("batch", "-", "-o", "-", "--knowledge", knowledge, input=b"\xef\xbb\xbf" + GOOD.encode())
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["id"] == "a"
    later = GOOD.encode() + b"\xef\xbb\xbf" + GOOD.encode()
    result = run("batch", "-", "-o", "-", "--knowledge", knowledge, input=later)
    assert "regel 2: " in result.stderr


def test_a_lone_surrogate_in_an_id_comes_back_as_it_was(knowledge: Path) -> None:
    result = run("batch", "-", "-o", "-", "--knowledge", knowledge, input='{"id": "\\ud800", "antwoorden": {}}')
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "\ud800"


def test_unknown_answers_are_taken_and_give_no_value(knowledge: Path) -> None:
    line = '{"id": 1, "antwoorden": {"leden": "onbekend", "aanvrager": "onbekend"}}'
    result = run("batch", "-", "-o", "-", "--knowledge", knowledge, input=line)
    assert json.loads(result.stdout)["conclusies"] == {"toelating": "onbekend", "besluit": "aanhouden", "tips": []}


def test_an_unknown_conversation_is_refused(knowledge: Path) -> None:
    result = run("batch", "-", "-o", "-", "--gesprek", "intaak", "--knowledge", knowledge, input=GOOD)
    assert result.exit_code == 2
    assert "Bedoelde u `intake` (Proefintake)?" in result.stderr


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"id;aanvrager;leden\n1;burger;3\n", "Dit is CSV"),
        (b"id\taanvrager\n1\tburger\n", "Dit is CSV"),
        (b'[\n  {"id": 1, "antwoorden": {}},\n', "Dit is een JSON-lijst"),
        (b'[{"id": 1, "antwoorden": {}}]', "Dit is een JSON-lijst"),
        (b'{\n  "id": 1,\n  "antwoorden": {}\n}\n', "een JSON-bestand van meer regels"),
        (b"gesprek: intake\nantwoorden: {}\n", "Dit is YAML"),
        (b"PK\x03\x04\x14\x00\x08;", "een Excel- of zipbestand"),
        (GOOD.encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_of_another_kind_is_named_once_and_the_older_output_stays(
    knowledge: Path, tmp_path: Path, data: bytes, kind: str
) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
    source.write_bytes(data)
    out.write_text("eerder\n", encoding="utf-8")
    result = run("batch", source, "-o", out, "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    assert kind in result.stderr
    assert "regel 1" not in result.stderr
    assert result.stderr.count("\n") == 1
    assert out.read_text(encoding="utf-8") == "eerder\n"


def test_an_output_is_never_replaced_by_nothing_and_many_faults_are_counted(knowledge: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit.jsonl"
    out.write_text("eerder\n", encoding="utf-8")
    result = run("batch", "-", "-o", out, "--knowledge", knowledge, input='{"id": 1}\n' * 500)
    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "eerder\n"
    assert "regel 20: " in result.stderr
    assert "regel 21: " not in result.stderr
    assert "… en nog 480 regels met een fout." in result.stderr
    assert "Geen enkele regel is beoordeeld. Er is niets gewijzigd." in result.stderr
    result = run("batch", "-", "-o", out, "--knowledge", knowledge, input="")
    assert (result.exit_code, out.read_text(encoding="utf-8")) == (2, "eerder\n")
    result = run("batch", "-", "-o", out, "--knowledge", knowledge, input=GOOD + '{"id": 1}\n' * 21)
    assert result.exit_code == 1
    assert "… en nog 1 regel met een fout." in result.stderr
    assert "21 regels zijn overgeslagen; 1 beoordeeld." in result.stderr


def test_an_output_that_cannot_be_written_is_told(knowledge: Path, tmp_path: Path) -> None:
    result = run("batch", "-", "-o", tmp_path / "weg" / "uit.jsonl", "--knowledge", knowledge, input=GOOD)
    no_traceback(result)
    assert result.exit_code == 2
    assert "uit.jsonl” is niet te schrijven" in result.stderr


@pytest.mark.parametrize("name", ["gevallen.jsonl", "link.jsonl"])
def test_the_cases_are_never_replaced_by_their_conclusions(knowledge: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "gevallen.jsonl"
    file.write_text(GOOD, encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to(file)
    result = run("batch", file, "-o", tmp_path / name, "--knowledge", knowledge)
    no_traceback(result)
    assert result.exit_code == 2
    assert f"{name}” is het bestand met gevallen zelf." in result.stderr
    assert file.read_text(encoding="utf-8") == GOOD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gevallen.jsonl", "link.jsonl", "regels"]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="dit systeem kent deze signalen niet")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_to_end_leaves_nothing_behind(knowledge: Path, tmp_path: Path, name: str) -> None:
    out, number = tmp_path / "uit.jsonl", getattr(signal, name)
    out.write_text("eerder\n", encoding="utf-8")
    program = Path(sys.executable).parent / "slimmer"
    arguments = [str(part) for part in (program, "batch", "-", "-o", out, "--knowledge", knowledge)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE) as batch:
        assert batch.stdin is not None
        for _ in range(500):
            if any(file.suffix == ".deel" for file in tmp_path.iterdir()):
                break
            time.sleep(0.02)
        batch.send_signal(number)
        assert batch.wait(10) == 128 + number
    assert out.read_text(encoding="utf-8") == "eerder\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["regels", "uit.jsonl"]


def test_a_replaced_file_keeps_its_rights_and_a_link_stays_one(knowledge: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "uit.jsonl", tmp_path / "verwijzing.jsonl"
    real.touch(0o600)
    link.symlink_to(real)
    assert run("batch", "-", "-o", link, "--knowledge", knowledge, input=GOOD).exit_code == 0
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert json.loads(real.read_text(encoding="utf-8"))["id"] == "a"
