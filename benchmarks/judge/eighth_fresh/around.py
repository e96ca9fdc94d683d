"""What stands around the areas in an officer's document, and small helpers that the layouts share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from benchmarks.judge.eighth_fresh.content import Step, Theme
from benchmarks.judge.fresh.content import Content, Span, When, act
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import Cell, Paper
from benchmarks.judge.second_fresh.first import as_long
from samplan.plans.shapes.exchange import Activity, Area

Rows = list[list[Cell]]


def joined(names: Sequence[str], last: str = ", ") -> str:
    """ "A, B och C", with the word that the author puts before the last."""
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def small(text: str) -> str:
    """The text as it goes on within a sentence; "HT25" and "Q1" stay."""
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def steps_with_acts(t: Theme) -> list[tuple[Step, int, str]]:
    """(step, which of its activities, activity), in order."""
    return [(s, k, a) for s in t.steps for k, a in enumerate(s.acts)]


def due(t: Theme) -> list[Activity]:
    """The activities with their deadlines."""
    return [act(a, s.dues[k]) for s, k, a in steps_with_acts(t)]


def at(text: str, span: Span) -> When:
    return When(text, span)


def information(p: Paper, c: Content, kind: str, decided: str) -> None:
    """The box of a document's particulars, as regions put it on the first page."""
    y = c.year
    p.table(
        ["**Dokumenttyp", kind, "**Diarienummer", f"HSN {y - 1}/0{y % 90 + 107}"],
        ["**Beslutad av", decided, "**Beslutsdatum", f"{y - 1}-12-0{y % 7 + 1}"],
        ["**Gäller för", c.county, "**Version", "1.2"],
        widths=(3, 5, 4, 4),
        head=0,
    )


def introduction(p: Paper, c: Content, level: int = 2) -> None:
    p.h("Inledning", level)
    p.p(
        f"Regionen och kommunerna i {c.county} har ett gemensamt ansvar för att människor med psykisk ohälsa får ett "
        "sammanhållet stöd. Den här planen visar vad parterna har enats om att göra tillsammans.",
        "Underlaget har tagits fram i arbetsgrupper där chefer, medarbetare och brukarföreningar deltagit. Planen "
        "ersätter inte parternas egna verksamhetsplaner.",
    )


def ending(p: Paper, c: Content, level: int = 2) -> None:
    p.h("Planens giltighet", level)
    p.p(
        f"Planen gäller till och med {c.year + 2}. Länssamordnaren sammanställer läget en gång om året, och "
        "sammanställningen behandlas av styrgruppen i december.",
    )


def years(c: Content) -> dict[str, date]:
    """The plan's validity where the document says that it holds for three years."""
    return {"valid_from": date(c.year, 1, 1), "valid_to": date(c.year + 2, 12, 31)}


def either_level(p: Paper, title: str, c: Content, areas: list[Area], sheets: bool, **more: Any) -> Made:
    """A document that does not say whether its goals are long-term or short-term ones: both are right."""
    also = plan(title, c.county, [as_long(a) for a in areas], **more)
    return Made(p, plan(title, c.county, areas, **more), sheets=sheets, also=(also,))
