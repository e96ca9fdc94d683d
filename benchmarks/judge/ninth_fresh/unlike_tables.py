"""Unexpected layouts with tables: a calendar of half-years, and a cross table of who answers for what."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.judge.fresh.content import Content, Span, When, act, area, months
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.paper import LEFT, Paper
from benchmarks.judge.ninth_fresh.around import (
    Rows,
    either_level,
    ending,
    introduction,
    joined,
    small,
    timed,
    title_of,
    with_also,
    written,
)
from benchmarks.judge.ninth_fresh.content import Theme, parts, themes_of
from samplan.plans.shapes.exchange import Activity, Area


def calendar(c: Content, v: int) -> Made:
    """The areas with their goals first; then what happens, half-year by half-year or year by year."""
    p = Paper(size=10, numbers=True, bullet="" if v else "•", footer=title_of(c, v))
    title = f"{title_of(c, v)} – planen som kalender"
    p.h(title)
    introduction(p, c)
    themes = themes_of(c.topics)
    _goals_first(p, themes, v)
    p.h("Det här händer" if v == 0 else "Kalender", 2)
    acts = _years_in_bullets(p, c, themes) if v else _terms_in_tables(p, c, themes)
    ending(p, c, "När kalendern är slut")
    areas = [area(t, str(n), "lkiw", acts=acts[t.title]) for n, t in enumerate(themes, 1)]
    return written(p, c, title, areas)


def _terms_in_tables(p: Paper, c: Content, themes: list[Theme]) -> dict[str, list[Activity]]:
    """Draws a table for each half-year, whose heading is the time of what stands below; gives back each area's."""
    acts: dict[str, list[Activity]] = {t.title: [] for t in themes}
    for k, (name, span) in enumerate(_terms(c.year)):
        p.h(name, 3)
        turn = _in_turn(themes, k)
        for t, _, text in turn:
            acts[t.title].append(act(text, When(name, span)))
        rows: Rows = [[t.title, text, who] for t, who, text in turn]
        p.table(["Område", "Vad som händer", "Ansvarig"], *rows, widths=(4, 7, 5))
    return acts


def _terms(y: int) -> list[tuple[str, Span]]:
    return [
        (f"Våren {y}", months(y, 1, 6)),
        (f"Hösten {y}", months(y, 7, 12)),
        (f"Våren {y + 1}", months(y + 1, 1, 6)),
    ]


def _years_in_bullets(p: Paper, c: Content, themes: list[Theme]) -> dict[str, list[Activity]]:
    """Draws a list for each year, whose heading is the year of the weeks and months that begin the lines."""
    acts: dict[str, list[Activity]] = {t.title: [] for t in themes}
    for k in range(3):
        y = c.year + k
        p.h(str(y), 3)
        turn = _in_turn(themes, k)
        for n, (t, who, text) in enumerate(turn):
            when = parts(y)[n * 5 // len(turn)]
            p.li(f"{when.text} – {t.title}: {small(text)} (ansvarig: {who})")
            acts[t.title].append(act(text, when))
    return acts


def _in_turn(themes: list[Theme], k: int) -> list[tuple[Theme, str, str]]:
    """(area, who, measure) of what happens in the kth part of the time."""
    steps = [(n + i, t, row, text) for n, t in enumerate(themes) for i, (row, text, _) in enumerate(t.steps())]
    return [(t, joined(row.who), text) for at, t, row, text in steps if at % 3 == k]


def _goals_first(p: Paper, themes: list[Theme], v: int) -> None:
    p.h("Områden och mål" if v == 0 else "Vad vi vill", 2)
    head = ["Nr", "Område", "Långsiktigt mål", "Kortsiktiga mål", "Indikatorer"]
    rows: Rows = [list(head)]
    for n, t in enumerate(themes, 1):
        rows.append([str(n), t.title, p.items(t.longs), p.items(t.shorts), p.items(t.inds)])
    p.table(*rows, widths=(1, 4, 4, 4, 4))


BODIES = (
    ["Psykiatrin", "Primärvården", "Socialtjänsten", "Skolan", "Klippan*"],
    ["Region", "Granby", "Sandvik", "Lillsjö", "Brukarrådet"],
)
NOTES = (
    "* Klippan är länets samlade förening för brukare och anhöriga.",
    "Region avser regionens hälso- och sjukvård. Granby, Sandvik och Lillsjö avser kommunerna.",
)


def crosses(c: Content, v: int) -> Made:
    """A cross table: the measures down, the bodies across, a letter or a cross where they meet."""
    p = Paper(landscape=True, size=9, numbers=True, styled=v == 0)
    title = f"{title_of(c, v)} – vem gör vad"
    p.h(title)
    introduction(p, c)
    p.p("X = ansvarig" if v else "A = ansvarig, D = deltar")
    rows: Rows = [["Aktivitet", "Tid", *BODIES[v]]]
    leading, all_named = [], []
    for n, t in enumerate(themes_of(c.topics), 1):
        rows += [[x, *[LEFT] * 6] for x in (f"**{n}. {t.title}", *(f"Mål: {goal}" for goal in t.longs))]
        meets = [_signs(n + k, v) for k in range(len(t.acts))]
        rows += [[text, when.text, *signs] for (_, text, when), signs in zip(t.steps(), meets, strict=True)]
        one = area(t, str(n), "l", acts=timed(t))
        leading.append(one.model_copy(update={"responsible": _marked(v, meets, "XA")}))
        all_named.append(one.model_copy(update={"responsible": _marked(v, meets, "XAD")}))
    p.table(*rows, widths=(9, 4, 3, 3, 3, 3, 3))
    p.p(NOTES[v])
    also = () if v else (all_named,)
    return _either(p, c, title, leading, *also)


def _signs(at: int, v: int) -> list[str]:
    """What stands under the bodies for a measure: one leads, and where the plan says so one more takes part."""
    signs = [""] * 5
    signs[at * 2 % 5] = "X" if v else "A"
    if not v and at % 4:
        signs[(at * 2 + at % 4) % 5] = "D"
    return signs


def _marked(v: int, meets: list[list[str]], letters: str) -> list[str]:
    """The bodies with one of the letters in some row, as they stand in the head."""
    return [name for i, name in enumerate(BODIES[v]) if any(s[i] and s[i] in letters for s in meets)]


def _either(p: Paper, c: Content, title: str, *ways: list[Area]) -> Made:
    """The goals may be long-term or short-term ones, and those who take part may count as responsible."""
    truths = [either_level(p, c, title, areas, sheets=True) for areas in ways]
    return with_also(truths[0], *(x for t in truths[1:] for x in (t.truth, *t.also)))


FAMILY: dict[str, Callable[[Content, int], Made]] = {"calendar": calendar, "crosses": crosses}
