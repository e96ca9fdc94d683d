"""Layouts of tables: a card for each goal, from today to what is missing, the whole plan in a matrix, questions."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.judge.fresh.content import Content, Topic, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.first import Rows, each, joined
from benchmarks.judge.seventh_fresh.content import KRONOR
from samplan.plans.shapes.exchange import Area


def goal_cards(c: Content, v: int) -> Made:
    """A small card for each short-term goal, several to an area; the area's text and long-term goal stand above."""
    y = c.year
    p = Paper(size=10, bullet="" if v else "•", styled=v == 0, header=f"Målkort {c.county} {y}", numbers=v == 1)
    title = f"Målkort {y}: samverkan för psykisk hälsa"
    p.h(title)
    p.p("Varje etappmål har ett eget kort. Korten fylls i av processledaren och godkänns av ledningsgruppen.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Utvecklingsområde {n}: {t.title}" if v else f"{n} {t.title}", 2)
        p.p(t.background)
        if v:
            p.p(f"Effektmål {y + 5}", bold=True)
            p.li(*t.longs)
        else:
            p.label("Övergripande mål:", " ".join(f"{x}." for x in t.longs))
        for m, r in enumerate(t.rows, 1):
            rows: Rows
            if v:
                rows = [["**Resultatmål", r.short[0], LEFT, LEFT], ["**Insatser", p.items(r.acts), LEFT, LEFT]]
                rows.append(["**Ansvarig funktion", list(r.who), "**Period", r.times[0].text])
                rows.append(["**Mätning", p.items(r.inds), LEFT, LEFT])
            else:
                rows = [[f"**Etappmål {n}.{m}", r.short[0]], ["**Aktiviteter", p.items(r.acts)]]
                rows += [
                    ["**Tidplan", r.times[0].text],
                    ["**Ansvarar", joined(r.who)],
                    ["**Indikator", p.items(r.inds)],
                ]
            p.table(*rows, widths=(4, 7, 3, 4) if v else (4, 11), head=0)
        areas.append(area(t, str(n), "blkiw", acts=timed(t, one_per_row=True)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def gap_table(c: Content, v: int) -> Made:
    """From where the county stands to where it wants to be: what is missing, what is done, by whom and when."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="-" if v else "", styled=True, footer=c.county, numbers=True)
    title = f"Behovsanalys och åtgärdsplan {y}" if v else f"Från nuläge till önskat läge {y}–{y + 2}"
    p.h(title)
    p.p("Analysen gjordes vid två arbetsmöten med chefer och brukarföreträdare.")
    areas = []
    if v:
        head: list[Cell] = ["Område", "Nulägesbild", "Utvecklingsbehov", "Framtida läge (mål på lång sikt)"]
        rows: Rows = [[*head, "Åtgärder", "Ansvariga funktioner"]]
        for t in c.topics:
            rows.append([t.title, t.background, t.needs, p.items(t.longs), p.items(t.acts), list(t.who)])
            areas.append(area(t, None, "bnlw", acts=untimed(t)))
        p.table(*rows, widths=(4, 6, 5, 5, 6, 4))
        return Made(p, plan(title, c.county, areas), sheets=True)
    for n, t in enumerate(c.topics, 1):
        p.h(f"Område {n}: {t.title}", 2)
        rows = [
            ["Så är det i dag", "Det här saknas", "Dit vill vi nå (långsiktigt mål)", "Åtgärd", "Tidsplan", "Funktion"]
        ]
        first: list[Cell] = [t.background, t.needs, p.items(t.longs)]
        for r in t.rows:
            for k, a, w in each(r):
                rows.append([*first, a, w.text, joined(r.who) if k == 0 else UP])
                first = [UP, UP, UP]
        p.table(*rows, widths=(5, 5, 5, 6, 3, 5))
        areas.append(area(t, str(n), "bnlw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def big_matrix(c: Content, v: int) -> Made:
    """The whole plan in one wide table with a head of two rows; what is merged reaches down over several activities."""
    y = c.year
    p = Paper(landscape=True, size=8, bullet="–", header=f"Bilaga 1 till samverkansavtal {c.county}", numbers=True)
    title = f"Handlingsplan {y}–{y + 4} i tabellform"
    p.h(title)
    if v:
        top: list[Cell] = ["Nr", "Utvecklingsområde", "Genomförande", LEFT, LEFT, "Mål", LEFT, f"Kostnad {y} (kronor)"]
        rows: Rows = [top, [UP, UP, "Aktivitet", "Tidplan", "Ansv. funktion", "1 år", "5 år", UP]]
    else:
        top = ["Insatsområde", "Område", "Mål", LEFT, "Aktivitet", "Genomförande", LEFT, "Kostnad"]
        rows = [top, [UP, UP, "Lång sikt (5 år)", "Kort sikt (1 år)", UP, "Ansvarig funktion", "Tid", UP]]
    areas, also = [], []
    for g, (group, topics) in enumerate(c.groups, 1):
        if v:
            rows.append([f"**Insatsområde {g}: {group}", *(LEFT for _ in range(7))])
        for n, t in enumerate(topics, 1):
            if v:
                t = replace(t, cost=KRONOR[(g + n) % len(KRONOR)])
                rows += _ends_in_goals(p, t, f"{g}.{n}")
            else:
                rows += _begins_with_goals(p, t, f"{g}.{n}", group if n == 1 else UP)
            acts = timed(t)
            areas.append(area(t, f"{g}.{n}", "lkwc", acts=acts, cost_year=y if v else None, group=group))
            also.append(area(t, f"{g}.{n}", "lkwc", acts=acts, cost_year=None if v else y, group=group))
    p.table(*rows, widths=(2, 5, 6, 4, 5, 5, 5, 3) if v else (4, 5, 5, 5, 6, 5, 3, 3), head=2)
    return Made(p, plan(title, c.county, areas), sheets=True, also=(plan(title, c.county, also),))


def _begins_with_goals(p: Paper, t: Topic, number: str, group: Cell) -> Rows:
    rows: Rows = []
    first: list[Cell] = [group, f"{number} {t.title}", p.items(t.longs)]
    cost: Cell = t.cost[0]
    for r in t.rows:
        for k, a, w in each(r):
            mine: list[Cell] = [r.short[0], joined(r.who)] if k == 0 else [UP, UP]
            rows.append([*first, mine[0], a, mine[1], w.text, cost])
            first, cost = [UP, UP, UP], UP
    return rows


def _ends_in_goals(p: Paper, t: Topic, number: str) -> Rows:
    rows: Rows = []
    first: list[Cell] = [number, t.title]
    last: list[Cell] = [p.items(t.longs), t.cost[0]]
    for r in t.rows:
        for k, a, w in each(r):
            mine: list[Cell] = [joined(r.who), r.short[0]] if k == 0 else [UP, UP]
            rows.append([*first, a, w.text, *mine, *last])
            first, last = [UP, UP], [UP, UP]
    return rows


def question_table(c: Content, v: int) -> Made:
    """A table for each area: a question, what could answer it with the actor behind it, and what is asked next year."""
    p = Paper(landscape=v == 0, size=10, bullet="•", header=f"Ramverk {c.county}", numbers=True)
    title = f"Ramverk för psykisk hälsa {c.year}–{c.year + 3}"
    p.h(title)
    p.p("Frågorna är formulerade tillsammans med brukarrörelsen. Förslagen är idéer som parterna kan välja bland.")
    areas: list[Area] = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Insatsområde {g} – {group}", 1)
        for n, t in enumerate(topics, 1):
            p.h(f"Delområde {g}.{n} – {t.title}" if v else f"{g}.{n} {t.title}", 2)
            p.p(t.background)
            head: list[Cell] = ["Utmaningsfråga", "Förslag på aktiviteter", "Uppföljningsfrågor"]
            rows: Rows = [head if v == 0 else ["Uppföljningsfrågor", "Vi frågar oss", "Möjliga svar (aktör)"]]
            for k, (q, proposals) in enumerate(t.questions):
                ideas = p.items([_with_actor(text, actor, v) for text, actor in proposals])
                checks = p.items(t.checks) if k == 0 else UP
                rows.append([checks, q, ideas] if v else [q, ideas, checks])
            p.table(*rows, widths=(5, 5, 7) if v else (5, 8, 5))
            areas.append(area(t, f"{g}.{n}", "bqu", group=group))
    return Made(p, plan(title, c.county, areas), sheets=v == 0)


def _with_actor(text: str, actor: str | None, v: int) -> str:
    if actor is None:
        return text
    return f"{text} ({actor})" if v else f"{text} (aktör: {actor})"


FAMILY = {f.__name__: f for f in (goal_cards, gap_table, big_matrix, question_table)}
