"""How the rulebook's words stand in a letter: the sentence it gives, or a plain one where it gives none."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812  # a type, beside fields named `date`

from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.rulebook.addressee import address_lines
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.model import (
    UNKNOWN,
    Citation,
    Conversation,
    Question,
    Rule,
    Rulebook,
    Slot,
    Source,
)
from slimmer_rules.rulebook.strata import reached, read_by_rules
from slimmer_rules.rulebook.wording import capital, stopped

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def choice_text(question: Question, value: AnswerValue) -> str:
    """What was chosen, as it was put; what the coach judged as a letter tells it to whom it is about."""
    if value == UNKNOWN:
        return "Nog niet bekend"
    if question.assessor and not question.is_number:
        return (question.answer(str(value)).in_letter or capital(question.answer(str(value)).choice)).removesuffix(".")
    return str(value) if question.is_number else capital(question.answer(str(value)).choice)


def answer_text(question: Question, value: AnswerValue) -> str:
    """The sentence for a known answer."""
    told = None if question.is_number else question.answer(str(value)).in_letter
    return told or stopped(f"{capital(question.short)}: {choice_text(question, value)}")


def wish_text(question: Question, value: AnswerValue) -> str:
    """The sentence for an answer that is not so yet, and would help."""
    wish = None if question.is_number else question.answer(str(value)).wish
    return wish or answer_text(question, value)


def told_in(rule: Rule) -> frozenset[str]:
    """The questions whose answer a rule's `omdat` tells."""
    return frozenset(part.name for part in rule.reason if isinstance(part, Slot) and part.kind != "waarde")


def citation_text(citation: Citation, rulebook: Rulebook) -> str:
    """Where a rule comes from, short enough for a table: the source's number in the list of sources, and the place."""
    source = rulebook.sources.get(citation.source)
    if source is None:
        return str(citation)
    parts = [source_name(source.id, rulebook)]
    if citation.section:
        parts.append(_section_name(source.sections.get(citation.section, citation.section)))
    if citation.part:
        part = citation.part.replace("-", " ")
        parts.append(f"alinea {part}" if part.isdigit() else part)
    return ", ".join(parts)


def source_name(id: str, rulebook: Rulebook) -> str:
    """What a source is called in a letter: its number in the rulebook."""
    return f"bron {list(rulebook.sources).index(id) + 1}"


def _section_name(title: str) -> str:
    """A section's title; of `Tabel 2: Doetanks naar onderwerp` only what finds it."""
    name = title.split(":")[0]
    return name if re.fullmatch(r"(?:Tabel|Figuur|Bijlage) \w+", name) else title


def cited(text: str) -> Citation:
    """A citation as the rulebook writes it: `source#section/part`."""
    source, _, place = text.partition("#")
    section, _, part = place.partition("/")
    return Citation(source.strip(), section or None, part or None)


def source_text(source: Source) -> str:
    """A source in full: authors, year, title and where to find it."""
    return f"{source.authors} ({source.year}). {stopped(source.title)} {source.where}".strip()


_FORM = re.compile(
    r"(?:(?P<mevrouw>mevrouw|mevr\.?|mw\.?)|(?P<meneer>(?:de )?heer|dhr\.?|hr\.|meneer))(?= |$)", re.IGNORECASE
)
"""A form of address; `hr` only with its full stop, as HR is a department."""
_FOR = re.compile(r"^(?:t\.?a\.?v\.?|ter attentie van)[ :]+(?=\S)", re.IGNORECASE)


DEAR = "Beste"
"""How a letter begins where nobody said otherwise."""


def salutation(case: Case) -> str:
    """How the letter begins, without the comma behind it: as the case says, else by whom it is for; may be empty."""
    if case.salutation:
        return case.salutation.rstrip(" ,")
    name = greeted(case.addressee or "")
    return f"{DEAR} {name}" if name else ""


def greeted(addressee: str) -> str:
    """Whom to greet, with the name as it was typed: `De heer P. de Boer, directeur` as meneer P. de Boer.

    Of more lines the one that names a person: with a form of address, or behind `T.a.v.`; else the first.
    """
    lines = address_lines(addressee)
    persons = [line for line in lines if _FOR.match(line) or _FORM.match(line)]
    person = _FOR.sub("", next(iter([*persons, *lines]), ""))
    form = _FORM.match(person)
    return f"{form.lastgroup}{person[form.end() :].partition(',')[0]}" if form else person


def date_text(date: Date) -> str:
    """A date in Dutch: 5 maart 2026."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def bearing_on(conversation: Conversation, conclusion: str) -> frozenset[str]:
    """Every question and conclusion that can bear on this conclusion, through whatever conclusions."""
    return reached((conclusion,), read_by_rules(conversation)) - {conclusion}
