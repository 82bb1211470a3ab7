"""Reading a rulebook: files in, a `Rulebook` out, or every mistake in them at once.

First all files of a conversation are read into located trees, then its names are gathered, then what speaks of names is
read. So neither the order of files nor that of what stands in them matters.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError, suggest
from slimmer_rules.rulebook.kinds import RULEBOOK, SOURCE, SOURCES
from slimmer_rules.rulebook.located_yaml import Node, UnreadableError, decode, parse
from slimmer_rules.rulebook.model import Place, Rulebook, Source
from slimmer_rules.rulebook.reading_conversation import read_conversation
from slimmer_rules.rulebook.reading_shapes import SLUG, Fields, Notes, shown
from slimmer_rules.rulebook.shapes import Record

BOOK = "kennisbank.yaml"
SOURCES_FILE = "bronnen.yaml"
CASES = "gevallen"
NOT_RULES = ("afzender.yaml", "aanvaard.yaml")
"""Files of the network itself: they say nothing about what the rules conclude."""

BESIDE = (*NOT_RULES, SOURCES_FILE, "begrippen.yaml", "eigenschappen.yaml")
"""Files at the top of the folder that others read; so do they what is in the folders beside the conversations."""

FOLDERS_BESIDE = (CASES, "schema")

_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # Boucher and Anderson, Trojan Source, 2021


def read(files: Mapping[str, bytes], unreadable: Mapping[str, Diagnostic] = MappingProxyType({})) -> Rulebook:
    """The rulebook in `files`: each path, relative to the rulebook's folder and with `/`, with its content.

    `unreadable` are files that are there but could not be had; what they may hold is not said to be missing.
    A file that nobody reads is a mistake as well: its rules would be missed without a word. Raises RulebookError with
    all mistakes.
    """
    notes = Notes()
    notes.diagnostics += unreadable.values()
    there = {**files, **dict.fromkeys(unreadable, b"")}
    book = _Book(there, notes, frozenset(unreadable), dict.fromkeys(unreadable))
    fields = book.head(BOOK, "de kennisbank", RULEBOOK)
    named = RULEBOOK.values(fields, notes)
    sources = _sources(book, fields)
    rules: dict[str, Place] = {}
    conversations = {}
    before = len(notes.diagnostics)
    places = _conversations(book, fields)
    complete = len(notes.diagnostics) == before
    for id, place in places.items():
        trees = {stem: book.tree(path) for stem, path in book.folder(id).items()}
        conversations[id] = read_conversation(id, place, trees, rules, notes)
    _refuse_unread(book, tuple(conversations), complete)
    if notes.diagnostics:
        raise RulebookError(notes.diagnostics)
    return Rulebook(**named, conversations=conversations, sources=sources, sha256=digest(files))


def counts(path: str) -> bool:
    """Whether a file tells what the rules mean."""
    return path.endswith(".yaml") and path not in NOT_RULES and not path.startswith(f"{CASES}/")


def digest(files: Mapping[str, bytes]) -> str:
    """The SHA-256, in hexadecimal, of all that tells what the rules mean: paths and contents with LF line ends."""
    total = hashlib.sha256()
    for path in sorted(files):
        if counts(path):
            total.update(path.encode("utf-8", "surrogatepass") + b"\0")
            total.update(files[path].replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()


@dataclass(slots=True)
class _Book:
    """The files, and the trees of those that were read; None for a file that could not be."""

    files: Mapping[str, bytes]
    notes: Notes
    unreadable: frozenset[str]
    trees: dict[str, Node | None]

    def tree(self, path: str) -> Node | None:
        """The tree of a file that exists, read once."""
        if path not in self.trees:
            self.trees[path] = None
            try:
                self.notes.sources[path] = decode(self.files[path], path)
                self._refuse_hidden(path)
                self.trees[path], doubles = parse(self.notes.sources[path])
                self.notes.diagnostics += doubles
            except UnreadableError as unreadable:
                self.notes.diagnostics.append(unreadable.diagnostic)
        return self.trees[path]

    def _refuse_hidden(self, path: str) -> None:
        """Note characters that let a line be shown in another order than it is read."""
        source = self.notes.sources[path]
        for match in _REORDERING.finditer(source.text):
            message = f"het onzichtbare teken U+{ord(match[0]):04X} toont deze regel anders dan hij is"
            self.notes.add("R005", message, source.at(match.start()), "haal dit teken weg")

    def head(self, path: str, owner: str, kind: Record) -> Fields:
        """The keys of a file that must be there."""
        if path not in self.files:
            help = f"maak het bestand {path}, of kijk of dit de goede map is"
            self.notes.diagnostics.append(Diagnostic("R001", f"het bestand {path} ontbreekt", None, None, help))
            return Fields(owner, Place(path, 1, 1))
        return kind.fields(self.tree(path), owner, self.notes) or Fields(owner, Place(path, 1, 1))

    def folder(self, name: str) -> dict[str, str]:
        """The rule files straight under a folder: name without ending, and path."""
        paths = [path for path in sorted(self.files) if path.rpartition("/")[0] == name and path.endswith(".yaml")]
        return {path.rpartition("/")[2].removesuffix(".yaml"): path for path in paths}

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that hold a conversation."""
        heads = (path.partition("/") for path in sorted(self.files))
        return tuple(folder for folder, _, file in heads if file == "gesprek.yaml")


def _conversations(book: _Book, fields: Fields) -> dict[str, Place]:
    """The conversations that the rulebook names and that exist, with where it names them.

    Where it does not say, every folder with a conversation is read, so that their mistakes are found as well.
    """
    if "gesprekken" not in fields:
        return dict.fromkeys(book.folders, fields.place)
    found = {}
    nodes = book.notes.items(fields.node("gesprekken"), "`gesprekken`")
    for scalar in book.notes.distinct(nodes, "`gesprekken`"):
        if scalar.text in book.folders:
            found[scalar.text] = scalar.place
        else:
            message = f"het gesprek `{shown(scalar.text)}` heeft geen bestand {shown(scalar.text)}/gesprek.yaml"
            book.notes.add(
                "R001", message, scalar.place, book.notes.meant(scalar.text, book.folders, "Deze mappen hebben er een")
            )
    return found


def _refuse_unread(book: _Book, conversations: tuple[str, ...], complete: bool) -> None:
    """Note each file that no reading used. Unless `complete`, those in folders may be of a conversation that is missed,
    which is told already.
    """
    if book.trees.get(BOOK) is None:  # this may be any folder
        return
    for path in sorted(book.files.keys() - book.trees.keys() - book.unreadable):
        folder, _, _ = path.rpartition("/")
        beside = path in BESIDE or path.partition("/")[0] in FOLDERS_BESIDE
        if path.endswith(".yaml") and not beside and (complete or not folder):
            help = _belongs(folder, conversations, book.folders)
            book.notes.diagnostics.append(
                Diagnostic("R033", "dit bestand leest niemand", Place(path, 1, 1), None, help)
            )


def _belongs(folder: str, conversations: tuple[str, ...], folders: tuple[str, ...]) -> str:
    """Where a file in this folder belongs."""
    above = folder.partition("/")[0]
    if folder in folders:
        return f"noem `{shown(folder)}` bij `gesprekken` in {BOOK}, of haal de map weg"
    if above in conversations:
        return f"zet het in de map `{above}` zelf, of haal het weg"
    likely = suggest(above, conversations) if above else None
    if likely:
        return f"bedoelde u de map `{likely}`?"
    return f"zet het in de map van een gesprek ({', '.join(conversations)}), of haal het weg"


def _sources(book: _Book, fields: Fields) -> dict[str, Source]:
    """The sources, from the file that the rulebook names."""
    notes = book.notes
    scalar = notes.scalar(fields.node("bronnen"), "`bronnen` van de kennisbank")
    path = scalar.text.strip() if scalar else SOURCES_FILE
    if scalar and path not in book.files:
        message = f"het bestand `{shown(path)}` ontbreekt"
        paths = [path for path in book.files if "/" not in path]
        notes.add("R001", message, scalar.place, notes.meant(path, paths, "De bestanden zijn"))
        return {}
    head = book.head(path, f"het bestand {path}", SOURCES)
    found = {}
    for key, node in notes.entries(head.node("bronnen"), "`bronnen`") or ():
        if notes.name(key, SLUG, "een bron") is not None:
            found[key.text] = _source(key.text, node, key.place, notes)
    return found


def _source(id: str, node: Node, place: Place, notes: Notes) -> Source:
    told = f"bron `{id}`"
    fields = SOURCE.fields(node, told, notes, place) or Fields(told, place)
    return Source(id=id, place=place, **SOURCE.values(fields, notes))
