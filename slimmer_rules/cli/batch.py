"""`slimmer batch`: the conclusions for many cases, one JSON line each."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import click

from slimmer_rules.cli.common import fail, knowledge_option, load_conversation
from slimmer_rules.cli.lines import tell
from slimmer_rules.cli.putting import same_file

if TYPE_CHECKING:
    from slimmer_rules.rulebook.model import Conversation

FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)


@click.command()
@click.argument("source", metavar="IN.jsonl", type=FILE)
@click.option(
    "-o", "--output", metavar="UIT.jsonl", type=FILE, required=True, help="Waar de conclusies komen; - voor het scherm."
)
@click.option(
    "--gesprek", metavar="NAAM", default="intake", show_default=True, help="Het gesprek waar de gevallen bij horen."
)
@knowledge_option
def command(source: Path, output: Path, gesprek: str, knowledge: Path | None) -> None:
    """Beoordeel veel gevallen achter elkaar.

    IN.jsonl heeft één geval per regel: {"id": .., "antwoorden": {..}}. UIT.jsonl krijgt per geval {"id", "conclusies"},
    in dezelfde volgorde. Een regel die niet klopt wordt overgeslagen en aan het eind genoemd.
    """
    if source.is_file() and same_file(source, output):
        fail(f"“{output}” is het bestand met gevallen zelf. Kies een andere naam voor -o; er is niets gewijzigd.")
    conversation = load_conversation(gesprek, knowledge)
    faults: list[str] = []
    with _reading(source) as lines, _writing(output) as out:
        done = sum(1 for _ in map(out.write, _results(lines, conversation, faults)))
    for fault in faults:
        tell(fault, err=True)
    if faults:
        left_out = "1 regel is" if len(faults) == 1 else f"{len(faults)} regels zijn"
        fail(f"{left_out} overgeslagen; {done} beoordeeld.", code=1)
    if str(output) != "-":
        tell(f"{done} {'geval' if done == 1 else 'gevallen'} beoordeeld.", err=True)


def _results(lines: BinaryIO, conversation: Conversation, faults: list[str]) -> Iterator[str]:
    """A line of output for each good line; what is wrong with the others is added to `faults`."""
    from slimmer_rules.reasoning.forward import Contradiction, Reasoner
    from slimmer_rules.reasoning.record import conclusions
    from slimmer_rules.rulebook.lines import LineError, read_line

    reasoner = Reasoner(conversation)
    for number, data in _numbered(lines):
        try:
            line = read_line(data, conversation)
            concluded = conclusions(reasoner.derive(line.answers))
        except (LineError, Contradiction) as fault:
            faults.append(f"regel {number}: {fault}")
        else:
            yield json.dumps({"id": line.id, "conclusies": concluded}) + "\n"


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
