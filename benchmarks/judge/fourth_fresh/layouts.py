"""Ten layouts in words that plans seldom use: tables, forms, bands, lead-ins, a register and a plan on its side."""

from __future__ import annotations

from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, UP, Cell, Paper
from benchmarks.judge.second_fresh.content import Content, area, timed, untimed
from benchmarks.judge.second_fresh.first import Rows, each, joined, sentence


def promise_table(c: Content) -> Made:
    """One table: the area is called a journey, activities are promises, measures are traces."""
    p = Paper(landscape=True, size=9, header=f"Löftesbok {c.county}")
    title = f"Löftesbok för psykisk hälsa {c.year}–{c.year + 2}"
    p.h(title)
    p.p("Boken visar vad parterna lovar varandra.")
    rows: Rows = [["Resa", "Dit vill vi", "Vårt löfte", "När då?", "Håller i", "Spår efter oss"]]
    areas = []
    for t in c.topics:
        name: Cell = t.title
        for r in t.rows:
            for k, a, w in each(r):
                mine: list[Cell] = [r.short[0], joined(r.who), p.items(r.inds)] if k == 0 else [UP, UP, UP]
                rows.append([name, mine[0], a, w.text, mine[1], mine[2]])
                name = UP
        areas.append(area(t, None, "kiw", acts=timed(t)))
    p.table(*rows, widths=(4, 5, 6, 3, 4, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def track_headings(c: Content) -> Made:
    """A chapter for each track with bold lines of a house's own between its lists."""
    p = Paper(size=11, bullet="•", footer=f"{c.county} {c.year}", numbers=True)
    title = f"Färdriktning psykisk hälsa {c.year}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Vägval {n}: {t.title}", 2)
        p.p("Så ser det ut", bold=True)
        p.p(t.background)
        p.p("Horisonten", bold=True)
        p.li(*t.longs)
        p.p("Nästa anhalt", bold=True)
        p.li(*t.shorts)
        p.p("Det här tar vi tag i", bold=True)
        p.li(*t.acts)
        p.p("Så märks det", bold=True)
        p.li(*t.inds)
        p.p("Håller i trådarna", bold=True)
        p.li(*t.who)
        areas.append(area(t, str(n), "blkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


def cards(c: Content) -> Made:
    """A card for each area: a table of two columns with the office's own field names."""
    p = Paper(size=10, bullet="–", header="Kortlek psykisk hälsa")
    title = f"Samlade uppdragskort {c.year}, {c.county}"
    p.h(title)
    areas = []
    for t in c.topics:
        p.table(
            ["Kortets tema", t.title],
            ["Varför kortet finns", t.background],
            ["Stjärnan vi styr mot", p.items(t.longs)],
            ["Etapp", p.items(t.shorts)],
            ["Handling", p.items(t.acts)],
            ["Kortägare", list(t.who)],
            ["Bevis på att det går framåt", p.items(t.inds)],
            ["Prislapp", t.cost[0]],
            widths=(5, 11),
            head=0,
        )
        p.p("")
        areas.append(area(t, None, "blkiwc", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def bands_of_topics(c: Content) -> Made:
    """One table whose bands name the areas in capitals, with columns in words of everyday speech."""
    p = Paper(landscape=True, size=9, repeat=True)
    title = f"Arbetsordning för psykisk hälsa i {c.county} {c.year}"
    p.h(title)
    rows: Rows = [["Vi siktar på", "Vi gör så här", "Vi som gör det", "Senast", "Vi vet att det blev av när"]]
    areas = []
    for t in c.topics:
        rows.append([f"**{t.title}", *[LEFT] * 4])
        for r in t.rows:
            for k, a, w in each(r):
                mine: list[Cell] = [r.short[0], joined(r.who), p.items(r.inds)] if k == 0 else [UP, UP, UP]
                rows.append([mine[0], a, mine[1], w.text, mine[2]])
        areas.append(area(t, None, "kiw", acts=timed(t)))
    p.table(*rows, widths=(5, 6, 4, 3, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def letter_in_prose(c: Content) -> Made:
    """A letter of intent in prose: sentences of its own that lead to lists, the areas as unnumbered headings."""
    p = Paper(bullet="", size=11, numbers=True)
    title = f"Avsiktsförklaring om psykisk hälsa {c.year}–{c.year + 3}"
    p.h(title)
    p.p(f"Förklaringen är undertecknad av huvudmännen i {c.county}.")
    areas = []
    for group, topics in c.groups:
        p.h(group)
        for t in topics:
            p.h(t.title, 2)
            p.p(t.background)
            p.p("Om tio år vill vi kunna säga:")
            p.li(*t.longs)
            p.p("Redan när perioden är slut ska detta stämma:")
            p.li(*t.shorts)
            p.p("Därför har vi kommit överens om följande:")
            p.li(*t.acts)
            p.p("Vi följer med på vägen genom att räkna och fråga:")
            p.li(*t.inds)
            p.p(f"Undertecknas av: {joined(t.who)}")
            areas.append(area(t, None, "blkiw", acts=untimed(t), group=group))
    return Made(p, plan(title, c.county, areas))


def two_halves(c: Content) -> Made:
    """Two tables for each area under a numbered heading; the words over the columns are verbs."""
    p = Paper(size=10, styled=False, footer=c.county)
    title = f"Att göra-lista för psykisk hälsa {c.year}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        first: Rows = [["Strävar mot", "Klarar av", "Räknar"]]
        for m, r in enumerate(t.rows):
            first.append([list(t.longs) if m == 0 else UP, r.short[0], list(r.inds)])
        p.table(*first, widths=(5, 6, 5))
        second: Rows = [["Utför", "Hinner", "Bär"]]
        for r in t.rows:
            second += [[a, w.text, joined(r.who)] for _, a, w in each(r)]
        p.table(*second, widths=(8, 4, 5))
        areas.append(area(t, str(n), "lkiw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def last_column_first(c: Content) -> Made:
    """A table for each group, read backwards: what shows, who, when, what, and at last which theme."""
    p = Paper(landscape=True, size=10, numbers=True)
    title = f"Uppdragstavla {c.county} {c.year}"
    p.h(title)
    areas = []
    for group, topics in c.groups:
        p.h(group, 2)
        rows: Rows = [["Syns på", "Lag", "Tidsfönster", "Uppdrag", "Tema"]]
        for t in topics:
            name: Cell = t.title
            for r in t.rows:
                for k, a, w in each(r):
                    inds, who = (p.items(r.inds), joined(r.who)) if k == 0 else (UP, UP)
                    rows.append([inds, who, w.text, a, name])
                    name = UP
            areas.append(area(t, None, "iw", acts=timed(t), group=group))
        p.table(*rows, widths=(5, 5, 4, 6, 5))
    return Made(p, plan(title, c.county, areas), sheets=True)


def register(c: Content) -> Made:
    """A workbook of one sheet: a line for each activity, with the area, both goals and the budget line beside it."""
    p = Paper(landscape=True, size=8)
    title = f"Liggare {c.year} {c.county}"
    p.sheet("Liggare")
    p.p(title, bold=True)
    rows: Rows = [["Rad", "Verksamhetsfält", "Fyrbåk", "Delsträcka", "Arbete", "Kalender", "Besättning"]]
    areas, m = [], 0
    for t in c.topics:
        for r in t.rows:
            for _, a, w in each(r):
                m += 1
                rows.append([str(m), t.title, t.longs[0], r.short[0], a, w.text, joined(r.who)])
        one = area(t, None, "lkw", acts=timed(t))
        first = [g for g in one.goals if g.text not in t.longs[1:]]
        areas.append(one.model_copy(update={"goals": first}))
    p.table(*rows, widths=(1, 4, 5, 5, 6, 3, 4))
    return Made(p, plan(title, c.county, areas), sheets=True)


def deeds_as_headings(c: Content) -> Made:
    """Areas as parts, every activity a small heading of its own over when and who; the goals in a line above."""
    p = Paper(size=11, header=f"Gemensam agenda {c.year}")
    title = f"Gemensam agenda för psykisk hälsa, {c.county}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Block {n}. {t.title}", 2)
        p.label("Ledstjärna:", " ".join(sentence(x) for x in t.longs))
        for r in t.rows:
            for _, a, w in each(r):
                p.h(a, 3)
                p.label("Läggs i kalendern:", w.text)
                p.label("Bollhållare:", joined(r.who))
        areas.append(area(t, str(n), "lw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas))


def lying_table(c: Content) -> Made:
    """A table for each area on its side, with the office's own words in the first column and a column for each step."""
    p = Paper(landscape=True, size=10, bullet="•", footer=f"{c.year}")
    title = f"Trappan – {c.county} {c.year}–{c.year + 1}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n} {t.title}", 2)
        p.p("Toppen av trappan:")
        p.li(*t.longs)
        rows: Rows = [["", *(f"Trappsteg {m}" for m, _ in enumerate(t.rows, 1))]]
        rows.append(["**Dit når vi", *(r.short[0] for r in t.rows)])
        rows.append(["**Så kliver vi", *(p.items(r.acts) for r in t.rows)])
        rows.append(["**De som kliver", *(list(r.who) for r in t.rows)])
        rows.append(["**Märken i trappan", *(p.items(r.inds) for r in t.rows)])
        p.table(*rows, widths=(3, *[7] * len(t.rows)))
        areas.append(area(t, str(n), "lkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


FAMILY = {
    f.__name__: f
    for f in (
        promise_table,
        track_headings,
        cards,
        bands_of_topics,
        letter_in_prose,
        two_halves,
        last_column_first,
        register,
        deeds_as_headings,
        lying_table,
    )
}
