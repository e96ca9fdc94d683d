"""Likely layouts that are kept as workbooks: a register of activities, a sheet for each focus area or each area."""

from __future__ import annotations

from benchmarks.judge.eighth_fresh.around import Rows, joined, sentence, steps_with_acts
from benchmarks.judge.eighth_fresh.content import Theme, themes_of
from benchmarks.judge.fresh.content import Content, act, area, timed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import UP, Cell, Paper
from benchmarks.judge.second_fresh.first import as_long, as_short
from samplan.plans.shapes.exchange import Area

STATES = ("Pågår", "Ej startad", "Klar", "Pågår")


def activity_register(c: Content, v: int) -> Made:
    """One row for each activity, every word repeated so that the rows can be sorted and filtered."""
    y = c.year
    p = Paper(landscape=True, size=8, header="Aktivitetslista" if v else "", numbers=True)
    title = f"Aktivitetslista psykisk hälsa {c.county} {y}–{y + 1}"
    p.h(title)
    p.p(f"Senast uppdaterad {y}-04-22 av länssamordnaren.")
    rows: Rows = [
        ["Fokusområde", "Utvecklingsområde", "Delmål", "Aktivitet", "Ansvarig", "Start", "Slut", "Indikator", "Status"]
    ]
    if v:
        rows = [["ID", "Prioriterat område", "Insats", "Ägare", "Tidsperiod", "Förväntat resultat", "Läge"]]
    areas, also = [], []
    for group, topics in c.groups:
        for t in themes_of(topics):
            rows += _listed(t, len(rows)) if v else _filtered(t, group)
            times = timed(t) if v else [act(a, s.spells[k]) for s, k, a in steps_with_acts(t)]
            more = {} if v else {"group": group}
            areas.append(area(t, None, "kw" if v else "kiw", acts=times, **more))
            words = [(None, w) for w in dict.fromkeys(STATES)]
            also.append(area(t, None, "kw" if v else "kiw", acts=times, told=words, **more))
    p.table(*rows, widths=(2, 5, 7, 5, 4, 7, 3) if v else (4, 5, 6, 6, 5, 3, 3, 6, 3))
    truths = [plan(title, c.county, some) for some in (areas, also, _long(areas), _long(also))]
    return Made(p, truths[0], sheets=True, also=tuple(truths[1:]))


def _long(areas: list[Area]) -> list[Area]:
    return [as_long(a) for a in areas]


def _filtered(t: Theme, group: str) -> Rows:
    rows: Rows = []
    for m, (s, k, a) in enumerate(steps_with_acts(t)):
        start, _, end = s.spells[k].text.partition(" – ")
        rows.append([group, t.title, s.short[0], a, joined(s.who), start, end, list(s.inds), STATES[m % 4]])
    return rows


def _listed(t: Theme, first: int) -> Rows:
    return [
        [f"A{first + m}", t.title, a, joined(s.who, " / "), s.times[k].text, s.short[0], STATES[m % 4]]
        for m, (s, k, a) in enumerate(steps_with_acts(t))
    ]


def sheet_book(c: Content, v: int) -> Made:
    """A workbook with a sheet for each focus area (costs in a column), or for each area with its facts on top."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="•" if v else "-", footer=c.county, numbers=True)
    title = f"Samlad plan för psykisk hälsa {y} i {c.county}"
    p.h(title)
    p.p("Arbetsboken har ett blad för varje område. Ändringar görs av områdesansvarig och meddelas länssamordnaren.")
    areas = []
    if v:
        for n, t in enumerate(themes_of(c.topics), 1):
            p.sheet(f"Område {n}")
            _area_sheet(p, t, y)
            areas.append(area(t, str(n), "bnlkiwc", acts=timed(t), cost_year=y))
        return Made(p, plan(title, c.county, areas), sheets=True)
    for g, (group, topics) in enumerate(c.groups, 1):
        p.sheet(f"{g}. {group}")
        rows: Rows = [
            ["Område", "Vart ska vi?", "Vad ska göras?", "Vem?", "När?", "Hur mäter vi?", "Vad får det kosta?"]
        ]
        for n, t in enumerate(themes_of(topics), 1):
            rows += _questions(p, t, f"{g}.{n}")
            areas.append(area(t, f"{g}.{n}", "liwc", acts=timed(t), group=group))
        p.table(*rows, widths=(4, 6, 6, 5, 4, 6, 3))
    dated = [a.model_copy(update={"costs": [x.model_copy(update={"year": y}) for x in a.costs]}) for a in areas]
    truths = [plan(title, c.county, some) for some in (areas, dated, _short(areas), _short(dated))]
    return Made(p, truths[0], sheets=True, also=tuple(truths[1:]))


def _short(areas: list[Area]) -> list[Area]:
    return [as_short(a) for a in areas]


def _questions(p: Paper, t: Theme, number: str) -> Rows:
    rows: Rows = []
    first: list[Cell] = [f"{number} {t.title}", p.items(t.longs), t.cost[0]]
    for s, k, a in steps_with_acts(t):
        mine: list[Cell] = [joined(s.who), p.items(s.inds)] if k == 0 else [UP, UP]
        rows.append([first[0], first[1], a, mine[0], s.times[k].text, mine[1], first[2]])
        first = [UP, UP, UP]
    return rows


def _area_sheet(p: Paper, t: Theme, y: int) -> None:
    p.table(
        ["**Utvecklingsområde", t.title],
        ["**Nuläge", t.background],
        ["**Utvecklingsbehov", t.needs],
        ["**Mål på lång sikt", " ".join(sentence(x) for x in t.longs)],
        [f"**Budget {y}", t.cost[0]],
        widths=(5, 20),
        head=0,
    )
    rows: Rows = [["Mål på kort sikt", "Åtgärd", "Genomförs av", "Tidpunkt", "Uppföljningsmått"]]
    for s, k, a in steps_with_acts(t):
        mine: list[Cell] = [s.short[0], list(s.who), p.items(s.inds)] if k == 0 else [UP, UP, UP]
        rows.append([mine[0], a, mine[1], s.times[k].text, mine[2]])
    p.table(*rows, widths=(5, 7, 5, 4, 5))


FAMILY = {f.__name__: f for f in (activity_register, sheet_book)}
