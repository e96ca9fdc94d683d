"""Layouts built on tables, one or a few for each area."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, Topic, act, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from samplan.plans.shapes.exchange import GoalStatus

STATUS = {"Målet är uppnått": "achieved", "Delvis uppnått": "partly", "Inte uppnått": "not_achieved"}


def wanted_state(c: Content, v: int) -> Made:
    """Long goal in a line above; table with the activity first, then who, when, sub-goal, measure."""
    y = c.year
    p = Paper(header=f"Länsplan psykisk hälsa {c.county}", numbers=True, landscape=True, size=10, styled=v == 0)
    title = f"Länsplan för psykisk hälsa {y}–{y + 2}"
    p.h(title, 1)
    p.p(f"Planen gäller för {c.county} och är beslutad av samverkansgruppen. Den revideras varje år.")
    areas, n = [], 0
    for group, topics in c.groups:
        p.h(group, 1)
        for t in topics:
            n += 1
            p.h(f"Område {n}: {t.title}", 2)
            p.p(t.background)
            for x in t.longs:
                p.label(f"Önskat läge {y + 5}:", x)
            rows: list[list[Cell]] = [["Insats", "Ansvarig", "När", f"Delmål {y}", "Mått"]]
            for r in t.rows:
                for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True)):
                    merged: list[Cell] = [list(r.who), list(r.short), list(r.inds)] if k == 0 else [UP] * 3
                    rows.append([a, merged[0], w.text, merged[1], merged[2]])
            p.table(*rows, widths=(6, 4, 3, 5, 5))
            areas.append(area(t, str(n), "blkiw", acts=timed(t), group=group))
    return Made(p, plan(title, c.county, areas))


def great_matrix(c: Content, v: int) -> Made:
    """One table for the whole plan, its areas as merged cells; groups in capitals across all columns."""
    p = Paper(landscape=True, size=9, repeat=v == 0, footer="Fastställd av länsstyrgruppen", indent=v)
    title = f"Handlingsplan psykisk hälsa {c.year}"
    p.h(title)
    head: list[Cell] = ["Utvecklingsområde", "Effektmål", "Delmål", "Åtgärd", "Tid", "Ansvar", "Indikator"]
    rows: list[list[Cell]] = [head]
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        rows.append([f"**{g}. {group.upper()}", *[LEFT] * 6])
        for n, t in enumerate(topics, 1):
            first = True
            for r in t.rows:
                for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True)):
                    left: list[Cell] = [f"{g}.{n} {t.title}", p.items(t.longs)] if first else [UP, UP]
                    mine: list[Cell] = [list(r.short), list(r.who), list(r.inds)] if k == 0 else [UP] * 3
                    rows.append([*left, mine[0], a, w.text, mine[1], mine[2]])
                    first = False
            areas.append(area(t, f"{g}.{n}", "lkiw", acts=timed(t), group=group))
    p.table(*rows, widths=(4, 4, 4, 5, 3, 4, 4))
    return Made(p, plan(title, c.county, areas), sheets=True)


def marked_goals(c: Content, v: int) -> Made:
    """Goals marked L and K in one column; activities and measures as bullets; who and cost below the table."""
    y = c.year
    p = Paper(size=10, styled=False, bullet="" if v else "-", footer=f"Psykisk hälsa i {c.county} {y}", numbers=True)
    title = f"Psykisk hälsa i {c.county} – gemensamma mål och aktiviteter {y}"
    p.h(title)
    p.p("I tabellerna står L för mål på lång sikt (fem år) och K för mål på kort sikt (ett år).")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(t.title.upper(), 2)
        p.p(t.background, t.needs)
        goals: Cell = [f"L: {x}" for x in t.longs] + [f"K: {x}" for x in t.shorts]
        head: list[Cell] = ["Mål (L/K)", f"Aktiviteter {y}", "Mäts genom"]
        p.table(head, [goals, p.items(t.acts), p.items(t.inds)], widths=(6, 6, 5))
        p.label("Ansvariga:", ", ".join(t.who))
        p.label(f"Beräknad kostnad {y}:", t.cost[0])
        both = t.background + " " + t.needs
        areas.append(area(t, str(n), "lkiwc", acts=untimed(t, y), cost_year=y).model_copy(update={"background": both}))
    return Made(p, plan(title, c.county, areas))


def label_sheet(c: Content, v: int) -> Made:
    """One sheet of two columns for each area: label, value."""
    y = c.year
    p = Paper(size=10, bullet="•" if v else "", header=f"{c.county}: handlingsplan {y}")
    title = f"Länets handlingsplan för psykisk hälsa {y}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        if v and n > 1:
            p.page()
        p.table(
            ["Utvecklingsområde", f"{n}. {t.title}"],
            ["Så ser det ut", t.background],
            ["Behov av utveckling", t.needs],
            ["Mål på lång sikt", p.items(t.longs)],
            ["Mål på kort sikt", p.items(t.shorts)],
            ["Planerade aktiviteter", p.items(t.acts)],
            ["Ansvariga verksamheter", list(t.who)],
            ["Indikatorer", p.items(t.inds)],
            [f"Kostnad {y}", t.cost[0]],
            [f"Uppföljning {y - 1}", t.follow[0]],
            widths=(4, 13),
            head=0,
        )
        told = [(y - 1, t.follow[0])]
        areas.append(area(t, str(n), "lkibnwc", acts=untimed(t), cost_year=y, told=told))
    return Made(p, plan(title, c.county, areas), sheets=True)


def three_years(c: Content, v: int) -> Made:
    """Planned, done and next side by side, with the goals as marked lists above and a judgement below."""
    y = c.year
    p = Paper(size=10, landscape=v == 1, bullet="–" if v else "")
    title = f"Analys och handlingsplan {y}, {c.county}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n} {t.title}", 2)
        p.h("Nulägesbeskrivning", 3)
        p.p(t.background)
        p.h("Mål på lång sikt (5 år)", 3)
        p.li(*t.longs)
        p.h("Mål på kort sikt (1 år)", 3)
        p.li(*t.shorts)
        head: list[Cell] = [f"Aktiviteter {y}", f"Genomfört {y - 1}", f"Planeras {y + 1}"]
        p.table(head, [p.items(t.acts), p.items(t.done), p.items(t.following)], widths=(6, 5, 5))
        word = list(STATUS)[n % 3]
        p.label("Måluppfyllelse på kort sikt:", word)
        done = [act(x, of=y - 1, done=True) for x in t.done]
        following = [act(x, of=y + 1) for x in t.following]
        acts = [*untimed(t, y), *done, *following]
        areas.append(area(t, str(n), "lkb", acts=acts, goal_status=GoalStatus(STATUS[word])))
    return Made(p, plan(title, c.county, areas))


def mixed_card(c: Content, v: int) -> Made:
    """One table an area: title row, label rows, an inner header with its rows, and label rows again."""
    p = Paper(size=10, bullet="" if v else "•")
    title = f"Gemensam färdplan för psykisk hälsa i {c.county}"
    p.h(title)
    p.p(f"Färdplanen avser åren {c.year}–{c.year + 3}. Varje område redovisas på ett kort.")
    areas, also = [], []
    for n, t in enumerate(c.topics, 1):
        rows: list[list[Cell]] = [
            [f"**Kort {n} – {t.title}", LEFT, LEFT, LEFT],
            ["**Bakgrund", t.background, LEFT, LEFT],
            ["**Långsiktigt mål", p.items(t.longs), LEFT, LEFT],
            ["**Kortsiktiga mål", p.items(t.shorts), LEFT, LEFT],
            ["**Aktivitet", LEFT, "**Tidsplan", "**Ansvarig"],
        ]
        for r in t.rows:
            rows += [[a, LEFT, w.text, ", ".join(r.who)] for a, w in zip(r.acts, r.times, strict=True)]
        rows += [["**Indikatorer", p.items(t.inds), LEFT, LEFT], ["**Kostnad", t.cost[0], LEFT, LEFT]]
        p.table(*rows, widths=(4, 5, 3, 5), head=0)
        areas.append(area(t, str(n), "lkibwc", acts=timed(t)))
        also.append(areas[-1].model_copy(update={"title": f"Kort {n} – {t.title}"}))
    return Made(p, plan(title, c.county, areas), sheets=True, also=(plan(title, c.county, also),))


def _classic_front(p: Paper, c: Content, title: str) -> None:
    p.h(title)
    p.p(f"Antagen av Länsrådet den 12 december {c.year - 1}")
    p.page()
    p.p("Innehåll", bold=True)
    page = 3
    for g, (group, topics) in enumerate(c.groups, 1):
        p.contents(f"{g} {group.upper()}", page)
        for n, t in enumerate(topics, 1):
            p.contents(f"{g}.{n} {t.title.upper()}", page)
            page += 1
    p.page()
    p.h("Inledning")
    p.p(
        "Länets kommuner och regionen har tillsammans tagit fram planen.^1 Arbetet leds av en styrgrupp med chefer.",
        "^1 Arbetet har finansierats med statliga stimulansmedel.",
    )


def capitals(c: Content, v: int) -> Made:
    """Contents page, headings in capitals, footnotes, and the five columns under other names."""
    y = c.year
    p = Paper(header="LÄNSPLAN", footer=f"{c.county} {y}", numbers=True, landscape=True, size=9, styled=v == 0)
    title = "LÄNSPLAN PSYKISK HÄLSA"
    _classic_front(p, c, title)
    head: list[Cell] = ["Inriktningsmål", "Resultatmål", "Insats", "Tidplan", "Nyckeltal"]
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g} {group.upper()}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title.upper()}", 2)
            p.p(f"Behov identifierat av: {t.who[0]} ({y - 1})")
            p.p(f"{t.background}^{n + 1}", f"^{n + 1} Uppgift från länets faktablad {y - 1}.")
            rows: list[list[Cell]] = [head]
            for r in t.rows:
                for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True)):
                    first: Cell = list(t.longs) if len(rows) == 1 else (UP if v else "")
                    mine: list[Cell] = [list(r.short), list(r.inds)] if k == 0 else [UP, UP] if v else ["", ""]
                    rows.append([first, mine[0], a, w.text, mine[1]])
            p.table(*rows, widths=(5, 5, 6, 3, 5))
            p.p(f"Beräknade kostnader: {t.cost[0]}")
            p.p(f"UPPFÖLJNING {y}", bold=True)
            p.p(t.follow[0])
            more = {"group": group, "identified_by": t.who[0], "identified_year": y - 1}
            areas.append(area(t, f"{g}.{n}", "blkic", acts=timed(t), told=[(y, t.follow[0])], **more))
    return Made(p, plan(title, c.county, areas))


def followed_up(c: Content, v: int) -> Made:
    """The long goal across the table's top, and two years' follow-ups below."""
    y = c.year
    p = Paper(size=10, styled=v == 1, numbers=True)
    title = f"Uppföljd handlingsplan, {c.county}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        head: list[Cell] = ["**Delmål", "**Aktivitet", "**Tidplan", "**Uppföljningsmått"]
        rows: list[list[Cell]] = [[f"Långsiktigt mål: {' '.join(_sentence(x) for x in t.longs)}", *[LEFT] * 3], head]
        for r in t.rows:
            for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True)):
                mine: list[Cell] = [p.items(r.short), p.items(r.inds)] if k == 0 else [UP, UP]
                rows.append([mine[0], a, w.text, mine[1]])
        p.table(*rows, widths=(5, 6, 3, 4), head=0)
        for year, text in zip((y, y + 1), t.follow, strict=True):
            p.h(f"Uppföljning {year}", 3)
            p.p(text)
        told = list(zip((y, y + 1), t.follow, strict=True))
        areas.append(area(t, str(n), "lki", acts=timed(t), told=told))
    return Made(p, plan(title, c.county, areas))


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def question_words(c: Content, v: int) -> Made:
    """Columns headed by questions; lettered groups and areas."""
    y = c.year
    p = Paper(landscape=True, size=10, styled=False, footer="Arbetsmaterial", bullet="•")
    title = f"Vad vi gör tillsammans {y}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups):
        letter = "ABCD"[g]
        p.h(f"{letter}. {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{letter}{n} {t.title}", 2)
            p.label("Långsiktigt mål:", " ".join(_sentence(x) for x in t.longs))
            head: list[Cell] = ["Vad ska göras?", "Vem ansvarar?", "När?", "Vad ska det leda till?", "Hur mäter vi?"]
            p.table(head, *(_row_of(p, t, n) for n in range(len(t.rows))), widths=(6, 4, 3, 5, 5))
            areas.append(area(t, f"{letter}{n}", "lkiw", acts=timed(t, one_per_row=True), group=group))
    return Made(p, plan(title, c.county, areas), sheets=True)


def _row_of(p: Paper, t: Topic, n: int) -> list[Cell]:
    r = t.rows[n]
    return [p.items(r.acts), p.items(r.who), r.times[0].text, p.items(r.short), p.items(r.inds)]


FAMILY = {
    f.__name__: f
    for f in (
        wanted_state,
        great_matrix,
        marked_goals,
        label_sheet,
        three_years,
        mixed_card,
        capitals,
        followed_up,
        question_words,
    )
}
