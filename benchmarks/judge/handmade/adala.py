"""Ådala län (made up): the classic goal table of five columns on a turned page, with a table of contents and notes."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, ht, ind, month, plan, since, vt, year
from samplan.plans.shapes.exchange import PlanFile

HEAD = ["Långsiktigt mål", "Kortsiktigt mål", "Aktivitet", "Tidplan", "Indikator"]
PLATFORM = "Plattformen är upphandlad och nio kursledare har gått utbildningen. Två kommuner börjar nästa år."
WIDE = (5, 5, 7, 3, 5)


def _front(p: Paper) -> None:
    p.title("Tillsammans för psykisk hälsa i Ådala län", "Länsgemensam handlingsplan 2023–2025")
    p.p("Antagen av Samrådet för vård och omsorg den 14 december 2022")
    p.page()
    p.fake("Innehåll")
    p.contents(("Förord", 3), ("Fokusområde Förebyggande och främjande arbete", 4), ("1.1 Föräldrastöd", 4))
    p.contents(("1.2 Trygga skolgårdar", 5), ("Fokusområde Utsatta grupper", 6), ("2.1 Personer med samsjuklighet", 6))
    p.page()
    p.h("Förord")
    p.p(
        "Den här planen är skriven av regionen och de sju kommunerna i Ådala. Den bygger på två dialogdagar under "
        "hösten 2022 där ungefär sextio personer från skola, socialtjänst, vårdcentraler och föreningsliv deltog.",
        "Planen följs upp en gång om året av beredningsgruppen^^Beredningsgruppen består av fyra chefer från "
        "kommunerna och tre från regionen.",
    )
    p.turn()


def make() -> Made:
    p = Paper(header="Handlingsplan psykisk hälsa, Ådala län", numbers=True, size=10)
    _front(p)
    p.h("Fokusområde Förebyggande och främjande arbete")
    p.h("1.1 Föräldrastöd", 2)
    p.p("Behov identifierat av: Nätverket för familjecentraler, 2021")
    p.p(
        "Många nyblivna föräldrar i länet bor långt från en familjecentral och nås inte av de kurser som ges. "
        "Barnhälsovården ser att frågor om oro och sömn ökar^^Barnhälsovårdens årsrapport för Ådala, 2021."
    )
    p.table(
        HEAD,
        [
            "Alla föräldrar i Ådala får stöd i sitt föräldraskap oavsett var de bor",
            "Digitalt föräldrastöd finns i samtliga kommuner",
            "Upphandla en gemensam plattform för digitala kurser",
            "Vt 2023",
            "Plattformen är upphandlad (ja/nej)",
        ],
        ["", "", "Utbilda två kursledare per kommun", "Ht 2023", "Antal utbildade kursledare"],
        [
            "",
            "Pappor deltar i samma grad som mammor",
            "Ta fram en inbjudan som riktar sig till båda föräldrarna",
            "Hösten 2023",
            "Andel pappor bland deltagarna",
        ],
        widths=WIDE,
        merge=((1, 0, 3, 0), (1, 1, 2, 1)),
    )
    p.fake("Uppföljning 2023", 12)
    p.p(PLATFORM)
    p.h("1.2 Trygga skolgårdar", 2)
    p.p("Behov identifierat av: Elevhälsochefernas nätverk, 2022")
    p.p("I den senaste elevenkäten svarar var femte elev i årskurs 5 att rasterna känns otrygga.")
    p.table(
        HEAD,
        [
            "Skolgårdar i Ådala är platser där barn mår bra",
            "Varje skola har en plan för vuxennärvaro på rasterna",
            ["Sprida rastvärdsmodellen från Lillmo skola", "Bjuda in skolledare till en erfarenhetsdag"],
            "2023 – 2024",
            "Antal skolor med plan för vuxennärvaro",
        ],
        [
            "",
            "Elever är med och utformar skolgården",
            "Genomföra trygghetsvandringar med elevråden",
            "2024 – och fortlöpande",
            "Elevenkäten årskurs 5, fråga om trygghet",
        ],
        widths=WIDE,
        merge=((1, 0, 2, 0),),
    )
    p.fake("Uppföljning 2023", 12)
    p.p("Elva av trettio skolor har en plan. Erfarenhetsdagen hölls i oktober.")
    p.h("Fokusområde Utsatta grupper")
    p.h("2.1 Personer med samsjuklighet", 2)
    p.p("Behov identifierat av: Brukarrådet i Ådala, 2020")
    p.p("Den som har både ett beroende och en psykisk sjukdom skickas ofta fram och tillbaka mellan huvudmännen.")
    p.table(
        HEAD,
        [
            "Personer med samsjuklighet får en sammanhållen vård och omsorg",
            "Ett gemensamt mottagningsteam är prövat i två kommuner",
            "Rekrytera en processledare på heltid",
            "Mars 2023",
            "Processledare är på plats (ja/nej)",
        ],
        ["", "", "Skriva en avsiktsförklaring mellan huvudmännen", "2023", ""],
        widths=WIDE,
        merge=((1, 0, 2, 0), (1, 1, 2, 1)),
    )
    p.fake("Uppföljning 2023", 12)
    p.p("Processledaren började i april. Avsiktsförklaringen bereds i nämnderna.")
    return Made("adala", _truth(), p)


def _truth() -> PlanFile:
    return plan(
        area(
            "Föräldrastöd",
            "1.1",
            group="Fokusområde Förebyggande och främjande arbete",
            identified_by="Nätverket för familjecentraler",
            identified_year=2021,
            background="Många nyblivna föräldrar i länet bor långt från en familjecentral och nås inte av de kurser "
            "som ges. Barnhälsovården ser att frågor om oro och sömn ökar.",
            long=["Alla föräldrar i Ådala får stöd i sitt föräldraskap oavsett var de bor"],
            short=["Digitalt föräldrastöd finns i samtliga kommuner", "Pappor deltar i samma grad som mammor"],
            acts=[
                act("Upphandla en gemensam plattform för digitala kurser", "Vt 2023", vt(2023)),
                act("Utbilda två kursledare per kommun", "Ht 2023", ht(2023)),
                act("Ta fram en inbjudan som riktar sig till båda föräldrarna", "Hösten 2023", ht(2023)),
            ],
            inds=[
                ind("Plattformen är upphandlad (ja/nej)", "yes_no"),
                ind("Antal utbildade kursledare", "count"),
                ind("Andel pappor bland deltagarna", "share"),
            ],
            told=[
                (
                    2023,
                    "Uppföljning 2023",
                    PLATFORM,
                )
            ],
        ),
        area(
            "Trygga skolgårdar",
            "1.2",
            group="Fokusområde Förebyggande och främjande arbete",
            identified_by="Elevhälsochefernas nätverk",
            identified_year=2022,
            background="I den senaste elevenkäten svarar var femte elev i årskurs 5 att rasterna känns otrygga.",
            long=["Skolgårdar i Ådala är platser där barn mår bra"],
            short=[
                "Varje skola har en plan för vuxennärvaro på rasterna",
                "Elever är med och utformar skolgården",
            ],
            acts=[
                act("Sprida rastvärdsmodellen från Lillmo skola", "2023 – 2024", year(2023, 2024)),
                act("Bjuda in skolledare till en erfarenhetsdag", "2023 – 2024", year(2023, 2024)),
                act("Genomföra trygghetsvandringar med elevråden", "2024 – och fortlöpande", since(2024)),
            ],
            inds=[
                ind("Antal skolor med plan för vuxennärvaro", "count"),
                ind("Elevenkäten årskurs 5, fråga om trygghet", "register"),
            ],
            told=[(2023, "Uppföljning 2023", "Elva av trettio skolor har en plan. Erfarenhetsdagen hölls i oktober.")],
        ),
        area(
            "Personer med samsjuklighet",
            "2.1",
            group="Fokusområde Utsatta grupper",
            identified_by="Brukarrådet i Ådala",
            identified_year=2020,
            background="Den som har både ett beroende och en psykisk sjukdom skickas ofta fram och tillbaka mellan "
            "huvudmännen.",
            long=["Personer med samsjuklighet får en sammanhållen vård och omsorg"],
            short=["Ett gemensamt mottagningsteam är prövat i två kommuner"],
            acts=[
                act("Rekrytera en processledare på heltid", "Mars 2023", month(2023, 3)),
                act("Skriva en avsiktsförklaring mellan huvudmännen", "2023", year(2023)),
            ],
            inds=[ind("Processledare är på plats (ja/nej)", "yes_no")],
            told=[
                (
                    2023,
                    "Uppföljning 2023",
                    "Processledaren började i april. Avsiktsförklaringen bereds i nämnderna.",
                )
            ],
        ),
    )
