"""What is still open and why a question is asked, in Dutch, and the phrases that each wording is made from."""

from __future__ import annotations

from collections.abc import Iterable

from slimmer_rules.reasoning.outcomes import LiveQuestions, OpenOutcomes
from slimmer_rules.reasoning.situation import AnswerValue
from slimmer_rules.reasoning.why_ask import Effect, Link, WhyAsk
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Rulebook
from slimmer_rules.rulebook.wording import (
    NO_ANSWER,
    capital,
    citation_text,
    fact_text,
    listed,
    quoted,
    told_answer,
    wrapped,
)

SETTLED_HIDDEN = "De uitkomst staat al vast. Dit antwoord verandert haar niet meer."
CLASH = "De regels spreken elkaar bij deze antwoorden tegen."
OUT_OF_TIME = "Daarvoor was de gegeven tijd te kort."
Lines = list[str]


def say(text: str, indent: str = "") -> Lines:
    """A paragraph as wrapped lines."""
    return wrapped(text, indent, f"{indent}  ")


def item(text: str, indent: str = "") -> Lines:
    """An item of a list as wrapped lines."""
    return wrapped(text, f"{indent}- ", f"{indent}  ")


def shown_value(conclusion: str, value: str | frozenset[str] | None, talk: Conversation) -> str:
    """A value between quotes; a set's members as a list."""
    if value is None:
        return "geen conclusie"
    if isinstance(value, frozenset):
        found = [quoted(member.label) for member in talk.conclusions[conclusion].values if member.id in value]
        return listed(found) if found else "niets"
    return quoted(fact_text(conclusion, value, talk))


def shown_values(conclusion: str, values: Iterable[str | None], talk: Conversation, word: str = "of") -> str:
    """Values of a conclusion as one listing."""
    return listed([shown_value(conclusion, value, talk) for value in values], word)


def shown_answer(question: str, value: AnswerValue | None, talk: Conversation) -> str:
    """An answer as its choice, between quotes."""
    if value is None or value == UNKNOWN:
        return quoted(NO_ANSWER)
    return fact_text(question, value, talk) if isinstance(value, int) else quoted(fact_text(question, value, talk))


def told_value(question: str, value: AnswerValue | None, talk: Conversation) -> str:
    """An answer that was given, or would be, as the initiator may read it, between quotes."""
    if value is None or value == UNKNOWN or isinstance(value, int):
        return shown_answer(question, value, talk)
    return quoted(told_answer(question, value, talk))


def wished_value(question: str, value: AnswerValue, talk: Conversation) -> str:
    """An answer that would help, as the initiator may read it: what the coach judges as the letter wishes it."""
    asked = talk.questions[question]
    judged = asked.assessor and not asked.is_number and value != UNKNOWN
    wish = asked.answer(str(value)).wish if judged else None
    return quoted(wish.removesuffix(".")) if wish else told_value(question, value, talk)


def heading(conclusion: str, talk: Conversation) -> str:
    """The title of a conclusion, between quotes."""
    return quoted(talk.conclusions[conclusion].title)


def counted(count: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"1 {one}" if count == 1 else f"{count} {more}"


def open_text(outcomes: OpenOutcomes, live: LiveQuestions, talk: Conversation) -> Lines:
    """Which outcomes are open, and which questions still matter."""
    name = outcomes.conclusion
    if outcomes.undecided:
        return say(f"Welke uitkomsten bij {heading(name, talk)} nog mogelijk zijn, is niet bekend. {OUT_OF_TIME}")
    if talk.conclusions[name].is_set:
        lines = _open_set(outcomes, talk)
    elif not outcomes.possible:
        return say(f"Bij {heading(name, talk)} is geen uitkomst mogelijk. {CLASH}")
    elif outcomes.settled:
        lines = say(
            f"Bij {heading(name, talk)} staat de conclusie vast: {shown_values(name, outcomes.possible, talk)}."
        )
    else:
        lines = say(f"Bij {heading(name, talk)} is nog mogelijk: {shown_values(name, outcomes.possible, talk)}.")
    if not live.complete:
        return [*lines, *say(f"Welke vragen dit nog kunnen veranderen, is niet bekend. {OUT_OF_TIME}")]
    if not live.live:
        return [*lines, *say("Het antwoord op de overige vragen verandert dit niet meer.")]
    lines += ["", "Deze vragen kunnen dit nog veranderen:"]
    lines += [line for question in live.live for line in _question(question, talk)]
    if live.doors:
        lines += ["", "Van deze vragen hangt af of u een van die vragen krijgt:"]
        lines += [line for question in live.doors for line in _question(question, talk)]
    return lines


def _open_set(outcomes: OpenOutcomes, talk: Conversation) -> Lines:
    name = outcomes.conclusion
    open_ = [value for value in outcomes.possible if value not in outcomes.certain]
    lines: Lines = []
    if outcomes.certain:
        lines += say(
            f"Op de lijst {heading(name, talk)} staat zeker: {shown_values(name, outcomes.certain, talk, 'en')}."
        )
    if open_:
        lines += say(f"Op de lijst {heading(name, talk)} kan nog komen: {shown_values(name, open_, talk)}.")
    return lines or say(f"Op de lijst {heading(name, talk)} komt niets.")


def _question(question: str, talk: Conversation, indent: str = "") -> Lines:
    return item(f"{capital(talk.questions[question].short)} ({question})", indent)


def range_text(least: int, most: int) -> str:
    """How many questions are ahead, as a range."""
    if least == most:
        return f"nog {counted(most, 'vraag', 'vragen')}"
    if least == 0:
        return f"nog hoogstens {counted(most, 'vraag', 'vragen')}"
    return f"nog {least} tot {most} vragen"


def why_ask_text(answer: WhyAsk, rulebook: Rulebook, talk: Conversation, depth: int = 3) -> Lines:
    """Why a question is asked, at depth 1, 2 or 3 of the chain."""
    question = talk.questions[answer.question]
    lines = say(question.text)
    if question.why:
        lines += say(f"Waarom wij dit vragen: {question.why}")
    if answer.now is not None:
        told, items = effects(answer, talk)
        lines += ["", *say(told), *(line for each in items for line in item(each))]
    lines += ["", *_chain(answer, rulebook, talk, depth)]
    for name in answer.opens:
        lines += say(f"Van het antwoord hangt ook af of u de vraag over {talk.questions[name].short} krijgt.")
    return lines


def effects(answer: WhyAsk, talk: Conversation, *, reveal: bool = True) -> tuple[str, list[str]]:
    """What is open now, and what each answer would do to it; nothing without a goal.

    Without `reveal` an outcome that is settled is not named.
    """
    now = answer.now
    if now is None:
        return "", []
    if now.undecided:
        return f"Wat dit antwoord nog kan veranderen, is niet bekend. {OUT_OF_TIME}", []
    if not now.possible:
        return CLASH, []
    goal, values = heading(now.conclusion, talk), shown_values(now.conclusion, now.possible, talk)
    if now.settled:
        return (f"Bij {goal} staat de conclusie al vast: {values}." if reveal else SETTLED_HIDDEN), []
    told = f"Nu is bij {goal} nog mogelijk: {values}."
    if answer.live is False:
        return f"{told} Dit antwoord verandert daar niets aan; het telt voor andere conclusies of voor de brief.", []
    if not answer.matters:
        return f"{told} Dit antwoord alleen sluit nog niets uit; samen met andere antwoorden kan het tellen.", []
    return f"{told} Wat elk antwoord doet:", [_effect(answer, effect, now, talk) for effect in answer.effects]


def _effect(answer: WhyAsk, effect: Effect, now: OpenOutcomes, talk: Conversation) -> str:
    given = shown_answer(answer.question, effect.answer, talk)
    if effect.band and effect.band[0] != effect.band[1]:
        given = f"{effect.band[0]} tot en met {effect.band[1]}"
    left = effect.outcomes
    if left.undecided:
        return f"{given}: dat is binnen de tijd niet uitgezocht."
    if not left.possible:
        return f"{given}: dan spreken de regels elkaar tegen."
    if left.settled:
        return f"{given}: dan staat vast: {shown_values(now.conclusion, left.possible, talk)}."
    if left.possible == now.possible:
        return f"{given}: dan blijft alles mogelijk."
    gone = [value for value in now.possible if value not in left.possible]
    return f"{given}: dan valt af: {shown_values(now.conclusion, gone, talk, 'en')}."


CHAIN_STEPS = (
    "Deze regels gebruiken het antwoord:",
    "Met die conclusies werken deze regels verder:",
    "En daarmee weer deze regels:",
)


def _chain(answer: WhyAsk, rulebook: Rulebook, talk: Conversation, depth: int = 3) -> Lines:
    """The rules that use the answer, step by step towards the goal, and their sources."""
    if not answer.chain:
        return say("Geen regel gebruikt dit antwoord; het wordt alleen vastgelegd.")
    lines: Lines = []
    steps = answer.depth(depth)
    for number, step in enumerate(steps):
        lines += say(CHAIN_STEPS[min(number, 2)])
        lines += [line for link in step for line in item(link_text(link, talk))]
    rules = [talk.rules[link.rule] for step in steps for link in step]
    sources = dict.fromkeys(citation_text(citation, rulebook) for rule in rules for citation in rule.citations)
    return [*lines, *(line for source in sources for line in say(f"Bron: {source}"))]


def link_text(link: Link, talk: Conversation) -> str:
    """A rule in the chain, with what it is about."""
    about = listed([heading(name, talk) for name in link.concludes])
    return f"Regel {link.rule}, {talk.rules[link.rule].title}, over {about}"
