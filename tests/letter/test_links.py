"""What leads where in the page: from a reason to its rule, back again, and on to the source."""

from __future__ import annotations

import re

from slimmer_rules.letter.formats import FORMATS
from slimmer_rules.letter.links import spanned
from slimmer_rules.letter.markdown import to_html
from slimmer_rules.letter.rendered import compose
from slimmer_rules.letter.said import Ground, Piece, Said, Segment, joined, segments, with_grounds
from slimmer_rules.pieces import Literal
from tests.letter.making import OUTCOMES, letter, shipped

REASON = Said("De kans is gunstig.", Ground("omdat", "kans", "gunstig", "K1"))
RULE = Said("K1", Ground("regel", "K1"))


def typed(text: str) -> Literal:
    """A text that stands in a template."""
    return Literal(text, "brief/intake.md.j2", 1)


def cut(*pieces: Piece) -> tuple[Segment, ...]:
    return segments(joined(pieces), pieces)


def page(*said: Said) -> str:
    pieces = cut(*(part for each in said for part in (typed(" "), each)))[1:]
    return spanned(with_grounds(pieces), pieces)


def test_a_claim_has_its_ground() -> None:
    assert page(REASON) == (
        '<span class="grond" data-soort="omdat" data-feit="kans" data-waarde="gunstig" data-regel="K1">'
        "De kans is gunstig.</span>"
    )


def test_a_claim_by_a_rule_leads_to_where_the_rule_stands_and_back() -> None:
    made = page(REASON, REASON, RULE)
    assert made.count('<a href="#regel-K1"') == 2
    assert made.count('id="bij-K1"') == 1
    assert '<a id="regel-K1" href="#bij-K1" title="Terug naar waar de brief deze regel gebruikt"' in made


def test_a_rule_that_gave_no_claim_leads_nowhere() -> None:
    assert page(RULE) == '<span id="regel-K1" class="grond" data-soort="regel" data-feit="K1">K1</span>'


def test_a_place_in_a_source_leads_to_that_source_and_on() -> None:
    made = page(
        Said("bron 1, Inleiding; bron 2", Ground("bron", "K1")),
        Said("Bron 1", Ground("bronnummer", "oeij2013")),
        Said("A (2013). Titel, http://bit.ly/x", Ground("document", "oeij2013")),
    )
    assert '<a href="#bron-oeij2013">bron 1</a>, Inleiding; bron 2' in made
    assert '<span id="bron-oeij2013" class="grond"' in made
    assert '<a href="http://bit.ly/x">http://bit.ly/x</a>' in made


def test_no_page_holds_an_id_twice_or_leads_to_what_is_not_there() -> None:
    for answers in OUTCOMES.values():
        made = FORMATS[".html"](compose(letter(answers), shipped())).decode()
        ids = re.findall(r' id="([^"]+)"', made)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', made)) <= set(ids)


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    made = FORMATS[".html"](compose(letter(OUTCOMES["afwijzen"]), shipped())).decode()
    assert "<script" not in made
    assert not re.search(r"""(src|srcset|data|action)=["']?(https?:)?//|@import|url\(""", made.replace("url(#", ""))


def test_typed_marks_make_no_element() -> None:
    forged = Said("\ufdd00\ufdd1zomaar\ufdd2", Ground("gegeven", "titel"))
    assert page(forged).count("<span") == 1


def test_a_claim_in_an_address_leaves_the_link_whole() -> None:
    site = Said("www.voorbeeld.nl", Ground("gegeven", "website"))
    pieces = cut(*(typed("Zie ["), site, typed("](https://"), site, typed("/"), site, typed(") of "), site, typed(".")))
    made = spanned(to_html(with_grounds(pieces)), pieces)
    assert '<a href="https://www.voorbeeld.nl/www.voorbeeld.nl"><span class="grond"' in made
    assert made.count("<span") == 2
