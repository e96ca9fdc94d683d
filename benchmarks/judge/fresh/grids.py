"""Layouts that live in workbooks, and are also handed round as Word and PDF."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, Topic, act, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from samplan.plans.shapes.exchange import Fund

TITLE = "Aktivitetsplan psykisk hälsa"


def unnumbered(c: Content, v: int) -> Made:
    """A table for each group; an area is a row across it, its long goal the next row across."""
    p = Paper(landscape=True, size=10, styled=v == 0, repeat=v == 0, indent=v)
    title = f"{TITLE} {c.county} {c.year}"
    p.h(title)
    head: list[Cell] = ["Delmål", "Aktivitet", "Ansvarig", "Klart senast", "Indikator"]
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(group.upper(), 2)
        rows: list[list[Cell]] = [head]
        for n, t in enumerate(topics, 1):
            rows.append([f"**{t.title}", *[LEFT] * 4])
            rows += [[f"Övergripande mål: {x}", *[LEFT] * 4] for x in t.longs]
            for r in t.rows:
                for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True)):
                    mine: list[Cell] = [p.items(r.short), p.items(r.inds)] if k == 0 else [UP, UP]
                    rows.append([mine[0], a, list(r.who), w.text, mine[1]])
            areas.append(area(t, f"{g}.{n}", "lkiw", acts=timed(t), group=group))
        p.table(*rows, widths=(5, 6, 4, 3, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def goals_over_columns(c: Content, v: int) -> Made:
    """One row an area: activities and responsible first, the goals in two columns with years, cost last."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="-" if v else "•", footer=f"Utskrift {y}-02-01" if v else "")
    title = f"Sammanställning av länets handlingsplan {y}"
    p.h(title)
    p.p(f"Beslutad {y}-01-20. Kontakt: länssamordnaren.")
    head: list[Cell] = ["Nr", "Område", "Aktiviteter", "Ansvariga", f"Kortsiktigt mål ({y})"]
    head += [f"Långsiktigt mål ({y + 4})", "Kostnad"]
    rows: list[list[Cell]] = [head]
    areas = []
    for n, t in enumerate(c.topics, 1):
        row: list[Cell] = [str(n), t.title, p.items(t.acts), list(t.who), p.items(t.shorts), p.items(t.longs)]
        rows.append([*row, t.cost[0]])
        areas.append(area(t, str(n), "lkwc", acts=untimed(t)))
    p.table(*rows, widths=(1, 4, 6, 4, 5, 5, 3))
    return Made(p, plan(title, c.county, areas), sheets=True)


def year_columns(c: Content, v: int) -> Made:
    """One row an area with a column of activities for each year."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="•", repeat=v == 1)
    title = f"Rullande handlingsplan {y}–{y + 1}"
    p.h(title)
    head: list[Cell] = ["Område", "Mål", f"Aktiviteter {y}", f"Aktiviteter {y + 1}", "Ansvarig", f"Uppföljning {y}"]
    rows: list[list[Cell]] = [head]
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        rows.append([f"**{group}", *[LEFT] * 5])
        for n, t in enumerate(topics, 1):
            goals: Cell = [f"L: {x}" for x in t.longs] + [f"K: {x}" for x in t.shorts]
            row: list[Cell] = [t.title, goals, p.items(t.acts), p.items(t.following), list(t.who), t.follow[0]]
            rows.append(row)
            acts = [*untimed(t, y), *(act(x, of=y + 1) for x in t.following)]
            areas.append(area(t, f"{g}.{n}", "lkw", acts=acts, group=group, told=[(y, t.follow[0])]))
    p.table(*rows, widths=(4, 6, 6, 5, 4, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def workbook(c: Content, v: int) -> Made:
    """Sheets for goals, activities, indicators and funds, tied by the area's number and name."""
    y = c.year
    p = Paper(landscape=True, size=9, indent=v)
    title = f"{TITLE} {y}"
    topics = c.topics
    p.sheet("Mål")
    p.p(title, bold=True)
    goals: list[list[Cell]] = [["Nr", "Utvecklingsområde", "Långsiktigt mål", "Kortsiktigt mål"]]
    acts: list[list[Cell]] = [["Nr", "Utvecklingsområde", "Aktivitet", "Tidplan", "Ansvarig"]]
    inds: list[list[Cell]] = [["Nr", "Utvecklingsområde", "Indikator"]]
    for n, t in enumerate(topics, 1):
        name: list[Cell] = [str(n), t.title]
        for k, short in enumerate(t.shorts):
            goals.append([*name, p.items(t.longs) if k == 0 or v else "", short])
        for r in t.rows:
            acts += [[*name, a, w.text, ", ".join(r.who)] for a, w in zip(r.acts, r.times, strict=True)]
        inds += [[*name, i] for i in t.inds]
    p.table(*goals, widths=(1, 5, 6, 6))
    p.sheet("Aktiviteter")
    p.table(*acts, widths=(1, 5, 6, 3, 5))
    p.sheet("Indikatorer")
    p.table(*inds, widths=(1, 5, 8))
    p.sheet("Medel")
    sums = [(t.title, 100_000 * (n + 3)) for n, t in enumerate(topics)]
    money: list[list[Cell]] = [[name, f"{x:,} kr".replace(",", " ")] for name, x in sums]
    p.table(["Ändamål", f"Belopp {y}"], *money, widths=(6, 4))
    areas = [area(t, str(n), "lkiw", acts=timed(t)) for n, t in enumerate(topics, 1)]
    funds = [Fund(name=name, amount=str(x), year=y) for name, x in sums]
    return Made(p, plan(title, c.county, areas, funds=funds), sheets=True)


def two_headers(c: Content, v: int) -> Made:
    """A header of two rows: groups of columns above, columns below; one row an activity; no line repeats."""
    p = Paper(landscape=True, size=9, indent=1 - v)
    title = f"Samverkan psykisk hälsa – {c.county}"
    p.h(title)
    p.p(f"Avser {c.year}–{c.year + 2}", "Uppdateras av processledaren")
    top: list[Cell] = ["Område", "Mål", LEFT, "Genomförande", LEFT, LEFT, "Uppföljning"]
    below: list[Cell] = [
        UP,
        "Långsiktigt mål",
        "Kortsiktigt mål",
        "Aktivitet",
        "Startar och klart",
        "Ansvar",
        "Indikator",
    ]
    rows = [top, below]
    areas = []
    for n, t in enumerate(c.topics, 1):
        rows += _activity_rows(p, t, f"{n}. {t.title}")
        areas.append(area(t, str(n), "lkiw", acts=timed(t)))
    p.table(*rows, widths=(4, 4, 4, 5, 3, 4, 4), head=2)
    return Made(p, plan(title, c.county, areas), sheets=True)


def _activity_rows(p: Paper, t: Topic, name: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for r in t.rows:
        for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True)):
            left: list[Cell] = [UP, UP] if rows else [name, p.items(t.longs)]
            mine: list[Cell] = [UP, UP] if k else [p.items(r.short), p.items(r.inds)]
            rows.append([*left, mine[0], a, w.text, list(r.who) if k == 0 else UP, mine[1]])
    return rows


FAMILY = {f.__name__: f for f in (unnumbered, goals_over_columns, year_columns, workbook, two_headers)}
