"""The word stock of the invented plans: themes and sentence patterns. Everything here is made up.

A pattern is filled from a theme ({topic}, {target}) and from the lists below; `fill` draws until no field is left.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from samplan.plans.catalogue import frameworks


@dataclass(frozen=True, slots=True)
class Theme:
    """What an area is about. topic and target stand inside sentences; title may stand as a heading."""

    title: str
    topic: str
    target: str


THEMES = tuple(
    Theme(*line.split("|"))
    for line in """
Suicidprevention|suicidprevention|personer i suicidrisk
Efterlevandestöd|stöd efter suicid|efterlevande och närstående
Psykisk hälsa hos barn och unga|barns och ungas psykiska hälsa|barn och unga 0–17 år
Ungdomsmottagningarnas uppdrag|ungdomsmottagningarnas arbete|unga 13–25 år
Första linjen för unga|tidiga insatser vid lätt ohälsa|unga med lätt till måttlig psykisk ohälsa
Elevhälsans samarbete med vården|samarbetet mellan elevhälsa och vård|elever i grund- och gymnasieskola
Samsjuklighet|vård vid samsjuklighet|personer med samsjuklighet
Skadligt bruk och beroende|insatser mot skadligt bruk|personer med beroende
Spel om pengar|stöd vid spelproblem|personer med spelproblem
Äldres psykiska hälsa|äldres psykiska välbefinnande|personer över 65 år
Psykisk ohälsa i hemtjänsten|upptäckt av nedstämdhet hos äldre|äldre med hemtjänst
Brukarmedverkan|brukares inflytande|brukare och patienter
Anhörigstöd|stöd till anhöriga|anhöriga och närstående
Barn som anhöriga|barns rätt till information|barn till föräldrar med ohälsa
Samordnad individuell plan|arbetet med samordnade planer|personer med insatser från flera håll
Heldygnsvård och utskrivning|trygg utskrivning|patienter i slutenvård
Case management|samordnat stöd enligt case management|personer med allvarlig psykisk sjukdom
Bostad först|boende enligt bostad först|personer i hemlöshet
Arbete och sysselsättning|vägar till arbete|personer långt från arbetsmarknaden
Fysisk hälsa|kroppslig hälsa vid psykisk sjukdom|personer med psykossjukdom
Neuropsykiatriska svårigheter|stöd vid neuropsykiatriska svårigheter|personer med adhd eller autism
Stöd i föräldraskapet|föräldraskapsstöd|blivande och nyblivna föräldrar
Våld i nära relationer|upptäckt av våldsutsatthet|våldsutsatta vuxna och barn
Nyanlända och asylsökande|hälsosamtal med nyanlända|nyanlända och asylsökande
Placerade barn|hälsoundersökning av placerade barn|barn och unga i samhällsvård
Självskadebeteende|bemötande vid självskada|unga som skadar sig själva
Ätstörningar|tidig upptäckt av ätstörningar|unga med ätstörning
Digitala stödinsatser|digitalt stöd och behandling|invånare som söker hjälp på nätet
Psykisk hälsa på arbetsplatsen|psykiskt välbefinnande i arbetslivet|medarbetare i kommun och region
Kunskap hos personalen|gemensam kompetensutveckling|personal i vård, skola och omsorg
Data och analys|uppföljning med gemensamma data|verksamheter som följer upp sitt arbete
Styrning och ledning|gemensam ledning|chefer och beslutsfattare
Krisstöd|psykosocialt krisstöd|drabbade vid allvarliga händelser
Öppenvård för vuxna|tillgänglig öppenvård|vuxna med ångest och depression
Socialpsykiatrins boendestöd|boendestödets innehåll|personer med boendestöd
Unga som varken arbetar eller studerar|stöd till unga utan sysselsättning|unga 16–24 år utan sysselsättning
Hbtqi-personers hälsa|bemötande av hbtqi-personer|unga och vuxna hbtqi-personer
Mötesplatser och gemenskap|arbetet mot ensamhet|personer som lever ensamma
Tvångsvård|minskat tvång i vården|patienter som vårdas med tvång
Läkemedel|läkemedelsgenomgångar|personer med många läkemedel
Kultur och natur som stöd|kultur- och naturunderstödda insatser|personer med långvarig stress
Kommunernas första hjälp|utbildning i första hjälpen|förtroendevalda och anställda
""".strip().splitlines()
)

LISTS: dict[str, tuple[str, ...]] = {
    name: tuple(words.split("|"))
    for name, words in {
        "place": "i hela länet|i samtliga kommuner|i länets alla delar|på minst fem orter|i norra länsdelen"
        "|i varje kommun|på länets vårdcentraler"
        "|inom socialtjänsten|i grund- och gymnasieskolan|på varje ungdomsmottagning",
        "product": "en gemensam rutin|en handledning|ett utbildningspaket|en informationsfolder|en överenskommelse"
        "|en webbsida|ett metodstöd|en checklista|en kommunikationsplan|en lokal handlingsplan|ett årshjul|en lathund",
        "group": "en arbetsgrupp|ett nätverk|en referensgrupp|en styrgrupp|ett lokalt team|en beredningsgrupp",
        "meeting": "en utbildningsdag|två halvdagar|en temadag|fyra nätverksträffar|ett frukostseminarium"
        "|en workshop|en dialogdag|en konferens|tre webbsända föreläsningar",
        "staff": "skolsköterskor och kuratorer|biståndshandläggare|personal på särskilda boenden|första linjens chefer"
        "|vårdcentralernas psykologer|boendestödjare|socialsekreterare|elevhälsans personal|undersköterskor"
        "|fritidsledare|räddningstjänst och polis|barnmorskor|kontaktpersoner",
        "with_": "brukarorganisationerna|primärvården|elevhälsan|civilsamhället|länets föreningar|polisen"
        "|Arbetsförmedlingen|Försäkringskassan|studieförbunden|vuxenpsykiatrin|ungdomsmottagningarna",
        "quality": "likvärdigt|tryggt|samordnat|lättillgängligt|kunskapsbaserat|sammanhållet|personcentrerat",
        "effect": "känner sig delaktiga|får hjälp i rätt tid|vet vart de ska vända sig|upplever ett gott bemötande"
        "|slipper falla mellan stolarna|får en samlad bedömning|erbjuds stöd nära hemmet",
        "many": "tio|femton|tjugo|25|40|60|80|minst 12|ungefär 30|drygt 100",
        "source": "brukarenkäten|länets folkhälsoenkät|kvalitetsregistret|verksamhetssystemet|elevhälsosamtalen"
        "|patientenkäten|kommunernas egen statistik",
        "thing": "remissvägarna|arbetssättet|rutinerna|ansvarsfördelningen|informationsflödet|kontaktvägarna"
        "|introduktionen för nyanställda|väntetiderna|samtyckesblanketten|teamens bemanning",
        "adverb": "systematiskt|stegvis|tillsammans|regelbundet|på prov|med gemensamt underlag|enligt årshjulet",
    }.items()
}

SENTENCES: dict[str, tuple[str, ...]] = {
    "long": (
        "{Target} {place} {effect}.",
        "Att {target} erbjuds ett {quality} stöd {place}.",
        "Arbetet med {topic} är {quality} och bedrivs {adverb} {place}.",
        "Länet har ett {quality} arbete med {topic} där {target} {effect}.",
        (
            "Att {target} {effect} oavsett bostadsort, ålder, kön och bakgrund, och att vård, skola och omsorg tar ett "
            "gemensamt ansvar för {topic} utan att någon behöver berätta sin historia flera gånger."
        ),
        "{Topic} är en självklar del av vardagen {place}.",
        "Psykisk ohälsa bland {target} ska minska och fler ska uppleva att de {effect}.",
    ),
    "short": (
        "{Product} för {topic} är framtagen {place}.",
        "Att {product} kring {topic} används av {staff}.",
        "{Many} {staff} har genomgått utbildning om {topic}.",
        "{Group} för {topic} har kommit igång tillsammans med {with_}.",
        "Kunskapen om {topic} har ökat hos {staff}.",
        "Varje kommun har utsett en kontaktperson för {topic}.",
        "{Thing} mellan kommun och region är klarlagda när det gäller {topic}.",
        "Att fler ur gruppen {target} deltar i planeringen av sina egna insatser.",
    ),
    "activity": (
        "Ta fram {product} om {topic}.",
        "Genomföra {meeting} för {staff}.",
        "Bilda {group} med {with_}.",
        "Kartlägga {thing} {place}.",
        "Utbilda {many} {staff} i {topic}.",
        "Sprida {product} till {staff}.",
        "Informera {target} genom {with_}.",
        "Pröva {topic} {adverb} {place}.",
        "Inventera vilka insatser för {target} som finns {place}.",
        "Erbjuda handledning till {staff} {adverb}.",
        "Se över {thing} tillsammans med {with_}.",
        (
            "Rekrytera en samordnare för {topic} på halvtid, som ska ge {staff} stöd i vardagen och hålla ihop "
            "kontakten med {with_} så att erfarenheter från pilotkommunerna kan användas {place}."
        ),
        "Anordna {meeting} kring {topic}",
        "Följa upp {thing} {adverb}",
        "Föreläsningar om {topic}",
        "Informationsmaterial till {target}",
    ),
    "explains": (
        "Detta görs {adverb} och kostnaden delas lika.",
        "Arbetet leds av länets samordnare.",
        "Det innebär att {staff} avsätter tid varje månad.",
        "Här behövs stöd från {with_}.",
    ),
    "reported": (
        "{Product} om {topic} har tagits fram.",
        "{Meeting} genomfördes för {staff}.",
        "{Group} har bildats med {with_}.",
        "{Many} {staff} utbildades i {topic}.",
        "{Thing} har kartlagts {place}.",
        "En samordnare för {topic} är anställd.",
    ),
    "followup": (
        "{Product} om {topic} har tagits fram och spridits till {staff}. Arbetet fortsätter {adverb}.",
        "{Meeting} genomfördes med gott resultat, men {thing} behöver fortfarande ses över.",
        "Insatserna har inte kommit igång som tänkt eftersom tjänsten varit obesatt under våren.",
        "Flera kommuner har börjat arbeta {adverb} med {topic}. Två kommuner avvaktar.",
        "Målet bedöms ligga kvar. {Group} tar frågan vidare under nästa år, och {thing} redovisas i december.",
        "Andelen {staff} som fått utbildning har ökat från 22 till 41 procent.",
    ),
    "background": (
        "Under flera år har {with_} lyft att {target} möter olika regler beroende på var de bor.",
        "I dialogen med {with_} framkom att {thing} varierar mellan kommunerna.",
        "Enligt {source} har ohälsan bland {target} ökat något de senaste åren.",
        "Ansvaret för {topic} är delat, och {thing} är inte känt av alla berörda.",
        "Befintliga insatser når inte fram till dem som bäst behöver dem.",
    ),
    "needs": (
        "Det behövs {product} som {staff} kan använda i vardagen.",
        "Kunskapen om {topic} behöver stärkas hos {staff}.",
        "Samarbetet med {with_} behöver utvecklas och {thing} förtydligas.",
    ),
    "noise": (
        "Dokumentet vänder sig till alla som arbetar med frågorna i länet och till den som vill veta mer.",
        "Analysen bygger på intervjuer, enkäter och samtal med företrädare för brukarorganisationerna.",
        "Länets kommuner skiljer sig åt i fråga om befolkning, avstånd och ekonomi.",
        "Under arbetets gång har flera möten hållits där huvudmännen enats om ordning och ansvar.",
        "Resultaten har lästs och kommenterats av länets chefsnätverk innan de fastställdes.",
        "I folkhälsoenkäten uppger var femte svarande att de känt sig stressade den senaste tiden.",
        "Den regionala samverkansgruppen håller ihop arbetet och rapporterar två gånger om året.",
        "Skillnaderna mellan könen är störst i åldern 16–29 år och minskar därefter.",
        "Planen ersätter tidigare dokument och ses över när förutsättningarna ändras.",
        "Statens stöd betalas ut årsvis, vilket gör långsiktiga åtaganden svårare att planera.",
    ),
    "question": (
        "Hur kan vi arbeta {adverb} så att {target} {effect}?",
        "Hur kan {topic} bli en naturlig del av vardagen {place}?",
        "Hur kan {staff} få bättre förutsättningar att möta {target}?",
        "På vilket sätt kan {with_} bidra till {topic}?",
        "Vad krävs för att {thing} ska fungera {place}?",
    ),
    "fquestion": (
        "Har kunskapen om {topic} ökat bland {staff}?",
        "Används {product} inom {topic}?",
        "Upplever {target} att de {effect}?",
        "Finns {group} för {topic} i kommunen?",
    ),
    "proposal": (
        "Gemensam utbildning i {topic} för {staff}",
        "{Product} som riktar sig till {target}",
        "Inrätta {group} tillsammans med {with_}",
        "Prova {topic} {place}",
        "Skapa mötesplatser där {target} träffar {staff}",
        "Återkommande {meeting} om {topic}",
    ),
    "comment": (
        "Beroende av nästa års medel.",
        "Beslut väntas i höst.",
        "Tas upp igen i samverkansgruppen.",
        "Samordnas med {with_}.",
        "Bör bevakas.",
    ),
}

BODIES = (
    "Region Exempel",
    "Kommunerna",
    "Socialtjänsten",
    "Elevhälsan",
    "Primärvården",
    "Vuxenpsykiatrin",
    "Barn- och ungdomspsykiatrin",
    "Ungdomsmottagningarna",
    "Samverkansgruppen psykisk hälsa",
    "Länets brukarråd",
    "Folkhälsoenheten",
    "Socialchefsnätverket",
    "Skolchefsnätverket",
    "FoU-enheten",
    "Räddningstjänsten",
    "Regionens utvecklingsledare",
    "Beroendemottagningen",
    "Habiliteringen",
    "Nätverket för äldrefrågor",
    "Kommunernas anhörigkonsulenter",
    "Granköpings kommun",
    "Lövsta kommun",
    "Björkvik kommun",
    "Brukarsamverkan",
)

IDENTIFIERS = (
    "arbetsgruppen för barn och unga",
    "länets brukarorganisationer",
    "nätverket för anhörigstöd",
    "samverkansgruppen",
    "socialchefsnätverket",
    "hearing med brukare och anhöriga",
    "utvecklingsgruppen för äldre",
    "analysgruppen",
)

PLACES = (
    ("Exempellän", "99"),
    ("Granlands län", "98"),
    ("Södra Ådalens län", "97"),
    ("Västra Fjällbygdens län", "96"),
)

FOCUS = tuple(
    node.name for framework in frameworks() if framework.code == "fem-fokusomraden" for node in framework.nodes
)
"""The five focus areas, as the catalogue has them."""

GROUPS = (
    "Kunskap och lärande",
    "Att upptäcka i tid",
    "Stöd, vård och omsorg",
    "Samverkan kring individen",
    "Ledning och uppföljning",
    "Delaktighet",
    "Trygga uppväxtvillkor",
    "Hälsofrämjande miljöer",
)

_FIELD = re.compile(r"\{(\w+)\}")


def fill(pattern: str, theme: Theme, rng: random.Random) -> str:
    """The pattern with every field filled; a field with a capital first letter gets a capital first letter."""

    def one(match: re.Match[str]) -> str:
        name = match[1]
        low = name[0].lower() + name[1:]
        words = getattr(theme, low, None) or rng.choice(LISTS[low])
        return words[0].upper() + words[1:] if name != low else words

    text = _FIELD.sub(one, pattern)
    return text[0].upper() + text[1:]


def sentence(kind: str, theme: Theme, rng: random.Random) -> str:
    """A sentence of one kind about the theme."""
    return fill(rng.choice(SENTENCES[kind]), theme, rng)
