"""Cases: one intake as a file, in YAML or JSON, read against a rulebook and written back.

The keys are a contract (docs/contracten.md). Free texts are cleaned (`free_text.clean_text`) when a case is
read and when it is written, so that nothing can make a saved case unreadable, and what is read again is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from slimmer_rules.rulebook import kinds
from slimmer_rules.rulebook.answers import number_range
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.free_text import clean_text
from slimmer_rules.rulebook.located_json import parse_either
from slimmer_rules.rulebook.located_yaml import MAX_BYTES, Node, Scalar, Sequence, UnreadableError, decode
from slimmer_rules.rulebook.located_yaml import Mapping as Tree
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Rulebook
from slimmer_rules.rulebook.reading_names import Names, Subject, named_conversation, option
from slimmer_rules.rulebook.reading_shapes import Fields, Notes, shown
from slimmer_rules.rulebook.shapes import FREE

_CASE = kinds.case()

BY_QUESTION = ("antwoorden", "notities", "herkomst")
"""The keys under which something stands for each question."""


@dataclass(frozen=True, slots=True)
class HumanDecision:
    """What people decided: a value of the conversation's goal, and why."""

    decision: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RulesVersion:
    """Which rules: the version that they name, and the hash of all that they mean."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an interview is: the questions and stages passed over, and the question or stage to go on with.

    `rules`: the rules that it was last held with; None in a file of before that was kept.
    """

    skipped: tuple[str, ...] = ()
    at: str | None = None
    rules: RulesVersion | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One intake. `answers` are checked against the conversation: ids of answers, whole numbers or `onbekend`.

    `addressee` (lines: name, organisation, address), `salutation` and `reference` are for the letter.
    `notes` and `own_view` are internal: they reach no letter or export; `letter_notes` are written for the letter.
    `expected` maps conclusions to what the rules must conclude (a set for a set); `origins` tells where an answer
    comes from. `aside`: what no longer fitted when the rules had changed, in the form of the file that held it.
    """

    conversation: str
    answers: Mapping[str, str | int] = field(default_factory=dict)
    title: str | None = None
    issue: str | None = None
    addressee: str | None = None
    salutation: str | None = None
    reference: str | None = None
    date: str | None = None
    coach: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    letter_notes: Mapping[str, str] = field(default_factory=dict)
    own_view: str | None = None
    decision: HumanDecision | None = None
    expected: Mapping[str, str | frozenset[str]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    progress: Progress | None = None
    aside: Mapping[str, Any] = field(default_factory=dict)


def read_case(data: bytes, file: str, rulebook: Rulebook, most: int = MAX_BYTES, *, set_aside: bool = False) -> Case:
    """The case in `data`, of at most `most` bytes; `file` is what it is called in messages.

    With `set_aside`, what no longer fits goes aside where the case was last asked with other rules than these. Raises
    RulebookError with all mistakes.
    """
    notes = Notes()
    try:
        source = notes.sources[file] = decode(data, file, most, "kort de vrije tekst in")
        tree, noted = parse_either(source)
    except UnreadableError as unreadable:
        raise RulebookError([unreadable.diagnostic]) from None
    fields = _CASE.fields(tree, "dit geval", notes)
    case = _read(fields, rulebook, notes, set_aside) if fields else None
    told = {diagnostic.place for diagnostic in noted}
    faults = [*noted, *(diagnostic for diagnostic in notes.diagnostics if diagnostic.place not in told)]
    if case is None or faults:
        raise RulebookError(faults)
    return case


def _read(fields: Fields, rulebook: Rulebook, notes: Notes, set_aside: bool) -> Case | None:
    """The case, as far as it is sound; None where its conversation is not known."""
    conversation = named_conversation(fields, rulebook, notes)
    if conversation is None:
        return None
    reader = _Reader(conversation, Names.of(conversation, UNKNOWN), fields, notes)
    if set_aside and _held_with_others(fields, rulebook):
        reader = replace(reader, aside=reader.aside_before())
    own_notes, letter_notes = reader.notes_on_questions()
    return Case(
        **_CASE.values(fields, notes),
        conversation=conversation.id,
        answers=reader.answers(),
        notes=own_notes,
        letter_notes=letter_notes,
        own_view=reader.own_view(),
        decision=reader.decision(),
        expected=reader.expected(),
        origins=reader.origins(),
        progress=reader.progress(),
        aside=reader.aside_before() if reader.aside is None else reader.aside,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of one case. What does not fit goes into `aside`, or is noted where there is none."""

    conversation: Conversation
    names: Names
    fields: Fields
    notes: Notes
    aside: dict[str, Any] | None = None

    def free(self, node: Node | None, what: str) -> str | None:
        """A free text."""
        text: str | None = FREE.read(self.notes, node, what)
        return text

    def _by_question(self, key: str) -> list[tuple[Subject, Node]]:
        """What stands under `key` for each question that exists."""
        found = []
        for name, node in self.notes.entries(self.fields.node(key), f"`{key}`", least=0) or ():
            known = name.text in self.conversation.questions
            if not known and self.aside is not None:
                self._put_aside(key, name.text, node)
            elif (subject := self.names.question(name.text, name.place, self.notes)) is not None:
                found.append((subject, node))
        return found

    def _put_aside(self, key: str, name: str, node: Node) -> None:
        if self.aside is not None:
            put_aside(self.aside, (key, name), _plain(node))

    def aside_before(self) -> dict[str, Any]:
        """`terzijde`: what was set aside before, in the form of the case that it came from."""
        node = self.fields.node("terzijde")
        entries = node.entries if isinstance(node, Tree) else ()
        odd = [("`terzijde`", node)] if node is not None and not isinstance(node, Tree) else []
        odd += [
            (f"`{key.text}` van `terzijde`", value)
            for key, value in entries
            if key.text in BY_QUESTION and not isinstance(value, Tree)
        ]
        for what, wrong in odd:
            message = f"{what} heeft sleutels nodig"
            self.notes.wrong_kind(wrong, None, message, "laat dit zoals het programma het schreef")
        return {} if odd else {key.text: _plain(value) for key, value in entries}

    def answers(self) -> dict[str, str | int]:
        """`antwoorden`, each known to its question."""
        found: dict[str, str | int] = {}
        for subject, node in self._by_question("antwoorden"):
            scalar = self.notes.scalar(node, f"het antwoord op {subject.told}")
            answer = self._answer(subject, replace(scalar, text=clean_text(scalar.text).strip())) if scalar else None
            if answer is not None:
                found[subject.id] = answer
        return found

    def _answer(self, subject: Subject, scalar: Scalar) -> str | int | None:
        question = self.conversation.questions[subject.id]
        answer = question.parse(scalar.text)
        if answer is None and self.aside is not None:
            self._put_aside("antwoorden", subject.id, scalar)
            return None
        if not subject.is_number:
            return option(subject, scalar, self.notes)
        if answer is None:
            message = f"{subject.told} kent het antwoord `{shown(scalar.text)}` niet"
            self.notes.add("R022", message, scalar.place, number_range(question))
        return answer

    def notes_on_questions(self) -> tuple[dict[str, str], dict[str, str]]:
        """`notities`: the internal ones, and those for the letter. Of one kind, those with a question are joined."""
        own: dict[str, str] = {}
        for_letter: dict[str, str] = {}
        for subject, node in self._by_question("notities"):
            told = f"de notitie bij {subject.told}"
            for each in self.notes.items(node, told) if isinstance(node, Sequence) else (node,):
                text, in_letter = self._note(each, told)
                kind = for_letter if in_letter else own
                kind[subject.id] = "\n".join(filter(None, (kind.get(subject.id), text)))
        return own, for_letter

    def _note(self, node: Node, told: str) -> tuple[str | None, bool]:
        """A note, and whether it is for the letter; one that is a plain text is internal."""
        if not isinstance(node, Tree):
            return self.free(node, told), False
        note = kinds.NOTE.read(self.notes, node, told)
        return note["text"], note["in_letter"]

    def of_goal(self, node: Node | None, what: str) -> str | None:
        """A value of the conversation's goal; without a goal, any text."""
        if self.conversation.goal is None:
            return self.free(node, what)
        scalar = self.notes.scalar(node, what)
        if scalar is None:
            return None
        goal = self.names.subjects[self.conversation.goal]
        if self.aside is not None and scalar.text not in (goal.options or ()):
            return None
        return option(goal, scalar, self.notes)

    def own_view(self) -> str | None:
        """`eigen_oordeel`: a value of the conversation's goal, or a sentence; one word is a value, or misspelt."""
        node = self.fields.node("eigen_oordeel")
        if isinstance(node, Scalar) and (len(node.text.split()) > 1 or node.comment is not None):
            return self.free(node, "`eigen_oordeel`")
        view = self.of_goal(node, "`eigen_oordeel`")
        if view is None and node is not None and self.aside is not None:
            put_aside(self.aside, ("eigen_oordeel",), _plain(node))
        return view

    def decision(self) -> HumanDecision | None:
        """`besluit_mens`."""
        node = self.fields.node("besluit_mens")
        keys = kinds.DECISION.fields(node, "`besluit_mens`", self.notes)
        if keys is None:
            return None
        decision = self.of_goal(keys.node("besluit"), "`besluit` van `besluit_mens`")
        if decision is None and node is not None and self.aside is not None:
            put_aside(self.aside, ("besluit_mens",), _plain(node))
            return None
        return HumanDecision(decision or "", **kinds.DECISION.values(keys, self.notes))

    def expected(self) -> dict[str, str | frozenset[str]]:
        """`verwacht`: a value for each conclusion, a list of members for a set."""
        found: dict[str, str | frozenset[str]] = {}
        for name, node in self.notes.entries(self.fields.node("verwacht"), "`verwacht`", least=0) or ():
            subject = self.names.conclusion(name.text, name.place, self.notes)
            if subject is None:
                continue
            what = f"wat er van {subject.told} wordt verwacht"
            if subject.is_set:
                items = self.notes.distinct(self.notes.items(node, what, least=0), what)
                values = [option(subject, item, self.notes) for item in items]
                found[subject.id] = frozenset(value for value in values if value is not None)
            elif scalar := self.notes.scalar(node, what):
                found[subject.id] = option(subject, scalar, self.notes) or ""
        return found

    def origins(self) -> dict[str, str]:
        """`herkomst`: for a question, where its answer was read."""
        texts = {s.id: self.free(node, f"de herkomst bij {s.told}") for s, node in self._by_question("herkomst")}
        return {id: text for id, text in texts.items() if text is not None}

    def progress(self) -> Progress | None:
        """`voortgang`, which the interview keeps."""
        keys = kinds.PROGRESS.fields(self.fields.node("voortgang"), "`voortgang`", self.notes)
        if keys is None:
            return None
        skipped = self.notes.items(keys.node("overgeslagen"), "`overgeslagen`", least=0)
        given = tuple(self.notes.distinct(skipped, "`overgeslagen`"))
        at = self.notes.scalar(keys.node("bij"), "`bij`")
        known = {*kinds.STAGES, *self.conversation.questions}
        if self.aside is not None:
            given = tuple(scalar for scalar in given if scalar.text in known)
            at = None if at is None or at.text not in known or "antwoorden" in self.aside else at
        for scalar in (*given, *([at] if at else [])):
            if scalar.text not in kinds.STAGES:
                self.names.question(scalar.text, scalar.place, self.notes)
        return Progress(
            tuple(scalar.text for scalar in given), at.text if at else None, self._rules(keys.node("kennisbank"))
        )

    def _rules(self, node: Node | None) -> RulesVersion | None:
        """`kennisbank` of `voortgang`."""
        values = kinds.VERSION.read(self.notes, node, "`kennisbank` van `voortgang`") if node else None
        return RulesVersion(**values) if values else None


def _held_with_others(fields: Fields, rulebook: Rulebook) -> bool:
    """Whether an interview was last held with other rules, as far as the file tells."""
    if "voortgang" not in fields:
        return False
    node = fields.node("voortgang")
    for key in ("kennisbank", "sha256"):
        entries = node.entries if isinstance(node, Tree) else ()
        node = next((value for name, value in entries if name.text == key), None)
    return not isinstance(node, Scalar) or node.text != rulebook.sha256


def _plain(node: Node) -> Any:
    """What stands in a file, as texts, lists and mappings of them."""
    if isinstance(node, Scalar):
        return clean_text(node.text)
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


def put_aside(aside: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    """Keep a value in `aside`; what was set aside there before goes one level deeper, so that none is lost."""
    *above, last = path
    part = aside
    for key in above:
        part = part.setdefault(key, {})
    if last in part and part[last] != value:
        put_aside(aside.setdefault("terzijde", {}), path, part[last])
    part[last] = value


def dump_case(case: Case) -> str:
    """The case as YAML text; `read_case` gives the same case back. Texts without content are left out."""
    return as_yaml(case_fields(case))


def as_yaml(value: object, *, flow: bool | None = False) -> str:
    """A value as YAML text: below each other; with `flow` on one line; with None only its innermost parts are."""
    text = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=flow
    )
    assert isinstance(text, str)  # noqa: S101  # no stream was given
    return text


def case_fields(case: Case) -> dict[str, Any]:
    """What a case file holds: its keys, with texts that can stand in a file. What says nothing is left out."""
    told: dict[str, Any] = {
        "gesprek": case.conversation,
        "titel": case.title,
        "vraagstuk": case.issue,
        "geadresseerde": case.addressee,
        "aanhef": case.salutation,
        "kenmerk": case.reference,
        "datum": case.date,
        "coach": case.coach,
        "antwoorden": dict(case.answers),
        "notities": {name: _notes(case, name) for name in dict.fromkeys((*case.notes, *case.letter_notes))},
        "eigen_oordeel": case.own_view,
        "besluit_mens": case.decision and {"besluit": case.decision.decision, "reden": case.decision.reason},
        "verwacht": {n: sorted(v) if isinstance(v, frozenset) else v for n, v in case.expected.items()},
        "herkomst": dict(case.origins),
        "bron": case.source,
        "voortgang": case.progress and _progress(case.progress),
        "terzijde": dict(case.aside),
    }
    filled = {key: _filled(value) for key, value in told.items()}
    return {key: value for key, value in filled.items() if value or key == "antwoorden"}


def is_example(case: Case, rulebook: Rulebook) -> bool:
    """Whether the case was read in a source of the rulebook: it was no intake, so nobody is told an advice on it."""
    return case.decision is None and (case.source or "").partition("#")[0].strip() in rulebook.sources


def for_others(case: Case, rulebook: Rulebook) -> Case:
    """The case as a letter tells it: what is not named here, now or later, is in no receipt."""
    return Case(
        conversation=case.conversation,
        answers=case.answers,
        title=case.title,
        issue=case.issue,
        addressee=case.addressee,
        salutation=case.salutation,
        reference=case.reference,
        date=case.date,
        coach=case.coach,
        letter_notes=case.letter_notes,
        decision=case.decision,
        source=case.source if is_example(case, rulebook) else None,
    )


def _progress(progress: Progress) -> dict[str, Any]:
    rules = progress.rules and {"versie": progress.rules.version, "sha256": progress.rules.sha256}
    return {"overgeslagen": list(progress.skipped), "bij": progress.at, "kennisbank": rules}


def _notes(case: Case, question: str) -> Any:
    """What the file holds of the notes with a question: the one there is, or a list of both."""
    kinds = ((case.notes, "nee"), (case.letter_notes, "ja"))
    told = [
        {"tekst": notes[question], "in_brief": word}
        for notes, word in kinds
        if clean_text(notes.get(question, "")).strip()
    ]
    return told if len(told) > 1 else next(iter(told), None)


def _filled(value: Any) -> Any:
    """The value with sound texts, and without those that say nothing."""
    if isinstance(value, str):
        text = clean_text(value)
        return text if text.strip() else None
    if isinstance(value, dict):
        parts = {key: _filled(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part is not None}
    return [_filled(part) for part in value] if isinstance(value, list) else value


class _Dumper(yaml.SafeDumper):
    """Writes texts of more than one line as such."""


def _text_node(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    plain = all(line == line.strip() and line.isprintable() for line in lines) and text == text.strip()
    style = None if plain and len(lines) == 1 else "|" if plain else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)
