"""The letter model: what a letter may say about one case, each piece with what it rests on.

Built from the case, its derivation, the rulebook, the sender and a date, and from nothing else. It knows no wording of
its own: sentences are the rulebook's (`texts.py`) or the template's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  # a type, beside fields named `date`
from functools import cached_property

from slimmer_rules.letter import texts
from slimmer_rules.letter.said import Ground, Said, paragraphs
from slimmer_rules.letter.sender import Sender
from slimmer_rules.letter.views import (
    AnswerRow,
    AnswerSection,
    Criterion,
    NoteRow,
    OpenSection,
    RuleRow,
    SetList,
    SourceRow,
)
from slimmer_rules.reasoning.changes import Change
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.reasons import (
    OpenPoints,
    answers_under,
    awaited,
    criteria,
    open_points,
    reasons,
    rules_behind,
)
from slimmer_rules.rulebook.addressee import address_lines
from slimmer_rules.rulebook.cases import Case, is_example
from slimmer_rules.rulebook.conditions import FactValue
from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation, Rule, Rulebook
from slimmer_rules.rulebook.wording import capital, citation_text, value_text


@dataclass(frozen=True, slots=True)
class Improvement:
    """The few changed answers that would give a yes, and which yes (see `changes.py`).

    `too_many`: there is a way to a yes, but it asks more changes than a letter names.
    """

    changes: tuple[Change, ...] = ()
    outcome: str = ""
    too_many: bool = False


@dataclass(frozen=True)
class Letter:
    """Everything a template may ask for. Pure; properties are worked out when asked for."""

    case: Case
    derivation: Derivation
    rulebook: Rulebook
    sender: Sender
    date: Date
    improvement: Improvement = Improvement()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The few changed answers that would give a yes."""
        return self.improvement.changes

    @property
    def conversation(self) -> Conversation:
        """The conversation that the case is of."""
        return self.derivation.conversation

    @cached_property
    def facts(self) -> Mapping[str, FactValue]:
        """The answers in force and the conclusions."""
        return self.derivation.facts

    @property
    def goal(self) -> Conclusion | None:
        """The conclusion that the letter is about; None for a conversation that gives no advice."""
        return self.conversation.conclusions.get(self.conversation.goal or "")

    @property
    def goal_id(self) -> str:
        """The id of the goal; empty where there is none."""
        return self.conversation.goal or ""

    @property
    def advice(self) -> str:
        """The goal's value; empty where there is no goal."""
        return str(self.derivation.values.get(self.goal_id, ""))

    @property
    def outcome(self) -> str:
        """What the letter brings: the person's decision where there is one, else the advice."""
        return self.case.decision.decision if self.case.decision else self.advice

    @property
    def flags(self) -> Mapping[str, bool]:
        """What a template may choose by, and say with `als`."""
        return {
            "is_besloten": self.case.decision is not None,
            "wijkt_af": self.outcome != self.advice,
            "is_voorbeeld": self.is_example,
            "meer_nodig": self.improvement.too_many and not self.is_positive,
        }

    @property
    def is_positive(self) -> bool:
        """Whether the letter brings a yes."""
        return self.conversation.outcome(self.outcome).positive

    @property
    def is_example(self) -> bool:
        """Whether the case was read in a source: it was no intake, so its letter gives no advice."""
        return is_example(self.case, self.rulebook)

    # -- what the rulebook says of one conclusion or question

    def concluded(self, id: str) -> Said:
        """The sentence for a conclusion's value."""
        conclusion, value = self.conversation.conclusions[id], str(self.derivation.values.get(id, ""))
        if not value:
            return Said("", Ground("stelt", id))
        return Said(value_text(conclusion, value), Ground("stelt", id, value))

    def label(self, id: str) -> Said:
        """The few words for a conclusion's value."""
        conclusion, value = self.conversation.conclusions[id], str(self.derivation.values.get(id, ""))
        return Said(conclusion.value(value).label if value else "", Ground("label", id, value))

    def title(self, id: str) -> Said:
        """What a conclusion is about."""
        return Said(self.conversation.conclusions[id].title, Ground("titel", id))

    def norm(self, id: str) -> Said:
        """What is asked of an issue on this point; empty if the rulebook gives no sentence."""
        return Said(self.conversation.conclusions[id].norm or "", Ground("norm", id))

    def answer(self, id: str) -> Said:
        """The sentence for a known answer; empty if there is none."""
        value = self.derivation.situation.known.get(id)
        if value is None:
            return Said("", Ground("antwoord", id))
        return Said(texts.answer_text(self.conversation.questions[id], value), Ground("antwoord", id, str(value)))

    def subject(self, id: str) -> Said:
        """What a question is about, in a few words."""
        return Said(capital(self.conversation.questions[id].short), Ground("onderwerp", id))

    def members(self, id: str) -> tuple[Said, ...]:
        """The sentences for what a set holds, in the order of the rulebook."""
        conclusion, held = self.conversation.conclusions[id], self.derivation.values[id]
        return tuple(
            Said(value_text(conclusion, value.id), Ground("lid", id, value.id, self._rule_of(id, value.id)))
            for value in conclusion.values
            if value.id in held
        )

    @cached_property
    def lists(self) -> tuple[SetList, ...]:
        """The sets that belong with this outcome and hold something: first those that the outcome names."""
        talk = self.conversation
        hidden, shown = talk.hidden(self.outcome), talk.outcome(self.outcome).shows
        others = (name for name, each in talk.conclusions.items() if each.is_set and name != talk.signals)
        found = (self._list(name) for name in dict.fromkeys((*shown, *others)) if name not in hidden)
        return tuple(each for each in found if each.leden)

    def _list(self, id: str) -> SetList:
        return SetList(self.title(id), self.members(id))

    @cached_property
    def signals(self) -> SetList | None:
        """The answers that contradict each other; None where there are none."""
        found = self._list(self.conversation.signals) if self.conversation.signals else None
        return found if found and found.leden else None

    @property
    def decided(self) -> Said:
        """What a person decided, in the words of the rulebook; empty if nobody has."""
        decision = self.case.decision
        if decision is None or self.goal is None:
            return Said("", Ground("besluit", self.goal_id))
        return Said(self.goal.value(decision.decision).label, Ground("besluit", self.goal_id, decision.decision))

    def _rule_of(self, conclusion: str, value: str) -> str:
        return next((s.rule for s in self.derivation.steps_for(conclusion, value) if s.rule), "")

    def reasons(self, id: str) -> tuple[Said, ...]:
        """Why a conclusion has its value: the `omdat` of each rule that gave it, each sentence once."""
        value = str(self.derivation.values.get(id, ""))
        return tuple(Said(each.text, Ground("omdat", id, value, each.rule)) for each in reasons(self.derivation, id))

    # -- the criteria

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """What the letter gives reasons on, in the order of the rulebook: what decided, or with a yes everything.

        Without a goal: every conclusion that has one value.
        """
        if self.goal is None:
            single = (name for name, each in self.conversation.conclusions.items() if not each.is_set)
            return tuple(self._criterion(name, decisive=True) for name in single if name in self.derivation.values)
        return tuple(each for each in self._criteria_of(self.goal_id) if each.beslissend or self.is_positive)

    def _criteria_of(self, id: str) -> tuple[Criterion, ...]:
        found = criteria(self.derivation, id)
        return tuple(self._criterion(name, decisive=decisive) for name, decisive in found.items())

    @cached_property
    def _criterion_of(self) -> dict[str, Criterion]:
        """Filled when asked for: a conclusion that several others read is worked out once."""
        return {}

    def _criterion(self, id: str, *, decisive: bool) -> Criterion:
        if id not in self._criterion_of:
            self._criterion_of[id] = self._worked_out(id)
        return replace(self._criterion_of[id], beslissend=decisive)

    def _worked_out(self, id: str) -> Criterion:
        reasons = self.reasons(id)
        return Criterion(
            id=id,
            titel=self.title(id),
            norm=self.norm(id),
            stelt=self.concluded(id),
            redenen=reasons,
            verteld=self._told(id, reasons),
            delen=_worth_telling(self._criteria_of(id)),
            beslissend=True,
            waarde=str(self.derivation.values.get(id, "")),
        )

    def _told(self, id: str, reasons: tuple[Said, ...]) -> tuple[Said, ...]:
        """The known answers that a value rests on, without those that its reasons tell."""
        in_reasons: set[str] = set()
        for reason in reasons:
            in_reasons |= texts.told_in(self.conversation.rules[reason.ground.rule])
        return tuple(self.answer(name) for name in answers_under(self.derivation, id) if name not in in_reasons)

    def questions_behind(self, id: str) -> frozenset[str]:
        """Every question that can bear on a conclusion, through whatever conclusions."""
        return texts.bearing_on(self.conversation, id).intersection(self.conversation.questions)

    @cached_property
    def strong_points(self) -> tuple[Said, ...]:
        """The answers that are the best of their question and bear on the outcome, and that no criterion tells.

        Without a yes those of a group are left out: expectations, which weigh nothing beside what is in the way.
        """
        told = frozenset().union(*(self._told_under(criterion) for criterion in self.criteria))
        counting = self.questions_behind(self.goal_id) if self.goal else frozenset()
        known = self.derivation.situation.known
        return tuple(
            self.answer(name)
            for name, question in self.conversation.questions.items()
            if question.order and known.get(name) == question.order[-1] and name in counting and name not in told
            if self.is_positive or not question.group
        )

    def _told_under(self, criterion: Criterion) -> frozenset[str]:
        """The questions whose answer the letter tells under a criterion."""
        rules = self.conversation.rules
        in_reasons = (texts.told_in(rules[reason.ground.rule]) for reason in criterion.redenen)
        parts = (self._told_under(part) for part in criterion.delen if part.beslissend)
        return frozenset(said.ground.id for said in criterion.verteld).union(*in_reasons, *parts)

    # -- what is not known

    @cached_property
    def open_sections(self) -> tuple[OpenSection, ...]:
        """What applies and has no value, by section; what may be passed over only where it was answered `onbekend`."""
        return self._sections(open_points(self.derivation))

    @cached_property
    def awaited_sections(self) -> tuple[OpenSection, ...]:
        """Of what is open, what the advice waits for; all of a section that was not discussed, if it waits for any."""
        return self._sections(self._open_in_two[0])

    @cached_property
    def other_open_sections(self) -> tuple[OpenSection, ...]:
        """Of what is open, what the advice does not wait for."""
        return self._sections(self._open_in_two[1])

    @cached_property
    def _open_in_two(self) -> tuple[tuple[OpenPoints, ...], tuple[OpenPoints, ...]]:
        waits = awaited(self.derivation, self.goal_id) if self.goal else frozenset()
        first, rest = [], []
        for each in open_points(self.derivation):
            whole = not each.discussed and not waits.isdisjoint(each.questions)
            here = tuple(name for name in each.questions if whole or name in waits)
            first.append(replace(each, questions=here))
            rest.append(replace(each, questions=tuple(name for name in each.questions if name not in here)))
        return tuple(each for each in first if each.questions), tuple(each for each in rest if each.questions)

    def _sections(self, open: tuple[OpenPoints, ...]) -> tuple[OpenSection, ...]:
        return tuple(
            OpenSection(
                Said(each.section.title, Ground("onderdeel", each.section.id)),
                tuple(map(self._open_point, each.questions)),
                onbesproken=not each.discussed,
            )
            for each in open
        )

    def _open_point(self, name: str) -> Said:
        question = self.conversation.questions[name]
        return Said(capital(question.short), Ground("open", name, UNKNOWN))

    @cached_property
    def passed_over(self) -> int:
        """How many questions that may be passed over were not asked."""
        situation = self.derivation.situation
        questions = self.conversation.questions.items()
        return sum(
            q.optional and name in situation.askable and name not in self.derivation.answers for name, q in questions
        )

    # -- the appendix

    @cached_property
    def answer_sections(self) -> tuple[AnswerSection, ...]:
        """All answers as given, by section."""
        found = []
        for section in self.conversation.sections:
            rows = tuple(self._answer_row(name) for name in section.questions if name in self.derivation.answers)
            if rows:
                found.append(AnswerSection(Said(section.title, Ground("onderdeel", section.id)), rows))
        return tuple(found)

    def _answer_row(self, name: str) -> AnswerRow:
        question, value = self.conversation.questions[name], self.derivation.answers[name]
        said = Said(texts.choice_text(question, value), Ground("keuze", name, str(value)))
        return AnswerRow(self.subject(name), said, geparkeerd=name in self.derivation.situation.parked)

    @cached_property
    def rule_rows(self) -> tuple[RuleRow, ...]:
        """The rules that fired, in firing order."""
        return tuple(self._rule_row(rule) for rule in self._rules_told)

    @cached_property
    def rule_rows_behind(self) -> tuple[RuleRow, ...]:
        """Of the rules that fired, those that the advice rests on; none for an example, which has no advice."""
        behind = rules_behind(self.derivation, self.goal_id) if self.goal and not self.is_example else ()
        return tuple(row for row in self.rule_rows if row.id.text in behind)

    @cached_property
    def other_rule_rows(self) -> tuple[RuleRow, ...]:
        """Of the rules that fired, those that the advice does not rest on."""
        return tuple(row for row in self.rule_rows if row not in self.rule_rows_behind)

    @cached_property
    def _rules_told(self) -> tuple[Rule, ...]:
        """The rules that fired; of an example from a source not those that advise."""
        fired = (self.conversation.rules[id] for id in self.derivation.fired)
        return tuple(rule for rule in fired if not self.is_example or self.goal_id not in dict(rule.concludes))

    def _rule_row(self, rule: Rule) -> RuleRow:
        sources = "; ".join(texts.citation_text(citation, self.rulebook) for citation in rule.citations)
        return RuleRow(
            id=Said(rule.id, Ground("regel", rule.id)),
            titel=Said(rule.title, Ground("regeltitel", rule.id)),
            bronnen=Said(sources, Ground("bron", rule.id)),
            herkomst=Said(rule.origin.value, Ground("herkomst", rule.id)),
        )

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """The documents that the rules told cite, each once."""
        cited = {citation.source for rule in self._rules_told for citation in rule.citations}
        return tuple(
            SourceRow(
                Said(capital(texts.source_name(id, self.rulebook)), Ground("bronnummer", id)),
                Said(texts.source_text(source), Ground("document", id)),
            )
            for id, source in self.rulebook.sources.items()
            if id in cited
        )

    @cached_property
    def would_help(self) -> tuple[Said, ...]:
        """How things would be with the changes that give a yes; empty where the letter says yes."""
        if self.is_positive:
            return ()
        questions = self.conversation.questions
        return tuple(
            Said(texts.wish_text(questions[each.question], each.new), Ground("anders", each.question, str(each.new)))
            for each in self.changes
        )

    @property
    def would_give(self) -> str:
        """The outcome that these changes give; empty where the letter names none."""
        return self.improvement.outcome if self.would_help else ""

    @cached_property
    def notes(self) -> tuple[NoteRow, ...]:
        """Only the notes meant for the letter."""
        noted = self.case.letter_notes
        return tuple(
            NoteRow(self.subject(name), tuple(Said(t, Ground("notitie", name)) for t in paragraphs(noted[name])))
            for name in self.conversation.questions
            if name in noted
        )

    # -- what else is given

    @cached_property
    def given(self) -> Mapping[str, Said]:
        """What does not follow from rules: the case's own data, the sender's, the date and the rulebook's."""
        case, sender, book = self.case, self.sender, self.rulebook
        fields = {
            "titel": case.title,
            "gesprek": self.conversation.title,
            "bron": self._case_source(),
            "begroeting": texts.salutation(case),
            "aanhef": texts.salutation(case).removeprefix(f"{texts.DEAR} "),
            "kenmerk": case.reference,
            "coach": case.coach,
            "datum": texts.date_text(self.date),
            "reden": case.decision.reason if case.decision else None,
            "afzender": sender.name,
            "plaats": sender.place,
            "telefoon": sender.phone,
            "email": sender.email,
            "website": sender.website,
            "functie": sender.signer_role,
            "contact": sender.contact,
            "besluitvorming": sender.decision_making,
            "bewaren": sender.retention,
            "kennisbank": book.name,
            "versie": book.version,
            "kenmerk_regels": book.sha256[:12],
            "aantal_regels": str(len(self.rule_rows)),
            "aantal_overgeslagen": str(self.passed_over),
        }
        return {name: Said(text or "", Ground("gegeven", name)) for name, text in fields.items()}

    def _case_source(self) -> str:
        """Where an example was read."""
        return citation_text(texts.cited(self.case.source or ""), self.rulebook) if self.is_example else ""

    @cached_property
    def issue(self) -> tuple[Said, ...]:
        """The issue in the initiator's words, by paragraph."""
        return tuple(Said(text, Ground("gegeven", "vraagstuk")) for text in paragraphs(self.case.issue or ""))

    @cached_property
    def addressee(self) -> tuple[Said, ...]:
        """The lines that say whom the letter is for; the first is a name."""
        lines = address_lines(self.case.addressee or "")
        return tuple(Said(line, Ground("gegeven", "geadresseerde")) for line in lines)

    @cached_property
    def address(self) -> tuple[Said, ...]:
        """The lines of the sender's address."""
        return tuple(Said(line, Ground("gegeven", "adres")) for line in self.sender.address)


def _worth_telling(parts: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """Parts of which nothing at all is known decide nothing: that the whole is not known says it."""
    if all(part.waarde == UNKNOWN for part in parts):
        return tuple(replace(part, beslissend=False) for part in parts)
    return parts
