"""The letter as PDF/UA-1: Markdown through pandoc to Typst, the network's own layout before it, and Typst to PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping

from slimmer_rules.letter.blocks import with_blocks
from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.long_words import LONG_WORD, stretches
from slimmer_rules.letter.pandoc import READER, convert
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.said import Segment
from slimmer_rules.letter.tables import column_shares
from slimmer_rules.letter.typesetting import LAYOUT, compile_typst

STANDARD = "ua-1"
PIXELS_PER_INCH = 220
_AS_TYPED = {"...": "\ufdd5", "-?": "\ufdd6", "-": "\ufdd7"}
"""What Typst would set as another sign, and the mark that stands for it while pandoc is at work."""
_ADDRESS = r"\]\([^)\n]*\)"
_SHORTHAND = re.compile(rf"{_ADDRESS}|\.\.\.|-\?|-(?=\d)")
_LONG = re.compile(rf"{_ADDRESS}|{LONG_WORD.pattern}")
_BREAK = "`#sym.zws;`{=typst}"
"""Here a line may be broken; raw, for pandoc takes a minute over one word of a hundred thousand letters."""
_COLUMNS = re.compile(r"(#table\(\s*columns: )(\d+|\([^)\n]*\))")


def as_pdf(letter: Rendered) -> bytes:
    """The PDF. Raises LetterError when Typst is missing or refuses the layout."""
    text = with_blocks(_text(letter), lambda name: _raw(f"#{name or 'block'}["), _raw("]"))
    typst = convert(text, "typst", "--wrap=none", reader=f"{READER}+raw_attribute")
    body = _with_columns(_typed(typst.decode("utf-8")), column_shares(letter.markdown))
    layout, date = letter.templates.text(LAYOUT), letter.letter.date
    (made,) = compile_typst(
        "\n".join(
            (
                layout,
                _drawings(letter),
                f"#show: opmaak.with(titel: {_quoted(letter.title)}, auteur: {_quoted(letter.letter.sender.name)}, "
                f"datum: datetime(year: {date.year}, month: {date.month}, day: {date.day}))",
                _enclosure(letter.enclosed),
                body,
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
    pages = "\n#pagebreak()\n".join(f'#image(bytes({_quoted(svg)}), format: "svg")' for svg in svgs.values())
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    pictures = compile_typst(source, format="png", ppi=PIXELS_PER_INCH)
    if len(pictures) != len(svgs):
        raise LetterError("Een tekening past niet op één bladzijde.")
    return dict(zip(svgs, pictures, strict=True))


def _text(letter: Rendered) -> str:
    return "".join(_piece(piece) for piece in letter.segments)


def _piece(piece: Segment) -> str:
    """A drawing becomes a call of Typst, which then takes its alternative text along."""
    if piece.ground is None or piece.ground.kind != "figuur":
        text = _SHORTHAND.sub(lambda found: _AS_TYPED.get(found[0], found[0]), piece.text)
        return _breakable(text) if piece.ground else text
    alt = piece.text.removeprefix("![").rsplit("](", 1)[0]
    return f"`#tekening({_quoted(piece.ground.id)}, {_quoted(alt)})`{{=typst}}"


def _breakable(text: str) -> str:
    """The text with places where a very long word, or a name with underscores, may be broken: it would not fit."""

    def broken(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith("](") else _BREAK.join(stretches(found[0]))

    return _LONG.sub(broken, text)


def _typed(body: str) -> str:
    """The signs of `_AS_TYPED` back, so that Typst leaves them as they are."""
    for sign, mark in _AS_TYPED.items():
        body = body.replace(mark, sign.replace(".", "\\.").replace("-", "\\-"))
    return body


def _with_columns(body: str, shares: tuple[tuple[int, ...], ...]) -> str:
    """Tables over the full width, columns as wide as their dashes say."""
    if len(_COLUMNS.findall(body)) != len(shares):
        return body
    left = iter(shares)
    return _COLUMNS.sub(lambda found: f"{found[1]}({', '.join(f'{each}fr' for each in next(left))},)", body)


def _raw(typst: str) -> str:
    return f"```{{=typst}}\n{typst}\n```"


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
