"""The sender: who writes the letter, read from `afzender.yaml` beside the rules."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.rulebook.kinds import SENDER
from slimmer_rules.rulebook.located_yaml import MAX_BYTES
from slimmer_rules.rulebook.reading_shapes import read_whole

FILE = "afzender.yaml"

EXAMPLE = ".example"
"""How the address of the shipped sender ends; no real one does."""
EXAMPLE_SENDER = (
    "de afzender is nog het voorbeeld. Zet uw eigen gegevens in knowledge/afzender.yaml; "
    "met “slimmer init MAP” maakt u een eigen kopie van die map"
)


@dataclass(frozen=True, slots=True)
class Sender:
    """A network's own data for its letters; `address` are lines, `form` is "u" or "je", empty texts are left out.

    `decision_making` tells who decides on the advice, and when.
    """

    name: str
    address: tuple[str, ...] = ()
    place: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    signer_role: str = ""
    contact: str = ""
    decision_making: str = ""
    retention: str = ""
    form: str = "u"

    @property
    def is_example(self) -> bool:
        """Whether this is the sender that ships, which no letter should come from."""
        return self.email.endswith(EXAMPLE)


def read_sender(folder: Path | Traversable) -> Sender:
    """The sender in a folder of rules.

    Raises LetterError where the file is missing or not readable, RulebookError for its faults.
    """
    try:
        if not (folder / FILE).is_file():  # reading from a pipe may never end
            raise FileNotFoundError
        data = (folder / FILE).read_bytes()
    except OSError:
        raise LetterError(
            f"In de map met regels ontbreekt {FILE}, of het is niet te lezen. Zet daarin de gegevens van de afzender; "
            "“slimmer init” geeft een voorbeeld."
        ) from None
    return parse_sender(data, FILE)


def parse_sender(data: bytes, file: str, most: int = MAX_BYTES) -> Sender:
    """The sender in one file of at most so many bytes. Raises RulebookError with all faults."""
    values = read_whole(data, file, lambda tree, notes: SENDER.read(notes, tree, "de afzender"), most)
    return Sender(**{field: value for field, value in values.items() if value is not None})


def sender_fields(sender: Sender) -> dict[str, str | list[str]]:
    """The sender as the contents of `afzender.yaml`: what `parse_sender` reads back as the same."""
    given = {key.name: getattr(sender, str(key.field)) for key in SENDER.keys}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in given.items() if value}
