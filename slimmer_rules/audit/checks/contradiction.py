"""A01: two rules give a single-valued conclusion different values for the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.checks.empty_promise import supposed
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.lens import Lens
from slimmer_rules.audit.properties import Claim
from slimmer_rules.audit.replay import confirm
from slimmer_rules.reasoning.forward import Contradiction
from slimmer_rules.reasoning.program import Lit
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each pair of rules that can clash, lower conclusions first.

    Answers in which something that the two rest on already clashes are left out: the fault is reported where it begins.
    What follows from a clash is told with the first clash that brings it about.
    """
    lens = audited.lens(conversation)
    overlaps = {name: lens.reading.overlap(name) for name in conversation.conclusions}
    claims = {p.id: p.claim for p in audited.material.properties if p.conversation == conversation.id}
    following = {**dict(_following(lens)), **dict(_promised(lens, claims))}
    for name in sorted(conversation.conclusions, key=lambda name: (conversation.strata[name], name)):
        others = [-overlap for other, overlap in overlaps.items() if other != name]
        for pair in clashing(conversation, name):
            both = [lens.reading.fires(rule) for rule in pair]
            alone = answers = lens.find(*both, *others, consistent=())
            if alone is None:  # two rules may always clash over two conclusions
                answers = lens.find(*both, *_sound_below(lens, pair, overlaps), consistent=())
            if answers is not None:
                here = [text for text, holds in following.items() if lens.possible(holds, *both, consistent=())]
                yield _finding(lens, name, pair, answers, alone is not None, here)
                following = {text: holds for text, holds in following.items() if text not in here}


def _sound_below(lens: Lens, rules: tuple[str, str], overlaps: Mapping[str, Lit]) -> Iterator[Lit]:
    """Nothing that these rules rest on contradicts itself."""
    for read in reads(lens.conversation.rules[rules[0]].condition) | reads(lens.conversation.rules[rules[1]].condition):
        yield from (-overlaps[name] for name in lens.dependence.upstream(read) if name in overlaps)


def _following(lens: Lens) -> Iterator[tuple[str, Lit]]:
    """What is so only where rules contradict each other: in words, and as a literal."""
    conversation = lens.conversation
    for rule in conversation.rules:
        if rule in lens.conflicting_only:
            yield f"Regel {rule} geldt alleen waar regels elkaar tegenspreken.", lens.reading.fires(rule)
    for name, conclusion in conversation.conclusions.items():
        for value in conclusion.values:
            giving = {rule.id for rule in conversation.rules.values() if (name, value.id) in rule.concludes}
            holds = lens.reading.values(name)[value.id]
            told = giving and giving <= lens.dead
            if not told and not lens.possible(holds) and lens.possible(holds, consistent=()):
                yield f"De conclusie `{name}` wordt alleen waar regels elkaar tegenspreken `{value.id}`.", holds


def _promised(lens: Lens, claims: Mapping[str, Claim]) -> Iterator[tuple[str, Lit]]:
    """The promises that suppose what is so only where rules contradict each other."""
    for id, claim in claims.items():
        supposed_here = [lens.reading.holds(condition) for condition in supposed(claim, lens.conversation)]
        never = [holds for holds in supposed_here if not lens.possible(holds)]
        if never and all(lens.possible(holds, consistent=()) for holds in never):
            yield f"Eigenschap {id} belooft alleen iets waar regels elkaar tegenspreken.", never[0]


def _finding(
    lens: Lens, name: str, rules: tuple[str, str], answers: Answers, alone: bool, consequences: Sequence[str]
) -> Finding:
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
        consequences,
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
