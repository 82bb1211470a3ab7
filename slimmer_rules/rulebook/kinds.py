"""Every kind of file and entry that people write: its keys, what may stand under each, and its help in an editor.

The readers take their values from these descriptions, and `schema` gives editors the rest. Where a conversation is
given, the names and answers that it has are offered for completion; others stay allowed, since a new question is
written before the schema knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from slimmer_rules.rulebook.axis_words import ACROSS, UPWARD
from slimmer_rules.rulebook.model import INTEGER, UNKNOWN, Conclusion, Conversation, Origin, Question, Rulebook
from slimmer_rules.rulebook.reading_shapes import NAME, RULE, SLUG, VALUE, Notes
from slimmer_rules.rulebook.shapes import (
    DAY,
    FREE,
    LINES,
    NUMBER,
    TEXT,
    Record,
    Shape,
    anchored,
    either,
    helped,
    items,
    named,
    offered,
    one_or_more,
    optional,
    record,
    required,
    text,
    word,
    yes_no,
)

STAGES = (
    *(":titel", ":coach", ":aanvullend", ":overzicht", ":eigen_oordeel", ":naam", ":geadresseerde", ":kenmerk"),
    *(":brief", ":besluit", ":reden", ":klaar", ":tegenspraak", ":eerder_stoppen"),
)
"""Where an interview may be when it is not at a question; the colon keeps them apart from the questions' names."""

CITATION = re.compile(r"([a-z][a-z0-9_-]*)(?:#([a-z0-9][a-z0-9_-]*)(?:/([A-Za-z0-9][A-Za-z0-9_.-]*))?)?")

A_NAME, A_VALUE, A_RULE, A_CITATION = (text(anchored(form)) for form in (NAME, VALUE, RULE, CITATION))
AN_ANSWER = text(f"{anchored(VALUE)}|{anchored(INTEGER)}")
CONDITION = Shape({"$ref": "#/definitions/voorwaarde"})
TOLD_CONDITION = Shape({"allOf": [CONDITION.schema]})
"""As a condition; a `$ref` with siblings is ignored in draft 7, so a description stands beside it in `allOf`."""


# The files at the top of the folder.

RULEBOOK = record(
    required("naam", TEXT, "De naam van de kennisbank.", "name"),
    required("versie", TEXT, "Het nummer van deze versie.", "version"),
    required("gesprekken", items(A_NAME), "De mappen van de gesprekken, in volgorde."),
    optional("bronnen", TEXT, "Het bestand met bronnen; zonder deze sleutel bronnen.yaml."),
)

SOURCE = record(
    required("titel", TEXT, "De titel van het document.", "title"),
    required("auteurs", TEXT, "De auteurs.", "authors"),
    required("jaar", TEXT, "Het jaar van verschijnen.", "year"),
    required("vindplaats", TEXT, "Waar het document te vinden is.", "where"),
    optional(
        "plaatsen",
        named(SLUG, TEXT, "een plaats in een bron", "plaats `{}` bij {}"),
        "De vindplaatsen binnen het document, met hun titel.",
        "sections",
    ),
    optional("nagelopen", yes_no(False), "Is het document zelf gelezen?", "checked"),
    optional("toelichting", TEXT, "Wat is nagelopen, en wat niet.", "note"),
)
SOURCES = record(required("bronnen", named(SLUG, SOURCE, "een bron")))

ACCEPTANCE = record(
    required("code", text("^A[0-9]{2}$", Notes.scalar), "De code van de controle.", "code"),
    required("over", TEXT, "Waar de bevinding over gaat, precies zoals de controle het noemt.", "subject"),
    required("reden", TEXT, "Waarom dit zo mag blijven.", "reason"),
    terse=True,
)
ACCEPTANCES = record(
    required("aanvaard", items(ACCEPTANCE, "deze aanvaarding", least=0), field="acceptances"), terse=True
)

GLOSSARY = record(
    required("begrippen", named(None, TEXT, each="de uitleg van `{}`"), "Elk woord met zijn uitleg.", "words"),
    terse=True,
)

SENDER = record(
    required("naam", TEXT, "De naam van het netwerk.", "name"),
    optional("plaats", TEXT, "De plaats boven de brief.", "place"),
    optional("telefoon", TEXT, "Het telefoonnummer.", "phone"),
    optional("email", TEXT, "Het e-mailadres.", "email"),
    optional("website", TEXT, "De website.", "website"),
    optional("functie", TEXT, "De functie van wie ondertekent.", "signer_role"),
    optional("contact", TEXT, "Bij wie de lezer terecht kan.", "contact"),
    optional("besluitvorming", TEXT, "Wie over het advies besluit, en wanneer.", "decision_making"),
    optional("bewaartermijn", TEXT, "Hoe lang de gegevens worden bewaard.", "retention"),
    optional("adres", items(TEXT, "een regel van het adres"), "Het adres, elke regel apart.", "address"),
    optional("aanspreekvorm", word("u", "je"), "Hoe de brief de lezer aanspreekt.", "form"),
    terse=True,
)


# A conversation and its rules.

OUTCOME = record(
    optional("positief", yes_no(False), "Is dit een ja?", "positive"),
    optional("toont", items(A_NAME), "De verzamelingen die gesprek en brief bij deze uitkomst tonen."),
)
FIGURE = record(
    required(ACROSS.key, A_NAME, "De conclusie van de as van links naar rechts."),
    required(UPWARD.key, A_NAME, "De conclusie van de as van onder naar boven."),
)
CONVERSATION = record(
    required("titel", TEXT, "De titel van het gesprek.", "title"),
    optional("inleiding", TEXT, "Wat de coach vooraf vertelt.", "intro"),
    optional("doel", A_NAME, "De conclusie waar het gesprek om draait."),
    optional("uitkomsten", named(VALUE, OUTCOME), "Wat de waarden van het doel betekenen voor wie ze leest."),
    optional("tegenstrijdigheden", A_NAME, "De verzameling die het gesprek meteen toont."),
    optional(
        "groepen", named(NAME, TEXT, "een groep", "groep `{}`"), "De groepen van vragen, met hun titel.", "groups"
    ),
    optional("profiel", A_NAME, "De conclusie waarvan de vragen in het profiel van de brief een ster krijgen."),
    optional("figuur", FIGURE, "De tekening in de brief van waar een vraagstuk ligt: tussen deze twee assen."),
    required("onderdelen", items(TEXT), "De bestanden (zonder .yaml) waarvan de vragen worden gesteld, in volgorde."),
)

ANSWER = record(
    required("keuze", TEXT, "Wat de coach kiest.", "choice"),
    optional("toelichting", TEXT, "Waaraan u dit antwoord herkent.", "note"),
    optional("in_brief", TEXT, "De zin in de brief.", "in_letter"),
    optional("wens", TEXT, "De zin in de brief als dit nog niet zo is, maar zou helpen.", "wish"),
)
WHOLE_NUMBER = "geheel_getal"
QUESTION = record(
    required("vraag", TEXT, "De vraag, zoals de coach haar voorleest.", "text"),
    optional("kort", TEXT, "Het onderwerp binnen een zin: de tijd van de initiatiefnemer.", "short"),
    optional("waarom", TEXT, "Waarom deze vraag wordt gesteld.", "why"),
    optional("toelichting", TEXT, "Uitleg bij de vraag.", "note"),
    optional("voorbeeld", TEXT, "Een voorbeeld.", "example"),
    optional(
        "antwoorden",
        named(VALUE, either(TEXT, ANSWER)),
        "De antwoorden, elk onder een eigen naam. Onbekend mag altijd al.",
    ),
    optional(
        "van_toepassing_als", TOLD_CONDITION, "De vraag geldt alleen als dit zo is. Alleen vragen mogen hier staan."
    ),
    optional("beoordelaar", word("coach"), "Wie oordeelt, als dat niet de initiatiefnemer is.", "assessor"),
    optional("volgorde", items(A_VALUE), "De antwoorden van slechtst naar best."),
    optional("veranderbaar", yes_no(True), "Kan iemand dit antwoord veranderen door iets te doen?", "changeable"),
    optional(
        "alleen_vastleggen",
        yes_no(False),
        "Alleen om vast te leggen; geen regel hoeft de antwoorden te onderscheiden.",
        "record_only",
    ),
    optional("groep", A_NAME, "De groep van de vraag."),
    optional("facultatief", yes_no(False), "Mag deze vraag samen met andere worden overgeslagen?", "optional"),
    optional("soort", word(WHOLE_NUMBER), "Het soort antwoord, als het geen keuze is."),
    optional("van", NUMBER, "Het kleinste getal."),
    optional("tot", NUMBER, "Het grootste getal."),
    oneOf=[
        {"required": ["antwoorden"], "not": {"anyOf": [{"required": [key]} for key in ("soort", "van", "tot")]}},
        {"required": ["soort", "van", "tot"], "not": {"required": ["antwoorden"]}},
    ],
)

_HALVES = {"enum": [*ACROSS.halves, *UPWARD.halves]}
SPOT = optional(
    "plaats",
    either(word(*dict.fromkeys((*ACROSS.words, *UPWARD.words))), items(Shape(_HALVES))),
    "Waar deze waarde in de figuur ligt, als haar conclusie een as is.",
)
MEMBER = record(
    required("tekst", TEXT, "Het woord voor deze waarde.", "label"),
    optional("in_brief", TEXT, "De zin in de brief.", "in_letter"),
)
LISTED_VALUE = record(*MEMBER.keys, SPOT)
CONCLUSION = record(
    required("titel", TEXT, "De vraag waarop deze conclusie antwoordt.", "title"),
    optional("waarden", named(VALUE, either(TEXT, LISTED_VALUE)), "De mogelijke waarden; er geldt er altijd één."),
    optional("anders", A_VALUE, "De waarde als geen regel een andere geeft."),
    optional("verzameling", named(VALUE, either(TEXT, MEMBER)), "De leden; er kunnen er nul of meer gelden."),
    optional("norm", TEXT, "Wat van een vraagstuk wordt gevraagd, als zin voor de brief.", "norm"),
    optional("volgorde", items(A_VALUE), "De waarden van slechtst naar best."),
    oneOf=[
        {"required": ["waarden"], "not": {"required": ["verzameling"]}},
        {"required": ["verzameling"], "not": {"anyOf": [{"required": [key]} for key in ("waarden", "anders")]}},
    ],
)


# Conditions.

RANGE = record(
    optional("van", NUMBER, "Van, en dit getal zelf."),
    optional("tot", NUMBER, "Tot en met dit getal."),
    minProperties=1,
)
AT_LEAST = record(
    required("aantal", NUMBER, "Hoeveel er minstens gelden."), required("van", items(CONDITION), "De voorwaarden.")
)


def _values(conclusion: Conclusion) -> Shape:
    return one_or_more(offered((value.id for value in conclusion.values), A_VALUE))


def condition(conversation: Conversation | None) -> Shape:
    """A condition. Within itself it is called by reference, so the file that uses it defines `voorwaarde`."""
    questions = conversation.questions.values() if conversation else ()
    conclusions = conversation.conclusions.values() if conversation else ()
    names = one_or_more(offered((question.id for question in questions), A_NAME))
    known = {
        "een_van": helped(items(CONDITION), "Minstens een van deze voorwaarden geldt."),
        "alle": helped(items(CONDITION), "Al deze voorwaarden gelden."),
        "niet": CONDITION,
        "minstens": helped(AT_LEAST, "Minstens zoveel van deze voorwaarden gelden."),
        "onbekend": helped(names, "Elk van deze vragen is niet bekend."),
    }
    known |= {question.id: _about(question) for question in questions}
    known |= {conclusion.id: _values(conclusion) for conclusion in conclusions}
    others = f"^(?!(?:{'|'.join(known)})$)(?:{NAME.pattern})$"
    return Shape(
        {
            "type": "object",
            "properties": {name: shape.schema for name, shape in known.items()},
            "patternProperties": {others: either(AN_ANSWER, items(AN_ANSWER), RANGE).schema},
            "additionalProperties": False,
            "minProperties": 1,
        }
    )


def _about(question: Question) -> Shape:
    """What a condition may say of a question."""
    if question.is_number:
        return either(helped(NUMBER, question.text), RANGE)
    return one_or_more(offered((answer.id for answer in question.answers), A_VALUE, question.text))


def rule(conversation: Conversation | None = None) -> Record:
    """A rule."""
    known = {c.id: _values(c) for c in conversation.conclusions.values()} if conversation else {}
    return record(
        required("id", A_RULE, "De eigen naam van de regel, uniek in de hele kennisbank."),
        required("titel", TEXT, "Waar de regel over gaat, in een paar woorden.", "title"),
        required("als", TOLD_CONDITION, "Wanneer de regel geldt."),
        required("dan", named(NAME, one_or_more(A_VALUE), known=known), "Wat dan volgt: conclusie en waarde."),
        required("omdat", TEXT, "De reden, zoals die in de brief komt."),
        required("bron", one_or_more(A_CITATION), "De vindplaats: bron#plaats/onderdeel."),
        required(
            "herkomst", word(*(origin.value for origin in Origin)), "Hoe de regel zich tot de bron verhoudt.", "origin"
        ),
        optional("uitleg_herkomst", TEXT, "Waarom wij hier zo kiezen; nodig bij een interpretatie.", "origin_note"),
    )


RULE_ENTRY = rule()


def rule_file(conversation: Conversation | None = None) -> Record:
    """A file with questions, conclusions and rules."""
    return record(
        required("onderwerp", TEXT, "Waar dit bestand over gaat.", "title"),
        optional("inleiding", TEXT, "Wat de coach bij dit onderdeel vertelt.", "intro"),
        optional("vragen", named(NAME, QUESTION), "De vragen, elk onder haar eigen naam."),
        optional("conclusies", named(NAME, CONCLUSION), "De conclusies, elk onder haar eigen naam."),
        optional("regels", items(rule(conversation)), "De regels. Hun volgorde doet er niet toe."),
        definitions={"voorwaarde": condition(conversation).schema},
    )


RULE_FILE = rule_file()


# Cases and promises.

NOTE = record(
    required("tekst", FREE, "De notitie.", "text"),
    optional("in_brief", yes_no(False), "Mag de notitie in de brief?", "in_letter"),
)
DECISION = record(required("besluit", TEXT, "Wat de coach besloot."), optional("reden", FREE, "Waarom.", "reason"))
VERSION = record(required("versie", TEXT, "De versie.", "version"), required("sha256", TEXT, "Het kenmerk.", "sha256"))
PROGRESS = record(
    optional("overgeslagen", items(offered(STAGES, A_NAME), least=0)),
    optional("bij", offered(STAGES, A_NAME)),
    optional("kennisbank", VERSION, "De regels waarmee het gesprek het laatst is gevoerd."),
)


def case(rulebook: Rulebook | None = None) -> Record:
    """A case."""
    conversations = rulebook.conversations if rulebook else {}
    questions = [question for talk in conversations.values() for question in talk.questions.values()]
    given = {question.id: _case_answer(question) for question in questions}
    expected = {c.id: _expected(c) for talk in conversations.values() for c in talk.conclusions.values()}
    values = either(A_VALUE, items(A_VALUE, least=0))
    return record(
        required("gesprek", offered(conversations, A_NAME), "Het gesprek waar dit geval bij hoort."),
        required("antwoorden", named(NAME, AN_ANSWER, known=given, least=0), "Elke vraag met haar antwoord."),
        optional("titel", FREE, "De naam van het geval.", "title"),
        optional("vraagstuk", FREE, "Het vraagstuk, in eigen woorden.", "issue"),
        optional(
            "geadresseerde",
            LINES,
            "Aan wie de brief gaat: naam, organisatie en adres, elk op een eigen regel.",
            "addressee",
        ),
        optional(
            "aanhef",
            FREE,
            "Hoe de brief begint, zoals: Geachte mevrouw De Wit. Zonder aanhef begint hij met Beste.",
            "salutation",
        ),
        optional("kenmerk", FREE, "Uw kenmerk, voor in de brief.", "reference"),
        optional("datum", DAY, "De datum, als 2026-11-24.", "date"),
        optional("coach", FREE, "De naam van de coach.", "coach"),
        optional(
            "notities",
            named(NAME, either(TEXT, NOTE, items(either(TEXT, NOTE))), least=0),
            "Notities bij vragen; intern, tenzij in_brief: ja.",
        ),
        optional("eigen_oordeel", TEXT, "Het oordeel van de coach vooraf; altijd intern."),
        optional("besluit_mens", DECISION),
        optional("verwacht", named(NAME, values, known=expected, least=0), "De verwachte conclusies."),
        optional("herkomst", named(NAME, TEXT, least=0), "Per vraag: waar het antwoord vandaan komt."),
        optional("bron", FREE, "De bron van het geval.", "source"),
        optional("voortgang", PROGRESS, "Waar het gesprek gebleven is; dit schrijft het programma zelf."),
        optional("terzijde", Shape({"type": "object"}), "Wat niet meer paste toen de regels wijzigden."),
        terse=True,
    )


def _case_answer(question: Question) -> Shape:
    if question.is_number:
        return either(helped(NUMBER, question.text), Shape({"const": UNKNOWN}))
    return offered((*(answer.id for answer in question.answers), UNKNOWN), A_VALUE, question.text)


def _expected(conclusion: Conclusion) -> Shape:
    """A value, or for a set a list of members that may be empty."""
    item = offered((value.id for value in conclusion.values), A_VALUE, conclusion.title)
    return items(item, least=0) if conclusion.is_set else item


PAIR = record(required("vraag", one_or_more(A_NAME)), required("conclusie", one_or_more(A_NAME)))
ALWAYS = record(required("als", CONDITION), required("dan", CONDITION))
CLAIMS = (
    optional("altijd", ALWAYS, "Altijd als dit geldt, geldt dat."),
    optional("nooit", TOLD_CONDITION, "Dit geldt nooit."),
    optional("nooit_slechter", PAIR, "Een beter antwoord maakt de conclusie nooit slechter."),
    optional("nooit_van_invloed", PAIR, "Het antwoord verandert de conclusie nooit."),
)


def _promise(conversations: Iterable[str] = ()) -> Record:
    return record(
        required("id", text(anchored(RULE), Notes.scalar), "De eigen naam van de eigenschap.", "id"),
        required("titel", TEXT, "Wat er beloofd wordt.", "title"),
        required("gesprek", offered(conversations, A_NAME), "Het gesprek waarover de belofte gaat."),
        required("omdat", TEXT, "Waarom het netwerk dit belooft.", "reason"),
        *CLAIMS,
        oneOf=[{"required": [claim.name]} for claim in CLAIMS],
    )


PROMISE = _promise()


def properties(rulebook: Rulebook | None = None) -> Record:
    """What must always hold."""
    promise = _promise(rulebook.conversations) if rulebook else PROMISE
    return record(required("eigenschappen", items(promise)), definitions={"voorwaarde": condition(None).schema})
