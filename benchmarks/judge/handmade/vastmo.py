"""Västmo (made up): one table for the whole plan, the area in its first column, a status in its last."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import ONGOING, Made, act, area, ht, ind, plan, vt, year
from samplan.plans.shapes.exchange import PlanFile

ROWS = (
    ("Utvecklingsområde", "Mål", "Aktivitet", "Ansvarig", "Tidplan", "Uppföljningsmått", "Status"),
    (
        "1. Psykisk hälsa i skolan",
        "Elever trivs och klarar skolan",
        "Införa kompisstödjare på alla högstadier",
        "Skolchefsnätverket",
        "2024–2025",
        "Antal skolor med kompisstödjare",
        "Påbörjat",
    ),
    (
        "",
        "",
        "Ta fram gemensamt material om stress",
        "Elevhälsan i Västmo stad",
        "Vt 2024",
        "Materialet är framtaget",
        "Klart",
    ),
    (
        "",
        "Färre elever har hög frånvaro",
        "Kartlägga frånvaron en gång per termin",
        "Skolchefsnätverket",
        "Löpande",
        "Andel elever med mer än 20 % frånvaro",
        "Pågår",
    ),
    (
        "2. Äldre och ensamhet",
        "Äldre har någon att prata med",
        "Starta uppringningstjänst med volontärer",
        "Röda Korset",
        "Ht 2024",
        "Antal äldre som får samtal",
        "Ej påbörjat",
    ),
    (
        "",
        "",
        "Utbilda hemtjänstens personal i samtal om ensamhet",
        "Kommunernas äldreomsorg",
        "2024",
        "Antal utbildade",
        "Påbörjat",
    ),
    (
        "3. Spel om pengar",
        "Den som har spelproblem får hjälp där den bor",
        "Utbilda socialsekreterare i behandling av spelproblem",
        "Socialcheferna",
        "2025",
        "Antal kommuner som erbjuder behandling",
        "Ej påbörjat",
    ),
    (
        "",
        "",
        "Sprida information till föreningar och spelombud",
        "Regionens folkhälsoenhet",
        "Hösten 2025",
        "",
        "Ej påbörjat",
    ),
)


def make() -> Made:
    p = Paper(size=9, header="Västmo län – aktivitetsplan", landscape=True, numbers=True)
    p.h("Aktivitetsplan psykisk hälsa 2024–2025, Västmo län")
    p.p("Tabellen uppdateras av samordnaren inför varje möte i länets styrgrupp.")
    p.table(
        *ROWS,
        widths=(3.9, 4, 5, 3.6, 2.4, 3.8, 2.5),
        merge=((1, 0, 3, 0), (1, 1, 2, 1), (4, 0, 5, 0), (4, 1, 5, 1), (6, 0, 7, 0), (6, 1, 7, 1)),
    )
    p.p("Senast uppdaterad efter styrgruppens möte i maj.")
    return Made("vastmo", _truth("long"), p, also=(_truth("short"),), loose=True)


def _truth(level: str) -> PlanFile:
    """Which level a goal has is not said: either is right."""
    return plan(
        area(
            "Psykisk hälsa i skolan",
            "1",
            **{level: ["Elever trivs och klarar skolan", "Färre elever har hög frånvaro"]},
            acts=[
                act("Införa kompisstödjare på alla högstadier", "2024–2025", year(2024, 2025)),
                act("Ta fram gemensamt material om stress", "Vt 2024", vt(2024)),
                act("Kartlägga frånvaron en gång per termin", "Löpande", ONGOING),
            ],
            inds=[
                ind("Antal skolor med kompisstödjare", "count"),
                ind("Materialet är framtaget"),
                ind("Andel elever med mer än 20 % frånvaro", "share"),
            ],
            who=["Skolchefsnätverket", "Elevhälsan i Västmo stad"],
        ),
        area(
            "Äldre och ensamhet",
            "2",
            **{level: ["Äldre har någon att prata med"]},
            acts=[
                act("Starta uppringningstjänst med volontärer", "Ht 2024", ht(2024)),
                act("Utbilda hemtjänstens personal i samtal om ensamhet", "2024", year(2024)),
            ],
            inds=[ind("Antal äldre som får samtal", "count"), ind("Antal utbildade", "count")],
            who=["Röda Korset", "Kommunernas äldreomsorg"],
        ),
        area(
            "Spel om pengar",
            "3",
            **{level: ["Den som har spelproblem får hjälp där den bor"]},
            acts=[
                act("Utbilda socialsekreterare i behandling av spelproblem", "2025", year(2025)),
                act("Sprida information till föreningar och spelombud", "Hösten 2025", ht(2025)),
            ],
            inds=[ind("Antal kommuner som erbjuder behandling", "count")],
            who=["Socialcheferna", "Regionens folkhälsoenhet"],
        ),
    )
