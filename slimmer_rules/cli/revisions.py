"""A version of the rules by its name: a folder, or a folder in a git revision (`HEAD~3:knowledge`)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from slimmer_rules.cli.common import fail, knowledge_folder

if TYPE_CHECKING:
    from slimmer_rules.rulebook.model import Rulebook

SECONDS = 60
"""Git reads a few files; longer than this it takes only when something is wrong."""


def read_version(name: str) -> Rulebook:
    """The rulebook in a folder or a git revision. Raises RulebookError for mistakes in it."""
    from slimmer_rules.rulebook.files import read_folder
    from slimmer_rules.rulebook.reading import read

    if Path(name).is_dir():
        return read_folder(knowledge_folder(Path(name)))
    if ":" not in name:
        fail(f"“{name}” is geen map. Een versie in git schrijft u als HEAD~3:knowledge.")
    return read(_from_git(name))


def _from_git(name: str) -> dict[str, bytes]:
    """The rule files of a folder in a revision, as `files.read_folder` takes those of a folder on disk."""
    revision, _, folder = name.partition(":")
    tree = f"{revision}:{folder.strip('/')}" if folder.strip("./") else f"{revision}:"
    listed = _git("ls-tree", "-r", "-z", "--full-tree", "--name-only", "--end-of-options", tree, about=name)
    paths = [path for path in listed.decode("utf-8", "surrogateescape").split("\0") if _is_rule_file(path)]
    if not paths:
        fail(f"In “{name}” staan geen regels (bestanden die eindigen op .yaml).")
    separator = "" if tree.endswith(":") else "/"
    return {path: _git("cat-file", "blob", f"{tree}{separator}{path}", about=name) for path in paths}


def _is_rule_file(path: str) -> bool:
    parts = path.split("/")
    return path.endswith(".yaml") and parts[0] != "gevallen" and not any(part.startswith((".", "__")) for part in parts)


def _git(*arguments: str, about: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        fail(f"Voor “{about}” is git nodig, en dat staat niet op deze computer.")
    try:
        done = subprocess.run([program, *arguments], capture_output=True, check=False, timeout=SECONDS)  # noqa: S603  # no shell; the revision stands after --end-of-options or within one object name
    except subprocess.TimeoutExpired:
        fail(f"Git geeft geen antwoord over “{about}”.")
    if done.returncode != 0:
        fail(f"“{about}” is geen map, en ook geen versie die git hier kent.")
    return done.stdout
