"""Properties: what the rules promise whatever is answered, and the proof or refutation of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.findings import Witness
from slimmer_rules.audit.replay import confirm
from slimmer_rules.reasoning.answer_variables import Option, representative
from slimmer_rules.reasoning.rule_encoding import RuleEncoding
from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.reasoning.solver import Lit
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

    `encodings` are the cases it is about, in which no rules contradict each other.
    """

    assumptions: tuple[Lit, ...]
    encodings: tuple[RuleEncoding, ...]
    question: str | None = None
    before: Option | None = None
    after: Option | None = None
    conclusion: str | None = None


def broken(space: AnswerSpace, claim: Claim) -> bool:
    """Whether some answers break the claim; answers in which rules contradict each other do not count.

    Raises `OutOfTimeError`.
    """
    return any(space.possible(*breach.assumptions, consistent=breach.encodings) for breach in _breaches(space, claim))


def refute(space: AnswerSpace, claim: Claim) -> tuple[Witness, ...]:
    """The case, or the pair of cases, that breaks the claim; empty where it is proved. Raises `OutOfTimeError`."""
    for breach in _breaches(space, claim):
        answers = space.find(*breach.assumptions, consistent=breach.encodings)
        if answers is not None:
            return _pair(space, claim, breach, answers) if breach.question else _single(space, claim, answers)
    return ()


def _breaches(space: AnswerSpace, claim: Claim) -> Iterator[_Breach]:
    encoding = space.encoding
    match claim:
        case Always(condition, then):
            yield _Breach((encoding.holds(condition), -encoding.holds(then)), (encoding,))
        case Never(condition):
            yield _Breach((encoding.holds(condition),), (encoding,))
        case NeverWorse(questions, conclusion):
            for question in questions:
                yield from _worsening(space, question, conclusion)
        case NoInfluence(questions, conclusions):
            for question in questions:
                yield from _influence(space, question, conclusions)


def _worsening(space: AnswerSpace, question: str, conclusion: str) -> Iterator[_Breach]:
    order = space.conversation.questions[question].order
    encodings = {option: space.fixed(question, index) for index, option in space.options(question)}
    for worse, better in combinations(order, 2):
        pair = encodings[worse], encodings[better]
        yield _Breach(
            (_lower(space, encodings[better], encodings[worse], conclusion),), pair, question, worse, better, conclusion
        )


def _lower(space: AnswerSpace, one: RuleEncoding, than: RuleEncoding, conclusion: str) -> Lit:
    """The conclusion is lower in one encoding than in the other."""
    program, order = space.solver, space.conversation.conclusions[conclusion].order
    low, high = one.values(conclusion), than.values(conclusion)
    return program.disj(program.conj((low[a], high[b])) for a, b in combinations(order, 2))


def _influence(space: AnswerSpace, question: str, conclusions: Iterable[str]) -> Iterator[_Breach]:
    # Each pair of answers: where one of three contradicts itself, two others may differ without differing from it.
    answers: list[tuple[Option | None, RuleEncoding]] = [(None, space.fixed(question, None))]
    answers += ((option, space.fixed(question, index)) for index, option in space.options(question))
    for (before, one), (after, other) in combinations(answers, 2):
        for name in conclusions:
            yield _Breach((space.differs(one, other, name),), (one, other), question, before, after, name)


# Witnesses


def _single(space: AnswerSpace, claim: Claim, answers: Answers) -> tuple[Witness, ...]:
    facts = space.replay.derive(answers).facts
    conditions = (claim.condition, claim.then) if isinstance(claim, Always) else (claim.condition,)  # type: ignore[union-attr]  # pairs go elsewhere
    truths = [holds(condition, facts) for condition in conditions]
    confirm(truths in ([True, False], [True]), answers, "de eigenschap geldt hier niet")
    concluded = [name for c in conditions for name in _concluded(c, space.conversation)]
    return (space.replay.show(answers, "Hier geldt de eigenschap niet.", concluded),)


def _concluded(condition: Condition, conversation: Conversation) -> list[str]:
    from slimmer_rules.rulebook.conditions import reads

    return sorted(reads(condition) & set(conversation.conclusions))


def _pair(space: AnswerSpace, claim: Claim, breach: _Breach, answers: Answers) -> tuple[Witness, ...]:
    assert breach.question is not None  # noqa: S101  # only pairs come here
    assert breach.conclusion is not None  # noqa: S101  # as above
    rest = {name: answer for name, answer in answers.items() if name != breach.question}
    cases = [_answered(rest, breach.question, option) for option in (breach.before, breach.after)]
    before, after = (space.replay.derive(case).values for case in cases)
    changed = before.get(breach.conclusion) != after.get(breach.conclusion)
    confirm(changed, cases[1], f"{breach.conclusion} verandert met {breach.question}")
    told = [_changed(space.conversation, breach.question, option) for option in (breach.before, breach.after)]
    return tuple(space.replay.show(c, t, [breach.conclusion]) for c, t in zip(cases, told, strict=True))


def _answered(rest: Answers, question: str, option: Option | None) -> dict[str, AnswerValue]:
    return dict(rest) if option is None else {**rest, question: representative(option)}


def _changed(conversation: Conversation, question: str, option: Option | None) -> str:
    if option is None:
        return f"Zonder antwoord op `{question}`:"
    return f"Met `{question}` = “{fact_text(question, representative(option), conversation)}”:"
