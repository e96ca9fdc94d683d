"""Layouts of tables: areas in bands, in the last column, across, by year and by body."""

from __future__ import annotations

from datetime import date

from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.content import Content, Topic, When, act, area, timed, untimed
from benchmarks.judge.second_fresh.first import Rows, each, joined, sentence
from samplan.plans.shapes.exchange import Activity, Area


def period_first(c: Content) -> Made:
    """The time in the first column, the goal and its measure in the last ones; the long goal in a line above."""
    p = Paper(landscape=True, size=10, bullet="•", header=f"Regionalt program, {c.county}")
    title = f"Regionalt program för psykisk hälsa {c.year}–{c.year + 2}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Del {g}: {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.label("Långsiktig målsättning:", " ".join(sentence(x) for x in t.longs))
            rows: Rows = [["Period", "Det här gör vi", "Ansvarar", "Kortsiktig målsättning", "Mäts genom"]]
            for r in t.rows:
                for k, a, w in each(r):
                    mine: list[Cell] = [joined(r.who), r.short[0], p.items(r.inds)] if k == 0 else [UP, UP, UP]
                    rows.append([w.text, a, *mine])
            p.table(*rows, widths=(3, 6, 4, 5, 5))
            areas.append(area(t, f"{g}.{n}", "lkiw", acts=timed(t), group=group))
    return Made(p, plan(title, c.county, areas), sheets=True)


def band_table(c: Content) -> Made:
    """One table for the whole plan; a band across it opens each area and tells its long goal in the same cell."""
    p = Paper(landscape=True, size=9, repeat=True, footer=f"Beslutsunderlag {c.year}")
    title = f"Samlad insatsplan för psykisk hälsa, {c.county}"
    p.h(title)
    rows: Rows = [["Nr", "Insats", "Genomförandetid", "Ansvarig part", "Mått"]]
    areas = []
    for n, t in enumerate(c.topics, 1):
        longs = " ".join(sentence(x) for x in t.longs)
        rows.append([[f"**{n}. {t.title}", f"Mål på lång sikt: {longs}"], *[LEFT] * 4])
        m = 0
        for r in t.rows:
            for k, a, w in each(r):
                m += 1
                mine: list[Cell] = [joined(r.who), list(r.inds)] if k == 0 else [UP, UP]
                rows.append([f"{n}.{m}", a, w.text, *mine])
        areas.append(area(t, str(n), "liw", acts=timed(t)))
    p.table(*rows, widths=(1, 7, 4, 5, 6))
    return Made(p, plan(title, c.county, areas), sheets=True)


def area_last(c: Content) -> Made:
    """A table for each group, read from who to what to why; the area is the last column, merged over its rows."""
    p = Paper(landscape=True, size=10, styled=False, numbers=True)
    title = f"Vem gör vad? Åtgärdslista psykisk hälsa {c.year}"
    p.h(title)
    p.p(f"Listan omfattar regionen och kommunerna i {c.county}.")
    areas = []
    for group, topics in c.groups:
        p.h(f"Insatsområde {group}", 2)
        rows: Rows = [["Ansvarig", "Åtgärd", "När", "Mål på kort sikt", "Utvecklingsområde"]]
        for t in topics:
            name: Cell = t.title
            for r in t.rows:
                for k, a, w in each(r):
                    who, goal = (joined(r.who), r.short[0]) if k == 0 else (UP, UP)
                    rows.append([who, a, w.text, goal, name])
                    name = UP
            areas.append(area(t, None, "kw", acts=timed(t), group=group))
        p.table(*rows, widths=(5, 6, 3, 6, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def levels_in_rows(c: Content) -> Made:
    """A table for each area: a row for the long view and one for each short-term goal with what belongs to it."""
    p = Paper(size=10, bullet="–", footer=c.county, numbers=True)
    title = f"Målprogram psykisk hälsa {c.year}–{c.year + 3}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n} {t.title}", 2)
        p.p(t.background)
        rows: Rows = [["Målnivå", "Mål", "Aktiviteter", "Följs upp med"]]
        rows.append(["Lång sikt", p.items(t.longs), "", ""])
        rows += [["Kort sikt", r.short[0], p.items(r.acts), p.items(r.inds)] for r in t.rows]
        p.table(*rows, widths=(3, 6, 7, 6))
        p.label("Ansvar:", joined(t.who))
        areas.append(area(t, str(n), "blkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


def tracks_across(c: Content) -> Made:
    """A table for each area on its side: every short-term goal is a column, what is said about it stands in rows."""
    p = Paper(landscape=True, size=10, bullet="•", styled=False, header="Kommunalförbundets plan")
    title = f"Handlingsplan i spår, {c.county} {c.year}–{c.year + 1}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.label("Långsiktigt mål:", " ".join(sentence(x) for x in t.longs))
        rows: Rows = [["", *(f"Spår {m}" for m, _ in enumerate(t.rows, 1))]]
        rows.append(["**Kortsiktigt mål", *(r.short[0] for r in t.rows)])
        rows.append(["**Aktiviteter", *(p.items(r.acts) for r in t.rows)])
        rows.append(["**Ansvariga", *(list(r.who) for r in t.rows)])
        rows.append(["**Indikatorer", *(p.items(r.inds) for r in t.rows)])
        p.table(*rows, widths=(3, *[7] * len(t.rows)))
        areas.append(area(t, str(n), "lkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def two_step_tables(c: Content) -> Made:
    """Two tables for each area: what shall be reached and how it is measured; what is done, when and by whom."""
    p = Paper(size=10, styled=False, footer=f"{c.county}, {c.year}-09-30")
    title = f"Verksamhetsplan för länets arbete med psykisk hälsa {c.year}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Område {n} {t.title}", 2)
        goals: Rows = [["Inriktning på lång sikt", "Etappmål på kort sikt", "Nyckeltal"]]
        for m, r in enumerate(t.rows):
            goals.append([list(t.longs) if m == 0 else UP, r.short[0], list(r.inds)])
        p.table(*goals, widths=(5, 6, 5))
        rows: Rows = [["Nr", "Planerad insats", "Tidsram", "Ansvarig enhet"]]
        for r in t.rows:
            rows += [[str(len(rows) + k), a, w.text, joined(r.who)] for k, a, w in each(r)]
        p.table(*rows, widths=(1, 7, 4, 5))
        areas.append(area(t, str(n), "lkiw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas))


def result_columns(c: Content) -> Made:
    """One row an area: its goals, what was done and what came of it, what comes next, and who."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="-", header=f"Lägesrapport {y}")
    title = f"Lägesrapport {y} – länets handlingsplan för psykisk hälsa"
    p.h(title)
    head: list[Cell] = ["Område", "Mål på kort sikt", f"Gjort {y}", f"Resultat {y}", f"Att göra {y + 1}", "Ansvar"]
    rows: Rows = [head]
    areas = []
    for n, t in enumerate(c.topics, 1):
        row: list[Cell] = [f"{n}. {t.title}", p.items(t.shorts), p.items(t.done), t.follow[0], p.items(t.following)]
        rows.append([*row, list(t.who)])
        acts = [*(act(x, of=y, done=True) for x in t.done), *(act(x, of=y + 1) for x in t.following)]
        areas.append(area(t, str(n), "kw", acts=acts, told=[(y, t.follow[0])]))
    p.table(*rows, widths=(4, 5, 5, 5, 5, 4))
    return Made(p, plan(title, c.county, areas), sheets=True)


def one_table_a_year(c: Content) -> Made:
    """The areas with their goals in one table, then a table of activities for each year."""
    y = c.year
    p = Paper(size=10, bullet="•", numbers=True)
    title = f"Tvåårsplan för psykisk hälsa i {c.county}"
    p.h(title)
    p.h("Områden och mål", 2)
    goals: Rows = [["Område", "Långsiktiga mål", "Kortsiktiga mål"]]
    goals += [[f"{n}. {t.title}", p.items(t.longs), p.items(t.shorts)] for n, t in enumerate(c.topics, 1)]
    p.table(*goals, widths=(5, 6, 6))
    acts: list[list[Activity]] = [[] for _ in c.topics]
    for late in (0, 1):
        p.h(f"Aktiviteter {y + late}", 2)
        rows: Rows = [["Område", "Aktivitet", "Ansvarig"]]
        for n, t in enumerate(c.topics, 1):
            mine = [(a, r) for r in t.rows for a in r.acts][late::2]
            for k, (a, r) in enumerate(mine):
                rows.append([f"{n}. {t.title}" if k == 0 else UP, a, joined(r.who)])
            acts[n - 1] += [act(a, of=y + late) for a, _ in mine]
        p.table(*rows, widths=(5, 7, 5))
    areas = [area(t, str(n), "lkw", acts=acts[n - 1]) for n, t in enumerate(c.topics, 1)]
    return Made(p, plan(title, c.county, areas), sheets=True)


def tables_by_body(c: Content) -> Made:
    """A table for each responsible body; its rows tell which area, what, when, and towards which goal."""
    p = Paper(landscape=True, size=10, header=f"Uppdrag per verksamhet, {c.county}")
    title = f"Fördelning av aktiviteter {c.year} efter ansvarig verksamhet"
    p.h(title)
    p.p("Varje verksamhet hittar här de aktiviteter som den ansvarar för.")
    bodies = dict.fromkeys(r.who[0] for t in c.topics for r in t.rows)
    found: dict[str, tuple[Topic, list[Activity], list[str]]] = {}
    for body in bodies:
        p.h(f"Ansvarig: {body}", 2)
        rows: Rows = [["Utvecklingsområde", "Aktivitet", "Tidpunkt", "Kortsiktigt mål"]]
        for t in c.topics:
            for r in [r for r in t.rows if r.who[0] == body]:
                _, acts, who = found.setdefault(t.title, (t, [], []))
                who += [body] if body not in who else []
                rows += [[t.title, a, w.text, r.short[0]] for _, a, w in each(r)]
                acts += [act(a, w) for _, a, w in each(r)]
        p.table(*rows, widths=(5, 7, 4, 6))
    areas: list[Area] = []
    for t, acts, who in found.values():
        areas.append(area(t, None, "k", acts=acts).model_copy(update={"responsible": who}))
    return Made(p, plan(title, c.county, areas), sheets=True)


def coded_register(c: Content) -> Made:
    """A workbook of two sheets: the areas with codes, goals and measures; the activities with first and last day."""
    p = Paper(landscape=True, size=9, bullet="-")
    title = f"Planregister {c.county} {c.year}"
    p.sheet("Områden")
    p.p(title, bold=True)
    rows: Rows = [["Kod", "Område", "Mål på lång sikt", "Indikatorer"]]
    rows += [[f"A{n}", t.title, p.items(t.longs), p.items(t.inds)] for n, t in enumerate(c.topics, 1)]
    p.table(*rows, widths=(2, 5, 7, 7))
    p.sheet("Aktiviteter")
    log: Rows = [["Löpnr", "Startdatum", "Slutdatum", "Aktivitet", "Område", "Utförs av"]]
    areas, k = [], 0
    for n, t in enumerate(c.topics, 1):
        acts: list[Activity] = []
        for r in t.rows:
            for a in r.acts:
                k += 1
                first, last = date(c.year, 1 + k % 7, 1), date(c.year + k % 2, 8 + k % 5, 15)
                log.append([str(k), f"{first}", f"{last}", a, f"A{n} {t.title}", joined(r.who)])
                acts.append(act(a, When(f"{first} – {last}", (first, last, False))))
        areas.append(area(t, f"A{n}", "liw", acts=acts))
    p.table(*log, widths=(2, 3, 3, 7, 5, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


FAMILY = {
    f.__name__: f
    for f in (
        period_first,
        band_table,
        area_last,
        levels_in_rows,
        tracks_across,
        two_step_tables,
        result_columns,
        one_table_a_year,
        tables_by_body,
        coded_register,
    )
}
