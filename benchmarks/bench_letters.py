"""What a letter costs after the reasoning, for a letter of each outcome: its text alone, and each format to the end.

Prints figures and asserts none: they depend on the machine.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from slimmer_rules.letter.changes import fewest_changes
from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.rendered import Rendered, compose
from slimmer_rules.letter.sender import Sender
from slimmer_rules.letter.templates import Templates, read_templates
from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.files import read_folder, shipped
from slimmer_rules.rulebook.model import Rulebook
from tests.intakes import OUTCOMES, random_intake

ROUNDS = 5
FOLDER = Path(__file__).parents[1] / "templates"


def main() -> None:
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; ms, median of {ROUNDS}")
    book, templates = read_folder(shipped()), read_templates(FOLDER)
    talk = book.conversations["intake"]
    reasoner, analysis, rng = Reasoner(talk), Analysis(talk), Random(1)
    for outcome in OUTCOMES:
        derivation = reasoner.derive(random_intake(rng, outcome))
        _report(outcome, derivation, book, templates, analysis)


def _report(outcome: str, derivation: Derivation, book: Rulebook, templates: Templates, analysis: Analysis) -> None:
    case = Case("intake", derivation.answers, title="Proef", coach="A. Jansen")

    def text(files: Templates) -> Rendered:
        return compose(Letter(case, derivation, book, Sender("Proef"), date(2026, 3, 5)), files)

    def made(make: Callable[[Rendered], bytes]) -> bytes:
        return make(text(templates))

    first = _milliseconds(lambda: text(Templates(templates.files)))
    figures = [f"text {_milliseconds(lambda: text(templates)):5.1f} (first {first:5.1f})"]
    figures += [f"{ending} {_milliseconds(partial(made, make)):4.0f}" for ending, make in FORMATS.items()]
    figures.append(f"what would help {_milliseconds(lambda: fewest_changes(derivation, analysis)):5.1f}")
    print(f"{outcome:27}", "   ".join(figures))


def _milliseconds(run: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        run()
        times.append((perf_counter() - start) * 1000)
    return median(times)


if __name__ == "__main__":
    main()
