"""A large rulebook of a realistic shape: 60 questions, 480 rules, five layers from criteria to advice.

Criteria (one a question) → groups of five → pillars of three groups → the decision → what follows from it; beside them
sets of advice, of open points and of warnings. Free of contradictions, and the same each time for a seed.
"""

from __future__ import annotations

from random import Random

from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import Conclusion, Conversation, Question, Rule
from tests.building import conclusion, conversation, given, members, question, rule

QUESTIONS, RULES = 60, 480
GROUP, PILLAR = 5, 3

Answers = dict[str, str | int]


def generated(seed: int = 1) -> Conversation:
    """The conversation; its goal is `besluit`."""
    rng = Random(seed)
    questions = [_question(number) for number in range(QUESTIONS)]
    rules = [rule for number in range(QUESTIONS) for rule in _criterion(number)]
    rules += [rule for group in range(QUESTIONS // GROUP) for rule in _group(group)]
    rules += [rule for pillar in range(_PILLARS) for rule in _pillar(pillar)]
    rules += _decision() + _open_points() + _advice()
    rules += [_warning(rng, number) for number in range(RULES - len(rules))]
    assert len(rules) == RULES
    return conversation(questions, _conclusions(rules), rules, goal="besluit")


def random_answers(rng: Random, talk: Conversation, known: float = 0.9) -> Answers:
    """Answers to a share of the questions, mostly good ones, as a real intake would have."""
    return {
        name: rng.choices(("goed", "matig", "slecht"), weights=(7, 2, 1))[0]
        for name in talk.questions
        if rng.random() < known
    }


_PILLARS = QUESTIONS // (GROUP * PILLAR)


def _question(number: int) -> Question:
    """Every fourth question applies only if the one before it was not answered `slecht`."""
    depends = Is(f"v{number - 1:02}", ("goed", "matig")) if number % 4 == 3 else None
    order = ("slecht", "matig", "goed")
    return question(f"v{number:02}", *order, applies_if=depends, order=order, changeable=number % 10 != 0)


def _criterion(number: int) -> list[Rule]:
    """Met if the answer is good; failed if it is bad, or middling together with a middling neighbour."""
    own, neighbour = f"v{number:02}", f"v{(number + 1) % QUESTIONS:02}"
    failed = AnyOf((Is(own, ("slecht",)), given(**{own: "matig", neighbour: "matig"})))
    name = f"criterium{number:02}"
    return [
        rule(f"C{number:02}a", Is(own, ("goed",)), (name, "voldaan")),
        rule(f"C{number:02}b", failed, (name, "niet_voldaan")),
    ]


def _group(group: int) -> list[Rule]:
    criteria = [f"criterium{number:02}" for number in range(group * GROUP, (group + 1) * GROUP)]
    failed = tuple(Is(name, ("niet_voldaan",)) for name in criteria)
    met = tuple(Is(name, ("voldaan",)) for name in criteria)
    two_failed = AtLeast(2, failed)
    name = f"groep{group:02}"
    return [
        rule(f"G{group:02}a", two_failed, (name, "onvoldoende")),
        rule(f"G{group:02}b", All(met), (name, "sterk")),
        rule(f"G{group:02}c", All((AtLeast(3, met), Not(two_failed), Not(All(met)))), (name, "voldoende")),
    ]


def _pillar(pillar: int) -> list[Rule]:
    groups = [f"groep{number:02}" for number in range(pillar * PILLAR, (pillar + 1) * PILLAR)]
    weak = AnyOf(tuple(Is(name, ("onvoldoende",)) for name in groups))
    unknown = AnyOf(tuple(Is(name, ("onbekend",)) for name in groups))
    strong = AtLeast(2, tuple(Is(name, ("sterk",)) for name in groups))
    name = f"pijler{pillar}"
    return [
        rule(f"P{pillar}a", weak, (name, "zwak")),
        rule(f"P{pillar}b", All((strong, Not(weak), Not(unknown))), (name, "sterk")),
        rule(f"P{pillar}c", Not(AnyOf((strong, weak, unknown))), (name, "redelijk")),
    ]


def _decision() -> list[Rule]:
    pillars = [f"pijler{number}" for number in range(_PILLARS)]
    weak = AtLeast(2, tuple(Is(name, ("zwak",)) for name in pillars))
    unknown = AnyOf(tuple(Is(name, ("onbekend",)) for name in pillars))
    strong = AtLeast(_PILLARS - 1, tuple(Is(name, ("sterk",)) for name in pillars))
    yes = Is("besluit", ("aannemen", "onder_voorwaarden"))
    return [
        rule("B1", weak, ("besluit", "afwijzen")),
        rule("B2", All((unknown, Not(weak))), ("besluit", "aanhouden")),
        rule("B3", All((strong, Not(unknown), Not(weak))), ("besluit", "aannemen")),
        rule("V1", yes, ("vervolg", "starten"), ("vervolg", "werven")),
        rule("V2", Is("besluit", ("aanhouden",)), ("vervolg", "opnieuw_bespreken")),
    ]


def _open_points() -> list[Rule]:
    return [
        rule(f"O{number:02}", Unknown((f"v{number:02}",)), ("open_punten", f"punt{number:02}"))
        for number in range(QUESTIONS)
    ]


def _advice() -> list[Rule]:
    return [
        rule(f"A{number:02}", Is(f"criterium{number:02}", ("niet_voldaan",)), ("adviezen", f"advies{number:02}"))
        for number in range(QUESTIONS)
    ]


def _warning(rng: Random, number: int) -> Rule:
    """A pattern over a few answers and criteria, as authors add them one by one."""
    a, b, c = (f"v{n:02}" for n in rng.sample(range(QUESTIONS), k=3))
    d, e = (f"criterium{n:02}" for n in rng.sample(range(QUESTIONS), k=2))
    condition: Condition = rng.choice(
        (
            All((Is(a, ("slecht",)), Is(b, ("goed",)))),
            All((Is(a, ("slecht", "matig")), Not(Is(d, ("voldaan",))))),
            All((Is(d, ("niet_voldaan",)), AnyOf((Is(b, ("slecht",)), Is(c, ("slecht",)))))),
            AtLeast(2, (Is(a, ("slecht",)), Is(b, ("slecht",)), Is(e, ("niet_voldaan",)))),
        )
    )
    return rule(f"W{number:03}", condition, ("waarschuwingen", f"waarschuwing{number:03}"))


def _conclusions(rules: list[Rule]) -> list[Conclusion]:
    """Every name that the rules conclude: sets by their members, the others by their layer's values."""
    sets = ("open_punten", "adviezen", "waarschuwingen", "vervolg")
    values = {
        "criterium": ("voldaan", "niet_voldaan"),
        "groep": ("sterk", "voldoende", "onvoldoende"),
        "pijler": ("sterk", "redelijk", "zwak"),
        "besluit": ("aannemen", "afwijzen", "aanhouden"),
    }
    found: dict[str, list[str]] = {}
    for one in rules:
        for name, value in one.concludes:
            found.setdefault(name, []).append(value)
    concluded = [members(name, *dict.fromkeys(found[name])) for name in sets]
    for name in found:
        if name not in sets:
            default = "onder_voorwaarden" if name == "besluit" else "onbekend"
            concluded.append(conclusion(name, *values[name.rstrip("0123456789")], default, default=default))
    return concluded
