"""One conversation: its `gesprek.yaml`, and the questions, conclusions and rules of the other files in its folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.kinds import CONVERSATION, RULE_FILE
from slimmer_rules.rulebook.located_yaml import Node, Scalar
from slimmer_rules.rulebook.model import Conversation, Place, Question, Rule, Section
from slimmer_rules.rulebook.reading_conditions import Scope, read_condition
from slimmer_rules.rulebook.reading_figure import read_figure
from slimmer_rules.rulebook.reading_names import Names, named_conclusion
from slimmer_rules.rulebook.reading_outcomes import read_outcomes
from slimmer_rules.rulebook.reading_questions import (
    ConclusionDraft,
    QuestionDraft,
    read_conclusion,
    read_question,
    subject_name,
)
from slimmer_rules.rulebook.reading_rules import read_rule
from slimmer_rules.rulebook.reading_shapes import NAME, Fields, Notes, shown
from slimmer_rules.rulebook.strata import cycles, strata

HEAD = "gesprek"
"""The file that holds the conversation together."""


@dataclass(slots=True)
class _Part:
    """One rule file, with what was found in it."""

    stem: str
    fields: Fields
    title: str
    intro: str | None
    questions: list[QuestionDraft] = field(default_factory=list)
    conclusions: list[ConclusionDraft] = field(default_factory=list)


def read_conversation(
    id: str, place: Place, trees: Mapping[str, Node | None], rule_places: dict[str, Place], notes: Notes
) -> Conversation:
    """The conversation in the files of one folder (name without ending, and tree; None where there is none).

    `rule_places` holds where each rule so far is defined, in all conversations; those of this one are added.
    """
    if not NAME.fullmatch(id):
        help = "de map van een gesprek heeft kleine letters, cijfers en _, en begint met een letter"
        notes.add("R017", f"een gesprek kan niet `{shown(id)}` heten", place, help)
    names = Names()
    scope = Scope(names, notes)
    head = _head(id, trees[HEAD], notes)
    parts = [_part(stem, tree, names, notes) for stem, tree in trees.items() if stem != HEAD]
    values = CONVERSATION.values(head, notes)
    questions = _questions(parts, head, values["groups"], scope)
    drafts = {draft.conclusion.id: draft for part in parts for draft in part.conclusions}
    conclusions = {id: draft.conclusion for id, draft in drafts.items()}
    rules = _rules(parts, scope, rule_places)
    if names.complete and not any(part.questions for part in parts):
        message = f"gesprek `{shown(id)}` heeft geen enkele vraag"
        notes.add("R016", message, head.place, "zet vragen in een van de bestanden, of haal het gesprek weg")
    goal = named_conclusion(head, "doel", False, names, notes)
    return Conversation(
        **values,
        id=id,
        goal=goal,
        outcomes=read_outcomes(head, goal, scope),
        signals=named_conclusion(head, "tegenstrijdigheden", True, names, notes),
        profile=named_conclusion(head, "profiel", False, names, notes),
        figure=read_figure(head, drafts, scope),
        sections=_sections(head, parts, notes),
        questions=questions,
        conclusions=conclusions,
        rules=rules,
        strata=_layers(conclusions, rules, notes),
    )


def _head(id: str, tree: Node | None, notes: Notes) -> Fields:
    owner = f"gesprek `{id}`"
    return CONVERSATION.fields(tree, owner, notes) or Fields(owner, Place(f"{id}/{HEAD}.yaml", 1, 1))


def _part(stem: str, tree: Node | None, names: Names, notes: Notes) -> _Part:
    """One rule file: its texts, and its questions and conclusions, whose names are added."""
    fields = RULE_FILE.fields(tree, "dit bestand", notes)
    names.complete = names.complete and fields is not None and fields.complete
    fields = fields or Fields("dit bestand", Place(stem, 1, 1))
    part = _Part(stem, fields, **RULE_FILE.values(fields, notes))
    for key, node in _named(part, "vragen", "een vraag", names, notes):
        question = read_question(key, node, notes)
        if names.add(question.subject, notes):
            part.questions.append(question)
    for key, node in _named(part, "conclusies", "een conclusie", names, notes):
        conclusion = read_conclusion(key, node, notes)
        if names.add(conclusion.subject, notes):
            part.conclusions.append(conclusion)
    return part


def _named(part: _Part, key: str, what: str, names: Names, notes: Notes) -> Iterable[tuple[Scalar, Node]]:
    """The entries under `vragen` or `conclusies`, their names checked."""
    entries = notes.entries(part.fields.node(key), f"`{key}`")
    if entries is None:
        names.complete = False
    for name, node in entries or ():
        subject_name(name, what, notes)
        yield name, node


def _questions(parts: list[_Part], head: Fields, groups: Mapping[str, str], scope: Scope) -> dict[str, Question]:
    """All questions, with when they apply and their group."""
    found: dict[str, Question] = {}
    places: dict[str, Place] = {}
    for draft in (draft for part in parts for draft in part.questions):
        condition = read_condition(draft.condition, replace(scope, answers_only=True))
        group = _group(draft, head, groups, scope.notes)
        found[draft.question.id] = replace(draft.question, applies_if=condition, group=group)
        places[draft.question.id] = draft.condition.place if draft.condition else draft.question.place
    circles = cycles({id: reads(q.applies_if) if q.applies_if else () for id, q in found.items()})
    for path in circles:
        message = f"of deze vragen van toepassing zijn, hangt van henzelf af: {' → '.join(path)}"
        scope.notes.add("R020", message, places[path[0]], "haal een van deze voorwaarden weg")
    return found


def _group(draft: QuestionDraft, head: Fields, groups: Mapping[str, str], notes: Notes) -> str | None:
    scalar = notes.scalar(draft.group, f"`groep` van {draft.subject.told}")
    if scalar is None or scalar.text in groups or not head.complete or (not groups and "groepen" in head):
        return scalar.text if scalar else None
    message = f"{draft.subject.told} hoort bij de groep `{shown(scalar.text)}`, en die bestaat niet"
    help = notes.meant(scalar.text, groups, "De groepen zijn") or f"zet de groep onder `groepen` in {HEAD}.yaml"
    notes.add("R023", message, scalar.place, help)
    return None


def _rules(parts: list[_Part], scope: Scope, places: dict[str, Place]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for part in parts:
        for node in scope.notes.items(part.fields.node("regels"), "`regels`"):
            rule = read_rule(node, scope)
            if rule is None:
                continue
            first = places.setdefault(rule.id, rule.place)
            if first is not rule.place:
                help = f"de eerste staat in {first.file}, regel {first.line}; kies een andere naam"
                scope.notes.add("R018", f"er is al een regel `{rule.id}`", rule.place, help)
            else:
                found[rule.id] = rule
    return found


def _sections(head: Fields, parts: list[_Part], notes: Notes) -> tuple[Section, ...]:
    """The files whose questions are asked, in the order of `onderdelen`."""
    stems = {part.stem: part for part in parts}
    nodes = notes.items(head.node("onderdelen"), f"`onderdelen` van {head.owner}")
    found = []
    for scalar in notes.distinct(nodes, f"`onderdelen` van {head.owner}"):
        part = stems.get(scalar.text)
        if part is None:
            message = f"het onderdeel `{shown(scalar.text)}` is geen bestand van {head.owner}"
            notes.add(
                "R031", message, scalar.place, notes.meant(scalar.text, stems, "De bestanden zijn (zonder .yaml)")
            )
        else:
            found.append(part)
    if nodes and len(found) == len(nodes):
        for part in parts:
            if part.questions and part not in found:
                message = f"dit bestand heeft vragen, maar `{part.stem}` staat niet bij `onderdelen` van {head.owner}"
                help = f"zet `{part.stem}` bij `onderdelen` in {HEAD}.yaml, anders wordt niemand dit gevraagd"
                notes.add("R031", message, part.fields.key("vragen"), help)
    return tuple(Section(p.stem, p.title, tuple(d.question.id for d in p.questions), p.intro) for p in found)


def _layers(conclusions: Iterable[str], rules: Mapping[str, Rule], notes: Notes) -> dict[str, int]:
    """The stratum of each conclusion; a circle is noted with its path and rules."""
    read: dict[str, set[str]] = {name: set() for name in conclusions}
    by: dict[tuple[str, str], str] = {}
    for rule in rules.values():
        below = reads(rule.condition)
        for name, _ in rule.concludes:
            read[name] |= below & read.keys()
            for other in below:
                by.setdefault((name, other), rule.id)
    for path in cycles(read):
        steps = list(pairwise(path))
        message = f"deze conclusie hangt van zichzelf af: {' → '.join(path)}"
        told = "; ".join(f"{by[step]} leest `{step[1]}` voor `{step[0]}`" for step in steps)
        notes.add("R019", message, rules[by[steps[0]]].place, f"regel {told}. Haal een van deze stappen weg")
    return strata(read)
