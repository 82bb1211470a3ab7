"""Code pages: a sign that the terminal cannot show is shown as what comes nearest, and never stops a command."""

from __future__ import annotations

import codecs
import sys
import unicodedata

_NEAR = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"→": "->", "←": "<-", "≤": "<=", "≥": ">=", "…": "...", "•": "*", "·": "*", "×": "x", "€": "EUR"},
}
"""Marks that say the same in another shape."""

_LETTERS = dict(zip("ßæÆœŒøØłŁđı", ["ss", "ae", "AE", "oe", "OE", "o", "O", "l", "L", "d", "i"], strict=True))
"""Letters that Unicode does not take apart into a plain one and a mark."""

MOST = 10
"""So many of the signs that were changed are named."""

_changed: dict[str, None] = {}


def adapt_streams() -> None:
    """Let standard output and standard error show what comes nearest where they cannot show a sign."""
    codecs.register_error("slimmer", _nearest)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stream of another program's making may have none
        if reconfigure is not None:
            reconfigure(errors="slimmer")


def changed_signs() -> str:
    """A sentence about the letters and signs that came out as others so far; empty if there were none."""
    if not _changed:
        return ""
    named = " ".join(list(_changed)[:MOST]) + (" …" if len(_changed) > MOST else "")
    return (
        f"Dit scherm kan niet alle tekens tonen ({named}); zij staan er anders. "
        "Zet PYTHONIOENCODING=utf-8 voor de opdracht om alles te krijgen."
    )


def shows(text: str) -> bool:
    """Whether standard output can show a text as it is."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def nearest(sign: str) -> str:
    """What comes nearest to a sign in plain letters and marks; a question mark if nothing does."""
    near = _NEAR.get(sign) or _LETTERS.get(sign)
    if near:
        return near
    plain = "".join(c for c in unicodedata.normalize("NFKD", sign) if c.isascii())
    return plain or ("" if unicodedata.category(sign) in ("Cf", "Mn") else "?")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """The handler for Python's codecs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    _changed.update((f"U+{ord(sign):04X}", None) for sign in signs if sign not in _NEAR and nearest(sign) != " ")
    return "".join(map(nearest, signs)), error.end
