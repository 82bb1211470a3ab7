"""The letter: its model from a derivation, and its rendering to text, HTML, Word and PDF."""

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.formats import usual_ending
from slimmer_rules.letter.prepare import prepare, reminders
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.templates import read_templates
from slimmer_rules.letter.writing import write_letter

__all__ = ["LetterError", "compose", "prepare", "read_templates", "reminders", "usual_ending", "write_letter"]
