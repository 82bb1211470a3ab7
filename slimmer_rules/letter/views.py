"""The small values that a letter template walks through; their fields are Dutch, for who writes letters reads them."""

from __future__ import annotations

from dataclasses import dataclass

from slimmer_rules.letter.said import Said


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing an advice is judged on: what is asked, what was told, what was concluded and why.

    `beslissend`: the outcome (or the criterion above) rests on it. `verteld` leaves out what the reasons tell already.
    """

    id: str
    titel: Said
    norm: Said
    stelt: Said
    redenen: tuple[Said, ...]
    verteld: tuple[Said, ...]
    delen: tuple[Criterion, ...]
    beslissend: bool
    waarde: str

    @property
    def gehoord(self) -> tuple[Said, ...]:
        """What was told on this and on its decisive parts."""
        return self.verteld + tuple(said for part in self.delen if part.beslissend for said in part.gehoord)


@dataclass(frozen=True, slots=True)
class SetList:
    """A set of the rulebook with the sentences for what it holds."""

    titel: Said
    leden: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class OpenSection:
    """What is not known yet in one section; `onbesproken` if nothing of the section has been discussed."""

    titel: Said
    punten: tuple[Said, ...]
    onbesproken: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer as given; `geparkeerd` if it does not count now."""

    onderwerp: Said
    antwoord: Said
    geparkeerd: bool


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """The answers given in one section."""

    titel: Said
    rijen: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule that fired, with where it comes from."""

    id: Said
    titel: Said
    bronnen: Said
    herkomst: Said


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source, under the number by which the rules cite it."""

    nummer: Said
    titel: Said


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note that is meant for the letter."""

    onderwerp: Said
    alineas: tuple[Said, ...]
