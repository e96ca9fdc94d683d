"""Solberga län (made up): follow-ups year by year under each area, status words, goals and measures in small tables."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import ONGOING, Made, act, area, ind, plan, since, year

TOLD = (
    "Målet på kort sikt är delvis uppnått. Fem av nio kliniker har en rutin.",
    "Barnombud finns på alla vuxenpsykiatriska mottagningar.",
)
HEAD = ("Mål på fem års sikt", "Mål på ett års sikt", "Insatser", "När", "Mått")


def make() -> Made:
    p = Paper(font="Calibri", size=10, header="Reviderad handlingsplan Solberga län", numbers=True, landscape=True)
    p.title("Handlingsplan psykisk hälsa", "Solberga län, reviderad 2019")
    p.p("I årets revidering har uppföljningen av 2018 lagts till. Texter från 2017 ligger kvar.")
    _parents(p)
    _knowledge(p)
    p.h("Bilaga: Ord som används i planen")
    p.p("Med samsjuklighet menas att en person har både beroende och psykisk sjukdom.")
    return Made("solberga", TRUTH, p, loose=True)


def _parents(p: Paper) -> None:
    p.h("1. FÖREBYGGANDE ARBETE")
    p.h("1.1 Barn som anhöriga", 2)
    p.p("Behov identifierat av Barnahusgruppen 2016")
    p.p("Barn till föräldrar med psykisk sjukdom har rätt till råd och stöd. Rutinerna är olika på länets kliniker.")
    p.table(
        HEAD,
        [
            "Barn som anhöriga uppmärksammas alltid",
            "En rutin finns på varje klinik",
            "Skriva en gemensam rutin",
            "2018",
            "Antal kliniker med rutin",
        ],
        ["", "", "Utse barnombud", "2018 – 2019 Pågående", "Antal barnombud"],
        ["", "Barngrupper finns i tre kommuner", "Starta barngrupper", "2019 – och fortlöpande", "Antal barn i grupp"],
        widths=(5, 5, 6, 4, 4),
        merge=((1, 0, 3, 0), (1, 1, 2, 1)),
    )
    p.h("Uppföljning 2017", 3)
    p.p("Arbetet har inte startat. Arbetsgruppen saknade sammankallande.")
    p.h("Uppföljning 2018", 3)
    p.p(*TOLD)


def _knowledge(p: Paper) -> None:
    p.h("2. LEDNING, STYRNING OCH ORGANISATION")
    p.h("2.1 Gemensam statistik", 2)
    p.p("Behov identifierat av Analysgruppen 2017")
    p.p("Kommunerna och regionen mäter olika saker och kan sällan jämföra sina siffror.")
    p.table(
        HEAD,
        [
            "Beslut om psykisk hälsa grundas på gemensamma fakta",
            "En första rapport är klar",
            "Välja ut tio nyckeltal",
            "2017",
            "Rapporten är publicerad",
        ],
        ["", "", "Hålla seminarium om resultaten", "Årligen", "Antal deltagare"],
        widths=(5, 5, 6, 4, 4),
        merge=((1, 0, 2, 0), (1, 1, 2, 1)),
    )
    p.h("Uppföljning 2017", 3)
    p.p("Tio nyckeltal är valda efter samråd med länets ekonomer.")
    p.h("Uppföljning 2018", 3)
    p.p("Målet är uppnått. Rapporten publicerades i juni och seminariet fick god uppslutning.")


TRUTH = plan(
    area(
        "Barn som anhöriga",
        "1.1",
        group="FÖREBYGGANDE ARBETE",
        identified_by="Barnahusgruppen",
        identified_year=2016,
        background="Barn till föräldrar med psykisk sjukdom har rätt till råd och stöd. Rutinerna är olika på länets "
        "kliniker.",
        goal_status="partly",
        long=["Barn som anhöriga uppmärksammas alltid"],
        short=["En rutin finns på varje klinik", "Barngrupper finns i tre kommuner"],
        acts=[
            act("Skriva en gemensam rutin", "2018", year(2018)),
            act("Utse barnombud", "2018 – 2019 Pågående", (*year(2018, 2019)[:2], True)),
            act("Starta barngrupper", "2019 – och fortlöpande", since(2019)),
        ],
        inds=[
            ind("Antal kliniker med rutin", "count"),
            ind("Antal barnombud", "count"),
            ind("Antal barn i grupp", "count"),
        ],
        told=[
            (2017, "Uppföljning 2017", "Arbetet har inte startat. Arbetsgruppen saknade sammankallande."),
            (
                2018,
                "Uppföljning 2018",
                " ".join(TOLD),
            ),
        ],
    ),
    area(
        "Gemensam statistik",
        "2.1",
        group="LEDNING, STYRNING OCH ORGANISATION",
        identified_by="Analysgruppen",
        identified_year=2017,
        background="Kommunerna och regionen mäter olika saker och kan sällan jämföra sina siffror.",
        goal_status="achieved",
        long=["Beslut om psykisk hälsa grundas på gemensamma fakta"],
        short=["En första rapport är klar"],
        acts=[
            act("Välja ut tio nyckeltal", "2017", year(2017)),
            act("Hålla seminarium om resultaten", "Årligen", ONGOING),
        ],
        inds=[ind("Rapporten är publicerad"), ind("Antal deltagare", "count")],
        told=[
            (2017, "Uppföljning 2017", "Tio nyckeltal är valda efter samråd med länets ekonomer."),
            (
                2018,
                "Uppföljning 2018",
                "Målet är uppnått. Rapporten publicerades i juni och seminariet fick god uppslutning.",
            ),
        ],
    ),
)
