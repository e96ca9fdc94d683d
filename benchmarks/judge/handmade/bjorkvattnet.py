"""Björkvattnet (made up): a municipality's plan, prose and short lists under the same headings in each chapter."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, ind, plan
from samplan.plans.shapes.exchange import PlanFile

CHAPTERS = (
    (
        "2. Meningsfull fritid",
        "Var tredje ungdom i kommunen går inte i någon förening. Utbudet på kvällarna är störst i centralorten.",
        ["Alla unga ska ha något att göra på fritiden som de själva tycker om."],
        ["Ha öppet på fritidsgården även på söndagar", "Låna ut sport- och fritidsutrustning i alla tätorter"],
        "Kultur- och fritidsnämnden",
        ["Antal besökare på fritidsgården", "Andel unga som är med i en förening"],
    ),
    (
        "3. Stöd i vardagen",
        "Personer med boendestöd berättar att de ofta får byta personal. Det gör det svårt att känna tillit.",
        ["Den som har boendestöd ska möta högst fyra personer under en månad."],
        [
            "Införa fasta team i boendestödet",
            "Erbjuda studiecirkel om att må bra",
            "Pröva digitala besök på kvällstid",
        ],
        "Socialnämnden",
        ["Antal medarbetare per brukare och månad"],
    ),
    (
        "4. En arbetsplats att må bra på",
        "Sjukfrånvaron i kommunens egna verksamheter har ökat tre år i rad.",
        ["Sjukfrånvaron som beror på psykisk ohälsa ska minska.", "Chefer ska ha tid för sina medarbetare."],
        ["Minska antalet medarbetare per chef i äldreomsorgen", "Utbilda alla chefer i tidiga signaler"],
        "Kommunstyrelsen",
        ["Sjukfrånvaro i procent", "Antal medarbetare per chef"],
    ),
)


def make() -> Made:
    p = Paper(font="Garamond", size=12, header="Björkvattnets kommun", numbers=True)
    p.title("Plan för psykisk hälsa", "Björkvattnets kommun 2022–2025")
    p.p("Dokumenttyp: Plan", "Antagen av: Kommunfullmäktige 2022-02-21", "Dokumentansvarig: Folkhälsostrateg")
    p.page()
    p.h("1. Inledning")
    p.p(
        "Psykisk hälsa är mer än frånvaro av sjukdom. Den här planen visar vad kommunens nämnder gör för att fler ska "
        "må bra. Planen utgår från länets gemensamma plan men är anpassad till våra egna förutsättningar.",
        "Den som vill läsa mer hittar länets plan på regionens webbplats^^Regionens webbplats, sidan om psykisk hälsa.",
    )
    for title, now, goals, acts, who, signs in CHAPTERS:
        p.h(title)
        p.h("Nuläge", 2)
        p.p(now)
        p.h("Mål", 2)
        p.p(*goals)
        p.h("Så gör vi", 2)
        p.bullets(*acts)
        p.h("Ansvarig nämnd", 2)
        p.p(who)
        p.h("Så följer vi upp", 2)
        p.bullets(*signs)
    p.h("5. Hur planen hålls levande")
    p.p("Folkhälsostrategen samlar nämnderna en gång per år. En ny plan tas fram efter nästa val.")
    return Made("bjorkvattnet", _truth("long"), p, also=(_truth("short"),))


def _truth(level: str) -> PlanFile:
    kinds = {"Antal": "count", "Andel": "share", "Sjukfrånvaro": "share"}
    return plan(
        *(
            area(
                title[3:],
                title[0],
                background=now,
                **{level: goals},
                acts=[act(t) for t in acts],
                inds=[ind(t, kinds[t.split()[0]]) for t in signs],
                who=[who],
            )
            for title, now, goals, acts, who, signs in CHAPTERS
        )
    )
