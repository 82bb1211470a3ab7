"""A01: two rules give a single-valued conclusion different values for the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from slimmer_rules.audit.answer_space import AnswerSpace
from slimmer_rules.audit.auditing import Audited, Check
from slimmer_rules.audit.checks.empty_promise import supposed
from slimmer_rules.audit.findings import Finding, Severity
from slimmer_rules.audit.properties import Claim
from slimmer_rules.audit.replay import confirm
from slimmer_rules.reasoning.forward import ContradictionError
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.solver import Lit
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import Conversation


def run(audited: Audited, conversation: Conversation) -> Iterator[Finding]:
    """A finding for each pair of rules that can clash, lower conclusions first.

    Answers in which something that the two rest on already clashes are left out: the fault is reported where it begins.
    What follows from a clash is told with the first clash that brings it about.
    """
    space = audited.space(conversation)
    overlaps = {name: space.encoding.overlap(name) for name in conversation.conclusions}
    claims = {p.id: p.claim for p in audited.material.properties if p.conversation == conversation.id}
    following = {**dict(_following(space)), **dict(_promised(space, claims))}
    for name in sorted(conversation.conclusions, key=lambda name: (conversation.strata[name], name)):
        others = [-overlap for other, overlap in overlaps.items() if other != name]
        for pair in clashing(conversation, name):
            both = [space.encoding.fires(rule) for rule in pair]
            alone = answers = space.find(*both, *others, consistent=())
            if alone is None:  # two rules may always clash over two conclusions
                answers = space.find(*both, *_sound_below(space, pair, overlaps), consistent=())
            if answers is not None:
                here = [text for text, holds in following.items() if space.possible(holds, *both, consistent=())]
                yield _finding(space, name, pair, answers, alone is not None, here)
                following = {text: holds for text, holds in following.items() if text not in here}


def _sound_below(space: AnswerSpace, rules: tuple[str, str], overlaps: Mapping[str, Lit]) -> Iterator[Lit]:
    """Nothing that these rules rest on contradicts itself."""
    for read in reads(space.conversation.rules[rules[0]].condition) | reads(
        space.conversation.rules[rules[1]].condition
    ):
        yield from (-overlaps[name] for name in space.dependence.upstream(read) if name in overlaps)


def _following(space: AnswerSpace) -> Iterator[tuple[str, Lit]]:
    """What is so only where rules contradict each other: in words, and as a literal."""
    conversation = space.conversation
    for rule in conversation.rules:
        if rule in space.conflicting_only:
            yield f"Regel {rule} geldt alleen waar regels elkaar tegenspreken.", space.encoding.fires(rule)
    for name, conclusion in conversation.conclusions.items():
        for value in conclusion.values:
            giving = {rule.id for rule in conversation.rules.values() if (name, value.id) in rule.concludes}
            holds = space.encoding.values(name)[value.id]
            told = giving and giving <= space.dead
            if not told and not space.possible(holds) and space.possible(holds, consistent=()):
                yield f"De conclusie `{name}` wordt alleen waar regels elkaar tegenspreken `{value.id}`.", holds


def _promised(space: AnswerSpace, claims: Mapping[str, Claim]) -> Iterator[tuple[str, Lit]]:
    """The promises that suppose what is so only where rules contradict each other."""
    for id, claim in claims.items():
        supposed_here = [space.encoding.holds(condition) for condition in supposed(claim, space.conversation)]
        never = [holds for holds in supposed_here if not space.possible(holds)]
        if never and all(space.possible(holds, consistent=()) for holds in never):
            yield f"Eigenschap {id} belooft alleen iets waar regels elkaar tegenspreken.", never[0]


def _finding(
    space: AnswerSpace, name: str, rules: tuple[str, str], answers: Answers, alone: bool, consequences: Sequence[str]
) -> Finding:
    first, second = rules
    told = space.replay.values(answers)
    clash = isinstance(told, ContradictionError) and (told.conclusion == name or not alone)
    confirm(clash, answers, f"tegenspraak over {name}")
    return CHECK.finding(
        f"{name}: {first}, {second}",
        f"De regels {first} en {second} spreken elkaar tegen over `{name}`.",
        space.conversation.rules[second].place,
        "Pas een van beide aan, zodat zij nooit samen gelden.",
        [space.replay.show(answers, f"Regel {first} en regel {second} gelden hier allebei.")],
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
