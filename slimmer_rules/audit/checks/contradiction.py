"""A01: two rules give a single-valued conclusion different values for the same answers."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.lens import Lens
from slimmer_rules.audit.replay import confirm
from slimmer_rules.reasoning.forward import Contradiction
from slimmer_rules.reasoning.program import Lit
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each pair of rules that can clash, lower conclusions first.

    Answers in which a lower conclusion already clashes are left out: the fault is reported where it begins.
    """
    lens = audited.lens(conversation)
    overlaps = {name: lens.reading.overlap(name) for name in conversation.conclusions}
    sound: list[Lit] = []
    for name in sorted(conversation.conclusions, key=lambda name: (conversation.strata[name], name)):
        others = [-overlap for other, overlap in overlaps.items() if other != name]
        for first, second in clashing(conversation, name):
            both = (lens.reading.fires(first), lens.reading.fires(second))
            alone = answers = lens.find(*both, *others)
            if alone is None:  # two rules may always clash over two conclusions
                answers = lens.find(*both, *sound)
            if answers is not None:
                yield _finding(lens, name, (first, second), answers, alone is not None)
        sound.append(-overlaps[name])


def _finding(lens: Lens, name: str, rules: tuple[str, str], answers: Answers, alone: bool) -> Finding:
    first, second = rules
    told = lens.replay.values(answers)
    clash = isinstance(told, Contradiction) and (told.conclusion == name or not alone)
    confirm(clash, answers, f"tegenspraak over {name}")
    return CHECK.finding(
        f"{name}: {first}, {second}",
        f"De regels {first} en {second} spreken elkaar tegen over `{name}`.",
        lens.conversation.rules[second].place,
        "Pas een van beide aan, zodat zij nooit samen gelden.",
        [lens.replay.show(answers, f"Regel {first} en regel {second} gelden hier allebei.")],
    )


def clashing(conversation: Conversation, name: str) -> Iterator[tuple[str, str]]:
    """The pairs of rules that give this single-valued conclusion different values."""
    if conversation.conclusions[name].is_set:
        return
    giving = sorted((r.id, v) for r in conversation.rules.values() for c, v in r.concludes if c == name)
    for index, (first, value) in enumerate(giving):
        for second, other in giving[index + 1 :]:
            if value != other:
                yield first, second


CHECK = Check("A01", "tegenspraak", Severity.ERROR, run)
