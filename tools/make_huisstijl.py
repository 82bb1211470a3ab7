"""Make `templates/huisstijl.docx`: pandoc's own reference document, restyled as an A4 letter.

Run once; after that the file is restyled in Word. Usage: python tools/make_huisstijl.py templates/huisstijl.docx
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pypandoc

FONT = "Arial"
COLOUR = "12506B"
SOFT = "4D5A6B"
LINE = "C9D1DA"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def run(size: float, colour: str | None = None, bold: bool = False) -> str:
    """How the characters of a style look; size in points. The font stands in the defaults: there it changes for all."""
    half = int(size * 2)
    return (
        f"<w:rPr>{'<w:b/><w:bCs/>' if bold else ''}"
        f'{f"""<w:color w:val="{colour}"/>""" if colour else ""}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )


def style(id: str, name: str, paragraph: str, character: str, *, based: str = "Normal", custom: bool = False) -> str:
    """One paragraph style."""
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{character}'
        "</w:style>"
    )


def spacing(before: int, after: int, line: int = 262) -> str:
    """The space around a paragraph in twentieths of a point, and its line height (240 is single)."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def heading(level: int, size: float, before: int, after: int, colour: str) -> str:
    """A real heading style, so that readers can walk the headings."""
    paragraph = f'<w:keepNext/><w:keepLines/>{spacing(before, after)}<w:outlineLvl w:val="{level - 1}"/>'
    return style(f"Heading{level}", f"heading {level}", paragraph, run(size, colour, bold=True))


TOGETHER = "<w:contextualSpacing/>"
QUOTE_EDGE = f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{COLOUR}"/></w:pBdr>'
STYLES = {
    "BodyText": style("BodyText", "Body Text", spacing(0, 140), run(10.5)),
    "FirstParagraph": style("FirstParagraph", "First Paragraph", spacing(100, 140), "", based="BodyText", custom=True),
    "Opsomming": style("Opsomming", "Opsomming", spacing(0, 120) + TOGETHER, run(10.5), custom=True),
    "Compact": style("Compact", "Compact", spacing(20, 20, 259), "", based="BodyText", custom=True),
    "Heading1": heading(1, 17, 360, 200, COLOUR),
    "Heading2": heading(2, 12.5, 300, 80, COLOUR),
    "Heading3": heading(3, 10.5, 240, 60, "1D2430"),
    "BlockText": style(
        "BlockText", "Block Text", QUOTE_EDGE + spacing(60, 120) + '<w:ind w:left="284"/>', run(10.5, SOFT)
    ),
    "Afzender": style(
        "Afzender", "Afzender", spacing(0, 360, 264) + TOGETHER + '<w:jc w:val="right"/>', run(9, SOFT), custom=True
    ),
    "Geadresseerde": style("Geadresseerde", "Geadresseerde", spacing(0, 240) + TOGETHER, run(10.5), custom=True),
    "Datum": style("Datum", "Datum", spacing(0, 240) + TOGETHER, run(10.5), custom=True),
    "Slot": style("Slot", "Slot", "<w:keepNext/><w:keepLines/>" + spacing(0, 140), run(10.5), custom=True),
    "Footer": style("Footer", "footer", spacing(0, 0, 240) + '<w:jc w:val="right"/>', run(8.5, SOFT)),
    "Groet": style("Groet", "Groet", "<w:keepNext/>" + spacing(0, 0), run(10.5), custom=True),
    "Ondertekening": style(
        "Ondertekening",
        "Ondertekening",
        "<w:keepNext/><w:keepLines/>" + spacing(700, 0) + TOGETHER,
        run(10.5),
        custom=True,
    ),
}
TABLE = (
    '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f'<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr><w:tblPr><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:color="{LINE}"/><w:insideH w:val="single" w:sz="4" w:color="{LINE}"/>'
    '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="12" w:color="{COLOUR}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
FOOTER = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">bladzijde </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r>'
    '</w:fldSimple><w:r><w:t xml:space="preserve"> van </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t>'
    "</w:r></w:fldSimple></w:p></w:ftr>"
)
SECTION = (
    f'<w:sectPr {R}><w:footerReference w:type="default" r:id="rIdVoet"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1474" w:right="1474" w:bottom="1361" w:left="1588" w:header="709" w:footer="624" '
    'w:gutter="0"/></w:sectPr>'
)
SAMPLE = {
    "Afzender": "Afzender: de stijl van naam en adres van uw netwerk",
    "Geadresseerde": "Geadresseerde: aan wie de brief gaat",
    "Datum": "Datum: plaats, datum, kenmerk en onderwerp",
    "Heading1": "Kop 1: het onderwerp van de brief, en de bijlage",
    "FirstParagraph": "First Paragraph: de eerste alinea onder een kop.",
    "BodyText": "Platte tekst: elke volgende alinea.",
    "BlockText": "Bloktekst: de woorden van de initiatiefnemer.",
    "Heading2": "Kop 2: een onderdeel van de brief",
    "Heading3": "Kop 3: een punt binnen een onderdeel",
    "Opsomming": "Opsomming: een regel van een lijst",
    "Slot": "Slot: de laatste alinea, die bij de ondertekening blijft.",
    "Groet": "Groet: met vriendelijke groet,",
    "Ondertekening": "Ondertekening: de naam, na ruimte voor een handtekening",
}
"""The page that shows when the file is opened in Word: each style once, by the name it has there."""


def restyled(styles: str) -> str:
    """The style sheet with our styles in place of pandoc's."""
    for id, xml in STYLES.items():
        pattern = rf'<w:style [^>]*?w:styleId="{id}">.*?</w:style>'
        styles, count = re.subn(pattern, lambda _, xml=xml: xml, styles, flags=re.S)
        if not count:
            styles = styles.replace("</w:styles>", f"{xml}</w:styles>")
    styles = re.sub(r'<w:style [^>]*?w:styleId="Table">.*?</w:style>', lambda _: TABLE, styles, flags=re.S)
    styles = re.sub(r"<w:lang [^>]*/>", '<w:lang w:val="nl-NL" w:eastAsia="zh-CN" w:bidi="ar-SA"/>', styles)
    default = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
    styles = re.sub(r"<w:rFonts [^>]*minorHAnsi[^>]*/>", default, styles, count=1)
    styles = styles.replace('<w:spacing w:after="200" />', '<w:spacing w:after="80"/>')
    return re.sub(
        r'<w:sz w:val="24" />\s*<w:szCs w:val="24" />', '<w:sz w:val="21"/><w:szCs w:val="21"/>', styles, count=1
    )


def sample() -> str:
    """The body of the file itself."""
    body = "".join(paragraph(id, text) for id, text in SAMPLE.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}{sample_table()}{SECTION}</w:body>'
        "</w:document>"
    )


def paragraph(id: str, text: str) -> str:
    """One paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{id}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def sample_table() -> str:
    """A small table, to see the style Table and, in its cells, Compact."""
    look = '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/>'
    rows = (("Tabel", "de stijl Table, met in de cellen de stijl Compact"), ("Rij", "Cel"))
    cells = ("".join(f"<w:tc><w:tcPr/>{paragraph('Compact', text)}</w:tc>" for text in row) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Table"/><w:tblW w:type="pct" w:w="5000"/>{look}</w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="2800"/><w:gridCol w:w="6044"/></w:tblGrid>'
        f"{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>{paragraph('BodyText', '')}"
    )


def main(target: Path) -> None:
    """Write the reference document."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    source = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603  # our own arguments
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), part(name, old.read(name)), zipfile.ZIP_DEFLATED)
        new.writestr(zipfile.ZipInfo("word/footer1.xml", (2026, 1, 1, 0, 0, 0)), FOOTER, zipfile.ZIP_DEFLATED)


def part(name: str, content: bytes) -> bytes:
    """One file of the document, changed where it must be."""
    text = content.decode("utf-8")
    if name == "word/styles.xml":
        text = restyled(text)
    elif name == "word/document.xml":
        text = sample()
    elif name == "word/settings.xml":
        text = text.replace('<w:themeFontLang w:val="en-US" />', '<w:themeFontLang w:val="nl-NL"/>')
    elif name == "[Content_Types].xml":
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
        text = text.replace("</Types>", f'<Override PartName="/word/footer1.xml" ContentType="{kind}"/></Types>')
    elif name == "word/_rels/document.xml.rels":
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
        relation = f'<Relationship Id="rIdVoet" Type="{kind}" Target="footer1.xml"/>'
        text = text.replace("</Relationships>", f"{relation}</Relationships>")
    return text.encode("utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
