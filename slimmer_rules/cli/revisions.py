"""A version of the rules by its name: a folder, or a folder in a git revision (`HEAD~3:knowledge`)."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

from slimmer_rules.cli.common import fail, knowledge_folder

SECONDS = 60
"""Git reads a few files; longer than this it takes only when something is wrong."""


def version_folder(name: str) -> Path | Traversable:
    """The folder with this name, on disk or in a git revision."""
    if Path(name).is_dir():
        return knowledge_folder(Path(name))
    if ":" not in name:
        fail(f"“{name}” is geen map. Een versie in git schrijft u als HEAD~3:knowledge.")
    return _from_git(name)


def _from_git(name: str) -> Traversable:
    """A folder in a revision, as git packs it; nothing is checked out."""
    revision, _, folder = name.partition(":")
    named = f"{revision}:{folder.strip('/') if folder.strip('./') else ''}"
    tree = _git("rev-parse", "--verify", "--end-of-options", named, about=name).decode().strip()
    directory = os.fsdecode(_git("rev-parse", "--absolute-git-dir", about=name)).rstrip("\n")
    packed = _git(f"--git-dir={directory}", "archive", "--format=zip", "-0", tree, about=name)
    archive = zipfile.ZipFile(io.BytesIO(packed))
    archive.filename = name  # what its files are called by in messages
    return cast("Traversable", zipfile.Path(archive))


def _git(*arguments: str, about: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        fail(f"Voor “{about}” is git nodig, en dat staat niet op deze computer.")
    try:
        done = subprocess.run([program, *arguments], capture_output=True, check=False, timeout=SECONDS)  # noqa: S603  # no shell; the revision stands after --end-of-options, a tree is named by its hash
    except subprocess.TimeoutExpired:
        fail(f"Git geeft geen antwoord over “{about}”.")
    if done.returncode != 0:
        fail(f"“{about}” is geen map, en ook geen versie die git hier kent.")
    return done.stdout
