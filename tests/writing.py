"""A conversation written out as the YAML files of a rulebook, in one of the many ways in which that can be done."""

from __future__ import annotations

from random import Random
from typing import Any

import yaml

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conclusion, Conversation, Question, Rule

SOURCES = {"bronnen": {"bron": {"titel": "Bron", "auteurs": "Iemand", "jaar": "2013", "vindplaats": "in de kast"}}}
Tree = dict[str, Any]


def write(rng: Random, talk: Conversation) -> dict[str, str]:
    """Path to text; questions, conclusions and rules are spread over one to three files."""
    parts: list[Tree] = [{"onderwerp": f"Deel {number}"} for number in range(rng.randint(1, 3))]
    for asked in talk.questions.values():
        rng.choice(parts).setdefault("vragen", {})[asked.id] = _question(rng, asked)
    for concluded in talk.conclusions.values():
        rng.choice(parts).setdefault("conclusies", {})[concluded.id] = _conclusion(concluded)
    for rule in talk.rules.values():
        rng.choice(parts).setdefault("regels", []).append(_rule(rng, rule))
    names = [f"{number + 1}-deel" for number in range(len(parts))]
    header = {"titel": talk.title, "onderdelen": names, **({"doel": talk.goal} if talk.goal else {})}
    book = {"naam": "Proef", "versie": "0", "gesprekken": [talk.id]}
    trees: Tree = {"kennisbank.yaml": book, "bronnen.yaml": SOURCES, f"{talk.id}/gesprek.yaml": header}
    trees |= {f"{talk.id}/{name}.yaml": part for name, part in zip(names, parts, strict=True)}
    return {path: _text(trees[path]) for path in rng.sample(list(trees), k=len(trees))}


def _text(tree: Tree) -> str:
    text = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    assert isinstance(text, str)
    return text


class _Dumper(yaml.SafeDumper):
    """Writes equal parts out again: the rule files know no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _question(rng: Random, asked: Question) -> Tree:
    tree: Tree = {"vraag": asked.text}
    if asked.applies_if is not None:
        tree["van_toepassing_als"] = _condition(rng, asked.applies_if)
    if asked.is_number:
        return tree | {"soort": "geheel_getal", "van": asked.low, "tot": asked.high}
    tree["antwoorden"] = {answer.id: answer.choice for answer in asked.answers}
    if asked.order:
        tree["volgorde"] = list(asked.order)
    return tree if asked.changeable else tree | {"veranderbaar": "nee"}


def _conclusion(concluded: Conclusion) -> Tree:
    values = {value.id: value.label for value in concluded.values}
    if concluded.is_set:
        return {"titel": concluded.title, "verzameling": values}
    default = {"anders": concluded.default} if concluded.default else {}
    return {"titel": concluded.title, "waarden": values, **default}


def _rule(rng: Random, rule: Rule) -> Tree:
    gives: dict[str, list[str]] = {}
    for name, value in rule.concludes:
        gives.setdefault(name, []).append(value)
    return {
        "id": rule.id,
        "titel": rule.title,
        "als": _condition(rng, rule.condition),
        "dan": {name: given if len(given) > 1 else given[0] for name, given in gives.items()},
        "omdat": "".join(part for part in rule.reason if isinstance(part, str)),
        "bron": "bron",
        "herkomst": rule.origin.value,
    }


def _condition(rng: Random, condition: Condition) -> Tree:
    match condition:
        case Is(subject, values):
            return {subject: values[0] if len(values) == 1 else list(values)}
        case Between(subject, low, high):
            bounds = {"van": low, "tot": high}
            return {subject: {key: bound for key, bound in bounds.items() if bound is not None}}
        case Unknown(questions):
            return {"onbekend": list(questions)}
        case All(parts):
            return _side_by_side(rng, [_condition(rng, part) for part in parts])
        case AnyOf(parts):
            return {"een_van": [_condition(rng, part) for part in parts]}
        case AtLeast(count, parts):
            return {"minstens": {"aantal": count, "van": [_condition(rng, part) for part in parts]}}
        case Not(part):
            return {"niet": _condition(rng, part)}


def _side_by_side(rng: Random, trees: list[Tree]) -> Tree:
    """The parts of an *and* as one mapping where their keys allow it, and as `alle` otherwise or by chance."""
    joined: Tree = {}
    for tree in trees:
        joined |= tree
    return joined if len(joined) == sum(map(len, trees)) and rng.random() < 0.5 else {"alle": trees}
