"""What stands around the areas in a document, and small helpers that the layouts share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from benchmarks.judge.fresh.content import Content, act
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import Cell, Paper
from benchmarks.judge.ninth_fresh.content import FREE, Theme, themes_of
from benchmarks.judge.second_fresh.first import as_long, as_short
from samplan.plans.shapes.exchange import Activity, Area, PlanFile

Rows = list[list[Cell]]


def joined(names: Sequence[str]) -> str:
    """ "A, B och C"."""
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def small(text: str) -> str:
    """The text as it goes on within a sentence; "Q1" stays."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def numbered(c: Content) -> Iterator[tuple[str, str, Theme]]:
    """(group, "1.2" for the second area of the first group, area)."""
    for g, (name, topics) in enumerate(c.groups, 1):
        for n, t in enumerate(themes_of(topics), 1):
            yield name, f"{g}.{n}", t


def timed(t: Theme) -> list[Activity]:
    return [act(text, when) for _, text, when in t.steps()]


def money(t: Theme, n: int) -> tuple[str, str]:
    """(what stands as the cost of the nth area, "c" if that is a sum)."""
    return (FREE[n // 3 % 2], "") if n % 3 == 2 else (t.cost[0], "c")


def years(c: Content) -> dict[str, date]:
    """The plan's validity where the document says that it holds for three years."""
    return {"valid_from": date(c.year, 1, 1), "valid_to": date(c.year + 2, 12, 31)}


def title_of(c: Content, v: int) -> str:
    names = ("Handlingsplan psykisk hälsa", "Länsgemensam plan för psykisk hälsa och suicidprevention")
    return f"{names[v % 2]} {c.year}–{c.year + 2}"


def introduction(p: Paper, c: Content, heading: str = "Inledning", level: int = 2) -> None:
    if heading:
        p.h(heading, level)
    p.p(*_WAYS_IN[c.year % 2](c))


def _as_agreed(c: Content) -> list[str]:
    return [
        (
            f"I {c.county} har regionen och kommunerna enats om en gemensam plan för {c.year}–{c.year + 2}. Den bygger "
            "på en genomgång av statistik, samtal i länsgruppen och två rådslag med brukar- och anhörigföreningar."
        ),
        (
            "Arbetsutskottet håller planen aktuell och länsgruppen tar ställning till förändringar. Varje huvudman "
            "ansvarar för att planen blir känd i den egna organisationen."
        ),
    ]


def _as_needed(c: Content) -> list[str]:
    return [
        (
            "Psykisk ohälsa berör nästan alla familjer någon gång. Ingen huvudman kan ensam ge det stöd som behövs, "
            f"och därför planerar regionen och kommunerna i {c.county} tillsammans."
        ),
        (
            f"Planen avser åren {c.year}–{c.year + 2}. Den har varit på remiss hos kommunerna, regionens enheter och "
            "föreningarna i länet, och den beslutades av länsgruppen."
        ),
    ]


_WAYS_IN = (_as_agreed, _as_needed)


def ending(p: Paper, c: Content, heading: str = "Hur planen hålls levande", level: int = 2) -> None:
    p.h(heading, level)
    p.p(
        "Planen gås igenom varje höst. Länssamordnaren samlar in underlag från kommunerna och regionens enheter, och "
        f"en samlad redovisning lämnas till länsgruppen. En ny plan tas fram inför {c.year + 3}.",
    )


def written(p: Paper, c: Content, title: str, areas: list[Area], **more: Any) -> Made:
    """A document that can be read in one way."""
    sheets = bool(more.pop("sheets", False))
    return Made(p, plan(title, c.county, areas, **years(c), **more), sheets=sheets)


def either_level(p: Paper, c: Content, title: str, areas: list[Area], **more: Any) -> Made:
    """A document that does not say whether its goals are long-term or short-term ones: both are right."""
    made = written(p, c, title, [as_short(a) for a in areas], **more)
    return with_also(made, _all_long(made.truth))


def with_also(made: Made, *truths: PlanFile) -> Made:
    return Made(made.paper, made.truth, made.sheets, (*made.also, *truths))


def _all_long(one: PlanFile) -> PlanFile:
    return one.model_copy(update={"areas": [as_long(a) for a in one.areas]})
