"""The sandbox: a template of others reaches nothing, ends, and is told of in Dutch with file and line."""

from __future__ import annotations

import time

import pytest

from slimmer_rules import templating
from slimmer_rules.rulebook.diagnostics import Diagnostic, RulebookError
from slimmer_rules.templating import Sandbox, refuse

NAME = "a.j2"


def made(source: str, **values: object) -> str:
    texts = {NAME: source}
    sandbox = Sandbox(lambda name: (texts[name], name, None) if name in texts else None)
    try:
        return sandbox.made(NAME, values)
    except Exception as error:
        refuse(error, {NAME: source.encode("utf-8", "replace")}, "sjablonen")


def fault(source: str, **values: object) -> Diagnostic:
    with pytest.raises(RulebookError) as caught:
        made(source, **values)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def test_a_template_reads_calls_loops_and_reckons() -> None:
    source = "{% for x in rij if x > 1 %}{{ loop.index }}/{{ loop.length }}:{{ f(x) * 2 + 1 }} {% endfor %}"
    assert made(source, rij=[1, 2, 3], f=lambda x: x * 10) == "1/2:41 2/2:61 "


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ f.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(f) }}",
        "{{ 'a' * 10**8 }}",
        "{% set x = 9**9**9 %}",
        "{% set x = [0] * 1000000 %}",
        "{% set x = '%1000000000d' % 1 %}",
        "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    ],
)
def test_nothing_out_of_reach_and_nothing_that_swells(source: str) -> None:
    assert fault(source, f=lambda: 1).code == "B007"


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% if n is not defined %}{% set n = 0 %}{% endif %}{% include 'a.j2' %}{% include 'a.j2' %}",
        "{% set x = 999999999 * 999999999 %}",
    ],
)
def test_nothing_goes_on_without_end(source: str) -> None:
    assert fault(source).code in ("B007", "B009")


PAIR = "{% set n = namespace(a=1, b=1) %}"
LONG = "{% set x %}{% for i in range(9999) %}" + "tien tekens" * 20 + "{% endfor %}{% endset %}"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (PAIR + "{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}" * 60 + "{{ 1 if n.a == n.b }}", "B004"),
        ("{% set x = 1 %}" + "{% set x = (x, x) %}" * 60 + "{{ x }}", "B004"),
        ("{% set x = 1 %}" + "{% set x = {'a': x, 'b': x} %}" * 60 + "{{ x }}", "B004"),
        ("{% macro f() %}{{ f(varargs, varargs) }}{% endmacro %}{{ f(1) }}", "B004"),
        ("{% macro f() %}{{ f(a=kwargs, b=kwargs) }}{% endmacro %}{{ f(a=1) }}", "B004"),
        ("{% set x = {} %}" + "{% set x = x.fromkeys('ab', x) %}" * 60, "B007"),
        (PAIR + "{% set n = namespace(a=n, b=n) %}" * 60 + "{{ 'x'[n] }}", "B006"),
        ("{{ [1]|batch(60000000, 'x') }}", "B004"),
        ("{{ [1]|slice(60000000, 'x') }}", "B004"),
        ("{% set x %}xxxxxxxx{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60, "B009"),
        ("{% macro f(x) %}{{ x }}{{ x }}{% endmacro %}{{ " + "f(" * 30 + "'xxxxxxxx'" + ")" * 30 + " }}", "B009"),
        ("{% set x %}{% for i in range(99999) %}" + "x" * 99_999 + "{% endfor %}{% endset %}", "B009"),
        ("{% set r = range(99999)|list %}{% for i in r %}{% if 'a' in r %}{% endif %}{% endfor %}", "B009"),
        ("{% for i in range(9999) %}{% set x = range(99999)|selectattr('a', 'defined')|list %}{% endfor %}", "B009"),
        ("".join(f"{{% set a{number} = range(99999)|list %}}" for number in range(99)), "B009"),
        (LONG + "".join(f"{{% set a{number} = x[1:] %}}" for number in range(99)), "B009"),
        (LONG + "{% for i in range(99999) %}{% if x is eq(x) %}{% endif %}{% endfor %}", "B009"),
        ("{{ a }}" * 99_999, "B004"),
        ("{{ " + "9" * 5000 + " }}", "B004"),
    ],
)
def test_nothing_small_is_doubled_into_something_endless(source: str, code: str) -> None:
    start = time.monotonic()
    assert fault(source).code == code
    assert time.monotonic() - start < 20


def test_what_takes_long_in_few_steps_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templating, "MAX_SECONDS", 0.0)
    assert fault("{{ 1 }}").code == "B009"


@pytest.mark.parametrize("value", [[1], {"a": 1}, object(), None, range(3)])
def test_only_texts_and_numbers_are_printed(value: object) -> None:
    assert made("{{ x }}{{ 1 }}{{ 2.5 }}{{ 'niets' if false }}", x="een ") == "een 12.5"
    assert fault("{{ x }}", x=value).code == "B007"


def test_a_long_name_that_does_not_exist_is_not_told_whole() -> None:
    for source, code in ((LONG + "{% include x %}", "B003"), (LONG + "{{ y[x] }}", "B006")):
        found = fault(source, y={})
        assert found.code == code
        assert len(found.message) < 200


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("{{ 'ja' if x in ['a', ('b', 'c')] }}", "ja"),
        ("{{ {'a': 'ja'}[x] }}{{ {'a': 'nee'}.get('b', 'ja') }}", "jaja"),
        ("{% for naam, punt in {'a': 1}.items() %}{{ naam }}{{ punt }}{% endfor %}", "a1"),
        ("{% set n = namespace(y=1) %}{% for i in range(3) %}{% set n.y = n.y + i %}{% endfor %}{{ n.y }}", "4"),
        ("{% macro f(x) %}<{{ x }}>{{ caller() }}{% endmacro %}{% call f(1) %}b{% endcall %}", "<1>b"),
    ],
)
def test_what_templates_do_still_works(source: str, wanted: str) -> None:
    assert made(source, x="a") == wanted


@pytest.mark.parametrize(
    ("source", "code", "told"),
    [
        ("a\n{% if %}", "B004", "dit is geen goed sjabloon: hier mist iets"),
        ("a\n{{ ", "B004", "dit is geen goed sjabloon: een `{{`, `{%` of blok wordt nergens gesloten"),
        ("a\n{% hop %}", "B004", "dit is geen goed sjabloon: de opdracht `hop` bestaat niet, of hoort hier niet"),
        ("a\n{{ x|upper }}", "B004", "dit is geen goed sjabloon: het filter `upper` bestaat hier niet"),
        ("a\n{{ 'a' ~ 'b' }}", "B004", "dit is geen goed sjabloon: `~` kan hier niet"),
        ("a\n{% set x = [f] %}", "B004", "dit is geen goed sjabloon: een lijst met namen erin kan hier niet"),
        ("a\n{{ hop }}", "B006", "dit bestaat hier niet: `hop`"),
        ("a\n{% include '/etc/passwd' %}", "B003", "het sjabloon “/etc/passwd” bestaat niet"),
        ("a\n{{ 1 / 0 }}", "B004", "hier wordt door nul gedeeld"),
        ("a\n{{ f(1, 2) }}", "B004", "deze hulpfunctie krijgt te veel of te weinig mee"),
    ],
)
def test_a_fault_is_told_with_file_and_line(source: str, code: str, told: str) -> None:
    found = fault(source, f=lambda: 1)
    assert (found.code, found.message) == (code, told)
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("sjablonen/a.j2", 2)


def test_depth_and_half_characters_are_refused() -> None:
    assert fault("{% for i in [1] %}" * 100 + "{% endfor %}" * 100).code == "B004"
    assert fault("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}").code == "B009"
    assert fault("{{ '\\ud800' }}").code == "B005"


def test_a_fault_of_ours_is_not_blamed_on_a_template() -> None:
    with pytest.raises(KeyError):
        refuse(KeyError("x"), {}, "sjablonen")
