"""Why an outcome is as it is and what would change it, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from slimmer_rules.reasoning.changes import Change, ChangeSet, ChangesTo
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.rests_on import RestsOn
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.what_if import Differing, WhatIf
from slimmer_rules.reasoning.why_not import NearRule, Point, Points, WhyNot, points
from slimmer_rules.reasoning.wording_analysis.questions import (
    OUT_OF_TIME,
    Lines,
    counted,
    heading,
    item,
    say,
    shown_value,
    told_value,
    wished_value,
)
from slimmer_rules.rulebook.conditions import Is
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from slimmer_rules.rulebook.wording import (
    Standing,
    capital,
    fact_text,
    headed,
    leaf_text,
    listed,
    literal_text,
    stopped,
    wrapped,
)


def rests_on_text(found: RestsOn, answers: Answers, talk: Conversation) -> Lines:
    """What a conclusion rests on, and what made no difference."""
    lines = say(
        f"Bij {heading(found.conclusion, talk)} is de conclusie {shown_value(found.conclusion, found.value, talk)}."
    )
    lines.append("")
    if "giving" in found.unknown:
        lines += say(f"Waar deze conclusie op rust, is niet bekend. {OUT_OF_TIME}")
    elif not found.giving[0]:
        lines += say("Er is geen enkel antwoord voor nodig.")
    else:
        lines += say("Dit is genoeg als al het andere open blijft:")
        for number, names in enumerate(found.giving):
            lines += ["Of:"] if number else []
            lines += [line for name in names for line in _given(name, answers, talk)]
        lines += say("Er zijn meer even kleine groepen antwoorden.") if found.more else []
    if "idle" in found.unknown:
        lines += say(f"Welke antwoorden er niet toe deden, is niet bekend. {OUT_OF_TIME}")
    elif found.idle:
        lines += ["", "Met of zonder deze antwoorden was de conclusie hetzelfde:"]
        lines += [line for name in found.idle for line in _given(name, answers, talk)]
    return lines


def _given(question: str, answers: Answers, talk: Conversation) -> Lines:
    return item(f"{capital(talk.questions[question].short)}: {told_value(question, answers[question], talk)}")


def why_not_text(answers: Sequence[WhyNot], derivation: Derivation) -> Lines:
    """Why a conclusion does not have a value: its own rules, and the nearest rule of what these lacked."""
    talk = derivation.conversation
    by_name = {(answer.conclusion, answer.value): answer for answer in answers}
    first = answers[0]
    if first.so:
        return say(f"Bij {heading(first.conclusion, talk)} is de conclusie wel {_label(first, talk)}.")
    lines = _why_not(first, derivation, first.rules)
    told, todo = {(first.conclusion, first.value)}, list(_lacked(first.rules[:1], talk))
    while todo:
        wanted = todo.pop(0)
        if wanted in told or by_name[wanted].so:
            continue
        told.add(wanted)
        nearest = by_name[wanted].rules[:1]
        lines += ["", *_why_not(by_name[wanted], derivation, nearest)]
        todo += _lacked(nearest, talk)
    return lines


def _label(answer: WhyNot, talk: Conversation) -> str:
    return shown_value(answer.conclusion, answer.value, talk)


def _lacked(rules: Iterable[NearRule], talk: Conversation) -> Iterator[tuple[str, str]]:
    for rule in rules:
        for point in points(rule.condition):
            literal = point.literal
            if isinstance(literal, Is) and literal.subject in talk.conclusions and point.wanted and not point.met:
                yield from ((literal.subject, value) for value in literal.values)


def _why_not(answer: WhyNot, derivation: Derivation, rules: Sequence[NearRule]) -> Lines:
    talk = derivation.conversation
    title = heading(answer.conclusion, talk)
    if isinstance(answer.actual, frozenset):
        lines = say(f"Waarom staat {_label(answer, talk)} niet op de lijst {title}?")
    else:
        by = f" (regel {listed(answer.instead)})" if answer.instead else ""
        actual = shown_value(answer.conclusion, answer.actual, talk)
        lines = say(f"Waarom is bij {title} de conclusie niet {_label(answer, talk)}? Die is nu {actual}{by}.")
    if answer.by_default:
        lines += say(f"{_label(answer, talk)} is de conclusie als geen regel iets anders zegt.")
    if not rules and not answer.by_default:
        lines += say("Geen enkele regel geeft deze conclusie.")
    for rule in rules:
        lines += _near(rule, derivation)
    return lines


def _near(rule: NearRule, derivation: Derivation) -> Lines:
    title = derivation.conversation.rules[rule.rule].title
    if rule.distance == float("inf"):
        return say(f"Regel {rule.rule}, {title}: die kan nooit gelden.")
    lacking = counted(int(rule.distance), "punt", "punten")
    verb = "ontbreekt" if rule.distance == 1 else "ontbreken"
    lines = say(f"Regel {rule.rule}, {title}: er {verb} {lacking}.")
    held = dict.fromkeys(_stands(point, derivation) for point in points(rule.condition) if point.met)
    lines += [line for told in held for line in item(f"Voldaan: {told}", "  ")]
    return lines + _unmet(rule.condition, derivation, "  ", set())


_LACK = {
    Standing.NOT_SO: "Niet voldaan",
    Standing.NOT_FOLLOWING: "Volgt niet",
    Standing.NOT_KNOWN: "Niet bekend",
    Standing.SO: "Mag niet zo zijn",
}


def _unmet(tree: Point | Points, derivation: Derivation, indent: str, told: set[str]) -> Lines:
    """What a condition lacks: all of it, or a list of which some would do.

    How a point stands is told once; where another point stands the same, what that one asks tells them apart.
    """
    if tree.met:
        return []
    if isinstance(tree, Point):
        stands = _stands(tree, derivation)
        if stands in told:
            return item(f"Nodig: {leaf_text(tree.literal, derivation.conversation, tree.wanted)}", indent)
        told.add(stands)
        return item(f"{_LACK[tree.standing]}: {stands}", indent)
    lacking = [part for part in tree.parts if not part.met]
    if tree.needed >= len(tree.parts) or len(lacking) == 1:
        return [line for part in lacking for line in _unmet(part, derivation, indent, told)]
    needed = tree.needed - (len(tree.parts) - len(lacking))
    lines = item(f"Minstens {needed} van deze {len(lacking)} {'moet' if needed == 1 else 'moeten'} anders:", indent)
    return lines + [line for part in lacking for line in _way(part, derivation, f"{indent}  ", told)]


def _way(tree: Point | Points, derivation: Derivation, indent: str, told: set[str]) -> Lines:
    """One of the ways in a list: what belongs together stands together."""
    together = isinstance(tree, Points) and tree.needed >= len(tree.parts)
    if not together or sum(not point.met for point in points(tree)) == 1:
        return _unmet(tree, derivation, indent, told)
    return [*item("Al deze punten:", indent), *_unmet(tree, derivation, f"{indent}  ", told)]


def _stands(point: Point, derivation: Derivation) -> str:
    holds = point.met is point.wanted
    away = derivation.situation.not_applicable
    told = literal_text(point.literal, derivation.conversation, holds, derivation.facts, away)
    return told[:1].lower() + told[1:] if told[1:2].islower() else told


def what_if_text(found: WhatIf) -> Lines:
    """Old and new conclusions side by side, and the rules that make the difference."""
    talk = found.old.conversation
    lines = [line for each in found.conclusions for line in _differing(each, talk)]
    if not lines:
        lines = say("Geen enkele conclusie verandert.")
    for names, told in (
        (found.parked, "Dit antwoord telt dan niet meer, want de vraag is niet van toepassing"),
        (found.revived, "Dit antwoord telt dan weer"),
        (found.asked, "Deze vraag komt er dan bij"),
        (found.dropped, "Deze vraag vervalt dan"),
    ):
        lines += [line for name in names for line in say(f"{told}: {talk.questions[name].short}.")]
    return lines


def _differing(each: Differing, talk: Conversation) -> Lines:
    title = talk.conclusions[each.conclusion].title
    mark = "" if title.endswith("?") else ":"
    if isinstance(each.old, frozenset) or isinstance(each.new, frozenset):
        old, new = (value if isinstance(value, frozenset) else frozenset[str]() for value in (each.old, each.new))
        parts = [f"erbij {shown_value(each.conclusion, new - old, talk)}"] if new - old else []
        parts += [f"eraf {shown_value(each.conclusion, old - new, talk)}"] if old - new else []
        lines = item(f"{title}{mark} {'; '.join(parts)}.")
    else:
        old_text, new_text = shown_value(each.conclusion, each.old, talk), shown_value(each.conclusion, each.new, talk)
        lines = item(f"{title}{mark} was {old_text}, wordt {new_text}.")
    for rules, told in ((each.gained, "Nu wel"), (each.lost, "Nu niet meer")):
        lines += [line for rule in rules for line in wrapped(_rule(told, rule, talk), "  ", "    ")]
    return lines


def _rule(told: str, rule: str, talk: Conversation) -> str:
    return stopped(f"{told}: regel {rule}, {talk.rules[rule].title}")


def consequences(found: WhatIf, *, reveal: bool = True) -> str:
    """In one line what a change leads to: 'Besluit: aanhouden → aannemen; 2 antwoorden tellen niet meer mee'.

    Without `reveal` it says that the goal changes, not from what to what. Empty if nothing of this kind changes.
    """
    talk = found.old.conversation
    parts = [_goal_change(each, talk, reveal) for each in found.conclusions if each.conclusion == talk.goal]
    for names, one, more in (
        (found.parked, "antwoord telt niet meer mee", "antwoorden tellen niet meer mee"),
        (found.revived, "antwoord telt weer mee", "antwoorden tellen weer mee"),
        (found.asked, "nieuwe vraag", "nieuwe vragen"),
        (found.dropped, "vraag vervalt", "vragen vervallen"),
    ):
        if names:
            parts.append(counted(len(names), one, more))
    return "; ".join(parts)


def _goal_change(each: Differing, talk: Conversation, reveal: bool) -> str:
    if not reveal:
        return "de uitkomst verandert"
    old, new = (
        "geen conclusie" if value is None else fact_text(each.conclusion, value, talk) for value in (each.old, each.new)
    )
    return headed(talk.conclusions[each.conclusion].title, f"{old} → {new}")


def changes_text(found: ChangesTo, answers: Answers, talk: Conversation) -> Lines:
    """The smallest changes that give an outcome, or why there are none."""
    wanted = shown_value(found.conclusion, found.value, talk)
    title = heading(found.conclusion, talk)
    if found.already:
        return say(f"Bij {title} is de conclusie al {wanted}. Er hoeft niets te veranderen.")
    if not found.complete:
        return say(f"Wat er moet veranderen voor {wanted}, is niet bekend. {OUT_OF_TIME}")
    if not found.sets:
        return _unreachable(found, answers, talk)
    shown = _least_effort(found)
    count = len(found.sets[0].changes)
    told = "dit ene antwoord" if count == 1 else f"deze {count} antwoorden"
    lines = say(f"Bij {title} wordt de conclusie {wanted} met {told}:")
    for number, each in enumerate(shown):
        lines += ["Of:"] if number else []
        lines += [line for change in each.changes for line in item(_change(change, talk))]
    lines += say("Met minder lukt het niet.") if count > 1 else []
    if found.more or len(shown) < len(found.sets):
        lines += say("Er zijn meer mogelijkheden met evenveel antwoorden. Met --json ziet u er meer.")
    return lines


def _least_effort(found: ChangesTo) -> list[ChangeSet]:
    """Of the sets that change the same answers only the one of least effort, and three at most."""
    first: dict[tuple[str, ...], ChangeSet] = {}
    for each in found.sets:
        first.setdefault(tuple(change.question for change in each.changes), each)
    return list(first.values())[:3]


def _change(change: Change, talk: Conversation) -> str:
    subject = capital(talk.questions[change.question].short)
    new = wished_value(change.question, change.new, talk)
    if change.band and change.band[0] != change.band[1]:
        new = f"{change.band[0]} tot en met {change.band[1]}"
    if change.old is None:
        return f"{subject}: nog geen antwoord, wordt {new}."
    return f"{subject}: nu {told_value(change.question, change.old, talk)}, wordt {new}."


def _unreachable(found: ChangesTo, answers: Answers, talk: Conversation) -> Lines:
    wanted = shown_value(found.conclusion, found.value, talk)
    if not found.blockers:
        return say(f"{capital(wanted)} is niet te bereiken: geen enkele verandering van antwoorden geeft dit.")
    lines = say(f"{capital(wanted)} is niet te bereiken met antwoorden die iemand kan veranderen. Dit houdt het tegen:")
    for number, each in enumerate(found.blockers):
        if number:
            lines.append("Of:")
        lines += [line for name in each for line in item(_blocker(name, answers, talk))]
    return lines


def _blocker(question: str, answers: Answers, talk: Conversation) -> str:
    short = talk.questions[question].short
    if answers.get(question, UNKNOWN) == UNKNOWN:
        return f"Over {short} is nog niets bekend. Beantwoord eerst die vraag ({question})."
    given = told_value(question, answers[question], talk)
    return f"{capital(short)} is {given}; dat kan niemand veranderen ({question})."
