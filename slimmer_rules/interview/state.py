"""The state of an interview: everything between two lines of input, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from slimmer_rules.interview.messages import Messages
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.earlier import Earlier
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import Answers, AnswerValue, Situation, situate
from slimmer_rules.rulebook.cases import Case, Progress, RulesVersion
from slimmer_rules.rulebook.model import Conversation, Question, Rulebook

if TYPE_CHECKING:
    from slimmer_rules.reasoning.analysis import Analysis  # clingo takes its time to import

Derive = Callable[[Answers], Derivation]
"""What follows from answers; may raise `reasoning.forward.ContradictionError`."""


Greet = Callable[[Case], str]
"""How a letter on a case begins; empty where nothing tells."""

SHOW_RULE = "slimmer rules show"
"""What to type, before the id of a rule, to read it."""


class Phase(Enum):
    """Where the interview is. A case file keeps the value (`kinds.STAGES`), but for QUESTIONS the question itself."""

    TITLE = ":titel"
    COACH = ":coach"
    QUESTIONS = "vragen"
    OPTIONAL = ":aanvullend"
    OVERVIEW = ":overzicht"
    OWN_VIEW = ":eigen_oordeel"
    NAME = ":naam"
    ADDRESSEE = ":geadresseerde"
    REFERENCE = ":kenmerk"
    LETTER = ":brief"
    DECISION = ":besluit"
    REASON = ":reden"
    DONE = ":klaar"


class MenuKind(Enum):
    """What comes in between before the conversation goes on. A case file keeps the value where it was passed over."""

    CONTRADICTION = ":tegenspraak"
    SETTLED = ":eerder_stoppen"
    CHANGE = "wijziging"
    PICK = "overzicht"
    TEXT = "tekst"


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice between the questions `names`, or the text of that name to change; Enter leaves it."""

    kind: MenuKind
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview. `case` is what is kept; the rest is where it stands.

    cursor: the question that is put, in phase QUESTIONS. until: after `:terug`, the question from where the coach went
    back; up to there the questions are put again. fresh: a section begins, so its heading is due. explained: the coach
    asked what is meant, so the choices say what fits them. quiet: what is asked stands on the screen already.
    reviewed: the overview has been shown. seen: the outcome has been shown. letter: the file that the coach wants the
    letter in ("" for the usual one); the caller makes it and says so. stopped: the coach wants to leave.

    analysis: what looks ahead; None: nothing does. short: only what can still change the goal is asked. pending: a
    changed answer whose consequences were shown, until the coach agrees. whys: how often the coach asked why, at this
    question. ended: the goal is settled, and the coach wanted to stop asking. show_rule: what to type, before the id of
    a rule, to read it. greet: how the letter will greet the addressee; None: nothing is said of it.
    earlier: what an earlier conversation came to, shown beside this one.
    pasted: a text of more lines of which the coach is to say what it is.
    """

    rulebook: Rulebook
    talk: Conversation
    case: Case
    derive: Derive = field(repr=False, compare=False)
    phase: Phase = Phase.TITLE
    cursor: str | None = None
    menu: Menu | None = None
    until: str | None = None
    fresh: bool = True
    explained: bool = False
    quiet: bool = False
    reviewed: bool = False
    seen: bool = False
    letter: str | None = None
    stopped: bool = False
    analysis: Analysis | None = field(default=None, repr=False, compare=False)
    short: bool = False
    pending: tuple[str, AnswerValue] | None = None
    whys: int = 0
    ended: bool = False
    show_rule: str = SHOW_RULE
    greet: Greet | None = field(default=None, repr=False, compare=False)
    pasted: str = ""
    earlier: Earlier | None = field(default=None, repr=False, compare=False)

    @property
    def situation(self) -> Situation:
        """What the answers mean for each question."""
        return situate(self.talk, self.case.answers)

    @property
    def question(self) -> Question | None:
        """The question that is put now, if one is."""
        if self.phase is not Phase.QUESTIONS or self.cursor is None:
            return None
        return self.talk.questions[self.cursor]

    @property
    def asked(self) -> Question | None:
        """The question that stands on the screen: none while something comes in between."""
        return self.question if self.menu is None else None

    @property
    def skipped(self) -> tuple[str, ...]:
        """The questions and stages passed over, and not answered since."""
        return self.case.progress.skipped if self.case.progress else ()

    @property
    def over(self) -> bool:
        """Whether nothing more is asked."""
        return self.stopped or self.phase is Phase.DONE

    @property
    def departs(self) -> bool:
        """Whether a person decided something else than the rules advise, or the rules clash."""
        if self.case.decision is None:
            return False
        try:
            return self.derive(self.case.answers).values.get(self.talk.goal or "") != self.case.decision.decision
        except ContradictionError:
            return True

    def marked(self) -> Interview:
        """The same, with where it stands written into the case."""
        at = self.cursor if self.phase is Phase.QUESTIONS else self.phase.value
        rules = RulesVersion(self.rulebook.version, self.rulebook.sha256)
        return replace(self, case=replace(self.case, progress=Progress(self.skipped, at, rules)))

    def skipping(self, *names: str) -> Interview:
        """The same, with these questions or stages passed over."""
        return self._with_skipped((*self.skipped, *names))

    def putting(self, *names: str) -> Interview:
        """The same, with these questions or stages no longer passed over."""
        return self._with_skipped(name for name in self.skipped if name not in names)

    def _with_skipped(self, names: Iterable[str]) -> Interview:
        progress = replace(self.case.progress or Progress(), skipped=tuple(dict.fromkeys(names)))
        return replace(self, case=replace(self.case, progress=progress))

    def answering(self, question: str, value: str | int) -> Interview:
        """The same, with this answer, and the question no longer passed over or its old answer set aside.

        Answers keep the rulebook's order.
        """
        given = {**self.case.answers, question: value}
        answers = {name: given[name] for name in self.talk.questions if name in given}
        left = {name: old for name, old in self.case.aside.get("antwoorden", {}).items() if name != question}
        aside = {key: part for key, part in {**self.case.aside, "antwoorden": left}.items() if part}
        return replace(self, case=replace(self.case, answers=answers, aside=aside)).putting(question)


Turn = tuple[Interview, Messages]
"""What a line of input leads to: the next state, and what is said."""
