"""The second batch of layouts: forms, trees of goals, reports by year, costs in columns."""

from __future__ import annotations

from datetime import date

from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.content import COSTS, Content, When, act, area, timed, untimed
from benchmarks.judge.second_fresh.first import Rows, each, joined, sentence
from samplan.plans.shapes.exchange import Activity, Cost, GoalStatus


def activity_forms(c: Content, v: int) -> Made:
    """A form for each activity, with the goal that it serves; the area is the heading above its forms."""
    p = Paper(size=10, styled=v == 0, header="Aktivitetsblad", footer=c.county)
    title = f"Aktivitetsblad för länsgemensam plan {c.year}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Område {n}. {t.title}", 2)
        p.label("Långsiktigt mål:", " ".join(sentence(x) for x in t.longs))
        for r in t.rows:
            for _, a, w in each(r):
                p.table(
                    ["**Aktivitet", a],
                    ["**Bidrar till delmål", r.short[0]],
                    ["**Ansvarig", joined(r.who)],
                    ["**Tidsperiod", w.text],
                    ["**Så mäts resultatet", list(r.inds)],
                    widths=(5, 11),
                    head=0,
                )
        areas.append(area(t, str(n), "lkiw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def goal_tree(c: Content, v: int) -> Made:
    """Goals as headings with their sub-goals as smaller headings, and everything else listed under them."""
    p = Paper(styled=True, bullet="" if v == 0 else "–", numbers=True, header=f"{c.county}: målträd" if v else "")
    title = f"Mål och aktiviteter {c.year}–{c.year + 3}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n} {t.title}", 1)
        p.p(t.background)
        p.p("Övergripande mål", bold=True)
        p.p(*t.longs)
        for m, r in enumerate(t.rows, 1):
            p.h(f"Delmål {n}.{m}: {r.short[0]}", 3)
            p.p("Aktiviteter")
            p.li(*r.acts)
            p.p("Indikatorer")
            p.li(*r.inds)
            p.label("Ansvarig:", joined(r.who))
        areas.append(area(t, str(n), "blkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def memo_lettered(c: Content, v: int) -> Made:
    """A municipal memo: roman chapters, goals after their label, measures under letters, the cost in a line."""
    p = Paper(styled=v == 1, bullet="", header="Tjänsteskrivelse", numbers=True)
    title = f"Förslag till handlingsplan för psykisk hälsa {c.year}"
    p.h(title)
    p.p(f"Förvaltningscheferna i {c.county} föreslår att handlingsplanen antas.")
    areas = []
    for n, t in enumerate(c.topics):
        p.h(f"{ROMAN[n]}. {t.title}", 2)
        p.p(t.background)
        p.label("Långsiktigt mål:", " ".join(sentence(x) for x in t.longs))
        p.label("Kortsiktiga mål:", " ".join(sentence(x) for x in t.shorts))
        p.p("Åtgärder:", bold=v == 0)
        p.p(*(f"{'abcdefgh'[k]}) {a}" for k, a in enumerate(t.acts)))
        p.label("Ansvariga:", joined(t.who))
        p.label("Beräknad kostnad:", t.cost[0])
        areas.append(area(t, ROMAN[n], "blkwc", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


def by_period(c: Content, v: int) -> Made:
    """Each area's activities parted by half-year under small headings."""
    y = c.year
    p = Paper(styled=v == 0, bullet="•" if v else "", numbers=True)
    title = f"Tidslagd handlingsplan, {c.county} {y}–{y + 1}"
    p.h(title)
    areas = []
    periods = [
        When(f"Våren {y}", (date(y, 1, 1), date(y, 6, 30), False)),
        When(f"Hösten {y}", (date(y, 7, 1), date(y, 12, 31), False)),
        When(f"Våren {y + 1}", (date(y + 1, 1, 1), date(y + 1, 6, 30), False)),
    ]
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.label("Långsiktigt mål:", " ".join(sentence(x) for x in t.longs))
        p.p("Kortsiktiga mål:", bold=True)
        p.li(*t.shorts)
        p.p("Aktiviteter:", bold=True)
        acts: list[Activity] = []
        for k, when in enumerate(periods):
            mine = t.acts[k::3]
            if mine:
                p.h(when.text, 3)
                p.li(*mine)
            acts += [act(a, when) for a in mine]
        p.label("Ansvarig:", joined(t.who))
        areas.append(area(t, str(n), "lkw", acts=acts))
    return Made(p, plan(title, c.county, areas))


def numbered_goals(c: Content, v: int) -> Made:
    """Two tables for each area: the numbered goals, and the measures that name their goal's number."""
    p = Paper(size=10, landscape=v == 1, bullet="", footer=f"Reviderad {c.year}-06-01")
    title = f"Mål- och åtgärdsplan psykisk hälsa {c.year}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g}. {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            goals: Rows = [["Nr", "Kortsiktigt mål", "Indikator"]]
            goals += [[str(m), r.short[0], list(r.inds)] for m, r in enumerate(t.rows, 1)]
            p.table(*goals, widths=(1, 8, 7))
            rows: Rows = [["Mål nr", "Åtgärd", "Ansvarig", "Klart"]]
            for m, r in enumerate(t.rows, 1):
                rows += [[str(m), a, joined(r.who), w.text] for _, a, w in each(r)]
            p.table(*rows, widths=(2, 7, 4, 4))
            areas.append(area(t, f"{g}.{n}", "kiw", acts=timed(t), group=group))
    return Made(p, plan(title, c.county, areas), sheets=True)


def indicator_annex(c: Content, v: int) -> Made:
    """Goals and a table of measures by area; all indicators in a table at the end, with their values."""
    p = Paper(styled=True, bullet="" if v else "•", numbers=True)
    title = f"Länsplan för psykisk hälsa {c.year}–{c.year + 2}, {c.county}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.p("Långsiktiga mål", bold=True)
        p.li(*t.longs)
        rows: Rows = [["Insatser", "Genomförs av", "Genomförs när"]]
        for r in t.rows:
            rows += [[a, joined(r.who), w.text] for _, a, w in each(r)]
        p.table(*rows, widths=(7, 5, 4))
        areas.append(area(t, str(n), "liw", acts=timed(t)))
    p.page()
    p.h("Bilaga: Indikatorer", 1)
    annex: Rows = [["Område", "Indikator", f"Utgångsvärde {c.year - 1}", f"Målvärde {c.year + 2}"]]
    for n, t in enumerate(c.topics, 1):
        for k, i in enumerate(t.inds):
            low = ("saknas", "12", "34 %")[(n + k) % 3]
            annex.append([f"{n}. {t.title}" if k == 0 else UP, i, low, ("ja", "25", "60 %")[(n + k) % 3]])
    p.table(*annex, widths=(5, 6, 3, 3))
    return Made(p, plan(title, c.county, areas), sheets=True)


STATUS = {
    "Uppnått": GoalStatus.ACHIEVED,
    "Delvis uppnått": GoalStatus.PARTLY,
    "Ej uppnått": GoalStatus.NOT_ACHIEVED,
}


def yearly_report(c: Content, v: int) -> Made:
    """A report of the year: planned and carried out beside one another, the judgement and what is next."""
    y = c.year
    p = Paper(size=10, styled=v == 0, bullet="–" if v else "", header=f"Årsrapport {y}", numbers=True)
    title = f"Årsrapport {y} för handlingsplanen i {c.county}"
    p.h(title)
    p.p("Rapporten lämnas till samverkansrådet i februari.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.p("Kortsiktiga mål", bold=True)
        p.li(*t.shorts)
        head: list[Cell] = [f"Planerade aktiviteter {y}", f"Genomförda aktiviteter {y}"]
        p.table(head, [p.items(t.acts), p.items(t.done)], widths=(8, 8))
        word = list(STATUS)[n % 3]
        p.label("Måluppfyllelse:", word)
        p.label(f"Uppföljning {y}:", t.follow[0])
        p.p(f"Planerade aktiviteter {y + 1}", bold=True)
        p.li(*t.following)
        done = [act(x, of=y, done=True) for x in t.done]
        acts = [*untimed(t, y), *done, *(act(x, of=y + 1) for x in t.following)]
        areas.append(area(t, str(n), "k", acts=acts, told=[(y, t.follow[0])], goal_status=STATUS[word]))
    return Made(p, plan(title, c.county, areas))


def costs_columns(c: Content, v: int) -> Made:
    """One row an area with a column of cost for each of two years; focus areas as rows across."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="•" if v else "", repeat=v == 1)
    title = f"Budgeterad handlingsplan {y}–{y + 1}, {c.county}"
    p.h(title)
    rows: Rows = [["Område", "Långsiktigt mål", "Aktiviteter", "Ansvarig", f"Kostnad {y}", f"Kostnad {y + 1}"]]
    areas, k = [], 0
    for g, (group, topics) in enumerate(c.groups, 1):
        rows.append([f"**{g}. {group}", *[LEFT] * 5])
        for n, t in enumerate(topics, 1):
            k += 1
            one, two = COSTS[k % len(COSTS)], COSTS[(2 * k + 1) % len(COSTS)]
            row: list[Cell] = [f"{g}.{n} {t.title}", p.items(t.longs), p.items(t.acts), list(t.who), one[0], two[0]]
            rows.append(row)
            costs = [Cost(year=y + d, min=str(x[1]), max=str(x[2])) for d, x in enumerate((one, two))]
            mine = area(t, f"{g}.{n}", "lw", acts=untimed(t), group=group)
            areas.append(mine.model_copy(update={"costs": costs}))
    p.table(*rows, widths=(4, 5, 6, 4, 3, 3))
    return Made(p, plan(title, c.county, areas), sheets=True)


FAMILY = {
    f.__name__: f
    for f in (
        activity_forms,
        goal_tree,
        memo_lettered,
        by_period,
        numbered_goals,
        indicator_annex,
        yearly_report,
        costs_columns,
    )
}
