"""Slimmer Rules: the intake of a Doetank, as rules that anyone can read, with an advice that says why.

`load()` gives the rulebook: see `slimmer_rules.api` and docs/python.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slimmer_rules.api import AnswerError, Assessment, RulebookError, Rules, Talk, UnknownNameError, load

__version__ = "0.1.0"

__all__ = ["AnswerError", "Assessment", "RulebookError", "Rules", "Talk", "UnknownNameError", "load"]


def __getattr__(name: str) -> Any:
    """What the front door gives, imported when it is first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from slimmer_rules import api

    return getattr(api, name)
