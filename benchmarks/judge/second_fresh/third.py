"""The second batch, continued: tables under goals, lists turned round, workbooks of cards, agreements."""

from __future__ import annotations

from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.content import Content, act, area, timed, untimed
from benchmarks.judge.second_fresh.first import Rows, as_long, each, joined
from samplan.plans.shapes.exchange import Activity


def goal_tables(c: Content, v: int) -> Made:
    """A table for each goal, the goal in a row across its top."""
    p = Paper(size=10, styled=v == 0, numbers=True, header=f"Handlingsplan {c.year}")
    title = f"Handlingsplan för psykisk hälsa i {c.county}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Fokusområde {g}. {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.p(t.background)
            for m, r in enumerate(t.rows, 1):
                rows: Rows = [[f"**Kortsiktigt mål {m}: {r.short[0]}", LEFT, LEFT]]
                rows.append(["**Aktivitet", "**Ansvarig", "**Färdigt"])
                rows += [[a, joined(r.who), w.text] for _, a, w in each(r)]
                rows.append([f"Indikator: {r.inds[0]}", LEFT, LEFT])
                p.table(*rows, widths=(8, 5, 4), head=0)
            one = area(t, f"{g}.{n}", "bkw", acts=timed(t), group=group)
            areas.append(one.model_copy(update={"indicators": [r.truth_inds[0] for r in t.rows]}))
    return Made(p, plan(title, c.county, areas))


def flipped_list(c: Content, v: int) -> Made:
    """One long list, the activity first; what it belongs to stands in the last columns and is repeated in each row."""
    p = Paper(landscape=True, size=9, indent=v, footer="Utdrag ur aktivitetsregistret")
    title = f"Aktivitetsregister {c.county} {c.year}"
    p.h(title)
    rows: Rows = [["Aktivitet", "När", "Ansvarig", "Bidrar till kortsiktigt mål", "Utvecklingsområde"]]
    areas = []
    for t in c.topics:
        for r in t.rows:
            rows += [[a, w.text, joined(r.who), r.short[0], t.title] for _, a, w in each(r)]
        areas.append(area(t, None, "kw", acts=timed(t)))
    p.table(*rows, widths=(7, 3, 5, 5, 4))
    return Made(p, plan(title, c.county, areas), sheets=True)


def sheet_cards(c: Content, v: int) -> Made:
    """A sheet for each area: labels with their content above, a table of activities below."""
    p = Paper(size=10, landscape=v == 1, bullet="-")
    title = f"Handlingsplan {c.county} {c.year}"
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.sheet(f"Område {n}")
        p.table(
            ["**Utvecklingsområde", t.title],
            ["**Bakgrund", t.background],
            ["**Långsiktigt mål", p.items(t.longs)],
            ["**Kortsiktiga mål", p.items(t.shorts)],
            widths=(5, 12),
            head=0,
        )
        rows: Rows = [["Aktivitet", "Tidplan", "Ansvarig", "Indikator"]]
        for r in t.rows:
            for k, a, w in each(r):
                rows.append([a, w.text, joined(r.who), list(r.inds) if k == 0 else UP])
        p.table(*rows, widths=(6, 3, 4, 4))
        areas.append(area(t, str(n), "blkiw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def dash_lines(c: Content, v: int) -> Made:
    """Short lines, each a label, a dash or a tab, and one item."""
    p = Paper(styled=v == 1, numbers=True, footer=f"{c.county} {c.year}")
    title = f"Minnesanteckning: beslutade aktiviteter {c.year}"
    p.h(title)
    glue = ":\t" if v else " – "
    areas, also = [], []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        for r in t.rows:
            p.p(f"Mål{glue}{r.short[0]}")
            for _, a, w in each(r):
                p.p(f"Åtgärd{glue}{a}", f"Tid{glue}{w.text}")
            p.p(f"Ansvar{glue}{joined(r.who)}")
            p.p(*(f"Indikator{glue}{i}" for i in r.inds))
        areas.append(area(t, str(n), "kiw", acts=timed(t)))
        also.append(as_long(areas[-1]))
    return Made(p, plan(title, c.county, areas), also=(plan(title, c.county, also),))


def boxed_titles(c: Content, v: int) -> Made:
    """The area's name stands in a box (a table of one cell); a list of goals and a table of activities below it."""
    p = Paper(size=10, styled=False, bullet="•" if v == 0 else "", header=c.county)
    title = f"Samverkansplan psykisk hälsa {c.year}–{c.year + 1}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.table([f"**{n}. {t.title}"], widths=(16,), head=0)
        p.p(t.background)
        p.p("Långsiktiga mål", bold=True)
        p.li(*t.longs)
        p.p("Kortsiktiga mål", bold=True)
        p.li(*t.shorts)
        rows: Rows = [["Vad gör vi?", "När?", "Vem?"]]
        for r in t.rows:
            rows += [[a, w.text, joined(r.who)] for _, a, w in each(r)]
        p.table(*rows, widths=(8, 4, 5))
        areas.append(area(t, str(n), "blkw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas))


def actor_lists(c: Content, v: int) -> Made:
    """Who shall do what: a line that ends in "ska" and the list of what that body does."""
    p = Paper(styled=v == 0, bullet="" if v else "•", numbers=True)
    title = f"Åtgärdsprogram för psykisk hälsa {c.year}–{c.year + 2}"
    p.h(title)
    p.p(f"Programmet gäller för regionen och kommunerna i {c.county}.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.p(t.background)
        p.p("Långsiktiga mål", bold=True)
        p.li(*t.longs)
        p.p("Åtgärder", bold=True)
        acts: list[Activity] = []
        for r in t.rows:
            p.p(f"{' och '.join(r.who)} ska:")
            p.li(*r.acts)
            acts += [act(a) for a in r.acts]
        areas.append(area(t, str(n), "blw", acts=acts))
    return Made(p, plan(title, c.county, areas))


def header_once(c: Content, v: int) -> Made:
    """A table below each area's heading, but only the first table has a row of headers."""
    p = Paper(landscape=True, size=10, styled=v == 0, bullet="-", repeat=False)
    title = f"Handlingsplan {c.county}, {c.year}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        rows: Rows = [["Kortsiktigt mål", "Aktivitet", "Ansvarig", "Tidplan", "Indikator"]] if n == 1 else []
        for r in t.rows:
            for k, a, w in each(r):
                mine: list[Cell] = [r.short[0], joined(r.who), p.items(r.inds)] if k == 0 else [UP, UP, UP]
                rows.append([mine[0], a, mine[1], w.text, mine[2]])
        p.table(*rows, widths=(5, 6, 4, 3, 5), head=1 if n == 1 else 0)
        areas.append(area(t, str(n), "kiw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def parties_agree(c: Content, v: int) -> Made:
    """An agreement between the principals: sections with what they agree on, shall do, and how it is followed up."""
    p = Paper(styled=v == 1, bullet="–" if v == 0 else "", header="Överenskommelse", numbers=True)
    title = f"Överenskommelse om psykisk hälsa i {c.county} {c.year}–{c.year + 3}"
    p.h(title)
    p.p("Parter är regionen och länets kommuner. Överenskommelsen förlängs med två år om ingen part säger upp den.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"§ {n} {t.title}", 2)
        p.p(t.background)
        p.p("Parterna är överens om följande långsiktiga mål:")
        p.li(*t.longs)
        p.p("Följande kortsiktiga mål ska nås under avtalsperioden:")
        p.li(*t.shorts)
        p.p("Parterna ska genomföra följande aktiviteter:")
        p.li(*t.acts)
        p.p("Följande indikatorer används vid uppföljningen:")
        p.li(*t.inds)
        p.p(f"Ansvariga för paragrafen är {joined(t.who)}.")
        areas.append(area(t, str(n), "blkwi", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


FAMILY = {
    f.__name__: f
    for f in (
        goal_tables,
        flipped_list,
        sheet_cards,
        dash_lines,
        boxed_titles,
        actor_lists,
        header_once,
        parties_agree,
    )
}
