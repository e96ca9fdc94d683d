"""Fjällnora (made up): vision, target pictures and perspectives first; then areas whose activities are list lines
that end with who and when in brackets."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, ht, plan, vt, year
from benchmarks.judge.times import Span
from samplan.plans.shapes.exchange import PlanFile, TargetImage

LINES: tuple[tuple[str, tuple[tuple[str, str, str, Span], ...]], ...] = (
    (
        "Hälsofrämjande kommuner",
        (
            ("Hälsocoacher på alla bibliotek", "kommunernas bibliotekschefer", "2023", year(2023)),
            ("Promenadgrupper för den som känner sig ensam", "Friluftsfrämjandet", "våren 2023", vt(2023)),
        ),
    ),
    (
        "Rätt vård i rätt tid",
        (
            ("Införa bedömningssamtal inom tre dagar", "vårdcentralerna", "hösten 2023", ht(2023)),
            ("Öppna drop-in en eftermiddag i veckan", "vuxenpsykiatrin", "2023–2024", year(2023, 2024)),
        ),
    ),
    (
        "Trygg övergång från ung till vuxen",
        (("Överlämningsmöte före 18-årsdagen", "BUP och vuxenpsykiatrin", "2024", year(2024)),),
    ),
)
PICTURES = (
    "Jag blir lyssnad på när jag berättar hur jag mår",
    "Jag vet vart jag ska vända mig",
    "Mina närmaste får också stöd",
)


def make() -> Made:
    p = Paper(font="Calibri", size=11.5, footer="Fjällnora 2023–2026", numbers=True)
    p.title("Må bra i Fjällnora", "Gemensam handlingsplan för psykisk hälsa 2023–2026")
    p.h("Vision", 1)
    p.p("I Fjällnora mår vi bra, hjälps åt och vågar be om hjälp.")
    p.h("Målbilder", 1)
    p.numbered(*PICTURES)
    p.h("Perspektiv som genomsyrar planen", 1)
    p.bullets("Barnperspektivet", "Jämställdhet", "Tillgänglighet")
    p.h("Utvecklingsområden", 1)
    for title, lines in LINES:
        p.h(title, 2)
        p.p("**Aktiviteter")
        p.bullets(*(f"{text} (ansvarig: {who}, tid: {when})" for text, who, when, _ in lines))
    p.h("Uppföljning av planen", 1)
    p.p("Planen följs upp i mars varje år av den politiska samverkansgruppen.")
    return Made("fjallnora", _truth(False), p, also=(_truth(True),))


def _truth(whole: bool) -> PlanFile:
    """whole: the bracket kept in the activity's text as well, which the format does not forbid."""
    areas = []
    for title, lines in LINES:
        acts = [
            act(f"{text} (ansvarig: {who}, tid: {when})" if whole else text, when, span)
            for text, who, when, span in lines
        ]
        areas.append(area(title, acts=acts, who=_bodies(lines)))
    pictures = [TargetImage(number=str(n), title=t) for n, t in enumerate(PICTURES, 1)]
    return plan(
        *areas,
        overall_goals=["I Fjällnora mår vi bra, hjälps åt och vågar be om hjälp."],
        target_images=pictures,
        perspectives=["Barnperspektivet", "Jämställdhet", "Tillgänglighet"],
    )


def _bodies(lines: tuple[tuple[str, str, str, Span], ...]) -> list[str]:
    return [body for _, who, _, _ in lines for body in who.split(" och ")]
