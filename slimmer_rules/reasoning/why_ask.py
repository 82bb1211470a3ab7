"""Why a question is asked: what is still open, what each answer would do to that, and which rules use the answer."""

from __future__ import annotations

from dataclasses import dataclass

from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.answer_variables import Band, representative
from slimmer_rules.reasoning.outcomes import OpenOutcomes, live_questions, open_outcomes
from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from slimmer_rules.rulebook.strata import reached, read_by_rules


@dataclass(frozen=True, slots=True)
class Effect:
    """What one answer would leave open. `band` are the whole numbers that all do the same."""

    answer: AnswerValue
    band: tuple[int, int] | None
    outcomes: OpenOutcomes


@dataclass(frozen=True, slots=True)
class Link:
    """A rule that reads `reads`, and what it concludes."""

    rule: str
    reads: tuple[str, ...]
    concludes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyAsk:
    """Why `question` is asked.

    now: what is open of the goal at this moment (None: the conversation has no goal). effects: the same after each
    possible answer, `onbekend` last. chain: in the first step the rules that read the answer, in each next one those
    that read what the step before concludes, up to the goal. opens: questions that are asked or not depending on it.
    live: whether the answer can change the goal in some completion (None: not known, or no goal).
    """

    question: str
    now: OpenOutcomes | None
    effects: tuple[Effect, ...]
    chain: tuple[tuple[Link, ...], ...]
    opens: tuple[str, ...]
    live: bool | None

    def depth(self, number: int) -> tuple[tuple[Link, ...], ...]:
        """The chain at depth 1 (its first step), 2 (two steps) or 3 (all of it)."""
        return self.chain if number >= 3 else self.chain[:number]

    @property
    def matters(self) -> bool:
        """Whether some answer leaves other outcomes open than another."""
        return len({effect.outcomes.possible for effect in self.effects}) > 1


def why_ask(analysis: Analysis, answers: Answers, question: str, seconds: float | None = None) -> WhyAsk:
    """Why this question is asked, given the other answers; KeyError if there is no such question."""
    conversation = analysis.conversation
    asked = conversation.questions[question]
    others = {name: value for name, value in answers.items() if name != question}
    goal = conversation.goal
    effects = []
    if goal is not None:
        for option in (*analysis.single.variables.options[asked.id], UNKNOWN):
            answer = representative(option)
            band = (option.low, option.high) if isinstance(option, Band) else None
            effects.append(Effect(answer, band, open_outcomes(analysis, {**others, question: answer}, goal, seconds)))
    live = None if goal is None else live_questions(analysis, others, goal, seconds)
    return WhyAsk(
        question,
        now=None if goal is None else open_outcomes(analysis, others, goal, seconds),
        effects=tuple(effects),
        chain=chain(conversation, question),
        opens=tuple(
            name
            for name, other in conversation.questions.items()
            if other.applies_if is not None and question in reads(other.applies_if)
        ),
        live=(question in live.live or (None if not live.complete else False)) if live else None,
    )


def chain(conversation: Conversation, question: str) -> tuple[tuple[Link, ...], ...]:
    """The rules that use an answer, step by step up to the goal: after the first step only those that lead there."""
    steps: list[tuple[Link, ...]] = []
    wanted, used = {question}, set[str]()
    leading = _leading(conversation)
    while wanted:
        links = []
        for rule in conversation.rules.values():
            read = tuple(sorted(wanted & reads(rule.condition)))
            concludes = tuple(dict.fromkeys(name for name, _ in rule.concludes))
            if read and rule.id not in used and (not steps or leading.intersection(concludes)):
                links.append(Link(rule.id, read, concludes))
        used.update(link.rule for link in links)
        wanted = {name for link in links for name in link.concludes} & leading
        if links:
            steps.append(tuple(links))
    return tuple(steps)


def _leading(conversation: Conversation) -> frozenset[str]:
    """The conclusions that the goal depends on, and the goal; all of them if there is no goal."""
    if conversation.goal is None:
        return frozenset(conversation.conclusions)
    return reached([conversation.goal], read_by_rules(conversation)) & conversation.conclusions.keys()
