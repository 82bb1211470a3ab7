"""The sender: who writes the letter, read from `afzender.yaml` beside the rules."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.rulebook.diagnostics import RulebookError
from slimmer_rules.rulebook.located_yaml import MAX_BYTES, Unreadable, decode, parse
from slimmer_rules.rulebook.model import Place
from slimmer_rules.rulebook.reading_shapes import Fields, Notes

FILE = "afzender.yaml"
FORMS = ("u", "je")
TEXTS = {
    "naam": "name",
    "plaats": "place",
    "telefoon": "phone",
    "email": "email",
    "website": "website",
    "functie": "signer_role",
    "contact": "contact",
    "besluitvorming": "decision_making",
    "bewaartermijn": "retention",
}
"""The keys that hold one text, and the fields that they fill."""

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
    notes = Notes()
    try:
        source = decode(data, file, most)
        notes.sources[file] = source
        tree, noted = parse(source)
    except Unreadable as error:
        raise RulebookError([error.diagnostic]) from None
    fields = notes.fields(tree, "de afzender", ("naam",), (*TEXTS, "adres", "aanspreekvorm")) or Fields(
        "", Place(file, 1, 1)
    )
    texts = {field: notes.text(fields.node(key), f"`{key}`") or "" for key, field in TEXTS.items()}
    lines = (notes.text(node, "een regel van het adres") for node in notes.items(fields.node("adres"), "`adres`"))
    address = tuple(line for line in lines if line)
    form = notes.word(fields.node("aanspreekvorm"), "`aanspreekvorm`", FORMS) or FORMS[0]
    if noted or notes.diagnostics:
        raise RulebookError([*noted, *notes.diagnostics])
    return Sender(**texts, address=address, form=form)


def sender_fields(sender: Sender) -> dict[str, str | list[str]]:
    """The sender as the contents of `afzender.yaml`: what `parse_sender` reads back as the same."""
    texts = {key: str(getattr(sender, field)) for key, field in TEXTS.items()}
    given: dict[str, str | list[str]] = {key: text for key, text in texts.items() if text}
    address: dict[str, str | list[str]] = {"adres": list(sender.address)} if sender.address else {}
    return {**given, **address, "aanspreekvorm": sender.form}
