"""Layouts of tables and forms: bodies as columns, a lettered form, signs and results, goals as chapters."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.judge.fresh.content import Content, act, area, timed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.first import Rows, each, joined
from benchmarks.judge.sixth_fresh.content import Area, shared_goal, sum_text
from samplan.plans.shapes.exchange import Activity, Cost

BODIES = ["Region och kommun gemensamt", "Regionen", "Kommunerna"], ["Kommunen", "Hälso- och sjukvården", "Föreningar"]


def bodies_as_columns(c: Content, v: int) -> Made:
    """A column for each body with what it shall do, one row for each short-term goal; the measure stands last."""
    y = c.year
    p = Paper(landscape=True, size=10, bullet="•" if v == 0 else "", numbers=True, footer=f"Vem gör vad {y}")
    title = f"Vem gör vad? Gemensamt arbete för psykisk hälsa {y}" if v else f"Åtagandeplan {y} för {c.county}"
    p.h(title)
    p.p("I tabellerna framgår vad var och en av parterna åtar sig att göra för att målen ska nås.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        if v:
            p.label("På lång sikt:", " ".join(f"{x}." for x in t.longs))
        else:
            p.p("Mål på lång sikt", bold=True)
            p.li(*t.longs)
        rows: Rows = [["På kort sikt" if v else "Mål på ett års sikt", *BODIES[v], "Indikatorer"]]
        acts: list[Activity] = []
        for m, r in enumerate(t.rows):
            cells: list[list[str]] = [[], [], []]
            for k, a in enumerate(r.acts):
                cells[(2 * m + k) % 3].append(a)
            acts += [act(a) for found in cells for a in found]
            rows.append([r.short[0], *(p.items(x) or "–" for x in cells), p.items(r.inds)])
        p.table(*rows, widths=(5, 5, 5, 5, 5))
        one = area(t, str(n), "lki", acts=acts)
        areas.append(one.model_copy(update={"responsible": BODIES[v]}))
    return Made(p, plan(title, c.county, areas), sheets=True)


LETTERED = (
    [
        "Områdets namn",
        "Så ser det ut i dag",
        "Det här behöver bli bättre",
        "Mål på fem års sikt",
        "Mål det närmaste året",
    ],
    ["Område", "Bakgrund", "Behov", "Långsiktigt mål", "Kortsiktiga mål"],
)
LETTERED_END = (["Ansvariga", "Så följer vi upp målen", "Vad kostar det?"], ["Ansvar", "Indikatorer", "Kostnad"])


def lettered_form(c: Content, v: int) -> Made:
    """A form with lettered or numbered labels; inside it rows of four columns for what is done and two years' costs."""
    y = c.year
    p = Paper(size=10, bullet="-" if v else "•", header=f"Blankett: handlingsplan {c.county}", numbers=v == 0)
    title = f"Handlingsplan {y}–{y + 1}: ifyllda områdesblanketter"
    p.h(title)
    p.p("En blankett fylls i för varje område. Skriv kort och använd gärna punktlistor.")
    letters = [f"{letter}. " for letter in "ABCDEFGHI"] if v == 0 else [f"{n}) " for n in range(1, 10)]
    areas = []
    for t in c.topics:
        assert isinstance(t, Area)
        values: list[Cell] = [t.title, t.background, t.needs, p.items(t.longs), p.items(t.shorts)]
        lines = zip(letters, LETTERED[v], values, strict=False)
        rows: Rows = [[f"**{letter}{name}", value, LEFT, LEFT] for letter, name, value in lines]
        rows.append([f"**{letters[5]}{'Åtgärder' if v else 'Vad ska göras?'}", "**Vad", LEFT, "**När"])
        rows += [[UP, a, LEFT, w.text] for r in t.rows for _, a, w in each(r)]
        who, inds, cost = (f"**{x}{name}" for x, name in zip(letters[6:], LETTERED_END[v], strict=True))
        rows += [[who, list(t.who), LEFT, LEFT], [inds, p.items(t.inds), LEFT, LEFT]]
        low, high = t.cost_next
        rows.append([cost, "**Tkr", f"**{y}", f"**{y + 1}"])
        rows.append([UP, "", t.cost[0], sum_text(low, high)])
        p.table(*rows, widths=(5, 5, 3, 4), head=0)
        money = [Cost(year=y, min=str(t.cost[1]), max=str(t.cost[2]))]
        money.append(Cost(year=y + 1, min=str(low * 1000), max=str(high * 1000)))
        areas.append(area(t, None, "bnlkiw", acts=timed(t)).model_copy(update={"costs": money}))
    return Made(p, plan(title, c.county, areas), sheets=True)


SIGNS = {"k": "●", "d": "◐", "e": "○"}, {"k": "Genomförd", "d": "Delvis genomförd", "e": "Inte genomförd"}


def signs_and_results(c: Content, v: int) -> Made:
    """What was to be done last year, a sign (or a word) for how far it came, and what came of it; areas as bands."""
    y = c.year
    p = Paper(landscape=v == 0, size=10, header=f"Årsuppföljning {y} {c.county}", numbers=True)
    title = f"Årsuppföljning {y} av länets plan för psykisk hälsa"
    p.h(title)
    if v == 0:
        p.p("Teckenförklaring: ● genomfört, ◐ delvis genomfört, ○ inte genomfört")
        head: list[Cell] = [f"Aktivitet {y}", "Status", f"Resultat {y}", f"Planerat {y + 1}"]
    else:
        p.p("Tabellen visar vad som var planerat, hur långt arbetet kom och vad som händer härnäst.")
        head = ["Läge", f"Genomförande {y}", f"Uppföljning {y}", f"Aktiviteter {y + 1}"]
    rows: Rows = [head]
    areas = []
    for n, t in enumerate(c.topics, 1):
        assert isinstance(t, Area)
        rows.append([f"**{n}. {t.title}" if v == 0 else f"**{t.title.upper()}", LEFT, LEFT, LEFT])
        for k, (a, (result, state)) in enumerate(zip(t.done, t.outcomes, strict=True)):
            following = p.items(t.following) if k == 0 else UP
            sign = SIGNS[v][state]
            rows.append([a, sign, result, following] if v == 0 else [sign, a, result, following])
        acts = [*(act(x, of=y, done=True) for x in t.done), *(act(x, of=y + 1) for x in t.following)]
        told = [(y, result) for result, _ in t.outcomes]
        areas.append(area(t, str(n) if v == 0 else None, "", acts=acts, told=told))
    p.table(*rows, widths=(6, 2, 7, 5) if v == 0 else (3, 5, 6, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def goals_as_chapters(c: Content, v: int) -> Made:
    """The long-term goals are the chapters, the areas stand under them with tables that end in the part goal."""
    y = c.year
    p = Paper(size=10, bullet="", styled=v == 0, header=f"Målplan {c.county}", numbers=True)
    title = f"Målplan för psykisk hälsa {y}–{y + 4}"
    p.h(title)
    p.p(
        "Planen är ordnad efter länets långsiktiga mål. Under varje mål står de områden som bidrar till det.",
        "Varje område har en egen tabell. Tabellerna ses över varje höst.",
    )
    areas, also = [], []
    for g, (group, topics) in enumerate(c.groups, 1):
        goal = shared_goal(group)
        p.h(f"Långsiktigt mål {g}: {goal}", 1)
        for n, t in enumerate(topics, 1):
            p.h(f"Område {g}.{n} – {t.title}" if v else f"{g}.{n} {t.title}", 2)
            p.p(t.background)
            head: list[Cell] = ["Steg", "Klart", "Ansvarig verksamhet", "Delmål"]
            rows: Rows = [head if v else ["Åtgärd", "Tidsplan", "Ansvarig", "Kortsiktigt mål"]]
            for r in t.rows:
                for k, a, w in each(r):
                    mine: list[Cell] = [joined(r.who), r.short[0]] if k == 0 else [UP, UP]
                    rows.append([a, w.text, *mine])
            p.table(*rows, widths=(6, 4, 5, 5))
            also.append(area(t, f"{g}.{n}", "bkw", acts=timed(t)))
            areas.append(area(replace(t, longs=[goal]), f"{g}.{n}", "blkw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas), also=(plan(title, c.county, also),))


FAMILY = {f.__name__: f for f in (bodies_as_columns, lettered_form, signs_and_results, goals_as_chapters)}
