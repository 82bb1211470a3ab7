"""Mutants: every small change of a conversation that a slip of the pen could make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from slimmer_rules.audit.changes import Rebuild, nodes, smaller, with_condition, without_rule
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, reads
from slimmer_rules.rulebook.model import Conclusion, Conversation, Rule
from slimmer_rules.rulebook.wording import condition_text


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed conversation. `subject` is the rule, question or conclusion that changed; `change` says how.

    `conclusions` are those that the change can touch first. `rule` is the changed rule, None where no rule changed.
    """

    subject: str
    change: str
    conversation: Conversation
    conclusions: tuple[str, ...]
    rule: str | None = None


def mutants(conversation: Conversation) -> Iterator[Mutant]:
    """All mutants of a conversation: of its rules, of when its questions apply, and of its values by `anders`."""
    for rule in conversation.rules.values():
        yield from _of_rule(conversation, rule)
    for question in conversation.questions.values():
        yield from _of_applicability(conversation, question.id)
    for conclusion in conversation.conclusions.values():
        yield from _of_default(conversation, conclusion)


def _of_rule(conversation: Conversation, rule: Rule) -> Iterator[Mutant]:
    subject, touched = f"regel {rule.id}", tuple(dict(rule.concludes))
    yield Mutant(subject, "de regel is weg", without_rule(conversation, rule.id), touched, rule.id)
    for change, condition in [*_conditions(conversation, rule.condition), *_neighbours(conversation, rule)]:
        changed = with_condition(conversation, rule.id, condition)
        yield Mutant(subject, change, changed, touched, rule.id)
    for change, concludes in _concluding(conversation, rule):
        rules = {**conversation.rules, rule.id: replace(rule, concludes=concludes)}
        yield Mutant(subject, change, replace(conversation, rules=rules), touched, rule.id)


def _concluding(conversation: Conversation, rule: Rule) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The rule's conclusions with one left out, with another value, or with a member more."""
    for index, (name, value) in enumerate(rule.concludes):
        rest = (*rule.concludes[:index], *rule.concludes[index + 1 :])
        if rest:
            yield f"`{name}: {value}` is weg", rest
        for other in conversation.conclusions[name].values:
            pair = (name, other.id)
            if pair not in rule.concludes:
                told = f"`{name}` is `{other.id}` in plaats van `{value}`"
                yield told, (*rule.concludes[:index], pair, *rule.concludes[index + 1 :])
    for name in dict(rule.concludes):
        conclusion = conversation.conclusions[name]
        for member in conclusion.values if conclusion.is_set else ():
            if (name, member.id) not in rule.concludes:
                yield f"ook `{name}: {member.id}`", (*rule.concludes, (name, member.id))


def _neighbours(conversation: Conversation, rule: Rule) -> Iterator[tuple[str, Condition]]:
    """The rule's condition with one more branch: that of another rule for a conclusion of this one.

    Where that condition reads what rests on this rule, it would be a circle, and no such mutant is made.
    """
    layers = conversation.strata
    lowest = min(layers[name] for name in dict(rule.concludes))
    for other in conversation.rules.values():
        about_same = other is not rule and dict(other.concludes).keys() & dict(rule.concludes).keys()
        if about_same and all(layers.get(name, 0) < lowest for name in reads(other.condition)):
            yield f"ook als regel {other.id}", AnyOf((rule.condition, other.condition))


def _of_applicability(conversation: Conversation, name: str) -> Iterator[Mutant]:
    question = conversation.questions[name]
    if question.applies_if is None:
        return
    changes = [("de vraag geldt altijd", None), *_conditions(conversation, question.applies_if)]
    for change, condition in changes:
        questions = {**conversation.questions, name: replace(question, applies_if=condition)}
        changed = replace(conversation, questions=questions)
        yield Mutant(f"vraag {name}", change, changed, tuple(conversation.conclusions))


def _of_default(conversation: Conversation, conclusion: Conclusion) -> Iterator[Mutant]:
    for value in conclusion.values if conclusion.default is not None else ():
        if value.id != conclusion.default:
            changed = {**conversation.conclusions, conclusion.id: replace(conclusion, default=value.id)}
            change = f"`anders` is `{value.id}` in plaats van `{conclusion.default}`"
            mutated = replace(conversation, conclusions=changed)
            yield Mutant(f"conclusie {conclusion.id}", change, mutated, (conclusion.id,))


def _conditions(conversation: Conversation, condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Each changed condition, with the change in words."""
    for node, rebuild in nodes(condition):
        told = " ".join(condition_text(node, conversation).split())
        for change, new in _changes(conversation, node, rebuild, node is condition):
            yield f"{change}: {told}", new


def _changes(
    conversation: Conversation, node: Condition, rebuild: Rebuild, whole: bool
) -> Iterator[tuple[str, Condition]]:
    # What falls away altogether no longer asks anything: the rule then always holds.
    yield ("alles is weg" if whole else "dit deel is weg"), rebuild(None) or All(())
    for change, new in [("omgekeerd", node.part if isinstance(node, Not) else Not(node)), *_others(conversation, node)]:
        changed = rebuild(new)
        if changed is not None:
            yield change, changed


def _others(conversation: Conversation, node: Condition) -> Iterator[tuple[str, Condition]]:
    match node:
        case Is(subject, values):
            for other in _options(conversation, subject):
                if other not in values:
                    for value in values:
                        swapped = tuple(other if v == value else v for v in values)
                        yield f"`{other}` in plaats van `{value}`", Is(subject, swapped)
                    yield f"ook `{other}`", Is(subject, (*values, other))
        case Between(subject, low, high):
            for step in (-1, 1):
                if low is not None:
                    yield f"van {low + step} in plaats van {low}", Between(subject, low + step, high)
                if high is not None:
                    yield f"tot {high + step} in plaats van {high}", Between(subject, low, high + step)
        case All(parts) if len(parts) > 1:
            yield "een_van in plaats van alle", AnyOf(parts)
        case AnyOf(parts) if len(parts) > 1:
            yield "alle in plaats van een_van", All(parts)
        case AtLeast(count, parts):
            for step in (-1, 1):
                yield f"minstens {count + step} in plaats van {count}", AtLeast(count + step, parts)
    for name, less in smaller(node):
        yield f"zonder `{name}`", less


def _options(conversation: Conversation, subject: str) -> list[str]:
    if subject in conversation.questions:
        return [answer.id for answer in conversation.questions[subject].answers]
    return [value.id for value in conversation.conclusions[subject].values]
