"""What stands before and after the areas of a document of text: chapters with nothing in them to be read as items."""

from __future__ import annotations

import random

from benchmarks.judge.fresh.paper import Cell, Paper

FRONT = (
    (
        "Förord",
        "Länets huvudmän har under lång tid byggt upp ett gemensamt arbete kring psykisk hälsa.",
        "Dokumentet har skrivits av en redaktionsgrupp med företrädare för region, kommuner och brukarorganisationer.",
    ),
    (
        "Om överenskommelsen",
        "Sedan 2016 har staten och Sveriges Kommuner och Regioner slutit avtal om riktade statsbidrag.",
        "Avtalet ställer krav på att planen är gemensam för länet och att den hålls aktuell.",
    ),
    (
        "Läget i länet",
        "Befolkningen växer sakta och blir äldre. Skillnaderna mellan kommunerna är stora.",
        "Uppgifterna i kapitlet bygger på den nationella folkhälsoenkäten och på öppna jämförelser.",
    ),
)
BACK = (
    ("Hur dokumentet förvaltas", "Redaktionsgruppen ser över texten varje höst. Ändringar förs in efter beslut."),
    ("Källor", "Folkhälsomyndigheten, Socialstyrelsen samt egna sammanställningar."),
)
WORDS = (
    ("Huvudman", "Region eller kommun som enligt lag svarar för verksamheten."),
    ("SIP", "Samordnad individuell plan."),
    ("Brukare", "Person som får stöd från socialtjänsten."),
)


def wrap(p: Paper, name: str) -> None:
    """Puts two chapters and, for some, a list of words after the title, and a chapter or two behind the areas.

    They are as high as the document's highest heading below its title; its opening lines stay with the title.
    """
    level = min(part[2] for part in p.parts[1:] if part[0] == "h")
    rng = random.Random(f"third_fresh/around/{name}")
    body, p.parts = p.parts, []
    for head, *texts in sorted(rng.sample(FRONT, 2), key=FRONT.index):
        p.h(head, level)
        p.p(*texts)
    if rng.random() < 0.5:
        p.h("Ordförklaringar", level)
        rows: list[list[Cell]] = [["Ord", "Förklaring"]]
        rows += [[a, b] for a, b in WORDS]
        p.table(*rows, widths=(4, 12))
    front, p.parts = p.parts, []
    for head, *texts in BACK[: rng.randint(1, 2)]:
        p.h(head, level)
        p.p(*texts)
    opening = next(k for k, part in enumerate(body) if k and part[0] == "h")
    p.parts = [*body[:opening], *front, *body[opening:], *p.parts]
