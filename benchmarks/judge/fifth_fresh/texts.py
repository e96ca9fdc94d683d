"""Layouts of text: lists under headings, questions with an annex, funds, follow-up, short lines and interventions."""

from __future__ import annotations

from benchmarks.judge.fifth_fresh.content import COSTS
from benchmarks.judge.fresh.content import Content, act, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import UP, Cell, Paper
from benchmarks.judge.second_fresh.first import Rows, as_long, as_short, each, joined, sentence
from samplan.plans.shapes.exchange import Activity, Cost, Fund, GoalStatus


def lists_under_headings(c: Content, v: int) -> Made:
    """Every area is a chapter; goals, interventions, measures and who leads stand as lists under small headings."""
    p = Paper(size=11, bullet="" if v else "•", header=f"{c.county}", numbers=True)
    title = f"Gemensam plan för psykisk hälsa {c.year}–{c.year + 3}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 1)
        p.h("Bakgrund och nuläge", 3)
        p.p(t.background)
        p.h("Långsiktig målsättning", 3)
        p.li(*t.longs)
        p.h(f"Mål för perioden {c.year}–{c.year + 1}", 3)
        p.li(*t.shorts)
        p.h("Gemensamma insatser", 3)
        p.li(*t.acts)
        p.h("Hur vi mäter", 3)
        p.li(*t.inds)
        p.h("Ansvariga parter", 3)
        p.li(*t.who)
        areas.append(area(t, str(n), "blkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


def questions_and_annex(c: Content, v: int) -> Made:
    """A framework whose sub-areas end in questions; what was proposed stands in an annex of tables with its actors."""
    p = Paper(styled=v == 0, bullet="•", footer=f"Ramverk {c.year}", numbers=True)
    title = f"Ramverk psykisk hälsa {c.year}–{c.year + 3} i {c.county}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g}. {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.p(t.background)
            p.p("Utmaningsfrågor", bold=True)
            p.li(*(q for q, _ in t.questions))
            p.p("Frågor för uppföljning", bold=True)
            p.li(*t.checks)
            areas.append(area(t, f"{g}.{n}", "bqu", group=group))
    p.page()
    p.h("Bilaga 1. Förslag på aktiviteter")
    for g, (_, topics) in enumerate(c.groups, 1):
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            rows: Rows = [["Utmaningsfråga", "Förslag på aktivitet", "Aktör"]]
            for q, proposals in t.questions:
                rows += [[q if k == 0 else UP, x, who or ""] for k, (x, who) in enumerate(proposals)]
            p.table(*rows, widths=(6, 6, 4))
    return Made(p, plan(title, c.county, areas))


def fund_decision(c: Content, v: int) -> Made:
    """A memo on the county's money: a table of sums in thousands, then what each part is for, does, and who leads."""
    y = c.year
    p = Paper(bullet="–" if v else "", header="PM", numbers=True, styled=v == 0)
    title = f"PM om länsgemensamma medel för psykisk hälsa {y}"
    p.h(title)
    p.p(f"Länets chefsnätverk i {c.county} har beslutat om nedanstående fördelning.")
    p.h(f"Fördelning {y}", 2)
    sums = [400 + 175 * k for k, _ in enumerate(c.topics)]
    rows: Rows = [["Medelsområde", "Belopp (tkr)", "Mottagare"]]
    rows += [[t.title, str(s), t.who[0]] for t, s in zip(c.topics, sums, strict=True)]
    p.table(*rows, ["Summa", str(sum(sums)), ""], widths=(8, 3, 5))
    areas = []
    for t in c.topics:
        p.h(t.title, 2)
        p.p(t.background)
        p.label("Mål:", sentence(t.longs[0]))
        p.p(f"Aktiviteter som finansieras {y}:")
        p.li(*t.acts)
        p.label("Ansvar för genomförandet:", joined(t.who))
        one = area(t, None, "lw", acts=untimed(t, y))
        areas.append(one.model_copy(update={"goals": one.goals[:1], "background": t.background}))
    also = [as_short(a) for a in areas]
    funds = [Fund(name=t.title, amount=str(s * 1000), year=y) for t, s in zip(c.topics, sums, strict=True)]
    return Made(p, plan(title, c.county, areas, funds=funds), also=(plan(title, c.county, also, funds=funds),))


STATUS = {
    "Målet är uppnått": GoalStatus.ACHIEVED,
    "Målet är delvis uppnått": GoalStatus.PARTLY,
    "Målet är inte uppnått": GoalStatus.NOT_ACHIEVED,
}


def yearly_followup(c: Content, v: int) -> Made:
    """Areas with goals and activities, each with its follow-up of the last year and the plans for the next."""
    y = c.year
    p = Paper(size=11, bullet="•" if v else "", styled=True, header=f"Uppföljning {y}", numbers=True)
    title = f"Uppföljning {y} och planering {y + 1} av handlingsplanen i {c.county}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(group)
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.h("Kortsiktiga mål", 3)
            p.li(*t.shorts)
            p.h(f"Vad har gjorts under {y}?", 3)
            p.li(*t.done)
            p.h(f"Uppföljning {y}", 3)
            p.p(*t.follow)
            word = list(STATUS)[(g + n) % 3]
            p.label("Måluppfyllelse:", word)
            p.h(f"Vad planeras under {y + 1}?", 3)
            p.li(*t.following)
            acts = [*(act(x, of=y, done=True) for x in t.done), *(act(x, of=y + 1) for x in t.following)]
            told = [(y, x) for x in t.follow]
            areas.append(area(t, f"{g}.{n}", "k", acts=acts, told=told, group=group, goal_status=STATUS[word]))
    return Made(p, plan(title, c.county, areas))


def activity_lines(c: Content, v: int) -> Made:
    """Short lines: the goal, then each activity with who and when below it, and the measures of the goal."""
    p = Paper(size=11, styled=v == 1, bullet="-", footer=f"{c.county}, {c.year}", numbers=True)
    title = f"Lokal handlingsplan för psykisk hälsa {c.year}"
    p.h(title)
    areas, also = [], []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        acts: list[Activity] = []
        for m, r in enumerate(t.rows, 1):
            p.label(f"Mål {n}.{m}:", r.short[0])
            for k, a, w in each(r):
                p.label(f"Aktivitet {n}.{m}.{k + 1}:", a)
                p.label("Ansvarig:", joined(r.who))
                p.label("Klart:" if v else "Tidplan:", w.text)
                acts.append(act(a, w))
            p.label("Uppföljning sker genom:", "; ".join(r.inds))
        areas.append(area(t, str(n), "kiw", acts=acts))
        also.append(as_long(areas[-1]))
    return Made(p, plan(title, c.county, areas), also=(plan(title, c.county, also),))


def intervention_tables(c: Content, v: int) -> Made:
    """Chapters with need and goals in prose, and a table of interventions with their cost in a line below."""
    p = Paper(size=10, bullet="" if v else "•", numbers=True, header=f"Samverkan psykisk hälsa, {c.county}")
    title = f"Analys och handlingsplan {c.year}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n} {t.title}", 2)
        p.label("Vad visar analysen?", t.background)
        p.label("Prioriterat behov:", t.needs)
        p.p("Långsiktiga mål:", bold=True)
        p.li(*t.longs)
        rows: Rows = [["Insats", "Tidpunkt", "Ansvarig aktör", "Bidrar till målet (kort sikt)"]]
        for r in t.rows:
            for k, a, w in each(r):
                mine: list[Cell] = [joined(r.who), r.short[0]] if k == 0 else [UP, UP]
                rows.append([a, w.text, *mine])
        p.table(*rows, widths=(6, 3, 4, 5))
        one, (words, low, high) = area(t, str(n), "bnlkw", acts=timed(t)), COSTS[n % len(COSTS)]
        p.label("Uppskattad kostnad:", words)
        areas.append(one.model_copy(update={"costs": [Cost(min=str(low), max=str(high))]}))
    return Made(p, plan(title, c.county, areas))


FAMILY = {
    f.__name__: f
    for f in (
        lists_under_headings,
        questions_and_annex,
        fund_decision,
        yearly_followup,
        activity_lines,
        intervention_tables,
    )
}
