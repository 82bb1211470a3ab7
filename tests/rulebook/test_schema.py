"""The schemas accept the structure that the readers accept, and refuse the structure that they refuse."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from slimmer_rules.audit.reading import read_acceptances, read_glossary, read_properties
from slimmer_rules.rulebook.cases import Case, Progress, dump_case, read_case
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.kinds import STAGES
from slimmer_rules.rulebook.model import Rulebook
from slimmer_rules.rulebook.reading import read
from slimmer_rules.rulebook.schema import key_tables, kinds
from tests.audit.planted import FILES as PLANTED
from tests.rulebooks import as_files, random_conversation

STRUCTURE = {"R010", "R011", "R015", "R016", "R017", "R023", "R024", "R029"}
"""The codes of what a schema can see: keys, kinds, forms of names and closed lists of words."""

PLACES = {
    ("1-plan", "{goed: goed, matig: matig, slecht: slecht, onbekend: nog onbekend}"): (
        "{goed: {tekst: goed, plaats: boven}, matig: {tekst: matig, plaats: geen},"
        " slecht: {tekst: slecht, plaats: [onder, mogelijk boven]}, onbekend: {tekst: nog onbekend, plaats: onbekend}}"
    ),
    ("2-geld", "{ja: ja, wacht: nog niet, nee: nee}"): (
        "{ja: {tekst: ja, plaats: rechts}, wacht: {tekst: nog niet, plaats: [links, rechts]},"
        " nee: {tekst: nee, plaats: links}}"
    ),
}
FIGURE = "profiel: oordeel\nfiguur: {liggend: besluit, staand: oordeel}\n"
FILES = {
    **PLANTED,
    "intake/gesprek.yaml": PLANTED["intake/gesprek.yaml"] + FIGURE,
    **{f"intake/{file}.yaml": PLANTED[f"intake/{file}.yaml"].replace(old, new) for (file, old), new in PLACES.items()},
}
RULEBOOK = read({name: text.encode() for name, text in FILES.items()})
SCHEMAS = {name: Draft7Validator(schema) for name, schema in kinds(RULEBOOK).items()}
KINDS = {
    "kennisbank.yaml": "kennisbank",
    "bronnen.yaml": "bronnen",
    "intake/gesprek.yaml": "gesprek",
    "intake/1-plan.yaml": "regels-intake",
    "intake/2-geld.yaml": "regels-intake",
    "gevallen/matig.yaml": "geval",
    "eigenschappen.yaml": "eigenschappen",
    "begrippen.yaml": "begrippen",
    "aanvaard.yaml": "aanvaard",
}
ACCEPTED = "aanvaard: [{code: A15, over: bron boek, reden: Wij lezen het nog.}]"
TEXTS = {**FILES, "aanvaard.yaml": ACCEPTED}


def parsed(text: str) -> Any:
    """YAML as an editor reads it: 1.2, so that `ja` and `nee` are words."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # the base loader makes text only


def faults(file: str, text: str) -> set[str]:
    """The codes of what a reader says of a file, all else being sound."""
    try:
        match KINDS[file]:
            case "geval":
                read_case(text.encode(), file, RULEBOOK)
            case "eigenschappen":
                read_properties(text.encode(), file, RULEBOOK)
            case "begrippen":
                read_glossary(text.encode(), file)
            case "aanvaard":
                read_acceptances(text.encode(), file)
            case _:
                read({**{n: t.encode() for n, t in FILES.items()}, file: text.encode()})
    except RulebookError as error:
        return {
            diagnostic.code for diagnostic in error.diagnostics if diagnostic.place and diagnostic.place.file == file
        }
    return set()


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a tree."""
    yield path
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places(value, (*path, key))


def changed(rng: Random, tree: Any) -> Any:
    """The tree with one place changed: a key misspelt, added or dropped, or something of another kind there."""
    tree = copy.deepcopy(tree)
    path = rng.choice([path for path in places(tree) if path])
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    kind = rng.randrange(5)
    if kind == 0 and isinstance(parent, dict):
        parent[f"{path[-1]}X"] = parent.pop(path[-1])
    elif kind == 1 and isinstance(parent, dict):
        del parent[path[-1]]
    elif kind == 2:
        parent[path[-1]] = rng.choice(["", [], {}])
    elif kind == 3:
        parent[path[-1]] = rng.choice([["iets"], {"iets": "anders"}, "Iets Anders!"])
    elif isinstance(parent[path[-1]], dict):
        parent[path[-1]]["vreemd"] = "iets"
    return tree


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(KINDS)))
def test_a_schema_refuses_only_what_the_reader_refuses(rng: Random, file: str) -> None:
    tree = changed(rng, parsed(TEXTS[file]))
    codes = faults(file, yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style='"'))
    errors = [error.message for error in SCHEMAS[KINDS[file]].iter_errors(tree)]
    if not codes:
        assert not errors
    if errors:
        assert codes


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(KINDS)))
def test_a_schema_refuses_the_structure_that_the_reader_refuses(rng: Random, file: str) -> None:
    tree = changed(rng, parsed(TEXTS[file]))
    codes = faults(file, yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, default_style='"'))
    if codes & STRUCTURE:
        assert not SCHEMAS[KINDS[file]].is_valid(tree), codes


@given(st.randoms(use_true_random=False))
def test_random_rulebooks_are_accepted(rng: Random) -> None:
    for path, text in as_files(rng, random_conversation(rng)).items():
        kind = KINDS.get(path, "gesprek" if path.endswith("gesprek.yaml") else "regels")
        assert not list(Draft7Validator(kinds()[kind]).iter_errors(parsed(text))), path


@pytest.mark.parametrize("kind", list(kinds()))
def test_each_schema_is_a_schema(kind: str) -> None:
    Draft7Validator.check_schema(kinds()[kind])


def test_the_shipped_files_fit_and_name_their_schema(rulebook: Rulebook) -> None:
    folder = Path(str(files("slimmer_rules.knowledge")))
    schemas = kinds(rulebook)
    for file in sorted(folder.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        named = [line for line in text.splitlines() if line.startswith("# yaml-language-server: $schema=")]
        if file.name == "afzender.yaml":
            continue
        assert named, f"{file} does not name its schema"
        schema = (file.parent / named[0].partition("=")[2]).resolve()
        assert schema.parent == (folder / "schema").resolve()
        assert not list(Draft7Validator(schemas[schema.stem]).iter_errors(parsed(text))), file


def test_the_shipped_schemas_are_up_to_date(rulebook: Rulebook) -> None:
    """`slimmer rules schema knowledge/schema` writes them."""
    folder = Path(str(files("slimmer_rules.knowledge"))) / "schema"
    written = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}
    assert written == kinds(rulebook)


@pytest.mark.parametrize("at", [*STAGES, "plan"])
def test_a_case_that_the_interview_keeps_fits_its_schema(at: str) -> None:
    case = Case(
        "intake", {}, addressee="Anna de Wit\nGemeente Voorbeeld", reference="2026-7", progress=Progress((), at)
    )
    assert not list(SCHEMAS["geval"].iter_errors(parsed(dump_case(case))))


def test_known_names_and_answers_are_offered(rulebook: Rulebook) -> None:
    condition = kinds(rulebook)["regels-intake"]["definitions"]["voorwaarde"]
    assert "adopter" in condition["properties"]
    assert ["concreet", "in_beeld", "geen"] in [s["enum"] for s in _offers(condition["properties"]["adopter"])]


def _offers(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "enum" in schema:
        yield schema
    for part in schema.get("anyOf", ()):
        yield from _offers(part)


def test_a_case_as_the_interview_keeps_it_fits(rulebook: Rulebook) -> None:
    told = {"geadresseerde": "Mevrouw S. de Wit", "kenmerk": "2026-014"}
    for stage in STAGES:
        case = {"gesprek": "intake", "antwoorden": {}, **told, "voortgang": {"overgeslagen": [stage], "bij": stage}}
        assert not list(Draft7Validator(kinds(rulebook)["geval"]).iter_errors(case)), stage


def test_the_page_with_all_keys_is_up_to_date() -> None:
    """`slimmer rules schema --table > docs/sleutels.md` writes it."""
    page = Path(__file__).parent.parent.parent / "docs" / "sleutels.md"
    assert page.read_text(encoding="utf-8") == key_tables()


def test_every_key_in_the_shipped_files_has_its_row(rulebook: Rulebook) -> None:
    rows = {line.split("`")[1] for line in key_tables().splitlines() if line.startswith("| `")}
    for file in ("kennisbank.yaml", "bronnen.yaml", "afzender.yaml", "intake/gesprek.yaml"):
        content = files("slimmer_rules.knowledge").joinpath(file).read_text(encoding="utf-8")
        assert set(parsed(content)) <= rows, file
