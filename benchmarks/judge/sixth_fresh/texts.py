"""Layouts of text: a plan with contents and a cost annex, questions in boxes, grants by year, a yearly account."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, act, area, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, Paper
from benchmarks.judge.second_fresh.first import Rows, as_long, as_short, joined, sentence
from benchmarks.judge.sixth_fresh.content import Area, sum_text
from samplan.plans.shapes.exchange import Cost, Fund, GoalStatus

HEADS = (
    [
        "Nuläge",
        "Vad vi vill uppnå på lång sikt",
        "Vad vi vill uppnå på kort sikt",
        "Vad vi ska göra",
        "Vem som ansvarar",
    ],
    ["Beskrivning", "Mål till och med {end}", "Delmål {year}", "Aktiviteter under {year}", "Ansvariga organisationer"],
)
MEASURES = "Hur vi vet att det blir bättre", "Indikatorer för uppföljning"


def contents_and_cost_annex(c: Content, v: int) -> Made:
    """A bound plan: contents, chapters before and behind, areas with small headings and lists, costs in an annex."""
    y = c.year
    p = Paper(size=11, bullet="–" if v else "", styled=True, header=f"Dnr {y}/0417", footer=c.county, numbers=True)
    title = f"Tillsammans för psykisk hälsa. Länsplan {y}–{y + 3}"
    p.h(title)
    names = [f"{'Område ' if v else ''}{chr(64 + n) if v else n + 2}. {t.title}" for n, t in enumerate(c.topics, 1)]
    _front(p, names, v)
    heads = [h.format(year=y, end=y + 3) for h in HEADS[v]]
    areas = []
    for n, t in enumerate(c.topics, 1):
        assert isinstance(t, Area)
        p.h(names[n - 1])
        p.h(heads[0], 2)
        p.p(t.background)
        for head, texts in zip(heads[1:], (t.longs, t.shorts, t.acts, t.who), strict=True):
            p.h(head, 2)
            p.li(*texts)
        p.h(MEASURES[v], 2)
        p.li(*t.inds)
        low, high = t.cost_next
        money = [Cost(year=y, min=str(t.cost[1]), max=str(t.cost[2]))]
        money.append(Cost(year=y + 1, min=str(low * 1000), max=str(high * 1000)))
        one = area(t, chr(64 + n) if v else str(n + 2), "blkiw", acts=untimed(t, y if v else None))
        areas.append(one.model_copy(update={"costs": money}))
    _costs(p, c)
    return Made(p, plan(title, c.county, areas))


def _front(p: Paper, names: list[str], v: int) -> None:
    """Contents and the two chapters before the areas."""
    p.p("Innehåll", bold=True)
    for k, line in enumerate(["1. Inledning", "2. Organisation och uppföljning", *names, "Bilaga 1. Kostnader"], 2):
        p.contents(line.removeprefix("1. ").removeprefix("2. ") if v else line, k)
    p.page()
    p.h("Inledning" if v else "1. Inledning")
    p.p("Region och kommuner har enats om denna plan efter samråd med länets brukar- och anhörigföreningar.")
    p.h("Organisation och uppföljning" if v else "2. Organisation och uppföljning")
    p.p("En styrgrupp med chefer från region och kommuner leder arbetet. Planen redovisas i juni varje år.")


def _costs(p: Paper, c: Content) -> None:
    """The annex: a row for each area."""
    p.page()
    p.h("Bilaga 1. Kostnader")
    p.p("Beräknade kostnader per område i tusental kronor (tkr).")
    rows: Rows = [["Område", f"Kostnad {c.year}, tkr", f"Kostnad {c.year + 1}, tkr"]]
    rows += [[t.title, t.cost[0], sum_text(*t.cost_next)] for t in c.topics if isinstance(t, Area)]
    p.table(*rows, widths=(7, 4, 4))


def questions_in_boxes(c: Content, v: int) -> Made:
    """What came out of workshops: a question in a row across its own table, ideas and who can carry them below it."""
    y = c.year
    p = Paper(size=10, bullet="•", styled=v == 0, footer=f"Workshop {c.county} {y}", numbers=True)
    title = f"Från utmaning till idé: dialogunderlag {y}"
    p.h(title)
    p.p("Underlaget bygger på fyra dialogdagar med medarbetare, brukare och anhöriga.")
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Insatsområde {g}: {group}" if v else group, 1)
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.p(t.background)
            for q, proposals in t.questions:
                rows: Rows = [[f"**{'Utmaning' if v else 'Fråga'}: {q}", LEFT]]
                rows.append(["**Förslag", "**Möjlig aktör"] if v else ["**Idé", "**Vem kan bidra?"])
                rows += [[x, who or ""] for x, who in proposals]
                p.table(*rows, widths=(9, 5), head=0)
            p.p("Så följer vi upp området" if v else "Frågor vid uppföljning", bold=True)
            p.li(*t.checks)
            areas.append(area(t, f"{g}.{n}", "bqu", group=group))
    return Made(p, plan(title, c.county, areas))


def kronor(thousands: int) -> str:
    """As a memo writes kronor: 1 250 000."""
    return f"{thousands * 1000:,}".replace(",", " ")


def grants_by_year(c: Content, v: int) -> Made:
    """The county's grants with a column for each year, then for each purpose what it is for, does and who gets it."""
    y = c.year
    p = Paper(size=11, bullet="-" if v == 0 else "", header="Tjänsteutlåtande" if v else "", numbers=True)
    title = f"Användning av stimulansmedel {y} och {y + 1}"
    p.h(title)
    p.p(f"Medlen är avsedda för länsgemensamma insatser i {c.county}. Tabellen visar hur de fördelas.")
    sums = [(300 + 150 * k, 425 + 125 * k) for k, _ in enumerate(c.topics)]
    unit = ", tkr" if v == 0 else ", kr"
    written = [[str(s) if v == 0 else kronor(s) for s in pair] for pair in sums]
    rows: Rows = [["Ändamål" if v == 0 else "Satsning", f"{y}{unit}", f"{y + 1}{unit}"]]
    rows += [[t.title, *w] for t, w in zip(c.topics, written, strict=True)]
    whole = [sum(s[k] for s in sums) for k in (0, 1)]
    p.table(*rows, ["**Totalt", *(str(s) if v == 0 else kronor(s) for s in whole)], widths=(8, 4, 4))
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}" if v else t.title, 2)
        p.p(t.background)
        p.label("Mål:" if v == 0 else "Syfte och mål:", sentence(t.longs[0]))
        p.p("Medlen används till:" if v == 0 else "Insatser som får medel", bold=v == 1)
        p.li(*t.acts)
        p.label("Ansvarar för insatserna:" if v == 0 else "Ansvarig mottagare:", joined(t.who))
        one = area(t, str(n) if v else None, "blw", acts=untimed(t))
        areas.append(one.model_copy(update={"goals": one.goals[:1]}))
    funds = [
        Fund(name=t.title, amount=str(s * 1000), year=year)
        for t, pair in zip(c.topics, sums, strict=True)
        for s, year in zip(pair, (y, y + 1), strict=True)
    ]
    also = plan(title, c.county, [as_short(a) for a in areas], funds=funds)
    return Made(p, plan(title, c.county, areas, funds=funds), also=(also,))


STATUS = (
    {"Nått": GoalStatus.ACHIEVED, "Delvis nått": GoalStatus.PARTLY, "Inte nått": GoalStatus.NOT_ACHIEVED},
    {"Ja": GoalStatus.ACHIEVED, "Delvis": GoalStatus.PARTLY, "Nej": GoalStatus.NOT_ACHIEVED},
)


def account_of_two_years(c: Content, v: int) -> Made:
    """An account by area: the goals, how it went in each of two years, whether the goal is reached, and what comes."""
    y = c.year
    p = Paper(size=11, bullet="" if v else "•", styled=v == 0, header=f"Redovisning {c.county}", numbers=True)
    title = f"Redovisning {y} av den länsgemensamma handlingsplanen"
    p.h(title)
    p.p("Redovisningen lämnas till styrgruppen. Den bygger på svar från region och kommuner.")
    areas, also = [], []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.p("Mål enligt planen" if v else "Kortsiktiga mål", bold=True)
        p.li(*t.shorts)
        for year, text in zip((y - 1, y), t.follow, strict=True):
            p.p(f"Så gick det {year}" if v else f"Uppföljning {year}", bold=True)
            p.p(text)
        word = list(STATUS[v])[n % 3]
        p.label("Är målet nått?" if v else "Måluppfyllelse:", word)
        p.p(f"Nästa steg {y + 1}" if v else f"Planerade aktiviteter {y + 1}", bold=True)
        p.li(*t.following)
        p.p("Frågor till kommunerna inför nästa uppföljning" if v else "Uppföljningsfrågor", bold=True)
        p.li(*t.checks)
        acts = [act(x, of=y + 1) for x in t.following]
        told = list(zip((y - 1, y), t.follow, strict=True))
        areas.append(area(t, str(n), "ku", acts=acts, told=told, goal_status=STATUS[v][word]))
        also.append(as_long(areas[-1]))
    more = (plan(title, c.county, also),) if v else ()
    return Made(p, plan(title, c.county, areas), also=more)


FAMILY = {f.__name__: f for f in (contents_and_cost_annex, questions_in_boxes, grants_by_year, account_of_two_years)}
