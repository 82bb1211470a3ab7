"""The sender: who writes the letter, read from `afzender.yaml` of the network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """A network's own data for its letters; `address` are lines, `form` is "u" or "je", empty texts are left out."""

    name: str
    address: tuple[str, ...] = ()
    place: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    signer_role: str = ""
    contact: str = ""
    retention: str = ""
    form: str = "u"


def read_sender(folder: object) -> Sender:
    raise NotImplementedError
