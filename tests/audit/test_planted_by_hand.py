"""Faults planted by hand into a copy of the shipped rules: each is found, with a case that can be replayed."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from slimmer_rules.audit.comparing import compare
from slimmer_rules.audit.findings import Finding
from slimmer_rules.audit_input import gather
from slimmer_rules.reasoning.forward import ContradictionError, Reasoner
from slimmer_rules.rulebook.files import read_folder
from slimmer_rules.rulebook.model import Rulebook
from tests.audit.planted import report
from tests.cli.small import run

KANS, BESLUIT, TYPE = "intake/3-kans.yaml", "intake/7-besluit.yaml", "intake/4-type.yaml"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the shipped rules, with no letters beside it."""
    shutil.copytree(str(files("slimmer_rules.knowledge")), tmp_path / "kennis")
    (tmp_path / "brieven").mkdir()
    return tmp_path / "kennis"


def change(knowledge: Path, file: str, old: str, new: str) -> None:
    path = knowledge / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(knowledge: Path, code: str) -> list[Finding]:
    return [finding for finding in report(knowledge).findings if finding.code == code]


def reasoner(knowledge: Path) -> Reasoner:
    return Reasoner(read_folder(knowledge).conversations["intake"])


def test_a_contradiction(knowledge: Path) -> None:
    condition = "{adopter: concreet, nut_adopter: ja, bereidheid_adopter: ja}"
    change(knowledge, KANS, condition, "{adopter: concreet, nut_adopter: ja, bereidheid_adopter: [ja, twijfelt, nee]}")
    findings = found(knowledge, "A01")
    assert {finding.subject for finding in findings} == {"adoptiebasis: K2, K5", "adoptiebasis: K4, K5"}
    for finding in findings:
        with pytest.raises(ContradictionError, match="adoptiebasis"):
            reasoner(knowledge).derive(finding.witnesses[0].answers)


def test_a_dead_rule(knowledge: Path) -> None:
    change(knowledge, KANS, "als: {adopter: geen}", "als: {adopter: geen, bereidheid_adopter: ja}")
    (finding,) = found(knowledge, "A03")
    assert finding.subject == "regel K1"
    (witness,) = finding.witnesses
    assert "ontbreekt voor regel K1 alleen nog" in witness.shows
    assert "K1" not in reasoner(knowledge).derive(witness.answers).fired


def test_a_gap(knowledge: Path) -> None:
    change(knowledge, BESLUIT, "      toelating: partner_nodig\n", "      toelating: partner_nodig\n      tijd: ja\n")
    (finding,) = found(knowledge, "A02")
    assert finding.subject == "besluit"
    assert "besluit" not in reasoner(knowledge).derive(finding.witnesses[0].answers).values


def test_a_swapped_answer(knowledge: Path) -> None:
    change(knowledge, KANS, "als: {adopter: in_beeld}", "als: {adopter: concreet}")
    findings = {finding.subject: finding for finding in found(knowledge, "A12")}
    witness = findings["eigenschap E10"].witnesses[0]
    values = reasoner(knowledge).derive(witness.answers).values
    assert values["besluit"] == "aannemen"
    assert values["voorwaarden"]


def test_a_removed_condition(knowledge: Path, rulebook: Rulebook) -> None:
    condition = "{effect_burger: niet, bestuurlijke_aandacht: [op_agenda, te_verwachten]}"
    wider = "[op_agenda, te_verwachten, zijdelings, geen]"
    change(knowledge, TYPE, condition, f"{{effect_burger: niet, bestuurlijke_aandacht: {wider}}}")
    assert run("test", "--knowledge", knowledge).exit_code == 1
    changed = gather(knowledge, knowledge.parent / "brieven").material.rulebook
    (compared,) = [c for c in compare(rulebook, changed).conclusions if not c.same]
    assert compared.conclusion == "aanbevelingen"
    smallest = compared.changes[0]
    values = reasoner(knowledge).derive(smallest.answers).values
    assert values["aanbevelingen"] == smallest.after
    assert isinstance(smallest.after, frozenset)
    assert isinstance(smallest.before, frozenset)
    assert smallest.after - smallest.before == {"effect_zichtbaar_maken"}
    assert len(smallest.rules) == 1
