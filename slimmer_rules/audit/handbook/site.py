"""The handbook as files: a page for every question, conclusion and rule, and the pages that tie them together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slimmer_rules.audit.auditing import Material
from slimmer_rules.audit.cases import CaseResult, run_cases
from slimmer_rules.audit.checks import CHECKS
from slimmer_rules.audit.findings import Finding, Report
from slimmer_rules.audit.handbook.entries import Directory, Entry
from slimmer_rules.audit.handbook.graph import Drawing, Node, around, layered
from slimmer_rules.audit.handbook.outline import outline
from slimmer_rules.audit.properties import Property
from slimmer_rules.audit.texts import reason
from slimmer_rules.audit.words import case_lines, promise_questions, promise_text, value_label
from slimmer_rules.rulebook.axis_words import told_spots
from slimmer_rules.rulebook.conditions import reads
from slimmer_rules.rulebook.model import Conversation, Rule
from slimmer_rules.rulebook.wording import ORIGINS, capital, citation_text, condition_text, rule_text, topic
from slimmer_rules.templating import Sandbox, refuse, stop

TEXTS = {"stijl.css": "stijl.css.j2", "zoek.js": "zoek.js.j2"}
"""Files of the site that are no pages, with where their text is."""


def build(
    material: Material, report: Report, templates: Mapping[str, str], glossary: Mapping[str, str]
) -> dict[str, str]:
    """Every file of the site by its path, from an audit's report and the texts of `templates/handboek`."""
    return dict(_Site(material, report, templates, glossary).files())


class _Site:
    def __init__(
        self, material: Material, report: Report, templates: Mapping[str, str], glossary: Mapping[str, str]
    ) -> None:
        self.material, self.report, self.templates = material, report, templates
        self.rulebook = material.rulebook
        self.glossary = glossary
        self.results = run_cases(material.cases, self.rulebook)
        self.directories = {name: Directory(talk) for name, talk in self.rulebook.conversations.items()}
        self.environment = Sandbox(lambda name: (templates[name], name, None) if name in templates else None)
        self.environment.globals |= {
            "kennisbank": self.rulebook,
            "controles": {check.code: check.title for check in CHECKS},
            "rapport": report,
            "begrippen": glossary,
            "bron": lambda citation: citation_text(citation, self.rulebook),
            "herkomst": lambda rule: ORIGINS[rule.origin],
            "delen": self._parts,
        }

    def files(self) -> Iterator[tuple[str, str]]:
        """Path and content of each file."""
        yield "index.html", self._page("begin", 0, mappen=self.directories, gevallen=self.results)
        yield "controle.html", self._page("controle", 0, bevindingen=self.report.findings)
        yield "eigenschappen.html", self._page("eigenschappen", 0, rijen=[self._property(p) for p in self._promises])
        yield "bronnen.html", self._page("bronnen", 0, gebruikt=self._cited())
        yield "gevallen.html", self._page("gevallen", 0, gevallen=[self._case(result) for result in self.results])
        yield "begrippen.html", self._page("begrippen", 0)
        for directory in self.directories.values():
            yield from self._conversation(directory)
        for path, template in TEXTS.items():
            if template not in self.templates:
                stop("B003", f"het sjabloon “{template}” bestaat niet", None, None, "zet het terug met “slimmer init”")
            yield path, self.templates[template]
        yield "index.js", f"window.REGISTER = {json.dumps(list(self._index()), ensure_ascii=False)};\n"

    @property
    def _promises(self) -> Sequence[Property]:
        return self.material.properties

    def _page(self, template: str, depth: int, **given: Any) -> str:
        try:
            return self.environment.made(f"{template}.html.j2", {"wortel": "../" * depth, **given})
        except Exception as error:
            refuse(error, {name: text.encode() for name, text in self.templates.items()}, "templates/handboek")

    def _conversation(self, directory: Directory) -> Iterator[tuple[str, str]]:
        talk = directory.conversation
        drawing = _overview(directory)
        yield f"{talk.id}/index.html", self._page("gesprek", 1, gesprek=talk, map=directory, tekening=drawing)
        for entry in directory.entries:
            yield entry.url, self._entry(directory, entry)

    def _entry(self, directory: Directory, entry: Entry) -> str:
        talk = directory.conversation
        below, above = directory.below(entry), directory.above(entry)
        shared: dict[str, Any] = {
            "gesprek": talk,
            "map": directory,
            "ingang": entry,
            "onder": below,
            "boven": above,
            "tekening": around(entry, below, above),
            "bevindingen": self._about(entry),
        }
        if entry.kind == "vraag":
            question = talk.questions[entry.id]
            applies = outline(condition_text(question.applies_if, talk)) if question.applies_if else []
            return self._page(
                "vraag", 1, vraag=question, geldt=applies, regels=directory.rules_reading(entry.id), **shared
            )
        if entry.kind == "conclusie":
            conclusion = talk.conclusions[entry.id]
            giving = {value.id: directory.rules_giving(entry.id, value.id) for value in conclusion.values}
            readers = directory.rules_reading(entry.id)
            spots = told_spots(talk, entry.id)
            return self._page(
                "conclusie", 1, conclusie=conclusion, geven=giving, plaatsen=spots, regels=readers, **shared
            )
        rule = talk.rules[entry.id]
        sentence = outline(rule_text(rule, talk, self.rulebook).split("\n\n")[1])
        return self._page("regel", 1, regel=rule, zin=sentence, gevallen=self._firing(rule.id), **shared)

    def _parts(self, rule: Rule, talk: Conversation) -> list[tuple[str, bool]]:
        """A rule's reason in parts, each with whether it is a gap."""
        return [(p, False) if isinstance(p, str) else (topic(p.name, talk), True) for p in rule.reason]

    def _firing(self, rule: str) -> list[CaseResult]:
        return [result for result in self.results if rule in result.fired]

    def _about(self, entry: Entry) -> list[tuple[Finding, str | None]]:
        """The findings about an entry, each with the reason if it is accepted."""
        found = [(finding, None) for finding in self.report.findings] + list(self.report.accepted)
        return [(f, why) for f, why in found if (_concerns(f.subject, entry) or _clashes(f, entry)) and _in(f, entry)]

    def _property(self, promise: Property) -> dict[str, Any]:
        finding = next((f for f in self.report.findings if f.subject == f"eigenschap {promise.id}"), None)
        accepted = any(f.subject == f"eigenschap {promise.id}" for f, _ in self.report.accepted)
        proved = "A12" in self.report.checked and not accepted and "A12" not in self.report.unsettled
        talk = self.rulebook.conversations[promise.conversation]
        status = "geldt niet altijd" if finding or accepted else "bewezen" if proved else "niet bewezen"
        about = [self.directories[talk.id].questions[name] for name in promise_questions(promise)]
        sentence = promise_text(promise, talk)
        return {"eigenschap": promise, "gesprek": talk, "stand": status, "zin": sentence, "vragen": about}

    def _case(self, result: CaseResult) -> dict[str, Any]:
        talk = self.rulebook.conversations[result.case.conversation]
        expected = [
            (self.directories[talk.id].conclusions[name], value_label(talk, name, value))
            for name, value in result.case.expected.items()
        ]
        return {
            "naam": result.name,
            "geval": result.case,
            "gesprek": talk,
            "antwoorden": case_lines(talk, result.case.answers),
            "verwacht": expected,
            "klopt": result.passed,
            "tegenspraak": capital(str(result.contradiction)) if result.contradiction else None,
            "regels": [self.directories[talk.id].rules[r] for r in result.fired],
        }

    def _cited(self) -> dict[str, list[Entry]]:
        """The rules that cite each source."""
        found: dict[str, list[Entry]] = {}
        for directory in self.directories.values():
            for rule in directory.conversation.rules.values():
                for source in dict.fromkeys(citation.source for citation in rule.citations):
                    found.setdefault(source, []).append(directory.rules[rule.id])
        return found

    def _index(self) -> Iterator[dict[str, str]]:
        """What the search looks through."""
        for directory in self.directories.values():
            for entry in directory.entries:
                words = " ".join(_words(directory.conversation, entry))
                yield {"s": entry.kind, "i": entry.id, "t": entry.title, "u": entry.url, "w": words}
        for word, explained in self.glossary.items():
            yield {"s": "begrip", "i": "", "t": word, "u": "begrippen.html", "w": explained}
        for source in self.rulebook.sources.values():
            yield {
                "s": "bron",
                "i": source.id,
                "t": source.title,
                "u": f"bronnen.html#{source.id}",
                "w": source.authors,
            }


def _concerns(subject: str, entry: Entry) -> bool:
    """Whether a finding's subject begins with this entry, whatever follows it."""
    names = [entry.subject, f"conclusie {entry.id}"] if entry.kind == "conclusie" else [entry.subject]
    return any(subject == name or subject.startswith((f"{name}:", f"{name},")) for name in names)


def _clashes(finding: Finding, entry: Entry) -> bool:
    """Whether this is one of two rules that contradict each other, or a rule that only holds where they do."""
    if finding.code != "A01" or entry.kind != "regel":
        return False
    rules = finding.subject.partition(": ")[2].split(", ")
    return entry.id in rules or any(text.startswith(f"Regel {entry.id} ") for text in finding.consequences)


def _in(finding: Finding, entry: Entry) -> bool:
    """Whether a finding is about this conversation, as far as its place tells."""
    return (
        finding.place is None
        or "/" not in finding.place.file
        or finding.place.file.startswith(f"{entry.conversation}/")
    )


def _words(talk: Conversation, entry: Entry) -> Iterator[str]:
    if entry.kind == "vraag":
        question = talk.questions[entry.id]
        yield question.text
        yield from (answer.choice for answer in question.answers)
    elif entry.kind == "conclusie":
        yield from (value.label for value in talk.conclusions[entry.id].values)
    else:
        yield reason(talk.rules[entry.id])


def _overview(directory: Directory) -> Drawing | None:
    """How the conclusions of a conversation rest on each other, each as close as can be to what rests on it."""
    talk = directory.conversation
    if not talk.conclusions:
        return None
    pairs = [
        (name, target)
        for rule in talk.rules.values()
        for target, _ in rule.concludes
        for name in sorted(reads(rule.condition) & set(talk.conclusions))
    ]
    column: dict[str, int] = {}
    for name in sorted(talk.conclusions, key=lambda name: -talk.strata[name]):
        column[name] = min((column[target] - 1 for one, target in pairs if one == name), default=talk.strata[name])
    columns = [
        [
            Node(
                directory.conclusions[name].url,
                "conclusie",
                c.title,
                directory.conclusions[name].url,
                name == talk.goal,
            )
            for name, c in talk.conclusions.items()
            if column[name] == index
        ]
        for index in sorted(set(column.values()))
    ]
    return layered(columns, [(directory.conclusions[a].url, directory.conclusions[b].url) for a, b in pairs], [])
