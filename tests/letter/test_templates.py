"""The folder of templates: files that stand in it, of a bounded size, in text that all can see."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from slimmer_rules.letter.render import render
from slimmer_rules.letter.templates import MAX_BYTES, Templates, read_templates
from slimmer_rules.rulebook.diagnostics import RulebookError
from tests.letter.making import REFUSED, letter, shipped

SHIPPED = Path(__file__).parents[2] / "templates"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="there a link needs rights of its own")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "templates")


def code(folder: Path) -> str:
    with pytest.raises(RulebookError) as caught:
        read_templates(folder)
    (found,) = caught.value.diagnostics
    return found.code


@pytest.mark.parametrize("name", ["brief/_hoofd.md.j2", "brief.css", "huisstijl.docx"])
def test_a_file_that_is_a_link_to_elsewhere_is_refused(name: str, own: Path, tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("geheim")
    (own / name).unlink()
    (own / name).symlink_to(tmp_path / "geheim")
    assert code(own) == "B014"


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(own: Path, tmp_path: Path) -> None:
    (own / "brief").rename(tmp_path / "elders")
    (own / "brief").symlink_to(tmp_path / "elders")
    assert code(own) == "B014"


def test_a_link_within_the_folder_and_one_to_the_folder_are_fine(own: Path, tmp_path: Path) -> None:
    (own / "brief" / "extra.css").symlink_to(own / "brief.css")
    (tmp_path / "koppeling").symlink_to(own)
    assert read_templates(tmp_path / "koppeling").files["brief/extra.css"] == (own / "brief.css").read_bytes()


def test_a_file_that_is_too_large_is_refused(own: Path) -> None:
    (own / "brief.css").write_bytes(b" " * (MAX_BYTES + 1))
    assert code(own) == "B001"


@pytest.mark.parametrize(
    "sign", ["\x00", "\x02", "\x0b", "\x7f", "\x85", "\u00ad", "\u200b", "\u2028", "\u202e", "\ufdd0"]
)
def test_a_sign_that_nobody_sees_is_refused_in_every_file_of_text(sign: str) -> None:
    for name in (name for name in shipped().files if not name.endswith(".docx")):
        templates = Templates({**shipped().files, name: shipped().files[name] + f"\neen{sign}twee\n".encode()})
        with pytest.raises(RulebookError) as caught:
            templates.text(name)
        (found,) = caught.value.diagnostics
        assert found.code == "B005"
        assert found.place is not None
        assert found.place.column == 4
        assert found.line == "een\N{REPLACEMENT CHARACTER}twee"


def test_a_mark_of_the_order_of_bytes_is_left_out() -> None:
    first = "brief/intake.md.j2"
    marked = Templates({**shipped().files, first: b"\xef\xbb\xbf" + shipped().files[first]})
    assert render(letter(REFUSED), marked) == render(letter(REFUSED), shipped())
