"""Properties: what the rules promise whatever is answered, and the proof or refutation of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from slimmer_rules.audit.findings import Witness
from slimmer_rules.audit.lens import Lens
from slimmer_rules.audit.replay import confirm
from slimmer_rules.reasoning.program import Lit
from slimmer_rules.reasoning.reading import Reading
from slimmer_rules.reasoning.sheet import Option, representative
from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.rulebook.conditions import Condition, holds
from slimmer_rules.rulebook.model import Conversation, Place
from slimmer_rules.rulebook.wording import fact_text


@dataclass(frozen=True, slots=True)
class Always:
    """Whenever `condition` holds, `then` holds."""

    condition: Condition
    then: Condition


@dataclass(frozen=True, slots=True)
class Never:
    """`condition` never holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class NeverWorse:
    """Raising the answer to one of `questions` along its order never lowers `conclusion` along its own.

    Everything else stays as it was answered. Values outside the order of the conclusion are not compared.
    """

    questions: tuple[str, ...]
    conclusion: str


@dataclass(frozen=True, slots=True)
class NoInfluence:
    """Changing the answer to one of `questions`, also to none, never changes one of `conclusions`."""

    questions: tuple[str, ...]
    conclusions: tuple[str, ...]


Claim = Always | Never | NeverWorse | NoInfluence


@dataclass(frozen=True, slots=True)
class Property:
    """A promise about one conversation, with why it was made."""

    id: str
    title: str
    conversation: str
    claim: Claim
    reason: str
    place: Place

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that it is worded in."""
        match self.claim:
            case Always(condition, then):
                return condition, then
            case Never(condition):
                return (condition,)
            case _:
                return ()


@dataclass(frozen=True, slots=True)
class _Breach:
    """What breaks a property if the solver finds it: the assumptions, and the pair of answers to one question.

    `readings` are the cases it is about, in which no rules contradict each other.
    """

    assumptions: tuple[Lit, ...]
    readings: tuple[Reading, ...]
    question: str | None = None
    before: Option | None = None
    after: Option | None = None
    conclusion: str | None = None


def broken(lens: Lens, claim: Claim) -> bool:
    """Whether some answers break the claim; answers in which rules contradict each other do not count.

    Raises `OutOfTime`.
    """
    return any(lens.possible(*breach.assumptions, consistent=breach.readings) for breach in _breaches(lens, claim))


def refute(lens: Lens, claim: Claim) -> tuple[Witness, ...]:
    """The case, or the pair of cases, that breaks the claim; empty where it is proved. Raises `OutOfTime`."""
    for breach in _breaches(lens, claim):
        answers = lens.find(*breach.assumptions, consistent=breach.readings)
        if answers is not None:
            return _pair(lens, claim, breach, answers) if breach.question else _single(lens, claim, answers)
    return ()


def _breaches(lens: Lens, claim: Claim) -> Iterator[_Breach]:
    reading = lens.reading
    match claim:
        case Always(condition, then):
            yield _Breach((reading.holds(condition), -reading.holds(then)), (reading,))
        case Never(condition):
            yield _Breach((reading.holds(condition),), (reading,))
        case NeverWorse(questions, conclusion):
            for question in questions:
                yield from _worsening(lens, question, conclusion)
        case NoInfluence(questions, conclusions):
            for question in questions:
                yield from _influence(lens, question, conclusions)


def _worsening(lens: Lens, question: str, conclusion: str) -> Iterator[_Breach]:
    order = lens.conversation.questions[question].order
    readings = {option: lens.fixed(question, index) for index, option in lens.options(question)}
    for worse, better in combinations(order, 2):
        pair = readings[worse], readings[better]
        yield _Breach(
            (_lower(lens, readings[better], readings[worse], conclusion),), pair, question, worse, better, conclusion
        )


def _lower(lens: Lens, one: Reading, than: Reading, conclusion: str) -> Lit:
    """The conclusion is lower in one reading than in the other."""
    program, order = lens.program, lens.conversation.conclusions[conclusion].order
    low, high = one.values(conclusion), than.values(conclusion)
    return program.disj(program.conj((low[a], high[b])) for a, b in combinations(order, 2))


def _influence(lens: Lens, question: str, conclusions: Iterable[str]) -> Iterator[_Breach]:
    # Each pair of answers: where one of three contradicts itself, two others may differ without differing from it.
    answers: list[tuple[Option | None, Reading]] = [(None, lens.fixed(question, None))]
    answers += ((option, lens.fixed(question, index)) for index, option in lens.options(question))
    for (before, one), (after, other) in combinations(answers, 2):
        for name in conclusions:
            yield _Breach((lens.differs(one, other, name),), (one, other), question, before, after, name)


# Witnesses


def _single(lens: Lens, claim: Claim, answers: Answers) -> tuple[Witness, ...]:
    facts = lens.replay.derive(answers).facts
    conditions = (claim.condition, claim.then) if isinstance(claim, Always) else (claim.condition,)  # type: ignore[union-attr]  # pairs go elsewhere
    truths = [holds(condition, facts) for condition in conditions]
    confirm(truths in ([True, False], [True]), answers, "de eigenschap geldt hier niet")
    concluded = [name for c in conditions for name in _concluded(c, lens.conversation)]
    return (lens.replay.show(answers, "Hier geldt de eigenschap niet.", concluded),)


def _concluded(condition: Condition, conversation: Conversation) -> list[str]:
    from slimmer_rules.rulebook.conditions import reads

    return sorted(reads(condition) & set(conversation.conclusions))


def _pair(lens: Lens, claim: Claim, breach: _Breach, answers: Answers) -> tuple[Witness, ...]:
    assert breach.question is not None  # noqa: S101  # only pairs come here
    assert breach.conclusion is not None  # noqa: S101  # as above
    rest = {name: answer for name, answer in answers.items() if name != breach.question}
    cases = [_answered(rest, breach.question, option) for option in (breach.before, breach.after)]
    before, after = (lens.replay.derive(case).values for case in cases)
    changed = before.get(breach.conclusion) != after.get(breach.conclusion)
    confirm(changed, cases[1], f"{breach.conclusion} verandert met {breach.question}")
    told = [_changed(lens.conversation, breach.question, option) for option in (breach.before, breach.after)]
    return tuple(lens.replay.show(c, t, [breach.conclusion]) for c, t in zip(cases, told, strict=True))


def _answered(rest: Answers, question: str, option: Option | None) -> dict[str, AnswerValue]:
    return dict(rest) if option is None else {**rest, question: representative(option)}


def _changed(conversation: Conversation, question: str, option: Option | None) -> str:
    if option is None:
        return f"Zonder antwoord op `{question}`:"
    return f"Met `{question}` = “{fact_text(question, representative(option), conversation)}”:"
