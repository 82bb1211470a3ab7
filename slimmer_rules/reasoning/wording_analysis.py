"""Every kind of analysis in Dutch: the one place where its results become words. Each function gives lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from slimmer_rules.reasoning.changes import Change, ChangeSet, ChangesTo
from slimmer_rules.reasoning.derivation import Derivation
from slimmer_rules.reasoning.needs import Need
from slimmer_rules.reasoning.outcomes import LiveQuestions, OpenOutcomes
from slimmer_rules.reasoning.rests_on import RestsOn
from slimmer_rules.reasoning.situation import Answers, AnswerValue
from slimmer_rules.reasoning.what_if import Differing, WhatIf
from slimmer_rules.reasoning.why_ask import Effect, Link, WhyAsk
from slimmer_rules.reasoning.why_not import NearRule, Point, Points, WhyNot, points
from slimmer_rules.rulebook.conditions import Is
from slimmer_rules.rulebook.model import UNKNOWN, Conversation, Rulebook
from slimmer_rules.rulebook.wording import (
    NO_ANSWER,
    Standing,
    capital,
    citation_text,
    headed,
    listed,
    literal_text,
    quoted,
    stopped,
    value_text,
    wrapped,
)

SETTLED_HIDDEN = "De uitkomst staat al vast. Dit antwoord verandert haar niet meer."
OUT_OF_TIME = "Daarvoor was de gegeven tijd te kort."
Lines = list[str]


def _told(text: str, indent: str = "") -> Lines:
    return wrapped(text, indent, f"{indent}  ")


def _item(text: str, indent: str = "") -> Lines:
    return wrapped(text, f"{indent}- ", f"{indent}  ")


def _value(conclusion: str, value: str | frozenset[str] | None, talk: Conversation) -> str:
    """A value between quotes; a set's members as a list."""
    if value is None:
        return "geen conclusie"
    if isinstance(value, frozenset):
        found = [quoted(member.label) for member in talk.conclusions[conclusion].values if member.id in value]
        return listed(found) if found else "niets"
    return quoted(value_text(conclusion, value, talk))


def _values(conclusion: str, values: Iterable[str | None], talk: Conversation, word: str = "of") -> str:
    return listed([_value(conclusion, value, talk) for value in values], word)


def _answer(question: str, value: AnswerValue | None, talk: Conversation) -> str:
    if value is None or value == UNKNOWN:
        return quoted(NO_ANSWER)
    return value_text(question, value, talk) if isinstance(value, int) else quoted(value_text(question, value, talk))


def _title(conclusion: str, talk: Conversation) -> str:
    return quoted(talk.conclusions[conclusion].title)


def _counted(count: int, one: str, more: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {more}"


# --- what is still open ----------------------------------------------------------------------------------------------


def open_text(outcomes: OpenOutcomes, live: LiveQuestions, talk: Conversation) -> Lines:
    """Which outcomes are open, and which questions still matter."""
    name = outcomes.conclusion
    if outcomes.undecided:
        return _told(f"Welke uitkomsten bij {_title(name, talk)} nog mogelijk zijn, is niet bekend. {OUT_OF_TIME}")
    if talk.conclusions[name].is_set:
        lines = _open_set(outcomes, talk)
    elif outcomes.settled:
        lines = _told(f"Bij {_title(name, talk)} staat de conclusie vast: {_values(name, outcomes.possible, talk)}.")
    else:
        lines = _told(f"Bij {_title(name, talk)} is nog mogelijk: {_values(name, outcomes.possible, talk)}.")
    if not live.complete:
        return [*lines, *_told(f"Welke vragen dit nog kunnen veranderen, is niet bekend. {OUT_OF_TIME}")]
    if not live.live:
        return [*lines, *_told("Het antwoord op de overige vragen verandert dit niet meer.")]
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
        lines += _told(f"Op de lijst {_title(name, talk)} staat zeker: {_values(name, outcomes.certain, talk, 'en')}.")
    if open_:
        lines += _told(f"Op de lijst {_title(name, talk)} kan nog komen: {_values(name, open_, talk)}.")
    return lines or _told(f"Op de lijst {_title(name, talk)} komt niets.")


def _question(question: str, talk: Conversation, indent: str = "") -> Lines:
    return _item(f"{capital(talk.questions[question].short)} ({question})", indent)


def range_text(least: int, most: int) -> str:
    """How many questions are ahead, as a range."""
    if least == most:
        return f"nog {_counted(most, 'vraag', 'vragen')}"
    if least == 0:
        return f"nog hoogstens {_counted(most, 'vraag', 'vragen')}"
    return f"nog {least} tot {most} vragen"


# --- why a question is asked -----------------------------------------------------------------------------------------


def why_ask_text(answer: WhyAsk, rulebook: Rulebook, talk: Conversation, depth: int = 3) -> Lines:
    """Why a question is asked, at depth 1, 2 or 3 of the chain."""
    question = talk.questions[answer.question]
    lines = _told(question.text)
    if question.why:
        lines += _told(f"Waarom wij dit vragen: {question.why}")
    if answer.now is not None:
        told, items = effects(answer, talk)
        lines += ["", *_told(told), *(line for each in items for line in _item(each))]
    lines += ["", *chain_text(answer, rulebook, talk, depth)]
    for name in answer.opens:
        lines += _told(f"Van het antwoord hangt ook af of u de vraag over {talk.questions[name].short} krijgt.")
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
    goal, values = _title(now.conclusion, talk), _values(now.conclusion, now.possible, talk)
    if now.settled:
        return (f"Bij {goal} staat de conclusie al vast: {values}." if reveal else SETTLED_HIDDEN), []
    told = f"Nu is bij {goal} nog mogelijk: {values}."
    if answer.live is False:
        return f"{told} Dit antwoord verandert daar niets aan; het telt voor andere conclusies of voor de brief.", []
    if not answer.matters:
        return f"{told} Dit antwoord alleen sluit nog niets uit; samen met andere antwoorden kan het tellen.", []
    return f"{told} Wat elk antwoord doet:", [_effect(answer, effect, now, talk) for effect in answer.effects]


def _effect(answer: WhyAsk, effect: Effect, now: OpenOutcomes, talk: Conversation) -> str:
    given = _answer(answer.question, effect.answer, talk)
    if effect.band and effect.band[0] != effect.band[1]:
        given = f"{effect.band[0]} tot en met {effect.band[1]}"
    left = effect.outcomes
    if left.undecided:
        return f"{given}: dat is binnen de tijd niet uitgezocht."
    if left.settled:
        return f"{given}: dan staat vast: {_values(now.conclusion, left.possible, talk)}."
    if left.possible == now.possible:
        return f"{given}: dan blijft alles mogelijk."
    gone = [value for value in now.possible if value not in left.possible]
    return f"{given}: dan valt af: {_values(now.conclusion, gone, talk, 'en')}."


CHAIN_STEPS = (
    "Deze regels gebruiken het antwoord:",
    "Met die conclusies werken deze regels verder:",
    "En daarmee weer deze regels:",
)


def chain_text(answer: WhyAsk, rulebook: Rulebook, talk: Conversation, depth: int = 3) -> Lines:
    """The rules that use the answer, step by step towards the goal, and their sources."""
    if not answer.chain:
        return _told("Geen regel gebruikt dit antwoord; het wordt alleen vastgelegd.")
    lines: Lines = []
    steps = answer.depth(depth)
    for number, step in enumerate(steps):
        lines += _told(CHAIN_STEPS[min(number, 2)])
        lines += [line for link in step for line in _item(link_text(link, talk))]
    rules = [talk.rules[link.rule] for step in steps for link in step]
    sources = dict.fromkeys(citation_text(citation, rulebook) for rule in rules for citation in rule.citations)
    return [*lines, *(line for source in sources for line in _told(f"Bron: {source}"))]


def link_text(link: Link, talk: Conversation) -> str:
    """A rule in the chain, with what it is about."""
    about = listed([_title(name, talk) for name in link.concludes])
    return f"Regel {link.rule}, {talk.rules[link.rule].title}, over {about}"


# --- why not ---------------------------------------------------------------------------------------------------------


def why_not_text(answers: Sequence[WhyNot], derivation: Derivation) -> Lines:
    """Why a conclusion does not have a value: its own rules, and the nearest rule of what these lacked."""
    talk = derivation.conversation
    by_name = {(answer.conclusion, answer.value): answer for answer in answers}
    first = answers[0]
    if first.so:
        return _told(f"Bij {_title(first.conclusion, talk)} is de conclusie wel {_label(first, talk)}.")
    lines = _why_not(first, derivation, first.rules)
    told, todo = {(first.conclusion, first.value)}, list(_lacked(first.rules[:1], talk))
    while todo:
        wanted = todo.pop(0)
        if wanted in told or by_name[wanted].so:
            continue
        told.add(wanted)
        nearest = by_name[wanted].rules[:1]
        lines += ["", *_why_not(by_name[wanted], derivation, nearest)]
        todo += _lacked(nearest, talk)
    return lines


def _label(answer: WhyNot, talk: Conversation) -> str:
    return _value(answer.conclusion, answer.value, talk)


def _lacked(rules: Iterable[NearRule], talk: Conversation) -> Iterator[tuple[str, str]]:
    for rule in rules:
        for point in points(rule.condition):
            literal = point.literal
            if isinstance(literal, Is) and literal.subject in talk.conclusions and point.wanted and not point.met:
                yield from ((literal.subject, value) for value in literal.values)


def _why_not(answer: WhyNot, derivation: Derivation, rules: Sequence[NearRule]) -> Lines:
    talk = derivation.conversation
    title = _title(answer.conclusion, talk)
    if isinstance(answer.actual, frozenset):
        lines = _told(f"Waarom staat {_label(answer, talk)} niet op de lijst {title}?")
    else:
        by = f" (regel {listed(answer.instead)})" if answer.instead else ""
        actual = _value(answer.conclusion, answer.actual, talk)
        lines = _told(f"Waarom is bij {title} de conclusie niet {_label(answer, talk)}? Die is nu {actual}{by}.")
    if answer.by_default:
        lines += _told(f"{_label(answer, talk)} is de conclusie als geen regel iets anders zegt.")
    if not rules and not answer.by_default:
        lines += _told("Geen enkele regel geeft deze conclusie.")
    for rule in rules:
        lines += _near(rule, derivation)
    return lines


def _near(rule: NearRule, derivation: Derivation) -> Lines:
    title = derivation.conversation.rules[rule.rule].title
    if rule.distance == float("inf"):
        return _told(f"Regel {rule.rule}, {title}: die kan nooit gelden.")
    lacking = _counted(int(rule.distance), "punt", "punten")
    verb = "ontbreekt" if rule.distance == 1 else "ontbreken"
    lines = _told(f"Regel {rule.rule}, {title}: er {verb} {lacking}.")
    held = dict.fromkeys(point for point in points(rule.condition) if point.met)
    lines += [line for point in held for line in _item(f"Voldaan: {_stands(point, derivation)}", "  ")]
    return lines + _unmet(rule.condition, derivation, "  ")


_LACK = {
    Standing.NOT_SO: "Niet voldaan",
    Standing.NOT_FOLLOWING: "Volgt niet",
    Standing.NOT_KNOWN: "Niet bekend",
    Standing.SO: "Mag niet zo zijn",
}


def _unmet(tree: Point | Points, derivation: Derivation, indent: str) -> Lines:
    """What a condition lacks: all of it, or a list of which some would do."""
    if tree.met:
        return []
    if isinstance(tree, Point):
        return _item(f"{_LACK[tree.standing]}: {_stands(tree, derivation)}", indent)
    lacking = [part for part in tree.parts if not part.met]
    if tree.needed >= len(tree.parts) or len(lacking) == 1:
        return [line for part in lacking for line in _unmet(part, derivation, indent)]
    needed = tree.needed - (len(tree.parts) - len(lacking))
    lines = _item(f"Minstens {needed} van deze {len(lacking)} {'moet' if needed == 1 else 'moeten'} anders:", indent)
    return lines + [line for part in lacking for line in _way(part, derivation, f"{indent}  ")]


def _way(tree: Point | Points, derivation: Derivation, indent: str) -> Lines:
    """One of the ways in a list: what belongs together stands together."""
    together = isinstance(tree, Points) and tree.needed >= len(tree.parts)
    if not together or sum(not point.met for point in points(tree)) == 1:
        return _unmet(tree, derivation, indent)
    return [*_item("Al deze punten:", indent), *_unmet(tree, derivation, f"{indent}  ")]


def _stands(point: Point, derivation: Derivation) -> str:
    holds = point.met is point.wanted
    away = derivation.situation.not_applicable
    told = literal_text(point.literal, derivation.conversation, holds, derivation.facts, away)
    return told[:1].lower() + told[1:] if told[1:2].islower() else told


# --- what would have to change ---------------------------------------------------------------------------------------


def changes_text(found: ChangesTo, answers: Answers, talk: Conversation) -> Lines:
    """The smallest changes that give an outcome, or why there are none."""
    wanted = _value(found.conclusion, found.value, talk)
    title = _title(found.conclusion, talk)
    if found.already:
        return _told(f"Bij {title} is de conclusie al {wanted}. Er hoeft niets te veranderen.")
    if not found.complete:
        return _told(f"Wat er moet veranderen voor {wanted}, is niet bekend. {OUT_OF_TIME}")
    if not found.sets:
        return _unreachable(found, answers, talk)
    shown = _least_effort(found)
    count = len(found.sets[0].changes)
    told = "dit ene antwoord verandert" if count == 1 else f"deze {count} antwoorden veranderen"
    lines = _told(f"Bij {title} wordt de conclusie {wanted} als {told}:")
    for number, each in enumerate(shown):
        lines += ["Of:"] if number else []
        lines += [line for change in each.changes for line in _item(change_text(change, talk))]
    lines += _told("Met minder lukt het niet.") if count > 1 else []
    if found.more or len(shown) < len(found.sets):
        lines += _told("Er zijn meer mogelijkheden met evenveel veranderingen. Met --json ziet u er meer.")
    return lines


def _least_effort(found: ChangesTo) -> list[ChangeSet]:
    """Of the sets that change the same answers only the one of least effort, and three at most."""
    first: dict[tuple[str, ...], ChangeSet] = {}
    for each in found.sets:
        first.setdefault(tuple(change.question for change in each.changes), each)
    return list(first.values())[:3]


def change_text(change: Change, talk: Conversation) -> str:
    """One change: which answer, from what to what."""
    subject = capital(talk.questions[change.question].short)
    new = _answer(change.question, change.new, talk)
    if change.band and change.band[0] != change.band[1]:
        new = f"{change.band[0]} tot en met {change.band[1]}"
    if change.old is None:
        return f"{subject}: nog geen antwoord, wordt {new}."
    return f"{subject}: nu {_answer(change.question, change.old, talk)}, wordt {new}."


def _unreachable(found: ChangesTo, answers: Answers, talk: Conversation) -> Lines:
    wanted = _value(found.conclusion, found.value, talk)
    if not found.blockers:
        return _told(f"{capital(wanted)} is niet te bereiken: geen enkele verandering van antwoorden geeft dit.")
    lines = _told(
        f"{capital(wanted)} is niet te bereiken met antwoorden die iemand kan veranderen. Dit houdt het tegen:"
    )
    for number, each in enumerate(found.blockers):
        if number:
            lines.append("Of:")
        lines += [line for name in each for line in _item(_blocker(name, answers, talk))]
    return lines


def _blocker(question: str, answers: Answers, talk: Conversation) -> str:
    short = talk.questions[question].short
    if answers.get(question, UNKNOWN) == UNKNOWN:
        return f"Over {short} is nog niets bekend. Beantwoord eerst die vraag ({question})."
    return f"{capital(short)} is {_answer(question, answers[question], talk)}; dat kan niemand veranderen ({question})."


# --- what if ---------------------------------------------------------------------------------------------------------


def what_if_text(found: WhatIf) -> Lines:
    """Old and new conclusions side by side, and the rules that make the difference."""
    talk = found.old.conversation
    lines = [line for each in found.conclusions for line in _differing(each, talk)]
    if not lines:
        lines = _told("Geen enkele conclusie verandert.")
    for names, told in (
        (found.parked, "Dit antwoord telt dan niet meer, want de vraag is niet van toepassing"),
        (found.revived, "Dit antwoord telt dan weer"),
        (found.asked, "Deze vraag komt er dan bij"),
        (found.dropped, "Deze vraag vervalt dan"),
    ):
        lines += [line for name in names for line in _told(f"{told}: {talk.questions[name].short}.")]
    return lines


def _differing(each: Differing, talk: Conversation) -> Lines:
    title = talk.conclusions[each.conclusion].title
    mark = "" if title.endswith("?") else ":"
    if isinstance(each.old, frozenset) or isinstance(each.new, frozenset):
        old, new = (value if isinstance(value, frozenset) else frozenset[str]() for value in (each.old, each.new))
        parts = [f"erbij {_value(each.conclusion, new - old, talk)}"] if new - old else []
        parts += [f"eraf {_value(each.conclusion, old - new, talk)}"] if old - new else []
        lines = _item(f"{title}{mark} {'; '.join(parts)}.")
    else:
        old_text, new_text = _value(each.conclusion, each.old, talk), _value(each.conclusion, each.new, talk)
        lines = _item(f"{title}{mark} was {old_text}, wordt {new_text}.")
    for rules, told in ((each.gained, "Nu wel"), (each.lost, "Nu niet meer")):
        lines += [line for rule in rules for line in wrapped(_rule(told, rule, talk), "  ", "    ")]
    return lines


def _rule(told: str, rule: str, talk: Conversation) -> str:
    return stopped(f"{told}: regel {rule}, {talk.rules[rule].title}")


def consequences(found: WhatIf, *, reveal: bool = True) -> str:
    """In one line what a change leads to: 'Besluit: aanhouden → aannemen; 2 antwoorden tellen niet meer mee'.

    Without `reveal` it says that the goal changes, not from what to what. Empty if nothing of this kind changes.
    """
    talk = found.old.conversation
    parts = [_goal_change(each, talk, reveal) for each in found.conclusions if each.conclusion == talk.goal]
    for names, one, more in (
        (found.parked, "antwoord telt niet meer mee", "antwoorden tellen niet meer mee"),
        (found.revived, "antwoord telt weer mee", "antwoorden tellen weer mee"),
        (found.asked, "nieuwe vraag", "nieuwe vragen"),
        (found.dropped, "vraag vervalt", "vragen vervallen"),
    ):
        if names:
            parts.append(_counted(len(names), one, more))
    return "; ".join(parts)


def _goal_change(each: Differing, talk: Conversation, reveal: bool) -> str:
    if not reveal:
        return "het advies verandert"
    old, new = (
        "geen conclusie" if value is None else value_text(each.conclusion, value, talk)
        for value in (each.old, each.new)
    )
    return headed(talk.conclusions[each.conclusion].title, f"{old} → {new}")


# --- what it rests on ------------------------------------------------------------------------------------------------


def rests_on_text(found: RestsOn, answers: Answers, talk: Conversation) -> Lines:
    """What a conclusion rests on, in both forms, and what made no difference."""
    lines = _told(
        f"Bij {_title(found.conclusion, talk)} is de conclusie {_value(found.conclusion, found.value, talk)}."
    )
    lines.append("")
    if "forcing" in found.unknown:
        lines += _told(f"Wat deze conclusie vastlegt, is niet bekend. {OUT_OF_TIME}")
    elif not found.forcing:
        lines += _told("Zij staat nog niet vast: andere antwoorden op de open vragen kunnen haar veranderen.")
    else:
        heading = "Dit is genoeg, wat u ook op alle andere vragen antwoordt:"
        lines += _carried(heading, found.forcing, "forcing" in found.more, answers, talk)
    if "giving" in found.unknown:
        lines += _told(f"Wat deze conclusie geeft, is niet bekend. {OUT_OF_TIME}")
    elif found.giving != found.forcing:
        heading = "Dit is genoeg als al het andere open blijft:"
        lines += ["", *_carried(heading, found.giving, "giving" in found.more, answers, talk)]
    if "idle" in found.unknown:
        lines += _told(f"Welke antwoorden er niet toe deden, is niet bekend. {OUT_OF_TIME}")
    elif found.idle:
        lines += ["", "Met of zonder deze antwoorden was de conclusie hetzelfde:"]
        lines += [line for name in found.idle for line in _given(name, answers, talk)]
    return lines


def _carried(heading: str, sets: Sequence[Sequence[str]], more: bool, answers: Answers, talk: Conversation) -> Lines:
    if not sets[0]:
        return _told("Er is geen enkel antwoord voor nodig.")
    lines = _told(heading)
    for number, names in enumerate(sets):
        if number:
            lines.append("Of:")
        lines += [line for name in names for line in _given(name, answers, talk)]
    return lines + (_told("Er zijn meer even kleine groepen antwoorden.") if more else [])


def _given(question: str, answers: Answers, talk: Conversation) -> Lines:
    return _item(f"{capital(talk.questions[question].short)}: {_answer(question, answers[question], talk)}")


# --- how often a question can decide ---------------------------------------------------------------------------------


def needs_text(needs: Sequence[Need], talk: Conversation) -> Lines:
    """The questions by how often they can decide."""
    title = _title(talk.goal or "", talk)
    lines = _told(
        f"In hoeveel van de getrokken gevallen geeft een ander antwoord op één vraag iets anders bij {title}?"
    )
    for need in needs:
        short = capital(talk.questions[need.question].short)
        if not need.complete:
            lines += _item(f"{short} ({need.question}): niet uitgezocht.")
        elif not need.turns:
            lines += _item(f"{short} ({need.question}): beslist nooit.")
        else:
            lines += _item(f"{short} ({need.question}): in {need.share:.0%} van de gevallen.")
    return lines
