"""The funnel of an indicator's page: its words and drawing, and the same as data and files."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from samplan.analysis import questions
from samplan.analysis.questions.funnel import funnel
from samplan.analysis.results import FunnelAnswer, IndicatorAnswer, UnitKind
from samplan.publishing.figures import funnels, outcomes, sentences
from samplan.publishing.figures.numbers import period_words
from samplan.publishing.figures.pictures import file_of
from samplan.web.csv_answers import csv_bytes
from samplan.web.public.figure_drawings import funnel_svg

KINDS = {"csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "png": "image/png"}
HERE, REGIONS = "tratt", "regioner"
FORMS = {f"{which}-{form}": kind for which in (HERE, REGIONS) for form, kind in KINDS.items()}
"""Files of the funnel of the county's municipalities, and of all regions'."""
METHOD = {"share": "normal approximation around the average", "rate": "exact Poisson around the average"}
BETTER = {True: "yes", False: "no", None: ""}
COLUMNS = (
    "row",
    "indicator",
    "title",
    "unit_of_measure",
    "period",
    "place",
    "place_name",
    "base",
    "events",
    "value",
    "low_95",
    "high_95",
    "low_99_8",
    "high_99_8",
    "average",
    "position",
    "position_words",
    "better",
    "survives",
    "method",
    "rule_words",
    "source",
    "producer",
)


def asked(answer: IndicatorAnswer, county_code: str | None) -> FunnelAnswer | None:
    """The funnel of the county's municipalities, None where there is no such indicator."""
    return funnel(questions.figures(), answer.card.id, county_code or "")


def of_regions(answer: IndicatorAnswer, county_code: str | None) -> FunnelAnswer | None:
    """The funnel of all regions; None where they may not be drawn."""
    if not may_have_regions(answer):
        return None
    return funnel(questions.figures(), answer.card.id, county_code or "", level=UnitKind.REGION)


def may_have_regions(answer: IndicatorAnswer) -> bool:
    """Whether all regions may be drawn: a share or rate with counts. Suicides are drawn for nobody."""
    cells = answer.county.cells if answer.county is not None else ()
    counted = any(cell.numerator is not None and cell.denominator for cell in cells)
    return counted and answer.card.measure.value in METHOD and not answer.card.suicide


def average_word(answer: IndicatorAnswer, told: FunnelAnswer) -> str:
    """Whose the average is: the country's, or that of the places shown."""
    cells = answer.benchmark.cells if answer.benchmark is not None else ()
    mine = [c for c in cells if told.points and sentences.same_period(c, told.points[0].cell)]
    return _("Riket") if any(c.value == told.average for c in mine) else _("Alla visade")


def shown(answer: IndicatorAnswer, told: FunnelAnswer | None, which: str = HERE) -> dict[str, Any]:
    """What the page says of it. funnel: None where there is none to draw."""
    if told is None or not funnels.drawable(told):
        return {"funnel": None, "no_funnel": funnels.no_funnel_words(told, answer.card)}
    average = average_word(answer, told)
    return {
        "no_funnel": "",
        "funnel": {
            "when": period_words(told.period) if told.period else "",
            "chart": funnel_svg(funnels.picture(told, average), which),
            "rows": funnels.rows(told),
            "better": outcomes.polarity_words(told.card),
            "spread": funnels.spread_words(told),
            "looks": sentences.looks_words(told.looks) if told.looks else "",
            "left_out": funnels.left_out_words(told),
            "files": [(f"{which}-{form}", form.upper()) for form in KINDS],
        },
    }


def as_data(told: FunnelAnswer | None) -> dict[str, Any] | None:
    """The same as JSON values; None where there is no such chart."""
    if told is None or not funnels.drawable(told):
        return None
    return {
        "period": period_words(told.period) if told.period else "",
        "method": METHOD[told.card.measure.value],
        "rule_words": funnels.rule_words(told),
        "average": told.average,
        "dispersion": told.dispersion,
        "left_out": told.left_out,
        "points": [
            {
                "place": {"id": p.cell.unit.id, "name": p.cell.unit.title},
                "base": p.cell.denominator,
                "events": p.cell.numerator,
                "value": p.cell.value,
                "position": funnels.side(p),
                "position_words": funnels.position(p, told.card),
                "better": outcomes.is_better(p.outcome, told.card.polarity),
                "survives": p.survives if funnels.side(p) else None,
            }
            for p in told.points
        ],
        "limits": [
            {"base": base, "low_95": low, "high_95": high, "low_99_8": lowest, "high_99_8": highest}
            for base, low, high, lowest, highest in told.curves
        ],
    }


def file_bytes(answer: IndicatorAnswer, told: FunnelAnswer | None, form: str) -> bytes:
    """The funnel as a file; 404 where there is none."""
    if told is None or not funnels.drawable(told):
        raise Http404(form)
    kind = form.rpartition("-")[2]
    if kind == "csv":
        return csv_bytes([COLUMNS, *_rows(told)])
    return file_of(funnels.picture(told, average_word(answer, told)), kind)


def _rows(told: FunnelAnswer) -> list[tuple[Any, ...]]:
    """A row for each place and one for each step of the limits."""
    card = told.card
    about = (card.id, card.title, card.unit, period_words(told.period) if told.period else "")
    after = (METHOD[card.measure.value], funnels.rule_words(told), card.source, card.producer)
    found: list[tuple[Any, ...]] = []
    for p in told.points:
        cell, side = p.cell, funnels.side(p)
        survives = ("yes" if p.survives else "no") if side else ""
        numbers = (cell.denominator, cell.numerator, cell.value, "", "", "", "")
        lies = (side, funnels.position(p, card), BETTER[outcomes.is_better(p.outcome, card.polarity)], survives)
        found.append(("place", *about, cell.unit.id, cell.unit.title, *numbers, told.average, *lies, *after))
    for base, *limits in told.curves:
        found.append(("limits", *about, "", "", base, "", "", *limits, told.average, "", "", "", "", *after))
    return found
