"""Every kind of analysis as a JSON object. The keys are a contract: more may be added, none changed or removed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from slimmer_rules.reasoning.changes import ChangesTo
from slimmer_rules.reasoning.outcomes import LiveQuestions, OpenOutcomes
from slimmer_rules.reasoning.record import JsonObject
from slimmer_rules.reasoning.rests_on import RestsOn
from slimmer_rules.reasoning.situation import Answers
from slimmer_rules.reasoning.what_if import WhatIf
from slimmer_rules.reasoning.why_ask import WhyAsk
from slimmer_rules.reasoning.why_not import Point, Points, WhyNot
from slimmer_rules.rulebook.conditions import Between, Is, Literal, Unknown


def open_record(outcomes: OpenOutcomes, live: LiveQuestions) -> JsonObject:
    """Which outcomes are open and which questions still matter."""
    return {
        **_outcomes(outcomes),
        "vragen_die_ertoe_doen": list(live.live),
        "vragen_die_daarvoor_nodig_zijn": list(live.doors),
        "volledig": live.complete and not outcomes.undecided,
    }


def _outcomes(outcomes: OpenOutcomes) -> JsonObject:
    return {
        "conclusie": outcomes.conclusion,
        "mogelijk": list(outcomes.possible),
        "zeker": list(outcomes.certain),
        "niet_uitgezocht": list(outcomes.undecided),
        "staat_vast": outcomes.settled,
    }


def why_ask_record(answer: WhyAsk) -> JsonObject:
    """Why a question is asked."""
    return {
        "vraag": answer.question,
        "nu": None if answer.now is None else _outcomes(answer.now),
        "antwoorden": [
            {"antwoord": effect.answer, **_band(effect.band), "uitkomsten": _outcomes(effect.outcomes)}
            for effect in answer.effects
        ],
        "keten": [
            [{"regel": link.rule, "leest": list(link.reads), "geeft": list(link.concludes)} for link in step]
            for step in answer.chain
        ],
        "doet_ertoe": answer.live,
        "bepaalt_of_gevraagd_wordt": list(answer.opens),
    }


def _band(band: tuple[int, int] | None) -> JsonObject:
    return {} if band is None else {"van": band[0], "tot": band[1]}


def why_not_record(answers: Sequence[WhyNot]) -> JsonObject:
    """Why a conclusion does not have a value, and then why not for what its rules lacked."""
    first, *others = [_why_not(answer) for answer in answers]
    return {**first, "daaronder": others}


def _why_not(answer: WhyNot) -> JsonObject:
    return {
        "conclusie": answer.conclusion,
        "waarde": answer.value,
        "is_zo": answer.so,
        "is_nu": _value(answer.actual),
        "door_regels": list(answer.instead),
        "via_anders": answer.by_default,
        "regels": [
            {
                "regel": rule.rule,
                "ontbreekt": None if math.isinf(rule.distance) else int(rule.distance),
                "voorwaarde": _condition(rule.condition),
            }
            for rule in answer.rules
        ],
    }


def _condition(tree: Point | Points) -> JsonObject:
    if isinstance(tree, Points):
        return {"voldaan": tree.met, "nodig": tree.needed, "van": [_condition(part) for part in tree.parts]}
    return {
        "voldaan": tree.met,
        "moet": "gelden" if tree.wanted else "niet gelden",
        "stand": tree.standing.value,
        **_literal(tree.literal),
    }


def _literal(literal: Literal) -> JsonObject:
    match literal:
        case Is(subject, values):
            return {"feit": subject, "toets": list(values)}
        case Between(subject, low, high):
            return {"feit": subject, "toets": [{"van": low, "tot": high}]}
        case Unknown(questions):
            return {"onbekend": list(questions)}


def changes_record(found: ChangesTo) -> JsonObject:
    """What would have to change."""
    return {
        "conclusie": found.conclusion,
        "waarde": found.value,
        "is_al_zo": found.already,
        "veranderingen": [
            {
                "moeite": each.effort,
                "antwoorden": [
                    {"vraag": c.question, "nu": c.old, "wordt": c.new, **_band(c.band)} for c in each.changes
                ],
            }
            for each in found.sets
        ],
        "er_zijn_meer": found.more,
        "tegengehouden_door": [list(each) for each in found.blockers],
        "mogelijk": found.possible,
        "volledig": found.complete,
    }


def what_if_record(found: WhatIf) -> JsonObject:
    """The conclusions that differ, and what becomes of the questions."""
    return {
        "conclusies": [
            {
                "conclusie": each.conclusion,
                "was": _value(each.old),
                "wordt": _value(each.new),
                "regels_erbij": list(each.gained),
                "regels_eraf": list(each.lost),
            }
            for each in found.conclusions
        ],
        "geparkeerd": list(found.parked),
        "telt_weer": list(found.revived),
        "nieuwe_vragen": list(found.asked),
        "vervallen_vragen": list(found.dropped),
    }


def rests_on_record(found: Iterable[RestsOn], answers: Answers) -> list[JsonObject]:
    """What each value or member rests on."""
    return [
        {
            "conclusie": each.conclusion,
            "waarde": each.value,
            "geeft": [{name: answers[name] for name in names} for names in each.giving],
            "maakt_geen_verschil": list(each.idle),
            "er_zijn_meer": ["geeft"] if each.more else [],
            "niet_uitgezocht": sorted(_FORMS[form] for form in each.unknown),
        }
        for each in found
    ]


_FORMS = {"giving": "geeft", "idle": "maakt_geen_verschil"}


def _value(value: str | frozenset[str] | None) -> str | list[str] | None:
    return sorted(value) if isinstance(value, frozenset) else value
