"""Layouts of one long list: actions of a meeting, a register of typed rows, a year wheel, marks of who is in charge."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, When, act, area, months, timed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.first import Rows, as_short, each, joined
from samplan.plans.shapes.exchange import Activity, Area

STATES = "Ej startad", "Startad", "Avvaktar beslut"


def action_log(c: Content, v: int) -> Made:
    """What a steering group decided to do, action by action with the area named in each row; notes of the meeting."""
    y = c.year
    p = Paper(
        landscape=v == 1,
        size=10 if v else 9,
        styled=v == 0,
        footer=f"Styrgrupp psykisk hälsa, {c.county}",
        numbers=True,
    )
    title = f"Åtgärdslogg psykisk hälsa {y}" if v else f"Minnesanteckningar och åtgärdslista {y}-01-24"
    p.h(title)
    if v == 0:
        p.label("Plats:", "Länsgården och digitalt")
        p.label("Närvarande:", "företrädare för regionen, länets kommuner och brukarrådet")
        p.h("1. Mötet öppnas", 2)
        p.p("Ordföranden hälsade välkommen. Föregående minnesanteckningar lades till handlingarna.")
        p.h("2. Åtgärdslista", 2)
        head: list[Cell] = ["Nr", "Vad", "Gäller område", "Vem håller i det?", "Till när"]
    else:
        p.p("Loggen uppdateras efter varje styrgruppsmöte. Nya rader läggs sist.")
        head = ["Tid", "Utvecklingsområde", "Aktivitet", "Ansvarig", "Läge"]
    lines = [(t, r, k, a, w) for t in c.topics for r in t.rows for k, a, w in each(r)]
    if v:
        count = max(len(t.acts) for t in c.topics)
        turns = [[x for x in lines if x[0] is t] for t in c.topics]
        lines = [mine[n] for n in range(count) for mine in turns if n < len(mine)]
    rows: Rows = [head]
    for n, (t, r, _, a, w) in enumerate(lines, 1):
        if v:
            rows.append([w.text, t.title, a, joined(r.who), STATES[n % 3]])
        else:
            rows.append([str(n), a, t.title, joined(r.who), w.text])
    p.table(*rows, widths=(4, 5, 7, 6, 3) if v else (2, 8, 6, 6, 4))
    if v == 0:
        p.h("3. Nästa möte", 2)
        p.p(f"Gruppen ses åter den 14 mars {y} klockan 13.")
    areas = [area(t, None, "w", acts=timed(t)) for t in c.topics]
    return Made(p, plan(title, c.county, areas), sheets=True)


def register_rows(c: Content, v: int) -> Made:
    """A register with a row for each goal, activity and measure, told apart by a column; the area beside or above."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="", header=f"Register {c.county}" if v else "", indent=1 - v)
    title = f"Planregister {y}" if v else f"Målregister psykisk hälsa, {c.county} {y}"
    p.h(title)
    p.p("Filtrera på kolumnen Nivå för att se en sak i taget." if v else "En rad per mål, aktivitet och indikator.")
    head: list[Cell] = (
        ["ID", "Nivå", "Beskrivning", "Funktion", "När"] if v else ["Område", "Typ", "Text", "Vem", "Tid"]
    )
    words = ("Mål (lång sikt)", "Mål (kort sikt)", "Insats", "Mått")
    if v == 0:
        words = ("Långsiktigt mål", "Kortsiktigt mål", "Aktivitet", "Indikator")
    rows: Rows = [head]
    areas = []
    for n, t in enumerate(c.topics, 1):
        mine = [(words[0], x, "", "") for x in t.longs]
        for r in t.rows:
            mine += [(words[1], x, "", "") for x in r.short]
            mine += [(words[2], a, joined(r.who), w.text) for _, a, w in each(r)]
            mine += [(words[3], x, "", "") for x in r.inds]
        if v:
            rows.append([str(n), "Område", t.title, "", ""])
        for k, line in enumerate(mine, 1):
            rows.append([f"{n}.{k}" if v else t.title, *line])
        areas.append(area(t, str(n) if v else None, "lkiw", acts=timed(t)))
    p.table(*rows, widths=(2, 4, 9, 5, 4) if v else (5, 4, 9, 5, 4))
    return Made(p, plan(title, c.county, areas), sheets=True)


_YEAR = "Januari Februari Mars April Maj Juni Juli Augusti September Oktober November December".split()  # noqa: SIM905 - one line


def year_wheel(c: Content, v: int) -> Made:
    """A year wheel as a table: a band for each quarter, or the months to the left; areas and functions in the rows."""
    y = c.year
    p = Paper(size=9 if v else 10, bullet="•", styled=True, header=f"Årshjul {y}", footer=c.county, numbers=v == 0)
    title = f"Årshjul för länets gemensamma arbete {y}" if v else f"Aktivitetskalender psykisk hälsa {y}"
    p.h(title)
    p.p("Här syns vad som händer när under året. Ändringar anmäls till länssamordnaren.")
    slots = [(f"Kvartal {q} {y}", months(y, 3 * q - 2, 3 * q)) for q in (1, 2, 3, 4)]
    if v:
        slots = [(f"{name} {y}", months(y, m)) for m, name in enumerate(_YEAR, 1)]
    rows: Rows = [["Månad", "Område", "Vad händer?", "Ansvarar"] if v else ["Aktivitet", "Område", "Ansvarig"]]
    acts: list[list[Activity]] = [[] for _ in c.topics]
    for s, (name, span) in enumerate(slots):
        found = []
        for j, t in enumerate(c.topics):
            lines = [(a, r) for r in t.rows for a in r.acts]
            for k, (a, r) in enumerate(lines):
                if (3 * j + 4 * k + 2 if v else j + k) % len(slots) == s:
                    found.append((a, t.title, joined(r.who)))
                    acts[j].append(act(a, When(name, span)))
        if v:
            rows += [[name if n == 0 else UP, area_, a, who] for n, (a, area_, who) in enumerate(found)]
        elif found:
            rows += [[f"**{name}", LEFT, LEFT], *(list(x) for x in found)]
    p.table(*rows, widths=(4, 6, 8, 7) if v else (8, 6, 6))
    areas = [area(t, None, "w", acts=done) for t, done in zip(c.topics, acts, strict=True)]
    return Made(p, plan(title, c.county, areas), sheets=True)


ROLES = "Socialchef", "Skolchef", "Verksamhetschef psykiatri", "Primärvårdschef", "Folkhälsostrateg"


def responsibility_matrix(c: Content, v: int) -> Made:
    """Who is in charge and who takes part: letters (or signs) where an activity's row meets a function's column."""
    y = c.year
    p = Paper(landscape=True, size=9, bullet="", styled=v == 0, footer=f"Ansvarsmatris {y}", numbers=True)
    title = f"Aktiviteter och ansvarsfördelning {y}–{y + 1}"
    p.h(title)
    p.p("● = ansvarig, ○ = deltar" if v else "A = ansvarig för genomförandet, M = medverkar")
    areas, also = _common(p, c) if v else _each(p, c)
    others = [also] if v else [also, [as_short(a) for a in areas], [as_short(a) for a in also]]
    return Made(p, plan(title, c.county, areas), sheets=True, also=tuple(plan(title, c.county, x) for x in others))


def _each(p: Paper, c: Content) -> tuple[list[Area], list[Area]]:
    """A matrix for each area, with the functions that it concerns. Also: those who take part counted too."""
    areas, also = [], []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.label("Mål:", f"{t.longs[0]}.")
        roles = [*t.who, "Länssamordnare"]
        rows: Rows = [["Aktivitet", "Tidplan", *roles]]
        for r in t.rows:
            rows += [[a, w.text, *("A" if x in r.who else "M" for x in roles)] for _, a, w in each(r)]
        p.table(*rows, widths=(7, 4, *(4 for _ in roles)))
        one = area(t, str(n), "lw", acts=timed(t))
        areas.append(one.model_copy(update={"goals": one.goals[:1]}))
        also.append(areas[-1].model_copy(update={"responsible": roles}))
    return areas, also


def _common(p: Paper, c: Content) -> tuple[list[Area], list[Area]]:
    """One matrix for the whole plan, with the same functions for all areas, which are its bands."""
    rows: Rows = [["Aktivitet", "Genomförs", "Funktion", *(LEFT for _ in ROLES[1:])], [UP, UP, *ROLES]]
    areas, also = [], []
    for n, t in enumerate(c.topics, 1):
        rows.append([f"**{n}. {t.title}", *(LEFT for _ in range(len(ROLES) + 1))])
        chief: list[str] = []
        joins: list[str] = []
        for m, r in enumerate(t.rows):
            first, second = ROLES[(n + m) % 5], ROLES[(n + 2 * m + 2) % 5]
            chief.append(first)
            joins.append(second)
            marks = ["●" if x == first else "○" if x == second else "" for x in ROLES]
            rows += [[a, w.text, *marks] for _, a, w in each(r)]
        one = area(t, str(n), "", acts=timed(t))
        areas.append(one.model_copy(update={"responsible": list(dict.fromkeys(chief))}))
        also.append(one.model_copy(update={"responsible": list(dict.fromkeys([*chief, *joins]))}))
    p.table(*rows, widths=(7, 4, 4, 4, 5, 5, 5), head=2)
    return areas, also


FAMILY = {f.__name__: f for f in (action_log, register_rows, year_wheel, responsibility_matrix)}
