"""Why a question is asked, in Dutch."""

from __future__ import annotations

from slimmer_rules.reasoning.outcomes import OpenOutcomes
from slimmer_rules.reasoning.why_ask import Effect, Link, WhyAsk
from slimmer_rules.reasoning.wording_analysis.parts import (
    CLASH,
    OUT_OF_TIME,
    SETTLED_HIDDEN,
    Lines,
    heading,
    item,
    say,
    shown_answer,
    shown_values,
)
from slimmer_rules.rulebook.model import Conversation, Rulebook
from slimmer_rules.rulebook.wording import (
    citation_text,
    listed,
)


def why_ask_text(answer: WhyAsk, rulebook: Rulebook, talk: Conversation, depth: int = 3) -> Lines:
    """Why a question is asked, at depth 1, 2 or 3 of the chain."""
    question = talk.questions[answer.question]
    lines = say(question.text)
    if question.why:
        lines += say(f"Waarom wij dit vragen: {question.why}")
    if answer.now is not None:
        told, items = effects(answer, talk)
        lines += ["", *say(told), *(line for each in items for line in item(each))]
    lines += ["", *chain_text(answer, rulebook, talk, depth)]
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


def chain_text(answer: WhyAsk, rulebook: Rulebook, talk: Conversation, depth: int = 3) -> Lines:
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
