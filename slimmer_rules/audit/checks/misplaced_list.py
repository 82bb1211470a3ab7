"""A29: an outcome that shows a list of another kind of outcome, or leaves out its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each outcome and list that do not go together.

    The lists looked at are those that some outcome shows. A list is an outcome's *own* if there is always something on
    it with that outcome.
    """
    goal = conversation.goal
    names = dict.fromkeys(name for outcome in conversation.outcomes.values() for name in outcome.shows)
    if goal is None or not names:
        return
    space = audited.space(conversation)
    outcomes = {value: space.encoding.values(goal)[value] for value in conversation.outcomes}
    reached = {value: outcome for value, outcome in outcomes.items() if space.possible(outcome)}
    for name in names:
        filled = space.solver.disj(space.encoding.values(name).values())
        own = [value for value, outcome in reached.items() if not space.possible(outcome, -filled)]
        for value, outcome in reached.items():
            answers = space.find(outcome, filled)
            wrong = _wrong(conversation, name, value, own, empty=answers is None)
            if wrong is not None:
                yield _finding(space, name, value, answers, *wrong)


def _wrong(
    conversation: Conversation, name: str, value: str, own: Collection[str], *, empty: bool
) -> tuple[str, str] | None:
    """What is wrong with how an outcome shows a list, or does not, and what to do. `own`: the outcomes whose own it is.

    `empty`: nothing is ever on the list with this outcome.
    """
    if name not in conversation.outcome(value).shows:
        if value in own:
            return "toont `{}` niet, terwijl daar dan altijd iets op staat", "Noem de lijst bij `toont`."
        return None
    if empty:
        return "toont `{}`, maar daar staat dan nooit iets op", "Haal de lijst weg bij deze uitkomst."
    others = [other for other in own if _apart(conversation, value, other)] if value not in own else []
    if others:
        return f"toont `{{}}`, en die lijst hoort bij `{others[0]}`", "Haal de lijst weg bij deze uitkomst."
    return None


def _apart(conversation: Conversation, one: str, other: str) -> bool:
    """One outcome says yes, and the other is the refusal: the worst value of the goal, unless that says yes."""
    order = conversation.conclusions[str(conversation.goal)].order
    positive = conversation.positive()
    return any(a in positive and b not in positive and b == order[0] for a, b in ((one, other), (other, one)) if order)


def _finding(
    space: AnswerSpace, name: str, value: str, answers: dict[str, str | int] | None, message: str, help: str
) -> Finding:
    goal = str(space.conversation.goal)
    witnesses = []
    if answers is not None:
        found = space.replay.derive(answers).values
        confirm(found[goal] == value and bool(found[name]), answers, f"bij {value} staat iets op {name}")
        witnesses.append(
            space.replay.show(answers, "Hier komt deze uitkomst voor, met iets op de lijst.", [goal, name])
        )
    outcome = space.conversation.outcome(value)
    return CHECK.finding(
        f"{goal}: {value}, {name}",
        f"De uitkomst `{value}` {message.format(name)}.",
        outcome.place,
        help,
        witnesses,
    )


CHECK = Check("A29", "uitkomst met een verkeerde lijst", Severity.WARNING, run)
