"""What a PDF shows: its text in order, what can be clicked or opened, its pictures, and last all that it is made of.

A PDF can hide text in more ways than a list can name (behind a picture, beside the page, in another font), so its last
part is a digest of every object that can be reached. Saving it again with the same objects changes nothing in that:
numbers, compression and dates of saving make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from slimmer_rules.letter.errors import MissingProgramError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

CONSTRUCTION = "hoe de PDF is opgebouwd"
_PAGE_NUMBER = re.compile(r"bladzijde \d+ van \d+")
_AT_SAVING = ("/Producer", "/ModDate", "/Metadata", "/ID")
_AT_PACKING = ("/Length", "/Filter", "/DecodeParms")
_ACTIONS = ("/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Collection")


@contextmanager
def opened_pdf(content: bytes) -> Iterator[PdfReader]:
    """A PDF to read from.

    Raises MissingProgramError when pypdf is not installed, ValueError where the file is no whole PDF.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise MissingProgramError(
            "Om een PDF na te lezen is pypdf nodig: pip install 'slimmer-rules[brief]'."
        ) from None
    try:
        with _without_remarks():
            yield PdfReader(BytesIO(content))
    except (PyPdfError, AttributeError, IndexError, NotImplementedError, AssertionError) as error:
        raise ValueError(str(error)) from None  # of a broken file pypdf raises whatever its reading runs into


@contextmanager
def _without_remarks() -> Iterator[None]:
    """Pypdf writes what it finds odd in a file as English lines in the log."""
    import logging

    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def in_pdf(content: bytes) -> Mapping[str, Sequence[str]]:
    """The appearance of a PDF. Raises as `opened_pdf` does."""
    with opened_pdf(content) as reader:
        pages = list(reader.pages)
        root: Any = reader.trailer["/Root"].get_object()
        return {
            "de tekst": _PAGE_NUMBER.sub(" ", " ".join(page.extract_text() for page in pages)).split(),
            "de titel": _property(reader, "/Title").split(),
            "de koppelingen en aantekeningen": [told for page in pages for told in _annotations(page)],
            "de bijlagen in het bestand": list(_attachments(reader)),
            "wat het bestand uit zichzelf doet": [key for key in _ACTIONS if key in root] + list(_scripts(root)),
            "de beelden": [told for page in pages for told in _pictures(page)],
            "de teksten bij beelden": list(_alternatives(root)),
            "de maat van het blad": [told for page in pages for told in _sizes(page)],
            CONSTRUCTION: list(_objects(reader)),
        }


def made_with(content: bytes) -> str:
    """The program that says it made a PDF. Raises as `opened_pdf` does."""
    with opened_pdf(content) as reader:
        return _property(reader, "/Creator")


def _property(reader: PdfReader, key: str) -> str:
    return str(reader.metadata.get(key, "")) if reader.metadata else ""


def _within(start: Any, *keys: str) -> Any:
    """A mapping within another, empty where there is none."""
    for key in keys:
        start = start[key].get_object() if key in start else {}
    return start


def _annotations(page: PageObject) -> Iterator[str]:
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        action = _within(note, "/A")
        told = (note.get("/Subtype"), note.get("/Contents"), note.get("/V"), action.get("/S"), action.get("/URI"))
        yield " ".join(str(each) for each in told if each is not None)


def _attachments(reader: PdfReader) -> Iterator[str]:
    for name, contents in reader.attachments.items():
        for content in contents:
            yield f"{name} {sha256(content).hexdigest()}"


def _scripts(root: Any) -> Iterator[str]:
    if "/JavaScript" in _within(root, "/Names"):
        yield "/JavaScript"


def _pictures(page: PageObject) -> Iterator[str]:
    for _, each in sorted(_within(page, "/Resources", "/XObject").items()):
        picture = each.get_object()
        yield f"{picture.get('/Subtype')} {sha256(picture.get_data()).hexdigest()}"


def _alternatives(root: Any) -> Iterator[str]:
    """What is read aloud in place of what is shown."""
    for each in _walked(root.get("/StructTreeRoot"), ("/P", "/Pg", "/ParentTree", "/IDTree")):
        if isinstance(each, dict):
            yield from (f"{key} {each[key]}" for key in ("/Alt", "/ActualText", "/E") if key in each)


def _sizes(page: PageObject) -> Iterator[str]:
    for box in (page.mediabox, page.cropbox):
        yield " ".join(str(round(float(side))) for side in box)
    yield f"{page.rotation} {page.user_unit}"


def _objects(reader: PdfReader) -> Iterator[str]:
    """A line for each object that can be reached, by the order in which it is met."""
    trailer = {key: reader.trailer[key] for key in ("/Root", "/Info") if key in reader.trailer}
    for each in _walked(trailer, _AT_SAVING):
        data = each.get_data() if hasattr(each, "get_data") else b""
        yield f"{_plain(each)} {sha256(data).hexdigest() if data else ''}"


def _walked(start: Any, leave: Iterable[str]) -> Iterator[Any]:
    """Every list, mapping and stream that can be reached, each once; no file is too deep for it."""
    stack, met = [start], dict[int, Any]()
    while stack:
        each = stack.pop()
        found = each.get_object() if hasattr(each, "get_object") else each
        if not isinstance(found, dict | list) or id(found) in met:
            continue
        met[id(found)] = found  # kept, so that no other object gets its id
        yield found
        inner = [found[key] for key in sorted(found) if key not in leave] if isinstance(found, dict) else list(found)
        stack += reversed(inner)


def _plain(found: Any) -> str:
    """The names, texts and numbers right in an object."""
    items = sorted(found.items()) if isinstance(found, dict) else enumerate(found)
    skipped = (*_AT_SAVING, *_AT_PACKING)
    return " ".join(f"{key} {_value(value)}" for key, value in items if key not in skipped)


def _value(value: Any) -> str:
    found = value.get_object() if hasattr(value, "get_object") else value
    return "…" if isinstance(found, dict | list) else repr(found)
