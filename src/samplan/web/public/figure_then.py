"""A figure as it was known on a day, and what has become another since."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from samplan.analysis import questions
from samplan.analysis.questions import choosing
from samplan.analysis.questions.history import history
from samplan.analysis.results import HistoryAnswer, IndicatorAnswer
from samplan.publishing import queries
from samplan.publishing.figures import codes
from samplan.publishing.figures.rows import places, years
from samplan.publishing.figures.since import LATE, changed
from samplan.web.public import figure_csv as tables
from samplan.web.public import figure_files as files
from samplan.web.public import figure_pages as pages
from samplan.web.public import twins
from samplan.web.public.answers import ASK, Answer, Page, kept, public_page
from samplan.web.public.context import edition_context
from samplan.web.public.figure_since import change_row, fate_words, head_words

MOST_DAYS = 12
"""Days with changes that are offered, the newest."""


def _day(request: HttpRequest) -> date | None:
    """The day that is asked about; None where it is none or has not come yet."""
    try:
        told = date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return None
    return told if told <= timezone.localdate() else None


def _asked(county_code: str | None, slug: str, day: date) -> HistoryAnswer:
    """404 where there is no such official figure: own values stand in editions alone."""
    indicator_id = choosing.named(slug)
    answer = history(questions.figures(), indicator_id, county_code, day) if indicator_id and county_code else None
    if answer is None:
        raise Http404(slug)
    return answer


@public_page
def figure_then(request: HttpRequest, county_slug: str, slug: str) -> Answer:
    """The form, and for a day: the figure as it was, and what is another now."""
    view = queries.edition_in_force(county_slug)
    day = _day(request)
    answer = _asked(view.content.county_code, slug, day or timezone.localdate())
    card = answer.now.card
    context = edition_context(request, view, current=True)
    context |= {
        "card": card,
        "slug": slug,
        "help_lines": pages.help_for(card),
        "day": day,
        "today": timezone.localdate(),
        "written": request.GET.get("dag", "")[:20],
        "wrong": bool(request.GET.get("dag")) and day is None,
        "days": answer.days[::-1][:MOST_DAYS],
        "first": answer.days[0] if answer.days else None,
        "unit_head": pages.unit_head(card),
        "made_up": context["made_up"] or answer.now.made_up,
        "here": "figures",
        **(_then(answer, view.content.county or county_slug) if day is not None else {}),
    }
    return Page("public/figure_then.html", context, lambda: _data(answer, day))


def _then(answer: HistoryAnswer, county_name: str) -> dict[str, Any]:
    """What stood that day, and what is another now."""
    then, now = answer.then, answer.now
    lines = [(name, s) for name, s in ((_("Länet"), then.county), (_("Riket"), then.benchmark)) if s is not None]
    rows = changed(then, now)
    late = any(LATE in one.caveats for one in (then, now))
    return {
        "there": any(c.value is not None for s in files.series_of(then) for c in s.cells),
        "title_then": answer.title if answer.title != now.card.title else "",
        "definition": answer.definition,
        "definition_now": now.card.definition if now.card.definition != answer.definition else "",
        "line_names": [name for name, _s in lines],
        "year_rows": years(then.card, [s for _name, s in lines]),
        "places": places(then, county_name) if then.municipalities else None,
        "changed_head": head_words(rows, _("Inget värde är annat nu.")),
        "changed": [change_row(row, now.card) for row in rows],
        "late": codes.why("caveats", LATE) if late else "",
        "fates": [fate_words("redefined")] if answer.definition and answer.definition != now.card.definition else [],
    }


def _data(answer: HistoryAnswer, day: date | None) -> dict[str, Any]:
    rows = changed(answer.then, answer.now) if day is not None else []
    return {
        "format": twins.FORMAT,
        "as_of": day.isoformat() if day else None,
        "days_with_changes": [one.isoformat() for one in answer.days],
        "definition_then": answer.definition if day else None,
        "figure": files.as_data(answer.then) if day else None,
        "changed_since": [
            {
                "place": {"id": row.unit.id, "name": row.unit.title},
                "became": row.became.value,
                "before": files.cell_data(row.before) if row.before else None,
                "after": files.cell_data(row.after) if row.after else None,
            }
            for row in rows
        ],
    }


@public_page
def figure_then_file(request: HttpRequest, county_slug: str, slug: str) -> Answer:
    """The figure as it was on a day, as CSV."""
    view = queries.edition_in_force(county_slug)
    day = _day(request)
    if day is None:
        raise Http404(slug)
    answer: IndicatorAnswer = _asked(view.content.county_code, slug, day).then
    name = f"{slug}-{county_slug}-{day.isoformat()}.csv"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    data = tables.as_csv(answer)
    return kept(request, HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers), ASK)
