"""The styled blocks of a letter (`::: {.afzender custom-style="Afzender"}` … `:::`) in the words of another language.

Pandoc's Typst writer drops them, and others do not know them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_OPEN = re.compile(r"^:::+ *(?:\{\.([a-z][a-z-]*)[^}]*\}|([a-z][a-z-]*)|\{[^}]*\}) *:* *$")
"""The start of a styled block: `::: {.name …}` or `::: name`; or of one without a name."""
_CLOSE = re.compile(r"^:::+ *$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


def with_blocks(markdown: str, opened: Callable[[str], str], closed: str) -> str:
    """Markdown with each block begun by `opened` of its name (empty if it has none), and ended by `closed`.

    What stands within a block of code stays as it is, and so does what ends no block.
    """
    return "\n".join(_turned(markdown.split("\n"), opened, closed))


def _turned(lines: list[str], opened: Callable[[str], str], closed: str) -> Iterator[str]:
    depth, fence = 0, ""
    for line in lines:
        if (found := _FENCE.match(line)) and fence in ("", found[1]):
            fence = "" if fence else found[1]
            yield line
        elif fence:
            yield line
        elif found := _OPEN.match(line):
            depth += 1
            yield f"\n{opened(found[1] or found[2] or '')}\n"
        elif depth and _CLOSE.match(line):
            depth -= 1
            yield f"\n{closed}\n"
        else:
            yield line
