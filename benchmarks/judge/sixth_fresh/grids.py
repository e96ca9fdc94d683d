"""Layouts of wide tables and workbooks: goals left of areas, sheets as areas, years and halves, bullets in cells."""

from __future__ import annotations

import calendar
from datetime import date

from benchmarks.judge.fresh.content import Content, When, act, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.first import Rows, each, joined
from benchmarks.judge.sixth_fresh.content import SHEET_NAME
from samplan.plans.shapes.exchange import Activity


def goals_left_of_areas(c: Content, v: int) -> Made:
    """One table for the whole plan, read from the long view to the area and on; both merged down over the measures."""
    y = c.year
    p = Paper(landscape=True, size=9, header=f"Psykisk hälsa i {c.county}", footer="Arbetsmaterial", numbers=True)
    title = f"Färdplan för psykisk hälsa {y}–{y + 2}" if v else f"Åtgärdsöversikt psykisk hälsa {y}"
    p.h(title)
    if v:
        p.p("Översikten är gemensam för regionen och länets kommuner. Den följs upp i februari varje år.")
        head: Rows = [[f"Önskat läge {y + 5}", "Prioriterat område", "Åtgärder", "Huvudansvar", "Tidpunkt", "Mätetal"]]
    else:
        head = [["Långsiktig inriktning", "Område", "Det här gör vi", "Vem", "När", "Så mäter vi"]]
    rows, areas = head, []
    for n, t in enumerate(c.topics, 1):
        first: list[Cell] = [p.items(t.longs), f"{n}. {t.title}" if v else t.title]
        for r in t.rows:
            for k, a, w in each(r):
                mine: list[Cell] = [joined(r.who), p.items(r.inds)] if k == 0 else [UP, UP]
                rows.append([*first, a, mine[0], w.text, mine[1]])
                first = [UP, UP]
        areas.append(area(t, str(n) if v else None, "liw", acts=timed(t)))
    p.table(*rows, widths=(5, 4, 6, 5, 3, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def _days(w: When, y: int) -> tuple[date, date]:
    """First and last day for two columns of dates, also where the plan's own words leave one open."""
    start, end, _ = w.span
    return start or date(y, 1, 1), end or date(y + 2, 12, 31)


def sheets_named_after_areas(c: Content, v: int) -> Made:
    """A sheet for each area, whose name alone tells the area; first and last day in columns, the state in a word."""
    y = c.year
    p = Paper(landscape=True, size=10, styled=True, bullet="-" if v else "•")
    areas = []
    title = f"Aktivitetslista {c.county} {y}"
    p.p(title, bold=True)
    p.p("Varje område har ett eget blad. Listan fylls på av områdets kontaktperson och stäms av varje kvartal.")
    if v:
        head: Rows = [["Delmål", "Insats", "Startar", "Avslutas", "Utförs av", "Läge"]]
        states = ["Ej påbörjad", "På gång", "Planering pågår"]
    else:
        head = [["Läge", "Aktivitet", "Från", "Till", "Ansvarar", "Mål på kort sikt"]]
        states = ["Grön", "Gul", "Röd"]
    for n, t in enumerate([t for t in c.topics if len(t.title) <= SHEET_NAME], 1):
        p.sheet(t.title)
        rows, acts = list(head), []
        for r in t.rows:
            for k, a, w in each(r):
                first, last = _days(w, y)
                days = [f"{d.day} {_MONTHS[d.month]} {d.year}" if v else str(d) for d in (first, last)]
                state = states[(n + k) % 3]
                mine: list[Cell] = [r.short[0], joined(r.who)] if k == 0 else [UP, UP]
                cells = [mine[0], a, *days, mine[1], state] if v else [state, a, *days, mine[1], mine[0]]
                rows.append(cells)
                acts.append(act(a, When(f"{days[0]} – {days[1]}", (first, last, False))))
        p.table(*rows, widths=(5, 6, 3, 3, 4, 3) if v else (2, 6, 3, 3, 4, 5))
        areas.append(area(t, None, "kw", acts=acts))
    return Made(p, plan(title, c.county, areas), sheets=True)


_YEAR = "januari februari mars april maj juni juli augusti september oktober november december"
_MONTHS = dict(enumerate(_YEAR.split(), 1))


def bare_years_under_one_head(c: Content, v: int) -> Made:
    """Two rows of headers: the bare years (or half-years) under one head, what shall be reached before them."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="" if v else "–", repeat=True, numbers=True, header=f"{c.county}")
    title = f"Treårig insatsplan {y}–{y + 2}" if v == 0 else f"Insatsplan {y}: halvår för halvår"
    p.h(title)
    names = [str(y), str(y + 1), str(y + 2)]
    spans: list[tuple[int, When | None]] = [(y, None), (y + 1, None), (y + 2, None)]
    if v:
        names = [f"Våren {y}", f"Hösten {y}", f"Våren {y + 1}"]
        halves = [(y, 1), (y, 7), (y + 1, 1)]
        spans = [(yy, When(name, _half(yy, m))) for name, (yy, m) in zip(names, halves, strict=True)]
    over = "Insatser per år" if v == 0 else "Planerade insatser"
    ends: list[Cell] = ["Ansvarig", "Uppföljningsmått"] if v == 0 else ["Mått", "Ansvarig part"]
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g} {group}", 2)
        rows: Rows = [
            ["Område", "Kortsiktigt mål", over, LEFT, LEFT, *ends],
            [UP, UP, *names, UP, UP],
        ]
        for n, t in enumerate(topics, 1):
            acts: list[Activity] = []
            for m, r in enumerate(t.rows):
                cells: list[list[str]] = [[], [], []]
                for k, a in enumerate(r.acts):
                    cells[(m + k + n) % 3].append(a)
                for found, (year, when) in zip(cells, spans, strict=True):
                    acts += [act(a, when, of=year) for a in found]
                last: list[Cell] = [joined(r.who), p.items(r.inds)]
                name: Cell = f"{g}.{n} {t.title}" if m == 0 else UP
                rows.append([name, r.short[0], *(p.items(x) for x in cells), *(last[::-1] if v else last)])
            areas.append(area(t, f"{g}.{n}", "kiw", acts=acts, group=group))
        p.table(*rows, widths=(4, 5, 5, 5, 5, 5, 5), head=2)
    return Made(p, plan(title, c.county, areas), sheets=True)


def _half(y: int, m: int) -> tuple[date, date, bool]:
    return date(y, m, 1), date(y, m + 5, calendar.monthrange(y, m + 5)[1]), False


def bullets_in_wide_rows(c: Content, v: int) -> Made:
    """One row an area, eight narrow columns with bullets in the cells and the cost in thousands; the head repeats."""
    y = c.year
    p = Paper(landscape=True, size=8, bullet="•" if v else "-", footer=f"Beslutad version {y}-01-15", numbers=v == 1)
    title = f"Sammanställd plan {y}, {c.county}" if v else f"Plan på en sida per område, {c.county} {y}"
    p.h(title)
    p.p("Belopp anges i tusental kronor (tkr).")
    if v:
        head: list[Cell] = ["Nr", f"Kostnad {y} (tkr)", "Parter med ansvar", "Område", "Vad behöver utvecklas?"]
        head += ["Mål inom fem år", "Mål inom ett år", "Insatser", "Indikatorer"]
    else:
        head = ["Område", "Behov", "Långsiktigt", "Kortsiktigt", "Aktiviteter", "Ansvar", "Indikator", "Kostnad (tkr)"]
    rows: Rows = [head]
    areas = []
    for n, t in enumerate(c.topics, 1):
        goals: list[Cell] = [t.needs, p.items(t.longs), p.items(t.shorts), p.items(t.acts)]
        if v:
            rows.append([str(n), t.cost[0], [*t.who], t.title, *goals, p.items(t.inds)])
        else:
            rows.append([t.title, *goals, p.items(t.who), p.items(t.inds), t.cost[0]])
        acts = untimed(t)
        areas.append(area(t, str(n) if v else None, "nlkiwc", acts=acts, cost_year=y if v else None))
    p.table(*rows, widths=(2, 3, 6, 6, 5, 5, 5, 6, 5) if v else (5, 5, 5, 5, 5, 6, 5, 3))
    dated = [a.model_copy(update={"costs": [x.model_copy(update={"year": y}) for x in a.costs]}) for a in areas]
    return Made(p, plan(title, c.county, areas), sheets=True, also=(plan(title, c.county, dated),))


FAMILY = {
    f.__name__: f
    for f in (
        goals_left_of_areas,
        sheets_named_after_areas,
        bare_years_under_one_head,
        bullets_in_wide_rows,
    )
}
