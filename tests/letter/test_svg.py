"""A drawing that cannot be drawn is refused with its template, before any other program gets it."""

from __future__ import annotations

import pytest

from slimmer_rules.letter.figures import draw
from slimmer_rules.letter.svg import MAX_SIDE, SPACE, UnsoundDrawingError, check_svg
from slimmer_rules.letter.templates import Templates
from slimmer_rules.rulebook.diagnostics import RulebookError


def svg(inside: str = "", size: str = 'width="560" height="336"', start: str = "") -> str:
    return f'{start}<svg xmlns="{SPACE}" {size}>{inside}</svg>'


@pytest.mark.parametrize(
    "sound",
    [
        svg(),
        svg(size=f'width="{MAX_SIDE}" height="0.5" viewBox="-10 0, 560 336.5"'),
        svg("<!-- a --><g><text>a &amp; b &#233;</text></g>", start='<?xml version="1.0"?>'),
        svg('<defs><pattern id="p"><rect fill="#fff"/></pattern></defs><rect fill="url(#p)"/>'),
    ],
)
def test_a_plain_drawing_is_sound(sound: str) -> None:
    check_svg(sound)


@pytest.mark.parametrize(
    ("unsound", "told"),
    [
        ("geen svg", "geen goede SVG"),
        ("", "geen goede SVG"),
        (svg("<g>"), "geen goede SVG"),
        (svg("a & b"), "geen goede SVG"),
        (svg("&nbsp;"), "geen goede SVG"),
        (svg() + svg(), "geen goede SVG"),
        ("<svg width='5' height='5'/>", "is geen SVG"),
        (f'<g xmlns="{SPACE}"/>', "is geen SVG"),
        (svg(start='<!DOCTYPE svg [<!ENTITY a "b">]>'), "DOCTYPE"),
        (svg(start='<!DOCTYPE svg SYSTEM "file:///etc/passwd">'), "DOCTYPE"),
        (svg(size='width="100000" height="100000"'), "te groot"),
        (svg(size='width="2001" height="5"'), "te groot"),
        (svg(size='width="100%" height="5"'), "geen goede maat"),
        (svg(size='width="0" height="5"'), "geen goede maat"),
        (svg(size='width="-5" height="5"'), "geen goede maat"),
        (svg(size='width="nan" height="5"'), "geen goede maat"),
        (svg(size='width="5"'), "geen goede maat"),
        (svg(size='width="5" height="5" viewBox="0 0 9999999 5"'), "te groot"),
        (svg(size='width="5" height="5" viewBox="0 0 5"'), "geen goede maat"),
        (svg('<use href="#a"/>'), "<use> kan niet"),
        (svg('<filter id="f"/>'), "<filter> kan niet"),
        (svg('<image href="/etc/passwd"/>'), "<image> kan niet"),
        (svg('<x:rect xmlns:x="http://ergens"/>'), "<rect> kan niet"),
        (svg('<pattern><rect fill="url(#p)"/></pattern>'), "een patroon verwijst"),
        (svg("<g>" * 5000 + "</g>" * 5000), "te ingewikkeld"),
        (svg("<g/>" * 6000), "te ingewikkeld"),
    ],
)
def test_what_cannot_be_drawn_is_told(unsound: str, told: str) -> None:
    with pytest.raises(UnsoundDrawingError) as caught:
        check_svg(unsound)
    assert told in caught.value.message
    assert caught.value.help


@pytest.mark.parametrize("source", ["geen svg", svg(size='width="100000" height="100000"')])
def test_it_is_told_with_the_template(source: str) -> None:
    with pytest.raises(RulebookError) as caught:
        draw(Templates({"brief/plaats.svg.j2": source.encode()}), "brief/plaats.svg.j2", {})
    (found,) = caught.value.diagnostics
    assert (found.code, found.place and found.place.file) == ("B011", "templates/brief/plaats.svg.j2")
