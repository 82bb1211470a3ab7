"""Answers: what to say of one that a question does not accept, and refusing such answers where a program gives them.

Whether something is an answer, `Question.accepts` says; whoever reads it from a file adds where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from slimmer_rules.rulebook import lookup
from slimmer_rules.rulebook.lookup import did_you_mean
from slimmer_rules.rulebook.model import UNKNOWN, Question

MOST_FAULTS = 10
"""So many are named: finding what was meant takes its time, and nobody reads on."""


class AnswerError(ValueError):
    """Something is no question that is asked, or no answer to it; the message says so in Dutch."""


def require_answers(questions: Mapping[str, Question], answers: Mapping[str, object]) -> None:
    """Raises AnswerError unless these are answers (id of an answer, whole number, `onbekend`) to the questions."""
    if faults := list(answer_faults(questions, answers, MOST_FAULTS + 1)):
        raise AnswerError("; ".join([*faults[:MOST_FAULTS], *(["en meer"] if len(faults) > MOST_FAULTS else [])]))


def answer_faults(questions: Mapping[str, Question], answers: Mapping[str, object], most: int) -> Iterator[str]:
    """What is wrong with the first so many wrong answers, in a few words each."""
    for name, value in answers.items():
        if most and not _is_answer(questions, name, value):
            most -= 1
            question = questions.get(name)
            yield unknown_question(questions, name) if question is None else unfit_answer(question, value)


def unknown_question(questions: Mapping[str, Question], name: str) -> str:
    """What to say of a question that is not there."""
    meant = did_you_mean(str(name), {id: (question.short,) for id, question in questions.items()})
    return f"vraag `{shorten(str(name))}` bestaat niet" + (f"; {meant.replace('B', 'b', 1)}" if meant else "")


def unfit_answer(question: Question, value: object) -> str:
    """What to say of a value that is no answer to the question, and what would be one."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return (
            f"het antwoord op `{question.id}` moet tekst of een geheel getal zijn{_written_otherwise(question, value)}"
        )
    message = f"vraag `{question.id}` kent het antwoord `{shorten(str(value))}` niet"
    if question.is_number:
        whole = str(value) if isinstance(value, str) and question.parse(str(value)) is not None else None
        return f"{message}; {f'geef het getal {whole}, geen tekst' if whole else number_range(question)}"
    choices = lookup.answers(question)
    meant = did_you_mean(str(value), choices)
    return "; ".join([message, *([meant.replace("B", "b", 1)] if meant else []), _listed(question)])


def number_range(question: Question) -> str:
    """What a whole-number question may be answered."""
    return f"geef een geheel getal van {question.low} tot en met {question.high}, of {UNKNOWN}"


def shorten(text: str) -> str:
    """A stranger's text, short and without characters that would disturb a terminal."""
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:60])
    return clean if len(text) <= 60 else f"{clean}…"


def _is_answer(questions: Mapping[str, Question], name: str, value: object) -> bool:
    question = questions.get(name)
    return question is not None and question.accepts(value)


def _written_otherwise(question: Question, value: object) -> str:
    """How a value of another kind is to be written."""
    if value is None:
        return f'; schrijf "{UNKNOWN}", of laat de vraag weg als zij niet is gesteld'
    if isinstance(value, bool) and question.accepts("ja" if value else "nee"):
        return f'; schrijf "{"ja" if value else "nee"}"'
    if isinstance(value, float) and value.is_integer() and question.accepts(int(value)):
        return f"; schrijf {int(value)}, zonder punt"
    return f"; {number_range(question) if question.is_number else _listed(question)}"


def _listed(question: Question) -> str:
    return f"de antwoorden zijn: {', '.join(lookup.answers(question))}"
