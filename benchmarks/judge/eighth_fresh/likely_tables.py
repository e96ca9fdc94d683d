"""Likely layouts of tables, as officers make them in Word: overviews, goal tables, columns for follow-ups."""

from __future__ import annotations

from benchmarks.judge.eighth_fresh.around import (
    Rows,
    due,
    either_level,
    ending,
    information,
    introduction,
    joined,
    sentence,
    steps_with_acts,
    years,
)
from benchmarks.judge.eighth_fresh.content import Theme, themes_of
from benchmarks.judge.fresh.content import Content, area, timed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper


def focus_overview(c: Content, v: int) -> Made:
    """A wide table for each focus area: areas merged over their rows, or as lines across the table."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="" if v else "•", header=f"{c.county}", numbers=True)
    title = f"Länsgemensam handlingsplan för psykisk hälsa och suicidprevention {y}–{y + 2}"
    p.h(title)
    information(p, c, "Handlingsplan", "Länsstyrgruppen för vård och omsorg")
    introduction(p, c)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Fokusområde {g}: {group}", 1)
        p.p("I tabellen redovisas de insatser som parterna prioriterar under planperioden.")
        rows: Rows = [["Område", "Mål", "Åtgärd", "Huvudansvar", "Klart senast", "Så följer vi upp"]]
        if v:
            rows = [["Nr", "Insats", "Ansvarig part", "Tidplan", "Indikator", f"Mål {y + 2}"]]
        for n, t in enumerate(themes_of(topics), 1):
            number = f"{g}.{n}"
            rows += _under_line(p, t, number) if v else _merged(p, t, number)
            acts = timed(t) if v else due(t)
            areas.append(area(t, number, "kiw", acts=acts, group=group))
        p.table(*rows, widths=(2, 7, 5, 4, 6, 6) if v else (5, 6, 7, 5, 3, 6))
    ending(p, c)
    return either_level(p, title, c, areas, True, **years(c))


def _merged(p: Paper, t: Theme, number: str) -> Rows:
    rows: Rows = []
    first: Cell = f"{number} {t.title}"
    for s, k, a in steps_with_acts(t):
        mine: list[Cell] = [s.short[0], joined(s.who), p.items(s.inds)] if k == 0 else [UP, UP, UP]
        rows.append([first, mine[0], a, mine[1], s.dues[k].text, mine[2]])
        first = UP
    return rows


def _under_line(p: Paper, t: Theme, number: str) -> Rows:
    rows: Rows = [[f"**{number} {t.title}", *[LEFT] * 5]]
    for m, (s, k, a) in enumerate(steps_with_acts(t), 1):
        mine: list[Cell] = [list(s.who), p.items(s.inds), s.short[0]] if k == 0 else [UP, UP, UP]
        rows.append([f"{number}.{m}", a, mine[0], s.times[k].text, mine[1], mine[2]])
    return rows


def goal_table(c: Content, v: int) -> Made:
    """A table for each area, the long-term goal across its top, with the questions that the columns answer."""
    y = c.year
    p = Paper(landscape=v == 0, size=10, bullet="-" if v else "", footer=f"Handlingsplan {y}", numbers=True)
    title = f"God psykisk hälsa i {c.county}. Handlingsplan {y}–{y + 2}"
    p.h(title)
    introduction(p, c)
    p.h("Mål och insatser", 1)
    areas = []
    for n, t in enumerate(themes_of(c.topics), 1):
        p.h(f"{n}. {t.title}", 2)
        p.p(t.background)
        if v:
            p.label("Hit vill vi nå på lång sikt:", " ".join(sentence(x) for x in t.longs))
            rows: Rows = [["Det här gör vi", "Vem", "När", "Delmål", "Mätetal"]]
        else:
            rows = [[f"Långsiktigt mål: {' '.join(sentence(x) for x in t.longs)}", *[LEFT] * 4]]
            rows.append(["Kortsiktigt mål", "Insats (hur gör vi?)", "Ansvar", "Tid", "Hur vet vi att vi lyckas?"])
        for s, k, a in steps_with_acts(t):
            mine: list[Cell] = [s.short[0], joined(s.who, " och "), p.items(s.inds)] if k == 0 else [UP, UP, UP]
            order: list[Cell] = [mine[0], a, mine[1], s.times[k].text, mine[2]]
            rows.append([a, mine[1], s.times[k].text, mine[0], mine[2]] if v else order)
        p.table(*rows, widths=(6, 4, 3, 5, 5) if v else (5, 7, 5, 4, 6), head=1 if v else 2)
        areas.append(area(t, str(n), "blkiw", acts=timed(t)))
    ending(p, c)
    return Made(p, plan(title, c.county, areas, **years(c)), sheets=True)


def yearly_followup(c: Content, v: int) -> Made:
    """Activities with a column for each year's follow-up: texts for each goal, or status words with a text below."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="•", styled=v == 0, header=f"Uppföljning {y + 1}", footer=c.county)
    title = f"Handlingsplan psykisk hälsa {y}–{y + 2} med uppföljning {y} och {y + 1}"
    p.h(title)
    information(p, c, "Handlingsplan med uppföljning", "Samverkansnämnden")
    if v:
        p.p("Status anges med orden Klar, Pågår, Försenad och Ej påbörjad.")
    areas, also = [], []
    for n, t in enumerate(themes_of(c.topics), 1):
        p.h(f"{n} {t.title}", 2)
        p.p(t.needs)
        told = [(y, f"{t.follow[0]} {t.follow[1]}"), (y + 1, t.follow[2])]
        if v:
            words = _status_table(p, t, y)
            p.label(f"Uppföljning {y}:", told[0][1])
            p.label(f"Uppföljning {y + 1}:", told[1][1])
        else:
            words = []
            told = [(y, t.follow[0]), (y, t.follow[1]), (y + 1, t.follow[2])]
            _text_table(p, t, y)
        shown = "nw" if v else "nkw"
        areas.append(area(t, str(n), shown, acts=timed(t), told=told))
        also.append(area(t, str(n), shown, acts=timed(t), told=[*told, *words]))
    more = years(c)
    if v:
        return Made(p, plan(title, c.county, areas, **more), sheets=True, also=(plan(title, c.county, also, **more),))
    return either_level(p, title, c, areas, True, **more)


def _text_table(p: Paper, t: Theme, y: int) -> None:
    rows: Rows = [["Delmål", "Aktivitet", "Ansvarig", "Tidplan", f"Uppföljning {y}", f"Uppföljning {y + 1}"]]
    for s, k, a in steps_with_acts(t):
        mine: list[Cell] = [UP, UP, UP, UP]
        if k == 0:
            m = t.steps.index(s)
            mine = [s.short[0], joined(s.who), t.follow[m], t.follow[2] if m == 0 else "–"]
        rows.append([mine[0], a, mine[1], s.times[k].text, mine[2], mine[3]])
    p.table(*rows, widths=(5, 6, 4, 4, 6, 6))


def _status_table(p: Paper, t: Theme, y: int) -> list[tuple[int, str]]:
    """Draws it and gives back its status words: a reader may take them for what the follow-up said, or not."""
    rows: Rows = [["Aktivitet", "Ansvarig", "Tidplan", f"Status {y}", f"Status {y + 1}"]]
    pairs = [("Pågår", "Klar"), ("Ej påbörjad", "Pågår"), ("Klar", "Klar"), ("Försenad", "Pågår")]
    told = []
    for (s, k, a), (now, then) in zip(steps_with_acts(t), pairs, strict=False):
        rows.append([a, joined(s.who, " samt ") if k == 0 else UP, s.times[k].text, now, then])
        told += [(y, now), (y + 1, then)]
    p.table(*rows, widths=(9, 6, 4, 3, 3))
    return list(dict.fromkeys(told))


FAMILY = {f.__name__: f for f in (focus_overview, goal_table, yearly_followup)}
