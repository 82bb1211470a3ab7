"""Every Dutch sentence of the interview, in the order in which a coach meets them. Rules and questions bring their own.

Sentences are short, active and say `u`. What stands between braces is filled in by the module that uses the text.
"""

from __future__ import annotations

from slimmer_rules.rulebook.wording import NO_ANSWER

# --- the beginning ---------------------------------------------------------------------------------------------------

WELCOME = (
    "Voor u als coach: typ het cijfer van het antwoord en druk op Enter. Met 0 zegt u: weet ik nog niet. "
    "Typ ? voor uitleg bij een vraag, en :help voor alles wat u kunt typen."
)
RESUME = "U gaat verder waar u was: {where}."
RESUME_START = "aan het begin"
RESUME_QUESTION = "bij de vraag over {short}"
RESUME_OPTIONAL = "bij de aanvullende vragen"
RESUME_OVERVIEW = "bij het overzicht"
RESUME_OWN_VIEW = "bij uw eigen oordeel"
RESUME_OUTCOME = "bij de uitkomst"
RESUME_DECISION = "bij het besluit"
RESUME_DONE = "Dit gesprek was al klaar. U kunt het nog eens bekijken en wijzigen."
RESUME_COUNT = "Tot nu toe {given} beantwoord."

ASK_TITLE = "Waar gaat het over? Noem het in een paar woorden."
ASK_COACH = "Hoe heet u, als coach? Uw naam komt onder de brief."
ASK_ADDRESSEE = "Aan wie gaat de brief?"
ADDRESSEE_HOW = (
    "Begin met de naam van een persoon, zoals: mevrouw S. de Wit. "
    "Komt er een organisatie bij? Zet die achter een komma."
)
ADDRESSEE_GREETED = "De brief begint met: {greeting},"
ADDRESSEE_MEND = "Klopt dat niet? Typ :ga aanhef."
ASK_SALUTATION = "Hoe begint de brief?"
SALUTATION_HOW = "Zoals: Geachte mevrouw De Wit. De komma zet het programma erachter."
SALUTATION_NO_WORD = "Schrijf de aanhef in letters, zoals: Geachte mevrouw De Wit."
ASK_REFERENCE = "Welk kenmerk komt boven de brief?"
TITLE_NO_WORD = "Schrijf in een paar woorden waar het over gaat."
COACH_NO_WORD = "Schrijf uw naam in letters."
ADDRESSEE_NO_WORD = "Begin met een naam, zoals: mevrouw S. de Wit."
ENTER_SKIPS = "Enter slaat dit over."
ENTER_KEEPS_TEXT = "Nu staat er: {text}. Enter houdt dit."

# --- a question ------------------------------------------------------------------------------------------------------

SECTION = "Onderdeel {number} van {total}: {title}"
OPTIONAL_SECTION = "Onderdeel {number} van {total}: {title}, aanvullend"
FOR_COACH = "Voor u als coach: {text}"
SIGN = "{choice}. {note}"
UNKNOWN_ANSWER = f"{NO_ANSWER} (onbekend)"
UNKNOWN_MARK = "0"
NUMBER_RANGE = "Typ een getal van {low} tot en met {high}, of typ: onbekend."
ENTER_KEEPS = "Uw antwoord was: {answer}. Enter houdt dit."

# --- an answer -------------------------------------------------------------------------------------------------------

NOTED = "Genoteerd: {answer}."
CHANGED = "Gewijzigd: {subject} was “{old}” en is nu “{new}”."
PARKED = "Uw antwoord over {shorts} telt nu niet mee. Het blijft wel bewaard."
PARKED_MORE = "Uw antwoorden over {shorts} tellen nu niet mee. Zij blijven wel bewaard."
UNPARKED = "Uw antwoord over {short} telt weer mee: {answer}."
NEW_QUESTION = "Er komt een vraag bij, over {shorts}."
NEW_QUESTIONS = "Er komen {count} vragen bij, over {shorts}."
SKIPPED = "Overgeslagen. U vindt deze vraag terug in :overzicht."
KEPT_WHEN_SKIPPED = "Uw antwoord blijft staan: {answer}."

# --- looking ahead ---------------------------------------------------------------------------------------------------

AHEAD = "{told}."
MATTERS_NOT = "Het antwoord op deze vraag verandert de uitkomst niet meer."
SECTION_MATTERS_NOT = "De vragen in dit onderdeel veranderen de uitkomst niet. De antwoorden komen wel in de brief."
OPTIONAL_MATTER_NOT = "De uitkomst verandert er niet door. De antwoorden komen wel in de brief."
SETTLED = "Het antwoord op de overige vragen verandert de uitkomst niet meer."
SETTLED_ASK = "Wilt u toch verdergaan? Dan wordt de brief uitgebreider."
SETTLED_GO_ON = "Ja, ik ga verder"
SETTLED_STOP = "Nee, naar het overzicht"
SHORT_SECTION = "{title}"
SHORT_DONE = "De overige vragen veranderen de uitkomst niet meer. U krijgt ze daarom niet."
CHANGE_MEANS = "Met dit antwoord verandert er iets. {told}."
CHANGE_ASK = "Wilt u uw antwoord zo wijzigen?"
CHANGE_YES = "Ja, wijzig het in “{new}”"
CHANGE_NO = "Nee, houd “{old}”"
CHANGE_KEPT = "Uw antwoord blijft zoals het was."

# --- contradicting answers -------------------------------------------------------------------------------------------

CONTRADICTION = "Let op: deze antwoorden passen niet bij elkaar."
CONTRADICTION_ASK = "Wat klopt? Kies het antwoord dat u wilt wijzigen."
CONTRADICTION_KEEP = "Niets wijzigen, ik ga verder"
CONTRADICTION_ZERO = "om niets te wijzigen"
CONTRADICTION_KEPT = "Goed. U ziet dit terug in het overzicht."

# --- input that does not fit -----------------------------------------------------------------------------------------

EMPTY = "Kies een cijfer, of typ 0 als u het nog niet weet. Met :overslaan gaat u verder zonder antwoord."
EMPTY_CHOICE = "{typed}."
EMPTY_NUMBER = "Typ een getal, of typ: onbekend. Met :overslaan gaat u verder zonder antwoord."
NOT_A_CHOICE = "“{line}” past hier niet. {typed}. Weet u het nog niet? Typ 0."
NOT_AN_OPTION = "“{line}” past hier niet. {typed}."
TYPE_NUMBERS = ("Typ 1", "Typ 1 of 2")
TYPE_MORE_NUMBERS = "Typ een cijfer van 1 tot en met {last}"
TYPE_OR_UNKNOWN_MARK = "{typed}, of 0 {purpose}"
NOT_A_NUMBER = "“{line}” past hier niet. Typ een heel getal van {low} tot en met {high}, of typ: onbekend."
MEANT = "Bedoelde u {meant}?"
MORE_THAN_ONE = "“{line}” kan meer betekenen: {options}. Typ het cijfer."
IS_A_COMMAND = "Bedoelde u de opdracht :{name}? Typ die met een dubbele punt ervoor."
TOO_LONG = "Dit is te lang: {length} tekens. Er passen er {limit}. Maak het korter of verdeel het."

# --- a pasted text ---------------------------------------------------------------------------------------------------

PASTED = "U plakte {count} regels, die beginnen met “{first}”. Daar is nog niets mee ingevuld."
PASTED_ASK = "Wat is deze tekst?"
PASTED_NOTE = "Een notitie bij deze vraag, alleen voor uzelf"
PASTED_LETTER_NOTE = "Een notitie bij deze vraag, ook voor de brief"
PASTED_ONE_LINE = "Het antwoord hier, op één regel"
PASTED_ISSUE = "Het vraagstuk in woorden van de initiatiefnemer, voor in de brief"
PASTED_DROP = "Niets: gooi deze tekst weg"
PASTED_ZERO = "om deze tekst weg te gooien"
PASTED_WHERE = "Bij welke vraag hoort deze tekst, als notitie voor uzelf? Typ het nummer of de naam van de vraag."
PASTED_WHERE_HOW = "De nummers staan in :overzicht. Met 0 gooit u de tekst weg."
PASTED_FIRST = "Zeg eerst wat er met de geplakte tekst gebeurt. Daarna kan dit weer."
PASTED_GONE = "De tekst is weg."
PASTED_IS_ISSUE = "Bewaard als het vraagstuk. Dit komt ook in de brief."
PASTED_AT = "De geplakte tekst is bewaard als notitie voor uzelf, bij de vraag over {short}."
PASTED_LOST = "De geplakte tekst is niet bewaard. Kopieer hem hier, als u hem nog nodig heeft:\n{text}"

# --- commands --------------------------------------------------------------------------------------------------------

HELP_INTRO = "Bij elke vraag kunt u dit typen:"
HELP = (
    ("1, 2, 3 …", "uw antwoord; de eerste letters van het antwoord mogen ook"),
    ("0", "u weet het nog niet (onbekend)"),
    ("Enter", "houd uw eerdere antwoord"),
    ("?", "uitleg en een voorbeeld bij deze vraag"),
    (":waarom", "waarom deze vraag er is; nog eens: een stap verder"),
    (":terug", "een vraag terug; latere antwoorden blijven staan"),
    (":overslaan", "verder zonder antwoord"),
    (":overslaan alles", "bij de aanvullende vragen: sla de rest samen over"),
    (":overzicht", "al uw antwoorden; typ een nummer om er een te wijzigen"),
    (":ga VRAAG", "naar een andere vraag: :ga 12, :ga tijd, :ga titel"),
    (":notitie TEKST", "een notitie bij deze vraag, alleen voor uzelf"),
    (":notitie! TEKST", "een notitie die ook in de brief komt"),
    (":notitie-weg", "haal de notitie bij deze vraag weg"),
    (":oordeel", "uw eigen oordeel naast de uitkomst, alleen voor uzelf"),
    (":bij", "wat uit het eerdere gesprek kwam"),
    (":stop", "stoppen; u gaat later verder waar u was"),
)
HELP_SHORT = "Een opdracht mag korter, zolang hij duidelijk is: :t voor :terug."
HELP_SAVED = "Elk antwoord is meteen bewaard."
HELP_HERE_INTRO = "Geef antwoord op wat er hieronder staat. U kunt ook dit typen:"
HELP_HERE = (
    (":terug", "een stap terug"),
    (":overslaan", "verder zonder antwoord"),
    (":overzicht", "al uw antwoorden; typ een nummer om er een te wijzigen"),
    (":ga VRAAG", "naar een vraag van het gesprek: :ga 12, :ga tijd, :ga titel"),
    (":oordeel", "uw eigen oordeel naast de uitkomst, alleen voor uzelf"),
    (":bij", "wat uit het eerdere gesprek kwam"),
    (":stop", "stoppen; u gaat later verder waar u was"),
)

UNKNOWN_COMMAND = "De opdracht :{name} is er niet. Typ :help voor alle opdrachten."
UNKNOWN_COMMAND_MEANT = "De opdracht :{name} is er niet. Bedoelde u :{meant}?"
COMMAND_MORE_THAN_ONE = "De opdracht :{name} kan meer betekenen: {options}. Typ er een letter bij."
NO_QUESTION_HERE = "Dat kan alleen bij een vraag. Ga eerst naar een vraag, met :ga of een nummer uit :overzicht."
AT_START = "U bent bij het begin."
GO_WHERE = "Naar welke vraag? Bijvoorbeeld :ga 12 of :ga {example}. De nummers staan in :overzicht."
NO_SUCH_QUESTION = "Er is geen vraag “{text}”."
NO_SUCH_QUESTION_MEANT = "Er is geen vraag “{text}”. Bedoelde u {number}, {short}? Typ dan :ga {number}."
QUESTION_MORE_THAN_ONE = "“{text}” kan meer vragen betekenen: {options}. Typ :ga met het nummer."
NOT_ASKABLE = "De vraag over {short} hoort er nu niet bij. Dat hangt af van {controlling}."

NOTE_ADDED = "Notitie bewaard, alleen voor uzelf. Voor de brief typt u :notitie! met uw tekst."
NOTE_ADDED_LETTER = "Notitie bewaard. Deze komt ook in de brief."
NOTE_NONE = "Bij deze vraag staat geen notitie. Typ :notitie met uw tekst erachter."
NOTE_IS = "Uw notitie, alleen voor uzelf: {text}"
NOTE_IS_LETTER = "Uw notitie, ook voor de brief: {text}"
NOTE_GONE = "De notitie is weg."
NOTE_WHICH = "Hier staan er twee. Typ :notitie-weg uzelf of :notitie-weg brief."
NOTE_WHICH_NOT = "“{rest}” past daar niet. Typ :notitie-weg, of :notitie-weg uzelf of :notitie-weg brief."
NOTE_TOO_MUCH = "Bij deze vraag passen {limit} tekens aan notities. Deze past er niet meer bij."

# --- explanation -----------------------------------------------------------------------------------------------------

WHY_NONE = "Bij deze vraag staat geen reden."
WHY_ANSWER_NOW = "U bent nu niet bij een vraag van het gesprek."
WHY_RULES = "Deze conclusies gebruiken uw antwoord:"
WHY_RULE_LINE = "{title} {rules}"
WHY_RULE_ONE = "(regel {rules})"
WHY_RULE_MORE = "(regels {rules})"
WHY_RULES_NONE = "Geen enkele regel gebruikt uw antwoord. Het is voor het dossier."
WHY_OPENS = "Van uw antwoord hangt af of u nog een vraag krijgt, over {shorts}."
WHY_GOAL = "Zo telt uw antwoord mee in: {goal}"
WHY_MORE = "Een regel lezen? Typ in een ander venster: {show} {rule}"
WHY_AGAIN = "Typ nog eens :waarom om te zien wat de regels daarna doen."
WHY_TOP = "Verder gaat het niet: dit is het hele pad naar de uitkomst."
EXPLAIN_NONE = "Bij deze vraag is geen verdere uitleg."
EXPLAIN_EXAMPLE = "Voorbeeld: {text}"

# --- optional questions ----------------------------------------------------------------------------------------------

OPTIONAL_OFFER = "Er zijn nog {count} aanvullende vragen, over {subject}. U mag ze samen overslaan."
OPTIONAL_OFFER_ONE = "Er is nog één aanvullende vraag, over {subject}. U mag die overslaan."
OPTIONAL_ASK = "Wilt u ze nu bespreken?"
OPTIONAL_ASK_ONE = "Wilt u die nu bespreken?"
OPTIONAL_YES = "Ja"
OPTIONAL_NO = "Nee, sla ze over"
OPTIONAL_NO_ONE = "Nee, sla die over"
OPTIONAL_LEAVE = "U kunt hier steeds mee stoppen: typ dan :overslaan alles."
OPTIONAL_ALL_MEANT = "“{rest}” past daar niet. Bedoelde u :overslaan alles?"
OPTIONAL_ALL_NOT_HERE = "Alles overslaan kan alleen bij de aanvullende vragen. Typ :overslaan voor deze stap."
SKIP_ALONE = "“{rest}” past daar niet. Typ alleen :overslaan."
OPTIONAL_PASSED = "Goed, wij slaan ze over."

# --- the overview ----------------------------------------------------------------------------------------------------

OVERVIEW = "Overzicht van uw antwoorden"
OVERVIEW_TEXTS = "Over dit gesprek"
OVERVIEW_EMPTY = "nog niet ingevuld"
OVERVIEW_LINE = "{subject}: {answer}"
OVERVIEW_NOT_ASKED = "nog niet gevraagd"
OVERVIEW_SECTION_NOT_ASKED = "Nog niet gevraagd (nummers {numbers})."
OVERVIEW_SKIPPED = "overgeslagen"
OVERVIEW_PARKED = "{answer} (telt nu niet mee)"
OVERVIEW_NOTE = "{line} [notitie]"
OVERVIEW_NOTE_LETTER = "{line} [notitie voor de brief]"
OVERVIEW_HERE = "{line} (hier bent u nu)"
OVERVIEW_OPTIONAL_LEFT = "{count} aanvullende vragen zijn niet besproken (nummers {numbers})."
OVERVIEW_OPTIONAL_LEFT_ONE = "Eén aanvullende vraag is niet besproken (nummer {numbers})."
OVERVIEW_CONTRADICTIONS = "Deze antwoorden passen niet bij elkaar:"
OVERVIEW_OPEN = "{count} vragen hebben nog geen antwoord: nummers {numbers}."
OVERVIEW_OPEN_ONE = "Eén vraag heeft nog geen antwoord: nummer {numbers}."
OVERVIEW_END = "Alle vragen zijn gesteld."
OVERVIEW_ASK = "Klopt dit? Enter gaat verder. Een nummer wijzigt dat antwoord; titel en naam kunt u ook typen."
OVERVIEW_ASK_AGAIN = "Enter gaat verder. Een nummer wijzigt een antwoord; :overzicht laat alles nog eens zien."
OVERVIEW_PICK = "Typ een nummer om dat antwoord te wijzigen. Enter gaat terug naar de vraag."
OVERVIEW_WHICH = "Typ het nummer van het antwoord dat u wilt wijzigen."

# --- the coach's own view --------------------------------------------------------------------------------------------

OWN_VIEW_HEADING = "Uw eigen oordeel"
OWN_VIEW_WHY = "Voordat u de uitkomst van de regels ziet: wat vindt u zelf? Dit blijft van u en komt niet in de brief."
OWN_VIEW_ASK = "Voor u als coach: wat is uw oordeel?"
OWN_VIEW_KEPT = "Uw eigen oordeel is bewaard; met :oordeel ziet u het."
OWN_VIEW_WAS = "Uw eigen oordeel was: {view}"
OWN_VIEW_NONE = "U gaf geen eigen oordeel."
OWN_VIEW_LATER = "U gaf nog geen eigen oordeel. Wij vragen ernaar na het overzicht."

# --- the outcome -----------------------------------------------------------------------------------------------------

OUTCOME = "De uitkomst"
OUTCOME_NONE = "De regels komen hier niet tot een uitkomst."
OUTCOME_WHY = "Waarom"
OUTCOME_OPEN = "Wat wij nog niet weten"
OUTCOME_CONTRADICTIONS = "Antwoorden die niet bij elkaar passen"
OUTCOME_OPEN_SECTION = "{title}: dit onderdeel is nog niet besproken."
OUTCOME_OPEN_POINTS = "{title}: {points}."
OUTCOME_PERSON = "Dit is de uitkomst van de regels. Een mens neemt het besluit."
RULES_CLASH = (
    "Twee regels spreken elkaar tegen: {first} en {second}. Daarom is er nu geen uitkomst. "
    "Uw antwoorden zijn goed bewaard. Meld dit aan wie de regels beheert."
)
NO_GOAL = "Dit volgt uit uw antwoorden."
PROFILE = "Wat helpt en wat hindert"
PROFILE_LINE = "{standing}: {subjects}."
BESIDE = "Uit een eerder gesprek: {conversation}"
BESIDE_TITLED = "Uit een eerder gesprek: {conversation}, over “{title}”"
BESIDE_NONE = "Er staat geen eerder gesprek naast. Dat kan als u begint met --bij en het bestand van dat gesprek."
NOTHING_FOLLOWS = "Uit uw antwoorden volgt nog niets."

# --- what a person decides -------------------------------------------------------------------------------------------

DECISION = "Het besluit"
DECISION_WHY = "Een mens neemt het besluit. Legt u het hier vast, dan zegt de brief: wij hebben besloten."
DECISION_ASK = "Wat is besloten?"
DECISION_NONE = "Er is nog geen besluit. De brief geeft dan de uitkomst van de regels"
DECISION_ZERO = "als er nog geen besluit is"
DECISION_KEPT = "Vastgelegd: {label}."
DECISION_GONE = "Er staat nu geen besluit. De brief geeft de uitkomst van de regels."
DECISION_DEPARTS = "Uw besluit is: {label}. Dat wijkt nu af van de uitkomst van de regels."
DECISION_TOLD = "Besluit: {label}."
DECISION_TOLD_REASON = "Besluit: {label}. Reden: {reason}"
REASON_ASK = "Wilt u daar een reden bij geven? Die komt dan in de brief."
REASON_HOW = "Schrijf aan wie de brief krijgt, met “u”."
REASON_ASK_DEPARTS = "Waarom wijkt het besluit af van de uitkomst van de regels? Uw reden komt in de brief."
REASON_NOW = "Nu staat er: “{reason}” Enter houdt dit."
REASON_NEEDED = "Dit besluit wijkt af van de uitkomst van de regels. Typ een reden. Toch een ander besluit? Typ :terug."
REASON_TOO_SHORT = "“{line}” is te kort voor de brief. Schrijf de reden in een zin, van drie woorden of meer."
REASON_KEPT = "Vastgelegd, met uw reden."

# --- the letter ------------------------------------------------------------------------------------------------------

LETTER_ASK = "Zal ik de brief maken?"
LETTER_YES = "Ja"
LETTER_NO = "Nee, nu niet"
LETTER_DECISION = "Eerst het besluit vastleggen"
LETTER_DECISION_AGAIN = "Eerst het besluit wijzigen. Nu staat er: {label}"
LETTER_NAME = "U kunt ook zelf een bestandsnaam typen. De naam eindigt dan op .html, .docx, .pdf, .txt of .md."
LETTER_EMPTY = "{typed}, of een bestandsnaam zoals brief.html."
LETTER_NOT = "“{line}” past hier niet. {typed}, of een bestandsnaam zoals brief.html."
LETTER_MADE = "De brief staat in {path}. Lees hem na voordat u hem verstuurt."
LETTER_FAILED = "De brief is niet gemaakt. {reason}"
LETTER_LATER = "Goed. De brief kunt u later nog maken."
DONE = "Het gesprek is klaar. Dank u wel."
