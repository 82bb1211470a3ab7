"""The letter as PDF/UA-1: its tree as Typst (`typst_source.py`), below the network's own layout, and Typst to PDF."""

from __future__ import annotations

from collections.abc import Mapping

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.typesetting import LAYOUT, compile_typst
from slimmer_rules.letter.typst_source import quoted, to_typst

STANDARD = "ua-1"
PIXELS_PER_INCH = 220


def as_pdf(letter: Rendered) -> bytes:
    """The PDF. Raises LetterError when Typst is missing or refuses the layout."""
    layout, date = letter.templates.text(LAYOUT), letter.letter.date
    (made,) = compile_typst(
        "\n".join(
            (
                layout,
                _drawings(letter),
                f"#show: opmaak.with(titel: {quoted(letter.title)}, auteur: {quoted(letter.letter.sender.name)}, "
                f"datum: datetime(year: {date.year}, month: {date.month}, day: {date.day}))",
                _enclosure(letter.enclosed),
                to_typst(letter.tree),
            )
        ),
        format="pdf",
        pdf_standards=STANDARD,
    )
    return made


def as_pngs(svgs: Mapping[str, str]) -> Mapping[str, bytes]:
    """Drawings as PNG, in fonts that Typst carries itself, so that no text goes missing on a machine without fonts."""
    if not svgs:
        return {}
    pages = "\n#pagebreak()\n".join(f'#image(bytes({quoted(svg)}), format: "svg")' for svg in svgs.values())
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    pictures = compile_typst(source, format="png", ppi=PIXELS_PER_INCH)
    if len(pictures) != len(svgs):
        raise LetterError("Een tekening past niet op één bladzijde.")
    return dict(zip(svgs, pictures, strict=True))


def _drawings(letter: Rendered) -> str:
    pairs = "".join(f"  {name}: {quoted(svg)},\n" for name, svg in letter.figures.items())
    return (
        f"#let tekeningen = (:\n{pairs})\n".replace("(:\n  ", "(\n  ")
        + '#let tekening(naam, alt) = image(bytes(tekeningen.at(naam)), format: "svg", alt: alt, width: 100%)'
    )


def _enclosure(receipt: bytes | None) -> str:
    """The receipt as an attachment."""
    if receipt is None:
        return ""
    told = 'mime-type: "application/json", relationship: "data", description: "Het bewijs bij deze brief"'
    return f'#pdf.attach("bewijs.json", bytes({quoted(receipt.decode("utf-8"))}), {told})'
