"""The letter as PDF/UA-1: Markdown through pandoc to Typst, the network's own layout before it, and Typst to PDF."""

from __future__ import annotations

import re
import tempfile
from typing import Any

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.pandoc import READER, convert
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.said import Segment

LAYOUT = "brief.typ"
STANDARD = "ua-1"
PIXELS_PER_INCH = 220
_OPEN = re.compile(r"^:::+ *\{\.([a-z][a-z-]*)[^}]*\} *$")
_CLOSE = re.compile(r"^:::+ *$")
_MISSING = re.compile(r'text `"(.*?)"` could not be displayed')


def as_pdf(letter: Rendered) -> bytes:
    """The PDF. Raises LetterError when Typst is missing or refuses the layout."""
    body = convert(_with_blocks(_text(letter)), "typst", "--wrap=none", reader=f"{READER}+raw_attribute")
    date = letter.letter.date
    return compile_typst(
        "\n".join(
            (
                letter.templates.text(LAYOUT),
                _drawings(letter),
                f"#show: opmaak.with(titel: {_quoted(letter.title)}, datum: datetime(year: {date.year}, "
                f"month: {date.month}, day: {date.day}))",
                _enclosure(letter.enclosed),
                body.decode("utf-8"),
            )
        ),
        format="pdf",
        pdf_standards=STANDARD,
    )


def as_png(svg: str) -> bytes:
    """A drawing as PNG, in fonts that Typst carries itself, so that no text goes missing on a machine without fonts."""
    source = f'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes({_quoted(svg)}), format: "svg")'
    return compile_typst(source, format="png", ppi=PIXELS_PER_INCH)


def compile_typst(source: str, **options: Any) -> bytes:
    """One run of Typst on a text that reads no files. Raises LetterError when it is missing or refuses."""
    try:
        import typst
    except ImportError:
        raise LetterError(
            "Voor een PDF is typst nodig. Installeer het met: pip install 'slimmer-rules[brief]'."
        ) from None
    try:
        with tempfile.TemporaryDirectory() as nothing:
            made = typst.compile(source.encode("utf-8"), root=nothing, **options)
    except typst.TypstError as error:
        if missing := _MISSING.search(error.message):
            raise LetterError(
                f"Geen lettertype op deze computer heeft het teken “{missing.group(1)}”. "
                "Een PDF moet elk teken kunnen tonen. Haal het weg uit de tekst, of maak een Word-bestand."
            ) from None
        hint = f" ({error.hints[0]})" if error.hints else ""
        raise LetterError(
            f"De PDF lukt niet; Typst meldt: {error.message}{hint}. Kijk in templates/{LAYOUT}."
        ) from None
    if not isinstance(made, bytes):
        raise LetterError("De tekening past niet op één bladzijde.")
    return made


def _text(letter: Rendered) -> str:
    return "".join(_piece(piece) for piece in letter.segments)


def _piece(piece: Segment) -> str:
    """A drawing becomes a call of Typst, which then takes its alternative text along."""
    if piece.ground is None or piece.ground.kind != "figuur":
        return piece.text
    alt = piece.text.removeprefix("![").rsplit("](", 1)[0]
    return f"`#tekening({_quoted(piece.ground.id)}, {_quoted(alt)})`{{=typst}}"


def _with_blocks(markdown: str) -> str:
    """Styled blocks become calls of the layout's functions, which pandoc's Typst writer does not do."""
    lines = []
    for line in markdown.split("\n"):
        if opened := _OPEN.match(line):
            lines += ["", "```{=typst}", f"#{opened.group(1)}[", "```", ""]
        elif _CLOSE.match(line):
            lines += ["", "```{=typst}", "]", "```", ""]
        else:
            lines.append(line)
    return "\n".join(lines)


def _drawings(letter: Rendered) -> str:
    pairs = "".join(f"  {name}: {_quoted(svg)},\n" for name, svg in letter.figures.items())
    return (
        f"#let tekeningen = (:\n{pairs})\n".replace("(:\n  ", "(\n  ")
        + '#let tekening(naam, alt) = image(bytes(tekeningen.at(naam)), format: "svg", alt: alt, width: 100%)'
    )


def _enclosure(receipt: bytes | None) -> str:
    """The receipt as an attachment."""
    if receipt is None:
        return ""
    told = 'mime-type: "application/json", relationship: "data", description: "Het bewijs bij deze brief"'
    return f'#pdf.attach("bewijs.json", bytes({_quoted(receipt.decode("utf-8"))}), {told})'


def _quoted(text: str) -> str:
    """A Typst string that stands for just this text."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{{{ord(found.group()):x}}}", plain) + '"'
