"""What has changed since an edition: its frozen figures beside what their sources say now, with dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samplan.analysis import questions
from samplan.analysis.questions import indicator
from samplan.analysis.questions.changes import changes
from samplan.analysis.questions.choosing import address_of
from samplan.analysis.results import Cell, IndicatorAnswer, IndicatorCard
from samplan.publishing import queries
from samplan.publishing.figures import codes, sentences
from samplan.publishing.figures.numbers import period_words
from samplan.publishing.figures.shapes import PlanFigure
from samplan.publishing.figures.since import LATE, Became, Changed, changed
from samplan.publishing.language import number
from samplan.web.public import figure_files as files
from samplan.web.public import figure_pages as pages
from samplan.web.public import twins
from samplan.web.public.answers import Answer, Page, public_page
from samplan.web.public.context import edition_context

MARKS = {
    Became.NEW: "added",
    Became.CAME: "added",
    Became.REVISED: "reworded",
    Became.WITHDRAWN: "dropped",
    Became.HIDDEN: "hidden",
}


@dataclass(frozen=True, slots=True)
class Since:
    """A figure of an edition beside what its source has now; now None where the source has it no longer."""

    figure: PlanFigure
    now: IndicatorAnswer | None
    rows: list[Changed]
    fates: tuple[str, ...]

    @property
    def fetched(self) -> date | None:
        """The day that the newest of the values was fetched."""
        series = (self.now.county, self.now.benchmark, *self.now.municipalities) if self.now is not None else ()
        days = [c.fetched_at.date() for s in series if s is not None for c in s.cells if c.fetched_at]
        return max(days, default=None)


@public_page
def edition_figures(request: HttpRequest, county_slug: str, plan_slug: str, label: str) -> Answer:
    """The official figures of an edition, each with what is another now. Own values come with the next edition."""
    view = queries.edition(county_slug, plan_slug, label)
    frozen = [f for f in queries.figures_at(county_slug, plan_slug, label) if f.answer.card.source != "own"]
    found = asked(frozen, view.content.county_code or "")
    context = edition_context(request, view, current=False)
    context |= {
        "figures": [_told(one) for one in found],
        "help_lines": pages.help_with(frozen),
        "here": "editions",
    }
    data = {
        "format": twins.FORMAT,
        "edition": twins.reference(request, view),
        "figures": [_data(one) for one in found],
    }
    return Page("public/figures_since.html", context, lambda: data)


def asked(frozen: Iterable[PlanFigure], county_code: str) -> list[Since]:
    """Each figure with what its source says now; one that several indicators have is told once."""
    store = questions.figures()
    found: dict[str, Since] = {}
    for figure in frozen:
        card = figure.answer.card
        if card.id in found:
            continue
        now = indicator.series(store, card.id, county_code)
        since = datetime.combine(figure.as_of, time(), tzinfo=UTC)
        told = changes(store, since, county_code, indicator_ids=[card.id], limit=0)
        fates = ("removed",) if now is None else tuple(kind for _card, kind in told.indicators)
        found[card.id] = Since(figure, now, changed(figure.answer, now) if now is not None else [], fates)
    return list(found.values())


def _told(one: Since) -> dict[str, Any]:
    """A figure's heading, sentences and rows."""
    card = one.figure.answer.card
    late = one.now is not None and LATE in one.now.caveats
    return {
        "key": address_of(card.id),
        "slug": address_of(card.id) if one.now is not None else "",
        "title": one.figure.title,
        "as_of": one.figure.as_of,
        "fetched": one.fetched,
        "said": [*(fate_words(kind) for kind in one.fates), *([codes.why("caveats", LATE)] if late else [])],
        "head": head_words(one.rows),
        "rows": [change_row(row, card) for row in one.rows],
        "unit_head": pages.unit_head(card),
    }


def head_words(rows: list[Changed], nothing: str = "") -> str:
    """How many values are new, changed and gone. nothing: what is said where there are none."""
    if not rows:
        return nothing or _("Inget värde är annat än i utgåvan.")
    new = sum(row.became in {Became.NEW, Became.CAME} for row in rows)
    revised = sum(row.became is Became.REVISED for row in rows)
    gone = len(rows) - new - revised
    told = [
        ngettext("%(n)s nytt värde", "%(n)s nya värden", new) % {"n": number(new)} if new else "",
        ngettext("%(n)s ändrat värde", "%(n)s ändrade värden", revised) % {"n": number(revised)} if revised else "",
        ngettext("%(n)s värde som inte visas längre", "%(n)s värden som inte visas längre", gone) % {"n": number(gone)}
        if gone
        else "",
    ]
    return f"{', '.join(part for part in told if part)}."


def fate_words(kind: str) -> str:
    """What has become of the indicator itself."""
    words = {
        "redefined": _("Källan har ändrat definitionen. Värden före och efter kan inte jämföras rakt av."),
        "reworded": _("Källan har skrivit om definitionen."),
    }
    return words.get(kind) or codes.why("caveats", kind)


def became_words(became: Became) -> str:
    """What a value became."""
    return {
        Became.NEW: _("Ny period"),
        Became.CAME: _("Har fått ett värde"),
        Became.REVISED: _("Ändrat av källan"),
        Became.WITHDRAWN: _("Finns inte längre"),
        Became.HIDDEN: _("Dolt nu"),
    }[became]


def change_row(row: Changed, card: IndicatorCard) -> dict[str, str]:
    """A value that is another, as a row of a table."""
    return {
        "name": row.unit.title,
        "when": period_words(row.period),
        "before": _words(row.before, card),
        "after": _words(row.after, card),
        "became": became_words(row.became),
        "mark": MARKS[row.became],
    }


def _words(cell: Cell | None, card: IndicatorCard) -> str:
    return sentences.cell_words(cell, card) if cell is not None else ""


def _data(one: Since) -> dict[str, Any]:
    card = one.figure.answer.card
    return {
        "indicator": {"id": card.id, "title": one.figure.title, "unit": card.unit},
        "frozen_on": one.figure.as_of.isoformat(),
        "fetched_on": one.fetched.isoformat() if one.fetched else None,
        "became": list(one.fates),
        "values": [
            {
                "place": {"id": row.unit.id, "name": row.unit.title},
                "became": row.became.value,
                "before": files.cell_data(row.before) if row.before else None,
                "after": files.cell_data(row.after) if row.after else None,
            }
            for row in one.rows
        ],
    }
