"""Running the checks over a rulebook, within a time bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from slimmer_rules.audit.acceptance import Acceptance, sift
from slimmer_rules.audit.answer_space import AnswerSpace, Clock
from slimmer_rules.audit.cases import CaseResult, run_cases
from slimmer_rules.audit.findings import Failure, Finding, Report, Severity, Unproved, Witness
from slimmer_rules.audit.properties import Property
from slimmer_rules.reasoning.solver import OutOfTimeError
from slimmer_rules.rulebook.model import Conversation, Place, Rulebook

if TYPE_CHECKING:
    from slimmer_rules.rulebook.cases import Case


@dataclass(frozen=True, slots=True)
class Material:
    """All that an audit reads: the rules, their named cases, the promises made, and the texts around them.

    `templates` maps a template's path to its text; `glossary` holds the words that it explains.
    """

    rulebook: Rulebook
    cases: Sequence[tuple[str, Case]] = ()
    properties: Sequence[Property] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    glossary: frozenset[str] = frozenset()


class Audited:
    """The material under audit, with what several checks need of it computed once."""

    def __init__(self, material: Material, clock: Clock | None = None) -> None:
        self.material = material
        self.rulebook = material.rulebook
        self.clock = clock or Clock()
        self._spaces: dict[str, AnswerSpace] = {}

    def space(self, conversation: Conversation) -> AnswerSpace:
        """The look at this conversation over all answers."""
        if conversation.id not in self._spaces:
            conditions = [
                c for p in self.material.properties if p.conversation == conversation.id for c in p.conditions
            ]
            self._spaces[conversation.id] = AnswerSpace(conversation, self.clock, conditions)
        return self._spaces[conversation.id]

    @cached_property
    def results(self) -> tuple[CaseResult, ...]:
        """What became of the cases. Raises `OutOfTimeError`."""
        return run_cases(self.material.cases, self.rulebook, self.clock.check)


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `run` looks at one conversation at a time; a check of the whole rulebook gives `whole` instead."""

    code: str
    title: str
    severity: Severity
    run: Callable[[Audited, Conversation], Iterator[Finding]] | None = None
    whole: Callable[[Audited], Iterator[Finding]] | None = None

    def finding(
        self,
        subject: str,
        message: str,
        place: Place | None,
        help: str | None = None,
        witnesses: Iterable[Witness] = (),
        consequences: Iterable[str] = (),
    ) -> Finding:
        """A finding of this check."""
        return Finding(self.code, self.severity, subject, message, place, help, tuple(witnesses), tuple(consequences))


WHOLE = "de hele kennisbank"
"""The subject of a check that does not look at one conversation."""

Progress = Callable[[int, int, str], None]
"""Told how many of how many steps are done, and what comes next."""


def audit(
    material: Material,
    checks: Sequence[Check],
    acceptances: Sequence[Acceptance] = (),
    seconds: float | None = None,
    progress: Progress = lambda done, total, label: None,
) -> Report:
    """Run `checks`; what the time bound cuts off is reported as unproved, never as sound.

    A check that goes wrong, also where a witness is not borne out by the forward reasoner, is a failure in the report:
    it takes no finding of its own or of another check along.
    """
    audited = Audited(material, Clock(seconds))
    findings: list[Finding] = []
    unproved: list[Unproved] = []
    failures: list[Failure] = []
    steps = list(_steps(audited, checks))
    for number, (check, subject, run) in enumerate(steps):
        progress(number, len(steps), check.title)
        try:
            for finding in run():  # one by one: what was found before the time was up stands
                findings.append(finding)
        except OutOfTimeError:
            unproved.append(Unproved(check.code, subject))
        except Exception as error:  # a fault of ours in one check must not lose what the others found
            failures.append(Failure(check.code, subject, error))
    progress(len(steps), len(steps), "")
    kept, accepted, stale = sift(
        findings, acceptances, (*unproved, *failures), {check.code: check.severity for check in checks}
    )
    ordered = sorted((*kept, *stale), key=lambda f: (f.code, f.place or Place("", 0, 0), f.subject))
    checked = tuple(check.code for check in checks)
    return Report(tuple(ordered), accepted, tuple(unproved), checked, tuple(failures))


Step = tuple[Check, str, Callable[[], Iterable[Finding]]]


def _steps(audited: Audited, checks: Sequence[Check]) -> Iterator[Step]:
    for check in checks:
        if check.whole is not None:
            yield check, WHOLE, partial(check.whole, audited)
        if check.run is not None:
            for conversation in audited.rulebook.conversations.values():
                yield check, conversation.id, partial(check.run, audited, conversation)
