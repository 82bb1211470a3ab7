"""Why a conclusion has not another value, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.why_not import NearRule, Point, Points, WhyNot, points
from slimmer_rules.reasoning.wording_analysis.parts import (
    Lines,
    counted,
    heading,
    item,
    say,
    shown_value,
)
from slimmer_rules.rulebook.conditions import Is
from slimmer_rules.rulebook.model import Conversation
from slimmer_rules.rulebook.wording import (
    Standing,
    leaf_text,
    listed,
    literal_text,
)


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
