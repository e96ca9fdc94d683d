"""Tvåsjö (made up): a matrix, the areas in rows and the years in columns, with funds in words below it."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, plan

HEAD = ("Insatsområde", "Genomfört 2023", "Planerat 2024", "Planerat 2025", "Ansvarig")
ROWS = (
    (
        "Tidig upptäckt",
        ["Utbildning för skolsköterskor"],
        ["Hälsosamtal i årskurs 8", "Föräldramöten om oro"],
        ["Utvärdering av hälsosamtalen"],
        "Elevhälsan",
    ),
    (
        "Sysselsättning",
        ["Inventering av platser", "Studiebesök hos arbetsgivare"],
        ["Mässa för arbetsgivare"],
        ["Ny inventering"],
        "Arbetsmarknadsenheterna",
    ),
    (
        "Anhörigstöd",
        ["Enkät till anhöriga"],
        ["Cirkelledarutbildning"],
        ["Helgläger för familjer", "Kurs på nätet"],
        "Anhörigcentrum",
    ),
)


def make() -> Made:
    p = Paper(size=10.5, landscape=True, footer="Länssamverkan Tvåsjö", numbers=True)
    p.fake("Länssamverkan Tvåsjö – tre år i en tabell", 18)
    p.p("Här samlas det vi har gjort och det vi tänker göra. Mål och analys finns i den länsgemensamma strategin.")
    p.table(HEAD, *ROWS, widths=(4, 5.5, 5.5, 5.5, 4))
    p.h("Medel 2024")
    p.p("Länet har fått 2 400 000 kr till suicidprevention och 900 000 kr till brukarmedverkan för 2024.")
    areas = [
        area(
            title,
            acts=[act(t, of=2023, done=True) for t in done]
            + [act(t, of=2024) for t in now]
            + [act(t, of=2025) for t in later],
            who=[who],
        )
        for title, done, now, later, who in ROWS
    ]
    money = (("suicidprevention", 2400000, 2024), ("brukarmedverkan", 900000, 2024))
    return Made("tvasjo", plan(*areas, funds=money), p)
