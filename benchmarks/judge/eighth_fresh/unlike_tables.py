"""Unlike layouts of tables: municipalities by measures, fields as rows, cards side by side, bodies by quarters."""

from __future__ import annotations

import random

from benchmarks.judge.eighth_fresh.around import Rows, due, joined, sentence, small, steps_with_acts
from benchmarks.judge.eighth_fresh.content import TOWNS, Theme, themes_of
from benchmarks.judge.fresh.content import Content, When, act, area, months, timed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, Cell, Paper
from benchmarks.judge.second_fresh.first import as_long, as_short
from samplan.plans.shapes.exchange import Activity, Area

NO = "–"


def municipality_matrix(c: Content, v: int) -> Made:
    """Municipalities by measures: each place tells when that municipality carries the measure out.

    One activity has several times. Right are: no single time, the whole span, or one activity for each time.
    """
    y = c.year
    p = Paper(landscape=True, size=9, bullet="•", header=c.county, numbers=v == 1)
    title = f"Kommunernas genomförandeplan {y}–{y + 1}, psykisk hälsa i {c.county}"
    p.h(title)
    p.p(
        "Tabellerna visar när varje kommun genomför åtgärden. Varje kommun ansvarar för sina egna åtgärder. "
        "Ett streck betyder att kommunen inte deltar.",
    )
    rng = random.Random(f"{c.county}/{y}/{v}")
    whole: list[list[Area]] = [[], [], []]
    for n, t in enumerate(themes_of(c.topics), 1):
        towns = TOWNS[: 3 + (n + v) % 3]
        p.h(f"{n}. {t.title}", 2)
        p.label("Långsiktigt mål:", " ".join(sentence(x) for x in t.longs))
        chosen = [rng.sample([*_months(y), None], len(towns)) for _ in t.acts]
        marks = [[w.text if w else NO for w in ws] for ws in chosen]
        if v:
            rows: Rows = [["Kommun", *t.acts]]
            rows += [[town, *(m[k] for m in marks)] for k, town in enumerate(towns)]
        else:
            rows = [["Åtgärd", *towns]]
            rows += [[a, *m] for a, m in zip(t.acts, marks, strict=True)]
        p.table(*rows, widths=(4, *(5 for _ in t.acts)) if v else (9, *(3 for _ in towns)))
        found = [town for k, town in enumerate(towns) if any(ws[k] for ws in chosen)]
        for areas, acts in zip(whole, _ways_of_time(t, chosen), strict=True):
            one = area(t, str(n), "l", acts=acts)
            areas.append(one.model_copy(update={"responsible": found}))
    truths = [plan(title, c.county, areas) for areas in whole]
    return Made(p, truths[0], sheets=True, also=tuple(truths[1:]))


def _months(y: int) -> list[When]:
    names = [("jan", 1), ("mars", 3), ("april", 4), ("juni", 6), ("sept", 9), ("nov", 11)]
    return [When(f"{name} {year}", months(year, m)) for year in (y, y + 1) for name, m in names]


def _ways_of_time(t: Theme, chosen: list[list[When | None]]) -> tuple[list[Activity], ...]:
    each, spanned = [], []
    for a, marks in zip(t.acts, chosen, strict=True):
        whens = sorted((w for w in marks if w), key=lambda w: str(w.span[0]))
        each += [act(a, w) for w in whens]
        first, last = whens[0].span[0], whens[-1].span[1]
        spanned.append(act(a, When(f"{whens[0].text} – {whens[-1].text}", (first, last, False))))
    return [act(a) for a in t.acts], spanned, each


def turned_table(c: Content, v: int) -> Made:
    """A table for each area with fields as rows and measures as columns."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="" if v else "•", styled=v == 1, footer=f"{c.county} {y}", numbers=True)
    title = f"Insatser {y} och {y + 1} för bättre psykisk hälsa"
    p.h(title)
    p.p(f"Gäller {c.county}. Varje område har en egen tabell med en spalt per insats.")
    areas = []
    for n, t in enumerate(themes_of(c.topics), 1):
        p.h(t.title if v else f"Område {n} – {t.title}", 2)
        p.p(t.needs if v else t.background)
        names = [f"Insats {k}" for k in range(1, len(t.acts) + 1)]
        steps = [s for s, _, _ in steps_with_acts(t)]
        rows: Rows = [["", *names], ["**Det här gör vi", *t.acts]]
        if v:
            rows = [["Åtgärd", *t.acts], ["**Genomförs", *(s.times[k].text for s, k, _ in steps_with_acts(t))]]
            rows += [["**Vem", *_over(steps, [joined(s.who, " och ") for s in steps])]]
            rows += [["**Ska leda till", *_over(steps, [s.short[0] for s in steps])]]
        else:
            rows += [["**Huvudansvar", *_over(steps, [joined(s.who) for s in steps])]]
            rows += [["**Klart senast", *(s.dues[k].text for s, k, _ in steps_with_acts(t))]]
            rows += [["**Hur vet vi att vi lyckas", *_over(steps, [p.items(s.inds) for s in steps])]]
        p.table(*rows, widths=(4, *(6 for _ in t.acts)))
        areas.append(area(t, None if v else str(n), "nkw" if v else "biw", acts=timed(t) if v else due(t)))
    longs = plan(title, c.county, [as_long(a) for a in areas])
    return Made(p, plan(title, c.county, areas), sheets=True, also=(longs,) if v else ())


def _over(steps: list[object], cells: list[Cell]) -> list[Cell]:
    """One cell over all the columns of a step."""
    return [x if k == 0 or steps[k] != steps[k - 1] else LEFT for k, x in enumerate(cells)]


def cards_beside(c: Content, v: int) -> Made:
    """Cards two beside one another: a card for each area, or for each goal of an area."""
    y = c.year
    p = Paper(size=10, bullet="•" if v else "-", styled=True, header=f"Insatskort {y}", footer=c.county)
    title = f"Insatskort för psykisk hälsa i {c.county} {y}"
    p.h(title)
    p.p("Korten kan klippas ut och användas vid planeringsmöten.")
    areas: list[Area] = []
    if v:
        for n, t in enumerate(themes_of(c.topics), 1):
            p.h(f"{n}. {t.title}", 2)
            p.p(t.background)
            _beside(p, [_goal_card(p, t, m, f"{n}.{m + 1}") for m in range(len(t.steps))])
            areas.append(area(t, str(n), "bkw", acts=timed(t, one_per_row=True)))
        return Made(p, plan(title, c.county, areas))
    themes = themes_of(c.topics)
    _beside(p, [_area_card(p, t) for t in themes])
    for t in themes:
        areas.append(area(t, None, "lwi", acts=[act(a, t.steps[0].times[0]) for a in t.acts]))
    short = [as_short(a) for a in areas]
    return Made(p, plan(title, c.county, areas), also=(plan(title, c.county, short),))


def _beside(p: Paper, cards: list[list[str]]) -> None:
    cells: list[Cell] = [*cards, *([""] if len(cards) % 2 else [])]
    p.table(*([a, b] for a, b in zip(cells[::2], cells[1::2], strict=True)), widths=(1, 1), head=0)


def _area_card(p: Paper, t: Theme) -> list[str]:
    return [
        f"**{t.title}",
        *(f"Mål: {sentence(x)}" for x in t.longs),
        "**Vi ska",
        *(p.item(small(a)) for a in t.acts),
        f"Ansvariga: {joined(t.who, ' och ')}",
        f"När: {small(t.steps[0].times[0].text)}",
        "**Så mäter vi",
        *(p.item(i) for i in t.inds),
    ]


def _goal_card(p: Paper, t: Theme, m: int, number: str) -> list[str]:
    s = t.steps[m]
    return [
        f"**Delmål {number}",
        s.short[0],
        "**Att göra",
        *(p.item(a) for a in s.acts),
        "**Ägare",
        joined(s.who),
        "**Tid",
        s.times[0].text,
    ]


def body_timeline(c: Content, v: int) -> Made:
    """A line for each body and a column for each quarter or half-year: the measure stands in the time it is done."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="•", styled=v == 0, header=c.county, numbers=True)
    title = f"Tidslinje för länets arbete med psykisk hälsa {y}" + (f"–{y + 1}" if v else "")
    p.h(title)
    p.p(f"Tidslinjen gäller {c.county}. I varje ruta står vad aktören gör under perioden.")
    columns = _halves(y) if v else _quarters(y)
    one: Rows = [["Aktör", *(w.text for w in columns)]]
    areas = []
    for n, t in enumerate(themes_of(c.topics), 1):
        rows, acts = _lane(p, t, columns, n)
        if v:
            one += [[f"**{n}. {t.title}", *[LEFT] * len(columns)], *rows]
        else:
            p.h(f"{n}. {t.title}", 2)
            p.label("Mål på lång sikt:", " ".join(sentence(x) for x in t.longs))
            p.table(["Aktör", *(w.text for w in columns)], *rows, widths=(5, 5, 5, 5, 5))
        areas.append(area(t, str(n), "w" if v else "lw", acts=acts))
    if v:
        p.table(*one, widths=(5, 5, 5, 5, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def _quarters(y: int) -> list[When]:
    return [When(f"Kvartal {k} {y}", months(y, 3 * k - 2, 3 * k)) for k in (1, 2, 3, 4)]


def _halves(y: int) -> list[When]:
    spans = ((y, "Vår", 1, 6), (y, "Höst", 7, 12), (y + 1, "Vår", 1, 6), (y + 1, "Höst", 7, 12))
    return [When(f"{name} {year}", months(year, a, b)) for year, name, a, b in spans]


def _lane(p: Paper, t: Theme, columns: list[When], n: int) -> tuple[Rows, list[Activity]]:
    """The rows of an area, and its activities with the times of their columns."""
    rows: Rows = []
    acts = []
    for m, s in enumerate(t.steps):
        places: list[list[str]] = [[] for _ in columns]
        for k, a in enumerate(s.acts):
            where = (n + m + 2 * k) % 4 if n % 3 else (n + m) % 4
            places[where].append(a)
            acts.append(act(a, columns[where]))
        rows.append([joined(s.who, " och "), *(p.items(x) for x in places)])
    return rows, acts


FAMILY = {f.__name__: f for f in (municipality_matrix, turned_table, cards_beside, body_timeline)}
