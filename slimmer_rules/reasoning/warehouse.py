"""The rules of a conversation as one SQL view over a table of answers: for data that stay where they are.

It is standard SQL that DuckDB, PostgreSQL and Spark run unchanged. Of the rulebook only checked ids stand in it.

Inside the view no test is ever NULL, so that *not* means what it means in the rules: a listed answer that is not known
is the empty text, one that is parked is `PARKED`; a number is NULL when it is not known, and below the question's
range when it is parked. A rule is one column, true or false. Answers that contradict each other have no conclusions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from slimmer_rules.reasoning.agenda import stratum_of
from slimmer_rules.reasoning.compiled import checked_id, joined
from slimmer_rules.rulebook.conditions import All, AnyOf, AtLeast, Between, Condition, Is, Not, Unknown
from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation, Question, Rule
from slimmer_rules.rulebook.strata import controlled_by, strata

KEY, CONTRADICTION, UNFIT = "id", "tegenspraak", "ongeldig"
"""The columns of the view besides the conclusions: whose answers, and why there are no conclusions."""

PARKED = "-"
LONGEST = 63
"""PostgreSQL silently cuts longer names."""


_TABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,2}")


class SqlError(ValueError):
    """The rules cannot be a view; the message says why, in Dutch."""


def view(conversation: Conversation, table: str) -> str:
    """`CREATE VIEW {conversation}_conclusies`, with a row for each row of `table`.

    Raises SqlError where the table's name is none, two columns would have one name, or a name is too long.
    """
    _require_names(conversation)
    selects = list(_Sql(conversation).selects())
    if not _TABLE.fullmatch(table) or table.lower() in {name for name, _, _ in selects}:
        raise SqlError(f"`{table[:LONGEST]}` kan niet de naam van de tabel zijn; kies een naam zoals `antwoorden`")
    parts = (
        f"{name} AS (\n  SELECT\n    {_listed(columns, 4)}\n  FROM {origin or table} AS v\n)"
        for name, columns, origin in selects
    )
    final = _listed([f"v.{KEY}", *_conclusions(conversation), f"v.{CONTRADICTION}", f"v.{UNFIT}"], 2)
    name = f"{checked_id(conversation.id)}_conclusies"
    return f"CREATE VIEW {name} AS\nWITH {', '.join(parts)}\nSELECT\n  {final}\nFROM {selects[-1][0]} AS v;\n"


def member_column(conclusion: str, member: str) -> str:
    """The column that is true where a set has this member."""
    return f"{checked_id(conclusion)}__{checked_id(member)}"


class _Sql:
    """One conversation in SQL. `ordered` are its rules in firing order, `giving` those that give each conclusion."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        layered = [(stratum_of(rule, conversation), rule.id, rule) for rule in conversation.rules.values()]
        self.ordered = [(stratum, rule) for stratum, _, rule in sorted(layered, key=lambda each: each[:2])]
        self.columns = {rule.id: _rule_column(number, rule) for number, (_, rule) in enumerate(self.ordered, 1)}
        self.giving: dict[str, list[tuple[str, str]]] = {name: [] for name in conversation.conclusions}
        for _, rule in self.ordered:
            for name, value in rule.concludes:
                self.giving[name].append((checked_id(rule.id), checked_id(value)))

    def selects(self) -> Iterator[tuple[str, list[str], str | None]]:
        """Each common table expression: its name, its columns, and the one before it."""
        questions = self.conversation.questions
        origin = "gegeven"
        yield origin, [f"v.{KEY}", *map(_answer, questions.values()), self.unfit()], None
        controlled = strata(controlled_by(self.conversation))
        for depth in range(1, max(controlled.values(), default=0) + 1):
            asked = [questions[name] for name, layer in controlled.items() if layer == depth]
            name = f"toepassing_{depth}"
            yield name, ["v.*", *map(self.applicable, asked), _fence(name)], origin
            origin = name
        for stratum in range(1, max(self.conversation.strata.values(), default=0) + 1):
            rules = [self.rule(rule) for layer, rule in self.ordered if layer == stratum]
            yield f"regels_{stratum}", ["v.*", *rules], origin
            names = [name for name, layer in self.conversation.strata.items() if layer == stratum]
            concluded = (part for name in names for part in self.conclusion(self.conversation.conclusions[name]))
            name = f"laag_{stratum}"
            yield name, ["v.*", *concluded, _fence(name)], f"regels_{stratum}"
            origin = name
        yield "tegenspraken", ["v.*", self.contradiction()], origin
        sound = f"v.{CONTRADICTION} IS NULL AND v.{UNFIT} IS NULL AS _geldig"
        yield "uitkomst", ["v.*", sound], "tegenspraken"

    def unfit(self) -> str:
        """The questions that have what is no answer to them; NULL if there are none."""
        tests = []
        for question in self.conversation.questions.values():
            name = f"v.{checked_id(question.id)}"
            if question.is_number:
                wrong = f"{name} NOT BETWEEN {question.low:d} AND {question.high:d}"
            else:
                wrong = f"{name} NOT IN {_texts(('', UNKNOWN, *(answer.id for answer in question.answers)))}"
            tests.append(f"CASE WHEN {wrong} THEN '{question.id} ' ELSE '' END")
        joined_tests = "\n      || ".join(tests) or "''"
        return f"NULLIF(TRIM({joined_tests}), '') AS {UNFIT}"

    def applicable(self, question: Question) -> str:
        """The answer to a question that may not apply."""
        assert question.applies_if is not None  # noqa: S101  # only such questions come here
        parked = f"'{PARKED}'" if question.low is None else f"{question.low - 1:d}"
        excluded = self.surely(question.applies_if, False)
        return f"CASE WHEN {excluded} THEN {parked} ELSE v.{_own(question)} END AS {question.id}"

    def rule(self, rule: Rule) -> str:
        """Whether a rule fires."""
        return f"-- {checked_id(rule.id)}\n    {self.holds(rule.condition)} AS {self.columns[rule.id]}"

    def conclusion(self, concluded: Conclusion) -> Iterator[str]:
        """The value that the first rule gives, and which rule that is; or each member of a set."""
        giving = [(rule, value, f"v.{self.columns[rule]}") for rule, value in self.giving[concluded.id]]
        if concluded.is_set:
            for member in concluded.values:
                fired = (column for _, value, column in giving if value == member.id)
                yield f"{joined(' OR ', fired, 'FALSE')} AS {member_column(concluded.id, member.id)}"
            return
        default = _text(concluded.default or "")
        values = [f"WHEN {column} THEN '{value}'" for _, value, column in giving]
        yield f"{_case(values, default)} AS {checked_id(concluded.id)}"
        if self.disputed(concluded.id):
            rules = [f"WHEN {column} THEN '{rule} {value}'" for rule, value, column in giving]
            yield f"{_case(rules, _text(''))} AS {_first(concluded.id)}"

    def disputed(self, name: str) -> bool:
        """Whether rules give the single-valued conclusion more than one value."""
        return not self.conversation.conclusions[name].is_set and len({value for _, value in self.giving[name]}) > 1

    def contradiction(self) -> str:
        """The first contradiction in firing order, as `besluit: K1 aannemen, K2 afwijzen`; NULL if there is none."""
        found = [
            f"WHEN v.{self.columns[rule.id]} AND v.{name} <> '{value}' "
            f"THEN '{name}: ' || v.{_first(name)} || ', {rule.id} {value}'"
            for _, rule in self.ordered
            for name, value in rule.concludes
            if self.disputed(name)
        ]
        return f"{_case(found, 'CAST(NULL AS VARCHAR(1000))')} AS {CONTRADICTION}"

    def holds(self, condition: Condition) -> str:
        """The condition as a test that is true or false, never NULL."""
        match condition:
            case All(parts):
                return joined(" AND ", map(self.holds, parts), "TRUE")
            case AnyOf(parts):
                return joined(" OR ", map(self.holds, parts), "FALSE")
            case AtLeast(count, parts):
                return _at_least(count, map(self.holds, parts))
            case Not(part):
                return f"NOT {self.holds(part)}"
            case Unknown(questions):
                return joined(" AND ", (self._unknown(self.conversation.questions[name]) for name in questions), "TRUE")
            case Is(subject, values) if subject in self.conversation.conclusions:
                if self.conversation.conclusions[subject].is_set:
                    members = (f"v.{member_column(subject, value)}" for value in values)
                    return joined(" OR ", members, "FALSE")
                return _is_one_of(f"v.{subject}", values)
            case Is(subject, values):
                return _is_one_of(f"v.{subject}", values)
            case Between(subject):
                return f"COALESCE({self._between(condition)}, FALSE)"

    def surely(self, condition: Condition, truth: bool) -> str:
        """Whether the condition has this truth, whatever the answers that are not known (`conditions.truth`)."""
        match condition:
            case All(parts) | AnyOf(parts):
                every = isinstance(condition, All) is truth
                found = (self.surely(part, truth) for part in parts)
                return joined(" AND " if every else " OR ", found, "TRUE" if every else "FALSE")
            case AtLeast(count, parts):
                needed = count if truth else len(parts) - count + 1
                return _at_least(needed, (self.surely(part, truth) for part in parts))
            case Not(part):
                return self.surely(part, not truth)
            case Unknown():
                return self.holds(condition if truth else Not(condition))
            case _ if truth:
                return self.holds(condition)
            case Is(subject, values):
                return f"v.{subject} NOT IN {_texts(('', *values))}"
            case Between():
                return f"COALESCE(NOT ({self._between(condition)}), FALSE)"

    def _between(self, condition: Between) -> str:
        """Within the question's range: what is below it stands for parked."""
        question = self.conversation.questions[condition.subject]
        assert question.low is not None  # noqa: S101  # only such questions have bounds
        assert question.high is not None  # noqa: S101  # as above
        low = question.low if condition.low is None else max(condition.low, question.low)
        high = question.high if condition.high is None else min(condition.high, question.high)
        return f"v.{condition.subject} BETWEEN {low:d} AND {high:d}"

    def _unknown(self, question: Question) -> str:
        name = f"v.{question.id}"
        if not question.is_number:
            return f"{name} IN ('', '{PARKED}')"
        return f"({name} IS NULL OR {name} < {question.low:d})"


def _conclusions(conversation: Conversation) -> Iterator[str]:
    for name, concluded in conversation.conclusions.items():
        if concluded.is_set:
            for member in concluded.values:
                column = member_column(name, member.id)
                yield f"CASE WHEN v._geldig THEN v.{column} END AS {column}"
        else:
            value = f"v.{name}" if concluded.default else f"NULLIF(v.{name}, '')"
            yield f"CASE WHEN v._geldig THEN {value} END AS {name}"


def _answer(question: Question) -> str:
    """A question's answer, before it is looked at whether the question applies."""
    name = checked_id(question.id)
    known = f"v.{name}" if question.is_number else f"COALESCE(NULLIF(v.{name}, '{UNKNOWN}'), '')"
    return f"{known} AS {_own(question) if question.applies_if else name}"


def _fence(name: str) -> str:
    """Keeps a planner from writing out each layer in the next one, until the whole is thousands of times as large.

    PostgreSQL and Spark do so with any expression that gives the same twice; the standard has no word against it.
    """
    return f"RANDOM() AS _scheiding_{name}"


def _own(question: Question) -> str:
    return f"_antwoord_{checked_id(question.id)}"


def _first(conclusion: str) -> str:
    return f"_eerste_{conclusion}"


def _rule_column(number: int, rule: Rule) -> str:
    """With a number, because ids may differ in capitals or signs only."""
    return f"_r{number}_{checked_id(rule.id).lower().replace('-', '_')}"[:LONGEST]


def _require_names(conversation: Conversation) -> None:
    """Each public column has a name of its own, that is not too long with what may come before it."""
    names = [KEY, CONTRADICTION, UNFIT, *conversation.questions]
    for name, concluded in conversation.conclusions.items():
        names += [member_column(name, m.id) for m in concluded.values] if concluded.is_set else [name]
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise SqlError(f"twee kolommen zouden `{name}` heten; geef een vraag, conclusie of lid een andere naam")
        if len(f"_antwoord_{name}") > LONGEST:
            raise SqlError(f"de kolom `{name}` zou een te lange naam hebben; geef de vraag of conclusie een kortere")
        seen.add(name.lower())


def _texts(ids: Iterable[str]) -> str:
    return f"({', '.join(_text(id) for id in ids)})"


def _is_one_of(name: str, values: tuple[str, ...]) -> str:
    if len(values) == 1:
        return f"{name} = {_text(values[0])}"
    return f"{name} IN {_texts(values)}" if values else "FALSE"


def _text(id: str) -> str:
    return f"'{checked_id(id)}'" if id else "''"


def _case(whens: list[str], otherwise: str) -> str:
    if not whens:
        return otherwise
    return "CASE\n      " + "\n      ".join(whens) + f"\n      ELSE {otherwise} END"


def _at_least(count: int, parts: Iterable[str]) -> str:
    """With no parts: none holds."""
    found = " + ".join(f"CASE WHEN {part} THEN 1 ELSE 0 END" for part in parts) or "0"
    return f"({found} >= {count:d})"


def _listed(columns: list[str], indent: int) -> str:
    return f",\n{' ' * indent}".join(columns)
