"""Letters that someone changed after they were made: a list for each format, each with the part in which it is told.

What is changed is what a person may want to change: a word, an order, what can be clicked on, what is shown of it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)

ZERO_WIDTH = "\u200b"


@dataclass(frozen=True)
class Tampering:
    """What someone does to a letter, and the part of the letter in which that is told."""

    name: str
    change: Callable[[bytes], bytes]
    part: str = "de tekst"


def replaced(*pairs: tuple[str, str]) -> Callable[[bytes], bytes]:
    """A change that puts each second text once where the first stands."""

    def change(content: bytes) -> bytes:
        text = content.decode()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text.encode()

    return change


def swapped(one: str, other: str) -> Callable[[bytes], bytes]:
    """A change that puts two texts in each other's place."""
    return replaced((one, "\ue000"), (other, one), ("\ue000", other))


ADVICE, REASON, OTHER = "een Doetank te starten", "U kunt dit aan.", "De tijd is er."

WORDS = (
    Tampering("a word is added", replaced((ADVICE, "geen Doetank te starten"))),
    Tampering("a word is left out", replaced(("een klein team", "een team"))),
    Tampering("the greeting is another", replaced(("Beste ", "Geachte "))),
    Tampering("two reasons change places", swapped(REASON, OTHER)),
    Tampering(
        "a word moves to another sentence", replaced(("geen bewezen", "bewezen"), (OTHER, "De tijd is er geen."))
    ),
    Tampering("the date is another", replaced(("5 maart 2026", "6 maart 2026"))),
    Tampering("the reference is another", replaced(("2026-014", "2026-041"))),
    Tampering("a mark makes it a question", replaced((REASON, "U kunt dit aan?"))),
    Tampering("a capital says another thing", replaced(("mevrouw De Wit", "mevrouw de Wit"))),
    Tampering("a sign that shows nothing stands in a word", replaced(("Doetank", f"Doe{ZERO_WIDTH}tank"))),
    Tampering("a sentence stands there twice", replaced((OTHER, f"{OTHER} {OTHER}"))),
    Tampering("the signature is another", replaced(("Jo Jansen", "Jo Pietersen"))),
)

MARKDOWN = (
    *WORDS,
    Tampering("a heading is none", replaced(("# Advies over", "Advies over"))),
    Tampering("a link is put around a word", replaced(("Doetank", "[Doetank](https://elders.example)"))),
    Tampering("a remark is hidden", replaced((REASON, f"{REASON} <!-- niet waar -->"))),
)

TEXT = (
    *WORDS,
    Tampering("a line under a heading is gone", lambda content: re.sub(rb"\n=+\n", b"\n", content, count=1)),
)

_LOOK = "de opmaak van de pagina"
PAGE = (
    *WORDS,
    Tampering("a script", replaced(("</body>", "<script>document.body.hidden = true</script></body>")), _LOOK),
    Tampering("a style", replaced(("</head>", "<style>p { display: none }</style></head>")), _LOOK),
    Tampering("a sign after a word", replaced(("</style>", "h1::after { content: 'niet' }</style>")), _LOOK),
    Tampering("a hidden paragraph", replaced(("<p>", "<p hidden>")), _LOOK),
    Tampering("a style of its own", replaced(("<p>", '<p style="color: white">')), _LOOK),
    Tampering("a link leads elsewhere", replaced(('href="#regel-', 'href="https://elders.example/#regel-')), _LOOK),
    Tampering("the title", replaced(("<title>Advies", "<title>Besluit"))),
    Tampering("what a mouse shows", replaced(("<p>", '<p title="niet waar">')), _LOOK),
    Tampering("what is read aloud", replaced(("<p>", '<p aria-label="niet waar">')), _LOOK),
    Tampering("a mark in the drawing", replaced(('<circle cx="', '<circle cx="1')), _LOOK),
    Tampering("a word in the drawing", replaced(("Politiek en", "Politie en"))),
    Tampering("a frame", replaced(("</body>", '<iframe src="https://elders.example"></iframe></body>')), _LOOK),
    Tampering("a remark", replaced(("<p>", "<!--><p>niet waar</p><!-- --><p>")), _LOOK),
    Tampering("another page", replaced(("</head>", '<meta http-equiv="refresh" content="0; url=x"></head>')), _LOOK),
    Tampering("a cell of another column", replaced(("<td", '<td colspan="2"')), _LOOK),
)

# -- Word


def in_parts(**changes: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A change of parts of a Word file, each named by its file without folder and ending."""

    def change(content: bytes) -> bytes:
        result = BytesIO()
        done = set()
        with zipfile.ZipFile(BytesIO(content)) as file, zipfile.ZipFile(result, "w") as changed:
            for name in file.namelist():
                short = name.rpartition("/")[2].partition(".")[0] if name.endswith((".xml", ".png")) else name
                data = file.read(name)
                changed.writestr(name, changes[short](data) if short in changes else data)
                done.add(short)
        assert set(changes) <= done
        return result.getvalue()

    return change


def in_document(*pairs: tuple[str, str]) -> Callable[[bytes], bytes]:
    """A change of the text of a Word file."""
    return in_parts(document=replaced(*pairs))


_REASON_RUN = f'<w:r><w:t xml:space="preserve">{REASON}'


def run_with(properties: str) -> Callable[[bytes], bytes]:
    """A change of how the first run with the reason is set."""
    return in_document((_REASON_RUN, f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{REASON}'))


def with_part(name: str, kind: str, data: str, reference: str) -> Callable[[bytes], bytes]:
    """A change that adds a part to a Word file, and what refers to it before the last section."""

    def change(content: bytes) -> bytes:
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relation = f'<Relationship Id="rIdNieuw" Type="{base}/{kind}" Target="{name}"/></Relationships>'
        changed = BytesIO(
            in_parts(
                **{
                    "word/_rels/document.xml.rels": replaced(("</Relationships>", relation)),
                    "document": replaced(("<w:sectPr", f"{reference}<w:sectPr")) if reference else bytes,
                }
            )(content)
        )
        with zipfile.ZipFile(changed, "a") as file:
            file.writestr(f"word/{name}", data)
        return changed.getvalue()

    return change


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OBJECTS, _MARGINS, _NOTES = "de voorwerpen en velden", "de kop- en voetteksten", "de voetnoten en opmerkingen"
_A_PAGE = "<w:p><w:r><w:t>Dit is niet waar.</w:t></w:r></w:p>"
_END = "<w:sectPr"
_RUN = "<w:r><w:t>Klik hier</w:t></w:r>"
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_FOOTNOTES = f'<w:footnotes {_W}><w:footnote w:id="9">{_A_PAGE}</w:footnote></w:footnotes>'
_COMMENTS = f'<w:comments {_W}><w:comment w:id="9" w:author="X">{_A_PAGE}</w:comment></w:comments>'
_A_COMMENT = with_part("comments.xml", "comments", _COMMENTS, "")
_BOUND = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x"/></w:sdtPr><w:sdtContent/></w:sdt>'


def _in_word(tampering: Tampering) -> Tampering:
    return Tampering(tampering.name, in_parts(document=tampering.change), tampering.part)


def _header(content: bytes) -> bytes:
    part = f"<w:hdr {_W}>{_A_PAGE}</w:hdr>"
    made = with_part("header9.xml", "header", part, "")(content)
    return in_parts(
        document=lambda data: re.sub(
            rb"(<w:sectPr[^>]*>)",
            rb"\1<w:headerReference " + _R.encode() + rb' w:type="default" r:id="rIdNieuw"/>',
            data,
        )
    )(made)


def _marks(data: bytes) -> bytes:
    return re.sub(rb'<w:lvlText w:val="[^"]*"', b'<w:lvlText w:val="niet"', data)


def _hiding_style(content: bytes) -> bytes:
    style = '<w:style w:type="character" w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style>'
    with_style = in_parts(styles=replaced(("</w:styles>", f"{style}</w:styles>")))(content)
    return run_with('<w:rStyle w:val="Weg"/>')(with_style)


def _open_field(result: str) -> Callable[[bytes], bytes]:
    """The field for the number of pages, as a field in runs with this result and no end."""
    begin, separate = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
    field = f"{begin}<w:r><w:instrText> NUMPAGES </w:instrText></w:r>{separate}{result}".encode()
    return lambda data: re.sub(rb'<w:fldSimple w:instr=" NUMPAGES ">.*?</w:fldSimple>', field, data)


WORD = (
    *map(_in_word, (each for each in WORDS if "date" not in each.name)),
    Tampering("the footer", in_parts(footer1=replaced(("bladzijde", "concept, bladzijde"))), _MARGINS),
    Tampering("a header", _header, _MARGINS),
    Tampering("a footnote", with_part("footnotes.xml", "footnotes", _FOOTNOTES, ""), _NOTES),
    Tampering("a comment", _A_COMMENT, _NOTES),
    Tampering(
        "a comment behind a field that does not end",
        lambda content: _A_COMMENT(in_parts(footer1=_open_field("<w:r><w:t>1</w:t></w:r>"))(content)),
        _NOTES,
    ),
    Tampering("a field that does not end", in_parts(footer1=_open_field("<w:r><w:t>1</w:t></w:r>")), _OBJECTS),
    Tampering("words for a number of pages", in_parts(footer1=_open_field(_RUN)), _MARGINS),
    Tampering("hidden", run_with("<w:vanish/>")),
    Tampering("white", run_with('<w:color w:val="FFFFFF"/>')),
    Tampering("nearly white", run_with('<w:color w:val="FAFAFA"/>')),
    Tampering("white by the theme", run_with('<w:color w:val="000000" w:themeColor="background1"/>')),
    Tampering("black on black", run_with('<w:shd w:val="clear" w:fill="000000"/><w:color w:val="000000"/>')),
    Tampering("tiny", run_with('<w:sz w:val="2"/>')),
    Tampering("squeezed", run_with('<w:w w:val="1"/>')),
    Tampering("struck out", run_with("<w:strike/>")),
    Tampering("in pictograms", run_with('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
    Tampering("see-through", run_with(f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>")),
    Tampering("a style that hides", _hiding_style),
    Tampering(
        "all text in white", in_parts(styles=replaced(("<w:lang w:val", '<w:color w:val="FFFFFF"/><w:lang w:val')))
    ),
    Tampering("a hidden row", in_document(("<w:trPr>", "<w:trPr><w:hidden/>"))),
    Tampering("a line of no height", in_document(("<w:pPr>", '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/>'))),
    Tampering("beside the page", in_document(("<w:pPr>", '<w:pPr><w:framePr w:x="20000" w:y="1"/>'))),
    Tampering("another mark before an item", in_parts(numbering=_marks)),
    Tampering("a picture", in_parts(image1=lambda data: data + b"\0"), "de beelden"),
    Tampering("a cut picture", in_document(("<a:stretch>", '<a:srcRect l="50000"/><a:stretch>')), "de beelden"),
    Tampering("a text with a picture", in_document(('descr="Tek', 'descr="Geen tek')), "de teksten bij beelden"),
    Tampering(
        "a link",
        in_document((_END, f"<w:p><w:hyperlink {_R} r:id='rId1'>{_RUN}</w:hyperlink></w:p>{_END}")),
        "de koppelingen",
    ),
    Tampering(
        "a change that is tracked",
        in_document((f"{_REASON_RUN}</w:t></w:r>", f"<w:del><w:r><w:delText>{REASON}</w:delText></w:r></w:del>")),
    ),
    Tampering("a field", in_document((_END, f"<w:p><w:fldSimple w:instr='DATE'>{_RUN}</w:fldSimple></w:p>{_END}"))),
    Tampering(
        "a text box", in_document((_END, f"<w:p><w:r><w:pict><x>{_A_PAGE}</x></w:pict></w:r></w:p>{_END}")), _OBJECTS
    ),
    Tampering(
        "another document", with_part("x.html", "aFChunk", "<p>x</p>", f"<w:altChunk {_R} r:id='rIdNieuw'/>"), _OBJECTS
    ),
    Tampering("a program", with_part("vbaProject.bin", "vbaProject", "x", ""), _OBJECTS),
    Tampering("text from elsewhere", in_document(("<w:body>", f"<w:body>{_BOUND}")), _OBJECTS),
    Tampering("the title of the file", in_parts(core=replaced(("Advies over", "Besluit over"))), "de titel"),
    Tampering("margins that leave no room", in_document(('w:left="', 'w:left="9')), _OBJECTS),
)

# -- PDF


def in_pdf(change: Callable[[pypdf.PdfWriter], Any]) -> Callable[[bytes], bytes]:
    """A change of the objects of a PDF."""

    def changed(content: bytes) -> bytes:
        writer = pypdf.PdfWriter(clone_from=BytesIO(content))
        change(writer)
        result = BytesIO()
        writer.write(result)
        return result.getvalue()

    return changed


def drawn(*pairs: tuple[bytes, bytes], more: bytes = b"") -> Callable[[pypdf.PdfWriter], None]:
    """A change of what is drawn on the first page."""

    def change(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        contents = page.get_contents()
        assert contents is not None
        data = contents.get_data()
        for old, new in pairs:
            assert old in data
            data = data.replace(old, new, 1)
        stream = DecodedStreamObject()
        stream.set_data(data + more)
        page[NameObject("/Contents")] = writer._add_object(stream)

    return change


def _note(subtype: str, **fields: str) -> Callable[[pypdf.PdfWriter], None]:
    def change(writer: pypdf.PdfWriter) -> None:
        note = DictionaryObject(
            {NameObject("/Subtype"): NameObject(subtype), NameObject("/Rect"): RectangleObject((0, 0, 99, 99))}
        )
        note.update({NameObject(f"/{key}"): TextStringObject(text) for key, text in fields.items()})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])

    return change


def _link(writer: pypdf.PdfWriter) -> None:
    from pypdf.annotations import Link

    writer.add_annotation(0, Link(rect=(0, 0, 99, 99), url="https://elders.example"))


def _script(writer: pypdf.PdfWriter) -> None:
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert('Niet waar.')"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def _alternative(writer: pypdf.PdfWriter) -> None:
    for each in writer._objects:
        if isinstance(each, DictionaryObject) and "/Alt" in each:
            each[NameObject("/Alt")] = TextStringObject("Iets anders.")
            return
    raise AssertionError


def _lines_swapped(writer: pypdf.PdfWriter) -> None:
    """The text stays in its order; two lines take each other's place on the page."""
    contents = writer.pages[0].get_contents()
    assert contents is not None
    one, other, *_ = re.findall(rb"1 0 0 -1 [\d.]+ [\d.]+ cm", contents.get_data())
    drawn((one, b"#"), (other, one), (b"#", other))(writer)


def _pages_swapped(writer: pypdf.PdfWriter) -> None:
    kids = writer._pages.get_object()["/Kids"]  # type: ignore[index]  # an indirect mapping
    kids[0], kids[1] = kids[1], kids[0]


def _font(writer: pypdf.PdfWriter) -> None:
    for each in writer._objects:
        if isinstance(each, DictionaryObject) and "/FontFile3" in each:
            stream = DecodedStreamObject()
            stream.set_data(each["/FontFile3"].get_data() + b"\0")  # type: ignore[attr-defined]  # a stream
            each[NameObject("/FontFile3")] = writer._add_object(stream)
            return
    raise AssertionError


def _without_page(writer: pypdf.PdfWriter) -> None:
    writer.remove_page(len(writer.pages) - 1)


def _cropped(writer: pypdf.PdfWriter) -> None:
    writer.pages[0].cropbox = RectangleObject((0, 0, 200, 200))


def _turned(writer: pypdf.PdfWriter) -> None:
    writer.pages[0][NameObject("/Rotate")] = FloatObject(180)


def _attached(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("x.txt", b"Niet waar.")


def _titled(writer: pypdf.PdfWriter) -> None:
    writer.add_metadata({"/Title": "Besluit over uw vraagstuk"})


_HOW = "hoe de PDF is opgebouwd"
_NOTED, _DOES = "de koppelingen en aantekeningen", "wat het bestand uit zichzelf doet"
_SHOWN = b"\nBT /f0 11 Tf 1 0 0 1 60 60 Tm (\000\001\000\002\000\003) Tj ET"
PDF = (
    Tampering("a word is added", in_pdf(drawn(more=_SHOWN))),
    Tampering("a word is added that cannot be seen", in_pdf(drawn(more=_SHOWN.replace(b"BT ", b"BT 3 Tr ")))),
    Tampering("a word is taken out", in_pdf(drawn((b"]TJ", b"]pop")))),
    Tampering("two lines change places", in_pdf(_lines_swapped), _HOW),
    Tampering("text cannot be seen", in_pdf(drawn((b"0 Tr", b"3 Tr"))), _HOW),
    Tampering("text is white", in_pdf(drawn((b"scn\nBT", b"scn 1 1 1 scn\nBT"))), _HOW),
    Tampering("text is covered", in_pdf(drawn(more=b"\n1 1 1 rg 0 500 600 300 re f")), _HOW),
    Tampering("letters look like others", in_pdf(_font), _HOW),
    Tampering("a link", in_pdf(_link), _NOTED),
    Tampering("a note over the text", in_pdf(_note("/FreeText", Contents="Niet waar.")), _NOTED),
    Tampering("a stamp", in_pdf(_note("/Stamp", Contents="Afgekeurd")), _NOTED),
    Tampering("a file inside", in_pdf(_attached), "de bijlagen in het bestand"),
    Tampering("a script", in_pdf(_script), _DOES),
    Tampering("the title", in_pdf(_titled), "de titel"),
    Tampering("pages change places", in_pdf(_pages_swapped)),
    Tampering("a page is gone", in_pdf(_without_page)),
    Tampering("a part of the page", in_pdf(_cropped), "de maat van het blad"),
    Tampering("upside down", in_pdf(_turned), "de maat van het blad"),
    Tampering("what is read aloud", in_pdf(_alternative), "de teksten bij beelden"),
)

TAMPERED: Mapping[str, tuple[Tampering, ...]] = {
    ".md": MARKDOWN,
    ".txt": TEXT,
    ".html": PAGE,
    ".docx": WORD,
    ".pdf": PDF,
}
