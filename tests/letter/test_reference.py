"""`huisstijl.docx` may be damaged or lead elsewhere: the one is a sentence, the other does not get into a letter."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from slimmer_rules.letter.errors import LetterError
from slimmer_rules.letter.reference import REFERENCE, sound_reference
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.templates import Templates
from slimmer_rules.letter.word import as_docx
from tests.letter.making import REFUSED, letter, shipped

SHIPPED = shipped().files[REFERENCE]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as file:
        for name, part in content.items():
            file.writestr(name, part)
    return result.getvalue()


def made(reference: bytes) -> bytes:
    return as_docx(compose(letter(REFUSED), Templates({**shipped().files, REFERENCE: reference})))


def is_told_or_made(reference: bytes) -> bool:
    """Whether a letter with this house style is refused in a sentence, or comes out whole."""
    try:
        return "word/document.xml" in parts(made(reference))
    except LetterError as error:
        return REFERENCE in str(error)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda part: part[: len(part) // 2],
    "leeg": lambda part: b"",
    "tekst": lambda part: b"geen xml",
    "doctype": lambda part: re.sub(rb"(<\?xml.*?\?>)?", b'<!DOCTYPE a [<!ENTITY b "c">]>', part, count=1),
}


@pytest.mark.parametrize("name", [name for name in parts(SHIPPED) if name.endswith((".xml", ".rels"))])
def test_a_damaged_part_is_one_sentence(name: str) -> None:
    for damage in DAMAGE.values():
        with pytest.raises(LetterError, match="is geen heel Word-bestand") as caught:
            sound_reference(packed({**parts(SHIPPED), name: damage(parts(SHIPPED)[name])}))
        assert name in str(caught.value)


@pytest.mark.parametrize("name", [name for name in parts(SHIPPED) if name.endswith((".xml", ".rels"))])
@pytest.mark.parametrize("part", [b"<a/>", b'<?xml version="1.0"?><html><body/></html>'])
def test_a_part_of_another_kind_is_a_sentence_or_does_no_harm(name: str, part: bytes) -> None:
    assert is_told_or_made(packed({**parts(SHIPPED), name: part}))


@pytest.mark.parametrize("name", [*parts(SHIPPED)])
def test_a_part_that_is_missing_is_a_sentence_or_does_no_harm(name: str) -> None:
    assert is_told_or_made(packed({key: part for key, part in parts(SHIPPED).items() if key != name}))


def test_flipped_bytes_are_a_sentence_or_do_no_harm() -> None:
    rng = random.Random(7)  # noqa: S311  # no secret
    told = 0
    for _ in range(200):
        content = bytearray(SHIPPED)
        for _ in range(rng.randint(1, 8)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        try:
            sound_reference(bytes(content))
        except LetterError:
            told += 1
    assert told > 150


OUTSIDE = "http://elders.example/spoor.png"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_outside() -> bytes:
    """A house style that has a picture of a server in its footer, a template on a disk, and fields that fetch."""
    content = parts(SHIPPED)
    relations = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{OUTSIDE}" TargetMode="External"/>'
        for id, kind in (("rId90", "image"), ("rId91", "hyperlink"), ("rId92", "oleObject"))
    )
    content["word/_rels/footer1.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'.encode()
    body = (
        '<w:p><w:hyperlink r:id="rId91"><w:r><w:t>onze site</w:t></w:r></w:hyperlink>'
        f'<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="rId90"/></w:pict></w:r>'
        f'<w:fldSimple w:instr=" INCLUDETEXT {OUTSIDE} "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
        f'<w:p><w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE "{OUTSIDE}"</w:instrText></w:r>'
        "</w:p></w:ftr>"
    )
    footer = content["word/footer1.xml"].decode().replace("</w:ftr>", body)
    content["word/footer1.xml"] = re.sub(r"<w:ftr", f'<w:ftr xmlns:r="{OFFICE}"', footer, count=1).encode()
    content["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" '
        f'Target="file:///{OUTSIDE}" TargetMode="External"/></Relationships>'
    ).encode()
    settings = content["word/settings.xml"].decode()
    content["word/settings.xml"] = re.sub(
        r"(<w:settings[^>]*>)", rf'\1<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/>', settings, count=1
    ).encode()
    return packed(content)


def test_what_leads_outside_is_dropped_and_the_rest_stays() -> None:
    found = parts(sound_reference(with_outside()))
    assert not any(b"elders.example" in part for part in found.values())
    assert b"onze site" in found["word/footer1.xml"]
    assert b"attachedTemplate" not in found["word/settings.xml"]
    assert b"imagedata" not in found["word/footer1.xml"]
    for name in ("word/footer1.xml", "word/settings.xml"):
        assert b"r:id=" not in found[name]
    assert found["word/styles.xml"] == parts(SHIPPED)["word/styles.xml"]


def test_a_letter_in_such_a_style_has_nothing_from_outside() -> None:
    content = parts(made(with_outside()))
    assert not any(b"elders.example" in part for part in content.values())
    assert b"onze site" in b"".join(content.values())


def test_a_page_number_in_the_footer_stays() -> None:
    assert b"PAGE" in parts(sound_reference(SHIPPED))["word/footer1.xml"]


def field(*orders: str) -> str:
    """A field as Word writes it, with what it orders in pieces."""
    pieces = "".join(f"<w:r><w:instrText>{order}</w:instrText></w:r>" for order in orders)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}{pieces}{end}"


@pytest.mark.parametrize(
    "body",
    [
        field(" PAGE ") + field(f' INCLUDEPICTURE "{OUTSIDE}" '),
        field(" PAGE ") + field(" INCLUDE", f'PICTURE "{OUTSIDE}" '),
        field(f' IF 1 = 1 "" LINK Word.Document.8 "{OUTSIDE}" '),
        field(" PAGE ").replace(
            '</w:r><w:r><w:fldChar w:fldCharType="end"',
            f'</w:r>{field(f" INCLUDETEXT {OUTSIDE} ")}<w:r><w:fldChar w:fldCharType="end"',
        ),
        field(" PAGE ")
        + "</w:p><w:p>"
        + field(" INCLUDE", f"</w:instrText></w:r></w:p><w:p><w:r><w:instrText>TEXT {OUTSIDE}"),
    ],
)
def test_a_field_that_fetches_is_found_wherever_it_stands(body: str) -> None:
    content = parts(SHIPPED)
    footer = content["word/footer1.xml"].decode().replace("</w:ftr>", f"<w:p>{body}</w:p></w:ftr>")
    content["word/footer1.xml"] = footer.encode()
    sound = parts(sound_reference(packed(content)))["word/footer1.xml"]
    assert b"elders.example" not in sound
    assert sound.count(b"PAGE") == footer.encode().count(b"PAGE"), "a page number beside it stays"
