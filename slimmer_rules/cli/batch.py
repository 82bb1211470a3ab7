"""`slimmer batch`: the conclusions for many cases, one JSON line each."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import click

from slimmer_rules.cli.common import fail, knowledge_option, load_conversation, same_file
from slimmer_rules.cli.lines import meter, tell

if TYPE_CHECKING:
    from slimmer_rules.rulebook.model import Conversation

MOST_TOLD = 20
"""Of so many lines it is told what is wrong; the others are counted."""

EVERY = 50
"""After so many lines the progress is shown anew."""

FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)


@click.command()
@click.argument("source", metavar="IN.jsonl", type=FILE)
@click.option(
    "-o", "--output", metavar="UIT.jsonl", type=FILE, required=True, help="Waar de conclusies komen; - voor het scherm."
)
@click.option(
    "--gesprek",
    metavar="NAAM",
    help="Het gesprek waar de gevallen bij horen. Zonder deze optie: het eerste gesprek van de kennisbank.",
)
@click.option("--fired", is_flag=True, help="Geef per geval ook de regels die gelden.")
@knowledge_option
def command(source: Path, output: Path, gesprek: str | None, fired: bool, knowledge: Path | None) -> None:
    """Beoordeel veel gevallen achter elkaar.

    IN.jsonl heeft één geval per regel: {"id": .., "antwoorden": {..}}. UIT.jsonl krijgt per geval {"id", "conclusies"},
    in dezelfde volgorde. Een regel die niet klopt wordt overgeslagen en aan het eind genoemd. Klopt er geen enkele, dan
    blijft een ouder UIT.jsonl staan.
    """
    if source.is_file() and same_file(source, output):
        fail(f"“{output}” is het bestand met gevallen zelf. Kies een andere naam voor -o; er is niets gewijzigd.")
    conversation = load_conversation(gesprek, knowledge)
    faults = Faults()
    with _reading(source) as lines, _writing(output) as out:
        counted = _counted(_numbered(lines), source, output)
        done = sum(1 for _ in map(out.write, _results(counted, conversation, faults, fired)))
        if not done and (faults.count or _holds_something(output)):  # that is worth more than an empty file
            _tell(faults)
            fail("Geen enkele regel is beoordeeld. Er is niets gewijzigd.")
    _tell(faults)
    if faults.count:
        left_out = "1 regel is" if faults.count == 1 else f"{faults.count} regels zijn"
        fail(f"{left_out} overgeslagen; {done} beoordeeld.", code=1)
    if str(output) != "-":
        tell(f"{done} {'geval' if done == 1 else 'gevallen'} beoordeeld.", err=True)


def _holds_something(output: Path) -> bool:
    return str(output) != "-" and output.is_file() and output.stat().st_size > 0


@dataclass(slots=True)
class Faults:
    """What is wrong with the lines: how many are wrong, and of the first what it is."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, number: int, fault: Exception) -> None:
        """Count a fault, and keep what it says if it is one of the first."""
        self.count += 1
        if self.count <= MOST_TOLD:
            self.first.append(f"regel {number}: {fault}")


def _tell(faults: Faults) -> None:
    for fault in faults.first:
        tell(fault, err=True)
    if more := faults.count - len(faults.first):
        tell(f"… en nog {more} {'regel' if more == 1 else 'regels'} met een fout.", err=True)


def _results(
    lines: Iterable[tuple[int, bytes]], conversation: Conversation, faults: Faults, with_rules: bool
) -> Iterator[str]:
    """A line of output for each good line; what is wrong with the others is added to `faults`.

    Where the first line shows that the file is of another kind altogether, it stops with that.
    """
    from slimmer_rules.reasoning.compiled import Compiled
    from slimmer_rules.reasoning.forward import ContradictionError
    from slimmer_rules.reasoning.record import conclusions
    from slimmer_rules.rulebook.lines import LineError, other_kind, read_line

    run = Compiled(conversation).run
    first = True
    for number, data in lines:
        try:
            line = read_line(data, conversation)
            _, values, fired = run(line.answers)
        except (LineError, ContradictionError) as fault:
            if first and (kind := other_kind(data)):
                fail(f"{kind} Er is niets gewijzigd.")
            faults.add(number, fault)
        else:
            rules = {"regels": fired} if with_rules else {}
            yield json.dumps({"id": line.id, "conclusies": conclusions(conversation, values), **rules}) + "\n"
        first = False


def _counted(lines: Iterator[tuple[int, bytes]], source: Path, output: Path) -> Iterator[tuple[int, bytes]]:
    """The lines, with a progress line on a terminal that shows nothing else meanwhile."""
    if str(output) == "-" or not source.is_file():
        yield from lines
        return
    show, size, read = meter(), source.stat().st_size, 0
    for number, data in lines:
        if number % EVERY == 0:
            show(min(100 * read // size, 99), 100, f"procent, regel {number}")
        yield number, data
        read += len(data) + 1
    show(1, 1, "")


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers; of a line that is too long only a beginning that shows it."""
    from slimmer_rules.rulebook.lines import MAX_BYTES

    number = 0
    while data := lines.readline(MAX_BYTES + 2):
        number += 1
        rest = data
        while not rest.endswith(b"\n") and (rest := lines.readline(MAX_BYTES)):
            pass
        if number == 1:
            data = data.removeprefix(codecs.BOM_UTF8)  # Windows programs put one there
        if data.strip():
            yield number, data.rstrip(b"\r\n")


def _reading(source: Path) -> nullcontext[BinaryIO] | BinaryIO:
    return nullcontext(sys.stdin.buffer) if str(source) == "-" else source.open("rb")


@contextmanager
def _writing(output: Path) -> Iterator[IO[str]]:
    """A stream to `output`, which is never there by half."""
    from slimmer_rules import atomic_write

    if str(output) == "-":
        yield sys.stdout  # the lines are ASCII, so any encoding will do
        return
    device = output.exists() and not output.is_file()  # or a pipe, which cannot be replaced
    with ExitStack() as stack:
        try:
            out = output.open("w", encoding="utf-8", newline="\n") if device else atomic_write.stream(output)
            stream = stack.enter_context(out)
        except OSError:
            fail(f"“{output}” is niet te schrijven. Kijk of de map bestaat en of u er mag schrijven.")
        yield stream
