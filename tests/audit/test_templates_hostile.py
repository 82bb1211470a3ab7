"""The templates that A22 reads: which belong to a conversation, and those that no parser can take."""

from __future__ import annotations

import inspect
from pathlib import Path

from slimmer_rules.audit.checks.template_name import CONCLUSIONS, EITHER, QUESTIONS
from slimmer_rules.letter.vocabulary import Words
from tests.audit.planted import Fault, plant, subjects
from tests.cli.small import no_traceback, run, small


def test_a_template_too_deep_to_read_is_a_finding(tmp_path: Path) -> None:
    templates = tmp_path / "sjablonen"
    (templates / "brief").mkdir(parents=True)
    (templates / "brief/intake.md.j2").write_text("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", encoding="utf-8")
    result = run("audit", "--knowledge", small(tmp_path / "kennis"), "--templates", templates)
    no_traceback(result)
    assert result.exit_code == 1
    assert "`brief/intake.md.j2` zit te diep in elkaar" in result.output


def test_what_the_letters_sandbox_refuses_is_a_finding(tmp_path: Path) -> None:
    letter = Fault("../brieven/intake.md.j2", None, "{% do [1] %}\n")
    assert subjects(plant(tmp_path, letter)) == [("A22", "intake.md.j2: 1")]


def test_a_part_is_judged_by_the_conversation_whose_template_uses_it(tmp_path: Path) -> None:
    knowledge = plant(
        tmp_path,
        Fault("../brieven/brief/intake.md.j2", None, "{% include 'brief/_hoofd.md.j2' %}"),
        Fault("../brieven/brief/_hoofd.md.j2", None, "{% from 'brief/_deel.md.j2' import deel %}"),
        Fault("../brieven/brief/_deel.md.j2", None, "{% macro deel() %}{{ stelt('besluitt') }}{% endmacro %}"),
        Fault("../brieven/brief/reflectie.md.j2", None, "{% include 'brief/_ander.md.j2' %}"),
        Fault("../brieven/brief/_ander.md.j2", None, "{{ stelt('fase_reflectie') }}"),
    )
    assert subjects(knowledge) == [("A22", "brief/_deel.md.j2: de conclusie `besluitt`")]


def test_parts_that_use_each_other_are_read_once(tmp_path: Path) -> None:
    parts = [
        Fault("../brieven/brief/intake.md.j2", None, "{% include 'brief/_a.md.j2' %}"),
        Fault("../brieven/brief/_a.md.j2", None, "{% include 'brief/intake.md.j2' %}{{ stelt('besluitt') }}"),
    ]
    assert subjects(plant(tmp_path, *parts)) == [("A22", "brief/_a.md.j2: de conclusie `besluitt`")]


def test_the_words_are_those_of_the_letter_that_take_a_name() -> None:
    """The audit knows nothing of the letter, so it keeps a list of its own."""
    takes: dict[str, set[str]] = {}
    for name, word in vars(Words).items():
        if not name.startswith("_"):
            takes.setdefault(list(inspect.signature(word).parameters)[1], set()).add(name)
    assert takes["vraag"] == QUESTIONS
    assert takes["conclusie"] | takes["verzameling"] == CONCLUSIONS
    assert takes["naam"] == EITHER | {"gegeven", "figuur", "als"}
