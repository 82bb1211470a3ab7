"""Slimmer Rules: the intake of a Doetank, as rules that anyone can read, with an advice that says why."""

__version__ = "0.1.0"
