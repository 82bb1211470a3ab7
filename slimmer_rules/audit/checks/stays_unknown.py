"""A25: a conclusion that stays unknown though all that it rests on is known."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.replay import confirm
from slimmer_rules.reasoning.solver import Lit
from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation
from slimmer_rules.rulebook.strata import controlled_by, reached, read_by_rules


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each conclusion whose `anders` reads as not known, and is kept though nothing is left to ask.

    Where that follows from another conclusion that stays unknown, only the other is told.
    """
    space = audited.space(conversation)
    encoding = {**read_by_rules(conversation), **controlled_by(conversation)}
    unknown = {name for name, conclusion in conversation.conclusions.items() if default_is_unknown(conclusion)}
    for name in conversation.conclusions:
        if name not in unknown:
            continue
        below = reached([name], encoding) - {name}
        known = [space.encoding.settled(question) for question in conversation.questions if question in below]
        others = [-_kept(space, other) for other in conversation.conclusions if other in below & unknown]
        answers = space.find(_kept(space, name), *known, *others)
        if answers is not None:
            yield _finding(space, conversation.conclusions[name], answers)


def default_is_unknown(conclusion: Conclusion) -> bool:
    """Whether `anders` reads as not known, by its id or by its label."""
    if conclusion.default is None:
        return False
    value = conclusion.value(conclusion.default)
    return UNKNOWN in value.id or UNKNOWN in value.label.lower()


def _kept(space: AnswerSpace, name: str) -> Lit:
    """The conclusion has its default because no rule gives it a value."""
    default = str(space.conversation.conclusions[name].default)
    giving = [rule.id for rule in space.conversation.rules.values() if (name, default) in rule.concludes]
    return space.solver.conj((space.encoding.values(name)[default], *(-space.encoding.fires(rule) for rule in giving)))


def _finding(space: AnswerSpace, conclusion: Conclusion, answers: dict[str, str | int]) -> Finding:
    kept = space.replay.derive(answers).values[conclusion.id] == conclusion.default
    confirm(kept, answers, f"{conclusion.id} blijft {conclusion.default}")
    return CHECK.finding(
        conclusion.id,
        f"De conclusie `{conclusion.id}` blijft soms `{conclusion.default}`, "
        "ook als alles waar zij op rust bekend is: er valt niets meer te vragen.",
        conclusion.place,
        "Laat een regel dit geval ook lezen, of zeg met een eigen waarde wat er dan geldt.",
        [space.replay.show(answers, "Geen enkele regel geeft hier een waarde.", [conclusion.id])],
    )


CHECK = Check("A25", "conclusie die onbekend blijft", Severity.WARNING, run)
