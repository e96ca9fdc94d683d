"""Likely layouts with tables: a wide one, a long merged one, and a workbook of several sheets."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.judge.fresh.content import Content, act, area
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.paper import LEFT, UP, Paper
from benchmarks.judge.ninth_fresh.around import (
    Rows,
    either_level,
    ending,
    introduction,
    joined,
    money,
    numbered,
    timed,
    title_of,
    written,
)
from benchmarks.judge.ninth_fresh.content import Theme, themes_of
from samplan.plans.shapes.exchange import Cost

WIDE_HEADS = (
    ["Nr", "Utvecklingsområde", "Varför?", "Mål", "Insats", "När", "Ansvarig", "Hur vet vi att det blev bättre?"],
    ["#", "Område", "Nuläge", "Dit ska vi", "Vad ska göras", "Tidplan", "Vem leder arbetet", "Uppföljningsmått"],
)


def wide(c: Content, v: int) -> Made:
    """Everything in one table on lying pages: a row per measure, the rest over several rows, groups across."""
    p = Paper(landscape=True, size=8, numbers=True, footer=f"{c.county} – psykisk hälsa", styled=v == 0, bullet="-")
    title = title_of(c, v)
    p.h(title)
    introduction(p, c, "" if v else "Om planen")
    head = [*WIDE_HEADS[v], "Kostnad" if v == 0 else f"Kostnad {c.year}"]
    rows: Rows = [list(head)]
    areas, n = [], 0
    for name, topics in c.groups:
        rows.append([f"**{name}", *[LEFT] * 8])
        for t in themes_of(topics):
            cost, c_shown = money(t, n)
            n += 1
            rows += _wide_rows(p, t, n, cost)
            year = c.year if v else None
            areas.append(area(t, str(n), "bkiw" + c_shown, acts=timed(t), cost_year=year, group=name))
    p.table(*rows, widths=(2, 7, 7, 6, 6, 4, 8, 6, 4))
    if v == 0:
        ending(p, c)
    return either_level(p, c, title, areas, sheets=True)


def _wide_rows(p: Paper, t: Theme, n: int, cost: str) -> Rows:
    rows: Rows = []
    for row in t.rows:
        for k, (text, when) in enumerate(zip(row.acts, row.times, strict=True)):
            first = not rows
            whole = [str(n), t.title, t.background] if first else [UP, UP, UP]
            step = [p.items(row.short), joined(row.who), p.items(row.inds)] if k == 0 else [UP, UP, UP]
            rows.append([*whole, step[0], text, when.text, step[1], step[2], cost if first else UP])
    return rows


MERGED_HEADS = (
    (
        ["Insatsområde", "Utvecklingsområde", "Mål", LEFT, "Genomförande", LEFT, LEFT, "Uppföljning"],
        [UP, UP, "Lång sikt (5 år)", "Kort sikt (1 år)", "Aktivitet", "Tid", "Ansvarig funktion", "Indikator"],
    ),
    (
        ["Insatsområde", "Område och bakgrund", "Målsättning", LEFT, "Så här gör vi", LEFT, "Indikatorer"],
        [UP, UP, "Långsiktigt mål", "Kortsiktigt mål", "Aktiviteter (tid)", "Ansvariga", UP],
    ),
)


def merged(c: Content, v: int) -> Made:
    """One table over many pages with two repeated rows of heads and cells merged down."""
    p = Paper(landscape=True, size=9 if v else 8, header=title_of(c, v), numbers=True, bullet="•" if v else "")
    title = title_of(c, v)
    p.h(f"{title}, {c.county}")
    introduction(p, c)
    p.page()
    rows: Rows = [list(r) for r in MERGED_HEADS[v]]
    areas = []
    make = _one_step_a_row if v else _one_act_a_row
    for name, topics in c.groups:
        top = len(rows)
        for t in themes_of(topics):
            rows += [[UP, *r] for r in make(p, t)]
        rows[top][0] = f"**{name}"
    for name, number, t in numbered(c):
        areas.append(area(t, number, "lkiw" + ("b" if v else ""), acts=timed(t), group=name))
    p.table(*rows, widths=(4, 6, 5, 5, 6, 3, 6, 5) if v == 0 else (3, 6, 4, 4, 6, 5, 4), head=2)
    ending(p, c)
    return written(p, c, f"{title}, {c.county}", areas)


def _one_act_a_row(p: Paper, t: Theme) -> Rows:
    rows: Rows = []
    for row in t.rows:
        for k, (text, when) in enumerate(zip(row.acts, row.times, strict=True)):
            whole = [f"**{t.title}", p.items(t.longs)] if not rows else [UP, UP]
            step = [p.items(row.short), list(row.who), p.items(row.inds)] if k == 0 else [UP, UP, UP]
            rows.append([*whole, step[0], text, when.text, step[1], step[2]])
    return rows


def _one_step_a_row(p: Paper, t: Theme) -> Rows:
    rows: Rows = []
    for row in t.rows:
        acts = [p.item(f"{text} ({when.text})") for text, when in zip(row.acts, row.times, strict=True)]
        whole = [[f"**{t.title}", t.background], p.items(t.longs)] if not rows else [UP, UP]
        rows.append([*whole, p.items(row.short), acts, joined(row.who), p.items(row.inds)])
    return rows


def book(c: Content, v: int) -> Made:
    """A workbook: the areas on one sheet, measures, indicators, budget and follow-up on sheets of their own."""
    p = Paper(landscape=True, size=9, bullet="-")
    title = f"{title_of(c, v)} – arbetsbok"
    p.h(title)
    introduction(p, c, "Så använder du arbetsboken" if v else "")
    themes = themes_of(c.topics)
    _sheet_of_areas(p, c, v)
    _sheet_of_acts(p, themes, v)
    _sheet_of_indicators(p, themes, v)
    _sheet_of_budget(p, c, themes)
    _sheet_of_follow_up(p, c, themes, v)
    areas = []
    for n, (name, _, t) in enumerate(numbered(c), 1):
        days = iter(t.spells)
        acts = [act(text, next(days)) for _, text, _ in t.steps()]
        one = area(t, str(n), "blkiw", acts=acts, told=[(c.year, t.follow[0])], group=name, goal_status=t.status)
        areas.append(one.model_copy(update={"costs": _budget(c, t)}))
    return written(p, c, title, areas, sheets=True)


def _budget(c: Content, t: Theme) -> list[Cost]:
    sums = [str(1000 * k) for k in t.thousands]
    return [Cost(year=c.year + k, min=s, max=s) for k, s in enumerate(sums)]


def _sheet_of_areas(p: Paper, c: Content, v: int) -> None:
    p.sheet("Områden och mål" if v == 0 else "1 Mål")
    head = ["Nr", "Insatsområde", "Område", "Nuläge", "Långsiktigt mål", "Kortsiktiga mål"]
    if v:
        head = ["Nr", "Del av planen", "Utvecklingsområde", "Bakgrund", "Mål på lång sikt", "Mål på kort sikt"]
    rows: Rows = [list(head)]
    for n, (name, _, t) in enumerate(numbered(c), 1):
        rows.append([str(n), name, t.title, t.background, p.items(t.longs), p.items(t.shorts)])
    p.table(*rows, widths=(1, 3, 3, 5, 4, 5))


def _sheet_of_acts(p: Paper, themes: list[Theme], v: int) -> None:
    p.sheet("Aktiviteter" if v == 0 else "2 Aktivitetsplan")
    rows: Rows = (
        [["Område nr", "Aktivitet", "Start", "Klart", "Ansvarig", "Anteckning"]]
        if v == 0
        else [["Utvecklingsområde", "Vad", "Vem", "Startdatum", "Slutdatum"]]
    )
    for n, t in enumerate(themes, 1):
        for (row, text, _), spell in zip(t.steps(), t.spells, strict=True):
            first, last = spell.text.split(" – ")
            who = ", ".join(row.who)
            rows.append([t.title, text, who, first, last] if v else [str(n), text, first, last, who, ""])
    p.table(*rows, widths=(4, 6, 4, 2, 2) if v else (2, 6, 2, 2, 4, 2))


def _sheet_of_indicators(p: Paper, themes: list[Theme], v: int) -> None:
    p.sheet("Indikatorer" if v == 0 else "3 Mått")
    rows: Rows = [["Område nr", "Indikator"] if v == 0 else ["Utvecklingsområde", "Indikator", "Hur ofta"]]
    for n, t in enumerate(themes, 1):
        rows += [[t.title, i, "Varje år"] if v else [str(n), i] for i in t.inds]
    p.table(*rows, widths=(4, 8, 3) if v else (2, 10))


def _sheet_of_budget(p: Paper, c: Content, themes: list[Theme]) -> None:
    p.sheet("Budget")
    p.p("Beloppen anges i tusental kronor (tkr).")
    rows: Rows = [["Nr", "Område", f"Budget {c.year} (tkr)", f"Budget {c.year + 1} (tkr)"]]
    rows += [[str(n), t.title, *map(str, t.thousands)] for n, t in enumerate(themes, 1)]
    rows.append(["", "**Summa", *(str(sum(t.thousands[k] for t in themes)) for k in (0, 1))])
    p.table(*rows, widths=(1, 6, 3, 3))


def _sheet_of_follow_up(p: Paper, c: Content, themes: list[Theme], v: int) -> None:
    p.sheet(f"Uppföljning {c.year}")
    rows: Rows = [["Nr", "Område", "Måluppfyllelse", f"Vad har hänt under {c.year}?" if v else "Beskrivning av läget"]]
    rows += [[str(n), t.title, t.told, t.follow[0]] for n, t in enumerate(themes, 1)]
    p.table(*rows, widths=(1, 4, 3, 8))


FAMILY: dict[str, Callable[[Content, int], Made]] = {"wide": wide, "merged": merged, "book": book}
