"""The JSON Schema of each kind of file, so that an editor completes keys and answers and underlines what is misplaced.

A schema tells *structure* only: which keys there are, which are required, and what stands under each. Whether a name
exists, or a rule makes sense, the reader says. With a rulebook at hand the names and answers that exist are offered
for completion; others stay allowed, since a new question is written before the schema knows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from slimmer_rules.rulebook import reading_shapes as shapes
from slimmer_rules.rulebook.axis_words import ACROSS, UPWARD
from slimmer_rules.rulebook.cases import OPTIONAL, REQUIRED, STAGES
from slimmer_rules.rulebook.model import INTEGER, UNKNOWN, Conclusion, Conversation, Origin, Question, Rulebook
from slimmer_rules.rulebook.reading_names import WORDS
from slimmer_rules.rulebook.reading_rules import CITATION as PLACE

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that the YAML plugins of the common editors read best."""

NAME, VALUE, RULE, SLUG, NUMBER, CITATION = (
    f"^(?:{form.pattern})$" for form in (shapes.NAME, shapes.VALUE, shapes.RULE, shapes.SLUG, INTEGER, PLACE)
)
"""The forms of names, as the reader has them."""

ANSWER = f"{VALUE}|{NUMBER}"


def kinds(rulebook: Rulebook | None = None) -> dict[str, Schema]:
    """Every kind of file with its schema. With a rulebook there is one kind of rule file for each conversation."""
    found: dict[str, Schema] = {
        "kennisbank": _file("De kennisbank: naam, versie en gesprekken.", _rulebook()),
        "bronnen": _file("De bronnen waarop regels steunen.", _sources()),
        "gesprek": _file("Een gesprek: titel, doel en onderdelen.", _conversation()),
        "geval": _file("Een geval: antwoorden en, als toets, de verwachte conclusies.", _case(rulebook)),
        "eigenschappen": _file("Wat altijd moet gelden, wat er ook geantwoord wordt.", _properties(rulebook)),
        "aanvaard": _file("Bevindingen van de controle die bewust zijn aanvaard.", _accepted()),
        "begrippen": _file("Woorden met hun uitleg.", _glossary()),
    }
    if rulebook is None:
        return {**found, "regels": _file("Vragen, conclusies en regels over één onderwerp.", _rules(None))}
    for name, conversation in rulebook.conversations.items():
        found[f"regels-{name}"] = _file(f"Vragen, conclusies en regels van {conversation.title}.", _rules(conversation))
    return found


# The building blocks.


def _text(description: str | None = None, pattern: str = r"\S") -> Schema:
    # Every scalar is read as text, so what an editor takes for a number or a boolean is text as well.
    schema: Schema = {"type": ["string", "number", "boolean"], "pattern": pattern}
    return schema | {"description": description} if description else schema


def _word(description: str, words: Iterable[str]) -> Schema:
    return {"enum": list(words), "description": description}


def _yes_no(description: str) -> Schema:
    return _word(description, ["ja", "nee"])


def _number(description: str) -> Schema:
    return {
        "anyOf": [{"type": "integer"}, {"type": "string", "pattern": NUMBER}],
        "description": description,
    }


def _list(item: Schema, description: str | None = None, least: int = 1) -> Schema:
    schema: Schema = {"type": "array", "items": item, "minItems": least}
    return schema | {"description": description} if description else schema


def _one_or_more(item: Schema, description: str | None = None) -> Schema:
    schema: Schema = {"anyOf": [item, _list(item)]}
    return schema | {"description": description} if description else schema


def _keys(required: Iterable[str], properties: dict[str, Schema], description: str | None = None) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
    return schema | {"description": description} if description else schema


def _named(
    pattern: str, item: Schema, description: str | None = None, known: dict[str, Schema] | None = None
) -> Schema:
    """A mapping of names to `item`; the `known` names are offered for completion."""
    schema: Schema = {
        "type": "object",
        "patternProperties": {pattern: item},
        "additionalProperties": False,
        "minProperties": 1,
    }
    if known:
        schema["properties"] = known
    return schema | {"description": description} if description else schema


def _offer(words: Iterable[str], pattern: str, description: str | None = None) -> Schema:
    """Any text that fits `pattern`; the `words` are offered for completion."""
    listed = list(words)
    schema: Schema = {"anyOf": [{"enum": listed}, _text(pattern=pattern)]} if listed else _text(pattern=pattern)
    return schema | {"description": description} if description else schema


def _file(description: str, body: Schema) -> Schema:
    return {"$schema": DRAFT, "description": description, **body}


# The kinds of file.


def _rulebook() -> Schema:
    return _keys(
        ["naam", "versie", "gesprekken"],
        {
            "naam": _text("De naam van de kennisbank."),
            "versie": _text("Het nummer van deze versie."),
            "gesprekken": _list(_text(pattern=NAME), "De mappen van de gesprekken, in volgorde."),
            "bronnen": _text("Het bestand met bronnen; zonder deze sleutel bronnen.yaml."),
        },
    )


def _sources() -> Schema:
    source = _keys(
        ["titel", "auteurs", "jaar", "vindplaats"],
        {
            "titel": _text("De titel van het document."),
            "auteurs": _text("De auteurs."),
            "jaar": _text("Het jaar van verschijnen."),
            "vindplaats": _text("Waar het document te vinden is."),
            "plaatsen": _named(SLUG, _text(), "De vindplaatsen binnen het document, met hun titel."),
            "nagelopen": _yes_no("Is het document zelf gelezen?"),
            "toelichting": _text("Wat is nagelopen, en wat niet."),
        },
    )
    return _keys(["bronnen"], {"bronnen": _named(SLUG, source)})


def _conversation() -> Schema:
    return _keys(
        ["titel", "onderdelen"],
        {
            "titel": _text("De titel van het gesprek."),
            "inleiding": _text("Wat de coach vooraf vertelt."),
            "doel": _text("De conclusie waar het gesprek om draait.", NAME),
            "uitkomsten": _named(VALUE, _outcome(), "Wat de waarden van het doel betekenen voor wie ze leest."),
            "tegenstrijdigheden": _text("De verzameling die het gesprek meteen toont.", NAME),
            "groepen": _named(NAME, _text(), "De groepen van vragen, met hun titel."),
            "profiel": _text("De conclusie waarvan de vragen in het profiel van de brief een ster krijgen.", NAME),
            "figuur": _figure(),
            "onderdelen": _list(_text(), "De bestanden (zonder .yaml) waarvan de vragen worden gesteld, in volgorde."),
        },
    )


def _outcome() -> Schema:
    return _keys(
        [],
        {
            "positief": _yes_no("Is dit een ja?"),
            "toont": _list(_text(None, NAME), "De verzamelingen die gesprek en brief bij deze uitkomst tonen."),
        },
    )


def _figure() -> Schema:
    return _keys(
        [ACROSS.key, UPWARD.key],
        {
            ACROSS.key: _text("De conclusie van de as van links naar rechts.", NAME),
            UPWARD.key: _text("De conclusie van de as van onder naar boven.", NAME),
        },
        "De tekening in de brief van waar een vraagstuk ligt: tussen deze twee assen.",
    )


def _rules(conversation: Conversation | None) -> Schema:
    body = _keys(
        ["onderwerp"],
        {
            "onderwerp": _text("Waar dit bestand over gaat."),
            "inleiding": _text("Wat de coach bij dit onderdeel vertelt."),
            "vragen": _named(NAME, _question(), "De vragen, elk onder haar eigen naam."),
            "conclusies": _named(NAME, _conclusion(), "De conclusies, elk onder haar eigen naam."),
            "regels": _list(_rule(conversation), "De regels. Hun volgorde doet er niet toe."),
        },
    )
    return {**body, "definitions": {"voorwaarde": _condition(conversation)}}


def _question() -> Schema:
    answer = {
        "anyOf": [
            _text(),
            _keys(
                ["keuze"],
                {
                    "keuze": _text("Wat de coach kiest."),
                    "toelichting": _text("Waaraan u dit antwoord herkent."),
                    "in_brief": _text("De zin in de brief."),
                    "wens": _text("De zin in de brief als dit nog niet zo is, maar zou helpen."),
                },
            ),
        ]
    }
    properties = {
        "vraag": _text("De vraag, zoals de coach haar voorleest."),
        "kort": _text("Het onderwerp binnen een zin: de tijd van de initiatiefnemer."),
        "waarom": _text("Waarom deze vraag wordt gesteld."),
        "toelichting": _text("Uitleg bij de vraag."),
        "voorbeeld": _text("Een voorbeeld."),
        "antwoorden": _named(VALUE, answer, "De antwoorden, elk onder een eigen naam. Onbekend mag altijd al."),
        "van_toepassing_als": _reference("De vraag geldt alleen als dit zo is. Alleen vragen mogen hier staan."),
        "beoordelaar": _word("Wie oordeelt, als dat niet de initiatiefnemer is.", ["coach"]),
        "volgorde": _list(_text(pattern=VALUE), "De antwoorden van slechtst naar best."),
        "veranderbaar": _yes_no("Kan iemand dit antwoord veranderen door iets te doen?"),
        "alleen_vastleggen": _yes_no("Alleen om vast te leggen; geen regel hoeft de antwoorden te onderscheiden."),
        "groep": _text("De groep van de vraag.", NAME),
        "facultatief": _yes_no("Mag deze vraag samen met andere worden overgeslagen?"),
        "soort": _word("Het soort antwoord, als het geen keuze is.", ["geheel_getal"]),
        "van": _number("Het kleinste getal."),
        "tot": _number("Het grootste getal."),
    }
    number = {"required": ["soort", "van", "tot"], "not": {"required": ["antwoorden"]}}
    choice = {"required": ["antwoorden"], "not": {"anyOf": [{"required": [key]} for key in ("soort", "van", "tot")]}}
    return {**_keys(["vraag"], properties), "oneOf": [choice, number]}


def _conclusion() -> Schema:
    told = {"tekst": _text("Het woord voor deze waarde."), "in_brief": _text("De zin in de brief.")}
    value, member = ({"anyOf": [_text(), _keys(["tekst"], keys)]} for keys in ({**told, "plaats": _spot()}, told))
    properties = {
        "titel": _text("De vraag waarop deze conclusie antwoordt."),
        "waarden": _named(VALUE, value, "De mogelijke waarden; er geldt er altijd één."),
        "anders": _text("De waarde als geen regel een andere geeft.", VALUE),
        "verzameling": _named(VALUE, member, "De leden; er kunnen er nul of meer gelden."),
        "norm": _text("Wat van een vraagstuk wordt gevraagd, als zin voor de brief."),
        "volgorde": _list(_text(pattern=VALUE), "De waarden van slechtst naar best."),
    }
    single = {"required": ["waarden"], "not": {"required": ["verzameling"]}}
    several = {"required": ["verzameling"], "not": {"anyOf": [{"required": [k]} for k in ("waarden", "anders")]}}
    return {**_keys(["titel"], properties), "oneOf": [single, several]}


def _spot() -> Schema:
    words = dict.fromkeys((*ACROSS.words, *UPWARD.words))
    return {
        "anyOf": [{"enum": list(words)}, _list({"enum": [*ACROSS.halves, *UPWARD.halves]})],
        "description": "Waar deze waarde in de figuur ligt, als haar conclusie een as is.",
    }


def _rule(conversation: Conversation | None) -> Schema:
    conclusions = conversation.conclusions.values() if conversation else ()
    known = {c.id: _one_or_more(_offer([v.id for v in c.values], VALUE)) for c in conclusions}
    return _keys(
        ["id", "titel", "als", "dan", "omdat", "bron", "herkomst"],
        {
            "id": _text("De eigen naam van de regel, uniek in de hele kennisbank.", RULE),
            "titel": _text("Waar de regel over gaat, in een paar woorden."),
            "als": _reference("Wanneer de regel geldt."),
            "dan": _named(NAME, _one_or_more(_text(pattern=VALUE)), "Wat dan volgt: conclusie en waarde.", known),
            "omdat": _text("De reden, zoals die in de brief komt."),
            "bron": _one_or_more(_text(pattern=CITATION), "De vindplaats: bron#plaats/onderdeel."),
            "herkomst": _word("Hoe de regel zich tot de bron verhoudt.", [origin.value for origin in Origin]),
            "uitleg_herkomst": _text("Waarom wij hier zo kiezen; nodig bij een interpretatie."),
        },
    )


def _reference(description: str) -> Schema:
    # A `$ref` with siblings is ignored in draft 7, so the description stands beside it in `allOf`.
    return {"allOf": [{"$ref": "#/definitions/voorwaarde"}], "description": description}


def _condition(conversation: Conversation | None) -> Schema:
    """A condition. Within itself it is called by reference, so the file that uses it defines `voorwaarde`."""
    condition: Schema = {"$ref": "#/definitions/voorwaarde"}
    questions = list(conversation.questions.values()) if conversation else []
    conclusions = list(conversation.conclusions.values()) if conversation else []
    known: dict[str, Schema] = {q.id: _about_question(q) for q in questions}
    known |= {c.id: _one_or_more(_offer([v.id for v in c.values], VALUE)) for c in conclusions}
    words: dict[str, Schema] = {
        "een_van": _list(condition, "Minstens een van deze voorwaarden geldt."),
        "alle": _list(condition, "Al deze voorwaarden gelden."),
        "niet": condition,
        "minstens": _keys(
            ["aantal", "van"],
            {"aantal": _number("Hoeveel er minstens gelden."), "van": _list(condition, "De voorwaarden.")},
            "Minstens zoveel van deze voorwaarden gelden.",
        ),
        "onbekend": _one_or_more(_offer([q.id for q in questions], NAME), "Elk van deze vragen is niet bekend."),
    }
    value = _text(pattern=ANSWER)
    others = f"^(?!(?:{'|'.join([*WORDS, *known])})$)(?:{shapes.NAME.pattern})$"
    return {
        "type": "object",
        "properties": {**words, **known},
        "patternProperties": {others: {"anyOf": [value, _list(value), _range()]}},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _range() -> Schema:
    bounds = {"van": _number("Van, en dit getal zelf."), "tot": _number("Tot en met dit getal.")}
    return {**_keys([], bounds), "minProperties": 1}


def _about_question(question: Question) -> Schema:
    if question.is_number:
        return {"anyOf": [_number(question.text), _range()]}
    return _one_or_more(_offer([answer.id for answer in question.answers], VALUE, question.text))


def _case(rulebook: Rulebook | None) -> Schema:
    conversations = list(rulebook.conversations.values()) if rulebook else []
    given = {q.id: _case_answer(q) for talk in conversations for q in talk.questions.values()}
    expected = {c.id: _expected(c) for talk in conversations for c in talk.conclusions.values()}
    one_note = (
        _text(),
        _keys(["tekst"], {"tekst": _text("De notitie."), "in_brief": _yes_no("Mag de notitie in de brief?")}),
    )
    note = {"anyOf": [*one_note, _list({"anyOf": [*one_note]})]}
    value = _text(pattern=VALUE)
    rules = _keys(["versie", "sha256"], {"versie": _text("De versie."), "sha256": _text("Het kenmerk.")})
    progress = {
        "overgeslagen": _list(_offer(STAGES, NAME), least=0),
        "bij": _offer(STAGES, NAME),
        "kennisbank": {**rules, "description": "De regels waarmee het gesprek het laatst is gevoerd."},
    }
    parts = {
        "gesprek": _offer([talk.id for talk in conversations], NAME, "Het gesprek waar dit geval bij hoort."),
        "antwoorden": _mapping(NAME, _text(pattern=ANSWER), "Elke vraag met haar antwoord.", given),
        "titel": _text("De naam van het geval."),
        "vraagstuk": _text("Het vraagstuk, in eigen woorden."),
        "geadresseerde": {
            "anyOf": [_text(), _list(_text())],
            "description": "Aan wie de brief gaat: naam, organisatie en adres, elk op een eigen regel.",
        },
        "aanhef": _text("Hoe de brief begint, zoals: Geachte mevrouw De Wit. Zonder aanhef begint hij met Beste."),
        "kenmerk": _text("Uw kenmerk, voor in de brief."),
        "datum": _text("De datum, als 2026-11-24."),
        "coach": _text("De naam van de coach."),
        "notities": _mapping(NAME, note, "Notities bij vragen; intern, tenzij in_brief: ja."),
        "eigen_oordeel": _text("Het oordeel van de coach vooraf; altijd intern."),
        "besluit_mens": _keys(["besluit"], {"besluit": _text("Wat de coach besloot."), "reden": _text("Waarom.")}),
        "verwacht": _mapping(NAME, {"anyOf": [value, _list(value, least=0)]}, "De verwachte conclusies.", expected),
        "herkomst": _mapping(NAME, _text(), "Per vraag: waar het antwoord vandaan komt."),
        "bron": _text("De bron van het geval."),
        "voortgang": _keys([], progress, "Waar het gesprek gebleven is; dit schrijft het programma zelf."),
        "terzijde": {"type": "object", "description": "Wat niet meer paste toen de regels wijzigden."},
    }
    return _keys(REQUIRED, {key: parts[key] for key in (*REQUIRED, *OPTIONAL)})


def _case_answer(question: Question) -> Schema:
    if question.is_number:
        return {"anyOf": [_number(question.text), {"const": UNKNOWN}]}
    return _offer([*(answer.id for answer in question.answers), UNKNOWN], VALUE, question.text)


def _expected(conclusion: Conclusion) -> Schema:
    """A value, or for a set a list of members that may be empty."""
    item = _offer([value.id for value in conclusion.values], VALUE, conclusion.title)
    return _list(item, least=0) if conclusion.is_set else item


def _mapping(pattern: str, item: Schema, description: str, known: dict[str, Schema] | None = None) -> Schema:
    """As `_named`, but it may be empty."""
    return {key: value for key, value in _named(pattern, item, description, known).items() if key != "minProperties"}


def _properties(rulebook: Rulebook | None) -> Schema:
    conversations = list(rulebook.conversations) if rulebook else []
    condition: Schema = {"$ref": "#/definitions/voorwaarde"}
    names = _one_or_more(_text(pattern=NAME))
    pair = {"vraag": names, "conclusie": names}
    claims = {
        "altijd": _keys(["als", "dan"], {"als": condition, "dan": condition}, "Altijd als dit geldt, geldt dat."),
        "nooit": _reference("Dit geldt nooit."),
        "nooit_slechter": _keys(["vraag", "conclusie"], pair, "Een beter antwoord maakt de conclusie nooit slechter."),
        "nooit_van_invloed": _keys(["vraag", "conclusie"], pair, "Het antwoord verandert de conclusie nooit."),
    }
    promise = _keys(
        ["id", "titel", "gesprek", "omdat"],
        {
            "id": _text("De eigen naam van de eigenschap.", RULE),
            "titel": _text("Wat er beloofd wordt."),
            "gesprek": _offer(conversations, NAME, "Het gesprek waarover de belofte gaat."),
            "omdat": _text("Waarom het netwerk dit belooft."),
            **claims,
        },
    )
    promise["oneOf"] = [{"required": [kind]} for kind in claims]
    body = _keys(["eigenschappen"], {"eigenschappen": _list(promise)})
    return {**body, "definitions": {"voorwaarde": _condition(None)}}


def _accepted() -> Schema:
    acceptance = _keys(
        ["code", "over", "reden"],
        {
            "code": _text("De code van de controle.", "^A[0-9]{2}$"),
            "over": _text("Waar de bevinding over gaat, precies zoals de controle het noemt."),
            "reden": _text("Waarom dit zo mag blijven."),
        },
    )
    return _keys(["aanvaard"], {"aanvaard": _list(acceptance, least=0)})


def _glossary() -> Schema:
    return _keys(["begrippen"], {"begrippen": _named(r"\S", _text(), "Elk woord met zijn uitleg.")})
