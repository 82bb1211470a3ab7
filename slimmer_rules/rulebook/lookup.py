"""Known as: which names of the rulebook somebody means who writes them as people say them.

Files and commands name things by their id (`adopter`), people by what they read (`de overnemer`). What is *known* here
is a mapping of ids to what each is called: first the words that tell it, then others by which it may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from slimmer_rules.rulebook.model import UNKNOWN, Conclusion, Conversation, Question

Known = Mapping[str, Sequence[str]]

MOST = 3
"""So many names at most are put before who wrote another."""

_AS_GOOD = 0.1
"""Names that resemble a word this much less than the one that does most, may be meant as well."""

_ARTICLE = re.compile(r"(?:de|het|een|uw) (?=.)")
_NO_WORD = re.compile(r"[\W_]+")


def questions(talk: Conversation) -> dict[str, tuple[str, ...]]:
    """The questions, each called by what it is about."""
    return {question.id: (question.short,) for question in talk.questions.values()}


def conclusions(talk: Conversation) -> dict[str, tuple[str, ...]]:
    """The conclusions, each called by its title; whoever names a value means its conclusion."""
    return {
        each.id: (each.title, *(value.label for value in each.values if value.id != UNKNOWN))
        for each in talk.conclusions.values()
    }


def values(conclusion: Conclusion) -> dict[str, tuple[str, ...]]:
    """The values or members of a conclusion, each called by its label."""
    return {value.id: (value.label,) for value in conclusion.values}


def answers(question: Question) -> dict[str, tuple[str, ...]]:
    """The listed answers to a question, each called by its choice; and `onbekend`."""
    return {**{answer.id: (answer.choice,) for answer in question.answers}, UNKNOWN: ()}


def everything(talk: Conversation) -> dict[str, tuple[str, ...]]:
    """All that has a page: questions, conclusions and rules."""
    return {**questions(talk), **conclusions(talk), **{rule.id: (rule.title,) for rule in talk.rules.values()}}


def likely(word: str, known: Known) -> tuple[str, ...]:
    """The ids that are meant by a word, at most `MOST`; none if none comes near.

    Case, articles and punctuation do not count. First what is called exactly so, then what has all these words in its
    name, then what resembles it.
    """
    sought = _plain(word[:100])
    ways = (_called(sought, known, first_only=True), _called(sought, known, first_only=False), _with(sought, known))
    for found in (*ways, _resembling(sought, known)):
        some = tuple(found)[:MOST]
        if some:
            return some
    return ()


def told(id: str, known: Known) -> str:
    """An id with what it is called, where that says more."""
    called = next(iter(known[id]), None)
    return f"`{id}`" if called is None or _plain(called) == _plain(id) else f"`{id}` ({called.rstrip('.?')})"


def bare(id: str, known: Known) -> str:
    """As `told`, for an enumeration."""
    return told(id, known).replace("`", "")


def did_you_mean(word: str, known: Known) -> str | None:
    """The question that helps who wrote a name that is not there; None if no name comes near.

    Nothing else is taken to mean `onbekend`, nor `onbekend` to mean anything else: that would change what was said.
    """
    near = likely(word, known)
    found = [told(id, known) for id in near if id != UNKNOWN] if near[:1] != (UNKNOWN,) else []
    return f"Bedoelde u {_either(found)}?" if found else None


def _either(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} of {parts[-1]}"


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _ARTICLE.sub("", _NO_WORD.sub(" ", text.casefold()).strip(), count=1)


def _names(id: str, called: Sequence[str], *, first_only: bool) -> Iterable[str]:
    return (_plain(name) for name in (id, *(called[:1] if first_only else called)))


def _called(sought: str, known: Known, *, first_only: bool) -> Iterator[str]:
    return (id for id, called in known.items() if sought in _names(id, called, first_only=first_only))


def _with(sought: str, known: Known) -> Iterator[str]:
    """What has all of these words in the name that tells it."""
    wanted = set(sought.split())
    if len(sought) > 2:
        yield from (id for id, called in known.items() if any(wanted <= set(_plain(n).split()) for n in called[:1]))


def _resembling(sought: str, known: Known) -> list[str]:
    """What resembles it most, and what does so about as much."""
    least = 0.6 if len(sought) > 3 else 0.5  # of a very short word one letter is much
    matcher = SequenceMatcher(b=sought)
    alike = {id: max(_alike(matcher, n, least) for n in _names(id, c, first_only=True)) for id, c in known.items()}
    best = max(alike.values(), default=0.0)
    near = [id for id, ratio in alike.items() if ratio >= max(least, best - _AS_GOOD)]
    return sorted(near, key=alike.__getitem__, reverse=True)


def _alike(matcher: SequenceMatcher[str], name: str, least: float) -> float:
    """How much a name resembles the word that is sought, from 0 to 1; 0 where that is less than the least."""
    matcher.set_seq1(name)
    quick = matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least
    return matcher.ratio() if quick else 0.0
