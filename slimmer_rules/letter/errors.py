"""The errors of making letters."""


class LetterError(Exception):
    """A letter that cannot be made or kept; its text is one clear Dutch sentence."""


class MissingSignError(LetterError):
    """A kind of letter that cannot show a sign in its text."""


class MissingProgramError(LetterError):
    """A kind of letter that cannot be made here, because a program for it is not installed."""
