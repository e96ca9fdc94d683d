"""Figures as data: each number that the reckoning rests on, with its status, as JSON values."""

from __future__ import annotations

import json
from typing import Any

from samplan.analysis.results import (
    AgeAnswer,
    Cell,
    CompareAnswer,
    Comparison,
    FactLine,
    GridAnswer,
    IndicatorAnswer,
    IndicatorCard,
    Looks,
    Series,
    SexAnswer,
    SexDifference,
    SimilarAnswer,
    UnitAges,
)
from samplan.publishing.figures.numbers import period_words
from samplan.publishing.figures.outcomes import is_better, trend_is_better
from samplan.publishing.figures.shapes import PlanFigure


def series_of(answer: IndicatorAnswer) -> list[Series]:
    """Every series of an answer, the county first."""
    found = [answer.county, answer.benchmark, *answer.municipalities, *answer.by_sex]
    seen: dict[tuple[str, str], Series] = {}
    for series in found:
        if series is not None:
            seen.setdefault((series.unit.id, series.sex.value), series)
    return list(seen.values())


def as_data(answer: IndicatorAnswer) -> dict[str, Any]:
    """An answer as JSON values."""
    card = answer.card
    return {
        "indicator": _indicator(card),
        "made_up": answer.made_up,
        "caveats": list(answer.caveats),
        "comparisons": None if answer.looks is None else _looks(answer.looks),
        "series": [_series(series, card) for series in series_of(answer)],
    }


def _indicator(card: IndicatorCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "definition": card.definition,
        "measure": card.measure.value,
        "unit": card.unit,
        "better": card.polarity.value,
        "producer": card.producer,
        "source": card.source,
    }


def _looks(looks: Looks) -> dict[str, Any]:
    return {
        "made": looks.comparisons,
        "expected_false": looks.expected_false,
        "flagged": looks.flagged,
        "surviving": looks.surviving,
    }


def plan_figure_data(figure: PlanFigure) -> dict[str, Any]:
    """A figure that was frozen with an edition, with where the plan wants to go."""
    return {
        "indicator_id": figure.indicator,
        "as_of": figure.as_of.isoformat(),
        "baseline": figure.baseline,
        "baseline_period": figure.baseline_period,
        "target": figure.target,
        "target_on": figure.target_on.isoformat() if figure.target_on else None,
        "figure": as_data(figure.answer),
    }


def json_bytes(answer: IndicatorAnswer) -> bytes:
    """The same as a file."""
    return json.dumps(as_data(answer), ensure_ascii=False, indent=1).encode()


def line_data(line: FactLine) -> dict[str, Any]:
    """An indicator of one place as JSON values."""
    return {
        "indicator": {"id": line.card.id, "title": line.card.title, "unit": line.card.unit},
        "series": _series(line.series, line.card),
        "county": cell_data(line.county) if line.county else None,
        "country": cell_data(line.benchmark) if line.benchmark else None,
        "women_and_men": _of_both(line.by_sex, line.card),
        "caveats": list(line.caveats),
    }


def _of_both(one: SexDifference | None, card: IndicatorCard) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"women": cell_data(one.women), "men": cell_data(one.men), "comparison": _comparison(one.comparison, card)}


def profile_data(card: IndicatorCard, own: Cell, county: Cell | None, country: Cell | None) -> dict[str, Any]:
    """An indicator of the profile for one place as JSON values: nothing is compared."""
    return {
        "indicator": {"id": card.id, "title": card.title, "unit": card.unit},
        "place": cell_data(own),
        "county": cell_data(county) if county else None,
        "country": cell_data(country) if country else None,
    }


def grid_data(answer: GridAnswer) -> dict[str, Any]:
    """Places against indicators as JSON values."""
    return {
        "indicators": [{"id": card.id, "title": card.title, "unit": card.unit} for card in answer.cards],
        "places": [
            {
                "id": line.unit.id,
                "name": line.unit.title,
                "cells": [
                    told and {"cell": cell_data(told[0]), "comparison": _comparison(told[1], card)}
                    for told, card in zip(line.cells, answer.cards, strict=True)
                ],
            }
            for line in answer.lines
        ],
        "country": [cell_data(cell) if cell else None for cell in answer.benchmark],
    }


def similar_data(answer: SimilarAnswer) -> dict[str, Any]:
    """A place beside similar ones as JSON values."""
    return {
        "indicator": {"id": answer.card.id, "title": answer.card.title, "unit": answer.card.unit},
        "group": answer.group.title if answer.group else None,
        "place": _series(answer.unit, answer.card),
        "mean": cell_data(answer.mean) if answer.mean else None,
        "members": [_series(series, answer.card) for series in answer.members],
        "caveats": list(answer.caveats),
    }


def compared_data(answer: CompareAnswer) -> dict[str, Any]:
    """Chosen figures of chosen places as JSON values."""
    return {
        "comparisons": _looks(answer.looks),
        "figures": [
            {
                "indicator": _indicator(line.card),
                "places": [_series(series, line.card) for series in line.series],
                "country": _series(line.benchmark, line.card) if line.benchmark is not None else None,
                "caveats": list(line.caveats),
            }
            for line in answer.lines
        ],
    }


def sexes_data(answer: SexAnswer | None) -> dict[str, Any] | None:
    """Women and men of each unit as JSON values; None where there is no such answer."""
    if answer is None:
        return None
    return {
        "reason": answer.reason,
        "units": [
            {
                "place": {"id": one.unit.id, "name": one.unit.title, "kind": one.unit.kind.value},
                **(_of_both(one, answer.card) or {}),
            }
            for one in answer.differences
        ],
    }


def ages_data(answer: AgeAnswer | None) -> dict[str, Any] | None:
    """Other ages beside the indicator's own as JSON values: the county's newest, and every comparison."""
    if answer is None:
        return None
    return {
        "reason": answer.reason,
        "others": [
            {
                "indicator": {"id": card.id, "title": card.title, "unit": card.unit},
                "county": cell_data(cell) if cell else None,
            }
            for card, cell in answer.others
        ],
        "compared": [
            {
                "indicator": one.card.id,
                "place": {"id": one.unit.id, "name": one.unit.title, "kind": one.unit.kind.value},
                "other": cell_data(one.other),
                "own": cell_data(one.own),
                "comparison": _comparison(one.comparison, one.card),
                "overlapping": one.overlapping,
            }
            for one in answer.differences
        ],
    }


def unit_ages_data(answer: UnitAges | None) -> list[dict[str, Any]]:
    """The ages of one place's figures as JSON values, each beside the one that it is compared with."""
    return [
        {
            "indicator": {"id": one.card.id, "title": one.card.title, "unit": one.card.unit},
            "compared_with": {"id": line.card.id, "title": line.card.title},
            "other": cell_data(one.other),
            "own": cell_data(one.own),
            "comparison": _comparison(one.comparison, one.card),
            "overlapping": one.overlapping,
        }
        for line in (answer.lines if answer is not None else ())
        for one in line.differences
    ]


def _series(series: Series, card: IndicatorCard) -> dict[str, Any]:
    told: dict[str, Any] = {
        "place": {"id": series.unit.id, "name": series.unit.title, "kind": series.unit.kind.value},
        "sex": series.sex.value,
        "cells": [cell_data(cell) for cell in series.cells],
    }
    if series.comparison is not None:
        told["comparison"] = _comparison(series.comparison, card)
    if series.trend is not None:
        trend = series.trend
        told["trend"] = {
            "direction": trend.direction.value,
            "reason": trend.reason,
            "slope_per_year": trend.slope,
            "better": trend_is_better(trend, card),
        }
    return told


def _comparison(one: Comparison, card: IndicatorCard) -> dict[str, Any]:
    return {
        "outcome": one.outcome.value,
        "better": is_better(one.outcome, card.polarity),
        "rule": one.rule,
        "level": one.level,
        "difference": one.difference,
        "low": one.low,
        "high": one.high,
        "detectable": one.detectable,
        "survives": one.survives,
        "reason": one.reason,
    }


def cell_data(cell: Cell) -> dict[str, Any]:
    """A cell as JSON values: value with interval, or the status that says why there is none."""
    return {
        "period": {
            "label": period_words(cell.period),
            "start": cell.period.start.isoformat(),
            "years": cell.period.years,
        },
        "status": cell.status.value,
        "value": cell.value,
        "low": cell.low,
        "high": cell.high,
        "level": cell.level,
        "method": cell.method,
        "no_interval": cell.no_interval.value if cell.no_interval else None,
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "as_published": cell.untouched,
        "notes": list(cell.notes),
        "fetched_at": cell.fetched_at.isoformat() if cell.fetched_at else None,
    }
