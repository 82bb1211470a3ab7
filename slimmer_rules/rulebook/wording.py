"""Wording: the one place where conditions, grounds and rules become Dutch.

Everything a person reads about a rule or a ground comes from here, so that the same thing is always said in the same
words. Four things are worded apart (`Standing`): it is so, it is known not to be so, it does not follow, and it is not
known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from textwrap import fill

from slimmer_rules.rulebook.conditions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Facts,
    FactValue,
    Is,
    Literal,
    Not,
    Unknown,
    literal_holds,
    names,
)
from slimmer_rules.rulebook.model import UNKNOWN, Citation, Conclusion, Conversation, Origin, Rule, Rulebook, Slot

WIDTH = 100
INLINE = 200
"""A condition of at most two leaves that takes no more characters than this stays in the sentence itself."""

NO_ANSWER = "Weet ik nog niet"
"""How the answer `onbekend` is put to people."""

ORIGINS = {
    Origin.LITERAL: "letterlijk: de bron zegt dit zelf.",
    Origin.DERIVED: "afgeleid: dit volgt in één stap uit wat de bron zegt.",
    Origin.INTERPRETATION: "interpretatie: dit is onze keuze, want de bron zegt het niet of niet duidelijk.",
}


class Standing(Enum):
    """How a leaf stands in the facts."""

    SO = "het is zo"
    NOT_SO = "het is bekend dat het niet zo is"
    NOT_FOLLOWING = "het volgt niet"
    NOT_KNOWN = "het is niet bekend"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A clause in parts, because Dutch puts the verb second in a main clause and last after *als*."""

    subject: str
    verb: str
    rest: str
    tail: str = ""

    @property
    def main(self) -> str:
        return f"{self.subject} {self.verb} {self.rest}{self.tail}"

    @property
    def after_als(self) -> str:
        return f"{self.subject} {self.rest} {self.verb}{self.tail}"


# --- names and values ------------------------------------------------------------------------------------------------


def quoted(text: str) -> str:
    """A text between Dutch quotes."""
    return f"“{text}”"


def listed(parts: Sequence[str], word: str = "en") -> str:
    """`a, b en c`, or with another word before the last."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def capital(text: str) -> str:
    """The text with a capital first, also where it starts with a quote."""
    for index, letter in enumerate(text):
        if letter.isalpha():
            return text[:index] + letter.upper() + text[index + 1 :]
        if letter.isdigit():
            break
    return text


def stopped(text: str) -> str:
    """The text as a sentence: with a full stop, unless it ends in one already, perhaps within quotes."""
    return text if text.endswith((".", "!", "?", ".”", "!”")) else f"{text}."


def value_text(name: str, value: FactValue, conversation: Conversation) -> str:
    """What a person reads for a value: an answer's choice, a number, a conclusion's label, or a set's labels."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, frozenset):
        return "; ".join(m.label for m in conversation.conclusions[name].values if m.id in value) or "niets"
    if value == UNKNOWN and name in conversation.questions:
        return NO_ANSWER
    return _label(name, value, conversation)


def headed(title: str, text: str) -> str:
    """A conclusion's title with what was concluded: `Type: PB`, but `Is het relevant? Ja`."""
    return f"{title} {capital(text)}" if title.endswith("?") else f"{title}: {text}"


def topic(name: str, conversation: Conversation) -> str:
    """A question or conclusion as the subject of a sentence."""
    if name in conversation.conclusions:
        return f"de conclusie bij {quoted(conversation.conclusions[name].title)}"
    question = conversation.questions[name]
    if question.is_number:
        return question.short
    return f"{'het oordeel van de coach' if question.assessor else 'het antwoord'} over {question.short}"


def _values(literal: Is, conversation: Conversation, word: str = "of") -> str:
    return listed([quoted(_label(literal.subject, value, conversation)) for value in literal.values], word)


def _label(name: str, value: str, conversation: Conversation) -> str:
    if name in conversation.conclusions:
        return conversation.conclusions[name].value(value).label
    return conversation.questions[name].answer(value).choice


def _shorts(names: Iterable[str], conversation: Conversation) -> list[str]:
    return [conversation.questions[name].short for name in names]


def _range(literal: Between) -> str:
    if literal.low is None:
        return f"hoogstens {literal.high}"
    if literal.high is None:
        return f"minstens {literal.low}"
    return f"{literal.low}" if literal.low == literal.high else f"{literal.low} tot en met {literal.high}"


# --- leaves ----------------------------------------------------------------------------------------------------------


def _phrase(literal: Literal, conversation: Conversation, positive: bool) -> _Phrase:
    match literal:
        case Unknown(questions):
            return _unknown_phrase(_shorts(questions, conversation), positive)
        case Between(subject):
            return _asked(topic(subject, conversation), _range(literal), positive)
        case Is(subject, values) if subject in conversation.questions:
            if set(values) == {answer.id for answer in conversation.questions[subject].answers}:
                return _Phrase(topic(subject, conversation), "is", "bekend" if positive else "niet bekend")
            return _asked(topic(subject, conversation), _values(literal, conversation), positive)
        case Is(subject) if conversation.conclusions[subject].is_set:
            rest = f"op de lijst {quoted(conversation.conclusions[subject].title)}"
            return _Phrase(_values(literal, conversation), "staat", rest if positive else f"niet {rest}")
        case Is(subject):
            rest = f"de conclusie {'' if positive else 'niet '}{_values(literal, conversation)}"
            return _Phrase(f"bij {quoted(conversation.conclusions[subject].title)}", "is", rest)


def _asked(subject: str, rest: str, positive: bool) -> _Phrase:
    """About a question: *not* holds too where nothing is known, and a reader must see that."""
    return _Phrase(subject, "is", rest) if positive else _Phrase(subject, "is", f"niet {rest}", " (of niet bekend)")


def _unknown_phrase(shorts: list[str], positive: bool) -> _Phrase:
    if positive:
        return _Phrase(f"over {listed(shorts)}", "is", "niets bekend")
    if len(shorts) == 1:
        return _Phrase(f"over {shorts[0]}", "is", "iets bekend")
    return _Phrase(f"over minstens één hiervan: {listed(shorts)},", "is", "iets bekend")


def standing(literal: Literal, conversation: Conversation, facts: Facts) -> Standing:
    """How a leaf stands. A conclusion that only has its `anders` value was not denied by a rule: it does not follow."""
    if literal_holds(literal, facts):
        return Standing.SO
    if isinstance(literal, Unknown):
        return Standing.NOT_SO
    conclusion = conversation.conclusions.get(literal.subject)
    if conclusion is None:
        return Standing.NOT_SO if literal.subject in facts else Standing.NOT_KNOWN
    denied = not conclusion.is_set and facts.get(conclusion.id) not in (None, conclusion.default)
    return Standing.NOT_SO if denied else Standing.NOT_FOLLOWING


def literal_text(
    literal: Literal, conversation: Conversation, holds: bool, facts: Facts, not_applicable: Collection[str] = ()
) -> str:
    """One sentence on how a leaf stands in the facts, with the value in force; `holds` is the ground's own sign."""
    kind = Standing.SO if holds else standing(literal, conversation, facts)
    return capital(stopped(_STANDINGS[kind](literal, conversation, facts, not_applicable)))


def _so(literal: Literal, conversation: Conversation, facts: Facts, _: Collection[str]) -> str:
    match literal:
        case Unknown(questions):
            return f"over {listed(_shorts(questions, conversation))} is nog niets bekend"
        case Between(subject, low, high):
            told = _in_force(subject, conversation, facts)
            if low == high:
                return told
            return f"{told}, en dat {'ligt van' if None not in (low, high) else 'is'} {_range(literal)}"
        case Is(subject, values) if subject in conversation.conclusions and conversation.conclusions[subject].is_set:
            members = facts[subject]
            held = tuple(v for v in values if isinstance(members, frozenset) and v in members)
            verb = "staat" if len(held) == 1 else "staan"
            title = conversation.conclusions[subject].title
            return f"{_values(Is(subject, held), conversation, 'en')} {verb} op de lijst {quoted(title)}"
        case Is(subject):
            return _in_force(subject, conversation, facts)


def _not_so(literal: Literal, conversation: Conversation, facts: Facts, _: Collection[str]) -> str:
    if isinstance(literal, Unknown):
        return listed([_in_force(name, conversation, facts) for name in literal.questions if name in facts])
    asked = _range(literal) if isinstance(literal, Between) else _values(literal, conversation)
    return f"{_in_force(literal.subject, conversation, facts)}, niet {asked}"


def _not_following(literal: Literal, conversation: Conversation, facts: Facts, _: Collection[str]) -> str:
    told = f"uit de antwoorden volgt niet dat {_phrase(literal, conversation, True).after_als}"
    (subject,) = names(literal)
    actual = facts.get(subject)
    if isinstance(actual, str):
        told += f"; de conclusie blijft {_quoted_value(subject, actual, conversation)}"
    return told


def _not_known(literal: Literal, conversation: Conversation, _: Facts, not_applicable: Collection[str]) -> str:
    (question,) = names(literal)
    short = conversation.questions[question].short
    if question in not_applicable:
        return f"de vraag over {short} is hier niet van toepassing"
    return f"over {short} is nog niets bekend"


_STANDINGS: dict[Standing, Callable[[Literal, Conversation, Facts, Collection[str]], str]] = {
    Standing.SO: _so,
    Standing.NOT_SO: _not_so,
    Standing.NOT_FOLLOWING: _not_following,
    Standing.NOT_KNOWN: _not_known,
}


def _in_force(name: str, conversation: Conversation, facts: Facts) -> str:
    """A main clause that says which value a question or single-valued conclusion has."""
    value = _quoted_value(name, facts[name], conversation)
    if name in conversation.conclusions:
        return f"bij {quoted(conversation.conclusions[name].title)} is de conclusie {value}"
    return f"{topic(name, conversation)} is {value}"


def _quoted_value(name: str, value: FactValue, conversation: Conversation) -> str:
    text = value_text(name, value, conversation)
    return text if isinstance(value, int) else quoted(text)


# --- conditions ------------------------------------------------------------------------------------------------------


def condition_text(condition: Condition, conversation: Conversation) -> str:
    """A condition as main clauses: one line, or a heading with an indented list."""
    return "\n".join(_lines(condition, conversation, "", ""))


def _lines(condition: Condition, conversation: Conversation, first: str, rest: str) -> list[str]:
    """The condition wrapped, with `first` before the first line and `rest` before the others."""
    inner, positive = _unwrapped(condition)
    sentence = _sentence(inner, conversation, positive)
    if sentence is not None:
        return wrapped(sentence, first, rest)
    lines = wrapped(_heading(inner, positive), first, rest)
    for part in _parts(inner):
        lines += _lines(part, conversation, f"{rest}- ", f"{rest}  ")
    return lines


def _unwrapped(condition: Condition) -> tuple[Condition, bool]:
    """The condition without double negation and without branches of one part, and whether it is meant positively."""
    positive = True
    while True:
        match condition:
            case Not(part):
                condition, positive = part, not positive
            case All((part,)) | AnyOf((part,)) | AtLeast(1, (part,)):
                condition = part
            case _:
                return condition, positive


def _parts(condition: Condition) -> tuple[Condition, ...]:
    assert isinstance(condition, All | AnyOf | AtLeast)  # noqa: S101 - leaves and *not* never come here
    return condition.parts


def _sentence(condition: Condition, conversation: Conversation, positive: bool) -> str | None:
    """The condition as one main clause, or a few joined by *en*; None if it needs a list."""
    match condition:
        case Is() | Between() | Unknown():
            return _phrase(condition, conversation, positive).main
        case All(parts) if positive and len(parts) <= 3 and (phrases := _phrases(parts, conversation)):
            return " en ".join(phrase.main for phrase in phrases)
        case _:
            return None


def _phrases(parts: Sequence[Condition], conversation: Conversation) -> list[_Phrase] | None:
    """The phrases of parts that are all leaves or their negation; None if one is not."""
    phrases = []
    for part in parts:
        inner, positive = _unwrapped(part)
        if not isinstance(inner, Is | Between | Unknown):
            return None
        phrases.append(_phrase(inner, conversation, positive))
    return phrases


def _heading(condition: Condition, positive: bool) -> str:
    """The words above a list; chosen so that they read the same in a main clause and after *als*."""
    match condition:
        case All(()) | AnyOf(()):
            return "altijd" if isinstance(condition, All) is positive else "nooit"
        case All():
            return "al deze punten gelden:" if positive else "niet al deze punten gelden:"
        case AtLeast(count, parts) if count > 1:
            return _counted("minstens", count, len(parts)) if positive else _counted("hoogstens", count - 1, len(parts))
        case _:
            return "minstens één van deze punten geldt:" if positive else "geen van deze punten geldt:"


def _counted(word: str, count: int, total: int) -> str:
    return f"{word} {'één' if count == 1 else count} van deze {total} punten {'geldt' if count == 1 else 'gelden'}:"


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The text in lines for a screen, with `first` before the first line and `rest` before the others."""
    width = max(WIDTH, len(rest) + WIDTH // 2)
    return fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ).split("\n")


# --- rules -----------------------------------------------------------------------------------------------------------


def rule_text(rule: Rule, conversation: Conversation, rulebook: Rulebook) -> str:
    """A rule as a coach reads it: the sentence, why, the source and the origin."""
    lines = [*wrapped(f"Regel {rule.id}: {rule.title}", "", "  "), "", *_rule_sentence(rule, conversation), ""]
    lines += wrapped(f"Want: {_gapped(rule, conversation)}", "", "  ")
    for citation in rule.citations:
        lines += wrapped(f"Bron: {citation_text(citation, rulebook)}", "", "  ")
    lines += wrapped(f"Herkomst: {ORIGINS[rule.origin]}", "", "  ")
    if rule.origin_note:
        lines += wrapped(f"Uitleg: {rule.origin_note}", "", "  ")
    return "\n".join(lines)


def _rule_sentence(rule: Rule, conversation: Conversation) -> list[str]:
    then = _then(rule, conversation)
    condition, positive = _unwrapped(rule.condition)
    inline = _inline(condition, conversation, positive)
    if inline is not None and len(then) == 1:
        return wrapped(stopped(f"Als {inline}, dan {then[0]}"), "", "  ")
    if inline is not None:
        lines = wrapped(f"Als {inline}, dan:", "", "  ")
    else:
        lines = wrapped(f"Als {_heading(condition, positive)}", "", "  ")
        for part in _parts(condition):
            lines += _lines(part, conversation, "- ", "  ")
        if len(then) == 1:
            return lines + wrapped(stopped(f"dan {then[0]}"), "", "  ")
        lines.append("dan:")
    return lines + [line for part in then for line in wrapped(stopped(part), "- ", "  ")]


def _inline(condition: Condition, conversation: Conversation, positive: bool) -> str | None:
    """The condition after *als*, if it is short: one leaf, or two joined by *en* or *of*."""
    match condition:
        case Is() | Between() | Unknown():
            return _phrase(condition, conversation, positive).after_als
        case All((_, _) as parts) | AnyOf((_, _) as parts) if positive:
            phrases = _phrases(parts, conversation)
            joined = f" {'en' if isinstance(condition, All) else 'of'} ".join(p.after_als for p in phrases or ())
            return joined if phrases and len(joined) <= INLINE else None
        case _:
            return None


def _then(rule: Rule, conversation: Conversation) -> list[str]:
    grouped: dict[str, list[str]] = {}
    for name, value in rule.concludes:
        grouped.setdefault(name, []).append(value)
    return [_concluded(conversation.conclusions[name], values) for name, values in grouped.items()]


def _concluded(conclusion: Conclusion, values: list[str]) -> str:
    labels = listed([quoted(conclusion.value(value).label) for value in values])
    if conclusion.is_set:
        return f"{'komt' if len(values) == 1 else 'komen'} op de lijst {quoted(conclusion.title)}: {labels}"
    return f"is bij {quoted(conclusion.title)} de conclusie {labels}"


def citation_text(citation: Citation, rulebook: Rulebook) -> str:
    """A citation with the titles of source and section; a source that is not listed is said to be so."""
    source = rulebook.sources.get(citation.source)
    if source is None:
        return f"“{citation}” (deze bron staat niet in de lijst van bronnen)"
    told = f"{source.authors} ({source.year}), {quoted(source.title)}"
    if citation.section:
        told += f", onderdeel {quoted(source.sections.get(citation.section, citation.section))}"
    if citation.part:
        part = citation.part.replace("-", " ")
        told += f", alinea {part}" if part.isdigit() else f", {part}"
    return told


def _gapped(rule: Rule, conversation: Conversation) -> str:
    return "".join(p if isinstance(p, str) else f"[{topic(p.name, conversation)}]" for p in rule.reason)


def reason_text(rule: Rule, conversation: Conversation, facts: Facts) -> str:
    """The rule's `omdat` for these facts: each gap filled, or said to be not known."""
    return "".join(part if isinstance(part, str) else _filled(part, conversation, facts) for part in rule.reason)


def _filled(slot: Slot, conversation: Conversation, facts: Facts) -> str:
    value = facts.get(slot.name)
    if slot.name in conversation.conclusions:
        return value_text(slot.name, value, conversation) if value is not None else "nog niet bekend"
    question = conversation.questions[slot.name]
    if value is None:
        return f"Over {question.short} is nog niets bekend."
    if isinstance(value, str):
        answer = question.answer(value)
        return answer.in_letter or answer.choice
    return str(value)
