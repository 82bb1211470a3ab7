"""Witnesses, cases and promises in plain Dutch."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.audit.findings import Value, Witness
from slimmer_rules.audit.properties import Always, Never, NeverWorse, NoInfluence, Property
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.rulebook.conditions import Condition
from slimmer_rules.rulebook.model import UNKNOWN, Conversation
from slimmer_rules.rulebook.wording import NO_ANSWER, capital, condition_text, fact_text, listed, quoted, whole_lines

MOST_NAMED = 5
"""More questions than this are listed after a sentence instead of in it."""


def case_lines(conversation: Conversation, answers: Answers) -> list[tuple[str, str]]:
    """Each question that is answered, as it is put, with the answer as it is chosen; in the order of the rulebook."""
    return [
        (question.text, NO_ANSWER if answers[name] == UNKNOWN else fact_text(name, answers[name], conversation))
        for name, question in conversation.questions.items()
        if name in answers
    ]


def value_label(conversation: Conversation, name: str, value: Value) -> str:
    """What a conclusion came to, in words."""
    return "geen waarde" if value is None else fact_text(name, value, conversation)


def witness_lines(conversation: Conversation, witness: Witness) -> Iterator[str]:
    """A fictional case as lines of text: what it shows, the answers, and what the conclusions come to."""
    yield witness.shows
    told = case_lines(conversation, witness.answers)
    yield "Een verzonnen geval, met deze antwoorden:" if told else "Een verzonnen geval, zonder één antwoord."
    for question, answer in told:
        yield f"  - {question} {answer}"
    for name, value in witness.values.items():
        yield f"  Uitkomst bij {quoted(conversation.conclusions[name].title)}: {value_label(conversation, name, value)}"


def promise_text(promise: Property, conversation: Conversation) -> str:
    """A property as a Dutch sentence."""
    match promise.claim:
        case Always(condition, then):
            return f"Altijd als {_inline(condition, conversation)}, dan geldt: {_inline(then, conversation)}."
        case Never(condition):
            return f"Nooit geldt: {_inline(condition, conversation)}."
        case NeverWorse(questions, conclusion):
            title = quoted(conversation.conclusions[conclusion].title)
            return f"Een beter antwoord over {_shorts(questions, conversation)} maakt {title} nooit slechter."
        case NoInfluence(questions, conclusions):
            titles = listed([quoted(conversation.conclusions[name].title) for name in conclusions], "of")
            return capital(f"{_shorts(questions, conversation)} heeft nooit invloed op {titles}.")


def _inline(condition: Condition, conversation: Conversation) -> str:
    with whole_lines():
        lines = [line.strip() for line in condition_text(condition, conversation).split("\n")]
    told = lines[0]
    for line in lines[1:]:
        told += f" {line[2:]};" if line.startswith("- ") else f" {line}"
    return told.rstrip(";")


def promise_questions(promise: Property) -> tuple[str, ...]:
    """The questions that a property is about, where they are too many to name in its sentence."""
    match promise.claim:
        case NeverWorse(questions) | NoInfluence(questions) if len(questions) > MOST_NAMED:
            return questions
        case _:
            return ()


def _shorts(questions: tuple[str, ...], conversation: Conversation) -> str:
    if len(questions) > MOST_NAMED:
        return f"een van deze {len(questions)} vragen"
    return listed([conversation.questions[name].short for name in questions], "of")
