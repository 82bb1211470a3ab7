"""The intake's specification in plain Python, written from domain.md (A to H) and never from the rule files.

One function a conclusion, in the specification's order and words. It shares nothing with the package, so that a slip in
the rules and a slip here would have to be the same slip. None stands for "not known".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Known = Mapping[str, str]
"""The answers in force: known, and not parked."""

STARRED = (
    "nut_gebruikers",
    "draagvlak",
    "opinieleider",
    "stakeholders_werken_mee",
    "stakeholders_investeren",
    "stakeholders_prioriteit",
)
UNSTARRED = (
    "duidelijk",
    "bruikbaar",
    "voordeel",
    "gebruiksvriendelijk",
    "uitvoerbaar",
    "eigenaarschap",
    "prettige_ervaring",
    "besluitvorming",
    "samenwerking",
    "expertise",
    "tijd",
    "middelen",
    "projectplan",
)
DETERMINANT = ("bevorderend", "neutraal", "belemmerend")

QUESTIONS: dict[str, tuple[str, ...]] = {
    "aanvrager": ("publieke_professional", "burger", "anders"),
    "publieke_partner": ("ja", "nee"),
    "slimmer_werken": ("ja", "nee"),
    "publieke_waarde": ("draagt_bij", "neutraal", "schaadt"),
    "professionele_autonomie": ("versterkt", "neutraal", "verzwakt"),
    "kwaliteit_dienstverlening": ("beter", "gelijk", "slechter"),
    "inzet_middelen": ("minder", "gelijk", "meer"),
    "adopter": ("concreet", "in_beeld", "geen"),
    "nut_adopter": ("ja", "nee"),
    "bereidheid_adopter": ("ja", "twijfelt", "nee"),
    "motivatie": ("ja", "twijfel", "nee"),
    "bekwaamheid": ("ja", "met_hulp", "nee"),
    "tijd": ("ja", "te_regelen", "nee"),
    "ruimte": ("ja", "te_regelen", "nee"),
    "bestuurlijke_aandacht": ("op_agenda", "te_verwachten", "zijdelings", "geen"),
    "organisatievraagstuk": ("ja", "nee"),
    "effect_burger": ("direct", "mogelijk", "niet"),
    "overheid_betrokken": ("ja", "nee"),
    "beoogd_resultaat": ("praktijk", "gedachtegoed"),
    "adoptie_voortgang": ("ingevoerd", "in_gang_gezet", "voorbereid", "nog_niet"),
    "overdraagbaarheid": ("makkelijk", "redelijk", "moeilijk"),
    "afstemming": ("beperkt", "fors"),
    "uitwerking": ("concreet", "verkennend"),
    "bedrijfsmodel": ("uitgewerkt", "nodig", "niet_nodig"),
    **{f"det_{name}": DETERMINANT for name in STARRED},
    **{f"det_{name}": DETERMINANT for name in UNSTARRED},
}

APPLIES: dict[str, tuple[str, frozenset[str]]] = {
    "publieke_partner": ("aanvrager", frozenset({"anders"})),
    "nut_adopter": ("adopter", frozenset({"concreet", "in_beeld"})),
    "bereidheid_adopter": ("adopter", frozenset({"concreet", "in_beeld"})),
    "bedrijfsmodel": ("overheid_betrokken", frozenset({"nee"})),
}


def in_force(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that count: `onbekend` gives no value, and one that a known answer excludes is parked."""
    known = {question: answer for question, answer in answers.items() if answer != "onbekend"}
    for question, (controlling, fitting) in APPLIES.items():
        if controlling in known and known[controlling] not in fitting:
            known.pop(question, None)
    return known


# --- A. Toelating ----------------------------------------------------------------------------------------------------


def toelating(a: Known) -> str:
    if a.get("slimmer_werken") == "nee":
        return "nee"
    if a.get("aanvrager") == "anders" and a.get("publieke_partner") == "nee":
        return "partner_nodig"
    welcome = a.get("aanvrager") in ("publieke_professional", "burger")
    with_partner = a.get("aanvrager") == "anders" and a.get("publieke_partner") == "ja"
    return "ja" if a.get("slimmer_werken") == "ja" and (welcome or with_partner) else "onbekend"


# --- B. Relevantie ---------------------------------------------------------------------------------------------------


def criterium_publieke_waarde(a: Known) -> str:
    return a.get("publieke_waarde", "onbekend")


def criterium_autonomie(a: Known) -> str:
    names = {"versterkt": "draagt_bij", "neutraal": "neutraal", "verzwakt": "schaadt", None: "onbekend"}
    return names[a.get("professionele_autonomie")]


SERVICE = {
    "beter": {"minder": "draagt_bij", "gelijk": "draagt_bij", "meer": "neutraal", None: "onbekend"},
    "gelijk": {"minder": "draagt_bij", "gelijk": "neutraal", "meer": "schaadt", None: "onbekend"},
    "slechter": {"minder": "schaadt", "gelijk": "schaadt", "meer": "schaadt", None: "schaadt"},
    None: {"minder": "onbekend", "gelijk": "onbekend", "meer": "onbekend", None: "onbekend"},
}


def criterium_dienstverlening(a: Known) -> str:
    return SERVICE[a.get("kwaliteit_dienstverlening")][a.get("inzet_middelen")]


def relevantie(a: Known) -> str:
    value, autonomy, service = criterium_publieke_waarde(a), criterium_autonomie(a), criterium_dienstverlening(a)
    if "schaadt" in (value, autonomy, service) or value == "neutraal" or autonomy == service == "neutraal":
        return "onvoldoende"
    if value == autonomy == service == "draagt_bij":
        return "sterk"
    if value == "draagt_bij" and sorted((autonomy, service)) == ["draagt_bij", "neutraal"]:
        return "voldoende"
    return "onbekend"


# --- C. Kans op succes -----------------------------------------------------------------------------------------------


def adoptiebasis(a: Known) -> str:
    three = [a.get("adopter"), a.get("nut_adopter"), a.get("bereidheid_adopter")]
    if three[0] == "geen" or three[1] == "nee" or three[2] == "nee":
        return "ontbreekt"
    if three == ["concreet", "ja", "ja"]:
        return "geborgd"
    return "onbekend" if None in three else "te_borgen"


def initiatiefnemer(a: Known) -> str:
    four = [a.get(name) for name in ("motivatie", "bekwaamheid", "tijd", "ruimte")]
    if "nee" in four:
        return "onvoldoende"
    if four == ["ja"] * 4:
        return "sterk"
    return "onbekend" if None in four else "te_versterken"


def kans(a: Known) -> str:
    basis, person = adoptiebasis(a), initiatiefnemer(a)
    if basis == "ontbreekt" or person == "onvoldoende":
        return "ongunstig"
    if basis == "geborgd" and person == "sterk":
        return "gunstig"
    return "onbekend" if "onbekend" in (basis, person) else "voorwaardelijk"


# --- D. Type vraagstuk -----------------------------------------------------------------------------------------------

AXIS = {
    "op_agenda": {"nee": "PB", "ja": "PB_MO"},
    "te_verwachten": {"nee": "PB_mogelijk", "ja": "MO_PB_mogelijk"},
    "zijdelings": {"nee": "geen", "ja": "MO"},
    "geen": {"nee": "geen", "ja": "MO"},
}


def as_bestuur(a: Known) -> str:
    attention, organisation = a.get("bestuurlijke_aandacht"), a.get("organisatievraagstuk")
    return "onbekend" if attention is None or organisation is None else AXIS[attention][organisation]


def as_burger(a: Known) -> str:
    return {"direct": "ZB", "mogelijk": "ZB_mogelijk", "niet": "OB"}.get(a.get("effect_burger", ""), "onbekend")


def urgentie(a: Known) -> str:
    attention, result, government = (
        a.get(name) for name in ("bestuurlijke_aandacht", "beoogd_resultaat", "overheid_betrokken")
    )
    if attention in ("zijdelings", "geen") or result == "gedachtegoed" or government == "nee":
        return "matig"
    return "hoog" if attention and result == "praktijk" and government == "ja" else "onbekend"


def slaagkans(a: Known) -> str:
    return {"hoog": "gunstig", "matig": "niet_verhoogd", "onbekend": "onbekend"}[urgentie(a)]


# --- E. Adoptie en diffusie ------------------------------------------------------------------------------------------


def adoptiekans(a: Known) -> str:
    progress, adopter, willing = (a.get(n) for n in ("adoptie_voortgang", "adopter", "bereidheid_adopter"))
    if progress is None:
        return "onbekend"
    if progress == "ingevoerd":
        return "gerealiseerd"
    if progress in ("in_gang_gezet", "voorbereid"):
        return "groot"
    if adopter == "geen" or willing == "nee":
        return "klein"
    return "reeel" if adopter in ("concreet", "in_beeld") and willing in ("ja", None) else "onzeker"


def diffusiekans(a: Known) -> str:
    if a.get("afstemming") == "fors" or a.get("overdraagbaarheid") == "moeilijk":
        return "klein"
    adoption = adoptiekans(a)
    if a.get("uitwerking") == "verkennend" or adoption in ("onzeker", "klein"):
        return "onzeker"
    if adoption == "onbekend":
        return "onbekend"
    return "groot" if a.get("overdraagbaarheid") == "makkelijk" else "reeel"


# --- F. Determinanten ------------------------------------------------------------------------------------------------


def kern_omgeving(a: Known) -> str:
    three = [a.get(f"det_stakeholders_{name}") for name in ("werken_mee", "investeren", "prioriteit")]
    if "belemmerend" in three:
        return "belemmerend"
    if three == ["bevorderend"] * 3:
        return "bevorderend"
    return "onbekend" if None in three else "neutraal"


def the_four(a: Known) -> list[str | None]:
    environment = kern_omgeving(a)
    return [
        a.get("det_nut_gebruikers"),
        a.get("det_draagvlak"),
        a.get("det_opinieleider"),
        None if environment == "onbekend" else environment,
    ]


def determinantenprofiel(a: Known) -> str:
    four = the_four(a)
    if four.count("belemmerend") >= 2:
        return "kwetsbaar"
    if four.count("belemmerend") == 1:
        return "aandacht"
    if None in four:
        return "onbekend"
    return "gunstig" if four.count("bevorderend") >= 3 else "neutraal"


# --- G. Besluit ------------------------------------------------------------------------------------------------------


def besluit(a: Known) -> str:
    admitted, relevant, chance, profile = toelating(a), relevantie(a), kans(a), determinantenprofiel(a)
    if admitted == "nee" or relevant == "onvoldoende" or chance == "ongunstig":
        return "afwijzen"
    if "onbekend" in (admitted, relevant, chance) or admitted == "partner_nodig" or profile == "kwetsbaar":
        return "aanhouden"
    if chance == "gunstig" and profile in ("gunstig", "neutraal"):
        return "aannemen"
    return "aannemen_onder_voorwaarden"


# --- H. The lists ----------------------------------------------------------------------------------------------------


def afwijsgronden(a: Known) -> frozenset[str]:
    autonomy, service = criterium_autonomie(a), criterium_dienstverlening(a)
    return _members(
        buiten_slimmer_werken=a.get("slimmer_werken") == "nee",
        schaadt_publieke_waarde=criterium_publieke_waarde(a) == "schaadt",
        schaadt_autonomie=autonomy == "schaadt",
        schaadt_dienstverlening=service == "schaadt",
        geen_publieke_waarde=criterium_publieke_waarde(a) == "neutraal",
        te_weinig_bijdrage=autonomy == "neutraal" and service == "neutraal",
        geen_adopter=a.get("adopter") == "geen",
        geen_nut_adopter=a.get("nut_adopter") == "nee",
        adopter_weigert=a.get("bereidheid_adopter") == "nee",
        initiatiefnemer_motivatie=a.get("motivatie") == "nee",
        initiatiefnemer_bekwaamheid=a.get("bekwaamheid") == "nee",
        initiatiefnemer_tijd=a.get("tijd") == "nee",
        initiatiefnemer_ruimte=a.get("ruimte") == "nee",
    )


def voorwaarden(a: Known) -> frozenset[str]:
    return _members(
        publieke_partner_vinden=a.get("aanvrager") == "anders" and a.get("publieke_partner") == "nee",
        kern_bespreken=None in the_four(a),
        adopter_vastleggen=a.get("adopter") == "in_beeld",
        bereidheid_bevestigen=a.get("bereidheid_adopter") == "twijfelt",
        motivatie_bespreken=a.get("motivatie") == "twijfel",
        hulp_organiseren=a.get("bekwaamheid") == "met_hulp",
        tijd_regelen=a.get("tijd") == "te_regelen",
        ruimte_regelen=a.get("ruimte") == "te_regelen",
        kern_nut_gebruikers=a.get("det_nut_gebruikers") == "belemmerend",
        kern_draagvlak=a.get("det_draagvlak") == "belemmerend",
        kern_opinieleider=a.get("det_opinieleider") == "belemmerend",
        kern_omgeving=kern_omgeving(a) == "belemmerend",
    )


def aanbevelingen(a: Known) -> frozenset[str]:
    attention = a.get("bestuurlijke_aandacht")
    return _members(
        praktijkproef=a.get("beoogd_resultaat") == "gedachtegoed",
        effect_zichtbaar_maken=a.get("effect_burger") == "niet" and attention in ("op_agenda", "te_verwachten"),
        bestuurlijke_steun=attention in ("zijdelings", "geen"),
        stakeholders_afstemmen=a.get("afstemming") == "fors",
        vraagstuk_concretiseren=a.get("uitwerking") == "verkennend",
        bedrijfsmodel_uitwerken=a.get("bedrijfsmodel") == "nodig",
        overdracht_vereenvoudigen=a.get("overdraagbaarheid") == "moeilijk",
        **{f"versterk_{name}": a.get(f"det_{name}") == "belemmerend" for name in UNSTARRED},
    )


def tegenstrijdigheden(a: Known) -> frozenset[str]:
    under_way = a.get("adoptie_voortgang") in ("ingevoerd", "in_gang_gezet")
    return _members(
        geen_adopter_wel_voortgang=a.get("adopter") == "geen" and under_way,
        weigering_en_voortgang=a.get("bereidheid_adopter") == "nee" and under_way,
        geen_overheid_wel_agenda=a.get("overheid_betrokken") == "nee" and a.get("bestuurlijke_aandacht") == "op_agenda",
        geen_nut_wel_nut_gebruikers=a.get("nut_adopter") == "nee" and a.get("det_nut_gebruikers") == "bevorderend",
    )


def vervolgstappen(a: Known) -> frozenset[str]:
    accepted = besluit(a) in ("aannemen", "aannemen_onder_voorwaarden")
    return _members(supporter_zoeken=accepted, leden_werven=accepted, fase_ontdekken_starten=accepted)


def _members(**conditions: bool) -> frozenset[str]:
    return frozenset(name for name, holds in conditions.items() if holds)


CONCLUSIONS: tuple[Callable[[Known], str | frozenset[str]], ...] = (
    toelating, criterium_publieke_waarde, criterium_autonomie, criterium_dienstverlening, relevantie,
    adoptiebasis, initiatiefnemer, kans, as_bestuur, as_burger, urgentie, slaagkans, adoptiekans, diffusiekans,
    kern_omgeving, determinantenprofiel, besluit,
    afwijsgronden, voorwaarden, aanbevelingen, tegenstrijdigheden, vervolgstappen,
)  # fmt: skip


def conclude(answers: Mapping[str, str]) -> dict[str, str | frozenset[str]]:
    """Every conclusion of the intake for these answers, `onbekend` and parked ones included."""
    known = in_force(answers)
    return {conclusion.__name__: conclusion(known) for conclusion in CONCLUSIONS}
