"""The styled blocks of a letter (`::: {.afzender custom-style="Afzender"}` … `:::`) in the words of another language.

Pandoc's Typst writer drops them, and reading them costs it half as much time again as all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_OPEN = re.compile(r"^:::+ *(?:\{\.([a-z][a-z-]*)[^}]*\}|([a-z][a-z-]*)|\{[^}]*\}) *:* *$")
"""The start of a styled block: `::: {.name …}` or `::: name`; or of one without a class."""
_CLOSE = re.compile(r"^:::+ *$")


def with_blocks(markdown: str, opened: Callable[[str], str], closed: str) -> str:
    """Markdown with each block that has a class begun by `opened` of that class, and ended by `closed`.

    A block without a class of its own stays as it is, and so does its end.
    """
    lines: list[str] = []
    open_blocks: list[bool] = []
    for line in markdown.split("\n"):
        if found := _OPEN.match(line):
            name = found.group(1) or found.group(2)
            open_blocks.append(bool(name))
            lines.append(f"\n{opened(name)}\n" if name else line)
        elif _CLOSE.match(line) and open_blocks:
            lines.append(f"\n{closed}\n" if open_blocks.pop() else line)
        else:
            lines.append(line)
    return "\n".join(lines)
