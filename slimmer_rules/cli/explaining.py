"""The further questions that `slimmer explain` answers: one function a question, giving lines or a JSON object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from slimmer_rules.cli.common import NO_ADVICE, fail
from slimmer_rules.cli.naming import hint, refuse_unknown
from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.changes import changes_to
from slimmer_rules.reasoning.outcomes import live_questions, open_outcomes
from slimmer_rules.reasoning.record_analysis import (
    changes_record,
    open_record,
    rests_on_record,
    what_if_record,
    why_ask_record,
    why_not_record,
)
from slimmer_rules.reasoning.rests_on import RestsOn, rests_on
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.reasoning.what_if import what_if
from slimmer_rules.reasoning.why_ask import why_ask
from slimmer_rules.reasoning.why_not import why_not
from slimmer_rules.reasoning.wording_analysis import (
    changes_text,
    open_text,
    rests_on_text,
    what_if_text,
    why_ask_text,
    why_not_text,
)
from slimmer_rules.rulebook import lookup
from slimmer_rules.rulebook.answers import number_range
from slimmer_rules.rulebook.cases import Case, is_example
from slimmer_rules.rulebook.model import Conversation, Question, Rulebook


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as lines for a person and as data; `code` is 1 where the outcome asked for does not hold."""

    lines: list[str]
    data: Any
    code: int = 0


@dataclass(frozen=True, slots=True)
class Explainer:
    """Answers about one case. `seconds` bounds the time of each question to the solver."""

    rulebook: Rulebook
    analysis: Analysis
    case: Case
    seconds: float

    @property
    def talk(self) -> Conversation:
        """The conversation of the case."""
        return self.analysis.conversation

    def open(self, conclusion: str) -> Told:
        """Which outcomes are open, and which questions still matter."""
        outcomes = open_outcomes(self.analysis, self.case.answers, conclusion, self.seconds)
        live = live_questions(self.analysis, self.case.answers, conclusion, self.seconds)
        missing = not live.complete or bool(outcomes.undecided)
        return Told(open_text(outcomes, live, self.talk), open_record(outcomes, live), int(missing))

    def question(self, name: str, depth: int) -> Told:
        """Why a question is asked."""
        self._question(name)
        answer = why_ask(self.analysis, self.case.answers, name, self.seconds)
        return Told(why_ask_text(answer, self.rulebook, self.talk, depth), why_ask_record(answer))

    def why_not(self, conclusion: str, value: str) -> Told:
        """Why a conclusion does not have a value."""
        self._value(conclusion, value)
        derivation = self.analysis.reasoner.derive(self.case.answers)
        found = why_not(derivation, conclusion, value)
        return Told(why_not_text(found, derivation), why_not_record(found), int(found[0].so))

    def change_to(self, conclusion: str, value: str) -> Told:
        """What would have to change for a value."""
        self._value(conclusion, value)
        found = changes_to(self.analysis, self.case.answers, conclusion, value, seconds=self.seconds)
        lines = changes_text(found, self.case.answers, self.talk)
        return Told(lines, changes_record(found), int(not found.sets and not found.already))

    def what_if(self, changes: Sequence[str]) -> Told:
        """What other answers would do."""
        given = [self._change(text) for text in changes]
        twice = next((name for name, count in Counter(name for name, _ in given).items() if count > 1), None)
        if twice is not None:
            fail(f"Bij --what-if staat `{twice}` meer dan één keer. Geef elke vraag één antwoord.")
        found = what_if(self.analysis.reasoner.derive, self.case.answers, dict(given))
        if not is_example(self.case, self.rulebook):
            return Told(what_if_text(found), what_if_record(found))
        others = tuple(each for each in found.conclusions if each.conclusion != self.talk.goal)
        return Told([NO_ADVICE, "", *what_if_text(replace(found, conclusions=others))], what_if_record(found))

    def rests_on(self, conclusion: str) -> Told:
        """What a conclusion, or each member of a set, rests on."""
        actual = self.analysis.reasoner.derive(self.case.answers).values.get(conclusion)
        values = self.talk.conclusions[conclusion].values
        held = [v.id for v in values if v.id in actual] if isinstance(actual, frozenset) else [actual]
        found = [rests_on(self.analysis, self.case.answers, conclusion, v, seconds=self.seconds) for v in held]
        lines = [line for each in found for line in (*self._rests_on(each), "")][:-1]
        empty = [f"Op de lijst “{self.talk.conclusions[conclusion].title}” staat niets."]
        return Told(lines or empty, rests_on_record(found, self.case.answers), int(any(each.unknown for each in found)))

    def _rests_on(self, found: RestsOn) -> list[str]:
        return rests_on_text(found, self.case.answers, self.talk)

    def _value(self, conclusion: str, value: str) -> None:
        known = lookup.values(self.talk.conclusions[conclusion])
        missing = f"Conclusie `{conclusion}` kent de waarde `{value}` niet."
        found = f"Alle waarden ziet u met “slimmer rules show {conclusion}”."
        refuse_unknown(value, known, missing, "waarden", found)

    def _question(self, name: str) -> None:
        missing = f"Vraag `{name}` bestaat niet in gesprek `{self.talk.id}`."
        refuse_unknown(name, lookup.questions(self.talk), missing, "vragen")

    def _change(self, text: str) -> tuple[str, AnswerValue]:
        name, sign, answer = (part.strip() for part in text.partition("="))
        if not sign or not name or not answer:
            fail(f"`{text}` begrijpen wij niet. Schrijf --what-if VRAAG=ANTWOORD, bijvoorbeeld --what-if tijd=ja.")
        self._question(name)
        return name, _answer(self.talk.questions[name], answer)


def _answer(question: Question, text: str) -> AnswerValue:
    answer = question.parse(text)
    if answer is None:
        missing = f"Vraag `{question.id}` kent het antwoord `{text}` niet"
        if question.is_number:
            fail(f"{missing}: {number_range(question)}.")
        found = f"Alle antwoorden ziet u met “slimmer rules show {question.id}”."
        fail(f"{missing}. {hint(text, lookup.answers(question), 'antwoorden', found)}")
    return answer
