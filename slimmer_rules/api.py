"""The front door for Python: load a rulebook, assess answers, and ask why.

    >>> import slimmer_rules
    >>> intake = slimmer_rules.load()["intake"]
    >>> intake.assess({"adopter": "geen"}).advice
    'afwijzen'

Ids are those of the rule files, texts are Dutch. Whatever does not exist is refused with the suggestion that the
command line gives. Nothing is written but by `Assessment.letter`. Not thread-safe: load a rulebook in each thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date as Date  # noqa: N812  # a type, beside a parameter named `date`
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slimmer_rules.rulebook.answers import AnswerError
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.files import Folder, read_folder, shipped
from slimmer_rules.rulebook.lookup import did_you_mean
from slimmer_rules.rulebook.model import Conclusion, Conversation, Question, Rule, Rulebook

if TYPE_CHECKING:
    from slimmer_rules.audit.comparing import Comparison
    from slimmer_rules.audit.findings import Report
    from slimmer_rules.reasoning.analysis import Analysis
    from slimmer_rules.reasoning.changes import ChangesTo
    from slimmer_rules.reasoning.derivation import Derivation
    from slimmer_rules.reasoning.situation import Answers, AnswerValue
    from slimmer_rules.reasoning.why_not import WhyNot

__all__ = ["AnswerError", "Assessment", "RulebookError", "Rules", "Talk", "UnknownNameError", "load"]

Value = str | frozenset[str]
"""What a conclusion comes to: the id of its one value, or the ids of the members of a set."""


class UnknownNameError(KeyError):
    """A conversation, conclusion or value that the rulebook does not have; the message suggests what was meant."""

    def __str__(self) -> str:
        """The message itself: KeyError would show it between quotes."""
        return str(self.args[0])


def load(folder: str | Path | None = None) -> Rules:
    """The rulebook in `folder`, or without one the rulebook that ships.

    Raises RulebookError with all mistakes in it (`error.diagnostics`: code, place, message and help), and OSError.

        >>> load()
        <Rules Kennisbank Slimmernetwerk 1.1.0: intake, ontdekken, ontwerpen, reflectie, netwerk, verdieping>
    """
    place = shipped() if folder is None else Path(folder)
    return Rules(read_folder(place), place)


class Rules(Mapping[str, "Talk"]):
    """A whole rulebook: a mapping from the id of a conversation to what can be asked of it.

    `model` is the rulebook as data.
    """

    def __init__(self, model: Rulebook, folder: Folder) -> None:
        self.model = model
        self._folder = folder
        self._talks = {name: Talk(talk, self) for name, talk in model.conversations.items()}

    def __getitem__(self, name: str) -> Talk:
        """One conversation. Raises UnknownNameError."""
        _require(name, {id: (talk.model.title,) for id, talk in self._talks.items()}, "gesprek")
        return self._talks[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._talks)

    def __len__(self) -> int:
        return len(self._talks)

    def __repr__(self) -> str:
        return f"<Rules {self.model.name} {self.model.version}: {', '.join(self)}>"

    @property
    def folder(self) -> Folder:
        """Where the rulebook was read."""
        return self._folder

    @property
    def sha256(self) -> str:
        """The fingerprint of all that tells what the rules mean."""
        return self.model.sha256

    def audit(self, templates: str | Path | None = None, seconds: float | None = None) -> Report:
        """Every check over all possible answers, as `slimmer audit` does: findings, each with a case that shows it.

        `templates` is a folder of letters (without one: what ships), `seconds` bounds the time; what that cuts off is
        in `report.unproved`. Raises RulebookError for mistakes in the cases, promises or acceptances beside the rules.

            >>> load().audit().clean
            True
        """
        from slimmer_rules.audit.auditing import audit
        from slimmer_rules.audit.checks import CHECKS
        from slimmer_rules.audit_input import gather

        gathered = gather(self._folder, Path(templates) if templates else files("slimmer_rules.templates"))
        return audit(gathered.material, CHECKS, gathered.acceptances, seconds)

    def compare(self, newer: Rules, seconds: float | None = None) -> Comparison:
        """What `newer` concludes otherwise than this rulebook, proved over all answers that both know.

        >>> load().compare(load()).same
        True
        """
        from slimmer_rules.audit.comparing import compare

        return compare(self.model, newer.model, seconds=seconds)


class Talk:
    """One conversation of a rulebook. `model` is the conversation as data."""

    def __init__(self, model: Conversation, rules: Rules) -> None:
        self.model, self.rules = model, rules

    def __repr__(self) -> str:
        asked, concluded, ruled = len(self.questions), len(self.conclusions), len(self.model.rules)
        return f"<Talk {self.model.id}: {asked} questions, {concluded} conclusions, {ruled} rules>"

    @property
    def questions(self) -> Mapping[str, Question]:
        """What may be asked, by id."""
        return self.model.questions

    @property
    def conclusions(self) -> Mapping[str, Conclusion]:
        """What may be concluded, by id."""
        return self.model.conclusions

    def rule(self, id: str) -> Rule:
        """One rule. Raises UnknownNameError."""
        _require(id, {name: (rule.title,) for name, rule in self.model.rules.items()}, "regel")
        return self.model.rules[id]

    def assess(self, answers: Mapping[str, AnswerValue]) -> Assessment:
        """What follows from `answers`: question id to answer id, to a whole number, or to `onbekend`.

        Raises AnswerError for what is no question or no answer to it, and `reasoning.forward.ContradictionError` where
        two rules give one conclusion different values.

            >>> load()["reflectie"].assess({"terugblik_met_coach": "nee"})
            <Assessment reflectie: nog_niet>
        """
        return Assessment(self, self.analysis.reasoner.derive(answers))

    @cached_property
    def analysis(self) -> Analysis:
        """The engines of this conversation, built once."""
        from slimmer_rules.reasoning.analysis import Analysis

        return Analysis(self.model)


class Assessment:
    """What the rules say of one set of answers, and every question about it."""

    def __init__(self, talk: Talk, derivation: Derivation) -> None:
        self.talk, self.derivation = talk, derivation

    def __repr__(self) -> str:
        return f"<Assessment {self.talk.model.id}: {self.advice or f'{len(self.answers)} answers'}>"

    @property
    def answers(self) -> Answers:
        """The answers as given."""
        return self.derivation.answers

    @property
    def advice(self) -> str | None:
        """The value of the conversation's goal; None where it has no goal, or no rule gives it a value."""
        value = self.derivation.values.get(self.talk.model.goal or "")
        return None if value is None else str(value)

    @property
    def conclusions(self) -> Mapping[str, Value]:
        """Every conclusion with its value, or with the members of a set.

        >>> sorted(load()["intake"].assess({"adopter": "geen"}).conclusions["afwijsgronden"])
        ['geen_adopter']
        """
        return self.derivation.values

    @property
    def fired(self) -> tuple[str, ...]:
        """The ids of the rules that fired, in firing order."""
        return self.derivation.fired

    def record(self) -> dict[str, Any]:
        """Everything about the assessment as the JSON object of `slimmer assess --json`."""
        from slimmer_rules.reasoning.record import record

        return record(self.derivation, self.talk.rules.model)

    def open_outcomes(self, conclusion: str | None = None, seconds: float | None = None) -> tuple[str | None, ...]:
        """The values that are still possible, whatever the other answers will be. Raises UnknownNameError.

        >>> load()["intake"].assess({"adopter": "geen"}).open_outcomes()
        ('afwijzen',)
        """
        from slimmer_rules.reasoning.outcomes import open_outcomes

        return open_outcomes(self.talk.analysis, self.answers, self._conclusion(conclusion), seconds).possible

    def explain(self, conclusion: str | None = None) -> str:
        """The proof of a conclusion (without one: the goal) in Dutch, down to the answers. Raises UnknownNameError."""
        from slimmer_rules.reasoning.explanation import proof_text

        return proof_text(self.derivation, self._conclusion(conclusion), self.talk.rules.model)

    def why_not(self, value: str, conclusion: str | None = None) -> tuple[WhyNot, ...]:
        """Why a conclusion does not have a value: for each rule that could give it, what it lacks.

        Raises UnknownNameError.
        """
        from slimmer_rules.reasoning.why_not import why_not

        return why_not(self.derivation, self._conclusion(conclusion), self._value(conclusion, value))

    def change_to(self, value: str, conclusion: str | None = None, seconds: float | None = None) -> ChangesTo:
        """The fewest other answers that would give a value, each confirmed by the rules. Raises UnknownNameError.

        >>> found = load()["reflectie"].assess({"terugblik_met_coach": "nee"}).change_to("onbekend")
        >>> [(change.question, change.new) for change in found.sets[0].changes]
        [('terugblik_met_coach', 'ja')]
        """
        from slimmer_rules.reasoning.changes import changes_to

        name = self._conclusion(conclusion)
        return changes_to(self.talk.analysis, self.answers, name, self._value(conclusion, value), seconds=seconds)

    def what_if(self, changes: Mapping[str, AnswerValue]) -> Assessment:
        """The assessment of these answers with `changes`. Raises AnswerError.

        >>> load()["reflectie"].assess({}).what_if({"terugblik_met_coach": "nee"}).advice
        'nog_niet'
        """
        return self.talk.assess({**self.answers, **changes})

    def letter(
        self, target: str | Path, *, date: Date | None = None, templates: str | Path | None = None, **case: Any
    ) -> Path:
        """Write the letter to `target`, as the ending of its name says, with its receipt beside it; give the receipt.

        `case` holds what else a case may have (`title`, `addressee`, `coach`, `issue`, `reference`, `decision`). The
        sender is the one beside the rules. Raises LetterError with what is wrong, and RulebookError for a template, or
        for a case that could not stand in a file, such as a decision that does not exist.
        """
        from slimmer_rules.letter import prepare, read_templates, write_letter
        from slimmer_rules.rulebook.cases import Case, dump_case, read_case

        rules, given = self.talk.rules, Case(self.talk.model.id, dict(self.answers), **case)
        about = read_case(dump_case(given).encode(), "geval", rules.model)
        letter = prepare(about, rules.model, rules.folder, today=Date.today(), date=date)
        found = read_templates(Path(templates) if templates else files("slimmer_rules.templates"))
        return write_letter(letter, found, Path(target))

    def _conclusion(self, name: str | None) -> str:
        """The conclusion that is asked about; the goal where none is named."""
        name = name or self.talk.model.goal or ""
        _require(name, {id: (each.title,) for id, each in self.talk.conclusions.items()}, "conclusie")
        return name

    def _value(self, conclusion: str | None, value: str) -> str:
        about = self.talk.conclusions[self._conclusion(conclusion)]
        _require(value, {each.id: (each.label,) for each in about.values}, f"waarde van `{about.id}`")
        return value


def _require(name: str, known: Mapping[str, tuple[str, ...]], what: str) -> None:
    if name not in known:
        meant = did_you_mean(str(name), known) or f"Bekend zijn: {', '.join(known)}."
        raise UnknownNameError(f"er is geen {what} `{name}`. {meant}")
