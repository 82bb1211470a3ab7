"""The one error of making letters."""


class LetterError(Exception):
    """A letter that cannot be made or kept; its text is one clear Dutch sentence."""
