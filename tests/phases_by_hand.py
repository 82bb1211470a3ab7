"""The conversations after the intake in plain Python, written from domain.md and never from the rule files.

One function a conclusion of the specification. What a conversation advises is the rulebook's choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Answers = Mapping[str, str | int]
YES_NO = ("ja", "nee")
DETERMINANT = ("bevorderend", "neutraal", "belemmerend")

MIDI = (
    "helderheid",
    "juistheid",
    "compleetheid",
    "complexiteit",
    "congruentie",
    "zichtbaarheid",
    "relevantie_client",
    "voordeel",
    "uitkomstverwachting",
    "taakopvatting",
    "tevredenheid_client",
    "medewerking_client",
    "sociale_steun",
    "descriptieve_norm",
    "subjectieve_norm",
    "eigen_effectiviteit",
    "kennis",
    "informatieverwerking",
    "bekrachtiging",
    "personeelsverloop",
    "capaciteit",
    "financien",
    "tijd",
    "voorzieningen",
    "coordinator",
    "turbulentie",
    "informatie_gebruik",
    "feedback",
    "wetgeving",
)

THREATS = {
    "groepsidentiteit": ("sterk", "beperkt"),
    "vrijblijvendheid": ("laag", "hoog"),
    "maatschappelijke_verbinding": ("duidelijk", "onduidelijk"),
    "gezamenlijk_doel": ("gefocust", "ontbreekt"),
    "bestuurlijke_coalitie": ("zichtbaar", "ontbreekt"),
    "burgers_aangehaakt": ("ja", "weinig"),
    "beschermende_structuur": ("aanwezig", "ontbreekt"),
}
"""Each question of the network with its answers; the second is a threat."""

SIX = (
    "vraagstuk_concreet",
    "plan_van_aanpak",
    "leden_betrokken",
    "leden_verschillende_organisaties",
    "opdrachtgever",
    "adopter_bevestigd",
)

QUESTIONS: dict[str, dict[str, tuple[str, ...] | range]] = {
    "ontdekken": {**dict.fromkeys(SIX, YES_NO), "supporter": ("ja", "gezocht", "nee"), "aantal_leden": range(100)},
    "ontwerpen": {
        "oplossing": ("in_praktijk", "ontwikkeld", "in_ontwikkeling", "geen"),
        "business_case": ("positief", "negatief", "in_de_maak", "geen"),
        "implementatie": ("afgerond", "in_gang_gezet", "niet_gestart"),
        "adoptievoorwaarden": ("expliciet", "niet"),
        "diffusiemogelijkheid": ("expliciet", "niet"),
        "narratief": ("document", "film", "verhaal", "geen"),
    },
    "reflectie": {
        "terugblik_met_coach": YES_NO,
        "lessen_vastgelegd": YES_NO,
        "diffusie_beoordeeld": YES_NO,
        "adoptie_door_anderen": ("ja", "mogelijk", "nee"),
    },
    "netwerk": dict(THREATS),
    "verdieping": {f"midi_{name}": DETERMINANT for name in MIDI},
}

GOALS = {
    "ontdekken": "fase_ontdekken",
    "ontwerpen": "resultaat",
    "reflectie": "fase_reflectie",
    "netwerk": "verankering",
    "verdieping": None,
}


def omvang_doetank(a: Answers) -> str:
    """3 to 10 fits."""
    count = a.get("aantal_leden")
    if not isinstance(count, int):
        return "onbekend"
    return "te_klein" if count < 3 else "te_groot" if count > 10 else "passend"


def fase_ontdekken(a: Answers) -> str:
    """Not yet with any no or a wrong size; done with six times yes and the right size."""
    size = omvang_doetank(a)
    if any(a.get(name) == "nee" for name in SIX) or size in ("te_klein", "te_groot"):
        return "nog_niet"
    return "afgerond" if all(a.get(name) == "ja" for name in SIX) and size == "passend" else "onbekend"


def resultaat(a: Answers) -> str:
    """Insufficient, unknown, complete, or else the minimum: in that order."""
    if (
        a.get("implementatie") == "niet_gestart"
        or a.get("oplossing") in ("geen", "in_ontwikkeling")
        or "niet" in (a.get("adoptievoorwaarden"), a.get("diffusiemogelijkheid"))
        or a.get("narratief") == "geen"
    ):
        return "onvoldoende"
    needed = ("implementatie", "oplossing", "adoptievoorwaarden", "diffusiemogelijkheid", "narratief")
    if any(a.get(name) is None for name in needed):
        return "onbekend"
    complete = a["implementatie"] == "afgerond" and a["oplossing"] == "in_praktijk"
    return "volledig" if complete else "minimum"


def fase_reflectie(a: Answers) -> str:
    """Not yet with any no of three, done with three times yes."""
    three = [a.get(name) for name in ("terugblik_met_coach", "lessen_vastgelegd", "diffusie_beoordeeld")]
    return "nog_niet" if "nee" in three else "afgerond" if three == ["ja"] * 3 else "onbekend"


def verankering(a: Answers) -> str:
    """Vulnerable without a coalition or with three threats; else unknown, close-knit or growing."""
    threats = sum(a.get(name) == threat for name, (_, threat) in THREATS.items())
    if a.get("bestuurlijke_coalitie") == "ontbreekt" or threats >= 3:
        return "kwetsbaar"
    if any(a.get(name) is None for name in THREATS):
        return "onbekend"
    return "groeiend" if threats else "hecht"


VALUES: dict[str, dict[str, Callable[[Answers], str]]] = {
    "ontdekken": {"omvang_doetank": omvang_doetank, "fase_ontdekken": fase_ontdekken},
    "ontwerpen": {"resultaat": resultaat},
    "reflectie": {"fase_reflectie": fase_reflectie},
    "netwerk": {"verankering": verankering},
    "verdieping": {},
}
"""Each conclusion of the specification that has one value."""


def in_force(answers: Answers) -> dict[str, str | int]:
    """The answers that give a value; no question here hangs on another."""
    return {name: answer for name, answer in answers.items() if answer != "onbekend"}


def conclude(conversation: str, answers: Answers) -> dict[str, str]:
    """The single-valued conclusions that the specification names."""
    known = in_force(answers)
    return {name: rule(known) for name, rule in VALUES[conversation].items()}
