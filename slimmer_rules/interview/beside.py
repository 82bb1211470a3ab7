"""What an earlier conversation came to, as it stands beside this one."""

from __future__ import annotations

from collections.abc import Iterator

from slimmer_rules.interview import texts
from slimmer_rules.interview.messages import Message, Messages, heading, item, notice, plain
from slimmer_rules.reasoning.earlier import Earlier


def beside(found: Earlier | None) -> Messages:
    """The outcome of the earlier conversation and the lists that belong with it; nothing where there is none."""
    return tuple(_lines(found)) if found else ()


def _lines(found: Earlier) -> Iterator[Message]:
    form = texts.BESIDE_TITLED if found.case.title else texts.BESIDE
    yield heading(form.format(conversation=found.conversation.title, title=found.case.title))
    if found.outcome:
        yield notice(found.outcome)
    for title, members in found.lists:
        yield plain(title if title.endswith("?") else f"{title}:")
        yield from map(item, members)
    if not found.outcome and not found.lists:
        yield plain(texts.NOTHING_FOLLOWS)
