"""What supports a claim: for each kind of ground, the text that the case, the derivation and the rulebook allow.

Deliberately apart from `model.py`, which makes the claims: this goes back to the derivation itself, so that a fault in
the model or a changed letter is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from slimmer_rules.letter import texts
from slimmer_rules.letter.address import in_form
from slimmer_rules.letter.figures import DRAWINGS
from slimmer_rules.letter.model import Letter
from slimmer_rules.letter.said import Ground, paragraphs
from slimmer_rules.reasoning.profile import standing
from slimmer_rules.reasoning.reasons import without_repeats
from slimmer_rules.rulebook.addressee import address_lines
from slimmer_rules.rulebook.model import Rule
from slimmer_rules.rulebook.wording import capital, reason_text, value_text


def allowed(letter: Letter, ground: Ground) -> tuple[str, ...]:
    """The texts that a claim with this ground may have; none if nothing supports it."""
    check = _KINDS.get(ground.kind)
    return tuple(text for text in check(letter, ground) if text) if check else ()


def _concluded(letter: Letter, ground: Ground) -> Iterable[str]:
    if _holds(letter, ground):
        yield value_text(letter.conversation.conclusions[ground.id], ground.value)


def _label(letter: Letter, ground: Ground) -> Iterable[str]:
    if _holds(letter, ground):
        yield letter.conversation.conclusions[ground.id].value(ground.value).label


def _holds(letter: Letter, ground: Ground) -> bool:
    value = letter.derivation.values.get(ground.id)
    return ground.value in value if isinstance(value, frozenset) else value is not None and ground.value == value


def _member(letter: Letter, ground: Ground) -> Iterable[str]:
    rules = {step.rule for step in letter.derivation.steps_for(ground.id, ground.value)}
    return _concluded(letter, ground) if ground.rule in rules else ()


def _reason(letter: Letter, ground: Ground) -> Iterable[str]:
    steps = letter.derivation.steps_for(ground.id, ground.value)
    rules = [letter.conversation.rules[step.rule] for step in steps if step.rule is not None]
    told = without_repeats(reason_text(rule, letter.conversation, letter.facts) for rule in rules)
    if _holds(letter, ground):
        yield from (text for rule, text in zip(rules, told, strict=True) if rule.id == ground.rule)


def _decided(letter: Letter, ground: Ground) -> Iterable[str]:
    decision, goal = letter.case.decision, letter.conversation.goal
    if decision is not None and (ground.id, ground.value) == (goal, decision.decision):
        yield letter.conversation.conclusions[ground.id].value(ground.value).label


def _about(letter: Letter, ground: Ground) -> Iterable[str]:
    conclusion = letter.conversation.conclusions.get(ground.id)
    if conclusion is not None:
        yield (conclusion.norm or "") if ground.kind == "norm" else conclusion.title


def _answer(letter: Letter, ground: Ground) -> Iterable[str]:
    known = letter.derivation.situation.known
    if ground.id in known and str(known[ground.id]) == ground.value:
        yield texts.answer_text(letter.conversation.questions[ground.id], known[ground.id])


def _changed(letter: Letter, ground: Ground) -> Iterable[str]:
    for change in letter.changes:
        if (change.question, str(change.new)) == (ground.id, ground.value):
            yield texts.wish_text(letter.conversation.questions[ground.id], change.new)


def _choice(letter: Letter, ground: Ground) -> Iterable[str]:
    answers = letter.case.answers
    if ground.id in answers and str(answers[ground.id]) == ground.value:
        yield texts.choice_text(letter.conversation.questions[ground.id], answers[ground.id])


def _subject(letter: Letter, ground: Ground) -> Iterable[str]:
    question = letter.conversation.questions.get(ground.id)
    if question is not None:
        yield capital(question.short)


def _open(letter: Letter, ground: Ground) -> Iterable[str]:
    situation = letter.derivation.situation
    if ground.id in situation.known or ground.id in situation.not_applicable:
        return ()
    return _subject(letter, ground)


def _standing(letter: Letter, ground: Ground) -> Iterable[str]:
    question = letter.conversation.questions.get(ground.id)
    if question is not None and ground.value == str(letter.derivation.situation.known.get(ground.id, "")):
        yield standing(question, ground.value)


def _section(letter: Letter, ground: Ground) -> Iterable[str]:
    return (section.title for section in letter.conversation.sections if section.id == ground.id)


def _group(letter: Letter, ground: Ground) -> Iterable[str]:
    return (letter.conversation.groups.get(ground.id, ""),)


def _rule(letter: Letter, ground: Ground) -> Iterable[str]:
    rule = letter.conversation.rules.get(ground.id)
    if rule is not None and rule.id in letter.derivation.fired and not _advises_on_example(letter, rule):
        yield {
            "regel": rule.id,
            "regeltitel": rule.title,
            "bron": "; ".join(texts.citation_text(citation, letter.rulebook) for citation in rule.citations),
            "herkomst": rule.origin.value,
        }[ground.kind]


def _advises_on_example(letter: Letter, rule: Rule) -> bool:
    """Whether a rule says what is never told of a case that was read in a source."""
    return letter.is_example and any(name == letter.conversation.goal for name, _ in rule.concludes)


def _document(letter: Letter, ground: Ground) -> Iterable[str]:
    rules = (letter.conversation.rules[id] for id in letter.derivation.fired)
    if any(citation.source == ground.id for rule in rules for citation in rule.citations):
        named = ground.kind == "bronnummer"
        name = capital(texts.source_name(ground.id, letter.rulebook))
        yield name if named else texts.source_text(letter.rulebook.sources[ground.id])


def _note(letter: Letter, ground: Ground) -> Iterable[str]:
    return paragraphs(letter.case.letter_notes.get(ground.id, ""))


def _given(letter: Letter, ground: Ground) -> Iterable[str]:
    several = {
        "vraagstuk": paragraphs(letter.case.issue or ""),
        "adres": letter.sender.address,
        "geadresseerde": address_lines(letter.case.addressee or ""),
    }
    single = letter.given.get(ground.id)
    return several.get(ground.id, (single.text,) if single else ())


_KINDS: Mapping[str, Callable[[Letter, Ground], Iterable[str]]] = {
    "stelt": _concluded,
    "label": _label,
    "lid": _member,
    "omdat": _reason,
    "besluit": _decided,
    "titel": _about,
    "norm": _about,
    "antwoord": _answer,
    "keuze": _choice,
    "anders": _changed,
    "onderwerp": _subject,
    "open": _open,
    "stand": _standing,
    "onderdeel": _section,
    "groep": _group,
    "regel": _rule,
    "regeltitel": _rule,
    "bron": _rule,
    "herkomst": _rule,
    "document": _document,
    "bronnummer": _document,
    "notitie": _note,
    "gegeven": _given,
}


def not_so(letter: Letter) -> frozenset[str]:
    """The sentences that the rulebook has for values of conclusions that do not hold in this case."""
    grounds = (
        Ground("stelt", conclusion.id, value.id)
        for conclusion in letter.conversation.conclusions.values()
        for value in conclusion.values
    )
    by_truth: dict[bool, set[str]] = {True: set(), False: set()}
    for ground in grounds:
        text = value_text(letter.conversation.conclusions[ground.id], ground.value)
        by_truth[_holds(letter, ground)].add(in_form(" ".join(text.split()), letter.sender.form))
    return frozenset(by_truth[False] - by_truth[True])


def flag(letter: Letter, name: str) -> Ground:
    """The ground of what a template says by a flag (`als`): how that flag stands in this letter."""
    return Ground("als", name, "ja" if letter.flags[name] else "nee")


def bound(letter: Letter, ground: Ground) -> bool:
    """Whether the template's own words, bound to a value (`bij`, `besloten`, `als`, `vorm`, `figuur`), are in place."""
    decision = letter.case.decision
    match ground.kind:
        case "bij":
            return _holds(letter, ground)
        case "besluit_mens":
            return decision is not None and decision.decision == ground.value
        case "als":
            return ground.id in letter.flags and ground == flag(letter, ground.id)
        case "vorm":
            return letter.sender.form == ground.value
        case _:
            return ground.kind == "figuur" and ground.id in DRAWINGS
