"""What a template may not print is seen where it is printed, however its author wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from slimmer_rules.letter.render import render
from slimmer_rules.letter.templates import Templates
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from tests.letter.making import REFUSED, SENDER, letter

MODEL = letter(REFUSED, title="Buurtlab", reference="javascript:alert(1)")


def templates(source: str, **others: str) -> Templates:
    files = {"brief/intake.md.j2": source, **{f"brief/{name}.md.j2": body for name, body in others.items()}}
    return Templates({name: body.encode() for name, body in files.items()})


def fault(source: str, **others: str) -> Diagnostic:
    with pytest.raises(RulebookError) as caught:
        render(MODEL, templates(source, **others))
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


EXAMPLES = {
    "stuurteken": ("B005", "onzichtbaar \x02"),
    "richting": ("B005", "\u202enegev"),
    "vervalst, zoals vroeger": ("B005", "\x02stelt\x1ekans\x1egunstig\x1eK1\x1fDe kans is goed.\x03"),
    "vervalst, zoals nu": ("B005", "\ufdd00\ufdd1De kans is goed.\ufdd2"),
    "plaatsvervanger": ("B005", "\ufdd3"),
    "blok": ("B010", "<div hidden>"),
    "blok met stijl": ("B010", '<div style="display:none">'),
    "opmerking": ("B010", "een <!-- weg"),
    "in de zin": ("B010", "dit <i>u"),
    "na een schuine streep die zelf vrij staat": ("B010", "\\\\<div hidden>"),
    "script": ("B010", "<script>"),
    "koppeling naar een script": ("B010", "<javascript:alert(1)>"),
    "beeld": ("B012", "![Logo](logo.png)"),
    "klasse": ("B012", "[woord]{.x}"),
    "rauw": ("B012", "`#hide[`{=typst}"),
    "klasse na een vrije streep": ("B012", "\\\\{.x}"),
    "script in een koppeling": ("B013", "[klik](javascript:alert(1))"),
    "script met een ander teken": ("B013", "[klik](java&#115;cript:alert(1))"),
    "bestand": ("B013", "[klik](file:///etc/passwd)"),
    "gegevens": ("B013", "[klik](data:text/html,x)"),
    "map": ("B013", "[klik](../geheim.docx)"),
    "via een naam": ("B013", "[klik][a]\n\n[a]: vbscript:x\n"),
}

# -- ways to write the same words


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped}'"


def unicode(text: str) -> str:
    return "'" + "".join(f"\\u{ord(sign):04x}" for sign in text) + "'"


def hexadecimal(text: str) -> str:
    return "'" + "".join(f"\\x{ord(s):02x}" if ord(s) < 256 else f"\\U{ord(s):08x}" for s in text) + "'"


def octal(text: str) -> str:
    return "'" + "".join(f"\\{ord(sign):03o}" if ord(sign) < 256 else f"\\u{ord(sign):04x}" for sign in text) + "'"


NAMES = {"<": "LESS-THAN SIGN", "{": "LEFT CURLY BRACKET", "[": "LEFT SQUARE BRACKET", "!": "EXCLAMATION MARK"}


def named(text: str) -> str:
    body = quoted(text)[1:-1]
    return "'" + "".join(f"\\N{{{NAMES[sign]}}}" if sign in NAMES else sign for sign in body) + "'"


def adjacent(text: str) -> str:
    return " ".join(quoted(sign) for sign in text)


STRINGS: tuple[Callable[[str], str], ...] = (quoted, unicode, hexadecimal, octal, named, adjacent)
WAYS: dict[str, str] = {
    "los": "{{ TEXT }}",
    "vorm": "{{ vorm(TEXT, 'x') }}",
    "vorm met naam": "{{ vorm(je='x', u=TEXT) }}",
    "als": "{{ als('is_besloten', 'x', TEXT) }}",
    "bij": "{{ bij('besluit', {'afwijzen': TEXT}) }}",
    "macro": "{% macro m(t) %}{{ t }}{% endmacro %}{{ m(TEXT) }}",
    "macro en vorm": "{% macro m(t) %}{{ vorm(t, t) }}{% endmacro %}{{ m(TEXT) }}",
    "set": "{% set t = TEXT %}{{ t }}",
    "set-blok": "{% set t %}{{ TEXT }}{% endset %}{{ t }}",
    "namespace": "{% set n = namespace(t=TEXT) %}{{ n.t }}",
    "lus": "{% for t in (TEXT,) %}{{ t }}{% endfor %}",
    "tabel": "{{ {'a': TEXT}['a'] }}",
    "keuze": "{{ TEXT if uitkomst else '' }}",
    "cyclus": "{% for i in (1,) %}{{ loop.cycle(TEXT) }}{% endfor %}",
    "call": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ TEXT }}{% endcall %}",
    "verborgen voor nu": "{% if uitkomst == 'nooit' %}{{ TEXT }}{% endif %}x",
}
SOMETIMES = ("B013",)
"""What is only seen where it is printed: before that, it is no link yet."""


def forms() -> Iterator[tuple[str, str, str]]:
    for name, (code, text) in EXAMPLES.items():
        for string in STRINGS:
            for way, source in WAYS.items():
                if code not in SOMETIMES or "nooit" not in source:
                    yield f"{name}, {string.__name__}, {way}", source.replace("TEXT", string(text)), code


def test_every_form_of_every_example_is_refused_with_its_code() -> None:
    wrong = []
    total = 0
    for name, source, code in forms():
        total += 1
        try:
            render(MODEL, templates(source))
            wrong.append(f"{name}: aangenomen")
        except RulebookError as error:
            (found,) = error.diagnostics
            if found.code != code or found.place is None:
                wrong.append(f"{name}: {found.code} {found.message}")
    assert wrong == []
    assert total > 2000


@pytest.mark.parametrize(
    "name", [name for name, (code, text) in EXAMPLES.items() if code != "B005" and "\n" not in text]
)
@pytest.mark.parametrize("comment", ["{# #}", "{% if true %}{% endif %}", "{{ '' }}", "{% set a = 1 %}"])
def test_words_in_parts_are_seen_together(name: str, comment: str) -> None:
    code, text = EXAMPLES[name]
    for at in range(1, len(text)):
        found = fault(f"{text[:at]}{comment}{text[at:]}")
        assert found.code in (code, "B004" if text[at - 1] == "{" else code), (at, found)
        assert found.place is not None


@pytest.mark.parametrize(
    "source",
    [
        "{{ '<' ~ 'div>' }}",
        "{{ '<' + 'div>' }}",
        "{{ '<%s>' % 'div' }}",
        "{{ '%c' % 60 }}",
        "{{ '{}div>'.format('<') }}",
        "{{ '[div>'|replace('[', '<') }}",
        "{{ '<%s>'|format('div') }}",
        "{{ ['<', 'div>']|join }}",
        "{{ ('<', 'div>')|join('') }}",
        "{{ '>vid<'|reverse }}",
        "{{ '>vid<'[::-1] }}",
        "{{ vorm('>vid<'[::-1], 'x') }}",
        "{{ vorm('>vid<'|reverse, 'x') }}",
        "{% for s in '<div>' %}{{ s }}{% endfor %}",
        "{% filter reverse %}>vid<{% endfilter %}",
        "{{ '<div>'|safe }}",
        "{{ '<div>'|string }}",
        "{{ ('<div>',)|map('lower')|first }}",
        "{{ '&lt;div>'|striptags }}",
        "{% autoescape true %}{{ '<div>' }}{% endautoescape %}",
        "{% autoescape false %}{{ gegeven('titel') }}{% endautoescape %}",
        "{{ namespace }}",
        "{{ vorm }}",
        "{{ loop }}",
        "{{ [1]|map('string')|first }}",
        "{{ dict(a='<')['a'] }}",
        "{{ 1 }}",
        "{{ true }}",
        "{{ none }}",
    ],
)
def test_no_reckoning_makes_words_of_words(source: str) -> None:
    assert fault(source).code in ("B004", "B006", "B007", "B008", "B010", "B012")


@pytest.mark.parametrize(
    "given",
    [
        "gegeven('titel').text",
        "stelt('kans').text",
        "waarde('kans')",
        "uitkomst",
        "stelt('kans')",
        "omdat('kans')",
        "criteria",
        "gegeven",
        "1",
        "none",
    ],
)
@pytest.mark.parametrize("call", ["vorm(X, 'x')", "als('is_besloten', 'x', X)", "bij('besluit', {'afwijzen': 'x'})"])
def test_only_what_the_author_typed_can_be_bound_to_a_value(given: str, call: str) -> None:
    if "X" in call:
        assert fault("{{ " + call.replace("X", given) + " }}").code == "B008"
    assert render(MODEL, templates("{{ " + call.replace("X", "'tekst'") + " }}"))


@pytest.mark.parametrize("block", ["{% set t %}x{{ stelt('kans') }}{% endset %}", "{% macro t() %}x{% endmacro %}"])
def test_what_a_block_printed_can_not_be_bound_to_a_value(block: str) -> None:
    assert fault(block + "{{ vorm(t, 'x') }}").code == "B008"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<{{ gegeven('titel') }}>", "B010"),
        ("<{% if uitkomst %}div>{% endif %}", "B010"),
        ("::: {.kader {{ gegeven('titel') }}}\n:::", "B012"),
        ("::: {{ gegeven('titel') }}\n:::", "B012"),
        ("!{{ vorm('[Logo](logo.png)', 'x') }}", "B012"),
        ("{{ figuur('plaats', 'a](https://b.nl) ![') }}", "B012"),
        ("{{ figuur('plaats', '\\x5d(x)') }}", "B012"),
        ("[klik]({{ gegeven('kenmerk') }})", "B013"),
        ("[klik]({{ vorm('javascript', 'x') }}:alert(1))", "B013"),
        ("> [klik](\n> FILE:///c:/x)", "B013"),
        ("::: {.kader}\n[a]: javascript:x\n\n[a]\n:::", "B013"),
    ],
)
def test_what_a_value_would_make_of_it_is_seen_too(source: str, code: str) -> None:
    assert fault(source).code == code


@pytest.mark.parametrize(
    "source",
    [
        "[site](https://a.nl/?b=1) [post](mailto:{{ gegeven('titel') }}) [bel](tel:+31) [boven](#a) <https://a.nl>",
        "`\\<` \\<div> 1 < 2 a \\{b} {{ vorm('\\\\<b', 'x') }}",
        "{{ 'een woord' }} {{ ('a', 'b')[1] }}",
        "[a]: javascript:x\n\nniemand verwijst daarheen",
        "\ufeffeen bestand van Kladblok",
        "{{ figuur('plaats', 'Tekening: 1 op 2 (met \"haken\")!') }}",
    ],
)
def test_what_only_looks_like_it_is_fine(source: str) -> None:
    assert render(MODEL, templates(source))


@pytest.mark.parametrize(
    ("source", "line", "column", "shown"),
    [
        ("a\n\nb <i>c", 3, 3, "b <i>c"),
        ("a\n\nb {{ vorm('\\u003ci>', 'x') }}", 3, 1, "b {{ vorm('\\u003ci>', 'x') }}"),
        ("a\n{{ vorm('x', '<i>') }}", 2, 15, "{{ vorm('x', '<i>') }}"),
        ("a\n{{ vorm('b\\n\\n\\n\\n\\u003ci>', 'x') }}", 2, 1, "{{ vorm('b\\n\\n\\n\\n\\u003ci>', 'x') }}"),
        ("a\n[b](file:x)", 2, 5, "[b](file:x)"),
    ],
)
def test_the_place_is_that_of_the_words_in_the_template(source: str, line: int, column: int, shown: str) -> None:
    found = fault(source)
    assert found.place is not None
    assert (found.place.line, found.place.column, found.line) == (line, column, shown)


def test_the_place_may_be_in_another_part() -> None:
    found = fault("{% include 'brief/_deel.md.j2' %}", _deel="eerst\n{{ gegeven('titel') }} <b")
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("templates/brief/_deel.md.j2", 2)


def test_a_control_character_is_named() -> None:
    found = fault("a\nb \x7f c")
    assert found.place is not None
    assert (found.place.line, found.place.column) == (2, 3)
    assert "U+007F" in found.message
    assert found.line == "b \N{REPLACEMENT CHARACTER} c"


def test_a_sender_can_make_no_link_that_runs_something() -> None:
    from dataclasses import replace

    model = letter(REFUSED, replace(SENDER, website="javascript:alert(1)"))
    with pytest.raises(RulebookError) as caught:
        render(model, templates("[site]({{ gegeven('website') }})"))
    assert caught.value.diagnostics[0].code == "B013"
