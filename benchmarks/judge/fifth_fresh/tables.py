"""Layouts of tables: one for each area, one for the plan, forms of two and four columns, years, chains of effects."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, act, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import UP, Cell, Paper
from benchmarks.judge.second_fresh.first import Rows, each, joined, sentence
from samplan.plans.shapes.exchange import Activity


def goal_table_under_title(c: Content, v: int) -> Made:
    """A table below each area's title with the goal, what is planned, by which principal, when, and how it is seen."""
    p = Paper(landscape=True, size=10, bullet="•" if v else "", header=f"Länsplan {c.county}", numbers=True)
    title = f"Länsgemensam handlingsplan psykisk hälsa {c.year}–{c.year + 2}"
    p.h(title)
    p.p(f"Planen gäller för region och kommuner i {c.county}.")
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g}. {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.label(f"Långsiktigt mål {c.year + 5}:", " ".join(sentence(x) for x in t.longs))
            head: list[Cell] = ["Mål på kort sikt", "Planerade insatser", "Ansvarig huvudman", "Tidsram"]
            rows: Rows = [[*head, "Uppföljning/indikator"]]
            for r in t.rows:
                for k, a, w in each(r):
                    mine: list[Cell] = [r.short[0], joined(r.who), p.items(r.inds)] if k == 0 else [UP, UP, UP]
                    rows.append([mine[0], a, mine[1], w.text, mine[2]])
            p.table(*rows, widths=(5, 6, 4, 3, 5))
            areas.append(area(t, f"{g}.{n}", "lkiw", acts=timed(t), group=group))
    return Made(p, plan(title, c.county, areas), sheets=True)


def development_sheets(c: Content, v: int) -> Made:
    """A form of two columns for each area; both goals in one cell, marked L and K; done and planned by year."""
    y = c.year
    p = Paper(size=10, bullet="-" if v else "", styled=v == 0, footer=f"Utvecklingsområden {y}")
    title = f"Handlingsplan {y} – utvecklingsområden i {c.county}"
    p.h(title)
    areas = []
    for t in c.topics:
        goals: Cell = [*(f"L: {x}" for x in t.longs), *(f"K: {x}" for x in t.shorts)]
        p.table(
            ["**Utvecklingsområde", f"**{t.title}"],
            ["**Nulägesbeskrivning", t.background],
            ["**Utvecklingsbehov", t.needs],
            ["**Mål (L = långsiktigt, K = kortsiktigt)", goals],
            [f"**Genomförda aktiviteter {y - 1}", p.items(t.done)],
            [f"**Planerade aktiviteter {y}", p.items(t.acts)],
            ["**Ansvariga verksamheter", list(t.who)],
            ["**Indikatorer", p.items(t.inds)],
            ["**Beräknade kostnader", t.cost[0]],
            widths=(5, 11),
            head=0,
        )
        acts = [*(act(x, of=y - 1, done=True) for x in t.done), *untimed(t, y)]
        areas.append(area(t, None, "bnlkiwc", acts=acts))
    return Made(p, plan(title, c.county, areas), sheets=True)


def improvement_table(c: Content, v: int) -> Made:
    """One table of the plan: number, area to improve, need, wanted state, measures, responsible function, time."""
    p = Paper(landscape=True, size=9, repeat=v == 0, header="Bilaga 1" if v else "")
    title = f"Identifierade förbättringsområden {c.year}, {c.county}"
    p.h(title)
    head: list[Cell] = ["Nr", "Förbättringsområde", "Behov", "Önskat läge på lång sikt", "Åtgärd"]
    rows: Rows = [[*head, "Ansvarig funktion", "Tidplan"]]
    areas = []
    for n, t in enumerate(c.topics, 1):
        first: list[Cell] = [str(n), t.title, t.needs, p.items(t.longs)]
        for r in t.rows:
            for k, a, w in each(r):
                rows.append([*first, a, joined(r.who) if k == 0 else UP, w.text])
                first = [UP] * 4
        areas.append(area(t, str(n), "nlw", acts=timed(t)))
    p.table(*rows, widths=(1, 4, 5, 5, 6, 4, 3))
    return Made(p, plan(title, c.county, areas), sheets=True)


def years_side_by_side(c: Content, v: int) -> Made:
    """A table for each area in which every short-term goal has its activities in a column for each year."""
    y = c.year
    p = Paper(landscape=True, size=10, bullet="•", styled=v == 0, numbers=True)
    title = f"Flerårig aktivitetsplan {y}–{y + 1}, psykisk hälsa i {c.county}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.p("Långsiktiga mål" if v else "Mål på lång sikt", bold=True)
        p.li(*t.longs)
        rows: Rows = [["Kortsiktiga mål", f"Aktiviteter {y}", f"Aktiviteter {y + 1}", "Ansvar"]]
        acts: list[Activity] = []
        for m, r in enumerate(t.rows):
            now, then = (r.acts[:1], r.acts[1:]) if m % 2 == 0 else (r.acts[1:], r.acts[:1])
            rows.append([r.short[0], p.items(now), p.items(then), joined(r.who)])
            acts += [*(act(a, of=y) for a in now), *(act(a, of=y + 1) for a in then)]
        p.table(*rows, widths=(5, 6, 6, 4))
        areas.append(area(t, str(n), "lkw", acts=acts))
    return Made(p, plan(title, c.county, areas), sheets=True)


def effect_chain(c: Content, v: int) -> Made:
    """A chain of effects for each area, read from left to right: need, activity, near and far effect, and measure."""
    p = Paper(landscape=True, size=10, bullet="–", header=f"Effektkedjor {c.county}", numbers=v == 1)
    title = f"Effektkedjor för det länsgemensamma arbetet {c.year}"
    p.h(title)
    p.p("Kedjorna visar hur insatserna väntas leda till förändring för invånarna.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Utvecklingsområde {n}: {t.title}", 2)
        rows: Rows = [["Behov", "Aktiviteter", "Kortsiktiga effektmål", "Långsiktiga effektmål", "Indikatorer"]]
        for m, r in enumerate(t.rows):
            ends: list[Cell] = [t.needs, p.items(t.longs)] if m == 0 else [UP, UP]
            rows.append([ends[0], p.items(r.acts), r.short[0], ends[1], p.items(r.inds)])
        p.table(*rows, widths=(4, 6, 5, 5, 5))
        areas.append(area(t, str(n), "nlki", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def four_column_heads(c: Content, v: int) -> Made:
    """A sheet for each area: a head of labels and values in four columns, and the table of activities below it."""
    p = Paper(landscape=v == 1, size=10, bullet="-")
    title = f"Områdesblad {c.year} {c.county}"
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.sheet(f"Blad {n}")
        p.p(title, bold=True)
        p.table(
            ["**Område:", t.title, "**Ansvariga:", list(t.who)],
            ["**Långsiktigt mål:", p.items(t.longs), "**Kortsiktiga mål:", p.items(t.shorts)],
            ["**Nuläge:", t.background, "**Indikatorer:", p.items(t.inds)],
            widths=(3, 6, 3, 6),
            head=0,
        )
        rows: Rows = [["Aktivitet/insats", "När ska det vara klart?", "Utförare"]]
        rows += [[a, w.text, joined(r.who)] for r in t.rows for _, a, w in each(r)]
        p.table(*rows, widths=(8, 4, 6))
        areas.append(area(t, str(n) if v else None, "blkiw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


FAMILY = {
    f.__name__: f
    for f in (
        goal_table_under_title,
        development_sheets,
        improvement_table,
        years_side_by_side,
        effect_chain,
        four_column_heads,
    )
}
