"""The words a template may use: one function each, every text that they give carrying its ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from slimmer_rules.letter.figures import DRAWINGS, profile, spot
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.said import Ground, Said, UngroundedError
from slimmer_rules.letter.support import flag
from slimmer_rules.pieces import Literal
from slimmer_rules.rulebook.diagnostics import suggest
from slimmer_rules.templating import SHOWN


class UnknownNameError(Exception):
    """A template names a question, conclusion, value or field that does not exist."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help


def vocabulary(letter: Letter) -> Mapping[str, Any]:
    """What a template for this letter can call and read."""
    words = Words(letter)
    return {
        "criteria": letter.criteria,
        "sterke_punten": letter.strong_points,
        "open_onderdelen": letter.open_sections,
        "eerst_nodig": letter.awaited_sections,
        "verder_open": letter.other_open_sections,
        "antwoorden": letter.answer_sections,
        "regels": letter.rule_rows,
        "regels_achter_advies": letter.rule_rows_behind,
        "andere_regels": letter.other_rule_rows,
        "bronnen": letter.sources,
        "notities": letter.notes,
        "zou_helpen": letter.would_help,
        "zou_geven": letter.would_give,
        "vraagstuk": letter.issue,
        "adres": letter.address,
        "geadresseerde": letter.addressee,
        "uitkomst": letter.outcome,
        "doel": letter.goal_id,
        "besluit": letter.decided,
        "lijsten": letter.lists,
        "tegenstrijdig": letter.signals,
        **letter.flags,
        "stelt": words.stelt,
        "label": words.label,
        "titel": words.titel,
        "norm": words.norm,
        "omdat": words.omdat,
        "antwoord": words.antwoord,
        "onderwerp": words.onderwerp,
        "lijst": words.lijst,
        "waarde": words.waarde,
        "heeft": words.heeft,
        "bij": words.bij,
        "besloten": words.besloten,
        "als": words.als,
        "vorm": words.vorm,
        "gegeven": words.gegeven,
        "figuur": words.figuur,
        "heeft_plaats": spot(letter) is not None,
        "profiel": profile(letter),
    }


class Words:
    """The functions, over one letter. Their names are Dutch: they are read by who writes the letter."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter

    def stelt(self, conclusie: str) -> Said:
        """The sentence for the value that the rules gave a conclusion."""
        return self._letter.concluded(self._single(conclusie))

    def label(self, conclusie: str) -> Said:
        """The few words for that value."""
        return self._letter.label(self._single(conclusie))

    def titel(self, conclusie: str) -> Said:
        """What a conclusion is about."""
        return self._letter.title(self._conclusion(conclusie))

    def norm(self, conclusie: str) -> Said:
        """What is asked of an issue on this point."""
        return self._letter.norm(self._conclusion(conclusie))

    def omdat(self, conclusie: str) -> tuple[Said, ...]:
        """Why a conclusion has its value."""
        return self._letter.reasons(self._single(conclusie))

    def antwoord(self, vraag: str) -> Said:
        """The sentence for a known answer; empty if there is none."""
        return self._letter.answer(self._question(vraag))

    def onderwerp(self, vraag: str) -> Said:
        """What a question is about."""
        return self._letter.subject(self._question(vraag))

    def lijst(self, verzameling: str) -> tuple[Said, ...]:
        """The sentences for what a set holds."""
        conclusion = self._letter.conversation.conclusions[self._conclusion(verzameling)]
        if not conclusion.is_set:
            raise UnknownNameError(f"`{verzameling}` is geen verzameling", f"gebruik stelt('{verzameling}')")
        return self._letter.members(verzameling)

    def waarde(self, naam: str) -> str:
        """The id of a conclusion's value or of a known answer ('' if none), to choose by; it cannot be printed."""
        facts = self._letter.derivation.facts
        known = [*self._letter.conversation.questions, *self._letter.conversation.conclusions]
        value = facts.get(_existing(naam, known, "vraag of conclusie"), "")
        if isinstance(value, frozenset):
            raise UnknownNameError(f"`{naam}` is een verzameling", f"gebruik heeft('{naam}', …) of lijst('{naam}')")
        return str(value)

    def heeft(self, verzameling: str, lid: str) -> bool:
        """Whether a set holds a member."""
        conclusion = self._letter.conversation.conclusions[self._conclusion(verzameling)]
        _existing(lid, [value.id for value in conclusion.values], f"lid van `{verzameling}`")
        return lid in self._letter.derivation.values[verzameling]

    def bij(self, conclusie: str, teksten: Mapping[str, str]) -> Said:
        """The template's own words for a conclusion's value; empty for a value without words."""
        conclusion = self._letter.conversation.conclusions[self._single(conclusie)]
        _all_existing(teksten, [value.id for value in conclusion.values], f"waarde van `{conclusie}`")
        value = str(self._letter.derivation.values.get(conclusie, ""))
        return Said(_own(teksten.get(value, "")), Ground("bij", conclusie, value))

    def besloten(self, teksten: Mapping[str, str]) -> Said:
        """The template's own words for what a person decided; empty if nobody has yet."""
        goal, decision = self._letter.goal, self._letter.case.decision
        _all_existing(teksten, [value.id for value in goal.values] if goal else (), "waarde van het doel")
        value = decision.decision if decision else ""
        return Said(_own(teksten.get(value, "")), Ground("besluit_mens", self._letter.goal_id, value))

    def als(self, naam: str, ja: str, nee: str = "") -> Said:
        """The template's own words for whether something is so: the name of a flag, such as `wijkt_af`."""
        ground = flag(self._letter, _existing(naam, self._letter.flags, "keuze"))
        return Said(_own(ja if self._letter.flags[naam] else nee), ground)

    def vorm(self, u: str, je: str) -> Said:
        """One of two texts, by how the sender addresses people."""
        form = self._letter.sender.form
        return Said(_own(je if form == "je" else u), Ground("vorm", "aanspreekvorm", form))

    def gegeven(self, naam: str) -> Said:
        """A piece of data of the case, the sender or the rulebook; empty if it was not given."""
        return self._letter.given[_existing(naam, self._letter.given, "gegeven")]

    def figuur(self, naam: str, alternatief: str) -> Said:
        """A drawing, with the text for who does not see it."""
        _existing(naam, DRAWINGS, "tekening")
        return Said(_own(alternatief).like(f"![{alternatief}]({naam}.svg)"), Ground("figuur", naam))

    def _conclusion(self, name: str) -> str:
        return _existing(name, self._letter.conversation.conclusions, "conclusie")

    def _single(self, name: str) -> str:
        if self._letter.conversation.conclusions[self._conclusion(name)].is_set:
            raise UnknownNameError(f"`{name}` is een verzameling", f"gebruik lijst('{name}')")
        return name

    def _question(self, name: str) -> str:
        return _existing(name, self._letter.conversation.questions, "vraag")


def _own(text: str) -> Literal:
    """A text that the template's author typed, or nothing. Raises UngroundedError for any other."""
    if isinstance(text, Literal):
        return text
    if text == "":
        return Literal("", "", 0)
    raise UngroundedError


def _existing(name: str, names: Iterable[str], what: str) -> str:
    options = list(names)
    if name not in options:
        near = suggest(str(name), options)
        help = f"bedoelde u `{near}`?" if near else f"bekend zijn: {', '.join(options)}"
        raise UnknownNameError(f"er is geen {what} `{str(name)[:SHOWN]}`", help)
    return name


def _all_existing(names: Iterable[str], options: Iterable[str], what: str) -> None:
    known = list(options)
    for name in names:
        _existing(name, known, what)
