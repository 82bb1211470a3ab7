"""Rules: a rule as a coach reads it, and its reason filled in for a case."""

from __future__ import annotations

from slimmer_rules.rulebook.conditions import Facts
from slimmer_rules.rulebook.model import Conclusion, Conversation, Origin, Rule, Rulebook, Slot
from slimmer_rules.rulebook.wording.conditions import after_als
from slimmer_rules.rulebook.wording.sources import place_text, source_text
from slimmer_rules.rulebook.wording.texts import capital, fact_text, listed, quoted, stopped, topic, wrapped

ORIGINS = {
    Origin.LITERAL: "letterlijk: de bron zegt dit zelf.",
    Origin.DERIVED: "afgeleid: dit volgt in één stap uit wat de bron zegt.",
    Origin.INTERPRETATION: "interpretatie: dit is onze keuze, want de bron zegt het niet of niet duidelijk.",
}


def rule_text(rule: Rule, conversation: Conversation, rulebook: Rulebook) -> str:
    """A rule as a coach reads it: the sentence, why, the source and the origin."""
    lines = [*wrapped(f"Regel {rule.id}: {rule.title}", "", "  "), "", *rule_sentence(rule, conversation), ""]
    lines += wrapped(f"Want: {_gapped(rule, conversation)}", "", "  ")
    lines += _sources(rule, rulebook)
    lines += wrapped(f"Herkomst: {ORIGINS[rule.origin]}", "", "  ")
    if rule.origin_note:
        lines += wrapped(f"Uitleg: {rule.origin_note}", "", "  ")
    return "\n".join(lines)


def rule_sentence(rule: Rule, conversation: Conversation) -> list[str]:
    """What a rule concludes and when, as the lines of one sentence: *Als …, dan …*."""
    then = _then(rule, conversation)
    *above, last = after_als(rule.condition, conversation)
    if len(then) == 1:
        first, *items = then[0]
        return above + wrapped(f"{last} {first}", "", "  ") + _below(items, "")
    lines = above + wrapped(f"{last}:", "", "  ")
    for first, *items in then:
        lines += wrapped(first, "- ", "  ") + _below(items, "  ")
    return lines


def _below(items: list[str], indent: str) -> list[str]:
    return [line for item in items for line in wrapped(item, f"{indent}- ", f"{indent}  ")]


def _then(rule: Rule, conversation: Conversation) -> list[list[str]]:
    """For each conclusion the clause after *dan*, followed by the items of its list if it has several."""
    grouped: dict[str, list[str]] = {}
    for name, value in rule.concludes:
        grouped.setdefault(name, []).append(value)
    return [_concluded(conversation.conclusions[name], values) for name, values in grouped.items()]


def _concluded(conclusion: Conclusion, values: list[str]) -> list[str]:
    labels = [quoted(conclusion.value(value).label) for value in values]
    title = quoted(conclusion.title)
    if not conclusion.is_set:
        return [stopped(f"is bij {title} de conclusie {listed(labels)}")]
    if len(labels) == 1:
        return [stopped(f"komt op de lijst {title}: {labels[0]}")]
    return [f"komen op de lijst {title}:", *labels]


def _sources(rule: Rule, rulebook: Rulebook) -> list[str]:
    """A line for each source; of a source with several places, a list of them."""
    lines: list[str] = []
    for source in dict.fromkeys(citation.source for citation in rule.citations):
        places = [place_text(c, rulebook) for c in rule.citations if c.source == source]
        told = f"Bron: {source_text(source, rulebook)}"
        if len(places) == 1:
            lines += wrapped(", ".join(filter(None, [told, *places])), "", "  ")
        else:
            lines += wrapped(f"{told}:", "", "  ")
            lines += [line for place in places for line in wrapped(place or "het geheel", "- ", "  ")]
    return lines


def _gapped(rule: Rule, conversation: Conversation) -> str:
    return "".join(p if isinstance(p, str) else f"[{topic(p.name, conversation)}]" for p in rule.reason)


def reason_text(rule: Rule, conversation: Conversation, facts: Facts) -> str:
    """The rule's `omdat` for these facts: each gap filled, or said to be not known."""
    told = (part if isinstance(part, str) else _filled(part, conversation, facts) for part in rule.reason)
    return capital("".join(told))


def _filled(slot: Slot, conversation: Conversation, facts: Facts) -> str:
    value = facts.get(slot.name)
    if slot.name in conversation.conclusions:
        return fact_text(slot.name, value, conversation) if value is not None else "nog niet bekend"
    question = conversation.questions[slot.name]
    if value is None:
        return f"Over {question.short} is nog niets bekend."
    if isinstance(value, str):
        answer = question.answer(value)
        return answer.in_letter or answer.choice
    return str(value)
